//! Every route, asked by every role, on an own unit, on a foreign one and on one that does not exist (`permission_table.rs`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU8, Ordering};

use baton_service::access::{Capability, Role};
use baton_service::store::Audience;
use http::Method;
use serde_json::Value;

use crate::common::{Answer, Client, FOREIGN, NOWHERE, OWN, Part, TestSite, scoped, site, stores};
use crate::permission_table::{Line, Sent, TABLE, Who};

/// An account of the tests with its role, and whether it reaches [`OWN`] only.
struct Account {
    name: String,
    role: Option<Role>,
    narrow: bool,
    client: Client,
}

impl Account {
    fn has(&self, capability: Capability) -> bool {
        self.role.is_some_and(|role| capability.of(role))
    }

    fn may(&self, who: Who) -> bool {
        match who {
            Who::Anybody | Who::SignedIn => true,
            Who::May(any) => any.iter().any(|capability| self.has(*capability)),
        }
    }
}

fn accounts(site: &TestSite) -> Vec<Account> {
    let account = |name: &str, role, narrow| {
        let client = site.client(name);
        Account { name: name.to_owned(), role, narrow, client }
    };
    let mut all = vec![account("nobody", None, false)];
    for role in Role::ALL {
        all.push(account(role.id(), Some(role), role == Role::AssessedUnit));
        if !role.is_administrator() {
            all.push(account(&scoped(role), Some(role), true));
        }
    }
    all
}

/// A site with what the table speaks of: two published years and a draft; gives the run of the later.
fn filled(site: &TestSite, audience: Audience) -> String {
    site.published("2023", audience);
    site.published("2024", audience)
}

fn asks_units(line: &Line) -> bool {
    let sent = match line.sent {
        Sent::Nothing => false,
        Sent::Json(body) => body.contains("{unit}"),
        Sent::Form(parts) => parts.iter().any(|(_, text)| text.contains("{unit}")),
    };
    sent || line.asked.contains("{unit}")
}

fn ask(client: &mut Client, line: &Line, unit: &str, run: &str) -> Answer {
    let fill = |text: &str| text.replace("{unit}", unit).replace("{run}", run);
    let method: Method = line.route.split(' ').next().unwrap().to_uppercase().parse().unwrap();
    let path = fill(line.asked);
    // Those that sign in are taken from one address so often, and no more.
    static ASKED: AtomicU8 = AtomicU8::new(0);
    let mut elsewhere = client.clone().at([10, 0, 1, ASKED.fetch_add(1, Ordering::Relaxed)]);
    let client = if matches!(line.who, Who::Anybody) { &mut elsewhere } else { client };
    match line.sent {
        Sent::Nothing => client.send(method, &path, None),
        Sent::Json(body) => client.bytes(method, &path, Some(("application/json", fill(body).into_bytes()))),
        Sent::Form(parts) => {
            let parts: Vec<(&str, String)> = parts.iter().map(|(name, text)| (*name, fill(text))).collect();
            let parts: Vec<_> = parts.iter().map(|(name, text)| (*name, Part::Text(text))).collect();
            client.form(method, &path, &parts)
        }
    }
}

/// Routes of the document: `get /api/…`.
fn routes(site: &TestSite) -> BTreeSet<String> {
    let document = site.anybody().get("/api/openapi.json").expect(200).json();
    let mut found = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in ["get", "put", "post", "patch", "delete"] {
            if item.get(method).is_some() {
                found.insert(format!("{method} {path}"));
            }
        }
    }
    found
}

#[test]
fn every_route_stands_in_the_table() {
    let there = routes(&site());
    let listed: BTreeSet<String> = TABLE.iter().map(|line| line.route.to_owned()).collect();
    let missing: Vec<_> = there.difference(&listed).collect();
    assert!(
        missing.is_empty(),
        "add a line to tests/it/permission_table.rs for each of these routes — who may ask it, an address with everything \
         filled in ({{unit}} where a unit stands), what it answers: {missing:#?}"
    );
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(gone.is_empty(), "these lines of tests/it/permission_table.rs are of no route: {gone:#?}");
}

#[test]
fn who_is_not_signed_in_is_told_so() {
    let site = site();
    let run = filled(&site, Audience::Everyone);
    for line in TABLE {
        let answer = ask(&mut site.anybody(), line, OWN.0, &run);
        match line.who {
            Who::Anybody => {
                assert!(line.answers.contains(&answer.status), "{}: {}", line.asked, answer.text());
                assert_ne!(answer.code(), "H101", "{}: it is open", line.asked);
            }
            Who::SignedIn | Who::May(_) => {
                assert_eq!((answer.status, answer.code().as_str()), (401, "H101"), "{}", line.asked);
            }
        }
    }
}

#[test]
fn only_who_may_is_answered() {
    let site = site();
    let run = filled(&site, Audience::Own);
    for account in &mut accounts(&site) {
        for line in TABLE {
            let mut client = account.client.clone();
            if line.ends {
                client = site.anybody().at([10, 0, 0, 1]);
                client.sign_in(&account.name);
            }
            let answer = ask(&mut client, line, OWN.0, &run);
            let text = String::from_utf8_lossy(&answer.body);
            let said = format!("{} asks {} {}: {text}", account.name, line.route, line.asked);
            if account.may(line.who) && !(line.whole && account.narrow) {
                assert!(line.answers.contains(&answer.status), "{said}");
            } else {
                assert_eq!(answer.status, 403, "{said}");
                assert!(!answer.json()["detail"].as_str().unwrap().is_empty(), "{said}");
            }
        }
    }
}

