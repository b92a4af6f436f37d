//! A backup holds everything, while others write; either database is restored from it; damage is found and named.

use std::path::Path;

use baton_model::{Lang, Observation};
use baton_store::{Algorithm, NewRun, Place, RunState, Store, check_backup};
use jiff::civil::date;

use super::{Database, audit::filled};
use crate::common::{Folder, all, at, batch, everything, figure, stamp};

/// A backup of a store with something of every kind in it.
fn backed_up(folder: &Folder) -> Option<(Database, std::path::PathBuf)> {
    let database = Database::new()?;
    filled(&database);
    let store = database.open();
    store.hash_by(Algorithm::Sm3, &stamp(10)).unwrap();
    // Ids in the other order than the runs refer to each other.
    for (id, of) in [("b", "r1"), ("a", "b"), ("c", "a")] {
        let run = NewRun {
            id: id.to_owned(),
            scheme: "s".to_owned(),
            version: "1".to_owned(),
            scheme_text: "制表\t符\\N\n换行\r".to_owned(),
            period: "2024".parse().unwrap(),
            as_of: at(11),
            tree_date: date(2024, 12, 31),
            semantics: 1,
            inputs: (0..=255).collect(),
            outputs: Vec::new(),
            supersedes: Some(of.to_owned()),
            stamp: stamp(11),
        };
        store.save_run(&run).unwrap();
        store.publish(id, RunState::Restated, None, &stamp(12)).unwrap();
    }
    for (second, value) in [(20, 0.1), (21, -1e300), (22, 5e-324), (23, -0.0), (24, 1.0 / 3.0)] {
        store.append(&[figure("甲\\县", "比\t率", "2024", Some(value), second)], &batch(second)).unwrap();
    }
    let file = folder.file().with_extension("backup");
    store.backup(&file).unwrap();
    Some((database, file))
}

#[test]
fn the_same_bytes_whichever_database_they_went_through() {
    let folder = Folder::new();
    let Some((database, file)) = backed_up(&folder) else { return };
    let original = database.open();
    let in_sqlite = Place::file(&folder.file());
    let (through, verified) = Store::restore(&in_sqlite, &file).unwrap();
    assert_eq!(verified, original.verify().unwrap());
    let second = folder.file().with_extension("second");
    let made = through.backup(&second).unwrap();
    assert_eq!(made, check_backup(&file).unwrap());
    assert_eq!(made, check_backup(&second).unwrap());
    let Some(again) = Database::new() else { return };
    let (store, verified) = Store::restore(&again.place(), &second).unwrap();
    assert_eq!(verified, original.verify().unwrap());
    assert_eq!(store.history(&everything(), at(99)).unwrap(), original.history(&everything(), at(99)).unwrap());
    assert_eq!(store.audit(&all(), 0, 999).unwrap(), original.audit(&all(), 0, 999).unwrap());
    assert_eq!(store.run(&all(), "a").unwrap(), original.run(&all(), "a").unwrap());
    let third = folder.file().with_extension("third");
    store.backup(&third).unwrap();
    let bytes = [&file, &second, &third].map(|file| std::fs::read(file).unwrap());
    assert!(bytes[0] == bytes[1] && bytes[1] == bytes[2]);
    assert_eq!(made.bytes, bytes[0].len() as u64);
    // It goes on as a store does.
    store.append(&[figure("410199", "gdp", "2024", Some(1.0), 30)], &batch(30)).unwrap();
    store.verify().unwrap();
}

#[test]
fn a_backup_while_others_write_is_one_moment() {
    let folder = Folder::new();
    let Some(database) = Database::new() else { return };
    let address = database.address();
    drop(database.open());
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let writer = std::thread::spawn(move || {
        let store = Store::open_url(&address).unwrap();
        for number in 0.. {
            let figures: Vec<Observation> = (0..100)
                .map(|unit| figure(&format!("u{unit}"), &format!("i{}", number % 9), "2024", Some(number as f64), number))
                .collect();
            store.append(&figures, &batch(number)).unwrap();
            if stopped.try_recv().is_ok() {
                return number + 1;
            }
        }
        0
    });
    let store = database.open();
    let mut batches = Vec::new();
    for number in 0..4 {
        let file = folder.file().with_extension(format!("{number}.backup"));
        store.backup(&file).unwrap();
        let place = Place::file(&folder.file().with_extension(format!("{number}.sqlite")));
        let (copy, verified) = Store::restore(&place, &file).unwrap();
        assert_eq!(verified.versions, verified.batches * 100);
        assert_eq!(copy.history(&everything(), at(1_000_000)).unwrap().len() as u64, verified.versions);
        batches.push(verified.batches);
    }
    stop.send(()).unwrap();
    let written = writer.join().unwrap();
    assert!(batches.is_sorted(), "{batches:?}");
    assert_eq!(store.verify().unwrap().batches, u64::try_from(written).unwrap());
}

