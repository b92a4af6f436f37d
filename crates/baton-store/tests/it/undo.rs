//! A batch can be withdrawn until it is locked; what was known before stays readable.

use baton_model::{Observation, Status};
use baton_store::{BatchId, FileDigest, NewBatch, Receipt, Stamp, Store, digest};

use super::store;
use crate::common::{all, at, batch, everything, figure, stamp, values};

fn append(store: &Store, value: f64, second: i64) -> Receipt {
    store.append(&[figure("410000", "gdp", "2024", Some(value), second)], &batch(second)).unwrap()
}

fn value(store: &Store, second: i64) -> Option<f64> {
    values(store, second).first().map(|(_, value)| *value)
}

#[test]
fn what_held_before_comes_back() {
    let Some(store) = store() else { return };
    append(&store, 1.0, 10);
    let second = append(&store, 2.0, 20);
    let undone = store.withdraw(second.batch, &stamp(30), "传错文件").unwrap();
    assert_eq!(undone.changed, 1);
    assert_eq!([15, 25, 35].map(|second| value(&store, second)), [Some(1.0), Some(2.0), Some(1.0)]);
    let found = store.history(&everything(), at(99)).unwrap();
    assert_eq!(found.last().unwrap().observation.reason.as_deref(), Some("传错文件"));
    assert_eq!(found.last().unwrap().observation.origin, figure("", "", "2024", None, 0).origin);
    store.verify().unwrap();
}

#[test]
fn withdrawing_in_any_order_leaves_what_was_not_withdrawn() {
    for order in [[0, 1], [1, 0], [0, 2], [2, 0], [1, 2], [2, 1]] {
        let Some(store) = store() else { return };
        let batches: [BatchId; 3] =
            [(1.0, 10), (2.0, 20), (3.0, 30)].map(|(value, at)| append(&store, value, at).batch);
        for (step, which) in (0..).zip(order) {
            store.withdraw(batches[which], &stamp(40 + step), "撤回").unwrap();
        }
        let left = [1.0, 2.0, 3.0][(0..3).find(|which| !order.contains(which)).unwrap()];
        assert_eq!(value(&store, 99), Some(left), "{order:?}");
        store.verify().unwrap();
    }
}

#[test]
fn a_figure_nobody_had_recorded_is_gone_and_may_come_again() {
    let Some(store) = store() else { return };
    let first = append(&store, 1.0, 10);
    store.withdraw(first.batch, &stamp(20), "撤回").unwrap();
    assert_eq!((value(&store, 15), value(&store, 25)), (Some(1.0), None));
    let again = append(&store, 1.0, 30);
    assert_eq!((again.new, again.changed), (1, 0));
    assert_eq!(value(&store, 35), Some(1.0));
}

#[test]
fn not_twice_not_when_locked_not_a_withdrawal() {
    let Some(store) = store() else { return };
    let (first, second) = (append(&store, 1.0, 10).batch, append(&store, 2.0, 20).batch);
    store.lock(first, &stamp(21)).unwrap();
    store.lock(first, &stamp(22)).unwrap();
    let withdrawal = store.withdraw(second, &stamp(30), "撤回").unwrap().batch;
    for (batch, code) in [(first, "D105"), (second, "D106"), (withdrawal, "D107"), (BatchId(77), "D104")] {
        assert_eq!(store.withdraw(batch, &stamp(40), "撤回").unwrap_err().code(), code);
    }
    assert_eq!(store.lock(second, &stamp(41)).unwrap_err().code(), "D106");
    let told: Vec<_> = store
        .batches()
        .unwrap()
        .iter()
        .map(|batch| (batch.receipt.batch.0, batch.locked, batch.withdrawn))
        .collect();
    assert_eq!(told, [(3, false, false), (2, false, true), (1, true, false)]);
    store.verify().unwrap();
}

#[test]
fn a_locked_figure_locks_its_batch() {
    let Some(store) = store() else { return };
    let locked = Observation { status: Status::Locked, ..figure("410000", "gdp", "2024", Some(1.0), 10) };
    let batch = store.append(&[locked], &batch(10)).unwrap().batch;
    assert_eq!(store.withdraw(batch, &stamp(20), "撤回").unwrap_err().code(), "D105");
}

#[test]
fn files_are_known_by_their_digest_also_when_withdrawn() {
    let Some(store) = store() else { return };
    let file = |bytes: &[u8]| FileDigest {
        name: "data/a.csv".to_owned(),
        digest: digest(bytes),
        size: bytes.len() as u64,
    };
    let first = NewBatch { files: vec![file(b"one")], ..batch(1) };
    store.append(&[figure("410000", "gdp", "2024", Some(1.0), 1)], &first).unwrap();
    let second = NewBatch { files: vec![file(b"two")], ..batch(2) };
    let receipt = store.append(&[figure("410000", "gdp", "2024", Some(2.0), 2)], &second).unwrap();
    store.withdraw(receipt.batch, &stamp(3), "撤回").unwrap();
    let files = store.imported_files().unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!((&files[0].file, files[0].batch, files[0].withdrawn), (&file(b"two"), receipt.batch, true));
    assert_eq!(store.audit(&all(), 0, 99).unwrap().len(), 4);
    store.verify().unwrap();
}

