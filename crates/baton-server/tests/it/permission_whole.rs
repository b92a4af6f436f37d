//! What concerns a whole run, asked by offices and auditors that reach a part of it: every combination of units and indicators that
//! is not all of them is refused, says which grant is missing and whom to ask, names no foreign unit and changes nothing.

use std::collections::BTreeSet;

use baton_service::access::{Capability, Role};
use baton_service::store::{Audience, NewRun, Scope, Stamp};
use http::Method;
use serde_json::{Value, json};

use crate::common::{Answer, Client, FOREIGN, OWN, Part, TestSite, scoped, site, stores};

/// The city all counties of the example lie in.
const CITY: &str = "990100";

/// Grants of one account, and whether they reach all of the run together.
struct Reach {
    grants: Vec<(Option<String>, bool)>,
    whole: bool,
}

impl Reach {
    /// Is everything of [`OWN`] in it?
    fn sees_own(&self) -> bool {
        let own = |unit: &Option<String>| unit.as_deref().is_none_or(|unit| unit == OWN.0 || unit == CITY);
        self.grants.iter().any(|(unit, indicators)| !indicators && own(unit))
    }
}

/// Ways to narrow an office: by unit, by indicator, by both; all units but one; all of them one by one; the subtree of all.
fn reaches(counties: &BTreeSet<String>) -> Vec<Reach> {
    let unit = |code: &str| (Some(code.to_owned()), false);
    let each = |left_out: Option<&str>| {
        counties.iter().filter(|code| Some(code.as_str()) != left_out).map(|code| unit(code)).collect()
    };
    let mut all = vec![
        Reach { grants: vec![unit(OWN.0)], whole: false },
        Reach { grants: vec![(None, true)], whole: false },
        Reach { grants: vec![(Some(OWN.0.to_owned()), true)], whole: false },
        Reach { grants: vec![(Some(CITY.to_owned()), true)], whole: false },
        Reach { grants: vec![(None, true), unit(OWN.0)], whole: false },
        Reach { grants: vec![unit(CITY)], whole: true },
        Reach { grants: each(None), whole: true },
    ];
    all.extend(counties.iter().map(|code| Reach { grants: each(Some(code)), whole: false }));
    all
}

/// What an office does to a whole run, to the method and to the map.
fn asks(run: &str, objection: i64) -> Vec<(Method, String, Option<Value>)> {
    let reject = json!({ "uphold": false, "reason": "数据属实" });
    let uphold = json!({ "uphold": true, "points": 1.0, "basis": "第 3 号文", "approver": "联席会议" });
    let decide = format!("/api/objections/{objection}/decision");
    let method = json!({ "text": "", "expected": 1, "note": "" });
    let map = json!({ "title": "图", "approval": "GS(2024)1", "geojson": {} });
    vec![
        (Method::PUT, "/api/schemes/county_hqd".to_owned(), Some(method)),
        (Method::PUT, "/api/boundaries".to_owned(), Some(map)),
        (Method::POST, "/api/runs".to_owned(), Some(json!({ "period": "2024" }))),
        (Method::GET, format!("/api/runs/{run}/plan?to=final"), None),
        (Method::POST, format!("/api/runs/{run}/publish"), Some(json!({ "state": "final" }))),
        (Method::POST, format!("/api/runs/{run}/restate"), Some(json!({}))),
        (Method::POST, decide.clone(), Some(uphold)),
        (Method::POST, decide, Some(reject)),
    ]
}

fn objected(site: &TestSite, run: &str) -> i64 {
    let mut unit = site.client(Role::AssessedUnit.id());
    let parts = [("unit", Part::Text(OWN.0)), ("node", Part::Text("rd")), ("reason", Part::Text("口径有误"))];
    let filed = unit.form(Method::POST, &format!("/api/runs/{run}/objections"), &parts).expect(201);
    filed.json()["id"].as_i64().unwrap()
}

