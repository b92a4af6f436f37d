//! Workspace files, objections and audit records through their permissions: what is hidden is not there.

use std::path::Path;

use baton_service::access::attachments::{self, Upload};
use baton_service::access::audit::{self, AuditSearch};
use baton_service::access::bootstrap::{FirstGrant, bootstrap};
use baton_service::access::objections::{self, Decided, ObjectionRequest};
use baton_service::access::{Actor, Denied, Passwords, Role, files, work};
use baton_service::scheme::run::{Ruling, RulingEffect};
use baton_service::store::{Decision, NewFile, RunState, Scope, Store};
use baton_service::{Who, prepare, runs};
use tempfile::TempDir;

use crate::access_world::{World, at, code, first, tree, who};
use crate::workspaces::{INDICATORS, UNITS, WORKSPACE, folder};

const SCHEME: &str = r#"
[scheme]
id = "s"
version = "1"
title = "办法"
basis = "示例"
subjects = "kind = 'county'"
period = "year"
full_mark = 100
weights = "points"
aggregate = "sum"

[missing]
default = "error"

[[indicator]]
id = "gdp"
name = "生产总值"
value = "gdp"
direction = "higher"
weight = 60
score = "efficacy"

[[indicator]]
id = "growth"
name = "增速"
value = "growth"
direction = "higher"
weight = 40
score = "efficacy"
"#;
const DATA: &str =
    "unit_code,indicator_code,period,value\n1,gdp,2024,10\n2,gdp,2024,20\n1,growth,2024,5\n2,growth,2024,4\n";

fn owner(second: i64) -> Who {
    Who { name: "考核办".to_owned(), ..who(second) }
}

/// A workspace with a run on public notice and a draft, and the accounts of the world in the same store.
fn published() -> (TempDir, World) {
    let files = [
        ("workspace.toml", WORKSPACE),
        ("indicators.toml", INDICATORS),
        ("units.csv", UNITS),
        ("schemes/s.toml", SCHEME),
        ("data/d.csv", DATA),
    ];
    let folder = folder(&files);
    keep(folder.path(), 0);
    runs::publish(
        folder.path(),
        "s-2024-1",
        RunState::Notice,
        Some("2025-07-30".parse().unwrap()),
        &owner(1),
    )
    .unwrap();
    let store = Store::open(folder.path().join(".baton/store.db")).unwrap();
    let passwords = Passwords::with_cost(8, 1).unwrap();
    let unit = |code: &str, unit: &str| first(code, vec![FirstGrant::in_unit(Role::AssessedUnit, unit)]);
    let office = |role: Role| first(role.id(), vec![FirstGrant::everywhere(role)]);
    let accounts = [
        unit("one", "1"),
        unit("two", "2"),
        office(Role::AssessmentOffice),
        office(Role::AuditAdmin),
        office(Role::Researcher),
        first("local_auditor", vec![FirstGrant::in_unit(Role::Auditor, "1")]),
    ];
    assert!(bootstrap(&store, &passwords, &accounts, &who(2)).unwrap());
    let world = World { store, passwords, tree: tree(), catalogue: crate::access_world::catalogue() };
    (folder, world)
}

fn keep(root: &Path, second: i64) {
    let mut prepared = prepare(root, None, &owner(second)).map_err(|error| format!("{error:?}")).unwrap();
    let period = Some("2024".parse().unwrap());
    runs::keep(&mut prepared, period, at(second), &owner(second))
        .map_err(|error| format!("{error:?}"))
        .unwrap();
}

fn request(unit: &str, node: &str) -> ObjectionRequest {
    ObjectionRequest {
        run: "s-2024-1".to_owned(),
        unit: unit.to_owned(),
        node: node.to_owned(),
        indicator: None,
        reason: "口径有误，\n见附件".to_owned(),
        attachment: None,
    }
}

fn file(world: &World, actor: &Actor, request: &ObjectionRequest) -> Result<i64, Denied> {
    objections::file(&world.store, actor, request, &world.tree, at(10))
}

fn ruling(unit: &str, node: &str, points: f64) -> Decided {
    Decided::Uphold(Ruling {
        unit: unit.to_owned(),
        node: node.to_owned(),
        effect: RulingEffect::Points(points),
        basis: "第 3 号文".to_owned(),
        approver: "联席会议".to_owned(),
    })
}

/// What a refusal is: kind, code and the queries it took.
fn refusal<T>(world: &World, work: impl FnOnce() -> Result<T, Denied>) -> (bool, &'static str, u64) {
    let before = world.store.statements();
    let Err(denied) = work() else { panic!("not refused") };
    let taken = world.store.statements() - before;
    (matches!(denied, Denied::Missing(_)), denied.message().unwrap().code(), taken)
}