#[test]
fn an_acceptance_is_a_version_of_its_own_and_locks_what_was_reported() {
    let Some(store) = store() else { return };
    let reported = |unit: &str, value: f64, second: i64| Observation {
        status: Status::Submitted,
        ..figure(unit, "gdp", "2024", Some(value), second)
    };
    let first = store.append(&[reported("410000", 1.0, 10), reported("410001", 2.0, 10)], &batch(10)).unwrap();
    // A later report of one of the two is not accepted with the first.
    store.append(&[reported("410001", 3.0, 20)], &batch(20)).unwrap();
    let accepted = everything().least_status(Status::Accepted);
    assert_eq!(store.as_of(&accepted, at(25)).unwrap(), []);
    let receipt = store.accept(first.batch, &Stamp { by: "李四".to_owned(), ..stamp(30) }).unwrap();
    assert_eq!((receipt.new, receipt.changed), (0, 1));
    let now: Vec<_> = store.as_of(&accepted, at(35)).unwrap();
    assert_eq!(now.len(), 1);
    assert_eq!((now[0].observation.value, now[0].version), (Some(1.0), 2));
    assert_eq!(now[0].observation.recorded_by, "李四");
    assert_eq!(now[0].observation.origin, figure("", "", "2024", None, 0).origin);
    let history = store.history(&everything().units(["410000"]), at(99)).unwrap();
    let people: Vec<_> =
        history.iter().map(|found| (found.observation.recorded_by.as_str(), found.observation.status)).collect();
    assert_eq!(people, [("张三", Status::Submitted), ("李四", Status::Accepted)]);
    let told = store.batches().unwrap();
    let of = |id: BatchId| told.iter().find(|batch| batch.receipt.batch == id).unwrap();
    assert!(of(first.batch).accepted && of(first.batch).locked && of(receipt.batch).acceptance);
    assert_eq!(store.withdraw(first.batch, &stamp(40), "撤回").unwrap_err().code(), "D105");
    assert_eq!(store.withdraw(receipt.batch, &stamp(40), "撤回").unwrap_err().code(), "D109");
    assert_eq!(store.accept(receipt.batch, &stamp(41)).unwrap_err().code(), "D110");
    let again = store.accept(first.batch, &stamp(42)).unwrap();
    assert_eq!((again.batch, again.changed), (first.batch, 0));
    assert_eq!(store.batches().unwrap().len(), 3);
    store.verify().unwrap();
}

#[test]
fn a_correction_that_was_reported_is_undone_to_what_was_accepted() {
    let Some(store) = store() else { return };
    append(&store, 1.0, 10);
    let correction =
        Observation { status: Status::Submitted, ..figure("410000", "gdp", "2024", Some(2.0), 20) };
    let second = store.append(&[correction], &batch(20)).unwrap();
    let accepted = everything().least_status(Status::Accepted);
    let value = |second| store.as_of(&accepted, at(second)).unwrap()[0].observation.value;
    assert_eq!(value(25), Some(1.0));
    store.withdraw(second.batch, &stamp(30), "报错").unwrap();
    assert_eq!(value(35), Some(1.0));
    assert_eq!(store.withdraw(second.batch, &stamp(31), "报错").unwrap_err().code(), "D106");
    assert_eq!(store.accept(second.batch, &stamp(32)).unwrap_err().code(), "D106");
    store.verify().unwrap();
}

#[test]
fn what_of_a_batch_lies_inside_a_scope_is_counted() {
    let Some(store) = store() else { return };
    let figures = ["gdp", "rd"].map(|indicator| figure("410000", indicator, "2024", Some(1.0), 10));
    let other = figure("410001", "gdp", "2024", Some(1.0), 10);
    let received = store.append(&[figures[0].clone(), figures[1].clone(), other], &batch(10)).unwrap();
    let patch = |units: &[&str], indicators: Option<&[&str]>| {
        baton_store::Scope::patches([baton_store::Patch {
            units: units.iter().map(|unit| (*unit).to_owned()).collect(),
            indicators: indicators.map(|codes| codes.iter().map(|code| (*code).to_owned()).collect()),
        }])
    };
    let within = |scope: &baton_store::Scope| store.batch_within(scope, received.batch).unwrap();
    assert_eq!(within(&all()), (3, 0));
    assert_eq!(within(&patch(&["410000"], None)), (2, 1));
    assert_eq!(within(&patch(&["410000", "410001"], Some(&["gdp"]))), (2, 1));
    assert_eq!(within(&patch(&["410002"], None)), (0, 3));
    assert_eq!(store.batch_within(&all(), BatchId(99)).unwrap(), (0, 0));
}
