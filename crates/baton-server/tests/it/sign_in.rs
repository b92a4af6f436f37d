//! Signing in and out: what locks, what ends a session, what a page of another site cannot do.

use jiff::SignedDuration;
use serde_json::json;
use totp_rs::{Builder, Secret};

use crate::common::{Client, PASSWORD, TestSite, site, site_with, stores};

#[test]
fn the_cookie_is_for_this_server_alone() {
    let plain = site();
    let answer = plain.anybody().try_sign_in("leader", PASSWORD, None).expect(200);
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("baton=") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"),
        "{cookie}"
    );
    assert!(!answer.text().contains(cookie.split(['=', ';']).nth(1).unwrap()), "the body does not hold it");
    let secure = site_with(|config| baton_server::Config { secure: true, ..config }, Default::default());
    let answer = secure.anybody().try_sign_in("leader", PASSWORD, None).expect(200);
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-baton="), "{cookie}");
    assert!(cookie.ends_with("; Path=/; HttpOnly; Secure; SameSite=Strict"), "{cookie}");
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[test]
fn five_failures_lock_for_fifteen_minutes() {
    for site in stores() {
        let mut somebody = site.anybody();
        for _ in 0..5 {
            let refused = somebody.try_sign_in("leader", "wrong", None).expect(401);
            assert_eq!(refused.code(), "A001");
        }
        // The right password is refused in the same words, and so is a name that does not exist.
        let locked = somebody.try_sign_in("leader", PASSWORD, None).expect(401);
        let unknown = somebody.try_sign_in("nowhere", PASSWORD, None).expect(401);
        assert_eq!(locked.json()["detail"], unknown.json()["detail"], "{}", site.database);
        assert_eq!(locked.code(), unknown.code());
        let accounts = site.client("system_admin").get("/api/accounts").expect(200).json();
        let leader =
            accounts["items"].as_array().unwrap().iter().find(|one| one["account"] == "leader").unwrap();
        assert!(leader["locked_until"].is_string());
        site.wait(SignedDuration::from_mins(14));
        somebody.try_sign_in("leader", PASSWORD, None).expect(401);
        site.wait(SignedDuration::from_mins(16));
        somebody.try_sign_in("leader", PASSWORD, None).expect(200);
    }
}

#[test]
fn the_security_administrator_lifts_a_lockout() {
    let site = site();
    for _ in 0..5 {
        site.anybody().try_sign_in("leader", "wrong", None).expect(401);
    }
    site.client("system_admin").post("/api/accounts/leader/unlock", &json!({})).expect(403);
    let mut security = site.client("security_admin");
    security.post("/api/accounts/leader/unlock", &json!({})).expect(204);
    assert_eq!(security.post("/api/accounts/leader/unlock", &json!({})).expect(409).code(), "A107");
    site.client("leader").get("/api/session").expect(200);
}

#[test]
fn a_session_ends_when_idle_and_in_any_case() {
    for site in stores() {
        let mut used = site.client("leader");
        let session = used.get("/api/session").expect(200).json();
        let moment = |name: &str| session[name].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
        assert_eq!(moment("idle_until").duration_since(site.now()), SignedDuration::from_mins(30));
        assert_eq!(moment("ends").duration_since(site.now()), SignedDuration::from_hours(12));
        let mut idle = site.client("auditor");
        // Used every 29 minutes it lives on, until twelve hours are over.
        for _ in 0..24 {
            site.wait(SignedDuration::from_mins(29));
            used.get("/api/session").expect(200);
        }
        assert_eq!(idle.get("/api/session").expect(401).code(), "A003", "{}", site.database);
        site.wait(SignedDuration::from_mins(25));
        assert_eq!(used.get("/api/session").expect(401).code(), "A003");
    }
}

#[test]
fn signing_out_ends_the_session() {
    let site = site();
    let mut leader = site.client("leader");
    let mut copy = leader.clone();
    let answer = leader.delete("/api/session").expect(204);
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    assert!(leader.cookies.is_empty());
    copy.get("/api/session").expect(401);
}

