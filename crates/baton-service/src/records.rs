//! The store of a workspace (`.baton/`): made by the first import or the first run that is kept, never by looking at something.
//!
//! A workspace without one is computed straight from `data/`, as packs under version control are. One that has one takes new and
//! changed files of `data/` in before anything is computed, and says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use baton_import::{LegacyReader, Mode, Problem, READ_LEGACY, Severity};
use baton_model::{Message, Observation};
use baton_store::{BatchId, FileDigest, NewBatch, Query, Receipt, Scope, Stamp, Store, digest};
use jiff::Timestamp;

use crate::figures::{self, ALWAYS, DataFiles};
use crate::messages;
use crate::observations::Observations;
use crate::refused::Refused;
use crate::who::Who;
use crate::workspace::{Files, Workspace};

const FOLDER: &str = ".baton";
const FILE: &str = "store.db";

/// What the owner of the files sees: everything.
pub(crate) fn owner() -> Scope {
    Scope::everything("the owner of the workspace's files")
}

/// Where the store of a workspace lies.
pub fn place(root: &Path) -> PathBuf {
    root.join(FOLDER).join(FILE)
}

/// Does the workspace keep a store?
pub fn exists(root: &Path) -> bool {
    place(root).is_file()
}

/// Opens the store of a workspace, which must be there.
pub(crate) fn open(root: &Path) -> Result<Store, Refused> {
    if !exists(root) {
        return Err(Refused::Request(Message::new(&messages::NO_STORE)));
    }
    Ok(Store::open(place(root))?)
}

/// Makes the folder the store lies in, where there is none.
pub fn make_folder(root: &Path) -> Result<(), Refused> {
    if exists(root) {
        return Ok(());
    }
    let folder = root.join(FOLDER);
    let cannot = |error: std::io::Error| {
        let message = Message::new(&messages::CANNOT_MAKE_STORE).with("folder", folder.display().to_string());
        Refused::Files(message.with("detail", &error))
    };
    fs::create_dir_all(&folder).map_err(cannot)?;
    fs::write(folder.join(".gitignore"), "*\n").map_err(cannot)
}

/// Opens the store of a workspace, made where there is none, with the files of `data/` in it.
pub(crate) fn open_or_make(workspace: &Workspace, who: &Who) -> Result<(Store, Vec<Message>), Refused> {
    let Files::Folder(root) = &workspace.files else {
        return Err(Refused::Request(Message::new(&messages::NO_STORE)));
    };
    make_folder(root)?;
    let store = Store::open(place(root))?;
    let notes = take_in_data(workspace, &store, who)?;
    Ok((store, notes))
}

/// A store that is gone afterwards, with the files of `data/` in it: for looking at what would happen.
pub(crate) fn in_memory(workspace: &Workspace, who: &Who) -> Result<Store, Refused> {
    let store = Store::open_in_memory()?;
    take_in_data(workspace, &store, who)?;
    Ok(store)
}

/// The figures of a workspace, and where they were read.
pub(crate) struct Figures {
    pub(crate) observations: Arc<Observations>,
    pub(crate) store: Option<Arc<Store>>,
    pub(crate) notes: Vec<Message>,
}

/// Reads the figures of a workspace.
pub(crate) fn figures(workspace: &Workspace, who: &Who) -> Result<Figures, Refused> {
    if !matches!(&workspace.files, Files::Folder(root) if exists(root)) {
        let figures = figures::read(workspace);
        refuse_errors(figures.problems)?;
        let observations = Arc::new(figures.observations.into());
        return Ok(Figures { observations, store: None, notes: Vec::new() });
    }
    let (store, notes) = open_or_make(workspace, who)?;
    if let Files::Folder(root) = &workspace.files {
        crate::sound::check(root, &store)?;
    }
    let observations = Arc::new(history(&store)?);
    Ok(Figures { observations, store: Some(Arc::new(store)), notes })
}

/// Every version of every figure.
pub(crate) fn history(store: &Store) -> Result<Observations, Refused> {
    read(store, &Query::new(&owner()))
}

/// Of those only what batches after one touched: with it, what was known then is complete.
pub(crate) fn touched_after(store: &Store, batch: BatchId) -> Result<Observations, Refused> {
    read(store, &Query::new(&owner()).touched_after(batch))
}

