//! Signing in: what a refusal tells, lockout, how long a session lasts, passwords, the second factor, other sign-in services.

use baton_service::access::accounts::{self, AccountRequest};
use baton_service::access::sessions::{self, Whose};
use baton_service::access::{Denied, Passwords, change_password, csrf_of, identities, sign_in, totp};
use baton_service::store::{AuditQuery, Scope};

use crate::access_world::{HOUR, MINUTE, PASSWORD, World, at, code, who};

#[test]
fn who_signs_in_comes_back_with_the_session() {
    let world = World::new();
    let signed = world.sign_in("leader", 0);
    assert_eq!(signed.csrf, csrf_of(&signed.token));
    assert_eq!(signed.token.len(), 43, "32 bytes, base64url");
    let actor = world.resume(&signed, 1).unwrap();
    assert_eq!((actor.account(), actor.name(), actor.from()), ("leader", "leader 先生", "10.0.0.8"));
    assert_eq!(code(sign_in::resume(&world.store, "other", at(1), "")), "A003");
    assert_eq!(code(sign_in::resume(&world.store, &signed.session, at(1), "")), "A003");
    sign_in::sign_out(&world.store, &actor, at(2)).unwrap();
    assert_eq!(code(world.resume(&signed, 3)), "A003");
    let said = format!("{:?}", world.store.audit(&Scope::everything("test"), 0, 999).unwrap());
    assert!(!said.contains(&signed.token));
    assert!(said.contains("end_session"));
}

#[test]
fn a_refusal_does_not_tell_whether_the_account_exists() {
    let world = World::new();
    let admin = world.actor("system_admin");
    accounts::disable(&world.store, &admin, "auditor", at(1)).unwrap();
    for _ in 0..5 {
        assert_eq!(code(world.try_sign_in("researcher", "wrong", None, 2)), "A001");
    }
    let refusals = [
        world.try_sign_in("leader", "wrong", None, 3),
        world.try_sign_in("no such account", PASSWORD, None, 3),
        world.try_sign_in("auditor", PASSWORD, None, 3),
        world.try_sign_in("researcher", PASSWORD, None, 3),
    ];
    for refusal in refusals {
        let Err(Denied::SignIn(message)) = refusal else { panic!("not refused") };
        assert_eq!(message.code(), "A001");
        assert!(message.arg("account").is_none());
    }
    // What was typed where the name belongs may be a password: it is kept nowhere.
    let said = format!("{:?}", world.store.audit(&Scope::everything("test"), 0, 999).unwrap());
    assert!(said.contains("no such account") && !said.contains("account no such account"));
}

#[test]
fn an_unknown_account_takes_as_long_as_a_wrong_password() {
    // The work is counted by the clock of the test, generously: a refusal without hashing is hundreds of times faster.
    let world = World::new();
    let passwords = Passwords::with_cost(4096, 2).unwrap();
    let took = |account: &str| {
        let attempt = sign_in::Attempt { account, password: "wrong", totp: None, agent: "" };
        let once = |_| {
            let start = std::time::Instant::now();
            assert!(sign_in::sign_in(&world.store, &passwords, &attempt, &who(1)).is_err());
            start.elapsed()
        };
        [0; 3].map(once).into_iter().min().unwrap()
    };
    // A hash names its own cost, so the account must have one of this cost.
    let actor = world.actor("leader");
    change_password(&world.store, &passwords, &actor, (PASSWORD, "Autumn-2025-leaf"), at(0)).unwrap();
    let (known, unknown) = (took("leader"), took("nobody"));
    assert!(unknown * 5 > known && known * 5 > unknown, "{known:?} {unknown:?}");
}

