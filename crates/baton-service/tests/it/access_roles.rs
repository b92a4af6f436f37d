//! Roles, grants, tokens and scopes: the table of ACCESS as data, the administrators kept apart, a scope exactly the subtrees granted.

use std::collections::{BTreeMap, BTreeSet};

use baton_service::Who;
use baton_service::access::accounts;
use baton_service::access::bootstrap::{FirstGrant, administrators, bootstrap};
use baton_service::access::grants::{self, GrantRequest};
use baton_service::access::matrix::matrix;
use baton_service::access::sessions::Whose;
use baton_service::access::tokens::{self, TokenRequest};
use baton_service::access::why::{Question, why};
use baton_service::access::{Actor, Capability, Denied, Role, Scopes};
use baton_service::model::{Lang, Message, Unit, UnitTree};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::access_world::{HOUR, World, at, code, first};

const DATA: &[&str] = &["view_published", "view_figures", "view_scheme", "export"];

/// What each role may do beyond what all roles on data may, written out once by hand.
const TABLE: &[(&str, bool, &[&str])] = &[
    (
        "assessment_office",
        true,
        &[
            "view_drafts",
            "edit_scheme",
            "import_figures",
            "lock_figures",
            "run_scheme",
            "publish",
            "rule",
            "what_if",
            "verify",
        ],
    ),
    ("indicator_department", true, &["import_figures"]),
    ("statistics_bureau", true, &["import_figures", "lock_figures"]),
    ("assessed_unit", true, &["import_figures", "object"]),
    ("supervision_office", true, &[]),
    ("service_office", true, &[]),
    ("leader", true, &["what_if"]),
    ("auditor", true, &["view_drafts", "verify", "view_audit"]),
    ("researcher", true, &["what_if"]),
    ("system_admin", false, &["manage_accounts", "view_health", "manage_jobs"]),
    ("security_admin", false, &["manage_grants", "manage_sessions", "explain_access", "view_permissions"]),
    ("audit_admin", false, &["verify", "view_audit", "view_permissions"]),
];

fn day() -> Date {
    date(2025, 6, 30)
}

#[test]
fn each_role_may_do_what_the_table_says_and_nothing_else() {
    let world = World::new();
    assert_eq!(TABLE.len(), Role::ALL.len());
    for (role, data, own) in TABLE {
        let mut expected: BTreeSet<&str> = own.iter().copied().collect();
        if *data {
            expected.extend(DATA);
        }
        let found: BTreeSet<&str> =
            world.actor(role).capabilities().into_iter().map(Capability::id).collect();
        assert_eq!(found, expected, "{role}");
    }
    for capability in Capability::ALL {
        assert_eq!(Capability::parse(capability.id()), Some(capability));
        assert!(!capability.roles().is_empty(), "{}", capability.id());
    }
    for role in Role::ALL {
        assert_eq!(Role::parse(role.id()), Some(role));
    }
}

#[test]
fn the_administrators_are_kept_apart_from_each_other_and_from_data() {
    let pairs = || Role::ALL.iter().flat_map(|one| Role::ALL.iter().map(move |other| (*one, *other)));
    let account = |one: Role, other: Role| format!("{}-{}", one.id(), other.id());
    let boss = first("boss", vec![FirstGrant::everywhere(Role::SecurityAdmin)]);
    let accounts: Vec<_> =
        pairs().map(|(one, other)| first(&account(one, other), Vec::new())).chain([boss]).collect();
    let world = World::with(&accounts);
    let boss = world.actor("boss");
    for (one, other) in pairs() {
        let grant = |role: Role| {
            let asked = request(&account(one, other), role.id(), None, None);
            grants::grant(&world.store, &boss, &asked, (&world.tree, &world.catalogue), at(1))
        };
        grant(one).unwrap();
        let administrators = [one, other].iter().filter(|role| role.is_administrator()).count();
        let allowed = one == other || administrators == 0;
        assert_eq!(code(grant(other)), if allowed { "" } else { "A121" }, "{one:?} {other:?}");
    }
}

