//! Steps 7 to 10: points of the leaves, then the tree bottom-up.

use std::ops::Range;
use std::sync::Arc;

use baton_model::{Flags, Message, NullReason};
use baton_score::round::round_all;
use rayon::prelude::*;

use super::Context;
use super::blocks::{self, BLOCK};
use super::clamp;
use super::cohort::Cohort;
use super::column::{Numbers, pick};
use super::combine::Branch;
use super::leaf::LeafColumn;
use super::result::{Fired, NodeResult};
use super::rule::{self, Operand};
use super::ruling::{self, Applied};
use super::task::Task;
use super::weight::Weights;
use crate::expr::any;
use crate::expr::typed::{Kind, Typed};
use crate::messages;
use crate::plan::{Body, Leaf, Missing, Node, Otherwise};

/// Points of every node.
pub(super) fn tree(
    context: &Context<'_>,
    cohort: &Cohort,
    leaves: Vec<Option<LeafColumn>>,
    weights: &Weights,
    (zeroed, ruled): (&[Fired], &[Applied]),
) -> Vec<NodeResult> {
    let active = super::weight::active_nodes(context, &leaves);
    let mut results: Vec<NodeResult> = leaves
        .into_par_iter()
        .enumerate()
        .map(|(index, column)| match (&context.plan.nodes[index].body, column) {
            (Body::Leaf(leaf), Some(column)) if column.active => {
                score_leaf(context, cohort, index, leaf, column, &weights[index])
            }
            _ => {
                NodeResult { active: active[index], weight: weights[index].clone(), ..NodeResult::default() }
            }
        })
        .collect();
    for index in (0..results.len()).rev() {
        if let Body::Inner(inner) = &context.plan.nodes[index].body
            && active[index]
        {
            let children = &context.plan.nodes[index].children;
            let children = children.iter().copied().filter(|child| active[*child]).collect();
            let branch = Branch { context, cohort, index, inner, children, results: &results, weights };
            results[index] = branch.result();
        } else if !active[index] {
            out_of_tree(&mut results[index], cohort);
        }
        if active[index] {
            zero(context, cohort, index, &mut results[index], zeroed);
            ruling::apply(ruled, index, &mut results[index]);
        }
    }
    if !context.keeps_nodes {
        results.iter_mut().skip(1).for_each(|node| *node = NodeResult::default());
    }
    results
}

fn out_of_tree(result: &mut NodeResult, cohort: &Cohort) {
    let rows = cohort.universe.subjects;
    result.points = Numbers::null(NullReason::NotDue, rows);
    result.value = result.points.clone();
}

/// `zero` vetoes.
fn zero(context: &Context<'_>, cohort: &Cohort, index: usize, result: &mut NodeResult, zeroed: &[Fired]) {
    for fired in zeroed {
        let subject = fired.subject as usize;
        if context.plan.vetoes[fired.veto].effect.zero == Some(index) && subject < cohort.universe.subjects {
            result.points.set(subject, 0.0);
            if let Some(ratio) = &mut result.own_ratio {
                ratio.set(subject, 0.0);
            }
            result.points.mark(subject, Flags::VETOED);
        }
    }
}

fn score_leaf(
    context: &Context<'_>,
    cohort: &Cohort,
    index: usize,
    leaf: &Leaf,
    mut column: LeafColumn,
    weights: &[f64],
) -> NodeResult {
    let node = &context.plan.nodes[index];
    let weight =
        |position: usize| cohort.group_of.get(position).map_or(0.0, |group| weights[*group as usize]);
    // Points may take the place of values nobody looks at again.
    let spent = (!context.keeps_nodes && !reads_value(node, leaf)).then(|| std::mem::take(&mut column.value));
    let task = Task {
        context,
        scope: column.scope(context, leaf, true),
        sets: &column.sets,
        value: &column.value,
        direction: leaf.direction,
        weight: &weight,
        node: index,
        start: 0,
    };
    let mut points = before_missing(&task, leaf, spent, (&cohort.group_of, weights));
    points.truncate(cohort.universe.subjects);
    let given = match &leaf.missing {
        Missing::Points(points) => Some(Operand::of(task.scope, points)),
        Missing::Floor(ratio) => Some(least_points(&task, leaf, ratio, &points)),
        _ => None,
    };
    if points.has_nulls() {
        fill_missing(&task, cohort, leaf, &column, &mut points, given.as_ref());
    }
    let result = finish(context, node, &task, points, cohort, weights);
    if !context.keeps_nodes {
        return result;
    }
    NodeResult { value: column.value, ..result }
}

