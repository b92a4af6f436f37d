//! Reading an indicator in a period: what is finer or coarser than the period, what is not due, what is joint.

use baton_model::observation::Scenario;
use baton_model::snapshot::FactColumn;
use baton_model::{Accumulation, Flags, IndicatorId, Message, NullReason, Period};

use super::column::Numbers;
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
        return finish(scope, id, gather(scope, id, direct));
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
        let column = gather(scope, id, scope.snapshot.column(id, scope.scenario, period));
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

fn gather(scope: Scope<'_>, id: IndicatorId, column: Option<&FactColumn>) -> Numbers {
    let Some(column) = column else {
        return Numbers { values: vec![f64::NAN; scope.rows.len()].into(), ..Numbers::default() };
    };
    let mut numbers = if is_whole(scope, column.values.len()) {
        Numbers { values: column.values.clone(), why: column.why.clone(), flags: column.flags.clone() }
    } else {
        Numbers {
            values: scope.rows.iter().map(|row| column.values[*row as usize]).collect(),
            why: companion(&column.why, scope.rows),
            flags: companion(&column.flags, scope.rows),
        }
    };
    add_joint(scope, id, column, &mut numbers);
    numbers
}

/// Are the scope's rows all rows in their order?
fn is_whole(scope: Scope<'_>, rows: usize) -> bool {
    scope.rows.len() == rows
        && (scope.universe.is_whole() && std::ptr::eq(scope.rows, &scope.universe.rows[..])
            || (0..).zip(scope.rows).all(|(at, row)| at == *row))
}

fn companion<T: Copy>(companion: &[T], rows: &[u32]) -> Vec<T> {
    if companion.is_empty() {
        return Vec::new();
    }
    rows.iter().map(|row| companion[*row as usize]).collect()
}

/// Joint units: additive figures are summed, others are null unless all agree.
fn add_joint(scope: Scope<'_>, id: IndicatorId, column: &FactColumn, numbers: &mut Numbers) {
    if scope.universe.joint.is_empty() {
        return;
    }
    let additive = scope.snapshot.catalogue.get(id).accumulation.is_additive();
    for (first, members) in &scope.universe.joint {
        let Some(at) = scope.rows.iter().position(|row| row == first) else { continue };
        let figures: Vec<f64> = members.iter().map(|row| column.values[*row as usize]).collect();
        if figures.iter().any(|figure| figure.is_nan()) {
            numbers.set_null(at, NullReason::NotReported);
        } else if additive {
            numbers.set(at, figures.iter().sum());
            numbers.mark(at, Flags::MERGED);
        } else if figures.iter().all(|figure| *figure == figures[0]) {
            numbers.set(at, figures[0]);
        } else {
            numbers.set_null(at, NullReason::NotApplicable);
        }
    }
}

/// Gives the nulls their reasons: no plan, not due, registered by event.
fn finish(scope: Scope<'_>, id: IndicatorId, mut numbers: Numbers) -> Numbers {
    let closed = is_closed(scope, scope.period);
    let zero = scope.snapshot.catalogue.get(id).absent_is_zero && scope.scenario == Scenario::Actual;
    let reason = match scope.scenario {
        Scenario::Plan => NullReason::NoPlan,
        _ if closed => NullReason::NotReported,
        _ => NullReason::NotDue,
    };
    if reason == NullReason::NotReported && !zero {
        return numbers;
    }
    for row in 0..numbers.len() {
        if numbers.reason(row) != Some(NullReason::NotReported) {
            continue;
        }
        if zero && closed {
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