/// What the restoring says; nothing may have been touched.
fn refused(place: &Place, file: &Path) -> (&'static str, String) {
    let error = Store::restore(place, file).unwrap_err();
    let sentence = error.message().text(Lang::En);
    assert!(error.message().hint(Lang::ZhCn).is_some(), "{sentence}");
    assert_eq!(check_backup(file).unwrap_err(), error);
    (error.code(), sentence)
}

#[test]
fn one_altered_byte_is_found_and_named_and_nothing_is_touched() {
    let folder = Folder::new();
    let Some((_, file)) = backed_up(&folder) else { return };
    let Some(target) = Database::new() else { return };
    let place = target.place();
    let whole = std::fs::read(&file).unwrap();
    let spoilt = folder.file().with_extension("spoilt");
    for at in (15..whole.len()).step_by(41).chain(whole.len() - 40..whole.len()) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        std::fs::write(&spoilt, &bytes).unwrap();
        assert_eq!(check_backup(&spoilt).unwrap_err().code(), "D905", "byte {at}");
    }
    let place_of = |text: &[u8]| whole.windows(text.len()).position(|window| window == text).unwrap();
    let cases = [
        (place_of("复核更正".as_bytes()), "batch"),
        (place_of(b"inputs"), "run"),
        (place_of(b"sha256:"), "header"),
        (place_of("李四".as_bytes()), "ruling"),
    ];
    for (at, part) in cases {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        std::fs::write(&spoilt, &bytes).unwrap();
        let (code, sentence) = refused(&place, &spoilt);
        assert_eq!(code, "D905");
        assert!(sentence.contains("spoilt") && (part == "header" || sentence.contains(&format!("“{part}”"))), "{sentence}");
    }
    for length in [0, 10, 15, 60, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&spoilt, &whole[..length]).unwrap();
        assert_eq!(refused(&place, &spoilt).0, if length < 15 { "D904" } else { "D905" }, "{length} bytes");
    }
    std::fs::write(&spoilt, [whole.as_slice(), b"x"].concat()).unwrap();
    assert_eq!(refused(&place, &spoilt).0, "D905");
    std::fs::write(&spoilt, "不是备份".repeat(10)).unwrap();
    assert_eq!(refused(&place, &spoilt).0, "D904");
    assert_eq!(refused(&place, &folder.file().with_extension("nowhere")).0, "D902");
    Store::restore(&place, &file).unwrap();
}

#[test]
fn who_takes_a_backup_over_ends_its_sessions_and_is_told_of_its_tokens() {
    let folder = Folder::new();
    let Some(database) = Database::new() else { return };
    super::access::filled(&database.open());
    let original = database.open();
    let file = folder.file().with_extension("backup");
    original.backup(&file).unwrap();
    let going_on = |store: &Store| store.sessions(None, at(0)).unwrap().len() as u64;
    let open = going_on(&original);
    assert!(open > 0);
    let (copy, _, told) = Store::take_over(&Place::file(&folder.file()), &file, &stamp(50)).unwrap();
    assert_eq!((told.sessions, going_on(&copy)), (open, 0));
    let hold = |store: &Store| store.tokens(None).unwrap().iter().filter(|token| token.revoked.is_none()).count();
    assert_eq!((told.tokens, hold(&copy)), (1, hold(&original)), "tokens are as they were");
    let last = copy.audit(&all(), 0, 1_000).unwrap().pop().unwrap();
    assert_eq!((last.action.as_str(), last.stamp.at), ("restore", at(50)));
    copy.verify().unwrap();
    assert_eq!(going_on(&original), open, "the original goes on");
}

#[test]
fn nothing_is_overwritten() {
    let folder = Folder::new();
    let Some((database, file)) = backed_up(&folder) else { return };
    let store = database.open();
    assert_eq!(store.backup(&file).unwrap_err().code(), "D901");
    let before = store.verify().unwrap();
    assert_eq!(Store::restore(&database.place(), &file).unwrap_err().code(), "D908");
    assert_eq!(store.verify().unwrap(), before);
    assert_eq!(store.backup(Path::new("/no such folder/backup")).unwrap_err().code(), "D902");
    let left: Vec<_> = std::fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!left.iter().any(|path| path.extension().is_some_and(|end| end == "part")), "{left:?}");
}
