//! Workspace files, objections, attachments, audiences, jobs, keys and waiting imports.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Barrier;
use std::thread;

use baton_store::{
    Audience, AuditQuery, AuditRecord, BrokenPart, Claim, Decision, Error, Filed, ImportDraft, JobState,
    NewFile, NewObjection, NewRun, ObjectionQuery, Patch, Ruling, RulingEffect, RunState, SavedFiles, Scope,
    Store, Verdict,
};
use jiff::civil::date;
use proptest::prelude::*;

use super::{CASES, Database, store};
use crate::common::{all, at, stamp};

fn file(path: &str, text: &str, expected: Option<u32>) -> NewFile {
    NewFile { path: path.to_owned(), content: Some(text.as_bytes().to_vec()), expected }
}

fn saved(store: &Store, files: &[NewFile], second: i64) -> Vec<u32> {
    match store.save_files(files, "说明", &stamp(second)).unwrap() {
        SavedFiles::Done(saved) => saved.into_iter().map(|version| version.version).collect(),
        other => panic!("not saved: {other:?}"),
    }
}

fn published(store: &Store, id: &str) {
    let run = NewRun {
        id: id.to_owned(),
        scheme: "s".to_owned(),
        version: "1".to_owned(),
        scheme_text: "text".to_owned(),
        period: "2024".parse().unwrap(),
        as_of: at(1),
        tree_date: date(2024, 12, 31),
        semantics: 1,
        inputs: b"inputs".to_vec(),
        outputs: b"outputs".to_vec(),
        supersedes: None,
        stamp: stamp(1),
    };
    store.save_run(&run).unwrap();
    store
        .publish_to(id, RunState::Notice, Some(date(2025, 1, 10)), Audience::Everyone, &stamp(2))
        .unwrap();
}

fn objection(unit: &str, node: &str, indicator: Option<&str>) -> NewObjection {
    NewObjection {
        run: "r1".to_owned(),
        unit: unit.to_owned(),
        node: node.to_owned(),
        indicator: indicator.map(str::to_owned),
        reason: "数据有误".to_owned(),
        attachment: None,
        stamp: stamp(3),
    }
}

fn ruling(unit: &str) -> Ruling {
    Ruling {
        unit: unit.to_owned(),
        node: "rd".to_owned(),
        effect: RulingEffect::Points(1.0),
        basis: "文".to_owned(),
        approver: "李四".to_owned(),
        stamp: stamp(5),
    }
}

#[test]
fn files_are_versions_and_are_read_as_of_a_moment() {
    let Some(store) = store() else { return };
    assert_eq!(saved(&store, &[file("a.toml", "1", None), file("b.toml", "1", None)], 1), [1, 1]);
    assert_eq!(saved(&store, &[file("a.toml", "2", Some(1)), file("b.toml", "1", Some(1))], 2), [2]);
    let gone = NewFile { path: "b.toml".to_owned(), content: None, expected: Some(1) };
    assert_eq!(saved(&store, std::slice::from_ref(&gone), 3), [2]);
    let texts = |second: i64| -> Vec<(String, String)> {
        let files = store.files(at(second)).unwrap();
        files
            .into_iter()
            .map(|file| (file.head.path, String::from_utf8(file.content).unwrap()))
            .collect()
    };
    let pair = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    assert_eq!(texts(0), []);
    assert_eq!(texts(1), [pair("a.toml", "1"), pair("b.toml", "1")]);
    assert_eq!(texts(2), [pair("a.toml", "2"), pair("b.toml", "1")]);
    assert_eq!(texts(3), [pair("a.toml", "2")]);
    let conflict = store.save_files(&[file("c.toml", "1", None), file("a.toml", "3", Some(1))], "", &stamp(4));
    let SavedFiles::Conflict(newer) = conflict.unwrap() else { panic!("no conflict") };
    assert_eq!((newer.version, newer.stamp), (2, stamp(2)));
    assert_eq!(texts(9), [pair("a.toml", "2")], "all or none");
    let missing = store.save_files(&[gone], "", &stamp(4)).unwrap();
    assert!(matches!(missing, SavedFiles::Conflict(newer) if newer.gone));
    // A file that was removed can be made anew.
    assert_eq!(saved(&store, &[file("b.toml", "again", None)], 5), [3]);
    assert_eq!(store.file_versions("b.toml").unwrap().len(), 3);
    assert_eq!(store.file_version("b.toml", 1).unwrap().unwrap().content, b"1");
    assert_eq!(store.file_version("b.toml", 9).unwrap(), None);
    store.verify().unwrap();
}

