//! From all versions of all figures to the ones that hold at a moment.

use std::collections::HashMap;

use baton_model::observation::{Scenario, Status};
use baton_model::{Catalogue, IndicatorId, Period};
use jiff::Timestamp;

use crate::observations::{Observations, Place};

/// A figure that holds: the latest version of its series recorded by the moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    /// Number of the unit's code.
    pub(super) code: u32,
    /// Number of the series.
    pub(super) series: u16,
    /// Where it lies.
    pub(super) place: Place,
    /// Which version it is, 1 for the first.
    pub(super) version: u32,
}

/// Figures of one indicator for one period and scenario, ordered by code and series.
pub(super) type Figures = Vec<Figure>;

/// What is read.
pub(super) struct Filter<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) wanted: &'a [IndicatorId],
    pub(super) as_of: Timestamp,
    pub(super) least: Status,
}

/// The figures that hold, by column, with the names of the series in the order they were met.
pub(super) struct Held {
    pub(super) columns: Vec<((IndicatorId, Scenario, Period), Figures)>,
    pub(super) series: Vec<String>,
}

/// Picks the versions that hold. Series 0 is the one without a name.
pub(super) fn held(observations: &Observations, codes: &HashMap<&str, u32>, filter: &Filter<'_>) -> Held {
    let mut series = Series::default();
    let mut places: HashMap<(IndicatorId, Scenario, Period), usize> = HashMap::new();
    let mut columns: Vec<((IndicatorId, Scenario, Period), Figures)> = Vec::new();
    for (slot, of_slot) in (0..).zip(observations.slots()) {
        let Some(first) = of_slot.first() else { continue };
        let Some(indicator) = filter.indicator(&first.indicator) else { continue };
        let seen = (0..).zip(of_slot).filter_map(|(at, observation)| {
            let code = *codes.get(observation.unit.as_str())?;
            let seen = observation.recorded_at <= filter.as_of && observation.status >= filter.least;
            seen.then_some((code, Place { slot, at }))
        });
        let mut seen = seen.peekable();
        if seen.peek().is_none() {
            continue;
        }
        let key = (indicator, first.scenario, first.period);
        let place = *places.entry(key).or_insert_with(|| {
            columns.push((key, Vec::new()));
            columns.len() - 1
        });
        let series = series.number(&first.series);
        columns[place].1.extend(seen.map(|(code, place)| Figure { code, series, place, version: 0 }));
    }
    for (_, figures) in &mut columns {
        keep_latest(figures, observations);
    }
    columns.sort_by_key(|(key, _)| *key);
    Held { columns, series: series.names }
}

impl Filter<'_> {
    fn indicator(&self, code: &str) -> Option<IndicatorId> {
        self.catalogue.by_code(code).filter(|id| self.wanted.contains(id))
    }
}

/// Of each unit and series the version recorded last stays, unless it withdraws the figure.
fn keep_latest(figures: &mut Figures, observations: &Observations) {
    let recorded = |figure: &Figure| observations.get(figure.place).recorded_at;
    let ordered =
        figures.is_sorted_by_key(|figure| (figure.code, figure.series, recorded(figure), figure.place));
    if !ordered {
        figures.sort_unstable_by_key(|figure| (figure.code, figure.series, recorded(figure), figure.place));
    }
    let mut kept = 0;
    let mut index = 0;
    while index < figures.len() {
        let same =
            |other: &Figure| other.code == figures[index].code && other.series == figures[index].series;
        let versions = figures[index..].iter().take_while(|other| same(other)).count();
        let mut latest = figures[index + versions - 1];
        latest.version = u32::try_from(versions).unwrap_or(u32::MAX);
        if observations.get(latest.place).value.is_some() {
            figures[kept] = latest;
            kept += 1;
        }
        index += versions;
    }
    figures.truncate(kept);
}

struct Series {
    names: Vec<String>,
    numbers: HashMap<String, u16>,
}

impl Default for Series {
    fn default() -> Self {
        Self { names: vec![String::new()], numbers: HashMap::from([(String::new(), 0)]) }
    }
}

impl Series {
    fn number(&mut self, name: &str) -> u16 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u16::try_from(self.names.len()).unwrap_or(u16::MAX);
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }
}