/// Codes and names of a run's units.
fn units(site: &TestSite, run: &str) -> Vec<(String, String)> {
    let page = site.client("assessment_office").get(&format!("/api/rankings?run={run}")).expect(200).json();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    page["rows"].as_array().unwrap().iter().map(|row| (text(row, "code"), text(row, "name"))).collect()
}

/// Grants an account what `reach` says, and nothing else.
fn narrow(security: &mut Client, account: &str, role: Role, reach: &Reach) {
    let held = security.get(&format!("/api/grants?account={account}")).expect(200).json();
    for grant in held["items"].as_array().unwrap().iter().filter(|grant| grant["revoked_at"].is_null()) {
        security.delete(&format!("/api/grants/{}", grant["id"].as_str().unwrap())).expect(204);
    }
    for (unit, indicators) in &reach.grants {
        let indicators = indicators.then(|| json!(["rd_expenditure"]));
        let body = json!({ "account": account, "role": role.id(), "unit": unit, "indicators": indicators });
        security.post("/api/grants", &body).expect(201);
    }
}

fn refused(answer: &Answer, units: &[(String, String)], said: &str) {
    assert_eq!((answer.status, answer.code().as_str()), (403, "A240"), "{said}: {}", answer.text());
    let body = answer.json();
    let hint = body["hint"].as_str().unwrap();
    assert!(
        hint.contains("不限单位和指标") && hint.contains(Role::SecurityAdmin.term().zh),
        "{said}: {hint}"
    );
    for (code, name) in units {
        assert!(!answer.text().contains(code) && !answer.text().contains(name), "{said}: {}", answer.text());
    }
}

#[test]
fn who_reaches_a_part_of_a_run_does_nothing_to_all_of_it() {
    for site in stores() {
        let run = site.published("2024", Audience::Own);
        let objection = objected(&site, &run);
        let units = units(&site, &run);
        let counties: BTreeSet<String> = units.iter().map(|(code, _)| code.clone()).collect();
        assert!(counties.len() > 5 && counties.contains(FOREIGN.0));
        let mut security = site.client("security_admin");
        let mut office = site.client("nobody");
        for reach in reaches(&counties) {
            narrow(&mut security, "nobody", Role::AssessmentOffice, &reach);
            let before = site.blocking(|app| app.site.store().revision().unwrap());
            for (method, path, body) in asks(&run, objection) {
                let said = format!("{:?} asks {method} {path} on {}", reach.grants, site.database);
                // Whoever reaches all is served, or told what else stands in the way.
                if reach.whole {
                    if path.ends_with("/plan?to=final") || path == "/api/runs" {
                        let answer = office.send(method, &path, body.as_ref());
                        assert!([200, 201].contains(&answer.status), "{said}: {}", answer.text());
                    }
                    continue;
                }
                let answer = office.send(method, &path, body.as_ref());
                // An objection outside of the scope is not there.
                if path.ends_with("/decision") && !reach.sees_own() {
                    assert_eq!(answer.status, 404, "{said}: {}", answer.text());
                    continue;
                }
                refused(&answer, &units, &said);
            }
            let after = site.blocking(|app| app.site.store().revision().unwrap());
            assert!(reach.whole || before == after, "{:?} on {}", reach.grants, site.database);
        }
        // Who reaches all of it goes through.
        narrow(
            &mut security,
            "nobody",
            Role::AssessmentOffice,
            &Reach { grants: vec![(None, false)], whole: true },
        );
        for (method, path, body) in asks(&run, objection) {
            let answer = office.send(method.clone(), &path, body.as_ref());
            assert_ne!(answer.status, 403, "{method} {path} on {}: {}", site.database, answer.text());
        }
    }
}

