//! Files that are broken, missing or not writable: a clear sentence, nothing internal, no panic.

use std::io::{Seek, SeekFrom, Write};

use baton_model::{Lang, Observation};
use baton_store::{Error, Store};

use crate::common::{Folder, at, batch, everything, figure};

fn says(error: &Error, code: &str) {
    assert_eq!(error.code(), code, "{error:?}");
    let sentence = error.message().text(Lang::ZhCn) + &error.message().text(Lang::En);
    for internal in ["SQLITE", "sqlx", "code:", "malformed", "select "] {
        assert!(!sentence.contains(internal), "{sentence}");
    }
    assert!(error.message().hint(Lang::ZhCn).is_some());
}

fn filled(folder: &Folder) {
    let store = Store::open(folder.file()).unwrap();
    let figures: Vec<Observation> = (0..20_000)
        .map(|unit| figure(&format!("{unit:06}"), "gdp", "2024", Some(f64::from(unit)), 1))
        .collect();
    store.append(&figures, &batch(1)).unwrap();
}

fn overwrite(folder: &Folder, from: u64, length: usize) {
    let mut file = std::fs::OpenOptions::new().write(true).open(folder.file()).unwrap();
    file.seek(SeekFrom::Start(from)).unwrap();
    file.write_all(&vec![0xAA; length]).unwrap();
}

#[test]
fn a_file_that_is_no_database() {
    let folder = Folder::new();
    std::fs::write(folder.file(), "这不是数据库".repeat(1000)).unwrap();
    says(&Store::open(folder.file()).unwrap_err(), "D001");
}

#[test]
fn a_file_with_its_beginning_destroyed() {
    let folder = Folder::new();
    filled(&folder);
    overwrite(&folder, 0, 100);
    says(&Store::open(folder.file()).unwrap_err(), "D001");
}

#[test]
fn a_file_with_its_middle_destroyed() {
    let folder = Folder::new();
    filled(&folder);
    let length = std::fs::metadata(folder.file()).unwrap().len();
    overwrite(&folder, length / 4, usize::try_from(length / 2).unwrap());
    let found = Store::open(folder.file()).and_then(|store| {
        store.verify()?;
        store.as_of(&everything(), at(9))
    });
    says(&found.unwrap_err(), "D003");
}

#[test]
fn a_file_cut_short() {
    let folder = Folder::new();
    filled(&folder);
    let length = std::fs::metadata(folder.file()).unwrap().len();
    std::fs::OpenOptions::new().write(true).open(folder.file()).unwrap().set_len(length / 3).unwrap();
    let found = Store::open(folder.file()).and_then(|store| store.verify());
    says(&found.unwrap_err(), "D003");
}

#[test]
fn an_empty_file_becomes_a_store() {
    let folder = Folder::new();
    std::fs::write(folder.file(), b"").unwrap();
    Store::open(folder.file()).unwrap().verify().unwrap();
}

#[test]
fn a_folder_that_is_not_there() {
    let folder = Folder::new();
    let missing = folder.file().join("no").join("store.sqlite");
    says(&Store::open(missing).unwrap_err(), "D005");
}