#[test]
fn five_failures_lock_for_fifteen_minutes() {
    let world = World::new();
    for second in 0..5 {
        assert_eq!(code(world.try_sign_in("leader", "wrong", None, second)), "A001");
    }
    assert_eq!(code(world.try_sign_in("leader", PASSWORD, None, 5)), "A001");
    assert_eq!(code(world.try_sign_in("leader", PASSWORD, None, 15 * MINUTE + 3)), "A001");
    // Trying while it is locked does not make it longer.
    world.sign_in("leader", 15 * MINUTE + 4);
    // A success begins the count anew.
    for second in 0..4 {
        assert_eq!(code(world.try_sign_in("leader", "wrong", None, HOUR + second)), "A001");
    }
    world.sign_in("leader", HOUR + 5);
    assert_eq!(code(world.try_sign_in("leader", "wrong", None, HOUR + 6)), "A001");
    world.sign_in("leader", HOUR + 7);
    for second in 0..5 {
        assert_eq!(code(world.try_sign_in("leader", "wrong", None, 2 * HOUR + second)), "A001");
    }
    let admin = world.actor("security_admin");
    accounts::unlock(&world.store, &admin, "leader", at(2 * HOUR + 9)).unwrap();
    world.sign_in("leader", 2 * HOUR + 10);
    assert_eq!(code(accounts::unlock(&world.store, &admin, "leader", at(2 * HOUR + 11))), "A107");
}

#[test]
fn a_session_ends_when_idle_and_after_twelve_hours() {
    let world = World::new();
    let signed = world.sign_in("leader", 0);
    world.resume(&signed, 30 * MINUTE).unwrap();
    assert_eq!(code(world.resume(&signed, 60 * MINUTE + 1)), "A003", "idle for more than 30 minutes");
    let signed = world.sign_in("leader", 0);
    let mut second = 0;
    while second < 12 * HOUR {
        world.resume(&signed, second).unwrap();
        second += 29 * MINUTE;
    }
    world.resume(&signed, 12 * HOUR).unwrap();
    assert_eq!(code(world.resume(&signed, 12 * HOUR + 1)), "A003", "12 hours are over");
}

#[test]
fn the_last_use_is_noted_once_a_minute_without_an_audit_record() {
    let world = World::new();
    let signed = world.sign_in("leader", 0);
    let records = world.store.audit_head().unwrap().0;
    let statements = |second: i64| {
        let before = world.store.statements();
        world.resume(&signed, second).unwrap();
        world.store.statements() - before
    };
    let (first, again) = (statements(59), statements(60));
    assert!(again > first, "{again} {first}");
    assert_eq!(statements(61), first);
    assert_eq!(world.store.audit_head().unwrap().0, records);
}

#[test]
fn the_rules_of_passwords() {
    for (password, expected) in [
        ("Short-1", "A110"),
        ("onlysmallletters", "A112"),
        ("small-and-others", "A112"),
        ("Leader-2025-x", "A113"),
        ("Password1!", "A114"),
        ("Admin@123456", "A114"),
        ("correct-Horse-7", ""),
        ("考核办的密码Aa一二三", ""),
    ] {
        assert_eq!(code(accounts::judge_password(password, "leader")), expected, "{password}");
    }
    assert_eq!(code(accounts::judge_password(&"Ab1-".repeat(100), "leader")), "A111");
}

#[test]
fn a_password_is_not_used_again_and_its_change_ends_other_sessions() {
    let world = World::new();
    let (signed, other) = (world.sign_in("leader", 0), world.sign_in("leader", 0));
    let actor = world.resume(&signed, 1).unwrap();
    let change = |present: &str, new: &str| {
        change_password(&world.store, &world.passwords, &actor, (present, new), at(2))
    };
    assert_eq!(code(change("wrong", "Autumn-2025-leaf")), "A116");
    assert_eq!(code(change(PASSWORD, PASSWORD)), "A115");
    change(PASSWORD, "Autumn-2025-leaf").unwrap();
    world.resume(&signed, 3).unwrap();
    assert_eq!(code(world.resume(&other, 3)), "A003");
    let mut present = "Autumn-2025-leaf".to_owned();
    for n in 0..4 {
        let next = format!("Winter-2025-snow-{n}");
        assert_eq!(code(change(&present, PASSWORD)), "A115", "the {n}th later");
        change(&present, &next).unwrap();
        present = next;
    }
    change(&present, PASSWORD).unwrap();
}

