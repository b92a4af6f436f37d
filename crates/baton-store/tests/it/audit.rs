//! One altered byte anywhere is found and named.

use baton_store::{
    Algorithm, Broken, BrokenPart, Error, FileDigest, NewBatch, NewRun, Ruling, RulingEffect, RunState, digest,
};
use jiff::civil::date;

use super::Database;
use crate::common::{all, batch, figure, stamp};

/// A store with something of every kind in it.
pub(super) fn filled(database: &Database) {
    let store = database.open();
    let file = FileDigest { name: "data/a.csv".to_owned(), digest: digest(b"a"), size: 1 };
    let with_file = NewBatch { files: vec![file], ..batch(1) };
    let first: Vec<_> =
        (0..50).map(|n| figure(&format!("4101{n:02}"), "gdp", "2024", Some(f64::from(n)), 1)).collect();
    store.append(&first, &with_file).unwrap();
    let second = store.append(&[figure("410101", "gdp", "2024", Some(77.0), 2)], &batch(2)).unwrap();
    let third = store.append(&[figure("410102", "gdp", "2024", Some(78.0), 3)], &batch(3)).unwrap();
    store.withdraw(second.batch, &stamp(4), "撤回").unwrap();
    store.lock(third.batch, &stamp(5)).unwrap();
    let run = NewRun {
        id: "r1".to_owned(),
        scheme: "s".to_owned(),
        version: "1".to_owned(),
        scheme_text: "text".to_owned(),
        period: "2024".parse().unwrap(),
        as_of: stamp(5).at,
        tree_date: date(2024, 12, 31),
        semantics: 1,
        inputs: b"inputs".to_vec(),
        outputs: b"outputs".to_vec(),
        supersedes: None,
        stamp: stamp(6),
    };
    store.save_run(&run).unwrap();
    store.publish("r1", RunState::Notice, Some(date(2025, 1, 10)), &stamp(7)).unwrap();
    store.publish("r1", RunState::Final, None, &stamp(8)).unwrap();
    let ruling = Ruling {
        unit: "410101".to_owned(),
        node: "rd".to_owned(),
        effect: RulingEffect::Points(1.0),
        basis: "文".to_owned(),
        approver: "李四".to_owned(),
        stamp: stamp(9),
    };
    store.add_ruling("r1", &ruling).unwrap();
}

fn broken(database: &Database) -> Broken {
    match database.open().verify() {
        Err(Error::Broken(broken)) => broken,
        other => panic!("not found: {other:?}"),
    }
}

#[test]
fn an_untouched_store_is_whole() {
    let Some(database) = Database::new() else { return };
    filled(&database);
    let store = database.open();
    store.verify_audit().unwrap();
    let verified = store.verify().unwrap();
    assert_eq!((verified.records, verified.batches, verified.versions, verified.runs), (10, 4, 53, 1));
    assert_eq!((10, verified.head), store.audit_head().unwrap());
    let actions: Vec<_> =
        store.audit(&all(), 0, 99).unwrap().into_iter().map(|record| record.action).collect();
    let expected = [
        "import",
        "import",
        "import",
        "withdrawal",
        "withdraw",
        "lock",
        "save_run",
        "publish",
        "publish",
        "ruling",
    ];
    assert_eq!(actions, expected);
    assert_eq!(
        store.audit(&all(), 4, 2).unwrap().iter().map(|record| record.sequence).collect::<Vec<_>>(),
        [5, 6]
    );
}

#[test]
fn every_column_of_an_audit_record_counts() {
    let Some(database) = Database::new() else { return };
    filled(&database);
    database.unguard("audit");
    for column in [
        "recorded_at",
        "recorded_by",
        "recorded_from",
        "action",
        "subject",
        "before_digest",
        "after_digest",
        "detail",
        "algorithm",
        "previous",
        "hash",
        "unit",
    ] {
        let spoil = format!("update audit set {column} = coalesce({column}, '') || 'x' where sequence = 5");
        let mend = format!(
            "update audit set {column} = (select {column} from kept where sequence = 5) where sequence = 5"
        );
        database.raw(&["create table kept as select * from audit", &spoil]).unwrap();
        let expected = Error::Broken(Broken { sequence: 5, what: BrokenPart::Record });
        let store = database.open();
        assert_eq!(store.verify_audit().unwrap_err(), expected, "{column}");
        assert_eq!(store.verify().unwrap_err(), expected, "{column}");
        drop(store);
        database.raw(&[&mend, "drop table kept"]).unwrap();
        database.open().verify().unwrap();
    }
    database.raw(&["delete from audit where sequence = 3"]).unwrap();
    assert_eq!(broken(&database), Broken { sequence: 4, what: BrokenPart::Chain });
}

