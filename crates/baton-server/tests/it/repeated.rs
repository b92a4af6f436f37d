//! A write sent twice under one key is done once.

use baton_service::access::{Actor, work};
use baton_service::store::digest;
use http::Method;
use serde_json::json;

use crate::common::{Part, owner, site, stores};

const KEY: &str = "idempotency-key";

#[test]
fn the_same_request_is_done_once_and_answered_alike() {
    for site in stores() {
        let mut security = site.client("security_admin").with(KEY, "k1");
        let grant = json!({ "account": "nobody", "role": "leader", "unit": null });
        let first = security.post("/api/grants", &grant).expect(201);
        let again = security.post("/api/grants", &grant).expect(201);
        assert_eq!(first.body, again.body, "{}", site.database);
        assert_eq!(again.header("content-type"), first.header("content-type"));
        assert_eq!(
            (first.header("idempotency-replayed"), again.header("idempotency-replayed")),
            ("", "true")
        );
        let id = first.json()["id"].as_str().unwrap().to_owned();
        // Revoked in between it would be granted anew by a new request; the repetition only repeats the answer.
        let mut plain = site.client("security_admin");
        plain.delete(&format!("/api/grants/{id}")).expect(204);
        security.post("/api/grants", &grant).expect(201);
        assert_eq!(site.client("nobody").get("/api/session").expect(200).json()["capabilities"], json!([]));
        let other = json!({ "account": "nobody", "role": "auditor", "unit": null });
        assert_eq!(security.post("/api/grants", &other).expect(422).code(), "H110");
        // Keys are an account's own, and end after a day.
        let mut system = site.client("system_admin").with(KEY, "k1");
        system.patch("/api/accounts/nobody", &json!({ "name": "无名" })).expect(204);
        site.wait(jiff::SignedDuration::from_hours(25));
        let mut later = site.client("security_admin").with(KEY, "k1");
        assert_eq!(later.post("/api/grants", &other).expect(201).header("idempotency-replayed"), "");
    }
}

#[test]
fn what_is_under_way_is_not_begun_again() {
    for site in stores() {
        let view = json!({ "page": "ranking", "name": "a", "query": "" });
        let body = serde_json::to_vec(&view).unwrap();
        let request = digest(&[b"PUT\0/api/views\0".as_slice(), &body].concat());
        site.blocking(move |app| {
            let mut who = owner(app.now());
            who.name = "leader".to_owned();
            let actor = Actor::owner(&who);
            assert!(work::claim(app.site.store(), &actor, "k", &request, app.now()).unwrap().is_none());
        });
        let mut leader = site.client("leader").with(KEY, "k");
        let busy = leader.put("/api/views", &view).expect(409);
        assert_eq!(busy.code(), "A233", "{}", site.database);
        let different = json!({ "page": "ranking", "name": "b", "query": "" });
        assert_eq!(leader.put("/api/views", &different).expect(422).code(), "H110");
        // A request that got no answer in a quarter of an hour is taken for dead.
        site.wait(jiff::SignedDuration::from_mins(16));
        leader.put("/api/views", &view).expect(204);
    }
}

#[test]
fn many_at_once_are_one() {
    let site = site();
    let client = site.client("system_admin").with(KEY, "k");
    let body = json!({ "account": "zhang", "name": "张" });
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let (mut client, body) = (client.clone(), body.clone());
            std::thread::spawn(move || client.post("/api/accounts", &body))
        })
        .collect();
    let answers: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        assert!(
            answer.status == 409 && ["A233", "H130"].contains(&answer.code().as_str()),
            "{}",
            answer.text()
        );
    }
}

#[test]
fn what_is_shown_once_is_kept_nowhere() {
    let site = site();
    let mut system = site.client("system_admin").with(KEY, "k");
    let body = json!({ "account": "zhang", "name": "张" });
    let password =
        system.post("/api/accounts", &body).expect(201).json()["password"].as_str().unwrap().to_owned();
    assert_eq!(system.post("/api/accounts", &body).expect(409).code(), "H130");
    let kept = std::fs::read(site.folder.path().join("test.sqlite")).unwrap();
    let wal = std::fs::read(site.folder.path().join("test.sqlite-wal")).unwrap_or_default();
    let holds = |bytes: &[u8]| bytes.windows(password.len()).any(|found| found == password.as_bytes());
    assert!(!holds(&kept) && !holds(&wal));
}

#[test]
fn a_refusal_gives_the_key_back() {
    let site = site();
    let mut system = site.client("system_admin").with(KEY, "k");
    let body = json!({ "account": "zhang", "name": "" });
    system.post("/api/accounts", &body).expect(422);
    system.post("/api/accounts", &body).expect(422);
    system.post("/api/accounts", &json!({ "account": "zhang", "name": "张" })).expect(201);
    site.anybody().with(KEY, "k").post("/api/accounts", &body).expect(401);
    let long = "k".repeat(300);
    site.client("system_admin").with(KEY, &long).post("/api/accounts", &body).expect(422);
}

#[test]
fn a_form_may_have_another_boundary_when_sent_again() {
    let site = site();
    let mut leader = site.client("leader").with(KEY, "k");
    // No route with a form is needed: what is compared is the request.
    let sent = |boundary: &str| {
        let body = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--{boundary}--\r\n"
        );
        (format!("multipart/form-data; boundary={boundary}"), body.into_bytes())
    };
    let request =
        digest(b"PUT\0/api/views\0--\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n----\r\n");
    site.blocking(move |app| {
        let mut who = owner(app.now());
        who.name = "leader".to_owned();
        work::claim(app.site.store(), &Actor::owner(&who), "k", &request, app.now()).unwrap();
    });
    for boundary in ["one", "another"] {
        let (kind, body) = sent(boundary);
        assert_eq!(leader.bytes(Method::PUT, "/api/views", Some((&kind, body))).expect(409).code(), "A233");
    }
    let other = leader.form(Method::PUT, "/api/views", &[("a", Part::File("a.txt", b"2"))]);
    assert_eq!(other.expect(422).code(), "H110");
}
