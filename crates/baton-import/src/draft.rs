//! Collects figures and problems while a file is read, then compares them with each other and with what is recorded.

use std::collections::{BTreeSet, HashMap};

use baton_model::{Catalogue, CellAddress, IndicatorId, Message, Period, Scenario};

use crate::messages;
use crate::options::{Current, FigureKey, Options};
use crate::problem::{Place, Problem, Severity};
use crate::report::{Counts, Figure, Layout, MissingFigure, Report, SheetReport, Verdict};
use crate::units::UnitNames;

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
}

/// Cells of percent indicators on the current sheet, by indicator: shown in percent, and not.
#[derive(Default)]
struct PercentCells {
    seen: HashMap<IndicatorId, PercentSeen>,
}

#[derive(Default)]
struct PercentSeen {
    formatted: Vec<CellAddress>,
    formatted_count: usize,
    plain: Option<CellAddress>,
    example: f64,
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
        };
        draft.series_id(&options.series);
        draft
    }

    /// Begins a sheet; what follows stands in it.
    pub(crate) fn begin_sheet(&mut self, name: Option<&str>) {
        self.end_sheet();
        self.sheets.push(SheetReport { name: name.map(str::to_owned), layout: Layout::None, figures: 0 });
    }

    /// Says how the sheet is laid out.
    pub(crate) fn set_layout(&mut self, layout: Layout) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.layout = layout;
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

    /// Remembers how a cell of a percent indicator is shown.
    pub(crate) fn percent_cell(&mut self, indicator: IndicatorId, cell: CellAddress, shown: Option<f64>) {
        let seen = self.percent.seen.entry(indicator).or_default();
        match shown {
            Some(value) => {
                if seen.formatted_count == 0 {
                    seen.example = value;
                }
                seen.formatted_count += 1;
                if seen.formatted.len() < 64 {
                    seen.formatted.push(cell);
                }
            }
            None => {
                seen.plain.get_or_insert(cell);
            }
        }
    }

    /// Says what was noticed about the sheet as a whole.
    fn end_sheet(&mut self) {
        let mut seen: Vec<_> = std::mem::take(&mut self.percent.seen).into_iter().collect();
        seen.sort_by_key(|(indicator, _)| *indicator);
        for (indicator, seen) in seen {
            if seen.formatted_count == 0 {
                continue;
            }
            let name = self.catalogue.get(indicator).name.clone();
            let shown = crate::value::shift_decimal(seen.example, 2);
            let note = Message::new(&messages::PERCENT_FORMAT_READ)
                .with("indicator", &name)
                .with("count", seen.formatted_count)
                .with("value", seen.example)
                .with("shown", shown);
            if let Some(plain) = seen.plain {
                let mixed = Message::new(&messages::PERCENT_FORMAT_MIXED)
                    .with("indicator", &name)
                    .with("formatted", seen.formatted[0].to_string())
                    .with("plain", plain.to_string());
                self.problem(Severity::Warning, mixed, vec![plain, seen.formatted[0]], None);
            }
            self.problem(Severity::Note, note, seen.formatted, None);
        }
    }

    /// A file without any figure is an error, even where nothing in it is wrong.
    pub(crate) fn refuse_if_nothing_was_found(&mut self) {
        if self.figures.is_empty() && self.counts.rejected == 0 && self.counts.missing == 0 {
            let place = Place::file(&self.file);
            self.push(Problem::new(Severity::Error, Message::new(&messages::NO_FIGURES), place));
        }
    }

    /// Compares, counts, and gives the report.
    pub(crate) fn finish(mut self, current: &dyn Current) -> Report {
        self.end_sheet();
        self.sort_figures();
        self.find_repeated();
        self.reject_bad_rows();
        self.compare(current);
        self.sort_problems();
        let mut report = Report {
            file: self.file,
            counts: self.counts,
            sheets: self.sheets,
            figures: self.figures,
            missing: self.missing,
            problems: self.problems,
            units: (0..self.units.len()).map(|unit| self.units.code(unit as u32).to_owned()).collect(),
            indicators: Report::indicator_codes(self.catalogue),
            series: self.series,
            options: self.options.clone(),
        };
        count_figures(&mut report);
        report
    }

    /// Tables side by side are read one after the other.
    fn sort_figures(&mut self) {
        let place = |figure: &Figure| (figure.sheet, figure.cell);
        if !self.figures.is_sorted_by_key(place) {
            self.figures.sort_by_key(place);
        }
        self.missing.sort_by_key(|missing| (missing.sheet, missing.cell));
    }

    /// Finds figures of the same key: equal ones count once, unequal ones not at all.
    fn find_repeated(&mut self) {
        let key =
            |figure: &Figure| (figure.unit, figure.indicator, figure.period, figure.scenario, figure.series);
        if self.figures.windows(2).all(|pair| key(&pair[0]) < key(&pair[1])) {
            return;
        }
        let mut order: Vec<u32> = (0..u32::try_from(self.figures.len()).unwrap_or(u32::MAX)).collect();
        order.sort_unstable_by_key(|place| (key(&self.figures[*place as usize]), *place));
        let same = |a: &u32, b: &u32| key(&self.figures[*a as usize]) == key(&self.figures[*b as usize]);
        let repeated: Vec<Vec<u32>> =
            order.chunk_by(same).filter(|chunk| chunk.len() > 1).map(<[u32]>::to_vec).collect();
        for places in repeated {
            self.judge_repeated(&places);
        }
    }

    fn judge_repeated(&mut self, places: &[u32]) {
        let figures: Vec<Figure> = places.iter().map(|place| self.figures[*place as usize]).collect();
        let first = figures[0];
        let equal = figures.iter().all(|figure| figure.value.to_bits() == first.value.to_bits());
        for (place, other) in places.iter().zip(&figures).skip(1) {
            if equal || other.value.to_bits() != first.value.to_bits() {
                let def = if equal { &messages::FIGURE_REPEATED } else { &messages::FIGURE_CONTRADICTED };
                self.say_repeated(def, &first, other);
            }
            self.figures[*place as usize].verdict = if equal { Verdict::Repeated } else { Verdict::Rejected };
        }
        if !equal {
            self.figures[places[0] as usize].verdict = Verdict::Rejected;
        }
    }

    fn say_repeated(&mut self, def: &'static baton_model::MessageDef, first: &Figure, other: &Figure) {
        let place = |figure: &Figure| match &self.sheets[usize::from(figure.sheet)].name {
            Some(sheet) if first.sheet != other.sheet => format!("{sheet}!{}", figure.cell),
            _ => figure.cell.to_string(),
        };
        let message = Message::new(def)
            .with("unit", self.units.name(first.unit))
            .with("indicator", &self.catalogue.get(first.indicator).name)
            .with("period", first.period.to_string())
            .with("first", place(first))
            .with("first_value", first.value)
            .with("second", place(other))
            .with("second_value", other.value);
        let error = std::ptr::eq(def, &raw const messages::FIGURE_CONTRADICTED);
        let severity = if error { Severity::Error } else { Severity::Note };
        let sheet = self.sheets[usize::from(other.sheet)].name.clone();
        let cells = if first.sheet == other.sheet { vec![other.cell, first.cell] } else { vec![other.cell] };
        if error {
            self.bad_rows.insert((first.sheet, first.cell.row));
            self.bad_rows.insert((other.sheet, other.cell.row));
        }
        let place = Place { file: self.file.clone(), sheet, cells };
        self.push(Problem::new(severity, message, place).found(other.value.to_string()));
    }

    fn reject_bad_rows(&mut self) {
        if self.bad_rows.is_empty() {
            return;
        }
        for figure in &mut self.figures {
            if self.bad_rows.contains(&(figure.sheet, figure.cell.row)) {
                figure.verdict = Verdict::Rejected;
            }
        }
    }

    fn compare(&mut self, current: &dyn Current) {
        if current.is_empty() {
            return;
        }
        for figure in &mut self.figures {
            let recorded = current.value(FigureKey {
                unit: self.units.code(figure.unit),
                indicator: &self.catalogue.get(figure.indicator).code,
                period: figure.period,
                scenario: figure.scenario,
                series: &self.series[usize::from(figure.series)],
            });
            let Some(recorded) = recorded else { continue };
            figure.recorded = recorded;
            if figure.verdict == Verdict::New {
                figure.verdict = if recorded == figure.value { Verdict::Same } else { Verdict::Changed };
            }
        }
    }

    fn sort_problems(&mut self) {
        let order: HashMap<Option<String>, usize> =
            self.sheets.iter().zip(0..).map(|(sheet, place)| (sheet.name.clone(), place)).collect();
        self.problems.sort_by_key(|problem| {
            let sheet = order.get(&problem.place.sheet).copied().unwrap_or(0);
            (sheet, problem.cell(), problem.severity)
        });
    }
}

fn count_figures(report: &mut Report) {
    for figure in &report.figures {
        let count = match figure.verdict {
            Verdict::New => &mut report.counts.new,
            Verdict::Same => &mut report.counts.same,
            Verdict::Changed => &mut report.counts.changed,
            Verdict::Repeated => &mut report.counts.repeated,
            Verdict::Rejected => &mut report.counts.rejected,
        };
        *count += 1;
        if let Some(sheet) = report.sheets.get_mut(usize::from(figure.sheet)) {
            sheet.figures += 1;
        }
    }
}
