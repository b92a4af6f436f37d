//! `import`: files with figures → the store, or only what would happen (导入).

mod form;
mod recorded;

use std::path::{Path, PathBuf};

use baton_import::{
    FileBytes, Limits, Mode, Options, Problem, Report, Severity, UnitNames, error_workbook, import_bytes,
};
use baton_model::{Lang, Message, Observation, Period, Scenario, Status};
use baton_store::{FileDigest, NewBatch, Receipt, Stamp, Store, digest};
use jiff::Timestamp;

use crate::messages;
use crate::prepare::open;
use crate::records::{self, legacy_reader};
use crate::refused::Refused;
use crate::who::Who;
use crate::workspace::Workspace;
pub(crate) use form::form_of;
pub use form::{FormRequest, form};
pub(crate) use recorded::Recorded;

/// What the person who imports says.
#[derive(Clone, Debug, Default)]
pub struct ImportRequest {
    /// Only say what would happen?
    pub dry_run: bool,
    /// Take the rows without an error, where a file has errors?
    pub clean_rows: bool,
    /// When the figures became known; now if not said.
    pub recorded_at: Option<Timestamp>,
    /// Why figures are corrected.
    pub reason: Option<String>,
    /// The period of a file that does not say.
    pub period: Option<Period>,
    /// The unit of a file about one unit that does not say.
    pub unit: Option<String>,
    /// The indicator of a file about one indicator that does not say.
    pub indicator: Option<String>,
    /// The scenario where the file does not say.
    pub scenario: Scenario,
    /// The series where the file does not say.
    pub series: String,
    /// How far the figures have come.
    pub status: Status,
    /// Language of the workbook that marks errors.
    pub lang: Lang,
}

/// What became of a file.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The file.
    pub path: PathBuf,
    /// What was read, or why it could not be.
    pub read: Result<Report, Box<Problem>>,
    /// What was recorded; none where nothing was.
    pub receipt: Option<Receipt>,
    /// Why nothing was recorded, where that is not an error in the file.
    pub refused: Option<Message>,
    /// Where the file has errors: its cells in a new workbook that marks what to mend, or why there is none.
    pub marked: Option<Result<Vec<u8>, Box<Problem>>>,
}

impl Imported {
    fn unread(path: &Path, problem: Box<Problem>) -> Self {
        Self { path: path.to_owned(), read: Err(problem), receipt: None, refused: None, marked: None }
    }

    /// Was everything in it taken, or would it be?
    pub fn is_whole(&self) -> bool {
        self.refused.is_none() && self.read.as_ref().is_ok_and(|report| report.counts.errors == 0)
    }
}

/// Reads files and records what is in them, each as a batch of its own: all of it, or none.
pub fn import(
    root: &Path,
    files: &[PathBuf],
    request: &ImportRequest,
    who: &Who,
) -> Result<(Vec<Imported>, Vec<Message>), Refused> {
    let workspace = open(root)?.workspace;
    if !records::exists(root)
        && let Some(unread) = none_opens(files)
    {
        return Ok((unread, Vec::new()));
    }
    let (store, notes) = if request.dry_run && !records::exists(root) {
        (records::in_memory(&workspace, who)?, Vec::new())
    } else {
        records::open_or_make(&workspace, who)?
    };
    Ok((import_into(&store, &workspace, files, request, who)?, notes))
}

/// Why each file cannot be opened, where none can: then no store is made for their sake.
fn none_opens(files: &[PathBuf]) -> Option<Vec<Imported>> {
    let limits = Limits::default();
    let unread = |path: &PathBuf| match FileBytes::open(path, &limits) {
        Ok(_) => None,
        Err(error) => Some(Imported::unread(path, error.problem)),
    };
    files.iter().map(unread).collect()
}

/// The same with a store at hand.
pub fn import_into(
    store: &Store,
    workspace: &Workspace,
    files: &[PathBuf],
    request: &ImportRequest,
    who: &Who,
) -> Result<Vec<Imported>, Refused> {
    let names = UnitNames::new(&workspace.tree);
    let options = options(request, who);
    let mut done = Vec::new();
    for path in files {
        let current = Recorded::read(store, options.recorded_at)?;
        let file = FileBytes::open(path, &Limits::default());
        let read = file.and_then(|file| {
            Ok((import_bytes(&file, &workspace.catalogue, &names, &options, &current)?, file))
        });
        done.push(match read {
            Ok((report, file)) => taken(store, path, (report, &file), request, who)?,
            Err(error) => Imported::unread(path, error.problem),
        });
    }
    Ok(done)
}

fn options(request: &ImportRequest, who: &Who) -> Options {
    Options {
        reason: request.reason.clone(),
        status: request.status,
        mode: if request.clean_rows { Mode::CleanRows } else { Mode::Atomic },
        period: request.period,
        unit: request.unit.clone(),
        indicator: request.indicator.clone(),
        scenario: request.scenario,
        series: request.series.clone(),
        legacy: legacy_reader(),
        ..Options::new(request.recorded_at.unwrap_or(who.at), &who.name)
    }
}

/// Records what was read, where it can be, and marks what is wrong.
fn taken(
    store: &Store,
    path: &Path,
    (report, file): (Report, &FileBytes),
    request: &ImportRequest,
    who: &Who,
) -> Result<Imported, Refused> {
    let mut refused = None;
    let mut receipt = None;
    if report.counts.changed > 0 && request.reason.is_none() {
        let message = Message::new(&messages::NEEDS_REASON).with("file", &report.file);
        refused = Some(message.with("count", report.counts.changed.to_string()));
    } else if !request.dry_run {
        receipt = record(store, file, &report, request, who)?;
    }
    let marked = match report.counts.errors {
        0 => None,
        // There is nothing to mark in an empty form.
        _ if report.nothing_filled_in().is_some() => None,
        // Nor in a file none of whose cells is wrong: it is another file than was meant.
        _ if report.problems_of(Severity::Error).all(|problem| problem.cell().is_none()) => None,
        _ => Some(error_workbook(file, &report, request.lang).map_err(|error| error.problem)),
    };
    Ok(Imported { path: path.to_owned(), read: Ok(report), receipt, refused, marked })
}

fn record(
    store: &Store,
    file: &FileBytes,
    report: &Report,
    request: &ImportRequest,
    who: &Who,
) -> Result<Option<Receipt>, Refused> {
    let observations: Vec<Observation> = report.observations().collect();
    if observations.is_empty() {
        return Ok(None);
    }
    Ok(Some(store.append(&observations, &batch_of(file, request.reason.clone(), who.stamp()))?))
}

/// The batch a file comes in as.
pub(crate) fn batch_of(file: &FileBytes, reason: Option<String>, stamp: Stamp) -> NewBatch {
    let named =
        FileDigest { name: file.name.clone(), digest: digest(&file.bytes), size: file.bytes.len() as u64 };
    NewBatch { reason, files: vec![named], ..NewBatch::new(stamp, file.name.clone()) }
}