fn read(store: &Store, query: &Query) -> Result<Observations, Refused> {
    let recorded = store.history(query, Timestamp::MAX)?;
    Ok(recorded.into_iter().map(|recorded| recorded.observation).collect::<Vec<Observation>>().into())
}

fn refuse_errors(problems: Vec<Problem>) -> Result<(), Refused> {
    let errors: Vec<Problem> =
        problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect();
    if errors.is_empty() { Ok(()) } else { Err(Refused::Figures(errors)) }
}

/// How `.xls` and `.ods` are read: by this program, as a child of itself.
pub fn legacy_reader() -> Option<LegacyReader> {
    std::env::current_exe().ok().map(|program| LegacyReader { program })
}

/// Is the program asked to be that child? Its arguments follow.
pub fn is_legacy_child(first: Option<&std::ffi::OsStr>) -> bool {
    first.is_some_and(|first| first == READ_LEGACY)
}

/// Takes in the files of `data/` that are not recorded as they are now.
pub(crate) fn take_in_data(workspace: &Workspace, store: &Store, who: &Who) -> Result<Vec<Message>, Refused> {
    let known = store.imported_files()?;
    let empty = store.is_empty()?;
    let files = DataFiles::new(workspace);
    let unread = |problem: Box<Problem>| Refused::Figures(vec![*problem]);
    let mut notes = Vec::new();
    for (name, file) in files.iter() {
        let file = file.map_err(unread)?;
        let digest = digest(&file.bytes);
        let before = known.iter().find(|known| known.file.name == *name);
        if before.is_some_and(|before| before.file.digest == digest) {
            continue;
        }
        // Figures that lay there from the beginning were always known, as they are where there is no store.
        let recorded_at = if empty { ALWAYS } else { who.at };
        let report = files.import(&file, Mode::Atomic, (recorded_at, &who.name)).map_err(unread)?;
        refuse_errors(report.problems.clone())?;
        let observations: Vec<Observation> = report.observations().collect();
        let batch = NewBatch {
            reason: Some(messages::DATA_CHANGED.to_owned()),
            files: vec![FileDigest { name: name.clone(), digest, size: file.bytes.len() as u64 }],
            ..NewBatch::new(Stamp::new(who.at, &who.name, &who.from), name.clone())
        };
        let receipt = store.append(&observations, &batch)?;
        notes.push(taken_in(name, receipt));
    }
    Ok(notes)
}

fn taken_in(name: &str, receipt: Receipt) -> Message {
    Message::new(&messages::TAKEN_IN)
        .with("file", name)
        .with("new", receipt.new.to_string())
        .with("same", receipt.same.to_string())
        .with("changed", receipt.changed.to_string())
}

#[cfg(test)]
mod tests {
    use baton_model::{Origin, Scenario, Status};

    use super::*;

    fn figure(unit: &str, indicator: &str, value: f64) -> Observation {
        Observation {
            unit: unit.to_owned(),
            indicator: indicator.to_owned(),
            period: "2023".parse().unwrap(),
            scenario: Scenario::Actual,
            series: String::new(),
            value: Some(value),
            origin: Origin::Person("office".to_owned()),
            status: Status::Accepted,
            recorded_at: ALWAYS,
            recorded_by: "office".to_owned(),
            reason: Some("更正".to_owned()),
        }
    }

    #[test]
    fn what_is_read_since_is_what_is_read_anew() {
        let store = Store::open_in_memory().unwrap();
        let append = |figures: &[Observation]| {
            store
                .append(figures, &NewBatch::new(Stamp::new(ALWAYS, "office", "here"), "figures"))
                .unwrap()
                .batch
        };
        let both = |known: &Observations, batch: BatchId| {
            let since = known.with(touched_after(&store, batch).unwrap());
            let anew = history(&store).unwrap();
            assert!(since.iter().eq(anew.iter()), "{since:?} {anew:?}");
            since
        };
        let first = append(&[figure("A", "gdp", 1.0), figure("B", "gdp", 2.0), figure("A", "tax", 3.0)]);
        let known = both(&Observations::default(), BatchId(0));
        let second = append(&[figure("B", "gdp", 2.5), figure("C", "rd", 4.0)]);
        let more = both(&known, first);
        // What was written while the store was read is read again and counts once.
        assert_eq!((more.len(), both(&more, first).len()), (5, 5));
        store.withdraw(second, &Stamp::new(ALWAYS, "office", "here"), "撤回").unwrap();
        assert_eq!(both(&more, second).len(), 7);
    }
}
