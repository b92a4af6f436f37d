//! Runs are saved whole, published in steps, and never change.

use baton_store::{NewRun, Ruling, RulingEffect, RunQuery, RunState, Scope, digest};
use jiff::civil::date;

use super::{Database, store};
use crate::common::{all, at, stamp};

fn run(id: &str, second: i64) -> NewRun {
    NewRun {
        id: id.to_owned(),
        scheme: "county_hqd".to_owned(),
        version: "2025".to_owned(),
        scheme_text: "[scheme]\nid = \"county_hqd\"\n".to_owned(),
        period: "2024".parse().unwrap(),
        as_of: at(second),
        tree_date: date(2024, 12, 31),
        semantics: 1,
        inputs: vec![0, 1, 2, 255],
        outputs: "得分".as_bytes().to_vec(),
        supersedes: None,
        stamp: stamp(second),
    }
}

#[test]
fn a_run_comes_back_as_it_was_saved() {
    let Some(store) = store() else { return };
    let head = store.save_run(&run("r1", 10)).unwrap();
    assert_eq!((head.state, head.input_digest.as_str()), (RunState::Draft, digest(&[0, 1, 2, 255]).as_str()));
    let found = store.run(&all(), "r1").unwrap();
    assert_eq!(found.head, head);
    assert_eq!((found.inputs, found.outputs), (run("r1", 10).inputs, run("r1", 10).outputs));
    assert_eq!(store.save_run(&run("r1", 11)).unwrap_err().code(), "D202");
    assert_eq!(store.run(&all(), "r2").unwrap_err().code(), "D201");
}

#[test]
fn from_draft_to_final_to_restated() {
    let Some(store) = store() else { return };
    let period = "2024".parse().unwrap();
    store.save_run(&run("r1", 10)).unwrap();
    let latest = |second: i64| {
        let found = store.latest_published("county_hqd", period, at(second)).unwrap();
        found.map(|head| (head.id, head.state))
    };
    assert_eq!(latest(15), None);
    assert_eq!(store.publish("r1", RunState::Notice, None, &stamp(20)).unwrap_err().code(), "D205");
    let head = store.publish("r1", RunState::Notice, Some(date(2025, 3, 7)), &stamp(20)).unwrap();
    assert_eq!((head.state, head.notice_until), (RunState::Notice, Some(date(2025, 3, 7))));
    store.publish("r1", RunState::Final, None, &stamp(30)).unwrap();
    for state in RunState::ALL {
        assert_eq!(
            store.publish("r1", state, Some(date(2025, 3, 7)), &stamp(31)).unwrap_err().code(),
            "D203"
        );
    }
    let corrected = NewRun { supersedes: Some("r1".to_owned()), ..run("r2", 40) };
    store.save_run(&corrected).unwrap();
    assert_eq!(latest(45), Some(("r1".to_owned(), RunState::Final)));
    store.publish("r2", RunState::Restated, None, &stamp(50)).unwrap();
    assert_eq!(latest(19), None);
    assert_eq!(latest(25), Some(("r1".to_owned(), RunState::Notice)));
    assert_eq!(latest(35), Some(("r1".to_owned(), RunState::Final)));
    assert_eq!(latest(55), Some(("r2".to_owned(), RunState::Restated)));
    store.save_run(&run("r3", 60)).unwrap();
    assert_eq!(store.publish("r3", RunState::Restated, None, &stamp(61)).unwrap_err().code(), "D204");
    let bad = NewRun { supersedes: Some("r3".to_owned()), ..run("r4", 62) };
    assert_eq!(store.save_run(&bad).unwrap_err().code(), "D204");
    let ids =
        |query: &RunQuery| store.runs(query).unwrap().into_iter().map(|head| head.id).collect::<Vec<_>>();
    assert_eq!(ids(&RunQuery::new(&all()).scheme("county_hqd").period(period)), ["r1", "r2", "r3"]);
    assert_eq!(ids(&RunQuery::new(&all()).scheme("other")), [""; 0]);
    store.verify().unwrap();
}

#[test]
fn a_narrow_scope_sees_no_draft_and_no_contents() {
    let Some(store) = store() else { return };
    store.save_run(&run("r1", 10)).unwrap();
    let narrow = Scope::units(["410100".to_owned()]);
    assert!(store.runs(&RunQuery::new(&narrow)).unwrap().is_empty());
    let hidden = store.run_head(&narrow, "r1").unwrap_err();
    let absent = store.run_head(&narrow, "r9").unwrap_err();
    assert_eq!((hidden.code(), absent.code()), ("D201", "D201"));
    assert_eq!(store.run(&narrow, "r1").unwrap_err().code(), "D201");
    store.publish("r1", RunState::Final, None, &stamp(20)).unwrap();
    assert_eq!(store.runs(&RunQuery::new(&narrow)).unwrap().len(), 1);
    assert_eq!(store.run(&narrow, "r1").unwrap_err().code(), "D208");
}

#[test]
fn rulings_belong_to_a_run_and_to_a_unit() {
    let Some(store) = store() else { return };
    store.save_run(&run("r1", 10)).unwrap();
    let ruling = |unit: &str, effect: RulingEffect| Ruling {
        unit: unit.to_owned(),
        node: "rd".to_owned(),
        effect,
        basis: "复核〔2025〕3号".to_owned(),
        approver: "李四".to_owned(),
        stamp: stamp(20),
    };
    let (first, second) =
        (ruling("410100", RulingEffect::Points(4.5)), ruling("410200", RulingEffect::Exclusion));
    assert_eq!(store.add_ruling("r1", &first).unwrap(), 1);
    assert_eq!(store.add_ruling("r1", &second).unwrap(), 2);
    assert_eq!(store.rulings(&all(), "r1").unwrap(), [first.clone(), second.clone()]);
    store.publish("r1", RunState::Final, None, &stamp(30)).unwrap();
    let narrow = Scope::units(["410200".to_owned()]);
    assert_eq!(store.rulings(&narrow, "r1").unwrap(), [second]);
    let blank = Ruling { basis: " ".to_owned(), ..first };
    assert_eq!(store.add_ruling("r1", &blank).unwrap_err().code(), "D206");
    assert_eq!(
        store.add_ruling("r1", &ruling("410100", RulingEffect::Points(f64::NAN))).unwrap_err().code(),
        "D207"
    );
    assert_eq!(
        store.add_ruling("r9", &ruling("410100", RulingEffect::Exclusion)).unwrap_err().code(),
        "D201"
    );
    let seen: Vec<_> = store.audit(&narrow, 0, 9).unwrap().into_iter().map(|record| record.subject).collect();
    assert_eq!(seen, ["ruling 2 on run r1"]);
    store.verify().unwrap();
}

#[test]
fn the_database_itself_refuses_to_change_what_is_recorded() {
    let Some(database) = Database::new() else { return };
    let store = database.open();
    store.save_run(&run("r1", 10)).unwrap();
    store.publish("r1", RunState::Final, None, &stamp(20)).unwrap();
    for statement in [
        "update run set output = input",
        "delete from run",
        "update run_step set state = 'draft'",
        "delete from run_step",
        "update audit set detail = ''",
        "delete from audit",
    ] {
        let refused = database.raw(&[statement]).unwrap_err();
        assert!(refused.contains("append only"), "{statement}: {refused}");
    }
    store.verify().unwrap();
}