#[test]
fn of_two_who_save_at_once_one_is_told() {
    let Some(database) = Database::new() else { return };
    let store = database.open();
    saved(&store, &[file("a.toml", "0", None)], 1);
    for round in 1..10 {
        let together = Barrier::new(2);
        let outcomes = thread::scope(|scope| {
            let save = |text: &'static str| {
                let (store, together) = (&store, &together);
                scope.spawn(move || {
                    together.wait();
                    let text = format!("{text}{round}");
                    store.save_files(&[file("a.toml", &text, Some(round))], "", &stamp(2)).unwrap()
                })
            };
            [save("x"), save("y")].map(|one| one.join().unwrap())
        });
        let done = outcomes.iter().filter(|outcome| matches!(outcome, SavedFiles::Done(_))).count();
        assert_eq!(done, 1, "{outcomes:?}");
    }
    store.verify().unwrap();
}

#[test]
fn an_objection_is_decided_once_and_with_its_ruling() {
    let Some(store) = store() else { return };
    published(&store, "r1");
    assert_eq!(store.audience("r1").unwrap(), Audience::Everyone);
    let filed = objection("410101", "rd", Some("rd"));
    assert_eq!(store.object(&filed).unwrap(), Filed::Done(1));
    assert_eq!(store.object(&filed).unwrap(), Filed::Stands(1));
    assert_eq!(store.object(&objection("410102", "rd", None)).unwrap(), Filed::Done(2));
    // A ruling that is refused leaves the objection open.
    let incomplete = Ruling { basis: String::new(), ..ruling("410101") };
    assert!(store.decide_objection(1, &Verdict::Uphold(&incomplete), &stamp(5)).is_err());
    assert_eq!(store.objection(&all(), 1).unwrap().unwrap().decided, None);
    let upheld = Verdict::Uphold(&ruling("410101"));
    assert_eq!(store.decide_objection(1, &upheld, &stamp(5)).unwrap(), Filed::Done(1));
    assert_eq!(store.decide_objection(1, &Verdict::Withdraw, &stamp(6)).unwrap(), Filed::Stands(1));
    assert_eq!(store.decide_objection(9, &Verdict::Withdraw, &stamp(6)).unwrap(), Filed::Missing);
    let decided = store.objection(&all(), 1).unwrap().unwrap().decided;
    assert_eq!(decided, Some((Decision::Upheld(1), stamp(5))));
    assert_eq!(store.rulings(&all(), "r1").unwrap(), [ruling("410101")]);
    // A cell with a decision can be objected to again.
    assert_eq!(store.object(&filed).unwrap(), Filed::Done(3));
    let open = store.objections(&ObjectionQuery::new(&all()).run("r1").open(true)).unwrap();
    assert_eq!(open.iter().map(|objection| objection.id).collect::<Vec<_>>(), [2, 3]);
    store.verify().unwrap();
}

#[test]
fn what_is_hidden_is_not_there() {
    let Some(store) = store() else { return };
    published(&store, "r1");
    store.object(&objection("410101", "rd", None)).unwrap();
    store.object(&objection("410102", "gdp", Some("gdp"))).unwrap();
    store.attach("410101", ("证据.pdf", "application/pdf"), b"pdf", &stamp(4)).unwrap();
    let digest = baton_store::digest(b"pdf");
    let part = |unit: &str, indicator: &str| Patch {
        units: [unit.to_owned()].into(),
        indicators: Some([indicator.to_owned()].into()),
    };
    let narrow = Scope::patches([part("410101", "rd"), part("410102", "gdp")]);
    // An objection without an indicator is for who sees the whole unit.
    assert_eq!(store.objections(&ObjectionQuery::new(&narrow)).unwrap().len(), 1);
    let other = Scope::units(["410103".to_owned()]);
    let taken = |work: &dyn Fn() -> bool| {
        let before = store.statements();
        assert!(work());
        store.statements() - before
    };
    let hidden = taken(&|| store.objection(&other, 1).unwrap().is_none());
    assert_eq!(hidden, taken(&|| store.objection(&other, 99).unwrap().is_none()));
    let hidden = taken(&|| store.attachment(&other, "410101", &digest).unwrap().is_none());
    assert_eq!(hidden, taken(&|| store.attachment(&other, "nowhere", &digest).unwrap().is_none()));
    let own = Scope::units(["410101".to_owned()]);
    assert_eq!(store.attachment(&own, "410101", &digest).unwrap().unwrap().1, b"pdf");
}

