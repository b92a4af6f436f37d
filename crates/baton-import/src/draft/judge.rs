//! What was collected, compared with itself and with what is recorded.

use std::collections::{BTreeMap, HashMap};

use baton_model::{CellAddress, Message, MessageDef};

use super::Draft;
use crate::messages;
use crate::options::{Current, FigureKey};
use crate::problem::{Place, Problem, Severity};
use crate::report::{Figure, Report, Verdict};

impl Draft<'_> {
    /// Compares, counts, and gives the report.
    pub(crate) fn finish(mut self, current: &dyn Current) -> Report {
        self.end_sheet();
        self.sort_figures();
        self.settle_series(current);
        self.find_repeated();
        self.reject_bad_rows();
        self.refuse_outside(current);
        self.compare(current);
        self.warn_of_scale(current);
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

    fn say_repeated(&mut self, def: &'static MessageDef, first: &Figure, other: &Figure) {
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

    fn key(&self, figure: &Figure) -> FigureKey<'_> {
        FigureKey {
            unit: self.units.code(figure.unit),
            indicator: &self.catalogue.get(figure.indicator).code,
            period: figure.period,
            scenario: figure.scenario,
            series: &self.series[usize::from(figure.series)],
        }
    }

    /// Refuses figures that are not for who imports to record: each by itself, so that the rest of its row can be taken, said once
    /// a row.
    fn refuse_outside(&mut self, current: &dyn Current) {
        let mut rows: BTreeMap<(u16, u32), Vec<CellAddress>> = BTreeMap::new();
        for at in 0..self.figures.len() {
            if !current.may_record(self.key(&self.figures[at])) {
                let figure = &mut self.figures[at];
                figure.verdict = Verdict::Outside;
                rows.entry((figure.sheet, figure.cell.row)).or_default().push(figure.cell);
            }
        }
        for ((sheet, _), cells) in rows {
            let sheet = self.sheets[usize::from(sheet)].name.clone();
            let place = Place { file: self.file.clone(), sheet, cells };
            self.push(Problem::new(Severity::Error, Message::new(&messages::OUTSIDE_SCOPE), place));
        }
    }

    fn compare(&mut self, current: &dyn Current) {
        if current.is_empty() {
            return;
        }
        for at in 0..self.figures.len() {
            let (figure, key) = (&self.figures[at], self.key(&self.figures[at]));
            if figure.verdict == Verdict::Outside {
                continue;
            }
            let Some(recorded) = current.value(key) else { continue };
            let same = recorded == figure.value;
            let verdict = match figure.verdict {
                Verdict::New if same && !current.is_confirmed(key) => Verdict::New,
                Verdict::New if same => Verdict::Same,
                Verdict::New => Verdict::Changed,
                other => other,
            };
            let figure = &mut self.figures[at];
            figure.recorded = recorded;
            figure.verdict = verdict;
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
            Verdict::Outside => &mut report.counts.outside,
        };
        *count += 1;
        if let Some(sheet) = report.sheets.get_mut(usize::from(figure.sheet)) {
            sheet.figures += 1;
        }
    }
}
