//! Values of an indicator by unit and by period, with plan, completion, growth, single month and running total: each an expression of
//! the scheme language, evaluated as a run does. Only accepted figures stand here.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::catalogue::{Accumulation, Direction};
use baton_model::{IndicatorId, NullReason, Observation, Period, PeriodKind, Scenario, Snapshot, Status};
use baton_scheme::figures::Figures;
use baton_scheme::run::column::Numbers;
use baton_store::Scope;
use jiff::Timestamp;
use jiff::civil::Date;

use super::indicators::found;
use crate::access::{Actor, Capability, Denied};
use crate::site::{Known, Site};
use crate::snapshot::{self, Request, day_in_china};

/// A value of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorValue {
    /// Unit code.
    pub code: String,
    /// Unit name.
    pub name: String,
    /// The value.
    pub value: Option<f64>,
    /// Why it is missing.
    pub reason: Option<NullReason>,
    /// The plan of the period, or of its year where the period has none of its own.
    pub plan: Option<f64>,
    /// Value ÷ plan.
    pub completion: Option<f64>,
    /// The share of the year that has gone, where the plan is the year's.
    pub elapsed: Option<f64>,
    /// Is less done than time has gone, or than was planned for the period? Only where more is better.
    pub behind: Option<bool>,
    /// Growth over a year, as a share: 0.062 is 6.2%.
    pub yoy: Option<f64>,
    /// The single month of a running total.
    pub single: Option<f64>,
    /// The running total of the year.
    pub ytd: Option<f64>,
}

/// The values of an indicator in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorValues {
    /// The period.
    pub period: Period,
    /// The unit of measure.
    pub measure: String,
    /// By unit, in the order of their codes.
    pub values: Vec<IndicatorValue>,
}

/// A period of a unit's series.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesPoint {
    /// The period.
    pub period: Period,
    /// The value.
    pub value: Option<f64>,
    /// Why it is missing.
    pub reason: Option<NullReason>,
    /// The plan of the period, if it has one of its own.
    pub plan: Option<f64>,
    /// The single month of a running total.
    pub single: Option<f64>,
    /// Was it another value before?
    pub revised: bool,
}

/// A unit's values over time.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorSeries {
    /// The unit of measure.
    pub measure: String,
    /// The periods, the oldest first.
    pub points: Vec<SeriesPoint>,
}

/// An indicator with those its formula reads.
pub(super) struct Needed {
    figures: Figures,
    ids: Vec<IndicatorId>,
    codes: BTreeSet<String>,
}

impl Needed {
    pub(super) fn of(known: &Known, id: IndicatorId) -> Self {
        let catalogue = &known.workspace.catalogue;
        let figures = Figures::new(catalogue);
        let ids = figures.needs(id);
        let codes = ids.iter().map(|id| catalogue.get(*id).code.clone()).collect();
        Self { figures, ids, codes }
    }

    /// The figures it needs, as known at a moment and accepted.
    pub(super) fn observations<'k>(
        &'k self,
        known: &'k Known,
        as_of: Timestamp,
    ) -> impl Iterator<Item = &'k Observation> {
        let seen = move |one: &&Observation| one.recorded_at <= as_of && one.status >= Status::Accepted;
        known.observations.slots_of(|one| self.codes.contains(&one.indicator)).flatten().filter(seen)
    }

    fn snapshot(&self, known: &Known, tree_date: Date, as_of: Timestamp) -> Snapshot {
        let request = Request {
            catalogue: &known.workspace.catalogue,
            tree: &known.workspace.tree,
            tree_date,
            as_of,
            indicators: &self.ids,
            least_status: Status::Accepted,
            provenance: false,
        };
        snapshot::take(&request, &known.observations)
    }
}

/// The expressions shown of an indicator in a period; none where one makes no sense of it.
struct Columns {
    value: Option<Numbers>,
    plan: Option<Numbers>,
    plan_year: Option<Numbers>,
    completion: Option<Numbers>,
    completion_year: Option<Numbers>,
    yoy: Option<Numbers>,
    single: Option<Numbers>,
    ytd: Option<Numbers>,
}