fn request(account: &str, role: &str, unit: Option<&str>, indicators: Option<&[&str]>) -> GrantRequest {
    GrantRequest {
        account: account.to_owned(),
        role: role.to_owned(),
        unit: unit.map(str::to_owned),
        indicators: indicators.map(|codes| codes.iter().map(|code| (*code).to_owned()).collect()),
    }
}

#[test]
fn nobody_changes_the_own_grants_and_nonsense_is_not_granted() {
    let world = World::new();
    let security = world.actor("security_admin");
    let grant = |actor: &Actor, request: &GrantRequest| {
        grants::grant(&world.store, actor, request, (&world.tree, &world.catalogue), at(1))
    };
    assert_eq!(code(grant(&security, &request("security_admin", "leader", None, None))), "A105");
    let own = grants::list(&world.store, &security, Some("security_admin"), false).unwrap()[0].id;
    assert_eq!(code(grants::revoke(&world.store, &security, own, at(1))), "A105");
    assert_eq!(code(grants::revoke(&world.store, &security, 999, at(1))), "A126");
    for (asked, expected) in [
        (request("leader", "king", None, None), "A120"),
        (request("nobody", "leader", None, None), "A101"),
        (request("leader", "leader", Some("77"), None), "A123"),
        (request("leader", "leader", None, Some(&["gold"])), "A124"),
        (request("leader", "leader", None, Some(&[])), "A125"),
        (request("leader", "audit_admin", Some("1"), None), "A122"),
    ] {
        assert_eq!(code(grant(&security, &asked)), expected, "{asked:?}");
    }
    for role in Role::ALL.into_iter().filter(|role| *role != Role::SecurityAdmin) {
        let asked = request("researcher", "leader", None, None);
        assert_eq!(code(grant(&world.actor(role.id()), &asked)), "A005", "{role:?}");
    }
    assert_eq!(code(accounts::list(&world.store, &world.actor("leader"))), "A005");
    assert_eq!(code(grants::list(&world.store, &world.actor("leader"), None, false)), "A005");
    assert_eq!(grants::list(&world.store, &world.actor("leader"), Some("leader"), false).unwrap().len(), 1);
}

#[test]
fn a_revoked_grant_counts_no_longer_with_the_next_request() {
    let world = World::new();
    let signed = world.sign_in("auditor", 0);
    assert!(world.resume(&signed, 1).unwrap().may(Capability::ViewAudit));
    let security = world.actor("security_admin");
    let held = grants::list(&world.store, &security, Some("auditor"), false).unwrap()[0].id;
    grants::revoke(&world.store, &security, held, at(2)).unwrap();
    let actor = world.resume(&signed, 3).unwrap();
    assert!(actor.capabilities().is_empty());
    assert!(matches!(actor.scope(Capability::ViewAudit, &world.tree, day()), Err(Denied::Forbidden(_))));
}

#[test]
fn who_reports_data_has_no_sandbox() {
    let both = vec![FirstGrant::everywhere(Role::Leader), FirstGrant::in_unit(Role::AssessedUnit, "1")];
    let world = World::with(&[first("both", both)]);
    let actor = world.actor("both");
    assert!(!actor.may(Capability::WhatIf));
    assert!(actor.may(Capability::ImportFigures));
    let office = World::new();
    assert!(office.actor("assessment_office").may(Capability::WhatIf));
}

fn token(world: &World, actor: &Actor, capabilities: &[&str], days: i64) -> Result<String, Denied> {
    let request = TokenRequest {
        name: "脚本".to_owned(),
        capabilities: capabilities.iter().map(|id| (*id).to_owned()).collect(),
        expires_at: at(days * 24 * HOUR),
    };
    tokens::create(&world.store, actor, &request, at(0)).map(|made| made.token)
}

