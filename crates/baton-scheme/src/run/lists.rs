//! Step 15: published lists and alerts.

use baton_model::{Flags, NullReason};

use super::cohort::{self, Cohort};
use super::column::Numbers;
use super::grade::nearer_the_top;
use super::outcome::Outcomes;
use super::result::{AlertResult, ListResult, rank_within};
use super::{Context, eval};
use crate::plan::Watched;

/// The published lists.
pub(super) fn lists(context: &Context<'_>, cohort: &Cohort, outcomes: &Outcomes<'_>) -> Vec<ListResult> {
    let rows = &cohort.universe.rows[..cohort.universe.subjects];
    let scope = super::Scope {
        outcomes: Some(outcomes),
        sets: Some(&cohort.by_group),
        ..context.scope(&cohort.universe, rows)
    };
    let one = |list: &crate::plan::List| {
        let holds = cohort::holds(context, scope, &list.when, &list.name);
        let key = match &list.by {
            Some(by) => eval::long_numbers(scope, by),
            None => outcomes.rank.map(nearer_the_top).unwrap_or_default(),
        };
        let subjects = ordered(&key, &holds, list.from_bottom, list.take);
        ListResult { name: list.name.clone(), subjects }
    };
    context.plan.lists.iter().map(one).collect()
}

/// The first rows by a key, ties at the last place included; rows without a key are left out.
fn ordered(key: &Numbers, holds: &[bool], from_bottom: bool, take: Option<u32>) -> Vec<u32> {
    let mut rows: Vec<usize> = (0..key.len()).filter(|row| holds[*row] && key.get(*row).is_some()).collect();
    let order = |a: &usize, b: &usize| {
        let order = key.values[*b].total_cmp(&key.values[*a]);
        if from_bottom { order.reverse() } else { order }
    };
    if let Some(last) = take.map(|take| take as usize).filter(|take| (1..rows.len()).contains(take)) {
        // Whoever stands behind the last place need not be put in order.
        let last = *rows.clone().select_nth_unstable_by(last - 1, order).1;
        rows.retain(|row| order(row, &last).is_le() || key.values[*row] == key.values[last]);
    }
    rows.sort_by(order);
    if let Some(take) = take.map(|take| take as usize).filter(|take| *take < rows.len()) {
        let last = rows.get(take.wrapping_sub(1)).map(|row| key.values[*row]);
        let end = (take..rows.len()).find(|at| Some(key.values[rows[*at]]) != last).unwrap_or(rows.len());
        rows.truncate(if take == 0 { 0 } else { end });
    }
    rows.into_iter().filter_map(|row| u32::try_from(row).ok()).collect()
}

/// The alerts that fire, by alert, node, subject.
pub(super) fn alerts(context: &Context<'_>, cohort: &Cohort, outcomes: &Outcomes<'_>) -> Vec<AlertResult> {
    let mut found = Vec::new();
    for (index, alert) in context.plan.alerts.iter().enumerate() {
        let nodes: Vec<usize> = match alert.watched {
            Watched::Leaves => context.plan.leaves().map(|(node, ..)| node).collect(),
            Watched::Node(node) => vec![node],
        };
        for node in nodes.into_iter().filter(|node| outcomes.nodes[*node].active) {
            found.extend(watch(context, cohort, outcomes, index, node));
        }
    }
    found
}

fn watch(
    context: &Context<'_>,
    cohort: &Cohort,
    outcomes: &Outcomes<'_>,
    index: usize,
    node: usize,
) -> Vec<AlertResult> {
    let alert = &context.plan.alerts[index];
    // A leaf a unit is not scored on cannot alarm about it.
    let points = &outcomes.nodes[node].points;
    let scored = |subject: &usize| points.reason(*subject) != Some(NullReason::NotApplicable);
    let concerned: Vec<u32> =
        (0..cohort.universe.subjects).filter(scored).map(|subject| cohort.universe.rows[subject]).collect();
    let moved = if node == 0 {
        outcomes.rank_change.cloned()
    } else {
        Some(node_rank_change(context, cohort, outcomes, node))
    };
    let seen = Outcomes {
        nodes: outcomes.nodes,
        groups: outcomes.groups,
        total: outcomes.total,
        ratio: outcomes.ratio,
        rank: outcomes.rank,
        rank_change: moved.as_ref(),
        count: outcomes.count,
        grade: outcomes.grade,
        level: outcomes.level,
        watched: (node != 0).then_some(node),
    };
    let scope = super::Scope {
        outcomes: Some(&seen),
        sets: Some(&cohort.by_group),
        ..context.scope(&cohort.universe, &concerned)
    };
    let holds = cohort::holds(context, scope, &alert.when, &alert.name);
    let subject = |row: &u32| u32::try_from(cohort.universe.position(*row)?).ok();
    let hit = concerned.iter().zip(holds).filter(|(_, holds)| *holds);
    hit.filter_map(|(row, _)| Some(AlertResult { alert: index, subject: subject(row)?, node })).collect()
}

/// Places gained at a node against the previous period's published run.
fn node_rank_change(context: &Context<'_>, cohort: &Cohort, outcomes: &Outcomes<'_>, node: usize) -> Numbers {
    let now = rank_within(&outcomes.nodes[node].points, outcomes.groups);
    let mut change = Numbers::null(NullReason::NoPublishedResult, now.len());
    let Some(result) = context.result_before() else { return change };
    let Some([_, _, ranks]) = result.nodes.get(&context.plan.nodes[node].id) else { return change };
    for subject in 0..now.len() {
        let before = ranks[cohort.universe.rows[subject] as usize];
        if let Some(rank) = now.get(subject).filter(|_| !before.is_nan()) {
            change.set(subject, before - rank);
        }
        if result.draft {
            change.mark(subject, Flags::DRAFT);
        }
    }
    change
}