#[test]
fn a_unit_objects_to_its_own_cells_only_and_others_do_not_exist() {
    let (_folder, world) = published();
    let one = world.actor("one");
    let id = file(&world, &one, &request("1", "gdp")).unwrap();
    assert_eq!(code(file(&world, &one, &request("1", "gdp"))), "A213");
    let foreign = refusal(&world, || file(&world, &one, &request("2", "gdp")));
    assert_eq!((foreign.0, foreign.1), (true, "A211"));
    assert_eq!(foreign, refusal(&world, || file(&world, &one, &request("404", "gdp"))));
    assert_eq!(foreign, refusal(&world, || file(&world, &one, &request("1", "no such node"))));
    let no_run = ObjectionRequest { run: "s-2024-9".to_owned(), ..request("1", "growth") };
    let missing = refusal(&world, || file(&world, &one, &no_run));
    assert_eq!((missing.0, missing.1), (true, "A210"));
    assert_eq!(code(file(&world, &world.actor("assessment_office"), &request("1", "growth"))), "A005");
    // Objections of others are not there, whether one asks, lists or withdraws.
    let two = world.actor("two");
    let get = |actor: &Actor, id: i64| objections::get(&world.store, actor, id, &world.tree, at(11));
    let hidden = refusal(&world, || get(&two, id));
    assert_eq!(hidden, refusal(&world, || get(&two, 999)));
    let withdraw = |id: i64| objections::withdraw(&world.store, &two, id, &world.tree, at(11));
    assert_eq!(refusal(&world, || withdraw(id)), refusal(&world, || withdraw(999)));
    let list = |actor: &Actor| {
        objections::list(&world.store, actor, (Some("s-2024-1"), None), &world.tree, at(11)).unwrap().len()
    };
    assert_eq!(
        ["one", "two", "assessment_office", "researcher"].map(|code| list(&world.actor(code))),
        [1, 0, 1, 1]
    );
    objections::withdraw(&world.store, &one, id, &world.tree, at(12)).unwrap();
    assert_eq!(get(&one, id).unwrap().decided.unwrap().0, Decision::Withdrawn);
    file(&world, &one, &request("1", "gdp")).unwrap();
    world.store.verify().unwrap();
}

#[test]
fn a_draft_is_no_run_and_a_restated_one_points_to_the_later() {
    let (folder, world) = published();
    let (one, office) = (world.actor("one"), world.actor("assessment_office"));
    let id = file(&world, &one, &request("1", "gdp")).unwrap();
    let decide = |id: i64, decided: &Decided| {
        objections::decide(&world.store, &office, id, decided, &world.tree, at(20))
    };
    assert_eq!(decide(id, &ruling("1", "gdp", 55.0)).unwrap(), Some(1));
    let restated =
        runs::restate(folder.path(), "s-2024-1", at(30), &owner(30)).map_err(|error| format!("{error:?}"));
    let draft = restated.unwrap().kept.head.id;
    let on_draft = ObjectionRequest { run: draft.clone(), ..request("1", "growth") };
    let hidden = refusal(&world, || file(&world, &one, &on_draft));
    let missing = ObjectionRequest { run: "none".to_owned(), ..request("1", "growth") };
    assert_eq!(hidden, refusal(&world, || file(&world, &one, &missing)));
    runs::publish(folder.path(), "s-2024-1", RunState::Final, None, &owner(90 * 86_400)).unwrap();
    file(&world, &one, &request("1", "growth")).unwrap();
    runs::publish(folder.path(), &draft, RunState::Restated, None, &owner(91 * 86_400)).unwrap();
    assert_eq!(code(file(&world, &one, &request("1", "gdp"))), "A215");
    world.store.verify().unwrap();
}