#[test]
fn a_token_never_does_more_than_its_account_now() {
    let world = World::new();
    let actor = world.actor("auditor");
    assert_eq!(code(token(&world, &actor, &["view_audit", "rule"], 30)), "A130");
    assert_eq!(code(token(&world, &actor, &["gold"], 30)), "A131");
    assert_eq!(code(token(&world, &actor, &[], 30)), "A132");
    assert_eq!(code(token(&world, &actor, &["view_audit"], 367)), "A129");
    assert_eq!(code(token(&world, &actor, &["view_audit"], 0)), "A129");
    let bearer = token(&world, &actor, &["view_audit", "export"], 366).unwrap();
    assert!(bearer.starts_with("baton_"));
    let resume = |second: i64| tokens::resume(&world.store, &bearer, at(second), "10.0.0.9");
    let by_token = resume(1).unwrap();
    assert_eq!(by_token.capabilities(), [Capability::Export, Capability::ViewAudit]);
    // A token makes no tokens, and no password.
    assert_eq!(code(token(&world, &by_token, &["export"], 1)), "A007");
    let made = tokens::list(&world.store, &actor, Whose::Own).unwrap();
    assert_eq!(code(tokens::revoke(&world.store, &by_token, &made[0].id, at(1))), "A007");
    // What the account loses the token loses, what it gains the token does not.
    let security = world.actor("security_admin");
    let held = grants::list(&world.store, &security, Some("auditor"), false).unwrap()[0].id;
    grants::revoke(&world.store, &security, held, at(2)).unwrap();
    assert!(resume(3).unwrap().capabilities().is_empty());
    let office = request("auditor", "assessment_office", None, None);
    grants::grant(&world.store, &security, &office, (&world.tree, &world.catalogue), at(4)).unwrap();
    assert_eq!(resume(5).unwrap().capabilities(), [Capability::Export]);
    assert_eq!(code(resume(366 * 24 * HOUR)), "A004", "its end");
    // Revoked by its owner, or by the security administrator, it is gone at once; for others it does not exist.
    let leader = world.actor("leader");
    assert_eq!(code(tokens::revoke(&world.store, &leader, &made[0].id, at(6))), "A128");
    tokens::revoke(&world.store, &security, &made[0].id, at(6)).unwrap();
    assert_eq!(code(resume(7)), "A004");
    assert_eq!(code(tokens::list(&world.store, &leader, Whose::All)), "A005");
}

#[test]
fn a_disabled_account_is_out_at_once() {
    let world = World::new();
    let signed = world.sign_in("auditor", 0);
    let bearer = token(&world, &world.resume(&signed, 0).unwrap(), &["export"], 9).unwrap();
    let admin = world.actor("system_admin");
    accounts::disable(&world.store, &admin, "auditor", at(1)).unwrap();
    assert_eq!(code(world.resume(&signed, 2)), "A003");
    assert_eq!(code(tokens::resume(&world.store, &bearer, at(2), "")), "A004");
    assert_eq!(code(accounts::disable(&world.store, &admin, "system_admin", at(3))), "A105");
}

