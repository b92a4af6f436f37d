//! What an import would do: the figures, how they differ from what is recorded, and what is wrong with the file.

use baton_model::{Catalogue, CellAddress, IndicatorId, Observation, Origin, Period, Scenario};

use crate::messages;
use crate::options::{Mode, Options};
use crate::problem::{Problem, ProblemGroup, Severity, group_by_message};

/// How a figure relates to what is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was recorded.
    New,
    /// The same value is recorded.
    Same,
    /// Another value is recorded.
    Changed,
    /// Stands in the file twice with the same value; the other one counts.
    Repeated,
    /// Contradicted in the file, or in a row with an error.
    Rejected,
    /// Not for who imports to record.
    Outside,
}

/// A figure read from a cell, kept small: codes and names are looked up in the report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// Unit, as an index of [`Report::unit_code`].
    pub unit: u32,
    /// Indicator.
    pub indicator: IndicatorId,
    /// Period.
    pub period: Period,
    /// Scenario.
    pub scenario: Scenario,
    /// What is to be done with it.
    pub verdict: Verdict,
    /// Series, as an index of [`Report::series`].
    pub series: u16,
    /// Sheet, as an index of [`Report::sheets`].
    pub sheet: u16,
    /// The cell.
    pub cell: CellAddress,
    /// The value in the indicator's unit of measure.
    pub value: f64,
    /// The value recorded before; NaN where there is none.
    pub(crate) recorded: f64,
}

impl Figure {
    /// The value recorded before.
    pub fn recorded(&self) -> Option<f64> {
        (!self.recorded.is_nan()).then_some(self.recorded)
    }
}

/// A cell that is there but holds no figure: `—`, `…`, or nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct MissingFigure {
    /// Unit, as an index of [`Report::unit_code`].
    pub unit: u32,
    /// Indicator.
    pub indicator: IndicatorId,
    /// Period.
    pub period: Period,
    /// Sheet, as an index of [`Report::sheets`].
    pub sheet: u16,
    /// The cell.
    pub cell: CellAddress,
    /// The mark that stands there; empty for an empty cell.
    pub mark: String,
}

/// How a sheet is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One figure a row.
    Tidy,
    /// Figures where rows and columns meet.
    Wide,
    /// No figures were found.
    None,
}

/// What was read from one sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetReport {
    /// Name; none for CSV.
    pub name: Option<String>,
    /// How it is laid out.
    pub layout: Layout,
    /// Figures in it.
    pub figures: u64,
    /// The row of the header that was read, from 0.
    pub header_row: Option<u32>,
    /// Its columns, from left to right, table by table.
    pub columns: Vec<ColumnReport>,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnReport {
    /// The cell of its header.
    pub cell: CellAddress,
    /// The header.
    pub header: String,
    /// What it means; none: it is not used.
    pub meaning: Option<Meaning>,
    /// What was not understood of it, without period and unit of measure.
    pub unknown: Option<String>,
}

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Codes or names of units.
    Units,
    /// Codes or names of indicators.
    Indicators,
    /// Periods.
    Periods,
    /// Figures of what the row says.
    Values,
    /// Scenarios.
    Scenarios,
    /// Series.
    Series,
    /// Units of measure.
    Measures,
    /// Sources and remarks.
    Remarks,
    /// Figures of one unit, as an index of [`Report::unit_code`].
    Unit(u32),
    /// Figures of one indicator.
    Indicator(IndicatorId),
    /// Figures of one period.
    Period(Period),
}

/// Counts of figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not recorded before.
    pub new: u64,
    /// Recorded with the same value.
    pub same: u64,
    /// Recorded with another value.
    pub changed: u64,
    /// Refused, or in a row that has an error.
    pub rejected: u64,
    /// Not for who imports to record.
    pub outside: u64,
    /// Twice in the file with the same value.
    pub repeated: u64,
    /// Missing.
    pub missing: u64,
    /// Errors.
    pub errors: u64,
    /// Warnings.
    pub warnings: u64,
    /// Notes.
    pub notes: u64,
}

/// The dry run of an import; [`Report::observations`] is what would be recorded.
#[derive(Clone, Debug)]
pub struct Report {
    /// File name without folders.
    pub file: String,
    /// Counts.
    pub counts: Counts,
    /// Sheets in file order.
    pub sheets: Vec<SheetReport>,
    /// Figures, in the order of their cells.
    pub figures: Vec<Figure>,
    /// Cells without a figure, in order; no more than [`crate::Limits::problems`], all are counted.
    pub missing: Vec<MissingFigure>,
    /// Problems, in the order of their cells; no more than [`crate::Limits::problems`], all are counted.
    pub problems: Vec<Problem>,
    pub(crate) units: Vec<String>,
    pub(crate) indicators: Vec<String>,
    pub(crate) series: Vec<String>,
    pub(crate) options: Options,
}

impl Report {
    /// The code of a figure's unit.
    pub fn unit_code(&self, unit: u32) -> &str {
        self.units.get(unit as usize).map_or("", String::as_str)
    }

    /// The code of a figure's indicator.
    pub fn indicator_code(&self, indicator: IndicatorId) -> &str {
        self.indicators.get(indicator.index()).map_or("", String::as_str)
    }

    /// The series of a figure.
    pub fn series(&self, series: u16) -> &str {
        self.series.get(usize::from(series)).map_or("", String::as_str)
    }

    /// Where a figure stands.
    pub fn origin(&self, figure: &Figure) -> Origin {
        let sheet = self.sheets.get(usize::from(figure.sheet)).and_then(|sheet| sheet.name.clone());
        Origin::Cell { file: self.file.clone(), sheet, cell: figure.cell }
    }

    /// May anything be recorded? Not with an error when all or nothing was asked for.
    pub fn is_acceptable(&self) -> bool {
        self.options.mode == Mode::CleanRows || self.counts.errors == 0
    }

    /// Is the file a form in which nothing was filled in?
    pub fn nothing_filled_in(&self) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.message.def == &messages::NOTHING_FILLED_IN)
    }

    /// The figures to record: new or changed, and none at all when the file is not acceptable.
    pub fn accepted(&self) -> impl Iterator<Item = &Figure> {
        let acceptable = self.is_acceptable();
        self.figures
            .iter()
            .filter(move |figure| acceptable && matches!(figure.verdict, Verdict::New | Verdict::Changed))
    }

    /// The observations to record.
    pub fn observations(&self) -> impl Iterator<Item = Observation> {
        self.accepted().map(|figure| Observation {
            unit: self.unit_code(figure.unit).to_owned(),
            indicator: self.indicator_code(figure.indicator).to_owned(),
            period: figure.period,
            scenario: figure.scenario,
            series: self.series(figure.series).to_owned(),
            value: Some(figure.value),
            origin: self.origin(figure),
            status: self.options.status,
            recorded_at: self.options.recorded_at,
            recorded_by: self.options.recorded_by.clone(),
            reason: self.options.reason.clone(),
        })
    }

    /// Problems grouped by what to mend.
    pub fn groups(&self) -> Vec<ProblemGroup<'_>> {
        group_by_message(&self.problems)
    }

    /// Problems of a severity.
    pub fn problems_of(&self, severity: Severity) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(move |problem| problem.severity == severity)
    }

    /// Codes of a catalogue by place.
    pub(crate) fn indicator_codes(catalogue: &Catalogue) -> Vec<String> {
        catalogue.iter().map(|(_, indicator)| indicator.code.clone()).collect()
    }
}
