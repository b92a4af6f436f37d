//! The series (口径) of figures that do not say theirs: of those their indicator is recorded in the one the catalogue prefers,
//! or the only one.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::{CellAddress, IndicatorId, Message};

use super::Draft;
use crate::messages;
use crate::options::Current;
use crate::problem::{Place, Problem, Severity};
use crate::report::{Figure, Verdict};

/// What becomes of an indicator's figures without a series.
enum Settled {
    /// They have none, as those that are recorded.
    Plain,
    /// They belong to this one.
    One(u16, String),
    /// It cannot be told which one they belong to.
    Several(String),
}

impl Draft<'_> {
    /// Settles the series of figures that do not say theirs, so that a correction is never taken for a figure of another series.
    pub(super) fn settle_series(&mut self, current: &dyn Current) {
        if !self.options.series.is_empty() {
            self.warn_of_new_series(current);
            return;
        }
        let plain = self.figures.iter().filter(|figure| figure.series == 0);
        let indicators: BTreeSet<IndicatorId> = plain.map(|figure| figure.indicator).collect();
        let settled: BTreeMap<IndicatorId, Settled> =
            indicators.into_iter().map(|indicator| (indicator, self.settle(indicator, current))).collect();
        let mut places: BTreeMap<IndicatorId, (u16, Vec<CellAddress>)> = BTreeMap::new();
        for at in 0..self.figures.len() {
            let Figure { series, indicator, sheet, cell, .. } = self.figures[at];
            if series != 0 {
                continue;
            }
            match &settled[&indicator] {
                Settled::Plain => continue,
                Settled::One(id, _) => self.figures[at].series = *id,
                Settled::Several(_) => {
                    self.figures[at].verdict = Verdict::Rejected;
                    self.bad_rows.insert((sheet, cell.row));
                }
            }
            let (_, cells) = places.entry(indicator).or_insert((sheet, Vec::new()));
            if cells.len() < MOST {
                cells.push(cell);
            }
        }
        for (indicator, (sheet, cells)) in places {
            let name = self.catalogue.get(indicator).name.clone();
            let (severity, message) = match &settled[&indicator] {
                Settled::Plain => continue,
                Settled::One(_, series) => {
                    (Severity::Note, Message::new(&messages::SERIES_TAKEN).with("series", series))
                }
                Settled::Several(series) => {
                    (Severity::Error, Message::new(&messages::SERIES_UNCLEAR).with("series", series))
                }
            };
            let sheet = self.sheets.get(usize::from(sheet)).and_then(|sheet| sheet.name.clone());
            let place = Place { file: self.file.clone(), sheet, cells };
            self.push(Problem::new(severity, message.with("indicator", name), place));
        }
    }

    fn settle(&mut self, indicator: IndicatorId, current: &dyn Current) -> Settled {
        let recorded = current.series(&self.catalogue.get(indicator).code);
        let preferred =
            self.catalogue.get(indicator).series.iter().find(|name| recorded.contains(name)).cloned();
        if let Some(series) = preferred {
            return Settled::One(self.series_id(&series), series);
        }
        match recorded.as_slice() {
            [] => Settled::Plain,
            many if many.iter().any(String::is_empty) => Settled::Plain,
            [one] => Settled::One(self.series_id(one), one.clone()),
            many => Settled::Several(many.join("、")),
        }
    }

    /// A series nobody has recorded yet may be a slip.
    fn warn_of_new_series(&mut self, current: &dyn Current) {
        let mut indicators: Vec<IndicatorId> = self.figures.iter().map(|figure| figure.indicator).collect();
        indicators.sort_unstable();
        indicators.dedup();
        for indicator in indicators {
            let recorded = current.series(&self.catalogue.get(indicator).code);
            if recorded.is_empty() || recorded.contains(&self.options.series) {
                continue;
            }
            let message = Message::new(&messages::SERIES_NEW)
                .with("indicator", &self.catalogue.get(indicator).name)
                .with("series", &self.options.series)
                .with("recorded", recorded.join("、"));
            self.push(Problem::new(Severity::Warning, message, Place::file(&self.file)));
        }
    }
}

/// Cells a problem names.
const MOST: usize = 64;