#[test]
fn why_names_the_grant_or_what_is_missing_and_whom_to_ask() {
    let mut asked = request("assessed_unit", "indicator_department", Some("2"), Some(&["rd"]));
    let world = World::new();
    let security = world.actor("security_admin");
    grants::grant(&world.store, &security, &asked, (&world.tree, &world.catalogue), at(1)).unwrap();
    let unit = world.actor("assessed_unit");
    let ask = |actor: &Actor, account, capability, unit, indicator| {
        let question = Question { account, capability, unit, indicator };
        why(&world.store, actor, &question, (&world.tree, day()))
    };
    let figures = Capability::ViewFigures;
    let answer = ask(&unit, None, figures, Some("11"), Some("gdp")).unwrap();
    assert_eq!(answer.grant.map(|grant| grant.role), Some(Role::AssessedUnit));
    assert!(answer.allowed && answer.missing.is_empty() && answer.ask.is_empty());
    let answer = ask(&unit, None, figures, Some("2"), Some("rd")).unwrap();
    assert_eq!(answer.grant.map(|grant| grant.role), Some(Role::IndicatorDepartment));
    let codes = |answer: &baton_service::access::why::Answer| -> Vec<&str> {
        answer.missing.iter().map(Message::code).collect()
    };
    let answer = ask(&unit, None, figures, Some("2"), Some("gdp")).unwrap();
    assert_eq!((answer.allowed, codes(&answer)), (false, vec!["A143"]));
    assert_eq!(answer.ask, ["security_admin 先生"]);
    // A unit that is hidden and one that does not exist get the same answer.
    let hidden = ask(&unit, None, figures, Some("0"), None).unwrap();
    let missing = ask(&unit, None, figures, Some("404"), None).unwrap();
    assert_eq!(codes(&hidden), ["A141"]);
    assert_eq!(codes(&hidden), codes(&missing));
    assert_eq!(hidden.ask, missing.ask);
    assert_eq!(codes(&ask(&unit, None, Capability::Publish, None, None).unwrap()), ["A140"]);
    assert_eq!(codes(&ask(&unit, None, Capability::WhatIf, None, None).unwrap()), ["A145"]);
    assert_eq!(codes(&ask(&unit, None, figures, None, None).unwrap()), ["A142"]);
    // About others only the security administrator may ask.
    assert_eq!(code(ask(&unit, Some("leader"), figures, None, None)), "A005");
    assert!(ask(&security, Some("leader"), figures, None, None).unwrap().allowed);
    accounts::disable(&world.store, &world.actor("system_admin"), "leader", at(2)).unwrap();
    assert_eq!(codes(&ask(&security, Some("leader"), figures, None, None).unwrap()), ["A146"]);
    asked.account = "nobody".to_owned();
    assert_eq!(code(ask(&security, Some(&asked.account), figures, None, None)), "A101");
    let said = hidden.missing[0].text(Lang::ZhCn);
    assert!(said.contains("“0”"), "{said}");
}

#[test]
fn the_matrix_is_what_everybody_may_do() {
    let world = World::new();
    let rows = matrix(&world.store, &world.actor("audit_admin")).unwrap();
    let mut by_account: BTreeMap<String, BTreeSet<Capability>> = BTreeMap::new();
    for row in &rows {
        by_account.entry(row.account.clone()).or_default().insert(row.capability);
    }
    for role in Role::ALL {
        let own: BTreeSet<Capability> = world.actor(role.id()).capabilities().into_iter().collect();
        assert_eq!(by_account.get(role.id()), Some(&own), "{role:?}");
    }
    assert!(rows.iter().any(|row| row.unit.as_deref() == Some("1")));
    assert_eq!(code(matrix(&world.store, &world.actor("auditor"))), "A005");
}

#[test]
fn the_first_accounts_are_made_once() {
    let world = World::with(&administrators("First-2025-pass"));
    let again = Who { at: at(1), name: "x".to_owned(), from: "x".to_owned() };
    let more = [first("more", vec![FirstGrant::everywhere(Role::Leader)])];
    assert!(!bootstrap(&world.store, &world.passwords, &more, &again).unwrap());
    assert_eq!(world.store.accounts().unwrap().len(), 3);
    let signed = world.try_sign_in("security_admin", "First-2025-pass", None, 1).unwrap();
    assert!(signed.account.must_change);
    let apart =
        [first("x", vec![FirstGrant::everywhere(Role::SystemAdmin), FirstGrant::everywhere(Role::Leader)])];
    let empty = baton_service::store::Store::open_in_memory().unwrap();
    assert_eq!(code(bootstrap(&empty, &world.passwords, &apart, &again)), "A121");
}

#[test]
fn the_owner_of_the_files_may_do_everything() {
    let who = Who { at: at(1), name: "张三".to_owned(), from: "command line".to_owned() };
    let owner = Actor::owner(&who);
    assert_eq!(owner.capabilities(), Capability::ALL);
    assert!(owner.scope(Capability::Rule, &UnitTree::default(), day()).unwrap().is_everything());
    assert_eq!(owner.indicators(Capability::ViewFigures), None);
}

/// Units u0, u1 …, each below an earlier one or at the top, some of them not yet or no longer in force.
fn trees() -> impl Strategy<Value = Vec<(Option<usize>, u8)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), 0..8_u8), 1..20).prop_map(|units| {
        let parent =
            |at: usize, index: prop::sample::Index, top: bool| (at > 0 && !top).then(|| index.index(at));
        units
            .into_iter()
            .enumerate()
            .map(|(at, (index, top, life))| (parent(at, index, top && at % 3 == 0), life))
            .collect()
    })
}

