//! Is the store what this program wrote? (存储是否完好)
//!
//! `verify` follows the audit chain and everything it vouches for. Before anything is computed the same is done, unless the file is
//! still the one that was verified last: its size, its time and the last audit record are noted beside it (`.baton/verified`), so
//! that a store nobody wrote to costs a look at the file. Whoever can set back the time of a file can also write the note; `verify`
//! trusts neither.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use baton_import::{FileBytes, Limits, Mode};
use baton_model::{Message, Observation, Period, Scenario};
use baton_store::{BatchId, Error, Query, Recorded, Store, Verified, digest};
use jiff::Timestamp;

use crate::figures::{ALWAYS, DataFiles};
use crate::messages;
use crate::prepare::open;
use crate::records::owner;
use crate::refused::Refused;

const NOTE: &str = ".baton/verified";
const FILES: [&str; 2] = [".baton/store.db", ".baton/store.db-wal"];

/// Verifies a store that changed since it was verified last.
pub(crate) fn check(root: &Path, store: &Store) -> Result<(), Refused> {
    let (number, hash) = store.audit_head()?;
    let now = format!("{number} {hash}{}\n", prints(root));
    if fs::read_to_string(root.join(NOTE)).is_ok_and(|noted| noted == now) {
        return Ok(());
    }
    verify(root, store)?;
    // Where it cannot be noted it is verified again next time.
    let _ = fs::write(root.join(NOTE), now);
    Ok(())
}

/// Verifies a store; what was altered is named down to the figures.
pub(crate) fn verify(root: &Path, store: &Store) -> Result<Verified, Refused> {
    store.verify().map_err(|error| match &error {
        Error::Broken(broken) => {
            let figures = broken.batch().and_then(|batch| concerned(root, store, batch).ok());
            Refused::Altered(error.message(), figures.unwrap_or_default())
        }
        _ => error.into(),
    })
}

/// Size and time of the files of the store; an empty log is as good as none.
fn prints(root: &Path) -> String {
    let print = |name: &str| {
        let data = fs::metadata(root.join(name)).ok().filter(|data| data.len() > 0)?;
        let time = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        Some(format!(" {} {time}", data.len()))
    };
    FILES.iter().filter_map(|name| print(name)).collect()
}

/// Most figures that are named.
const MOST: usize = 10;

type Key<'a> = (&'a str, &'a str, Period, Scenario);

fn key(of: &Observation) -> Key<'_> {
    (&of.unit, &of.indicator, of.period, of.scenario)
}

/// The figures of a batch that differ from the files they came from; all of them where a file is not there as it was.
fn concerned(root: &Path, store: &Store, batch: BatchId) -> Result<Vec<Message>, Refused> {
    let recorded: Vec<Recorded> = store.history(&Query::new(&owner()), Timestamp::MAX)?;
    let recorded: Vec<Observation> =
        recorded.into_iter().filter(|one| one.batch == batch).map(|one| one.observation).collect();
    let files = store.imported_files()?.into_iter().filter(|file| file.batch == batch);
    let names: Vec<String> = files.clone().map(|file| file.file.name).collect();
    let originals: Option<Vec<Vec<Observation>>> =
        files.map(|file| original(root, &file.file.name, &file.file.digest)).collect();
    let originals: Vec<Observation> = originals.unwrap_or_default().into_iter().flatten().collect();
    let mut values: BTreeMap<Key<'_>, Vec<f64>> = BTreeMap::new();
    for original in &originals {
        values.entry(key(original)).or_default().extend(original.value);
    }
    let differs = |of: &&Observation| {
        values.get(&key(of)).is_none_or(|known| !of.value.is_some_and(|value| known.contains(&value)))
    };
    let altered: Vec<&Observation> =
        if originals.is_empty() { Vec::new() } else { recorded.iter().filter(differs).collect() };
    if altered.is_empty() {
        let heading = Message::new(&messages::FIGURES_IN_DOUBT).with("batch", format!("batch {}", batch.0));
        let lines = recorded.iter().map(|of| about(Message::new(&messages::FIGURE), of));
        return Ok(listed(heading, lines));
    }
    let heading = Message::new(&messages::FIGURES_ALTERED).with("file", names.join(", "));
    let lines = altered.into_iter().map(|of| {
        let original = values.get(&key(of)).and_then(|known| known.first());
        let number = |value: Option<f64>| value.map_or_else(|| "—".to_owned(), |value| value.to_string());
        about(Message::new(&messages::FIGURE_WAS), of)
            .with("original", number(original.copied()))
            .with("found", number(of.value))
    });
    Ok(listed(heading, lines))
}

fn about(message: Message, of: &Observation) -> Message {
    message.with("unit", &of.unit).with("indicator", &of.indicator).with("period", of.period.to_string())
}

/// The first lines under a heading that says how many there are.
fn listed(heading: Message, lines: impl Iterator<Item = Message>) -> Vec<Message> {
    let mut lines: Vec<Message> = lines.collect();
    let count = lines.len();
    lines.truncate(MOST);
    lines.insert(0, heading.with("count", count));
    if count > MOST {
        lines.push(Message::new(&messages::AND_MORE_FIGURES).with("count", count - MOST));
    }
    lines
}

/// What a file says, if it is still there as it was imported.
fn original(root: &Path, name: &str, kept: &str) -> Option<Vec<Observation>> {
    let file = FileBytes::open(&root.join(name), &Limits::default()).ok()?;
    if digest(&file.bytes) != kept {
        return None;
    }
    let workspace = open(root).ok()?.workspace;
    let report = DataFiles::new(&workspace).import(&file, Mode::CleanRows, (ALWAYS, "")).ok()?;
    Some(report.observations().collect())
}
