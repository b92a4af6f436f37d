//! One column: which figure stands for each unit, and what stands where its territory was not what it is today.

use std::collections::HashMap;

use baton_model::snapshot::{FactColumn, Provenance};
use baton_model::{Flags, Indicator, NullReason, Observation, Origin, Period, Snapshot, Status};

use super::RESTATED;
use super::lineage::{Epoch, Lineage};
use super::versions::Figure;
use crate::observations::Observations;

/// What filling a column needs at hand.
pub(super) struct Filler<'a> {
    pub(super) observations: &'a Observations,
    pub(super) lineage: &'a Lineage,
    /// Numbers of codes; those of the roster are its rows.
    pub(super) numbers: &'a HashMap<&'a str, u32>,
    pub(super) indicator: &'a Indicator,
    pub(super) preference: Preference,
    pub(super) figures: &'a [Figure],
    pub(super) provenance: bool,
}

/// Which series may stand in, in order of preference; none means any, the one recorded last.
pub(super) struct Preference {
    listed: Vec<u16>,
    restated: Vec<u16>,
}

impl Preference {
    pub(super) fn new(indicator: &Indicator, series: &[String]) -> Self {
        let number = |name: &String| {
            series.iter().position(|known| known == name).and_then(|at| u16::try_from(at).ok())
        };
        let restated = RESTATED.iter().filter_map(|name| number(&(*name).to_owned())).collect();
        // A series of the catalogue that has no figure at all keeps its place, so that others do not stand in for it.
        let listed = indicator.series.iter().map(|name| number(name).unwrap_or(u16::MAX)).collect();
        Self { listed, restated }
    }
}

/// A value with its companions.
struct Cell {
    value: f64,
    series: u16,
    flags: Flags,
    sources: Vec<Figure>,
}