#[test]
fn one_chain_of_both_algorithms() {
    let Some(database) = Database::new() else { return };
    let store = database.open();
    store.hash_by(Algorithm::Sha256, &stamp(1)).unwrap();
    assert_eq!(store.audit_head().unwrap(), (0, String::new()));
    store.hash_by(Algorithm::Sm3, &stamp(1)).unwrap();
    store.hash_by(Algorithm::Sm3, &stamp(2)).unwrap();
    store.append(&[figure("410101", "gdp", "2024", Some(1.0), 2)], &batch(2)).unwrap();
    drop(store);
    let store = database.open();
    store.append(&[figure("410101", "tax", "2024", Some(1.0), 3)], &batch(3)).unwrap();
    store.hash_by(Algorithm::Sha256, &stamp(4)).unwrap();
    store.lock(baton_store::BatchId(2), &stamp(5)).unwrap();
    store.verify().unwrap();
    let records = store.audit(&all(), 0, 9).unwrap();
    let told: Vec<_> = records.iter().map(|r| (r.action.as_str(), r.hash.split(':').next().unwrap())).collect();
    let expected = [
        ("algorithm", "sm3"),
        ("import", "sm3"),
        ("import", "sm3"),
        ("algorithm", "sha256"),
        ("lock", "sha256"),
    ];
    assert_eq!(told, expected);
    drop(store);
    database.unguard("audit");
    database.raw(&["update audit set algorithm = 'sha256' where sequence = 2"]).unwrap();
    assert_eq!(broken(&database), Broken { sequence: 2, what: BrokenPart::Record });
    database.raw(&["update audit set algorithm = 'md5' where sequence = 2"]).unwrap();
    assert_eq!(broken(&database), Broken { sequence: 2, what: BrokenPart::Record });
}

#[test]
fn every_row_the_chain_vouches_for_counts() {
    // The table to unguard, what someone does to it, the record that vouches for it (0: none can), and what is named.
    let cases = [
        (
            "observation",
            "update observation set value = value + 1e-9 where unit = 8 and version = 1",
            1,
            "batch 1",
        ),
        ("observation", "update observation set cell_row = 3 where version = 1 and unit = 9", 1, "batch 1"),
        ("observation", "delete from observation where unit = 10", 1, "batch 1"),
        ("observation", "update observation set recording = 99 where unit = 9", 0, "observation"),
        ("unit", "update unit set code = '999999' where id = 7", 1, "batch 1"),
        ("slot", "update slot set period = '2023'", 1, "batch 1"),
        ("recording", "update recording set recorded_by = '王五' where batch = 3", 3, "batch 3"),
        ("recording", "update recording set reason = 'x' where batch = 4", 4, "batch 4"),
        ("recording", "update recording set status = 'odd' where batch = 4", 0, "observation"),
        ("batch", "update batch set title = 'x' where id = 2", 2, "batch 2"),
        ("batch", "update batch set added = 51 where id = 1", 1, "batch 1"),
        ("batch", "update batch set digest = 'x' where id = 1", 1, "batch 1"),
        ("batch_slot", "delete from batch_slot where batch = 2", 0, "batch 2"),
        ("batch_mark", "delete from batch_mark where mark = 'locked'", 6, "batch 3"),
        ("imported_file", "update imported_file set digest = 'x'", 1, "batch 1"),
        ("run", "update run set output = input", 7, "run r1"),
        ("run", "update run set input = output, input_digest = 'sha256:0'", 7, "run r1"),
        ("run", "update run set scheme_text = 'other'", 7, "run r1"),
        ("run", "update run set period = 'never'", 0, "run r1"),
        ("run_step", "update run_step set recorded_by = 'x' where number = 2", 8, "run r1"),
        ("run_step", "update run_step set state = 'restated' where number = 3", 9, "run r1"),
        ("run_step", "delete from run_step where number = 3", 9, "run r1"),
        ("run_step", "update run_step set state = 'final' where number = 1", 0, "run r1"),
        ("ruling", "update ruling set points = 2", 10, "ruling 1 on run r1"),
        ("ruling", "delete from ruling", 10, "ruling 1 on run r1"),
    ];
    let Some(original) = Database::new() else { return };
    filled(&original);
    for (table, statement, sequence, subject) in cases {
        let database = original.copy();
        database.unguard(table);
        database.raw(&[statement]).unwrap();
        assert_eq!(
            broken(&database),
            Broken { sequence, what: BrokenPart::Content(subject.to_owned()) },
            "{statement}"
        );
        database.open().verify_audit().unwrap();
    }
}

#[test]
fn what_was_slipped_in_is_found() {
    let cases = [
        (
            "insert into observation values (1, 7, 9, 5.0, 1, 0, 0)",
            1,
            BrokenPart::Content("batch 1".to_owned()),
        ),
        (
            "insert into observation values (99, 7, 1, 5.0, 1, 0, 0)",
            0,
            BrokenPart::NotAudited { what: "observation".to_owned(), count: 1 },
        ),
        (
            "insert into ruling select run, 2, unit, node, effect, points, basis, approver, recorded_at, recorded_by, recorded_from from ruling",
            0,
            BrokenPart::NotAudited { what: "ruling 2 on run r1".to_owned(), count: 1 },
        ),
        (
            "insert into batch_mark select 1, mark, recorded_at, recorded_by, recorded_from, reason from batch_mark where mark = 'locked'",
            0,
            BrokenPart::NotAudited { what: "batch 1".to_owned(), count: 1 },
        ),
    ];
    let Some(original) = Database::new() else { return };
    filled(&original);
    for (statement, sequence, what) in cases {
        let database = original.copy();
        database.raw(&[statement]).unwrap();
        assert_eq!(broken(&database), Broken { sequence, what }, "{statement}");
    }
}