impl Columns {
    fn of(needed: &Needed, snapshot: &Snapshot, id: IndicatorId, period: Period) -> Self {
        let indicator = snapshot.catalogue.get(id);
        let code = format!("`{}`", indicator.code);
        let column = |text: String| needed.figures.evaluate(snapshot, period, &text);
        let is = |accumulation| indicator.accumulation == accumulation;
        let monthly = indicator.frequency == PeriodKind::Month;
        Self {
            value: column(code.clone()),
            plan: column(format!("plan({code})")),
            plan_year: column(format!("plan_year({code})")),
            completion: column(format!("{code} / plan({code})")),
            completion_year: column(format!("{code} / plan_year({code})")),
            yoy: column(format!("yoy({code}) / 100")),
            single: if is(Accumulation::Ytd) { column(format!("month_of({code})")) } else { None },
            ytd: match indicator.accumulation {
                Accumulation::Ytd => column(code),
                Accumulation::Flow if monthly => column(format!("ytd({code})")),
                _ => None,
            },
        }
    }
}

fn at(column: Option<&Numbers>, row: u32) -> Option<f64> {
    column?.get(row as usize).filter(|value| value.is_finite())
}

impl Site {
    /// The values of an indicator in a period, of the units in scope; of one kind, or of the kinds that have figures.
    pub fn indicator_values(
        &self,
        actor: &Actor,
        code: &str,
        (period, kind): (Option<Period>, Option<&str>),
        as_of: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<IndicatorValues, Denied> {
        actor.needs(Capability::ViewFigures)?;
        let known = self.known(now)?;
        let (id, indicator) = found(&known, code)?;
        let as_of = as_of.map_or(now, |moment| moment.min(now));
        let needed = Needed::of(&known, id);
        let scope = known.scope(actor, Capability::ViewFigures, day_in_china(now))?;
        let inside = |one: &&Observation| scope.contains_figure(&one.unit, &indicator.code);
        let actual = |one: &&Observation| one.scenario == Scenario::Actual && one.value.is_some();
        let newest =
            || needed.observations(&known, as_of).filter(inside).filter(actual).map(|one| one.period).max();
        let this_period = || Period::containing(indicator.frequency, day_in_china(as_of));
        let period = period.or_else(newest).unwrap_or_else(this_period);
        let snapshot = needed.snapshot(&known, period.end(), as_of);
        let columns = Columns::of(&needed, &snapshot, id, period);
        let rows = rows(&snapshot, &scope, &indicator.code, &columns, kind);
        let elapsed = period.elapsed();
        let more_is_better = indicator.direction == Direction::Higher;
        let value = |row: u32| {
            let own_plan = at(columns.plan.as_ref(), row);
            let plan = own_plan.or_else(|| at(columns.plan_year.as_ref(), row));
            let of_year = own_plan.is_none() && plan.is_some() && period != period.whole_year();
            let completion = if own_plan.is_some() { &columns.completion } else { &columns.completion_year };
            let completion = at(completion.as_ref(), row);
            let due = if of_year { elapsed } else { 1.0 };
            let behind = completion.filter(|_| more_is_better).map(|done| done < due);
            let value = at(columns.value.as_ref(), row);
            IndicatorValue {
                code: snapshot.roster.code(row).to_owned(),
                name: snapshot.roster.name(row).to_owned(),
                value,
                reason: reason(columns.value.as_ref(), row, value),
                plan,
                completion,
                elapsed: of_year.then_some(elapsed),
                behind,
                yoy: at(columns.yoy.as_ref(), row),
                single: at(columns.single.as_ref(), row),
                ytd: at(columns.ytd.as_ref(), row),
            }
        };
        let values = rows.into_iter().map(value).collect();
        Ok(IndicatorValues { period, measure: indicator.measure.text().to_owned(), values })
    }

    /// The values of an indicator of one unit over time; a unit outside the scope is not there.
    pub fn indicator_series(
        &self,
        actor: &Actor,
        (code, unit): (&str, &str),
        as_of: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<IndicatorSeries, Denied> {
        actor.needs(Capability::ViewFigures)?;
        let known = self.known(now)?;
        let (id, indicator) = found(&known, code)?;
        let as_of = as_of.map_or(now, |moment| moment.min(now));
        let today = day_in_china(now);
        let scope = known.scope(actor, Capability::ViewFigures, today)?;
        let needed = Needed::of(&known, id);
        let snapshot = needed.snapshot(&known, today, as_of);
        let row = snapshot.roster.row(unit).filter(|_| scope.contains_figure(unit, &indicator.code));
        let row = row.ok_or_else(Denied::missing)?;
        let mut periods: BTreeSet<Period> = BTreeSet::new();
        for id in &needed.ids {
            let own = snapshot.columns().filter(|(other, scenario, _, column)| {
                other == id && *scenario == Scenario::Actual && !column.values[row as usize].is_nan()
            });
            periods.extend(own.map(|(_, _, period, _)| period));
        }
        let periods = without_gaps(&periods, indicator.frequency);
        let revised = revised(needed.observations(&known, as_of).filter(|one| {
            one.unit == unit && one.indicator == indicator.code && one.scenario == Scenario::Actual
        }));
        let point = |period: Period| {
            let columns = Columns::of(&needed, &snapshot, id, period);
            let value = at(columns.value.as_ref(), row);
            SeriesPoint {
                period,
                value,
                reason: reason(columns.value.as_ref(), row, value),
                plan: at(columns.plan.as_ref(), row),
                single: at(columns.single.as_ref(), row),
                revised: revised.contains(&period),
            }
        };
        let points = periods.into_iter().map(point).collect();
        Ok(IndicatorSeries { measure: indicator.measure.text().to_owned(), points })
    }
}

fn reason(column: Option<&Numbers>, row: u32, value: Option<f64>) -> Option<NullReason> {
    if value.is_some() {
        return None;
    }
    Some(column.and_then(|column| column.reason(row as usize)).unwrap_or(NullReason::NotReported))
}

/// The rows shown: in scope, of the kind asked for, or of the kinds in which some unit has a value or a plan.
fn rows(
    snapshot: &Snapshot,
    scope: &Scope,
    indicator: &str,
    columns: &Columns,
    kind: Option<&str>,
) -> Vec<u32> {
    let roster = &snapshot.roster;
    let count = u32::try_from(roster.len()).unwrap_or(u32::MAX);
    let inside: Vec<u32> =
        (0..count).filter(|row| scope.contains_figure(roster.code(*row), indicator)).collect();
    let filled = |row: u32| {
        [&columns.value, &columns.plan, &columns.plan_year].iter().any(|one| at(one.as_ref(), row).is_some())
    };
    let kinds: BTreeSet<&str> = match kind {
        Some(kind) => BTreeSet::from([kind]),
        None => inside.iter().filter(|row| filled(**row)).map(|row| roster.kind(*row)).collect(),
    };
    inside.into_iter().filter(|row| kinds.contains(roster.kind(*row))).collect()
}

/// The periods from the first to the last of one kind; those of another kind as they are.
fn without_gaps(periods: &BTreeSet<Period>, kind: PeriodKind) -> Vec<Period> {
    const MOST: usize = 600;
    let own: Vec<Period> = periods.iter().filter(|period| period.kind() == kind).copied().collect();
    let (Some(first), Some(last)) = (own.first(), own.last()) else {
        return periods.iter().copied().collect();
    };
    let mut all = vec![*first];
    while let Some(next) = all.last().and_then(|period| period.offset(1)) {
        if next > *last || all.len() >= MOST {
            break;
        }
        all.push(next);
    }
    all
}

/// The periods whose value was another before, series by series.
fn revised<'o>(versions: impl Iterator<Item = &'o Observation>) -> BTreeSet<Period> {
    let mut values: BTreeMap<(Period, &str), Vec<u64>> = BTreeMap::new();
    for one in versions {
        let seen = values.entry((one.period, &one.series)).or_default();
        let bits = one.value.map_or(u64::MAX, f64::to_bits);
        if !seen.contains(&bits) {
            seen.push(bits);
        }
    }
    values.into_iter().filter(|(_, seen)| seen.len() > 1).map(|((period, _), _)| period).collect()
}