#[test]
fn the_narrow_office_of_the_tests_keeps_what_concerns_its_unit() {
    let site = site();
    let run = site.published("2024", Audience::Own);
    objected(&site, &run);
    let mut office = site.client(&scoped(Role::AssessmentOffice));
    let listed = office.get("/api/objections?open=true").expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1, "{listed}");
    let page = office.get(&format!("/api/rankings?run={run}")).expect(200).json();
    assert_eq!(page["rows"].as_array().unwrap().len(), 1);
    let answer = office.in_english().get(&format!("/api/runs/{run}/plan?to=final")).expect(403);
    assert!(answer.json()["hint"].as_str().unwrap().contains("assessment office"), "{}", answer.text());
}

/// A kept run whose outputs say of every unit what a replay does not find.
fn altered(site: &TestSite, run: &str) -> String {
    let run = run.to_owned();
    site.blocking(move |app| {
        let store = app.site.store();
        let kept = store.run(&Scope::everything("test"), &run).unwrap();
        let mut outputs: Value = serde_json::from_slice(&kept.outputs).unwrap();
        for total in outputs["total"]["values"].as_array_mut().unwrap() {
            *total = json!(1.5);
        }
        let marks: Vec<Value> =
            outputs["units"].as_array().unwrap().iter().map(|unit| json!([unit, "标记"])).collect();
        outputs["marks"] = json!(marks);
        let head = kept.head;
        let new = NewRun {
            id: "county_hqd-2024-altered".to_owned(),
            scheme: head.scheme,
            version: head.version,
            scheme_text: kept.scheme_text,
            period: head.period,
            as_of: head.as_of,
            tree_date: head.tree_date,
            semantics: head.semantics,
            inputs: kept.inputs,
            outputs: serde_json::to_vec(&outputs).unwrap(),
            supersedes: None,
            stamp: Stamp { at: app.now(), by: "owner".to_owned(), from: "test".to_owned() },
        };
        store.save_run(&new).unwrap().id
    })
}

#[test]
fn differences_of_a_replay_are_told_as_far_as_the_units_are_seen() {
    for site in stores() {
        let run = site.published("2024", Audience::Own);
        let units = units(&site, &run);
        let run = altered(&site, &run);
        let told = |account: &str| {
            let found = site.client(account).post(&format!("/api/runs/{run}/verify"), &json!({})).expect(200);
            let body = found.json();
            assert_eq!(body["ok"], false, "{account}");
            let lines = body["differences"].as_array().unwrap();
            (
                lines.iter().map(|line| line.as_str().unwrap().to_owned()).collect::<Vec<_>>(),
                found.text().to_owned(),
            )
        };
        let (all, text) = told("auditor");
        assert!(all.len() > 2 && text.contains("total.values.3") && text.contains(FOREIGN.0), "{text}");
        for role in
            Role::ALL.into_iter().filter(|role| Capability::Verify.of(*role) && !role.is_administrator())
        {
            let (own, text) = told(&scoped(role));
            assert!(text.contains("total.values.0") && text.contains(OWN.0), "{role:?}: {text}");
            assert!(!text.contains("values.1"), "places tell how many units there are: {text}");
            assert!(own.iter().any(|line| line.starts_with("marks")), "{text}");
            for (code, name) in units.iter().filter(|(code, _)| code != OWN.0) {
                assert!(
                    !text.contains(code) && !text.contains(name),
                    "{role:?} on {}: {text}",
                    site.database
                );
            }
        }
    }
}

#[test]
fn who_sees_some_units_is_not_told_how_much_there_is() {
    let site = site();
    let run = site.published("2024", Audience::Own);
    let result = |account: &str| {
        let mut client = site.client(account);
        let begun = client.post("/api/verify", &json!({})).expect(200).json();
        let path = format!("/api/jobs/{}", begun["id"].as_str().unwrap());
        loop {
            let job = client.get(&path).expect(200).json();
            if let Some(result) = job["result"].as_str() {
                return serde_json::from_str::<Value>(result).unwrap();
            }
            assert_ne!(job["state"], "failed", "{job}");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    };
    let (whole, part) = (result("auditor"), result(&scoped(Role::Auditor)));
    assert_eq!(whole["versions"], 839);
    assert_eq!(part, json!({ "head": part["head"], "differing": [] }), "{run}");
}