impl Filler<'_> {
    fn observation(&self, figure: &Figure) -> &Observation {
        self.observations.get(figure.place)
    }

    /// Builds the column of a period.
    pub(super) fn column(&self, snapshot: &mut Snapshot, period: Period) -> FactColumn {
        let rows = snapshot.roster.len();
        let mut column = FactColumn { values: vec![f64::NAN; rows].into(), ..FactColumn::default() };
        for group in self.figures.chunk_by(|a, b| a.code == b.code) {
            if (group[0].code as usize) < rows
                && let Some(cell) = self.own(group)
            {
                self.put(snapshot, &mut column, group[0].code, &cell);
            }
        }
        for row in self.lineage.rows() {
            let Some(epoch) = self.lineage.on(row, period.end()) else { continue };
            clear(&mut column, row);
            match self.earlier(row, epoch.codes.contains(snapshot.roster.code(row)), epoch) {
                Ok(Some(cell)) => self.put(snapshot, &mut column, row, &cell),
                Ok(None) => {}
                Err(reason) => set_why(&mut column, row, reason),
            }
        }
        column
    }

    fn own(&self, group: &[Figure]) -> Option<Cell> {
        Some(self.single(self.choose(group)?))
    }

    fn single(&self, figure: Figure) -> Cell {
        let observation = self.observation(&figure);
        let flags = if observation.status == Status::Draft { Flags::DRAFT } else { Flags::NONE };
        let value = observation.value.unwrap_or(f64::NAN);
        Cell { value, series: figure.series, flags, sources: vec![figure] }
    }

    fn choose(&self, group: &[Figure]) -> Option<Figure> {
        let preference = &self.preference;
        let of = |series: &u16| group.iter().find(|figure| figure.series == *series).copied();
        if !preference.listed.is_empty() {
            return preference.listed.iter().chain(&preference.restated).find_map(of);
        }
        group.iter().max_by_key(|figure| (self.observation(figure).recorded_at, figure.place)).copied()
    }

    /// The figure of a unit for a time before its territory became what it is; `existed` says whether its code
    /// then stood for a part of it.
    fn earlier(&self, row: u32, existed: bool, epoch: &Epoch) -> Result<Option<Cell>, NullReason> {
        let own = of_code(self.figures, row);
        let of = |series: &u16| own.iter().find(|figure| figure.series == *series).copied();
        let restated = self.preference.restated.iter().find_map(of);
        // Whatever was recorded for a code that did not exist then is on today's boundary.
        let restated = restated.or_else(|| if existed { None } else { self.choose(own) });
        if let Some(figure) = restated {
            return Ok(Some(self.single(figure)));
        }
        if epoch.parted || epoch.codes.is_empty() {
            return Err(NullReason::UnitChanged);
        }
        let figures_of = |code: &String| match self.numbers.get(code.as_str()) {
            Some(number) => of_code(self.figures, *number),
            None => &[],
        };
        let parts: Vec<&[Figure]> = epoch.codes.iter().map(figures_of).collect();
        match &parts[..] {
            [only] => Ok(self.own(only)),
            _ if self.indicator.accumulation.is_additive() => self.sum(&parts),
            _ => Err(NullReason::UnitChanged),
        }
    }

    /// The sum over merged units, all in one series.
    fn sum(&self, parts: &[&[Figure]]) -> Result<Option<Cell>, NullReason> {
        let present: Vec<&[Figure]> = parts.iter().filter(|part| !part.is_empty()).copied().collect();
        if present.is_empty() || (present.len() < parts.len() && !self.indicator.absent_is_zero) {
            return Ok(None);
        }
        let Some(first) = self.choose(present[0]) else { return Ok(None) };
        let mut candidates = self.preference.listed.clone();
        if candidates.is_empty() {
            candidates.push(first.series);
            candidates.extend(present[0].iter().map(|figure| figure.series));
        }
        for series in candidates {
            let of = |part: &&[Figure]| part.iter().find(|figure| figure.series == series).copied();
            let found: Vec<Figure> = present.iter().filter_map(of).collect();
            if found.len() == present.len() {
                return Ok(Some(self.added(series, found)));
            }
        }
        Err(NullReason::BaseOfAnotherSeries)
    }

    fn added(&self, series: u16, sources: Vec<Figure>) -> Cell {
        let mut cell = Cell { value: 0.0, series, flags: Flags::MERGED, sources: Vec::new() };
        for figure in &sources {
            let one = self.single(*figure);
            cell.value += one.value;
            cell.flags = cell.flags.with(one.flags);
        }
        Cell { sources, ..cell }
    }

    fn put(&self, snapshot: &mut Snapshot, column: &mut FactColumn, row: u32, cell: &Cell) {
        let (rows, at) = (column.values.len(), row as usize);
        column.values[at] = cell.value;
        if cell.series != 0 {
            grown(&mut column.series, rows, 0)[at] = cell.series;
        }
        if cell.flags != Flags::NONE {
            grown(&mut column.flags, rows, Flags::NONE)[at] = cell.flags;
        }
        if self.provenance {
            let number = u32::try_from(snapshot.provenance.len()).unwrap_or(u32::MAX);
            snapshot.provenance.push(self.source(&cell.sources));
            grown(&mut column.provenance, rows, u32::MAX)[at] = number;
        }
    }

    fn source(&self, figures: &[Figure]) -> Provenance {
        let latest = figures.iter().map(|figure| self.observation(figure));
        let latest = latest.max_by_key(|observation| observation.recorded_at);
        let all: Vec<String> =
            figures.iter().map(|figure| self.observation(figure).origin.to_string()).collect();
        let origin = match (latest, &all[..]) {
            (Some(observation), [_]) => observation.origin.clone(),
            _ => Origin::Computed(all.join(" + ")),
        };
        Provenance {
            origin,
            status: figures.iter().map(|figure| self.observation(figure).status).min().unwrap_or_default(),
            recorded_at: latest.map_or_else(String::new, |observation| observation.recorded_at.to_string()),
            recorded_by: latest.map_or_else(String::new, |observation| observation.recorded_by.clone()),
            version: figures.iter().map(|figure| figure.version).max().unwrap_or(1),
        }
    }
}

fn of_code(figures: &[Figure], code: u32) -> &[Figure] {
    let start = figures.partition_point(|figure| figure.code < code);
    let end = figures.partition_point(|figure| figure.code <= code);
    &figures[start..end]
}

fn grown<T: Clone>(companion: &mut Vec<T>, rows: usize, blank: T) -> &mut Vec<T> {
    if companion.is_empty() {
        companion.resize(rows, blank);
    }
    companion
}

fn clear(column: &mut FactColumn, row: u32) {
    let at = row as usize;
    column.values[at] = f64::NAN;
    if let Some(series) = column.series.get_mut(at) {
        *series = 0;
    }
    if let Some(flags) = column.flags.get_mut(at) {
        *flags = Flags::NONE;
    }
    if let Some(provenance) = column.provenance.get_mut(at) {
        *provenance = u32::MAX;
    }
}

fn set_why(column: &mut FactColumn, row: u32, reason: NullReason) {
    let rows = column.values.len();
    if column.why.is_empty() {
        column.why.resize(rows, 0);
    }
    column.why[row as usize] = reason.code();
}