#[test]
fn a_first_password_serves_to_choose_another_only() {
    let world = World::new();
    let admin = world.actor("system_admin");
    let request = AccountRequest {
        code: "wang".to_owned(),
        name: "王五".to_owned(),
        home_unit: Some("1".to_owned()),
        lang: "zh-CN".to_owned(),
        no_password: false,
    };
    let create = || accounts::create(&world.store, &world.passwords, &admin, &request, at(1));
    let password = create().unwrap().unwrap();
    accounts::judge_password(&password, "wang").unwrap();
    assert_eq!(code(create()), "A102");
    let signed = world.try_sign_in("wang", &password, None, 2).unwrap();
    assert!(signed.account.must_change);
    let actor = world.resume(&signed, 3).unwrap();
    assert!(actor.capabilities().is_empty());
    let change = (password.as_str(), "Autumn-2025-leaf");
    change_password(&world.store, &world.passwords, &actor, change, at(4)).unwrap();
    assert!(!world.resume(&signed, 5).unwrap().must_change());
    let again = accounts::reset(&world.store, &world.passwords, &admin, "wang", at(6)).unwrap();
    assert_eq!(code(world.resume(&signed, 7)), "A003");
    assert_eq!(code(world.try_sign_in("wang", "Autumn-2025-leaf", None, 8)), "A001");
    world.try_sign_in("wang", &again, None, 9).unwrap();
    let own = accounts::reset(&world.store, &world.passwords, &admin, "system_admin", at(6));
    assert_eq!(code(own), "A105");
}

/// What an authenticator shows at a moment.
fn shown(secret: &str, second: i64) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(at(second).as_second()).unwrap()).to_string()
}

#[test]
fn a_code_of_the_second_factor_can_be_used_once() {
    let world = World::new();
    let signed = world.sign_in("leader", 0);
    let actor = world.resume(&signed, 0).unwrap();
    let start = |password: &str| totp::start(&world.store, &world.passwords, &actor, password, at(1));
    assert_eq!(code(start("wrong")), "A116");
    let started = start(PASSWORD).unwrap();
    assert!(started.url.starts_with("otpauth://totp/") && started.url.contains(&started.secret));
    // Not confirmed, it does not count.
    world.sign_in("leader", 2);
    assert_eq!(code(totp::confirm(&world.store, &actor, "000000", at(3))), "A118");
    totp::confirm(&world.store, &actor, &shown(&started.secret, 3), at(3)).unwrap();
    assert_eq!(code(totp::confirm(&world.store, &actor, &shown(&started.secret, 3), at(3))), "A119");
    let with = |code: Option<&str>, second: i64| world.try_sign_in("leader", PASSWORD, code, second);
    assert_eq!(code(with(None, 4)), "A002");
    assert_eq!(code(with(Some(&shown(&started.secret, 3)), 5)), "A001", "the code that confirmed it");
    assert_eq!(code(start(PASSWORD)), "A135");
    let remove = |code: &str, second: i64| {
        totp::remove(&world.store, &world.passwords, &actor, (PASSWORD, code), at(second))
    };
    assert_eq!(code(remove("123456", 6)), "A118");
    let next = shown(&started.secret, 120);
    with(Some(&next), 120).unwrap();
    assert_eq!(code(with(Some(&next), 121)), "A001", "used before");
    // One step early or late is tolerated, but never one that was used.
    let later = shown(&started.secret, 200);
    with(Some(&later), 230).unwrap();
    assert_eq!(code(with(Some(&shown(&started.secret, 170)), 231)), "A001", "an earlier step");
    assert_eq!(code(with(Some(&shown(&started.secret, 600)), 900)), "A001", "too old");
    // Wrong codes count as failures.
    for second in 0..5 {
        assert_eq!(code(with(Some("123456"), HOUR + second)), "A001");
    }
    assert_eq!(code(with(Some(&shown(&started.secret, HOUR + 60)), HOUR + 60)), "A001");
    // Who resets passwords does not take the second factor away.
    let system = world.actor("system_admin");
    assert_eq!(code(totp::remove_of(&world.store, &system, "leader", at(HOUR))), "A005");
    let security = world.actor("security_admin");
    totp::remove_of(&world.store, &security, "leader", at(2 * HOUR)).unwrap();
    with(None, 3 * HOUR).unwrap();
    // Its owner takes it away with password and code.
    let again = totp::start(&world.store, &world.passwords, &actor, PASSWORD, at(4 * HOUR)).unwrap();
    totp::confirm(&world.store, &actor, &shown(&again.secret, 4 * HOUR), at(4 * HOUR)).unwrap();
    totp::remove(
        &world.store,
        &world.passwords,
        &actor,
        (PASSWORD, &shown(&again.secret, 5 * HOUR)),
        at(5 * HOUR),
    )
    .unwrap();
    with(None, 6 * HOUR).unwrap();
    world.store.verify().unwrap();
}

