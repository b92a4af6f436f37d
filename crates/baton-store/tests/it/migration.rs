//! Structures: made anew, brought forward, and left alone when they are newer or not ours.

use baton_store::{NEWEST_STRUCTURE, RunQuery, digest};

use super::Database;
use crate::common::{all, at, batch, everything, figure};

const FIGURES: &str = include_str!("../../migrations/0001_figures.sql");

/// A file as the first release left it, with one figure.
fn older(database: &Database) {
    let fingerprint = digest(format!("{FIGURES}\0{}", Database::OWN_FIGURES).as_bytes());
    let row = format!("insert into store_migration values (1, 'figures', '{fingerprint}')");
    database
        .raw(&[
            "create table store_migration (number bigint primary key not null, name text not null, digest text not null)",
            FIGURES,
            Database::OWN_FIGURES,
            &row,
            "insert into unit values (1, '410000')",
            "insert into slot values (1, 'gdp', '2024', 'actual', '')",
            "insert into batch values (1, 'import', 't', null, '1970-01-01T00:00:01.000000000Z', 'a', 'b', null, 1, 0, 0, '')",
            "insert into recording values (1, 1, 1, '1970-01-01T00:00:01.000000000Z', 'a', null, 'accepted', 'person', 'a', null)",
            "insert into observation values (1, 1, 1, 5.0, 1, null, null)",
        ],
    )
    .unwrap();
}

#[test]
fn an_empty_database_becomes_a_store_and_stays_one() {
    let Some(database) = Database::new() else { return };
    let store = database.open();
    store.append(&[figure("410000", "gdp", "2024", Some(1.0), 1)], &batch(1)).unwrap();
    drop(store);
    let store = database.open();
    assert_eq!(store.count(&everything(), at(9)).unwrap(), 1);
    store.verify().unwrap();
}

#[test]
fn an_older_database_is_brought_forward_with_its_figures() {
    let Some(database) = Database::new() else { return };
    older(&database);
    let store = database.open();
    let found = store.as_of(&everything(), at(9)).unwrap();
    assert_eq!(found[0].observation.value, Some(5.0));
    assert!(store.runs(&RunQuery::new(&all())).unwrap().is_empty());
}

#[test]
fn a_newer_database_is_refused_and_left_alone() {
    let Some(database) = Database::new() else { return };
    drop(database.open());
    let next = NEWEST_STRUCTURE + 1;
    database.raw(&[&format!("insert into store_migration values ({next}, 'later', 'x')")]).unwrap();
    let refused = database.try_open().unwrap_err();
    assert_eq!(refused.code(), "D002");
    let sentence = refused.message().text(baton_model::Lang::En);
    assert!(
        sentence.contains(&next.to_string()) && sentence.contains(&NEWEST_STRUCTURE.to_string()),
        "{sentence}"
    );
    database.raw(&[&format!("delete from store_migration where number = {next}")]).unwrap();
    database.open().verify().unwrap();
}

#[test]
fn an_altered_structure_is_refused() {
    let Some(database) = Database::new() else { return };
    older(&database);
    database.raw(&["update store_migration set digest = 'other'"]).unwrap();
    assert_eq!(database.try_open().unwrap_err().code(), "D008");
}

#[test]
fn a_database_of_someone_else_is_left_alone() {
    let Some(database) = Database::new() else { return };
    database.raw(&["create table guests (name text)"]).unwrap();
    assert_eq!(database.try_open().unwrap_err().code(), "D001");
    database.raw(&["insert into guests values ('x')"]).unwrap();
}
