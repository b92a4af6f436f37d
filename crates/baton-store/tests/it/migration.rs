//! Structures: made anew, brought forward, and left alone when they are newer or not ours.

use baton_store::{NEWEST_STRUCTURE, RunQuery, Store, digest};

use crate::common::{Folder, all, at, batch, everything, figure, raw};

const FIGURES: &str = include_str!("../../migrations/0001_figures.sql");
const FIGURES_IN_SQLITE: &str = include_str!("../../migrations/sqlite/0001_figures.sql");

/// A file as the first release left it, with one figure.
fn older(folder: &Folder) {
    let fingerprint = digest(format!("{FIGURES}\0{FIGURES_IN_SQLITE}").as_bytes());
    let row = format!("insert into store_migration values (1, 'figures', '{fingerprint}')");
    raw(
        &folder.file(),
        &[
            "create table store_migration (number bigint primary key not null, name text not null, digest text not null)",
            FIGURES,
            FIGURES_IN_SQLITE,
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
fn an_empty_file_becomes_a_store_and_stays_one() {
    let folder = Folder::new();
    std::fs::write(folder.file(), b"").unwrap();
    let store = Store::open(folder.file()).unwrap();
    store.append(&[figure("410000", "gdp", "2024", Some(1.0), 1)], &batch(1)).unwrap();
    drop(store);
    let store = Store::open(folder.file()).unwrap();
    assert_eq!(store.count(&everything(), at(9)).unwrap(), 1);
    store.verify().unwrap();
}

#[test]
fn an_older_file_is_brought_forward_with_its_figures() {
    let folder = Folder::new();
    older(&folder);
    let store = Store::open(folder.file()).unwrap();
    let found = store.as_of(&everything(), at(9)).unwrap();
    assert_eq!(found[0].observation.value, Some(5.0));
    assert!(store.runs(&RunQuery::new(&all())).unwrap().is_empty());
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let folder = Folder::new();
    drop(Store::open(folder.file()).unwrap());
    let next = NEWEST_STRUCTURE + 1;
    raw(&folder.file(), &[&format!("insert into store_migration values ({next}, 'later', 'x')")]).unwrap();
    let before = std::fs::read(folder.file()).unwrap();
    let refused = Store::open(folder.file()).unwrap_err();
    assert_eq!(refused.code(), "D002");
    let sentence = refused.message().text(baton_model::Lang::En);
    assert!(
        sentence.contains(&next.to_string()) && sentence.contains(&NEWEST_STRUCTURE.to_string()),
        "{sentence}"
    );
    assert_eq!(std::fs::read(folder.file()).unwrap(), before);
}

#[test]
fn an_altered_structure_is_refused() {
    let folder = Folder::new();
    older(&folder);
    raw(&folder.file(), &["update store_migration set digest = 'other'"]).unwrap();
    assert_eq!(Store::open(folder.file()).unwrap_err().code(), "D008");
}

#[test]
fn a_database_of_someone_else_is_left_alone() {
    let folder = Folder::new();
    raw(&folder.file(), &["create table guests (name text)"]).unwrap();
    assert_eq!(Store::open(folder.file()).unwrap_err().code(), "D001");
    raw(&folder.file(), &["insert into guests values ('x')"]).unwrap();
}
