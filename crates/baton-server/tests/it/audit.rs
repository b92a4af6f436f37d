//! Audit records: looked through, paged, exported, within the scope.

use baton_service::access::Role;
use baton_service::store::Audience;
use serde_json::{Value, json};

use crate::common::{FOREIGN, OWN, scoped, site, stores};

#[test]
fn records_are_found_and_paged() {
    for site in stores() {
        let mut admin = site.client("audit_admin");
        site.anybody().try_sign_in("leader", "wrong", None).expect(401);
        let page = admin.get("/api/audit?limit=3").expect(200).json();
        let items = page["items"].as_array().unwrap();
        assert_eq!(items.len(), 3);
        assert_eq!(
            (&items[0]["action"], &items[0]["action_name"]),
            (&json!("sign_in_refused"), &json!("登录被拒"))
        );
        assert_eq!(items[0]["by"], "leader");
        assert!(items[0]["by_name"].as_str().is_some_and(|name| !name.is_empty()), "{}", items[0]);
        let next = page["next"].as_str().unwrap();
        let second = admin.get(&format!("/api/audit?limit=3&cursor={next}")).expect(200).json();
        assert_eq!(
            second["items"][0]["sequence"].as_i64().unwrap() + 1,
            items[2]["sequence"].as_i64().unwrap(),
            "{}",
            site.database
        );
        let head = admin.get("/api/audit/head").expect(200).json();
        assert_eq!((&head["sequence"], &head["hash"]), (&items[0]["sequence"], &items[0]["hash"]));
        let mut count = |query: &str| {
            admin.get(&format!("/api/audit?{query}")).expect(200).json()["items"].as_array().unwrap().len()
        };
        assert_eq!(count("action=sign_in_refused"), 1);
        assert_eq!(count("action=sign_in_refused&account=auditor"), 0);
        assert_eq!(count("from=2025-06-15&to=2025-06-15&action=sign_in_refused"), 1);
        assert_eq!(count("from=2025-06-16"), 0);
        assert_eq!(count("to=2025-06-14"), 0);
        assert_eq!(count("q=account%20audit_admin&action=sign_in"), 1);
        admin.get("/api/audit?cursor=x").expect(422);
        admin.get("/api/audit?from=yesterday").expect(422);
    }
}

#[test]
fn every_action_has_words() {
    let site = site();
    let items = site.client("audit_admin").get("/api/audit?limit=500").expect(200).json();
    for item in items["items"].as_array().unwrap() {
        assert_ne!(item["action"], item["action_name"], "no words for it in dto/audit.rs");
    }
}

#[test]
fn only_who_sees_records_sees_them() {
    let site = site();
    for role in Role::ALL {
        let expected = if matches!(role, Role::Auditor | Role::AuditAdmin) { 200 } else { 403 };
        for path in ["/api/audit", "/api/audit.csv", "/api/audit/head"] {
            site.client(role.id()).get(path).expect(expected);
        }
    }
}

#[test]
fn a_scoped_auditor_sees_records_on_own_units_only() {
    let site = site();
    site.published("2024", Audience::Own);
    // Figures of two units leave records that name them only where a record is about one unit.
    let mut auditor = site.client(&scoped(Role::Auditor));
    let page = auditor.get("/api/audit?limit=500").expect(200);
    assert!(!page.text().contains(FOREIGN.0) && !page.text().contains(FOREIGN.1));
    for item in page.json()["items"].as_array().unwrap() {
        assert_eq!(item["unit"], OWN.0);
    }
    let whole = site.client("auditor").get("/api/audit?limit=500").expect(200).json();
    assert!(whole["items"].as_array().unwrap().len() > page.json()["items"].as_array().unwrap().len());
}

#[test]
fn the_file_is_safe_to_open() {
    let site = site();
    let mut system = site.client("system_admin");
    let name = "=HYPERLINK(\"http://evil.example\",\"看\")";
    system.post("/api/accounts", &json!({ "account": "zhang", "name": name })).expect(201);
    let file = site.client("audit_admin").get("/api/audit.csv?action=create_account").expect(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let text = file.text();
    assert!(text.starts_with("\u{feff}序号,时间,账号,姓名,来源,"), "{}", text.lines().next().unwrap());
    assert!(text.contains("\"'=HYPERLINK(\"\"http://evil.example\"\""), "{text}");
    for cell in text.split(['\n', ',']) {
        assert!(!cell.trim_start_matches('"').starts_with(['=', '@']), "{cell}");
    }
    let all = site.client("audit_admin").get("/api/audit.csv").expect(200);
    let head: Value = site.client("audit_admin").get("/api/audit/head").expect(200).json();
    // A sign-in more, and the line with the names of the columns.
    assert_eq!(all.text().lines().count() as i64, head["sequence"].as_i64().unwrap());
}
