//! Figures one by one: batches, rows entered by hand, versions.

use baton_service::model::{Lang, Origin};
use baton_service::site::Known;
use baton_service::site::data::{BatchEntry, BatchFigures, EntryReceipt, FigureVersion};
use baton_service::store::Recorded;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::UnitHead;
use super::imports::{ReceiptBody, until_locked};

/// A page.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// At most so many, 1 to 200.
    pub limit: Option<usize>,
}

/// Batches, the latest first.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BatchList {
    /// The batches.
    pub items: Vec<BatchBody>,
    /// What to send as `cursor` for the next page.
    pub next: Option<String>,
}

/// A batch of figures.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BatchBody {
    /// Its number.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// When it came.
    pub at: String,
    /// Who brought it.
    pub by: String,
    /// Why it corrects.
    pub reason: Option<String>,
    /// The files it came from.
    pub files: Vec<BatchFile>,
    /// New figures.
    pub new: u64,
    /// Figures recorded already.
    pub same: u64,
    /// Corrections.
    pub changed: u64,
    /// `open`, `locked` or `withdrawn`.
    pub state: &'static str,
    /// Was what it reported accepted?
    pub accepted: bool,
    /// Does what it reported wait for somebody to accept it?
    pub waits: bool,
    /// Was it brought by who asks?
    pub mine: bool,
    /// May who asks withdraw it now?
    pub may_withdraw: bool,
    /// May who asks lock and accept it?
    pub may_lock: bool,
}

/// A file as it was.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BatchFile {
    /// Its name.
    pub name: String,
    /// Its digest.
    pub digest: String,
    /// Its size in bytes.
    pub size: u64,
}

impl From<BatchEntry> for BatchBody {
    fn from(entry: BatchEntry) -> Self {
        let batch = entry.batch;
        let file = |file: baton_service::store::FileDigest| BatchFile {
            name: file.name,
            digest: file.digest,
            size: file.size,
        };
        Self {
            id: batch.receipt.batch.0.to_string(),
            title: batch.title,
            at: batch.stamp.at.to_string(),
            by: batch.stamp.by,
            reason: batch.reason,
            files: entry.files.into_iter().map(file).collect(),
            new: batch.receipt.new,
            same: batch.receipt.same,
            changed: batch.receipt.changed,
            state: match (batch.withdrawn, batch.locked) {
                (true, _) => "withdrawn",
                (false, true) => "locked",
                (false, false) => "open",
            },
            accepted: batch.accepted,
            waits: entry.waits,
            mine: entry.mine,
            may_withdraw: entry.may_withdraw,
            may_lock: entry.may_lock,
        }
    }
}

/// A batch with a page of the figures it brought.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BatchPageBody {
    /// The batch.
    pub batch: BatchBody,
    /// Its figures, as far as they may be seen.
    pub figures: Vec<BatchFigureBody>,
    /// What to send as `cursor` for the next page.
    pub next: Option<String>,
}

/// A figure of a batch.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BatchFigureBody {
    /// The unit.
    pub unit: UnitHead,
    /// Code of the indicator.
    pub indicator: String,
    /// Its name.
    pub indicator_name: String,
    /// Its unit of measure.
    pub measure: String,
    /// The period.
    pub period: String,
    /// `actual`, `plan` or `forecast`.
    pub scenario: &'static str,
    /// The series.
    pub series: String,
    /// Which version of the figure it is, from 1.
    pub version: u32,
    /// The value; null: it was taken back.
    pub value: Option<f64>,
    /// `draft`, `submitted`, `accepted` or `locked`.
    pub status: &'static str,
    /// Why it corrects the version before.
    pub reason: Option<String>,
    /// When it came or comes to be known.
    pub recorded_at: String,
    /// Where it came from.
    pub source: VersionSource,
    /// Is it not known yet to others?
    pub embargoed: bool,
}

impl BatchPageBody {
    /// A page with names as they are now.
    pub fn of(page: BatchFigures, unit: impl Fn(&Known, &str) -> UnitHead, now: Timestamp) -> Self {
        let BatchFigures { known, entry, figures, next } = page;
        let catalogue = &known.workspace.catalogue;
        let figure = |recorded: Recorded| {
            let figure = recorded.observation;
            let declared = catalogue.by_code(&figure.indicator).map(|id| catalogue.get(id));
            BatchFigureBody {
                unit: unit(&known, &figure.unit),
                indicator_name: declared.map_or_else(|| figure.indicator.clone(), |one| one.name.clone()),
                measure: declared.map(|one| one.measure.to_string()).unwrap_or_default(),
                period: figure.period.to_string(),
                scenario: figure.scenario.word(),
                indicator: figure.indicator,
                series: figure.series,
                version: recorded.version,
                value: figure.value,
                status: figure.status.word(),
                reason: figure.reason,
                embargoed: figure.recorded_at > now,
                recorded_at: figure.recorded_at.to_string(),
                source: source(figure.origin, recorded.batch.0.to_string()),
            }
        };
        Self {
            figures: figures.into_iter().map(figure).collect(),
            batch: BatchBody::from(entry),
            next: next.map(|[slot, unit, version]| format!("{slot}.{unit}.{version}")),
        }
    }
}

