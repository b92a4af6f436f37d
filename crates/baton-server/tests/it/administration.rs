//! Three administrators kept apart: accounts, grants, permission, health, views.

use baton_service::access::Role;
use serde_json::{Value, json};

use crate::common::{FOREIGN, NOWHERE, OWN, scoped, site, stores};

#[test]
fn accounts_are_made_changed_disabled_and_reset() {
    for site in stores() {
        let mut system = site.client("system_admin");
        let new = json!({ "account": "zhang.san", "name": "张三", "unit": OWN.0 });
        let made = system.post("/api/accounts", &new).expect(201).json();
        assert_eq!(made["account"], "zhang.san");
        let first = made["password"].as_str().unwrap().to_owned();
        assert_eq!(system.post("/api/accounts", &new).expect(409).code(), "A102");
        let refused =
            system.post("/api/accounts", &json!({ "account": "a b", "name": "x" })).expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "account");
        let nowhere = json!({ "account": "li", "name": "李", "unit": NOWHERE });
        assert_eq!(system.post("/api/accounts", &nowhere).expect(422).json()["errors"][0]["field"], "unit");

        let find = |account: &str| -> Value {
            let all = site.client("system_admin").get("/api/accounts").expect(200).json();
            all["items"].as_array().unwrap().iter().find(|one| one["account"] == account).unwrap().clone()
        };
        let zhang = find("zhang.san");
        assert_eq!(zhang["unit"], json!({ "code": OWN.0, "name": OWN.1 }));
        assert_eq!((&zhang["must_change"], &zhang["last_seen"]), (&json!(true), &Value::Null));
        assert_eq!(find("leader")["roles"], json!(["leader"]));
        let mut client = site.anybody();
        client.try_sign_in("zhang.san", &first, None).expect(200);
        assert_eq!(find("zhang.san")["last_seen"], site.now().to_string());

        let patch = |body: Value| {
            site.client("system_admin").patch("/api/accounts/zhang.san", &body).expect(204);
        };
        patch(json!({ "name": "张三丰" }));
        assert_eq!(find("zhang.san")["unit"]["code"], OWN.0, "what is left out stays");
        patch(json!({ "unit": null, "state": "disabled" }));
        let zhang = find("zhang.san");
        assert_eq!(
            (&zhang["name"], &zhang["unit"], &zhang["state"]),
            (&json!("张三丰"), &Value::Null, &json!("disabled"))
        );
        client.get("/api/session").expect(401);
        client.try_sign_in("zhang.san", &first, None).expect(401);
        patch(json!({ "state": "active" }));
        let again = system.post("/api/accounts/zhang.san/reset", &json!({})).expect(200).json();
        client.try_sign_in("zhang.san", &first, None).expect(401);
        client.try_sign_in("zhang.san", again["password"].as_str().unwrap(), None).expect(200);
        system.patch("/api/accounts/zhang.san", &json!({ "state": "gone" })).expect(422);
        system.patch("/api/accounts/nowhere", &json!({ "name": "x" })).expect(404);
        assert_eq!(
            system.patch("/api/accounts/system_admin", &json!({ "state": "disabled" })).expect(403).code(),
            "A105"
        );
    }
}