#[test]
fn the_second_factor_is_asked_for_once_confirmed() {
    let site = site();
    let mut leader = site.client("leader");
    let wrong = leader.post("/api/session/totp", &json!({ "password": "wrong" })).expect(422);
    assert_eq!(wrong.json()["errors"][0]["field"], "password");
    let begun = leader.post("/api/session/totp", &json!({ "password": PASSWORD })).expect(200).json();
    let code = |site: &TestSite| {
        let secret = Secret::try_from_base32(begun["secret"].as_str().unwrap()).unwrap();
        let totp = Builder::new().with_secret(secret).build().unwrap();
        totp.generate(u64::try_from(site.now().as_second()).unwrap()).to_string()
    };
    assert!(begun["url"].as_str().unwrap().starts_with("otpauth://totp/"));
    // Begun, not confirmed: nothing is asked for yet.
    site.client("leader");
    leader.put("/api/session/totp", &json!({ "code": "000000" })).expect(422);
    leader.put("/api/session/totp", &json!({ "code": code(&site) })).expect(204);
    assert_eq!(leader.get("/api/session").expect(200).json()["totp"], true);

    let mut again = site.anybody();
    assert_eq!(again.try_sign_in("leader", PASSWORD, None).expect(401).code(), "A002");
    assert_eq!(again.try_sign_in("leader", "wrong", None).expect(401).code(), "A001");
    // The code that confirmed it was used.
    assert_eq!(again.try_sign_in("leader", PASSWORD, Some(&code(&site))).expect(401).code(), "A001");
    site.wait(SignedDuration::from_secs(30));
    again.try_sign_in("leader", PASSWORD, Some(&code(&site))).expect(200);
    site.wait(SignedDuration::from_secs(30));
    let body = json!({ "password": PASSWORD, "code": code(&site) });
    again.send(http::Method::DELETE, "/api/session/totp", Some(&body)).expect(204);
    site.client("leader");
}

#[test]
fn a_lost_second_factor_is_taken_away_by_the_security_administrator() {
    let site = site();
    let mut leader = site.client("leader");
    leader.post("/api/session/totp", &json!({ "password": PASSWORD })).expect(200);
    site.client("system_admin").delete("/api/accounts/leader/totp").expect(403);
    site.client("security_admin").delete("/api/accounts/leader/totp").expect(204);
    leader.put("/api/session/totp", &json!({ "code": "000000" })).expect(409);
}

#[test]
fn a_first_password_serves_only_to_change_it() {
    let site = site();
    let mut system = site.client("system_admin");
    let new = json!({ "account": "new", "name": "新账号", "unit": "990121" });
    let made = system.post("/api/accounts", &new).expect(201).json();
    site.client("security_admin")
        .post("/api/grants", &json!({ "account": "new", "role": "leader", "unit": null }))
        .expect(201);
    let first = made["password"].as_str().unwrap().to_owned();
    let mut client = site.anybody();
    let session = client.try_sign_in("new", &first, None).expect(200).json();
    assert_eq!(session["must_change_password"], true);
    assert_eq!(session["capabilities"], json!([]));
    for path in
        ["/api/workspace", "/api/rankings", "/api/sessions", "/api/tokens", "/api/roles", "/api/views?page=a"]
    {
        assert_eq!(client.get(path).expect(403).code(), "A008", "{path}");
    }
    client.get("/api/session").expect(200);
    client.put("/api/session/lang", &json!({ "lang": "en" })).expect(204);
    let change = |old: &str, new: &str| json!({ "old": old, "new": new });
    client.post("/api/session/password", &change("wrong", "Other-pass-77")).expect(422);
    assert_eq!(client.post("/api/session/password", &change(&first, "short")).expect(422).code(), "A110");
    client.post("/api/session/password", &change(&first, "Other-pass-77")).expect(204);
    client.get("/api/workspace").expect(200);
    assert_eq!(client.get("/api/session").expect(200).json()["must_change_password"], false);
}

#[test]
fn a_changed_password_ends_the_other_sessions() {
    let site = site();
    let (mut here, mut there) = (site.client("leader"), site.client("leader"));
    here.post("/api/session/password", &json!({ "old": PASSWORD, "new": "Other-pass-77" })).expect(204);
    here.get("/api/session").expect(200);
    there.get("/api/session").expect(401);
    let used = json!({ "old": "Other-pass-77", "new": PASSWORD });
    assert_eq!(here.post("/api/session/password", &used).expect(422).code(), "A115");
}

