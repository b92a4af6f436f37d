//! Reading an indicator in a period: what is finer or coarser than the period, what is not due, what is joint.

use baton_model::observation::Scenario;
use baton_model::snapshot::FactColumn;
use baton_model::{Accumulation, Flags, IndicatorId, Message, NullReason, Period};

use super::column::{Numbers, pick};
use super::eval;
use super::scope::Scope;
use crate::messages;

/// The values of an indicator for the scope's rows, period and scenario.
pub(super) fn indicator(scope: Scope<'_>, id: IndicatorId) -> Numbers {
    let definition = scope.snapshot.catalogue.get(id);
    let direct = scope.snapshot.column(id, scope.scenario, scope.period);
    if let Some(formula) = scope.plan.formulas.get(&id)
        && direct.is_none()
    {
        return eval::numbers(scope, formula);
    }
    let kind = scope.period.kind();
    if direct.is_some() || definition.frequency == kind {
        let zero = reads_zero(scope, id);
        return finish(scope, gather(scope, id, direct, zero), zero);
    }
    if definition.frequency.is_finer_than(kind) {
        return finer(scope, id);
    }
    if scope.carry {
        return latest(scope, id);
    }
    Numbers::null(NullReason::NotDue, scope.rows.len())
}

fn finer(scope: Scope<'_>, id: IndicatorId) -> Numbers {
    let definition = scope.snapshot.catalogue.get(id);
    match definition.accumulation {
        Accumulation::Stock | Accumulation::Ytd => {
            indicator(scope.at(scope.period.last_part(definition.frequency)), id)
        }
        Accumulation::Flow => {
            let mut sum = Numbers::same(0.0, scope.rows.len());
            for part in scope.period.parts(definition.frequency) {
                sum = sum.zip(&indicator(scope.at(part), id), NullReason::Undefined, &|a, b| a + b);
            }
            sum
        }
        Accumulation::Rate => {
            let message = Message::new(&messages::RATE_FINER).with("indicator", &definition.name);
            scope.refuse(None, message);
            Numbers::null(NullReason::Undefined, scope.rows.len())
        }
    }
}

/// The last published value up to the end of the period, unit by unit.
fn latest(scope: Scope<'_>, id: IndicatorId) -> Numbers {
    let mut found = Numbers::null(NullReason::NotDue, scope.rows.len());
    let mut open = scope.rows.len();
    let end = scope.period.end();
    for period in scope.snapshot.periods(id, scope.scenario).rev().filter(|period| period.end() <= end) {
        if open == 0 {
            break;
        }
        let column = gather(scope, id, scope.snapshot.column(id, scope.scenario, period), false);
        for row in 0..scope.rows.len() {
            if found.get(row).is_none() && column.get(row).is_some() {
                found.copy_row(row, &column, row);
                found.mark(row, Flags::CARRIED);
                open -= 1;
            }
        }
    }
    found
}

/// The figures of a column; those of joint units put together, where nothing registered counts as 0 if `zero`.
fn gather(scope: Scope<'_>, id: IndicatorId, column: Option<&FactColumn>, zero: bool) -> Numbers {
    let Some(column) = column else {
        return Numbers { values: vec![f64::NAN; scope.rows.len()].into(), ..Numbers::default() };
    };
    let mut numbers = if is_whole(scope, column.values.len()) {
        Numbers { values: column.values.clone(), why: column.why.clone(), flags: column.flags.clone() }
    } else {
        Numbers {
            values: pick(&column.values, scope.rows).into(),
            why: pick(&column.why, scope.rows),
            flags: pick(&column.flags, scope.rows),
        }
    };
    add_joint(scope, id, column, zero, &mut numbers);
    numbers
}

/// Are the scope's rows all rows in their order?
fn is_whole(scope: Scope<'_>, rows: usize) -> bool {
    scope.rows.len() == rows
        && (scope.universe.is_whole() && std::ptr::eq(scope.rows, &scope.universe.rows[..])
            || (0..).zip(scope.rows).all(|(at, row)| at == *row))
}

/// Joint units: additive figures are summed, others are null unless all agree. A member without a figure makes it null
/// for that reason, unless nothing registered counts as 0.
fn add_joint(scope: Scope<'_>, id: IndicatorId, column: &FactColumn, zero: bool, numbers: &mut Numbers) {
    let additive = scope.snapshot.catalogue.get(id).accumulation.is_additive();
    for (first, members) in &scope.universe.joint {
        let Some(at) = scope.rows.iter().position(|row| row == first) else { continue };
        let figure = |row: &u32| member_figure(column, *row, zero);
        let figures: Vec<f64> = match members.iter().map(figure).collect() {
            Ok(figures) => figures,
            Err(why) => {
                numbers.set_null(at, why);
                continue;
            }
        };
        if additive {
            numbers.set(at, figures.iter().sum());
            numbers.mark(at, Flags::MERGED);
        } else if figures.iter().all(|figure| *figure == figures[0]) {
            numbers.set(at, figures[0]);
        } else {
            numbers.set_null(at, NullReason::NotApplicable);
        }
        if members.iter().any(|row| column.values[*row as usize].is_nan()) {
            numbers.mark(at, Flags::ABSENT_ZERO);
        }
    }
}

/// The figure of each member where the scope's one row stands for several units.
pub(super) fn figures_of_members(
    scope: Scope<'_>,
    id: IndicatorId,
) -> Option<Vec<(u32, Result<f64, NullReason>)>> {
    let (_, members) = scope.universe.joint.iter().find(|(first, _)| Some(first) == scope.rows.first())?;
    let column = scope.snapshot.column(id, scope.scenario, scope.period)?;
    let zero = reads_zero(scope, id);
    Some(members.iter().map(|row| (*row, member_figure(column, *row, zero))).collect())
}

/// The figure of one member of a joint unit, or why there is none.
fn member_figure(column: &FactColumn, row: u32, zero: bool) -> Result<f64, NullReason> {
    let row = row as usize;
    if !column.values[row].is_nan() {
        return Ok(column.values[row]);
    }
    let why = column.why.get(row).and_then(|code| NullReason::from_code(*code));
    match why.unwrap_or(NullReason::NotReported) {
        NullReason::NotReported if zero => Ok(0.0),
        why => Err(why),
    }
}

/// Does nothing registered count as 0 (未登记即为零), the period being closed?
pub(super) fn reads_zero(scope: Scope<'_>, id: IndicatorId) -> bool {
    let declared = scope.snapshot.catalogue.get(id).absent_is_zero;
    declared && scope.scenario == Scenario::Actual && is_closed(scope, scope.period)
}

/// Gives the nulls their reasons: no plan, not due, registered by event.
fn finish(scope: Scope<'_>, mut numbers: Numbers, zero: bool) -> Numbers {
    let reason = match scope.scenario {
        Scenario::Plan => NullReason::NoPlan,
        _ if is_closed(scope, scope.period) => NullReason::NotReported,
        _ => NullReason::NotDue,
    };
    if reason == NullReason::NotReported && !zero || !numbers.has_nulls() {
        return numbers;
    }
    for row in 0..numbers.len() {
        if numbers.reason(row) != Some(NullReason::NotReported) {
            continue;
        }
        if zero {
            numbers.set(row, 0.0);
            numbers.mark(row, Flags::ABSENT_ZERO);
        } else {
            numbers.set_null(row, reason);
        }
    }
    numbers
}

/// Is the period closed, so that its figures are due?
pub(super) fn is_closed(scope: Scope<'_>, period: Period) -> bool {
    scope.snapshot.closed_until.is_none_or(|until| period.end() <= until)
}