fn in_force(life: u8) -> bool {
    life > 1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// For random trees and grants, every capability's scope holds exactly the figures of the subtrees granted with it.
    #[test]
    fn a_scope_is_the_subtrees_granted(
        units in trees(),
        granted in prop::collection::vec((0..9_usize, prop::option::weighted(0.9, 0..22_usize), 0..3_u8), 0..5),
    ) {
        let code_of = |at: usize| format!("u{at}");
        let versions = units.iter().enumerate().map(|(at, (parent, life))| Unit {
            parent: parent.map(code_of),
            valid_from: (*life == 0).then(|| date(2025, 7, 1)),
            valid_to: (*life == 1).then(|| date(2025, 6, 29)),
            ..Unit::new(code_of(at), "名", "county")
        });
        let tree = UnitTree::new(versions.collect(), Vec::new()).unwrap();
        let indicators = |kind: u8| match kind {
            0 => None,
            1 => Some(BTreeSet::from(["gdp".to_owned()])),
            _ => Some(BTreeSet::from(["rd".to_owned()])),
        };
        let grants: Vec<FirstGrant> = granted.iter().map(|(role, unit, kind)| FirstGrant {
            role: Role::ALL[*role],
            unit: unit.map(code_of),
            indicators: indicators(*kind),
        }).collect();
        let world = World::with(&[first("x", grants.clone())]);
        let actor = world.actor("x");
        let reports = grants.iter().any(|grant| grant.role.reports_data());
        // By the definition: climb from the unit to the root of the grant, every step in force on the day.
        let below = |unit: usize, root: &str| {
            let mut at = Some(unit);
            while let Some(here) = at {
                let Some((parent, life)) = units.get(here) else { return false };
                if !in_force(*life) { return false; }
                if code_of(here) == root { return true; }
                at = *parent;
            }
            false
        };
        let scopes = Scopes::default();
        for capability in Capability::ALL {
            let able: Vec<&FirstGrant> = grants.iter()
                .filter(|grant| capability.of(grant.role) && !(capability == Capability::WhatIf && reports))
                .collect();
            prop_assert_eq!(actor.may(capability), !able.is_empty());
            let Ok(scope) = actor.scope(capability, &tree, day()) else {
                prop_assert!(able.is_empty());
                continue;
            };
            for _ in 0..2 {
                let kept = scopes.of(&actor, capability, (&tree, day())).unwrap();
                prop_assert_eq!(&kept, &scope);
                // Another day is another scope.
                let later = date(2025, 8, 1);
                let kept = scopes.of(&actor, capability, (&tree, later)).unwrap();
                prop_assert_eq!(kept, actor.scope(capability, &tree, later).unwrap());
            }
            let whole = able.iter().any(|grant| grant.unit.is_none() && grant.indicators.is_none());
            prop_assert_eq!(scope.is_everything(), whole);
            // Beyond the last unit: one that does not exist.
            for unit in 0..units.len() + 3 {
                for indicator in ["gdp", "rd", "other"] {
                    let expected = whole || able.iter().any(|grant| {
                        grant.unit.as_deref().map_or(unit < units.len(), |root| below(unit, root))
                            && grant.indicators.as_ref().is_none_or(|codes| codes.contains(indicator))
                    });
                    let unit = code_of(unit);
                    prop_assert_eq!(scope.contains_figure(&unit, indicator), expected, "{} {}", unit, indicator);
                    let reaches = actor.reaches(capability, Some(&unit), Some(indicator), (&tree, day()));
                    prop_assert!(!expected || reaches, "{} {}", unit, indicator);
                }
                let unit = code_of(unit);
                if tree.on(&unit, day()).is_some() {
                    prop_assert_eq!(scope.contains(&unit), actor.sees_unit(capability, &unit, &tree, day()));
                }
            }
        }
    }
}
