//! Figures with all their versions (数据及其修订): appended in batches, corrected, accepted and withdrawn by new versions, read as
//! of a moment.

pub(crate) mod accept;
pub(crate) mod append;
pub(crate) mod batches;
pub(crate) mod names;
pub(crate) mod of_batch;
pub(crate) mod read;
pub(crate) mod recording;
pub(crate) mod seal;
pub(crate) mod withdraw;
pub(crate) mod write;

use baton_model::{Observation, Period, Scenario};
use jiff::Timestamp;

/// Who changes something, when, and from where (操作留痕).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// From where: a command line, an address.
    pub from: String,
}

impl Stamp {
    /// A stamp.
    pub fn new(at: Timestamp, by: impl Into<String>, from: impl Into<String>) -> Self {
        Self { at, by: by.into(), from: from.into() }
    }
}

/// Number of a batch (批次).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchId(pub i64);

/// What is said about figures that come in together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBatch {
    /// Who brings them, when, from where.
    pub stamp: Stamp,
    /// What people call it, such as the name of the file.
    pub title: String,
    /// Why figures already recorded are corrected; used for figures that give no reason of their own.
    pub reason: Option<String>,
    /// The files they were read from.
    pub files: Vec<FileDigest>,
}

impl NewBatch {
    /// A batch without files and without a reason for corrections.
    pub fn new(stamp: Stamp, title: impl Into<String>) -> Self {
        Self { stamp, title: title.into(), reason: None, files: Vec::new() }
    }
}

/// A file as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDigest {
    /// Its name; the path inside the workspace tells files apart.
    pub name: String,
    /// [`digest`](crate::digest()) of its bytes.
    pub digest: String,
    /// Its size in bytes.
    pub size: u64,
}

/// A file as it was when last imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFile {
    /// The file.
    pub file: FileDigest,
    /// The batch it came in.
    pub batch: BatchId,
    /// Was the batch withdrawn since? The file need not be imported again for that.
    pub withdrawn: bool,
}

/// What became of the figures handed in (回执).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The batch.
    pub batch: BatchId,
    /// Figures nobody had recorded.
    pub new: u64,
    /// Figures recorded with the same value and status; nothing was added for them.
    pub same: u64,
    /// Figures that correct what was recorded.
    pub changed: u64,
}

/// A batch in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its number with its counts.
    pub receipt: Receipt,
    /// What people call it.
    pub title: String,
    /// Why it corrects or withdraws.
    pub reason: Option<String>,
    /// Who brought it, when, from where.
    pub stamp: Stamp,
    /// The batch it withdraws.
    pub withdraws: Option<BatchId>,
    /// Does it accept what another batch reported?
    pub acceptance: bool,
    /// Was it withdrawn?
    pub withdrawn: bool,
    /// Was what it reported accepted?
    pub accepted: bool,
    /// Was it locked?
    pub locked: bool,
}

/// What identifies a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureKey<'k> {
    /// Unit code.
    pub unit: &'k str,
    /// Indicator code.
    pub indicator: &'k str,
    /// Period.
    pub period: Period,
    /// Scenario.
    pub scenario: Scenario,
    /// Series, empty for the only one.
    pub series: &'k str,
}

/// A version of a figure as recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// The figure.
    pub observation: Observation,
    /// Which version it is, 1 for the one recorded first.
    pub version: u32,
    /// The version that held before it.
    pub supersedes: Option<u32>,
    /// The batch that brought it.
    pub batch: BatchId,
}