/// Points of the units that have a value; the values are those of the task, or given away.
fn before_missing(
    task: &Task<'_>,
    leaf: &Leaf,
    spent: Option<Numbers>,
    (group_of, weights): (&[u32], &[f64]),
) -> Numbers {
    let points = |task: &Task<'_>| {
        let mut points = rule::apply(task, &leaf.scoring);
        if !leaf.scoring.rule.gives_points() {
            times_weight(&mut points, group_of.get(task.start..).unwrap_or_default(), weights);
        }
        points
    };
    let part = |value: &Numbers, rows: Range<usize>| points(&task.part(value, rows));
    match (rule::goes_by_blocks(task.scope, &leaf.scoring), spent) {
        (true, Some(value)) => blocks::renewed(value, |value, rows| part(&value, rows)),
        (true, None) => blocks::numbers(task.value.len(), |rows| part(&task.value.slice(rows.clone()), rows)),
        (false, Some(value)) => part(&value, 0..value.len()),
        (false, None) => points(task),
    }
}

/// Does a parameter of the rule or the factor read the leaf's own value?
fn reads_value(node: &Node, leaf: &Leaf) -> bool {
    let own = |part: &Typed| matches!(part.kind, Kind::Value);
    let missing = match &leaf.missing {
        Missing::Points(given) | Missing::Floor(given) => Some(given),
        _ => None,
    };
    leaf.scoring
        .parameters()
        .into_iter()
        .chain(missing)
        .chain(&node.factor)
        .any(|parameter| any(parameter, &own))
}

/// Ratios become points; rows behind those that have a group are there for comparison only.
pub(super) fn times_weight(points: &mut Numbers, group_of: &[u32], weights: &[f64]) {
    blocks::each(points.values.to_mut(), |start, block| match weights {
        [weight] => block.iter_mut().for_each(|value| *value *= weight),
        _ => {
            let groups = group_of.get(start..).unwrap_or_default();
            block.iter_mut().zip(groups).for_each(|(value, group)| *value *= weights[*group as usize]);
        }
    });
}

/// Step 8: policies that give points.
fn fill_missing(
    task: &Task<'_>,
    cohort: &Cohort,
    leaf: &Leaf,
    column: &LeafColumn,
    points: &mut Numbers,
    given: Option<&Operand<'_>>,
) {
    let weight = |row: usize| task.full(row);
    let by_mean = leaf.otherwise == Otherwise::MeanPoints || matches!(leaf.missing, Missing::MeanPoints);
    let means = if by_mean { group_means(cohort, points) } else { vec![None; cohort.groups.len()] };
    let applies = if leaf.otherwise == Otherwise::Exclude { &column.applies[..] } else { &[] };
    for row in gaps(&points.values, applies) {
        let Some(reason) = points.reason(row) else { continue };
        let mean = means[cohort.group_of[row] as usize];
        let fill = if !column.applies_to(row) {
            match leaf.otherwise {
                Otherwise::Exclude => continue,
                Otherwise::Full => Some(weight(row)),
                Otherwise::MeanPoints => mean,
                Otherwise::Zero => Some(0.0),
            }
        } else {
            match &leaf.missing {
                Missing::Exclude => continue,
                Missing::Zero => Some(0.0),
                Missing::Floor(_) | Missing::Points(_) => match given.map(|given| given.at(row)) {
                    Some(Err(reason)) => {
                        refuse_policy(task, row, reason);
                        continue;
                    }
                    Some(Ok(points)) => Some(points),
                    None => None,
                },
                Missing::MeanPoints => mean,
                Missing::Error | Missing::Mean(_) | Missing::Median(_) | Missing::Previous(_) => {
                    refuse_missing(task.context, task.node, leaf, cohort.universe.rows[row], reason);
                    continue;
                }
            }
        };
        if let Some(fill) = fill {
            points.set(row, fill);
            points.mark(row, Flags::POLICY_POINTS);
        }
    }
}

/// Rows without a value among those that something applies to, or among all if it is not said to whom.
fn gaps(values: &[f64], applies: &[bool]) -> Vec<usize> {
    let mut rows = Vec::new();
    for (block, values) in values.chunks(BLOCK).enumerate() {
        let applies = applies.get(block * BLOCK..).unwrap_or_default();
        let none = |value: &f64| value.is_nan();
        let any = match applies.is_empty() {
            true => values.iter().fold(false, |any, value| any | none(value)),
            false => values.iter().zip(applies).fold(false, |any, (value, own)| any | (none(value) & own)),
        };
        if any {
            let open = |at: &usize| none(&values[*at]) && applies.get(*at).is_none_or(|applies| *applies);
            rows.extend((0..values.len()).filter(open).map(|at| block * BLOCK + at));
        }
    }
    rows
}

