//! Tokens for programs: never more than the account may do, and no way to more.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::common::{TestSite, scoped, site};
use baton_service::access::Role;

fn new(capabilities: &[&str], expires: &str) -> Value {
    json!({ "name": "报表程序", "capabilities": capabilities, "expires": expires })
}

/// Somebody with a token, and the token as it is listed.
fn with_token(site: &TestSite, account: &str, capabilities: &[&str]) -> (crate::common::Client, Value) {
    let day = "2025-12-31";
    let made = site.client(account).post("/api/tokens", &new(capabilities, day)).expect(201).json();
    let bearer = format!("Bearer {}", made["token"].as_str().unwrap());
    (site.anybody().with("authorization", &bearer), made)
}

#[test]
fn a_token_may_do_what_it_names_while_its_account_may() {
    let site = site();
    let (mut program, made) = with_token(&site, "assessment_office", &["view_published", "view_drafts"]);
    assert!(made["token"].as_str().unwrap().starts_with("baton_"));
    assert_eq!(made["expires"], "2025-12-31");
    let session = program.get("/api/session").expect(200).json();
    assert_eq!(session["capabilities"], json!(["view_published", "view_drafts"]));
    assert_eq!((&session["csrf"], &session["idle_until"]), (&json!(""), &Value::Null));
    program.get("/api/accounts").expect(403);
    let listed = site.client("assessment_office").get("/api/tokens").expect(200);
    assert!(!listed.text().contains(made["token"].as_str().unwrap()), "shown once");
    assert_eq!(listed.json()["items"][0]["id"], made["id"]);
    // Its account loses the role: so does the token.
    let mut security = site.client("security_admin");
    let grants = security.get("/api/grants?account=assessment_office").expect(200).json();
    let grant = grants["items"][0]["id"].as_str().unwrap();
    security.delete(&format!("/api/grants/{grant}")).expect(204);
    assert_eq!(program.get("/api/session").expect(200).json()["capabilities"], json!([]));
    program.get("/api/rankings").expect(403);
}

#[test]
fn a_token_makes_no_tokens_and_touches_no_session() {
    let site = site();
    let (mut program, made) = with_token(&site, "leader", &["view_published"]);
    let id = made["id"].as_str().unwrap();
    for (method, path, body) in [
        (http::Method::POST, "/api/tokens".to_owned(), Some(new(&["view_published"], "2025-12-31"))),
        (http::Method::DELETE, format!("/api/tokens/{id}"), None),
        (http::Method::POST, "/api/session/password".to_owned(), Some(json!({ "old": "a", "new": "b" }))),
        (http::Method::POST, "/api/session/totp".to_owned(), Some(json!({ "password": "a" }))),
        (http::Method::DELETE, "/api/session".to_owned(), None),
    ] {
        assert_eq!(program.send(method, &path, body.as_ref()).expect(403).code(), "A007", "{path}");
    }
}

#[test]
fn a_token_is_never_wider_or_longer_than_allowed() {
    let site = site();
    let mut leader = site.client("leader");
    let mut refused = |body: &Value| leader.post("/api/tokens", body).expect(422).code();
    assert_eq!(refused(&new(&["publish"], "2025-12-31")), "A130");
    assert_eq!(refused(&new(&["anything"], "2025-12-31")), "A131");
    assert_eq!(refused(&new(&[], "2025-12-31")), "A132");
    assert_eq!(refused(&new(&["export"], "2026-12-31")), "A129", "beyond 366 days");
    assert_eq!(refused(&new(&["export"], "2025-01-01")), "A129", "over already");
    assert_eq!(refused(&new(&["export"], "2025-12-31T00:00:00Z")), "H106", "a day");
}

#[test]
fn an_expired_or_revoked_token_opens_nothing() {
    let site = site();
    let (mut program, made) = with_token(&site, "leader", &["view_published"]);
    program.get("/api/session").expect(200);
    let id = made["id"].as_str().unwrap();
    site.client("auditor").delete(&format!("/api/tokens/{id}")).expect(404);
    site.client("leader").delete(&format!("/api/tokens/{id}")).expect(204);
    assert_eq!(program.get("/api/session").expect(401).code(), "A004");
    let (mut other, _) = with_token(&site, &scoped(Role::Leader), &["view_published"]);
    site.wait(SignedDuration::from_hours(24 * 200));
    assert_eq!(other.get("/api/session").expect(401).code(), "A004");
    let all = site.client("security_admin").get("/api/tokens").expect(200).json();
    let revoked: Vec<bool> =
        all["items"].as_array().unwrap().iter().map(|one| one["revoked"].as_bool().unwrap()).collect();
    assert_eq!(revoked, [true, false]);
}

#[test]
fn a_token_needs_no_page() {
    let site = site();
    let (mut program, _) = with_token(&site, "leader", &["view_published"]);
    // No cookie that a browser would send by itself: nothing to forge.
    program.put("/api/views", &json!({ "page": "ranking", "name": "a", "query": "x=1" })).expect(204);
    let views = program.get("/api/views?page=ranking").expect(200).json();
    assert_eq!(views["items"], json!([{ "page": "ranking", "name": "a", "query": "x=1" }]));
}
