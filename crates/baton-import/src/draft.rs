//! Collects figures and problems while a file is read, then compares them with each other and with what is recorded.

mod judge;
mod percent;
mod scale;
mod series;

use std::collections::{BTreeSet, HashMap};

use baton_model::{Catalogue, CellAddress, IndicatorId, Message, Period, Scenario};

use crate::messages;
use crate::options::Options;
use crate::problem::{Place, Problem, Severity};
use crate::report::{ColumnReport, Counts, Figure, Layout, Meaning, MissingFigure, SheetReport, Verdict};
use crate::units::UnitNames;
use percent::PercentCells;

/// What a cell is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) unit: u32,
    pub(crate) indicator: IndicatorId,
    pub(crate) period: Period,
    pub(crate) scenario: Scenario,
    pub(crate) series: u16,
}

/// A report in the making.
pub(crate) struct Draft<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) units: &'a UnitNames,
    pub(crate) options: &'a Options,
    file: String,
    sheets: Vec<SheetReport>,
    figures: Vec<Figure>,
    missing: Vec<MissingFigure>,
    problems: Vec<Problem>,
    bad_rows: BTreeSet<(u16, u32)>,
    said: BTreeSet<(u16, &'static str, CellAddress)>,
    series: Vec<String>,
    series_ids: HashMap<String, u16>,
    counts: Counts,
    percent: PercentCells,
    blank_form: bool,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(
        file: &str,
        catalogue: &'a Catalogue,
        units: &'a UnitNames,
        options: &'a Options,
    ) -> Self {
        let mut draft = Self {
            catalogue,
            units,
            options,
            file: file.to_owned(),
            sheets: Vec::new(),
            figures: Vec::new(),
            missing: Vec::new(),
            problems: Vec::new(),
            bad_rows: BTreeSet::new(),
            said: BTreeSet::new(),
            series: Vec::new(),
            series_ids: HashMap::new(),
            counts: Counts::default(),
            percent: PercentCells::default(),
            blank_form: false,
        };
        draft.series_id(&options.series);
        draft
    }

    /// Begins a sheet; what follows stands in it.
    pub(crate) fn begin_sheet(&mut self, name: Option<&str>) {
        self.end_sheet();
        self.sheets.push(SheetReport {
            name: name.map(str::to_owned),
            layout: Layout::None,
            figures: 0,
            header_row: None,
            columns: Vec::new(),
        });
    }

    /// A sheet has units one way and indicators the other, and nothing where they meet.
    pub(crate) fn set_blank_form(&mut self) {
        self.blank_form = true;
    }

    /// Says how the sheet is laid out.
    pub(crate) fn set_layout(&mut self, layout: Layout) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.layout = layout;
        }
    }

    /// Says what a column was taken for.
    pub(crate) fn column(
        &mut self,
        cell: CellAddress,
        header: &str,
        meaning: Option<Meaning>,
        unknown: Option<&str>,
    ) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.header_row.get_or_insert(cell.row);
            let (header, unknown) = (header.trim().to_owned(), unknown.map(str::to_owned));
            sheet.columns.push(ColumnReport { cell, header, meaning, unknown });
        }
    }

    fn sheet(&self) -> u16 {
        u16::try_from(self.sheets.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// The number of a series.
    pub(crate) fn series_id(&mut self, name: &str) -> u16 {
        if let Some(id) = self.series_ids.get(name) {
            return *id;
        }
        let id = u16::try_from(self.series.len()).unwrap_or(u16::MAX);
        self.series.push(name.to_owned());
        self.series_ids.insert(name.to_owned(), id);
        id
    }

    /// A figure.
    pub(crate) fn figure(&mut self, subject: Subject, cell: CellAddress, value: f64) {
        self.figures.push(Figure {
            unit: subject.unit,
            indicator: subject.indicator,
            period: subject.period,
            scenario: subject.scenario,
            verdict: Verdict::New,
            series: subject.series,
            sheet: self.sheet(),
            cell,
            value,
            recorded: f64::NAN,
        });
    }

    /// A cell without a figure.
    pub(crate) fn missing(&mut self, subject: Subject, cell: CellAddress, mark: &str) {
        self.counts.missing += 1;
        if self.missing.len() < self.options.limits.problems {
            self.missing.push(MissingFigure {
                unit: subject.unit,
                indicator: subject.indicator,
                period: subject.period,
                sheet: self.sheet(),
                cell,
                mark: mark.trim().to_owned(),
            });
        }
    }

    /// A cell that holds no figure because something about it is wrong.
    pub(crate) fn reject(
        &mut self,
        message: Message,
        cell: CellAddress,
        found: &str,
        expected: Option<&str>,
    ) {
        self.counts.rejected += 1;
        let kept = self.problems.len();
        self.problem(Severity::Error, message, vec![cell], Some(found));
        if let Some(problem) = self.problems.get_mut(kept) {
            problem.expected = expected.map(str::to_owned);
        }
    }

    /// Figures that cannot be taken because of one thing said in a header or a label.
    pub(crate) fn reject_several(&mut self, message: Message, cell: CellAddress, found: &str, count: u64) {
        self.counts.rejected += count;
        self.problem(Severity::Error, message, vec![cell], Some(found));
    }

    /// Something concluded about a header, said at its first cell only.
    pub(crate) fn say_once(&mut self, message: Message, cell: CellAddress) {
        if self.said.insert((self.sheet(), message.code(), cell)) {
            let warn = message.def == &messages::PERIOD_OTHER_KIND;
            let severity = if warn { Severity::Warning } else { Severity::Note };
            self.problem(severity, message, vec![cell], None);
        }
    }

    /// The name of the file.
    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// A problem of cells in the current sheet.
    pub(crate) fn problem(
        &mut self,
        severity: Severity,
        message: Message,
        cells: Vec<CellAddress>,
        found: Option<&str>,
    ) {
        if severity == Severity::Error {
            let sheet = self.sheet();
            self.bad_rows.extend(cells.iter().map(|cell| (sheet, cell.row)));
        }
        let sheet = self.sheets.last().and_then(|sheet| sheet.name.clone());
        let mut problem = Problem::new(severity, message, Place { file: self.file.clone(), sheet, cells });
        problem.found = found.filter(|text| !text.is_empty()).map(crate::problem::clip);
        self.push(problem);
    }

    fn push(&mut self, problem: Problem) {
        let count = match problem.severity {
            Severity::Error => &mut self.counts.errors,
            Severity::Warning => &mut self.counts.warnings,
            Severity::Note => &mut self.counts.notes,
        };
        *count += 1;
        if self.problems.len() < self.options.limits.problems {
            self.problems.push(problem);
        }
    }

    /// A file without any figure is an error, even where nothing in it is wrong.
    pub(crate) fn refuse_if_nothing_was_found(&mut self) {
        if self.figures.is_empty() && self.counts.rejected == 0 && self.counts.missing == 0 {
            let place = Place::file(&self.file);
            let headed = |sheet: &SheetReport| sheet.layout == Layout::Tidy;
            let message = if self.blank_form || self.sheets.iter().any(headed) {
                Message::new(&messages::NOTHING_FILLED_IN).with("file", &self.file)
            } else {
                Message::new(&messages::NO_FIGURES)
            };
            self.push(Problem::new(Severity::Error, message, place));
        }
    }
}
