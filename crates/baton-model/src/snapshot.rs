//! A snapshot (数据快照): everything a run reads, as known at one moment, on the unit tree of one date, in columns.
//!
//! A row is a unit, ordered by code; a column holds one indicator for one period and scenario. `NaN` inside a
//! column means "no figure"; it never leaves the crates that compute.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::catalogue::{Catalogue, IndicatorId};
use crate::observation::{Origin, Scenario, Status};
use crate::period::{Period, PeriodKind};
use crate::unit::{AttributeValue, Unit};

/// Marks on a value that explain shows (标记).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flags(pub u16);

impl Flags {
    /// No mark.
    pub const NONE: Self = Self(0);
    /// Taken from an earlier period (`carry = "latest"`, 沿用).
    pub const CARRIED: Self = Self(1);
    /// Passed through `coalesce`, `if` or `case` over a null (替代值).
    pub const SUBSTITUTED: Self = Self(1 << 1);
    /// Summed over predecessors after a merger (合并口径).
    pub const MERGED: Self = Self(1 << 2);
    /// The total of January and February (1–2月合并).
    pub const JANUARY_FEBRUARY: Self = Self(1 << 3);
    /// Imputed from the comparison set (插补).
    pub const IMPUTED: Self = Self(1 << 4);
    /// Nothing registered, read as 0 (未登记即为零).
    pub const ABSENT_ZERO: Self = Self(1 << 5);
    /// Changed by outlier treatment (异常值处理).
    pub const TREATED: Self = Self(1 << 6);
    /// The previous period's value (上期值).
    pub const PREVIOUS: Self = Self(1 << 7);
    /// Points given by a missing-value policy (缺失赋分).
    pub const POLICY_POINTS: Self = Self(1 << 8);
    /// Weights of present children scaled up (权重重分配).
    pub const REWEIGHTED: Self = Self(1 << 9);
    /// All units equal: `flat` applied (无区分).
    pub const FLAT: Self = Self(1 << 10);
    /// Clamped by floor or cap (封顶保底).
    pub const CLAMPED: Self = Self(1 << 11);
    /// Set by a ruling (裁定).
    pub const RULED: Self = Self(1 << 12);
    /// Does not apply to the unit (不适用).
    pub const NOT_APPLICABLE: Self = Self(1 << 13);
    /// Set to zero by a veto (否决).
    pub const VETOED: Self = Self(1 << 14);
    /// Read from draft figures or draft results (草稿数据).
    pub const DRAFT: Self = Self(1 << 15);

    /// Both sets of marks.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Is the mark set?
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// An attribute of all units.
#[derive(Clone, Debug)]
pub enum AttributeColumn {
    /// Texts by dictionary; `u32::MAX` is missing.
    Text {
        /// Index into `words` by row.
        codes: Vec<u32>,
        /// The distinct texts in order of first appearance.
        words: Vec<String>,
    },
    /// Numbers; NaN is missing.
    Number(Vec<f64>),
    /// 0 no, 1 yes, 2 missing.
    Bool(Vec<u8>),
}

impl AttributeColumn {
    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Text { codes, .. } => codes.len(),
            Self::Number(values) => values.len(),
            Self::Bool(values) => values.len(),
        }
    }

    /// Are there no rows?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The columns of a [`Roster`], each with one entry a unit.
#[derive(Clone, Debug, Default)]
pub struct RosterParts {
    /// Codes, in order.
    pub codes: Vec<String>,
    /// Names.
    pub names: Vec<String>,
    /// Kinds.
    pub kinds: Vec<String>,
    /// Rows of the units above.
    pub parents: Vec<Option<u32>>,
    /// Attributes on the tree date.
    pub attributes: BTreeMap<String, AttributeColumn>,
    /// Attributes a year before.
    pub earlier: BTreeMap<String, AttributeColumn>,
}

/// The units of a snapshot in columns, ordered by code.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    codes: Vec<String>,
    names: Vec<String>,
    kinds: Vec<String>,
    parents: Vec<Option<u32>>,
    row_of: HashMap<String, u32>,
    attributes: BTreeMap<String, AttributeColumn>,
    earlier: BTreeMap<String, AttributeColumn>,
}

