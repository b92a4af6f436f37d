//! Long work: kept, watched, abandoned when the server goes.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use axum::body::Body;
use baton_server::problem::Problem;
use baton_server::{Options, serve};
use baton_service::access::{Actor, work};
use futures_util::StreamExt as _;
use http::Method;
use serde_json::{Value, json};

use crate::common::{TestSite, owner, site, stores};

/// Begins a job of an account that goes on, a step for each word it is sent, until the sender is gone.
fn begin(site: &TestSite, account: &str, steps: Receiver<()>) -> String {
    let mut who = owner(site.now());
    who.name = account.to_owned();
    let actor = Arc::new(Actor::owner(&who));
    let begun = site.app.begin_job(&actor, "verify", Some(3), move |_, progress| {
        let mut done = 0;
        while steps.recv().is_ok() {
            done += 1;
            progress.report(done, Some(3), "核对")?;
        }
        if done == 0 { Err(Problem::fault("nothing to do")) } else { Ok(json!({ "steps": done })) }
    });
    site.runtime.block_on(begun).unwrap()
}

/// The jobs in a stream of events, until it ends.
fn told(site: &TestSite, body: Body) -> Vec<Value> {
    let text = site.runtime.block_on(async {
        let mut body = body.into_data_stream();
        let mut text = Vec::new();
        while let Some(part) = body.next().await {
            text.extend_from_slice(&part.unwrap());
        }
        String::from_utf8(text).unwrap()
    });
    let events = text.split("\n\n").filter(|event| event.contains("event: job"));
    let data = |event: &str| event.lines().find_map(|line| line.strip_prefix("data: ")).unwrap().to_owned();
    events.map(|event| serde_json::from_str(&data(event)).unwrap()).collect()
}

#[test]
fn a_job_is_watched_to_its_end() {
    for site in stores() {
        let (step, steps) = channel();
        let id = begin(&site, "leader", steps);
        let mut leader = site.client("leader");
        let response = leader.stream(Method::GET, &format!("/api/jobs/{id}/events"), None);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-cache");
        step.send(()).unwrap();
        drop(step);
        let events = told(&site, response.into_body());
        let last = events.last().unwrap();
        assert_eq!(
            (&last["state"], &last["result"]),
            (&json!("done"), &json!("{\"steps\":1}")),
            "{}",
            site.database
        );
        assert_eq!((&last["kind"], &last["kind_name"]), (&json!("verify"), &json!("核验全部数据")));
        assert!(last["started"].is_string() && last["ended"].is_string());
        assert!(events.windows(2).all(|pair| pair[0] != pair[1]), "only what changed");
        // A stream of what is over says so and ends.
        let again = leader.stream(Method::GET, &format!("/api/jobs/{id}/events"), None);
        assert_eq!(told(&site, again.into_body()), std::slice::from_ref(last));
        let listed = leader.get("/api/jobs").expect(200).json();
        assert_eq!(listed["items"][0], *last);
        assert_eq!(leader.get(&format!("/api/jobs/{id}")).expect(200).json(), *last);
    }
}

#[test]
fn a_job_that_fails_says_so_without_the_details() {
    let site = site();
    let (step, steps) = channel();
    let id = begin(&site, "leader", steps);
    drop(step);
    let mut leader = site.client("leader");
    let response = leader.stream(Method::GET, &format!("/api/jobs/{id}/events"), None);
    let last = told(&site, response.into_body()).pop().unwrap();
    assert_eq!(last["state"], "failed");
    assert!(last["message"].as_str().unwrap().contains("服务器内部错误"), "{last}");
    assert!(!last.to_string().contains("nothing to do"), "details are for the log");
}

#[test]
fn jobs_of_others_do_not_exist() {
    let site = site();
    let (_step, steps) = channel();
    let id = begin(&site, "leader", steps);
    let mut other = site.client("assessment_office");
    for path in ["", "/events"] {
        let hidden = other.get(&format!("/api/jobs/{id}{path}")).expect(404);
        let missing = other.get(&format!("/api/jobs/0000000000000000{path}")).expect(404);
        assert_eq!(hidden.code(), missing.code());
    }
    assert_eq!(other.get("/api/jobs").expect(200).json()["items"], json!([]));
    let all = site.client("system_admin").get("/api/jobs").expect(200).json();
    assert_eq!((&all["items"][0]["id"], &all["items"][0]["by"]), (&json!(id), &json!("leader")));
}

#[test]
fn what_was_under_way_when_a_server_stopped_has_failed() {
    for site in stores() {
        let id = site.blocking(|app| {
            let (store, now) = (app.site.store(), app.now());
            let id = work::queue_job(store, &Actor::owner(&owner(now)), "verify", None, now).unwrap();
            work::begin_job(store, &id, now).unwrap();
            id
        });
        let options = Options { listen: ([127, 0, 0, 1], 0).into(), tls: None };
        let serving = site.runtime.block_on(serve(site.app.clone(), options)).unwrap();
        let job = site.client("system_admin").get(&format!("/api/jobs/{id}")).expect(200).json();
        assert_eq!(job["state"], "failed", "{}", site.database);
        assert!(job["message"].as_str().unwrap().contains("服务停止"));
        serving.stop();
        site.runtime.block_on(serving.wait()).unwrap();
    }
}

#[test]
fn everything_is_verified_and_what_was_altered_is_named() {
    let site = site();
    let run = site.published("2024", baton_service::store::Audience::Own);
    let mut auditor = site.client("auditor");
    let mut verify = || {
        let begun = auditor.post("/api/verify", &json!({})).expect(200).json();
        let path = format!("/api/jobs/{}/events", begun["id"].as_str().unwrap());
        let response = auditor.stream(Method::GET, &path, None);
        told(&site, response.into_body()).pop().unwrap()
    };
    let whole = verify();
    assert_eq!(whole["state"], "done", "{whole}");
    let found: Value = serde_json::from_str(whole["result"].as_str().unwrap()).unwrap();
    assert_eq!(
        (&found["runs"], &found["versions"], &found["differing"]),
        (&json!(1), &json!(839), &json!([]))
    );
    let sql = "drop trigger run_is_never_changed; update run set period = '2023'";
    let out =
        std::process::Command::new("sqlite3").arg(site.folder.path().join("test.sqlite")).arg(sql).output();
    if !out.is_ok_and(|out| out.status.success()) {
        eprintln!(
            "sqlite3 is not installed: nothing is altered behind the server's back (install sqlite3 to try it)"
        );
        return;
    }
    let altered = verify();
    assert_eq!(altered["state"], "failed", "{altered}");
    assert!(altered["message"].as_str().unwrap().contains(&run), "{altered}");
}