/// The least points the rule can give: its least ratio within its bounds.
fn least_points(task: &Task<'_>, leaf: &Leaf, ratio: &Typed, scored: &Numbers) -> Operand<'static> {
    let ratio = Operand::of(task.scope, ratio);
    let mut least = Numbers::null(NullReason::Undefined, scored.len());
    for row in (0..scored.len()).filter(|row| scored.get(*row).is_none()) {
        match ratio.at(row) {
            Ok(ratio) => least.set(row, ratio),
            Err(reason) => least.set_null(row, reason),
        }
    }
    clamp::clamp_as(task, &leaf.scoring, &mut least, false);
    for row in 0..least.len() {
        least.values[row] *= task.full(row);
    }
    Operand::Rows(least)
}

fn refuse_policy(task: &Task<'_>, row: usize, reason: NullReason) {
    let unit = task.unit(row);
    let message = Message::new(&messages::NULL_PARAMETER)
        .with("unit", task.context.unit_name(unit))
        .with("node", &task.context.plan.nodes[task.node].name)
        .with("key", "missing")
        .with("reason", reason.term());
    task.context.refuse(Some(task.node), Some(unit), message);
}

fn refuse_missing(context: &Context<'_>, index: usize, leaf: &Leaf, row: u32, reason: NullReason) {
    let catalogue = &context.snapshot.catalogue;
    let names: Vec<&str> = crate::expr::indicators_read(&leaf.value)
        .into_iter()
        .map(|id| catalogue.get(id).name.as_str())
        .collect();
    let message = Message::new(&messages::MISSING_VALUE)
        .with("unit", context.unit_name(row))
        .with("node", &context.plan.nodes[index].name)
        .with("reason", reason.term())
        .with("indicator", names)
        .with("period", context.period.to_string());
    context.refuse(Some(index), Some(row), message);
}

/// Mean points of each group among units that have a value.
fn group_means(cohort: &Cohort, points: &Numbers) -> Vec<Option<f64>> {
    let mean = |members: &Vec<u32>| {
        let own = &members[..members.partition_point(|member| (*member as usize) < points.len())];
        baton_score::stats::mean(&pick(&points.values, own))
    };
    cohort.by_group.members.iter().map(mean).collect()
}

/// Step 9: factor, points, rounding; ratio = points ÷ weight before the factor.
pub(super) fn finish(
    context: &Context<'_>,
    node: &Node,
    task: &Task<'_>,
    mut points: Numbers,
    cohort: &Cohort,
    weights: &[f64],
) -> NodeResult {
    let mut own_ratio = None;
    if let Some(factor) = &node.factor {
        own_ratio = Some(over_weight(&points, cohort, weights));
        let factor = Operand::of(task.scope, factor);
        clamp::refuse_null(task, "factor", &factor, &points);
        for row in 0..points.len() {
            match factor.at(row) {
                Ok(factor) => points.values[row] *= factor,
                Err(reason) if points.get(row).is_some() => points.set_null(row, reason),
                Err(_) => {}
            }
        }
    }
    let places = match node.body {
        Body::Leaf(_) => context.plan.rounding.leaf,
        Body::Inner(_) => context.plan.rounding.node,
    };
    refuse_too_large(task, &points, places);
    let unrounded = round(context, &mut points, places);
    NodeResult {
        active: true,
        value: Numbers::default(),
        points,
        unrounded,
        places,
        weight: weights.to_vec(),
        group_of: Arc::clone(&cohort.group_of),
        own_ratio,
    }
}

fn over_weight(points: &Numbers, cohort: &Cohort, weights: &[f64]) -> Numbers {
    let mut ratio = points.clone();
    for row in 0..ratio.len() {
        let weight = weights[cohort.group_of[row] as usize];
        if weight == 0.0 {
            ratio.set_null(row, NullReason::NotApplicable);
        } else {
            ratio.values[row] /= weight;
        }
    }
    ratio
}

/// Points that are rounded are decimals from then on, which hold up to 2^53 of the last place.
fn refuse_too_large(task: &Task<'_>, points: &Numbers, places: Option<u8>) {
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    let Some(places) = places else { return };
    let scale = libm::pow(10.0, f64::from(places));
    if !points.values.iter().fold(false, |any, value| any | (value.abs() * scale > LARGEST)) {
        return;
    }
    for row in (0..points.len()).filter(|row| points.values[*row].abs() * scale > LARGEST) {
        let unit = task.unit(row);
        let message = Message::new(&messages::TOO_LARGE)
            .with("unit", task.context.unit_name(unit))
            .with("node", &task.context.plan.nodes[task.node].name);
        task.context.refuse(Some(task.node), Some(unit), message);
    }
}

/// Rounds a column of points; gives back what they were.
pub(super) fn round(context: &Context<'_>, points: &mut Numbers, places: Option<u8>) -> Vec<f64> {
    let Some(places) = places else { return Vec::new() };
    let before = if context.keeps_nodes { points.values.to_vec() } else { Vec::new() };
    blocks::each(points.values.to_mut(), |_, block| {
        round_all(block, i32::from(places), context.plan.rounding.mode);
    });
    before
}