#[test]
fn grants_are_made_and_revoked_by_the_security_administrator_alone() {
    for site in stores() {
        let grant =
            |role: &str, unit: Option<&str>| json!({ "account": "nobody", "role": role, "unit": unit });
        for account in ["system_admin", "audit_admin", "assessment_office"] {
            site.client(account).post("/api/grants", &grant("leader", None)).expect(403);
        }
        let mut security = site.client("security_admin");
        let made = security.post("/api/grants", &grant("leader", Some(OWN.0))).expect(201).json();
        assert_eq!((&made["role_name"], &made["unit"]["name"]), (&json!("领导"), &json!(OWN.1)));
        let id = made["id"].as_str().unwrap();
        let mut refused = |body: &Value, status, code| {
            assert_eq!(security.post("/api/grants", body).expect(status).code(), code);
        };
        refused(&grant("system_admin", None), 409, "A121");
        refused(&grant("king", None), 422, "A120");
        refused(&grant("leader", Some(NOWHERE)), 422, "A123");
        refused(&json!({ "account": "security_admin", "role": "leader", "unit": null }), 403, "A105");
        refused(&json!({ "account": "nowhere", "role": "leader", "unit": null }), 422, "A101");
        let mut nobody = site.client("nobody");
        assert_eq!(nobody.get("/api/session").expect(200).json()["capabilities"][0], "view_published");
        nobody.get("/api/grants").expect(403);
        let own = nobody.get("/api/grants?account=nobody").expect(200).json();
        assert_eq!(own["items"][0]["id"], id);
        security.delete(&format!("/api/grants/{id}")).expect(204);
        security.delete(&format!("/api/grants/{id}")).expect(404);
        security.delete("/api/grants/abc").expect(404);
        assert_eq!(nobody.get("/api/session").expect(200).json()["capabilities"], json!([]));
        let all = security.get("/api/grants?account=nobody").expect(200).json();
        assert!(all["items"][0]["revoked_at"].is_string(), "{}", site.database);
    }
}

#[test]
fn the_roles_are_told_in_both_languages() {
    let site = site();
    let roles = site.client("nobody").get("/api/roles").expect(200).json();
    let office = &roles[0];
    assert_eq!((&office["role"], &office["name"]), (&json!("assessment_office"), &json!("考核办")));
    assert!(
        office["capabilities"]
            .as_array()
            .unwrap()
            .contains(&json!({ "id": "publish", "name": "发布和更正" })),
        "{office}"
    );
    let english = site.client("nobody").in_english().get("/api/roles").expect(200).json();
    assert_eq!(english[0]["name"], "assessment office");
}

#[test]
fn why_says_what_allows_or_whom_to_ask() {
    let site = site();
    let mut leader = site.client(&scoped(Role::Leader));
    let own = format!("/api/access/why?capability=view_figures&unit={}", OWN.0);
    let allowed = leader.get(&own).expect(200).json();
    assert_eq!(allowed["allowed"], true);
    assert!(allowed["because"].as_str().unwrap().contains(OWN.1), "{allowed}");
    assert_eq!(allowed["grants"][0]["role"], "leader");
    let mut ask =
        |unit: &str| leader.get(&format!("/api/access/why?capability=view_figures&unit={unit}")).expect(200);
    let (foreign, nowhere) = (ask(FOREIGN.0), ask(NOWHERE));
    assert_eq!(foreign.text().replace(FOREIGN.0, "*"), nowhere.text().replace(NOWHERE, "*"));
    assert_eq!(foreign.json()["ask"], json!([{ "name": "安全管理员", "role_name": "安全管理员" }]));
    let publish = leader.get("/api/access/why?capability=publish").expect(200).json();
    assert!(publish["because"].as_str().unwrap().contains("考核办"), "{publish}");
    leader.get("/api/access/why?capability=publish&account=auditor").expect(403);
    assert_eq!(leader.get("/api/access/why?capability=fly").expect(422).code(), "H106");
    let other = "/api/access/why?capability=view_audit&account=auditor";
    assert_eq!(site.client("security_admin").get(other).expect(200).json()["allowed"], true);
    let what_if = "/api/access/why?capability=what_if&account=statistics_bureau";
    assert_eq!(site.client("security_admin").get(what_if).expect(200).json()["allowed"], false);
}

#[test]
fn the_matrix_says_who_may_do_what() {
    let site = site();
    site.client("auditor").get("/api/access/matrix").expect(403);
    for account in ["security_admin", "audit_admin"] {
        let matrix = site.client(account).get("/api/access/matrix").expect(200).json();
        let column =
            |id: &str| matrix["capabilities"].as_array().unwrap().iter().position(|one| one == id).unwrap();
        let row = |account: &str| {
            matrix["rows"].as_array().unwrap().iter().find(|row| row["account"] == account).unwrap()
        };
        let office = row("assessment_office");
        assert_eq!(office["allowed"][column("publish")], true);
        assert_eq!(office["allowed"][column("manage_grants")], false);
        let own = row("leader.own");
        assert_eq!((&own["unit"], &own["unit_name"]), (&json!(OWN.0), &json!(OWN.1)));
        assert_eq!(row("indicator_department")["indicators"], json!(["hitech_share", "rd_expenditure"]));
    }
    let file = site.client("audit_admin").get("/api/access/matrix.csv").expect(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.header("content-disposition").contains("permissions.csv"));
    let lines: Vec<&str> = file.text().lines().collect();
    assert!(lines[0].starts_with("\u{feff}账号,姓名,角色,"), "{}", lines[0]);
    assert!(lines.iter().any(|line| line.starts_with("leader.own,")), "a row for each grant");
}

