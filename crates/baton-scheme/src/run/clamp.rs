//! Bounds: `floor` and `cap` on ratios, `min` and `max` on points.

use baton_model::{Flags, Message};

use super::column::Numbers;
use super::rule::Operand;
use super::task::Task;
use crate::expr::typed::Typed;
use crate::messages;
use crate::plan::{Rule, Scoring};

/// A bound without a value must not go unnoticed: the run is refused.
pub(super) fn refuse_null(task: &Task<'_>, key: &str, operand: &Operand<'_>, result: &Numbers) {
    if let Operand::Same(_) = operand {
        return;
    }
    for row in 0..result.len() {
        let subject = task.is_subject(row) && result.get(row).is_some();
        if let Err(reason) = operand.at(row)
            && subject
        {
            let unit = task.unit(row);
            let message = Message::new(&messages::NULL_PARAMETER)
                .with("unit", task.context.unit_name(unit))
                .with("node", &task.context.plan.nodes[task.node].name)
                .with("key", key)
                .with("reason", reason.term());
            task.context.refuse(Some(task.node), Some(unit), message);
        }
    }
}

/// Applies `floor` and `cap` to ratios, `min` and `max` to points.
pub(super) fn clamp(task: &Task<'_>, scoring: &Scoring, result: &mut Numbers) {
    clamp_as(task, scoring, result, scoring.rule.gives_points());
}

/// The same for a column that is known to hold points, or ratios.
pub(super) fn clamp_as(task: &Task<'_>, scoring: &Scoring, result: &mut Numbers, in_points: bool) {
    let operand = |key: &str, bound: &Option<Typed>| {
        let operand = bound.as_ref().map(|bound| Operand::of(task.scope, bound))?;
        refuse_null(task, key, &operand, result);
        Some(operand)
    };
    let (floor, cap) = (operand("floor", &scoring.floor), operand("cap", &scoring.cap));
    let (min, max) = (operand("min", &scoring.min), operand("max", &scoring.max));
    let default_floor =
        matches!(scoring.rule, Rule::Target { .. } | Rule::Baseline { .. } | Rule::BestRatio { .. });
    let floor = floor.or(default_floor.then_some(Operand::Same(0.0)));
    if min.is_none() && max.is_none() && !in_points {
        return clamp_ratios(result, floor.as_ref(), cap.as_ref());
    }
    result.adjust(Flags::CLAMPED, |row, before| {
        let weight = task.full(row);
        let scale = if in_points { weight } else { 1.0 };
        let to_ratio = if in_points || weight == 0.0 { 1.0 } else { 1.0 / weight };
        let bound = |operand: &Option<Operand<'_>>, factor: f64| {
            operand.as_ref().and_then(|operand| operand.at(row).ok()).map(|bound| bound * factor)
        };
        let mut after = before;
        for lower in [bound(&floor, scale), bound(&min, to_ratio)].into_iter().flatten() {
            after = after.max(lower);
        }
        for upper in [bound(&cap, scale), bound(&max, to_ratio)].into_iter().flatten() {
            after = after.min(upper);
        }
        after
    });
}

/// The usual case: bounds of ratios, the same for every unit or nearly so.
fn clamp_ratios(result: &mut Numbers, floor: Option<&Operand<'_>>, cap: Option<&Operand<'_>>) {
    match (floor, cap) {
        (None, None) => {}
        (Some(Operand::Same(floor)), None) => result.adjust(Flags::CLAMPED, |_, before| before.max(*floor)),
        (Some(Operand::Same(floor)), Some(Operand::Same(cap))) => {
            result.adjust(Flags::CLAMPED, |_, before| before.max(*floor).min(*cap));
        }
        _ => {
            let bound = |operand: Option<&Operand<'_>>, row| operand.and_then(|operand| operand.at(row).ok());
            result.adjust(Flags::CLAMPED, |row, before| {
                let after = bound(floor, row).map_or(before, |floor| before.max(floor));
                bound(cap, row).map_or(after, |cap| after.min(cap))
            });
        }
    }
}
