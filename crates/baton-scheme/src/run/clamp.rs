//! Bounds: `floor` and `cap` on ratios, `min` and `max` on points.

use baton_model::{Flags, Message};

use super::column::Numbers;
use super::rule::{Operand, Task};
use crate::expr::typed::Typed;
use crate::messages;
use crate::plan::{Rule, Scoring};

/// A bound without a value must not go unnoticed: the run is refused.
pub(super) fn refuse_null(task: &Task<'_>, key: &str, operand: &Operand<'_>, result: &Numbers) {
    for row in 0..result.len() {
        let subject = row < task.scope.universe.subjects && result.get(row).is_some();
        if let Err(reason) = operand.at(row)
            && subject
        {
            let unit = task.scope.universe.rows[row];
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
    let operand = |bound: &Option<Typed>| bound.as_ref().map(|bound| Operand::of(task.scope, bound));
    let named =
        [("floor", &scoring.floor), ("cap", &scoring.cap), ("min", &scoring.min), ("max", &scoring.max)];
    for (key, bound) in named {
        if let Some(bound) = operand(bound) {
            refuse_null(task, key, &bound, result);
        }
    }
    let default_floor =
        matches!(scoring.rule, Rule::Target { .. } | Rule::Baseline { .. } | Rule::BestRatio { .. });
    let floor = operand(&scoring.floor).or(default_floor.then_some(Operand::Same(0.0)));
    let (cap, min, max) = (operand(&scoring.cap), operand(&scoring.min), operand(&scoring.max));
    if floor.is_none() && cap.is_none() && min.is_none() && max.is_none() {
        return;
    }
    for row in 0..result.len() {
        let Some(before) = result.get(row) else { continue };
        let weight = (task.weight)(row);
        let scale = if in_points { weight } else { 1.0 };
        let bound = |operand: &Option<Operand<'_>>, factor: f64| {
            operand.as_ref().and_then(|operand| operand.at(row).ok()).map(|bound| bound * factor)
        };
        let to_ratio = if in_points || weight == 0.0 { 1.0 } else { 1.0 / weight };
        let mut after = before;
        for lower in [bound(&floor, scale), bound(&min, to_ratio)].into_iter().flatten() {
            after = after.max(lower);
        }
        for upper in [bound(&cap, scale), bound(&max, to_ratio)].into_iter().flatten() {
            after = after.min(upper);
        }
        if after != before {
            result.set(row, after);
            result.mark(row, Flags::CLAMPED);
        }
    }
}