impl Roster {
    /// Builds the columns from units ordered by code; `earlier` are the same units' versions a year before.
    pub fn new(units: &[Unit], earlier: &[Option<&Unit>]) -> Self {
        let codes: Vec<String> = units.iter().map(|unit| unit.code.clone()).collect();
        let row_of: HashMap<String, u32> = codes.iter().cloned().zip(0..).collect();
        let parents = units.iter().map(|unit| row_of.get(unit.parent.as_deref()?).copied()).collect();
        let now: Vec<Option<&Unit>> = units.iter().map(Some).collect();
        Self {
            names: units.iter().map(|unit| unit.name.clone()).collect(),
            kinds: units.iter().map(|unit| unit.kind.clone()).collect(),
            parents,
            attributes: attribute_columns(&now),
            earlier: attribute_columns(earlier),
            codes,
            row_of,
        }
    }

    /// Units given straight by columns, already ordered by code.
    pub fn from_columns(
        codes: Vec<String>,
        names: Vec<String>,
        kind: &str,
        attributes: BTreeMap<String, AttributeColumn>,
    ) -> Self {
        let rows = codes.len();
        let row_of = codes.iter().cloned().zip(0..).collect();
        let earlier = attributes.clone();
        Self {
            codes,
            names,
            kinds: vec![kind.to_owned(); rows],
            parents: vec![None; rows],
            row_of,
            attributes,
            earlier,
        }
    }

    /// Everything it holds, to be kept and made into the same roster again.
    pub fn parts(&self) -> RosterParts {
        RosterParts {
            codes: self.codes.clone(),
            names: self.names.clone(),
            kinds: self.kinds.clone(),
            parents: self.parents.clone(),
            attributes: self.attributes.clone(),
            earlier: self.earlier.clone(),
        }
    }

    /// A roster from its parts; none if they are not equally long.
    pub fn from_parts(parts: RosterParts) -> Option<Self> {
        let RosterParts { codes, names, kinds, parents, attributes, earlier } = parts;
        let rows = codes.len();
        let known = |parent: &Option<u32>| parent.is_none_or(|row| (row as usize) < rows);
        let long = |column: &AttributeColumn| column.len() == rows;
        let whole = names.len() == rows && kinds.len() == rows && parents.len() == rows;
        if !whole || !parents.iter().all(known) || !attributes.values().chain(earlier.values()).all(long) {
            return None;
        }
        let row_of = codes.iter().cloned().zip(0..).collect();
        Some(Self { codes, names, kinds, parents, row_of, attributes, earlier })
    }

    /// How many units.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Code of a row.
    pub fn code(&self, row: u32) -> &str {
        &self.codes[row as usize]
    }

    /// Name of a row.
    pub fn name(&self, row: u32) -> &str {
        &self.names[row as usize]
    }

    /// Kind of a row.
    pub fn kind(&self, row: u32) -> &str {
        &self.kinds[row as usize]
    }

    /// Row of the unit above.
    pub fn parent(&self, row: u32) -> Option<u32> {
        self.parents[row as usize]
    }

    /// Rows whose parent is this one.
    pub fn children(&self, row: u32) -> Vec<u32> {
        (0..).zip(&self.parents).filter(|(_, parent)| **parent == Some(row)).map(|(child, _)| child).collect()
    }

    /// Row of a code.
    pub fn row(&self, code: &str) -> Option<u32> {
        self.row_of.get(code).copied()
    }

    /// Row of a code, or of the only unit with this name.
    pub fn find(&self, code_or_name: &str) -> Option<u32> {
        self.row(code_or_name).or_else(|| {
            let mut same = (0..).zip(&self.names).filter(|(_, name)| *name == code_or_name);
            let (row, _) = same.next()?;
            same.next().is_none().then_some(row)
        })
    }

    /// An attribute, on the tree date or a year before.
    pub fn attribute(&self, name: &str, a_year_before: bool) -> Option<&AttributeColumn> {
        if a_year_before { self.earlier.get(name) } else { self.attributes.get(name) }
    }

    /// Names of all attributes.
    pub fn attribute_names(&self) -> impl Iterator<Item = &str> {
        self.attributes.keys().map(String::as_str)
    }
}

fn attribute_columns(units: &[Option<&Unit>]) -> BTreeMap<String, AttributeColumn> {
    let mut names: Vec<&String> = units.iter().flatten().flat_map(|unit| unit.attributes.keys()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| (name.clone(), attribute_column(units, name))).collect()
}