#[test]
fn the_office_decides_once_and_on_the_cell_objected_to() {
    let (_folder, world) = published();
    let (one, office) = (world.actor("one"), world.actor("assessment_office"));
    let id = file(&world, &one, &request("1", "gdp")).unwrap();
    let decide = |actor: &Actor, id: i64, decided: &Decided| {
        objections::decide(&world.store, actor, id, decided, &world.tree, at(20))
    };
    assert_eq!(code(decide(&one, id, &Decided::Reject("属实".to_owned()))), "A005");
    assert_eq!(code(decide(&office, id, &ruling("2", "gdp", 40.0))), "A216");
    assert_eq!(code(decide(&office, id, &ruling("1", "growth", 40.0))), "A216");
    assert_eq!(code(decide(&office, id, &ruling("1", "gdp", 70.0))), "W224", "more than the node gives");
    assert_eq!(code(decide(&office, 999, &ruling("1", "gdp", 55.0))), "A212");
    assert_eq!(decide(&office, id, &ruling("1", "gdp", 55.0)).unwrap(), Some(1));
    assert_eq!(code(decide(&office, id, &Decided::Reject("属实".to_owned()))), "A214");
    assert_eq!(world.store.rulings(&Scope::everything("test"), "s-2024-1").unwrap().len(), 1);
    let second = file(&world, &one, &request("1", "growth")).unwrap();
    assert_eq!(decide(&office, second, &Decided::Reject("数据属实".to_owned())).unwrap(), None);
    world.store.verify().unwrap();
}

#[test]
fn attachments_belong_to_the_unit_they_were_handed_in_for() {
    let (_folder, world) = published();
    let (one, two) = (world.actor("one"), world.actor("two"));
    let upload = |actor: &Actor, unit: &str, content: &[u8]| {
        let upload = Upload { unit, name: "证据.pdf", media_type: "application/pdf", content };
        attachments::add(&world.store, actor, &upload, &world.tree, at(5))
    };
    let kept = upload(&one, "1", b"pdf").unwrap();
    assert_eq!(upload(&one, "1", b"pdf").unwrap(), kept);
    assert_eq!(code(upload(&one, "2", b"pdf")), "A123");
    assert_eq!(code(upload(&one, "1", b"")), "A221");
    assert_eq!(code(upload(&one, "1", &vec![0; (20 << 20) + 1])), "A220");
    let with =
        |unit: &str| ObjectionRequest { attachment: Some(kept.digest.clone()), ..request(unit, "gdp") };
    assert_eq!(code(file(&world, &two, &with("2"))), "A222", "of another unit");
    let id = file(&world, &one, &with("1")).unwrap();
    let get = |actor: &Actor, id: i64| attachments::get(&world.store, actor, id, &world.tree, at(6));
    assert_eq!(get(&one, id).unwrap().1, b"pdf");
    assert_eq!(get(&world.actor("assessment_office"), id).unwrap().0.name, "证据.pdf");
    assert_eq!(refusal(&world, || get(&two, id)), refusal(&world, || get(&two, 999)));
}

#[test]
fn audit_records_are_seen_within_the_scope_and_counted_so() {
    let (_folder, world) = published();
    for (account, unit) in [("one", "1"), ("two", "2")] {
        file(&world, &world.actor(account), &request(unit, "gdp")).unwrap();
    }
    let find = |account: &str, search: &AuditSearch| {
        let actor = world.actor(account);
        let now = (&world.tree, at(20));
        let page = audit::search(&world.store, &actor, search, 500, now)?;
        let counts = audit::counts(&world.store, &actor, search, now)?;
        assert_eq!(page.records.len() as u64, counts.values().sum::<u64>());
        Ok::<_, Denied>((page.records, counts))
    };
    assert_eq!(code(find("one", &AuditSearch::default())), "A005");
    let (records, counts) = find("local_auditor", &AuditSearch::default()).unwrap();
    assert!(records.iter().all(|record| record.unit.as_deref() == Some("1")));
    assert_eq!(counts.get("object"), Some(&1));
    assert!(!counts.contains_key("sign_in"));
    let (_, counts) = find("audit_admin", &AuditSearch::default()).unwrap();
    assert_eq!(counts.get("object"), Some(&2));
    let of_two = AuditSearch { unit: Some("2".to_owned()), ..AuditSearch::default() };
    let of_none = AuditSearch { unit: Some("404".to_owned()), ..AuditSearch::default() };
    let taken = |search: &AuditSearch| {
        let actor = world.actor("local_auditor");
        let before = world.store.statements();
        let page = audit::search(&world.store, &actor, search, 9, (&world.tree, at(20))).unwrap();
        assert_eq!(page.records, []);
        world.store.statements() - before
    };
    assert_eq!(taken(&of_two), taken(&of_none));
    // Pages follow one another without a gap.
    let actor = world.actor("audit_admin");
    let mut search = AuditSearch::default();
    let mut numbers = Vec::new();
    loop {
        let page = audit::search(&world.store, &actor, &search, 4, (&world.tree, at(20))).unwrap();
        numbers.extend(page.records.iter().map(|record| record.sequence));
        search.before = page.next;
        if page.next.is_none() {
            break;
        }
    }
    let newest = world.store.audit_head().unwrap().0;
    assert_eq!(numbers, (1..=newest).rev().collect::<Vec<_>>());
}

