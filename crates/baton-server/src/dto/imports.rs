//! Imports: what importing a file would do, and what became of it.

use baton_service::access::Denied;
use baton_service::import::{ColumnReport, Layout, Meaning, Problem as ImportProblem, Severity, Verdict};
use baton_service::model::{Lang, Message};
use baton_service::site::data::{ImportPreview, ImportReceipt, messages};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use super::import_options::{ImportOptions, MappingBody, MeaningBody, NewOptions};
use crate::problem::Problem;

/// Problems and changes listed in a preview; all are counted.
const LISTED: usize = 500;

/// What importing a file would do.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PreviewBody {
    /// Id of the import.
    pub id: String,
    /// Name of the file.
    pub file: String,
    /// Its size in bytes.
    pub size: usize,
    /// Its sheets.
    pub sheets: Vec<SheetBody>,
    /// Counts of figures and problems.
    pub counts: CountsBody,
    /// Problems by what to mend, errors first.
    pub groups: Vec<GroupBody>,
    /// The first problems, by sheet and cell.
    pub problems: Vec<CellProblem>,
    /// The first corrections.
    pub changes: Vec<FigureChange>,
    /// Has a reason to be given for corrections?
    pub needs_reason: bool,
    /// Was the meaning of columns remembered from an earlier file?
    pub remembered: bool,
    /// Figures that are not for who imports to record; they are refused.
    pub outside_scope: u64,
    /// Where the workbook is that marks what to mend, if anything has to be.
    pub marked: Option<String>,
    /// Can it be committed, once a reason is given where one is needed?
    pub can_commit: bool,
}

/// A sheet.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SheetBody {
    /// Its name; empty for CSV.
    pub name: String,
    /// `tidy`, `wide` or `none`.
    pub layout: &'static str,
    /// The row of its header, from 1.
    pub header_row: Option<u32>,
    /// Its columns.
    pub columns: Vec<ColumnBody>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ColumnBody {
    /// Its letters.
    pub column: String,
    /// Its header.
    pub header: String,
    /// What it means; null: it is not read.
    pub meaning: Option<MeaningBody>,
}

/// Counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CountsBody {
    /// Figures read.
    pub read: u64,
    /// Not recorded before.
    pub new: u64,
    /// Recorded as they are, or twice in the file.
    pub same: u64,
    /// Corrections.
    pub changed: u64,
    /// With an error.
    pub rejected: u64,
    /// Errors.
    pub errors: u64,
    /// Warnings.
    pub warnings: u64,
}

/// Problems that are mended alike.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = ProblemGroup)]
pub struct GroupBody {
    /// Code.
    pub code: &'static str,
    /// The sentence.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// How many.
    pub count: usize,
    /// `error`, `warning` or `lint`, a note.
    pub severity: &'static str,
}

/// A problem of a cell.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CellProblem {
    /// `error`, `warning` or `lint`, a note.
    pub severity: &'static str,
    /// Code.
    pub code: &'static str,
    /// The sheet; empty for CSV.
    pub sheet: String,
    /// The cell to mend first.
    pub cell: Option<String>,
    /// Its row, from 1.
    pub row: Option<u32>,
    /// What stands there.
    pub found: Option<String>,
    /// What could stand there.
    pub expected: Option<String>,
    /// What to do.
    pub fix: Option<String>,
    /// The sentence.
    pub message: String,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FigureChange {
    /// Unit code.
    pub unit: String,
    /// Unit name.
    pub unit_name: String,
    /// Indicator code.
    pub indicator: String,
    /// Indicator name.
    pub indicator_name: String,
    /// Period.
    pub period: String,
    /// The value recorded.
    pub before: Option<f64>,
    /// The value in the file.
    pub after: Option<f64>,
    /// Unit of measure.
    pub measure: String,
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "lint",
    }
}

impl PreviewBody {
    /// In a language.
    pub fn of(preview: &ImportPreview, lang: Lang) -> Self {
        let report = &preview.report;
        let counts = &report.counts;
        let group = |group: &baton_service::import::ProblemGroup<'_>| GroupBody {
            code: group.def.code,
            message: group.heading(lang),
            hint: group.problems.first().and_then(|problem| problem.message.hint(lang)),
            count: group.problems.len(),
            severity: severity(group.severity),
        };
        Self {
            id: preview.id.clone(),
            file: preview.file.clone(),
            size: preview.size,
            sheets: report.sheets.iter().map(|sheet| sheet_body(preview, sheet)).collect(),
            counts: CountsBody {
                read: report.figures.len() as u64,
                new: counts.new,
                same: counts.same + counts.repeated,
                changed: counts.changed,
                rejected: counts.rejected,
                errors: counts.errors,
                warnings: counts.warnings,
            },
            groups: report.groups().iter().map(group).collect(),
            problems: report.problems.iter().take(LISTED).map(|one| cell_problem(one, lang)).collect(),
            changes: changes(preview),
            needs_reason: preview.needs_reason(),
            remembered: preview.remembered,
            outside_scope: counts.outside,
            marked: (counts.errors > 0).then(|| format!("/api/imports/{}/marked.xlsx", preview.id)),
            can_commit: preview.can_commit(),
        }
    }
}

