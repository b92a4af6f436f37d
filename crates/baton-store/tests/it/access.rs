//! Accounts, grants, sessions, tokens: what is atomic, what is audited, and that an altered row is found.

use std::sync::Barrier;
use std::thread;

use baton_store::{
    Account, AccountState, AuditQuery, Broken, BrokenPart, Error, Granted, Linked, NewAccount, NewGrant,
    NewSession, NewToken, PasswordChange, Store,
};

use super::{Database, store};
use crate::common::{all, at, stamp};

pub(crate) const HASH: &str = "$argon2id$v=19$secret-hash";

pub(crate) fn account(code: &str) -> NewAccount {
    NewAccount {
        code: code.to_owned(),
        name: format!("{code} 的名称"),
        home_unit: Some("410181".to_owned()),
        password: HASH.to_owned(),
        must_change: false,
        lang: "zh-CN".to_owned(),
    }
}

pub(crate) fn grant(account: &str, role: &str, bars: &[&'static str]) -> NewGrant {
    NewGrant {
        account: account.to_owned(),
        role: role.to_owned(),
        unit: Some("410181".to_owned()),
        indicators: Some(["gdp".to_owned(), "rd".to_owned()].into()),
        bars: bars.to_vec(),
    }
}

pub(crate) fn token(id: &str, account: &str) -> NewToken {
    NewToken {
        id: id.to_owned(),
        account: account.to_owned(),
        name: "脚本".to_owned(),
        digest: format!("sha256:token-{id}"),
        capabilities: vec!["view_published".to_owned(), "export".to_owned()],
        expires_at: at(9_000),
    }
}

fn session(id: &str, account: &str, second: i64) -> NewSession {
    NewSession {
        digest: format!("sha256:session-{id}"),
        id: id.to_owned(),
        account: account.to_owned(),
        agent: "Firefox".to_owned(),
        how: "password",
        password: Some(HASH.to_owned()),
        totp_step: None,
        forget_before: at(second - 1_000),
        stamp: stamp(second),
    }
}

#[test]
fn sessions_long_over_are_forgotten_at_a_sign_in_and_their_records_stay() {
    let Some(database) = Database::new() else { return };
    let store = database.open();
    for code in ["zhang", "li"] {
        assert!(store.create_account(&account(code), &stamp(1)).unwrap());
    }
    for (id, account, second) in [("a", "zhang", 10), ("b", "zhang", 20), ("c", "zhang", 30), ("d", "li", 10)] {
        assert!(store.start_session(&session(id, account, second)).unwrap());
    }
    // One that goes on is over when it was not used any more; one that was ended counts from its end.
    store.touch_session("sha256:session-a", at(1_005)).unwrap();
    assert!(store.end_session("c", None, &stamp(1_020)).unwrap());
    let known = |id: &str| store.session(&format!("sha256:session-{id}")).unwrap().is_some();
    assert!(store.start_session(&session("e", "li", 1_015)).unwrap());
    assert_eq!(["a", "b", "c", "d"].map(known), [true, true, true, false], "d was over before 15");
    assert!(store.start_session(&session("f", "zhang", 2_010)).unwrap());
    assert_eq!(["a", "b", "c", "e"].map(known), [false, false, true, true], "the last of an account stays");
    let last = store.last_seen().unwrap();
    assert_eq!((last["zhang"], last["li"]), (at(2_010), at(1_015)));
    let records = store.audit(&all(), 0, 100).unwrap();
    let of = |action: &str| records.iter().filter(|record| record.action == action).count();
    assert_eq!((of("sign_in"), of("forget_sessions")), (6, 2));
    store.verify().unwrap();
}

/// A store with something of every kind of access in it.
pub(crate) fn filled(store: &Store) {
    for code in ["zhang", "li"] {
        assert!(store.create_account(&account(code), &stamp(1)).unwrap());
    }
    assert_eq!(store.add_grant(&grant("zhang", "assessed_unit", &[]), &stamp(2)).unwrap(), Granted::New(1));
    assert_eq!(store.add_grant(&grant("li", "auditor", &[]), &stamp(2)).unwrap(), Granted::New(2));
    assert!(store.revoke_grant(2, &stamp(3)).unwrap());
    store.create_token(&token("t1", "zhang"), &stamp(4)).unwrap();
    store.create_token(&token("t2", "zhang"), &stamp(4)).unwrap();
    assert!(store.revoke_token("t2", None, &stamp(5)).unwrap());
    assert_eq!(store.link_identity("https://sso", "sub-1", "zhang", &stamp(5)).unwrap(), Linked::Done);
    assert!(store.set_totp("zhang", Some("SECRETBASE32"), &stamp(6)).unwrap());
    assert!(store.confirm_totp("zhang", "SECRETBASE32", 7, &stamp(6)).unwrap());
    assert!(store.start_session(&session("s1", "zhang", 7)).unwrap());
}

#[test]
fn an_account_is_made_once_and_keeps_its_past() {
    let Some(store) = store() else { return };
    filled(&store);
    assert!(!store.create_account(&account("zhang"), &stamp(9)).unwrap());
    let found = store.account("zhang").unwrap().unwrap();
    let expected = Account {
        code: "zhang".to_owned(),
        name: "zhang 的名称".to_owned(),
        home_unit: Some("410181".to_owned()),
        state: AccountState::Active,
        must_change: false,
        locked_until: None,
        totp: true,
        lang: "zh-CN".to_owned(),
        created: stamp(1),
    };
    assert_eq!(found, expected);
    assert_eq!(store.account("nobody").unwrap(), None);
    let known = store.session("sha256:session-s1").unwrap().unwrap();
    assert_eq!((known.account, known.grants.len()), (expected, 1));
    let known = store.token("sha256:token-t2").unwrap().unwrap();
    assert_eq!(known.by.revoked, Some(stamp(5)));
    assert_eq!(store.grants(Some("li"), false).unwrap(), []);
    assert_eq!(store.grants(Some("li"), true).unwrap()[0].revoked, Some(stamp(3)));
    assert_eq!(store.identity("https://sso", "sub-1").unwrap().unwrap().account, "zhang");
    assert_eq!(
        store.link_identity("https://sso", "sub-1", "li", &stamp(9)).unwrap(),
        Linked::Taken("zhang".to_owned())
    );
    store.verify().unwrap();
}

#[test]
fn no_secret_stands_in_an_audit_record() {
    let Some(store) = store() else { return };
    filled(&store);
    store.sign_in_failed(Some("zhang"), 5, at(99), &stamp(8)).unwrap();
    store.sign_in_failed(None, 5, at(99), &stamp(8)).unwrap();
    let change = PasswordChange {
        account: "zhang",
        password: "$argon2id$v=19$other-hash",
        was: Some(HASH),
        must_change: true,
        keep: None,
    };
    assert!(store.set_password(change, &stamp(9)).unwrap());
    let records = store.audit(&all(), 0, 999).unwrap();
    assert!(records.len() > 15);
    for record in records {
        let said = format!("{record:?}");
        for secret in ["argon2", "SECRETBASE32", "session-s1", "token-t1", "nobody"] {
            assert!(!said.contains(secret), "{said}");
        }
    }
}

#[test]
fn failures_lock_and_a_lock_ends() {
    let Some(store) = store() else { return };
    filled(&store);
    for second in 10..14 {
        store.sign_in_failed(Some("li"), 5, at(1000), &stamp(second)).unwrap();
    }
    assert!(store.start_session(&session("a", "li", 14)).unwrap());
    for second in 15..20 {
        store.sign_in_failed(Some("li"), 5, at(1000), &stamp(second)).unwrap();
    }
    assert_eq!(store.account("li").unwrap().unwrap().locked_until, Some(at(1000)));
    assert!(!store.start_session(&session("b", "li", 999)).unwrap());
    // While it is locked, failures do not make it longer.
    store.sign_in_failed(Some("li"), 5, at(5000), &stamp(500)).unwrap();
    assert!(store.start_session(&session("c", "li", 1000)).unwrap());
    for second in 1001..1006 {
        store.sign_in_failed(Some("li"), 5, at(2000), &stamp(second)).unwrap();
    }
    assert!(!store.unlock_account("zhang", at(1010), &stamp(1010)).unwrap());
    assert!(store.unlock_account("li", at(1010), &stamp(1010)).unwrap());
    assert!(store.start_session(&session("d", "li", 1011)).unwrap());
    store.verify().unwrap();
}

#[test]
fn a_session_begins_only_if_what_was_checked_still_holds() {
    let Some(store) = store() else { return };
    filled(&store);
    let with_step = |id: &str, step: i64| NewSession { totp_step: Some(step), ..session(id, "zhang", 20) };
    assert!(!store.start_session(&with_step("a", 7)).unwrap(), "the step that confirmed the secret");
    assert!(store.start_session(&with_step("b", 8)).unwrap());
    assert!(!store.start_session(&with_step("c", 8)).unwrap(), "a step used before");
    let other = NewSession { password: Some("$other".to_owned()), ..session("d", "zhang", 20) };
    assert!(!store.start_session(&other).unwrap(), "another password");
    assert!(store.set_account_state("zhang", AccountState::Disabled, &stamp(21)).unwrap());
    assert!(!store.start_session(&session("e", "zhang", 22)).unwrap(), "a disabled account");
    assert_eq!(store.sessions(Some("zhang"), at(0)).unwrap(), [], "disabling ends sessions");
    assert!(store.set_account_state("zhang", AccountState::Active, &stamp(23)).unwrap());
    let ended = store.session("sha256:session-s1").unwrap().unwrap();
    assert_eq!(ended.by.ended_at, Some(at(21)), "enabling does not bring sessions back");
    store.verify().unwrap();
}

#[test]
fn of_a_password_five_are_remembered_and_a_reset_ends_everything() {
    let Some(store) = store() else { return };
    filled(&store);
    for n in 0..7 {
        let password = format!("$hash-{n}");
        let change = PasswordChange {
            account: "zhang",
            password: &password,
            was: None,
            must_change: false,
            keep: Some("s1"),
        };
        assert!(store.set_password(change, &stamp(10 + n)).unwrap());
    }
    let expected: Vec<String> = (2..7).rev().map(|n| format!("$hash-{n}")).collect();
    assert_eq!(store.password_history("zhang").unwrap(), expected);
    assert_eq!(store.sessions(Some("zhang"), at(0)).unwrap().len(), 1, "the one that was kept");
    let stale = PasswordChange {
        account: "zhang",
        password: "$new",
        was: Some("$hash-5"),
        must_change: false,
        keep: None,
    };
    assert!(!store.set_password(stale, &stamp(20)).unwrap());
    let reset = PasswordChange { was: None, must_change: true, ..stale };
    assert!(store.set_password(reset, &stamp(21)).unwrap());
    assert_eq!(store.sessions(Some("zhang"), at(0)).unwrap(), []);
    assert!(store.tokens(Some("zhang")).unwrap().iter().all(|token| token.revoked.is_some()));
    store.verify().unwrap();
}

#[test]
fn of_two_grants_that_exclude_each_other_one_is_made() {
    let Some(database) = Database::new() else { return };
    let store = database.open();
    for n in 0..8 {
        let code = format!("a{n}");
        store.create_account(&account(&code), &stamp(1)).unwrap();
        let together = Barrier::new(2);
        let granted = thread::scope(|scope| {
            let try_one = |role: &'static str, bar: &'static str| {
                let (store, code, together) = (&store, &code, &together);
                scope.spawn(move || {
                    together.wait();
                    store.add_grant(&grant(code, role, &[bar]), &stamp(2)).unwrap()
                })
            };
            let tries = [try_one("system_admin", "auditor"), try_one("auditor", "system_admin")];
            tries.map(|one| one.join().unwrap())
        });
        let made = granted.iter().filter(|granted| matches!(granted, Granted::New(_))).count();
        assert_eq!(made, 1, "{granted:?}");
    }
    store.verify().unwrap();
}

#[test]
fn what_was_granted_is_neither_removed_nor_changed() {
    let Some(database) = Database::new() else { return };
    filled(&database.open());
    for statement in [
        "delete from access_grant where id = 1",
        "update access_grant set role = 'auditor' where id = 1",
        "update access_grant set unit = null where id = 1",
        "update access_grant set revoked_at = null where id = 2",
        "delete from account where code = 'li'",
        "update account set code = 'wang' where code = 'li'",
        "update api_token set capabilities = 'rule' where id = 't1'",
    ] {
        assert!(database.raw(&[statement]).is_err(), "{statement}");
    }
    database.open().verify().unwrap();
}

#[test]
fn every_row_that_opens_a_door_counts() {
    let Some(database) = Database::new() else { return };
    filled(&database.open());
    let fault = |database: &Database| match database.open().verify() {
        Err(Error::Broken(broken)) => broken,
        other => panic!("not found: {other:?}"),
    };
    for (statement, subject) in [
        ("update account set password = 'mine' where code = 'li'", "account li"),
        ("update account set state = 'disabled' where code = 'li'", "account li"),
        ("update account set totp_confirmed = 0 where code = 'zhang'", "account zhang"),
        ("update account set name = 'x' where code = 'zhang'", "account zhang"),
        (
            "update access_grant set revoked_at = 'x', revoked_by = 'x', revoked_from = 'x' where id = 1",
            "grant 1",
        ),
        ("update api_token set revoked_at = null where id = 't2'", "token t2"),
        ("update account_identity set subject = 'sub-2'", "identities zhang"),
        ("update account_identity set account = 'li'", "identities zhang"),
        ("delete from account_identity", "identities zhang"),
    ] {
        let copy = database.copy();
        copy.raw(&[statement]).unwrap();
        let found = fault(&copy);
        assert_eq!(found.what, BrokenPart::Content(subject.to_owned()), "{statement}");
        assert!(found.sequence > 0, "{statement}");
    }
    let copy = database.copy();
    copy.raw(&["insert into access_grant (id, account, role, recorded_at, recorded_by, recorded_from) \
                values (3, 'li', 'security_admin', 'x', 'x', 'x')"])
        .unwrap();
    let what = BrokenPart::NotAudited { what: "grant 3".to_owned(), count: 1 };
    assert_eq!(fault(&copy), Broken { sequence: 0, what });
}

#[test]
fn sessions_and_tokens_of_others_are_not_there() {
    let Some(store) = store() else { return };
    filled(&store);
    let taken = |work: &dyn Fn() -> bool| {
        let before = store.statements();
        assert!(!work());
        store.statements() - before
    };
    let hidden = taken(&|| store.end_session("s1", Some("li"), &stamp(9)).unwrap());
    assert_eq!(hidden, taken(&|| store.end_session("none", Some("li"), &stamp(9)).unwrap()));
    let hidden = taken(&|| store.revoke_token("t1", Some("li"), &stamp(9)).unwrap());
    assert_eq!(hidden, taken(&|| store.revoke_token("none", Some("li"), &stamp(9)).unwrap()));
    assert!(store.end_session("s1", Some("zhang"), &stamp(9)).unwrap());
    let query = AuditQuery::new(&all()).action("end_session");
    assert_eq!(store.audit_search(&query, 9).unwrap().len(), 1);
}