#[test]
fn health_is_for_the_system_administrator() {
    for site in stores() {
        for account in ["security_admin", "audit_admin", "assessment_office", "nobody"] {
            site.client(account).get("/api/health").expect(403);
        }
        let health = site.client("system_admin").get("/api/health").expect(200).json();
        assert_eq!(health["database"]["kind"], site.database);
        assert!(health["database"]["size"].as_u64().unwrap() > 10_000, "{health}");
        assert_eq!(health["figures"], 839);
        assert_eq!(health["runs"], 0);
        assert!(health["audit"]["sequence"].as_i64().unwrap() > 1);
        assert!(health["requests"].as_u64().unwrap() >= 9);
        assert!(health["memory_bytes"].is_null() || health["memory_bytes"].as_u64().unwrap() > 1 << 20);
        assert!(!health.to_string().contains("password"), "{health}");
    }
}

#[test]
fn views_are_an_accounts_own() {
    let site = site();
    let mut leader = site.client("leader");
    let view = |name: &str, query: &str| json!({ "page": "ranking", "name": name, "query": query });
    leader.put("/api/views", &view("三类/县", "group=C")).expect(204);
    leader.put("/api/views", &view("三类/县", "group=C&sort=total")).expect(204);
    leader.put("/api/views", &json!({ "page": "unit", "name": "x", "query": "" })).expect(204);
    let views = leader.get("/api/views?page=ranking").expect(200).json();
    assert_eq!(views["items"], json!([view("三类/县", "group=C&sort=total")]));
    assert_eq!(site.client("auditor").get("/api/views?page=ranking").expect(200).json()["items"], json!([]));
    let path = "/api/views/%E4%B8%89%E7%B1%BB%2F%E5%8E%BF?page=ranking";
    site.client("auditor").delete(path).expect(404);
    leader.delete(path).expect(204);
    leader.delete(path).expect(404);
    leader.put("/api/views", &json!({ "page": "a/b", "name": "x", "query": "" })).expect(422);
    leader.get("/api/views?page=").expect(422);
}

#[test]
fn identities_are_linked_by_who_manages_accounts() {
    let provider = baton_server::oidc::Provider {
        id: "city".to_owned(),
        name: "市统一身份".to_owned(),
        issuer: "https://id.example.cn".to_owned(),
        client_id: "baton".to_owned(),
        client_secret: None,
        authority: None,
    };
    let providers = baton_server::oidc::Providers::new(vec![provider]).unwrap();
    let site = crate::common::site_with(|config| config, providers);
    let mut system = site.client("system_admin");
    let key = json!({ "provider": "city", "subject": "u-1" });
    let path = "/api/accounts/leader/identities";
    site.client("security_admin").post(path, &key).expect(403);
    site.client("leader").post(path, &key).expect(403);
    system.post(path, &key).expect(204);
    assert_eq!(system.post("/api/accounts/auditor/identities", &key).expect(409).code(), "A133");
    system.post(path, &json!({ "provider": "other", "subject": "u-1" })).expect(404);
    let listed = system.get(path).expect(200).json();
    assert_eq!(
        listed["items"],
        json!([{ "provider": "city", "issuer": "https://id.example.cn", "subject": "u-1" }])
    );
    site.client("leader").get(path).expect(200);
    site.client("auditor").get(path).expect(403);
    system.delete(&format!("{path}?provider=city&subject=u-1")).expect(204);
    system.delete(&format!("{path}?provider=city&subject=u-1")).expect(404);
}