#[test]
fn every_row_of_files_and_objections_counts() {
    let Some(database) = Database::new() else { return };
    let store = database.open();
    published(&store, "r1");
    saved(&store, &[file("a.toml", "1", None)], 3);
    store.object(&objection("410101", "rd", None)).unwrap();
    store.object(&objection("410102", "rd", None)).unwrap();
    store.decide_objection(1, &Verdict::Reject("属实"), &stamp(5)).unwrap();
    store.attach("410101", ("证据.pdf", "application/pdf"), b"pdf", &stamp(4)).unwrap();
    drop(store);
    let digest = baton_store::digest(b"pdf");
    let attached = format!("attachment {digest} of 410101");
    for (table, statement, subject) in [
        ("workspace_file", "update workspace_file set note = 'x'", "file a.toml version 1"),
        ("workspace_file", "update workspace_file set gone = 1", "file a.toml version 1"),
        ("workspace_file", "delete from workspace_file", "file a.toml version 1"),
        ("objection", "update objection set reason = 'x' where id = 2", "objection 2"),
        ("objection", "update objection set unit = '410101' where id = 2", "objection 2"),
        ("objection_decision", "update objection_decision set reason = 'x'", "objection 1"),
        ("objection_decision", "delete from objection_decision", "objection 1"),
        ("attachment", "update attachment set name = 'x'", attached.as_str()),
        ("run_audience", "update run_audience set audience = 'own'", "audience 1 of run r1"),
    ] {
        assert!(database.raw(&[statement]).is_err(), "guarded: {statement}");
        let copy = database.copy();
        copy.unguard(table);
        copy.raw(&[statement]).unwrap();
        match copy.open().verify() {
            Err(Error::Broken(broken)) => {
                assert_eq!(broken.what, BrokenPart::Content(subject.to_owned()), "{statement}");
            }
            other => panic!("{statement}: {other:?}"),
        }
    }
}

#[test]
fn jobs_go_forward_only_and_are_closed_after_a_stop() {
    let Some(store) = store() else { return };
    store.queue_job("j1", "import", Some(10), &stamp(1)).unwrap();
    store.queue_job("j2", "run", None, &stamp(2)).unwrap();
    assert!(store.start_job("j1", at(3)).unwrap());
    assert!(!store.start_job("j1", at(4)).unwrap());
    store.job_progress("j1", 4, Some(10), "读取").unwrap();
    let job = store.job("j1", Some("张三")).unwrap().unwrap();
    assert_eq!((job.state, job.done, job.total, job.started_at), (JobState::Running, 4, Some(10), Some(at(3))));
    assert_eq!(store.job("j1", Some("李四")).unwrap(), None);
    assert!(store.finish_job("j1", Ok("{}"), &stamp(5)).unwrap());
    assert!(!store.finish_job("j1", Err("x"), &stamp(6)).unwrap());
    assert_eq!(store.abandon_jobs("停机", &stamp(7)).unwrap(), 1);
    let job = store.job("j2", None).unwrap().unwrap();
    assert_eq!((job.state, job.message.as_str(), job.result), (JobState::Failed, "停机", None));
    let ids: Vec<String> = store.jobs(None, 9).unwrap().into_iter().map(|job| job.id).collect();
    assert_eq!(ids, ["j2", "j1"]);
    store.verify().unwrap();
}

#[test]
fn a_key_is_claimed_once_and_forgotten_after_a_day() {
    let Some(database) = Database::new() else { return };
    let store = database.open();
    let together = Barrier::new(4);
    let claims = thread::scope(|scope| {
        let claim = |_| {
            let (store, together) = (&store, &together);
            scope.spawn(move || {
                together.wait();
                store.claim_key(("zhang", "k"), "d1", at(1)).unwrap()
            })
        };
        [0; 4].map(claim).map(|one| one.join().unwrap())
    });
    assert_eq!(claims.iter().filter(|claim| **claim == Claim::New).count(), 1, "{claims:?}");
    assert_eq!(store.claim_key(("zhang", "k"), "d2", at(2)).unwrap(), Claim::Other);
    assert_eq!(store.claim_key(("li", "k"), "d2", at(2)).unwrap(), Claim::New, "keys are an account's own");
    store.answer_key(("zhang", "k"), 201, b"receipt").unwrap();
    let answered = Claim::Answered(201, b"receipt".to_vec());
    assert_eq!(store.claim_key(("zhang", "k"), "d1", at(86_400)).unwrap(), answered);
    store.release_key(("zhang", "k")).unwrap();
    assert_eq!(store.claim_key(("zhang", "k"), "d1", at(86_401)).unwrap(), answered, "answers stay");
    assert_eq!(store.claim_key(("zhang", "k"), "d2", at(86_402)).unwrap(), Claim::New, "after a day");
    assert_eq!(store.claim_key(("zhang", "k"), "d2", at(86_403)).unwrap(), Claim::Busy);
    assert_eq!(store.claim_key(("zhang", "k"), "d2", at(86_402 + 901)).unwrap(), Claim::New, "given up");
    store.release_key(("zhang", "k")).unwrap();
    assert_eq!(store.claim_key(("zhang", "k"), "d3", at(86_402 + 902)).unwrap(), Claim::New, "given back");
}