fn sheet_body(preview: &ImportPreview, sheet: &baton_service::import::SheetReport) -> SheetBody {
    let column = |column: &ColumnReport| ColumnBody {
        column: column.cell.to_string().trim_end_matches(|c: char| c.is_ascii_digit()).to_owned(),
        header: column.header.clone(),
        meaning: column.meaning.map(|meaning| meaning_body(preview, meaning)),
    };
    SheetBody {
        name: sheet.name.clone().unwrap_or_default(),
        layout: match sheet.layout {
            Layout::Tidy => "tidy",
            Layout::Wide => "wide",
            Layout::None => "none",
        },
        header_row: sheet.header_row.map(|row| row + 1),
        columns: sheet.columns.iter().map(column).collect(),
    }
}

fn meaning_body(preview: &ImportPreview, meaning: Meaning) -> MeaningBody {
    let plain = |kind: &str| MeaningBody { kind: kind.to_owned(), code: None, name: None };
    let one = |kind: &str, code: &str, name: &str| MeaningBody {
        kind: kind.to_owned(),
        code: Some(code.to_owned()),
        name: Some(name.to_owned()),
    };
    match meaning {
        Meaning::Units => plain("unit"),
        Meaning::Indicators => plain("indicator"),
        Meaning::Periods => plain("period"),
        Meaning::Values => plain("value"),
        Meaning::Scenarios => plain("scenario"),
        Meaning::Series => plain("series"),
        Meaning::Measures => plain("measure"),
        Meaning::Remarks => plain("remark"),
        Meaning::Unit(unit) => one("unit", preview.names.code(unit), preview.names.name(unit)),
        Meaning::Indicator(id) => {
            let indicator = preview.known.workspace.catalogue.get(id);
            one("indicator", &indicator.code, &indicator.name)
        }
        Meaning::Period(period) => one("period", &period.to_string(), &period.to_string()),
    }
}

fn cell_problem(problem: &ImportProblem, lang: Lang) -> CellProblem {
    CellProblem {
        severity: severity(problem.severity),
        code: problem.message.code(),
        sheet: problem.place.sheet.clone().unwrap_or_default(),
        cell: problem.cell().map(|cell| cell.to_string()),
        row: problem.cell().map(|cell| cell.row + 1),
        found: problem.found.clone(),
        expected: problem.expected.clone(),
        fix: problem.message.hint(lang),
        message: problem.message.text(lang),
    }
}

fn changes(preview: &ImportPreview) -> Vec<FigureChange> {
    let report = &preview.report;
    let changed = report.figures.iter().filter(|figure| figure.verdict == Verdict::Changed);
    let change = |figure: &baton_service::import::Figure| {
        let indicator = preview.known.workspace.catalogue.get(figure.indicator);
        FigureChange {
            unit: report.unit_code(figure.unit).to_owned(),
            unit_name: preview.names.name(figure.unit).to_owned(),
            indicator: indicator.code.clone(),
            indicator_name: indicator.name.clone(),
            period: figure.period.to_string(),
            before: figure.recorded(),
            after: Some(figure.value),
            measure: indicator.measure.text().to_owned(),
        }
    };
    changed.take(LISTED).map(change).collect()
}

/// A commit.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CommitBody {
    /// Why figures are corrected, if it was not said before.
    pub reason: Option<String>,
}

/// What became of figures (回执).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReceiptBody {
    /// Number of the batch; null where everything was recorded already.
    pub batch: Option<String>,
    /// New figures.
    pub new: u64,
    /// Figures recorded already.
    pub same: u64,
    /// Corrections.
    pub changed: u64,
    /// Figures that count as accepted.
    pub accepted: u64,
    /// Figures that were reported and wait to be accepted: no run reads them before.
    pub submitted: u64,
    /// How long it can be withdrawn, in words.
    pub undo_until: String,
}

impl ReceiptBody {
    /// In a language.
    pub fn of(receipt: &ImportReceipt, lang: Lang) -> Self {
        Self {
            batch: Some(receipt.receipt.batch.0.to_string()),
            new: receipt.receipt.new,
            same: receipt.receipt.same,
            changed: receipt.receipt.changed,
            accepted: receipt.accepted,
            submitted: receipt.submitted,
            undo_until: until_locked(lang),
        }
    }
}

/// «锁定之前», said of what can be withdrawn.
pub(crate) fn until_locked(lang: Lang) -> String {
    lang.pick("锁定之前可以撤回", "until it is locked").to_owned()
}

/// A form without a file.
pub(crate) fn no_file() -> Problem {
    Denied::Invalid { field: "file", message: Message::new(&messages::NO_UPLOAD) }.into()
}