/// Why a batch is withdrawn.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawBody {
    /// The reason.
    pub reason: String,
}

/// What was withdrawn or accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChangedBody {
    /// Figures that changed by it.
    pub changed: u64,
}

/// Rows to record, all or none.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryBody {
    /// The rows, at most 10,000.
    pub rows: Vec<EntryRowBody>,
    /// Why what is recorded is corrected, for rows that do not say.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A row.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryRowBody {
    /// Unit, by code or name.
    pub unit: String,
    /// Indicator, by code or name.
    pub indicator: String,
    /// Period.
    pub period: String,
    /// `actual`, `plan` or `forecast`; actual if none.
    #[serde(default)]
    pub scenario: Option<String>,
    /// Series; the preferred or only one if none.
    #[serde(default)]
    pub series: Option<String>,
    /// The value in the indicator's unit of measure; null takes the figure back.
    pub value: Option<f64>,
    /// Why it corrects what is recorded.
    #[serde(default)]
    pub reason: Option<String>,
}

/// What became of rows.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct EntryReceiptBody {
    /// The receipt.
    #[serde(flatten)]
    pub receipt: ReceiptBody,
    /// What is worth a look.
    pub warnings: Vec<FieldNote>,
}

/// Something to look at in a field.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FieldNote {
    /// The field: `rows[3].value`.
    pub field: String,
    /// Code.
    pub code: &'static str,
    /// The sentence.
    pub detail: String,
}

impl EntryReceiptBody {
    /// In a language.
    pub fn of(entered: EntryReceipt, lang: Lang) -> Self {
        let counts = entered.receipt.map_or((0, 0), |receipt| (receipt.new, receipt.changed));
        let note = |fault: baton_service::access::FieldFault| FieldNote {
            field: fault.field,
            code: fault.message.code(),
            detail: fault.message.text(lang),
        };
        let receipt = ReceiptBody {
            batch: entered.receipt.map(|receipt| receipt.batch.0.to_string()),
            new: counts.0,
            same: entered.same,
            changed: counts.1,
            accepted: entered.accepted,
            submitted: entered.submitted,
            undo_until: until_locked(lang),
        };
        Self { receipt, warnings: entered.warnings.into_iter().map(note).collect() }
    }
}

/// Which figure.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct VersionsQuery {
    /// Unit code.
    pub unit: String,
    /// Indicator code.
    pub indicator: String,
    /// Period.
    pub period: String,
    /// `actual`, `plan` or `forecast`; actual if none.
    pub scenario: Option<String>,
    /// Series; all if none.
    pub series: Option<String>,
}

/// The versions of a figure, the oldest first.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct VersionList {
    /// The versions.
    pub items: Vec<FigureVersionBody>,
}

/// A version.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FigureVersionBody {
    /// Which, from 1.
    pub version: u32,
    /// The series.
    pub series: String,
    /// The value; null: it was taken back.
    pub value: Option<f64>,
    /// `draft`, `submitted`, `accepted` or `locked`.
    pub status: &'static str,
    /// Why it corrects the one before.
    pub reason: Option<String>,
    /// When it was recorded.
    pub recorded_at: String,
    /// Who reported it, or, of an accepted version of the same value, who accepted it.
    pub recorded_by: String,
    /// The batch it came in.
    pub batch: String,
    /// Where it came from.
    pub source: VersionSource,
    /// Does a later one hold?
    pub superseded: bool,
    /// Is it not known yet to others?
    pub embargoed: bool,
}

/// Where a version came from.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct VersionSource {
    /// `cell`, `person` or `derived`.
    pub kind: &'static str,
    /// The file, or in words.
    pub file: Option<String>,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell.
    pub cell: Option<String>,
    /// Its row, from 1.
    pub row: Option<u32>,
    /// The batch.
    pub batch: String,
}

impl From<FigureVersion> for FigureVersionBody {
    fn from(version: FigureVersion) -> Self {
        let FigureVersion { recorded, superseded, embargoed } = version;
        let batch = recorded.batch.0.to_string();
        let figure = recorded.observation;
        Self {
            version: recorded.version,
            series: figure.series,
            value: figure.value,
            status: figure.status.word(),
            reason: figure.reason,
            recorded_at: figure.recorded_at.to_string(),
            recorded_by: figure.recorded_by,
            source: source(figure.origin, batch.clone()),
            batch,
            superseded,
            embargoed,
        }
    }
}

fn source(origin: Origin, batch: String) -> VersionSource {
    let blank = VersionSource { kind: "person", file: None, sheet: None, cell: None, row: None, batch };
    match origin {
        Origin::Cell { file, sheet, cell } => VersionSource {
            kind: "cell",
            file: Some(file),
            sheet,
            cell: Some(cell.to_string()),
            row: Some(cell.row + 1),
            ..blank
        },
        Origin::Person(_) => blank,
        Origin::Computed(how) => VersionSource { kind: "derived", file: Some(how), ..blank },
    }
}
