//! A snapshot (数据快照): everything a run reads, as known at one moment, on the unit tree of one date, in columns.
//!
//! A row is a unit, ordered by code; a column holds one indicator for one period and scenario. `NaN` inside a
//! column means "no figure"; it never leaves the crates that compute.

mod fact;
mod flags;
mod published;
mod roster;
mod shift;
mod texts;
mod values;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::catalogue::{Catalogue, IndicatorId};
use crate::observation::Scenario;
use crate::period::Period;
pub use fact::{FactColumn, Provenance};
pub use flags::Flags;
pub use published::PublishedResult;
pub use roster::{AttributeColumn, Roster, RosterParts, text_column};
pub use shift::Shift;
pub use texts::TextList;
pub use values::Values;

/// Everything a run reads.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The indicators.
    pub catalogue: Catalogue,
    /// The units on the tree date.
    pub roster: Roster,
    /// The date of the tree.
    pub tree_date: Date,
    /// Last day on which a period counts as closed; periods ending later are not yet due.
    pub closed_until: Option<Date>,
    /// Names of series.
    pub series: Vec<String>,
    /// Sources of figures.
    pub provenance: Vec<Provenance>,
    columns: BTreeMap<(IndicatorId, Scenario, Period), FactColumn>,
    /// Results of published runs by scheme and period.
    pub results: BTreeMap<(String, Period), PublishedResult>,
    /// Ledger measures by `ledger.measure` or `ledger.measure[option]` and period, by row.
    pub ledgers: BTreeMap<(String, Period), Vec<f64>>,
}

impl Snapshot {
    /// Units and indicators, no figures yet.
    pub fn new(catalogue: Catalogue, roster: Roster, tree_date: Date) -> Self {
        Self { catalogue, roster, tree_date, ..Self::default() }
    }

    /// The column of an indicator.
    pub fn column(&self, indicator: IndicatorId, scenario: Scenario, period: Period) -> Option<&FactColumn> {
        self.columns.get(&(indicator, scenario, period))
    }

    /// Takes the columns out, for those who have read them and go on with the roster alone.
    pub fn take_columns(&mut self) -> impl Send + use<> {
        std::mem::take(&mut self.columns)
    }

    /// All columns, by indicator, scenario and period.
    pub fn columns(&self) -> impl Iterator<Item = (IndicatorId, Scenario, Period, &FactColumn)> {
        self.columns
            .iter()
            .map(|((indicator, scenario, period), column)| (*indicator, *scenario, *period, column))
    }

    /// Puts a column, whose values must have one entry a row.
    pub fn put(
        &mut self,
        indicator: IndicatorId,
        scenario: Scenario,
        period: Period,
        mut column: FactColumn,
    ) {
        debug_assert_eq!(column.values.len(), self.roster.len());
        column.values.share();
        self.columns.insert((indicator, scenario, period), column);
    }

    /// The column to write figures into, made empty when new.
    pub fn column_mut(
        &mut self,
        indicator: IndicatorId,
        scenario: Scenario,
        period: Period,
    ) -> &mut FactColumn {
        let rows = self.roster.len();
        self.columns
            .entry((indicator, scenario, period))
            .or_insert_with(|| FactColumn { values: vec![f64::NAN; rows].into(), ..FactColumn::default() })
    }

    /// Periods for which an indicator has figures, in order.
    pub fn periods(
        &self,
        indicator: IndicatorId,
        scenario: Scenario,
    ) -> impl DoubleEndedIterator<Item = Period> {
        self.columns
            .keys()
            .filter(move |(id, column_scenario, _)| *id == indicator && *column_scenario == scenario)
            .map(|(_, _, period)| *period)
    }

    /// Has the indicator any figure at all?
    pub fn has_data(&self, indicator: IndicatorId) -> bool {
        self.columns.keys().any(|(id, ..)| *id == indicator)
    }

    /// A copy in which the chosen rows of a scenario read in every period what they were `shift` earlier: for asking
    /// what a result would have been with the figures of before. Periods that cannot be moved by it stay as they are.
    #[must_use]
    pub fn with_earlier(&self, scenario: Scenario, shift: Shift, rows: &[u32]) -> Self {
        let mut copy = self.clone();
        let moved = self.columns.keys().filter(|(_, column_scenario, _)| *column_scenario == scenario);
        let mut keys: Vec<(IndicatorId, Period)> = Vec::new();
        for (id, _, period) in moved {
            keys.push((*id, *period));
            keys.extend(shift.later(*period).map(|later| (*id, later)));
        }
        keys.sort_unstable();
        keys.dedup();
        for (id, period) in keys {
            let Some(earlier) = shift.earlier(period) else { continue };
            let from = self.column(id, scenario, earlier);
            let to = copy.column_mut(id, scenario, period);
            rows.iter().for_each(|row| to.take_row(*row as usize, from));
        }
        copy
    }

    /// The source of a figure.
    pub fn provenance_of(&self, column: &FactColumn, row: u32) -> Option<&Provenance> {
        self.provenance.get(*column.provenance.get(row as usize)? as usize)
    }
}