/// The type of a column is that of its first value; a value of another type is kept as text.
fn attribute_column(units: &[Option<&Unit>], name: &str) -> AttributeColumn {
    let values: Vec<Option<&AttributeValue>> =
        units.iter().map(|unit| unit.and_then(|unit| unit.attributes.get(name))).collect();
    let all = |test: fn(&AttributeValue) -> bool| values.iter().flatten().all(|value| test(value));
    if all(|value| matches!(value, AttributeValue::Number(_))) {
        let number = |value: &Option<&AttributeValue>| match value {
            Some(AttributeValue::Number(number)) => *number,
            _ => f64::NAN,
        };
        AttributeColumn::Number(values.iter().map(number).collect())
    } else if all(|value| matches!(value, AttributeValue::Bool(_))) {
        let truth = |value: &Option<&AttributeValue>| match value {
            Some(AttributeValue::Bool(truth)) => u8::from(*truth),
            _ => 2,
        };
        AttributeColumn::Bool(values.iter().map(truth).collect())
    } else {
        text_column(values.iter().map(|value| {
            value.map(|value| match value {
                AttributeValue::Text(text) => text.clone(),
                AttributeValue::Number(number) => number.to_string(),
                AttributeValue::Bool(truth) => truth.to_string(),
            })
        }))
    }
}

/// A text column with its dictionary.
pub fn text_column(values: impl Iterator<Item = Option<String>>) -> AttributeColumn {
    let mut words: Vec<String> = Vec::new();
    let mut known: HashMap<String, u32> = HashMap::new();
    let codes = values
        .map(|value| {
            let Some(word) = value else { return u32::MAX };
            if let Some(code) = known.get(&word) {
                return *code;
            }
            let code = u32::try_from(words.len()).unwrap_or(u32::MAX);
            words.push(word.clone());
            known.insert(word, code);
            code
        })
        .collect();
    AttributeColumn::Text { codes, words }
}

/// One indicator for one period and scenario. Empty companions mean "nothing special in any row".
#[derive(Clone, Debug, Default)]
pub struct FactColumn {
    /// Values by row; NaN where there is no figure.
    pub values: Vec<f64>,
    /// Series by row, as an index into [`Snapshot::series`].
    pub series: Vec<u16>,
    /// Provenance by row, as an index into [`Snapshot::provenance`]; `u32::MAX` is none.
    pub provenance: Vec<u32>,
    /// Marks by row.
    pub flags: Vec<Flags>,
    /// Code of the null reason by row where it is not "not reported".
    pub why: Vec<u8>,
}

impl FactColumn {
    /// Takes over a row of another column; from none, the row has no figure.
    fn take_row(&mut self, row: usize, from: Option<&Self>) {
        self.values[row] = from.map_or(f64::NAN, |from| from.values[row]);
        take(&mut self.series, row, from.map(|from| &from.series), self.values.len(), 0);
        take(&mut self.provenance, row, from.map(|from| &from.provenance), self.values.len(), u32::MAX);
        take(&mut self.flags, row, from.map(|from| &from.flags), self.values.len(), Flags::NONE);
        take(&mut self.why, row, from.map(|from| &from.why), self.values.len(), 0);
    }
}

/// Takes over one entry of a companion column, which may be empty on either side.
fn take<T: Copy + PartialEq>(to: &mut Vec<T>, row: usize, from: Option<&Vec<T>>, rows: usize, default: T) {
    let value = from.and_then(|from| from.get(row)).copied().unwrap_or(default);
    if to.is_empty() {
        if value == default {
            return;
        }
        to.resize(rows, default);
    }
    to[row] = value;
}

/// The distance between two periods of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    kind: PeriodKind,
    periods: i32,
}

impl Shift {
    /// From one period to a later one of the same kind; none if they are of different kinds or in the wrong order.
    pub fn between(before: Period, after: Period) -> Option<Self> {
        if before.kind() != after.kind() || after < before {
            return None;
        }
        let periods = (0..4000).find(|n| after.offset(-*n) == Some(before))?;
        Some(Self { kind: before.kind(), periods })
    }

    /// How many months it is, where it is whole months.
    fn months(self) -> Option<i32> {
        let each = match self.kind {
            PeriodKind::Year => 12,
            PeriodKind::Half => 6,
            PeriodKind::Quarter => 3,
            PeriodKind::Month => 1,
            PeriodKind::TenDays | PeriodKind::Week | PeriodKind::Day => return None,
        };
        Some(each * self.periods)
    }

