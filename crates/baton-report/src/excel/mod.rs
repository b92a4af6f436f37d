//! The workbook of a run (结果工作簿): ranking, calculation, statistics, raw data, parameters, method. Everything from a
//! figure to a rank is a formula a spreadsheet recalculates, with the engine's result already in its cell.

mod calculation;
mod cell;
mod data;
mod layout;
mod method;
mod parameters;
mod ranking;
mod statistics;
mod style;
pub(crate) mod width;
mod words;

use baton_model::{Lang, Message, Period, Snapshot};
use baton_scheme::formula_text::workbook::{self, Book};
use baton_scheme::plan::Plan;
use baton_scheme::run::RunResult;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::ReportError;
use layout::Sheets;
use style::Styles;

/// How a workbook is written.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Language of headers and of the method.
    pub lang: Lang,
    /// Ranks of the run that changes are against.
    pub earlier: Option<Earlier>,
    /// The moment the figures are of, as it is to be printed.
    pub as_of: Option<String>,
}

/// Ranks of an earlier run.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// Its period.
    pub period: Period,
    /// Rank in the group by subject of the run that is written; none where the unit was not ranked or was in
    /// another group.
    pub ranks: Vec<Option<u32>>,
}

/// Everything the sheets are made of.
pub(crate) struct Report<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) result: &'a RunResult,
    pub(crate) options: &'a Options,
    pub(crate) book: Book,
    pub(crate) sheets: Sheets,
    pub(crate) styles: Styles,
}

impl Report<'_> {
    pub(crate) fn lang(&self) -> Lang {
        self.options.lang
    }

    /// Title, scheme version, period and as-of moment: what stands above every sheet.
    pub(crate) fn heading(&self, sheet: &str) -> String {
        format!("{} · {} · {}", self.plan.title, self.result.period, sheet)
    }
}

/// What of a scheme a workbook cannot follow and holds as values.
pub fn not_live(plan: &Plan) -> Vec<Message> {
    workbook::not_live(plan)
}

/// Writes the workbook of a run. The same run gives the same bytes.
///
/// # Errors
/// Where the run does not fit into a workbook.
pub fn ranking_workbook(
    plan: &Plan,
    snapshot: &Snapshot,
    result: &RunResult,
    options: &Options,
) -> Result<Vec<u8>, ReportError> {
    let sheets = Sheets::new(plan, options.lang);
    let book = workbook::book(plan, snapshot, result, &sheets.layout());
    let report = Report { plan, snapshot, result, options, book, sheets, styles: Styles::new() };
    layout::check_size(&report)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&report)?);
    ranking::write(&report, workbook.add_worksheet())?;
    calculation::write(&report, workbook.add_worksheet())?;
    statistics::write(&report, workbook.add_worksheet())?;
    data::write(&report, workbook.add_worksheet())?;
    parameters::write(&report, workbook.add_worksheet())?;
    method::write(&report, workbook.add_worksheet())?;
    Ok(workbook.save_to_buffer()?)
}

/// A fixed creation date: bytes must not depend on the clock.
fn properties(report: &Report<'_>) -> Result<DocProperties, ReportError> {
    let day = report.result.period.end();
    let year = u16::try_from(day.year()).unwrap_or(2000).clamp(1900, 9999);
    let month = u8::try_from(day.month()).unwrap_or(1);
    let date = ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).unwrap_or(1))?;
    Ok(DocProperties::new()
        .set_title(format!("{} {}", report.plan.title, report.result.period))
        .set_comment(format!("{} {}", report.plan.id, report.plan.version))
        .set_author("Baton 指挥棒")
        .set_creation_datetime(&date))
}