/// An answer without what differs from request to request, and without the code that was asked for.
fn plain(answer: &Answer, unit: &str) -> (u16, BTreeMap<String, String>, String) {
    let named = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        (name.to_string(), String::from_utf8_lossy(value.as_bytes()).replace(unit, "*"))
    };
    let mut headers: BTreeMap<_, _> = answer.headers.iter().map(named).collect();
    headers.remove("x-request-id");
    let body = match answer.json() {
        Value::Object(mut body) => {
            body.remove("request_id");
            Value::Object(body).to_string()
        }
        _ => answer.text().to_owned(),
    };
    // Their tag is that of the body, which holds the code.
    if body.contains(unit) {
        headers.remove("etag");
    }
    (answer.status, headers, body.replace(unit, "*"))
}

#[test]
fn what_lies_outside_does_not_exist() {
    let mut compared = 0;
    for site in stores() {
        let run = filled(&site, Audience::Own);
        for account in &mut accounts(&site) {
            if !account.narrow {
                continue;
            }
            for line in TABLE.iter().filter(|line| asks_units(line)) {
                // Once for each beforehand: what is remembered for some seconds is then remembered for both.
                let mut asked = |unit: &str| {
                    account.client.get("/api/session").expect(200);
                    ask(&mut account.client, line, OWN.0, &run);
                    account.client.get("/api/session").expect(200);
                    let before = site.statements();
                    let answer = ask(&mut account.client, line, unit, &run);
                    (plain(&answer, unit), site.statements() - before)
                };
                let (foreign, missing) = (asked(FOREIGN.0), asked(NOWHERE));
                let said = format!("{} asks {} on {}", account.name, line.asked, site.database);
                assert_eq!(foreign.0, missing.0, "{said}");
                assert_eq!(foreign.1, missing.1, "statements: {said}");
                compared += 1;
            }
        }
    }
    assert!(compared >= 100, "{compared}");
}

/// Codes and names of all units but the own one.
fn foreign_words() -> Vec<String> {
    let units = include_str!("../../../../packs/county-hqd/units.csv");
    let cells = units.lines().skip(1).flat_map(|line| line.split(',').take(2).map(str::to_owned));
    let words: BTreeSet<String> = cells.filter(|word| word != OWN.0 && word != OWN.1).collect();
    words.into_iter().collect()
}

/// Words of an answer that name a foreign unit.
fn leaks(answer: &Answer, words: &[String], asked: &str) -> Vec<String> {
    let headers: String =
        answer.headers.values().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
    let text = format!("{headers}{}", String::from_utf8_lossy(&answer.body));
    words.iter().filter(|word| *word != asked && text.contains(word.as_str())).cloned().collect()
}

fn nothing_leaks(site: &TestSite, run: &str, rows_too: bool) {
    let words = foreign_words();
    let mut own = 0;
    let mut all = Vec::new();
    for account in accounts(site).iter_mut().filter(|account| account.narrow) {
        for line in
            TABLE.iter().filter(|line| !line.ends && !line.method && !line.tree && (rows_too || !line.rows))
        {
            for unit in [OWN.0, FOREIGN.0, NOWHERE] {
                let answer = ask(&mut account.client, line, unit, run);
                let found = leaks(&answer, &words, unit);
                if !found.is_empty() {
                    all.push(format!(
                        "{} asks {} for {unit} and reads of {found:?}",
                        account.name, line.asked
                    ));
                }
                own += usize::from(
                    answer.status == 200 && String::from_utf8_lossy(&answer.body).contains(OWN.1),
                );
            }
        }
    }
    assert!(all.is_empty(), "{all:#?}");
    assert!(own >= 20, "own units are shown: {own}");
}

#[test]
fn nothing_names_a_foreign_unit() {
    let site = site();
    let run = filled(&site, Audience::Own);
    nothing_leaks(&site, &run, true);
}

#[test]
fn an_audience_of_everyone_opens_rows_and_nothing_behind_them() {
    let site = site();
    let run = filled(&site, Audience::Everyone);
    nothing_leaks(&site, &run, false);
    let mut leader = site.client(&scoped(Role::Leader));
    let ranking = leader.get("/api/rankings").expect(200).json();
    let rows = ranking["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["code"] == FOREIGN.0), "{ranking}");
    for row in rows {
        let own = row["code"] == OWN.0;
        assert_eq!(row["in_scope"], own, "{row}");
        assert!(own || row["lost"] == serde_json::json!([]), "{row}");
    }
    leader.get(&format!("/api/explanations/county_hqd/{}", FOREIGN.0)).expect(404);
    leader.get(&format!("/api/results/county_hqd/{}", FOREIGN.0)).expect(404);
}

#[test]
fn drafts_exist_for_who_may_see_them_only() {
    let site = site();
    let draft = site.draft("2024");
    for account in &mut accounts(&site) {
        let sees = account.has(Capability::ViewDrafts);
        let shown = account.has(Capability::ViewPublished);
        let kept = account.client.get(&format!("/api/rankings?run={draft}"));
        let missing = account.client.get("/api/rankings?run=county_hqd-2024-99");
        let live = account.client.get("/api/rankings?run=live&period=2024");
        let expected = if sees {
            200
        } else if shown {
            404
        } else {
            403
        };
        assert_eq!((kept.status, live.status), (expected, expected), "{}", account.name);
        if shown && !sees {
            assert_eq!(plain(&kept, &draft), plain(&missing, "county_hqd-2024-99"), "{}", account.name);
        }
    }
}