#[test]
fn another_service_vouches_for_a_linked_identity_only() {
    let world = World::new();
    let identity = ("https://sso.example", "subject-1");
    let enter = |second: i64| identities::sign_in(&world.store, identity, "test", &who(second));
    assert_eq!(code(enter(0)), "A006");
    let admin = world.actor("system_admin");
    let link = |account: &str| identities::link(&world.store, &admin, account, identity, at(1));
    assert_eq!(code(link("nobody")), "A101");
    link("leader").unwrap();
    assert_eq!(code(link("auditor")), "A133");
    let auditor = world.actor("auditor");
    let other = ("https://sso.example", "subject-2");
    assert_eq!(code(identities::link(&world.store, &auditor, "leader", other, at(1))), "A005");
    identities::link(&world.store, &auditor, "auditor", other, at(1)).unwrap();
    assert_eq!(world.resume(&enter(2).unwrap(), 3).unwrap().account(), "leader");
    accounts::disable(&world.store, &admin, "leader", at(4)).unwrap();
    assert_eq!(code(enter(5)), "A001");
    accounts::enable(&world.store, &admin, "leader", at(6)).unwrap();
    identities::unlink(&world.store, &admin, "leader", identity, at(7)).unwrap();
    assert_eq!(code(enter(8)), "A006");
}

#[test]
fn sessions_are_listed_and_end_at_once() {
    let world = World::new();
    let (mine, other) = (world.sign_in("leader", 0), world.sign_in("auditor", 0));
    let actor = world.resume(&mine, 0).unwrap();
    let own = sessions::list(&world.store, &actor, Whose::Own, at(1)).unwrap();
    assert_eq!(own.len(), 1);
    assert_eq!(code(sessions::list(&world.store, &actor, Whose::All, at(1))), "A005");
    let hidden = sessions::end(&world.store, &actor, &other.session, at(2)).unwrap_err();
    let missing = sessions::end(&world.store, &actor, "0000000000000000", at(2)).unwrap_err();
    let Denied::Missing(hidden) = hidden else { panic!("{hidden:?}") };
    let Denied::Missing(missing) = missing else { panic!("{missing:?}") };
    assert_eq!(hidden.code(), missing.code());
    let security = world.actor("security_admin");
    let all = sessions::list(&world.store, &security, Whose::All, at(3)).unwrap();
    assert_eq!(all.len(), 3);
    sessions::end(&world.store, &security, &other.session, at(4)).unwrap();
    assert_eq!(code(world.resume(&other, 5)), "A003");
    world.resume(&mine, 5).unwrap();
    let later = sessions::list(&world.store, &security, Whose::All, at(31 * MINUTE)).unwrap();
    assert_eq!(later.len(), 0, "what was idle for too long is over");
    let ends = AuditQuery::new(&Scope::everything("test")).action("end_session");
    let ends = world.store.audit_search(&ends, 9).unwrap();
    assert_eq!((ends.len(), ends[0].stamp.by.as_str()), (1, "security_admin"));
}