#[test]
fn sessions_are_seen_and_ended_by_their_owner_and_the_security_administrator() {
    let site = site();
    let (mut here, mut there) = (site.client("leader").with("user-agent", "tests"), site.client("leader"));
    let mut other = site.client("auditor");
    let listed = here.get("/api/sessions").expect(200).json();
    let items = listed["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert!(items.iter().all(|one| one["account"] == "leader"));
    assert_eq!(items.iter().filter(|one| one["current"] == true).count(), 1);
    let foreign = items.iter().find(|one| one["current"] == false).unwrap()["id"].as_str().unwrap();
    other.get("/api/sessions?account=leader").expect(403);
    let hidden = other.delete(&format!("/api/sessions/{foreign}")).expect(404);
    let missing = other.delete("/api/sessions/0000000000000000").expect(404);
    assert_eq!(hidden.code(), missing.code());
    here.delete(&format!("/api/sessions/{foreign}")).expect(204);
    there.get("/api/session").expect(401);
    let mut security = site.client("security_admin");
    let all = security.get("/api/sessions").expect(200).json();
    assert!(all["items"].as_array().unwrap().iter().any(|one| one["account"] == "auditor"));
    let one = security.get("/api/sessions?account=leader").expect(200).json();
    let id = one["items"][0]["id"].as_str().unwrap().to_owned();
    security.delete(&format!("/api/sessions/{id}")).expect(204);
    here.get("/api/session").expect(401);
}

#[test]
fn a_page_of_another_site_can_do_nothing() {
    let site = site();
    let leader = site.client("leader");
    let view = json!({ "page": "ranking", "name": "a", "query": "" });
    let refused = |mut client: Client| client.put("/api/views", &view).expect(403).code();
    let mut without = leader.clone();
    without.csrf.clear();
    assert_eq!(refused(without.clone()), "H102", "no token");
    without.csrf = site.client("leader").csrf;
    assert_eq!(refused(without), "H102", "another session's token");
    let here = |name, value| leader.clone().with("host", "baton.example").with(name, value);
    assert_eq!(refused(here("origin", "https://evil.example")), "H102");
    assert_eq!(refused(here("origin", "null")), "H102");
    assert_eq!(refused(here("sec-fetch-site", "cross-site")), "H102");
    assert_eq!(refused(here("sec-fetch-site", "same-site")), "H102");
    here("origin", "http://baton.example").put("/api/views", &view).expect(204);
    here("sec-fetch-site", "same-origin").put("/api/views", &view).expect(204);
    // Signing in from another site is refused, too: it would make somebody work in a stranger's account.
    let mut stranger = site.anybody().with("host", "baton.example").with("origin", "https://evil.example");
    stranger.try_sign_in("leader", PASSWORD, None).expect(403);
}

#[test]
fn behind_a_proxy_the_origin_is_the_one_people_know() {
    let origin = || Some("https://baton.example".to_owned());
    let site = site_with(|config| baton_server::Config { origin: origin(), ..config }, Default::default());
    let view = json!({ "page": "ranking", "name": "a", "query": "" });
    let leader = site.client("leader").with("host", "10.0.0.7:8080");
    leader.clone().with("origin", "https://baton.example").put("/api/views", &view).expect(204);
    leader.with("origin", "https://baton.example.evil").put("/api/views", &view).expect(403);
}

#[test]
fn who_tries_too_often_waits() {
    let site = site();
    let mut many = site.anybody().at([10, 1, 1, 1]);
    let answers: Vec<_> = (0..70).map(|n| many.try_sign_in(&format!("nobody{n}"), "wrong", None)).collect();
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    assert!(answers[..60].iter().all(|answer| answer.status == 401), "sixty are taken");
    assert!(refused.len() >= 5, "{}", refused.len());
    let wait: u64 = refused[0].header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(refused[0].code(), "H103");
    // Another address is not concerned, and neither is reading.
    site.anybody().at([10, 1, 1, 2]).try_sign_in("leader", PASSWORD, None).expect(200);
    many.get("/api/oidc").expect(200);
}