    fn moved(self, period: Period, sign: i32) -> Option<Period> {
        if period.kind() == self.kind {
            return period.offset(sign * self.periods);
        }
        let months = self.months()?;
        match period.kind() {
            PeriodKind::Year if months % 12 == 0 => period.offset(sign * months / 12),
            PeriodKind::Half if months % 6 == 0 => period.offset(sign * months / 6),
            PeriodKind::Quarter if months % 3 == 0 => period.offset(sign * months / 3),
            PeriodKind::Month => period.offset(sign * months),
            PeriodKind::TenDays => period.offset(sign * months * 3),
            PeriodKind::Week | PeriodKind::Day if months % 12 == 0 => {
                period.years_back(i16::try_from(-sign * months / 12).ok()?)
            }
            _ => None,
        }
    }

    /// The period that much earlier.
    pub fn earlier(self, period: Period) -> Option<Period> {
        self.moved(period, -1)
    }

    /// The period that much later.
    pub fn later(self, period: Period) -> Option<Period> {
        self.moved(period, 1)
    }
}

/// Where a figure came from, for explain.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// File, sheet and cell, or a person.
    pub origin: Origin,
    /// How far it had come.
    pub status: Status,
    /// When it was recorded, RFC 3339.
    pub recorded_at: String,
    /// By whom.
    pub recorded_by: String,
    /// Which version of the figure this is, 1 for the first.
    pub version: u32,
}

/// Results of a published run, read by `result.<scheme>.…`.
#[derive(Clone, Debug, Default)]
pub struct PublishedResult {
    /// Totals by row.
    pub total: Vec<f64>,
    /// Total ÷ full mark by row.
    pub ratio: Vec<f64>,
    /// Rank in the group by row.
    pub rank: Vec<f64>,
    /// Units ranked in the group by row.
    pub n: Vec<f64>,
    /// Name of the group by row.
    pub groups: Vec<Option<String>>,
    /// Grade by row.
    pub grade: Vec<Option<String>>,
    /// Level by row, counted from the lowest = 0.
    pub level: Vec<f64>,
    /// Level whose conditions were met, before limits, by row.
    pub level_reached: Vec<f64>,
    /// Per node: points, ratio, rank by row.
    pub nodes: BTreeMap<String, [Vec<f64>; 3]>,
    /// Frozen leaf values by indicator, for `as_published`.
    pub inputs: BTreeMap<String, Vec<f64>>,
    /// Adjustments an event counted in, by rule id and row, for `carry = "once"`.
    pub adjustments: BTreeMap<String, Vec<f64>>,
    /// Is it a draft?
    pub draft: bool,
}

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

    /// All columns, by indicator, scenario and period.
    pub fn columns(&self) -> impl Iterator<Item = (IndicatorId, Scenario, Period, &FactColumn)> {
        self.columns
            .iter()
            .map(|((indicator, scenario, period), column)| (*indicator, *scenario, *period, column))
    }

    /// Puts a column, whose values must have one entry a row.
    pub fn put(&mut self, indicator: IndicatorId, scenario: Scenario, period: Period, column: FactColumn) {
        debug_assert_eq!(column.values.len(), self.roster.len());
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
            .or_insert_with(|| FactColumn { values: vec![f64::NAN; rows], ..FactColumn::default() })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shift_moves_finer_periods_along() {
        let p = |text: &str| text.parse::<Period>().unwrap();
        let year = Shift::between(p("2022"), p("2023")).unwrap();
        for (later, earlier) in
            [("2023", "2022"), ("2023-02", "2022-02"), ("2023Q3", "2022Q3"), ("2023-02X3", "2022-02X3")]
        {
            assert_eq!(year.earlier(p(later)), Some(p(earlier)));
            assert_eq!(year.later(p(earlier)), Some(p(later)));
        }
        assert_eq!(year.earlier(p("2023-05-04")), Some(p("2022-05-04")));
        let month = Shift::between(p("2023-01"), p("2023-02")).unwrap();
        assert_eq!(month.earlier(p("2023")), None);
        assert_eq!(month.earlier(p("2023-01")), Some(p("2022-12")));
        assert_eq!(Shift::between(p("2023"), p("2022")), None);
    }
}