#[test]
fn files_are_saved_by_the_office_from_the_version_they_name() {
    let world = World::new();
    let office = world.actor("assessment_office");
    let new = |path: &str, text: &str, expected: Option<u32>| NewFile {
        path: path.to_owned(),
        content: Some(text.as_bytes().to_vec()),
        expected,
    };
    let save = |actor: &Actor, file: NewFile| files::save(&world.store, actor, &[file], "试改", at(1));
    assert_eq!(code(save(&world.actor("leader"), new("schemes/a.toml", "x", None))), "A005");
    for path in [
        "../x.toml",
        "/etc/passwd",
        "schemes/../x.toml",
        "schemes/.x.toml",
        "data/x.csv",
        "schemes/a/b.toml",
        "schemes\\a.toml",
        "schemes/x.sh",
        "",
    ] {
        assert_eq!(code(save(&office, new(path, "x", None))), "A201", "{path}");
    }
    save(&office, new("schemes/a.toml", "一\n二\n三\n", None)).unwrap();
    save(&office, new("schemes/a.toml", "一\n二改\n三\n", Some(1))).unwrap();
    let late = save(&office, new("schemes/a.toml", "x", Some(1))).unwrap_err();
    let Denied::Conflict(message) = late else { panic!("{late:?}") };
    assert_eq!(message.code(), "A204");
    let said = message.text(baton_service::model::Lang::ZhCn);
    assert!(said.contains("assessment_office") && said.contains("第 2 版"), "{said}");
    let diff = files::diff(&world.store, &office, "schemes/a.toml", (1, 2)).unwrap();
    assert_eq!(diff, "--- schemes/a.toml@1\n+++ schemes/a.toml@2\n@@ -1,3 +1,3 @@\n 一\n-二\n+二改\n 三\n");
    assert_eq!(code(files::diff(&world.store, &office, "schemes/a.toml", (1, 9))), "A203");
    assert_eq!(code(files::newest(&world.store, &world.actor("system_admin"), "schemes/a.toml")), "A005");
    assert_eq!(files::load(&world.store, at(9)).unwrap().len(), 1);
    let seeded = vec![("workspace.toml".to_owned(), b"x".to_vec())];
    assert!(!files::seed(&world.store, &office, seeded, "", at(9)).unwrap());
}

#[test]
fn jobs_keys_and_uploads_are_an_accounts_own() {
    let world = World::new();
    let (office, leader) = (world.actor("assessment_office"), world.actor("leader"));
    let id = work::queue_job(&world.store, &office, "import", Some(3), at(1)).unwrap();
    work::job(&world.store, &office, &id).unwrap();
    work::job(&world.store, &world.actor("system_admin"), &id).unwrap();
    let job = |id: &str| work::job(&world.store, &leader, id);
    assert_eq!(refusal(&world, || job(&id)), refusal(&world, || job("none")));
    assert_eq!(work::jobs(&world.store, &leader, 9).unwrap().len(), 0);
    let claim = |actor: &Actor, digest: &str| work::claim(&world.store, actor, "k", digest, at(2));
    assert_eq!(claim(&office, "d").unwrap(), None);
    assert_eq!(code(claim(&office, "d")), "A233");
    assert_eq!(code(claim(&office, "other")), "A232");
    work::answer(&world.store, &office, "k", Some((201, b"done"))).unwrap();
    assert_eq!(claim(&office, "d").unwrap(), Some((201, b"done".to_vec())));
    assert_eq!(claim(&leader, "d").unwrap(), None);
    let add = |actor: &Actor| work::add_draft(&world.store, actor, ("数据.xlsx", vec![1, 2]), "{}", at(3));
    assert_eq!(code(add(&leader)), "A005");
    let draft = add(&office).unwrap();
    assert_eq!(work::draft(&world.store, &office, &draft, at(4)).unwrap().content, [1, 2]);
    let bureau = world.actor("statistics_bureau");
    let get = |id: &str| work::draft(&world.store, &bureau, id, at(4));
    assert_eq!(refusal(&world, || get(&draft)), refusal(&world, || get("none")));
    work::remove_draft(&world.store, &office, &draft, at(5)).unwrap();
    assert_eq!(code(work::draft(&world.store, &office, &draft, at(6))), "A231");
    let kind = work::Memory::SavedView;
    work::remember(&world.store, &leader, kind, ("县域", "{}"), at(7)).unwrap();
    assert_eq!(work::remembered(&world.store, &office, kind).unwrap(), []);
    assert!(work::forget(&world.store, &leader, kind, "县域", at(8)).unwrap());
}