#[test]
fn what_is_remembered_and_what_waits() {
    let Some(store) = store() else { return };
    let place = ("zhang", "saved_view", "县域");
    store.remember(place, "{\"a\":1}", &stamp(1)).unwrap();
    store.remember(place, "{\"a\":2}", &stamp(2)).unwrap();
    assert_eq!(store.remembered("zhang", "saved_view").unwrap()[0].content, "{\"a\":2}");
    assert_eq!(store.remembered("li", "saved_view").unwrap(), []);
    assert!(store.forget(place, &stamp(3)).unwrap());
    assert!(!store.forget(place, &stamp(3)).unwrap());
    let draft = ImportDraft {
        id: "d1".to_owned(),
        account: "张三".to_owned(),
        file_name: "数据.xlsx".to_owned(),
        content: vec![1, 2, 3],
        options: "{}".to_owned(),
        at: at(1),
    };
    store.add_import_draft(&draft, &stamp(1)).unwrap();
    assert_eq!(store.import_draft("d1", "张三", at(86_401)).unwrap().as_ref(), Some(&draft));
    assert_eq!(store.import_draft("d1", "李四", at(2)).unwrap(), None);
    assert_eq!(store.import_draft("d1", "张三", at(86_402)).unwrap(), None, "after a day");
    assert!(store.set_import_options("d1", "张三", "[]").unwrap());
    assert!(store.remove_import_draft("d1", &stamp(3)).unwrap());
    assert!(!store.remove_import_draft("d1", &stamp(3)).unwrap());
    store.verify().unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    /// The search finds what a filter over the whole chain finds, and nothing outside the scope, also in counts.
    #[test]
    fn a_search_is_a_filter_within_the_scope(
        filed in prop::collection::vec((0..5_u8, 0..4_u8, 1..6_i64), 1..30),
        granted in prop::collection::btree_set(0..6_u8, 0..4),
        text in prop::option::of("[nr%_]"),
        unit in prop::option::of(0..6_u8),
        before in prop::option::of(1..40_i64),
        most in 1..20_usize,
    ) {
        let Some(store) = store() else { return Ok(()) };
        published(&store, "r1");
        for (unit, node, second) in filed {
            let new = objection(&format!("unit{unit}"), &format!("n_{node}"), None);
            let _ = store.object(&NewObjection { stamp: stamp(second), ..new }).unwrap();
        }
        let granted: BTreeSet<String> = granted.into_iter().map(|unit| format!("unit{unit}")).collect();
        let unit = unit.map(|unit| format!("unit{unit}"));
        let (from, to) = (at(2), at(5));
        let mut query = AuditQuery::new(&Scope::units(granted.clone())).from(from).to(to);
        if let Some(text) = &text { query = query.text(text); }
        if let Some(unit) = &unit { query = query.unit(unit); }
        if let Some(before) = before { query = query.before(before); }
        let matches = |record: &AuditRecord| {
            let texts = [&record.subject, &record.detail, &record.stamp.from];
            record.unit.as_ref().is_some_and(|unit| granted.contains(unit))
                && unit.as_ref().is_none_or(|unit| record.unit.as_ref() == Some(unit))
                && text.as_ref().is_none_or(|text| texts.iter().any(|said| said.contains(text.as_str())))
                && before.is_none_or(|before| record.sequence < before)
                && (from..to).contains(&record.stamp.at)
        };
        let mut expected = store.audit(&all(), 0, 999).unwrap();
        expected.retain(matches);
        expected.reverse();
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for record in &expected {
            *counts.entry(record.action.clone()).or_default() += 1;
        }
        prop_assert_eq!(store.audit_counts(&query).unwrap(), counts);
        expected.truncate(most);
        prop_assert_eq!(store.audit_search(&query, most).unwrap(), expected);
    }
}
