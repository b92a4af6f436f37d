//! Step 11: adjustments, total, rounding, and the vetoes that act on points and the total.

use std::collections::BTreeMap;

use baton_model::{Flags, Message, NullReason};
use rayon::prelude::*;

use super::cohort::{self, Cohort};
use super::column::Numbers;
use super::outcome::Outcomes;
use super::result::{AdjustmentResult, Fired, NodeResult};
use super::rule::Operand;
use super::weight::Weights;
use super::{Context, aggregate, blocks, eval};
use crate::expr::typed::Typed;
use crate::messages;
use crate::plan::{Adjustment, Bounds};

/// Totals and what made them.
pub(super) struct Adjusted {
    pub(super) rules: Vec<AdjustmentResult>,
    pub(super) sum: Numbers,
    pub(super) total: Numbers,
    pub(super) unrounded: Vec<f64>,
    pub(super) ratio: Numbers,
    pub(super) fired: Vec<Fired>,
}

fn subjects(cohort: &Cohort) -> &[u32] {
    &cohort.universe.rows[..cohort.universe.subjects]
}

/// Vetoes that set a node to zero; they look at inputs only.
pub(super) fn zero_vetoes(context: &Context<'_>, cohort: &Cohort) -> Vec<Fired> {
    fire(context, cohort, &Outcomes::default(), &|effect| effect.zero.is_some())
}

/// The vetoes of one kind that fire, by veto, then subject.
pub(super) fn fire(
    context: &Context<'_>,
    cohort: &Cohort,
    outcomes: &Outcomes<'_>,
    of_kind: &dyn Fn(&crate::plan::Effect) -> bool,
) -> Vec<Fired> {
    let rows = subjects(cohort);
    let mut fired = Vec::new();
    for (index, veto) in context.plan.vetoes.iter().enumerate().filter(|(_, veto)| of_kind(&veto.effect)) {
        let scope = super::Scope { outcomes: Some(outcomes), ..context.scope(&cohort.universe, rows) };
        let scope = super::Scope { sets: Some(&cohort.by_group), ..scope };
        let holds = cohort::holds(context, scope, &veto.when, &veto.name);
        let hit = (0..).zip(holds).filter(|(_, holds)| *holds);
        fired.extend(hit.map(|(subject, _)| Fired { subject, veto: index }));
    }
    fired
}

/// Adjustments, total, rounding, `total` vetoes.
pub(super) fn total(
    context: &Context<'_>,
    cohort: &Cohort,
    nodes: &[NodeResult],
    weights: &Weights,
    mut fired: Vec<Fired>,
) -> Adjusted {
    let outcomes = Outcomes { nodes, groups: &cohort.group_of, ..Outcomes::default() };
    let adjustments = context.plan.adjustments.par_iter();
    let mut rules: Vec<AdjustmentResult> =
        adjustments.map(|rule| adjustment(context, cohort, &outcomes, rule)).collect();
    keep_larger(context, &mut rules);
    let sum = sum_of(context, cohort, &rules);
    let adjusts = !rules.is_empty();
    if !context.keeps_nodes {
        rules.clear();
    }
    let points = &nodes[0].points;
    let mut total = blocks::numbers(points.len(), |rows| {
        let mut total = points.slice(rows.clone());
        if adjusts {
            return total.zip(&sum.slice(rows), NullReason::Undefined, &|points, sum| points + sum);
        }
        // As adding the sum of none: −0 becomes 0.
        total.values.iter_mut().for_each(|points| *points += 0.0);
        total
    });
    bound(context, cohort, &outcomes, &context.plan.total_bounds, &mut total);
    let unrounded = aggregate::round(context, &mut total, context.plan.rounding.total);
    let mut ratio = ratio_of(context, cohort, &total, &weights[0]);
    let known = Outcomes {
        nodes,
        groups: &cohort.group_of,
        total: Some(&total),
        ratio: Some(&ratio),
        ..Outcomes::default()
    };
    let on_total = fire(context, cohort, &known, &|effect| effect.total.is_some() || effect.unranked);
    let mut zeroed = vec![false; total.len()];
    for hit in &on_total {
        if let Some(points) = context.plan.vetoes[hit.veto].effect.total {
            let subject = hit.subject as usize;
            let earlier = total.get(subject).filter(|_| zeroed[subject]);
            total.set(subject, earlier.map_or(points, |earlier| earlier.min(points)));
            zeroed[subject] = true;
            total.mark(subject, Flags::VETOED);
        }
    }
    if zeroed.contains(&true) {
        ratio = ratio_of(context, cohort, &total, &weights[0]);
    }
    fired.extend(on_total);
    Adjusted { rules, sum, total, unrounded, ratio, fired }
}

/// Shares of the full mark; empty where nobody asks for them.
fn ratio_of(context: &Context<'_>, cohort: &Cohort, total: &Numbers, full: &[f64]) -> Numbers {
    if !context.keeps_standing {
        return Numbers::default();
    }
    blocks::numbers(total.len(), |rows| {
        let mut ratio = total.slice(rows.clone());
        let pairs = ratio.values.iter_mut().zip(&cohort.group_of[rows]);
        pairs.for_each(|(ratio, group)| *ratio /= full[*group as usize]);
        ratio
    })
}

fn adjustment(
    context: &Context<'_>,
    cohort: &Cohort,
    outcomes: &Outcomes<'_>,
    rule: &Adjustment,
) -> AdjustmentResult {
    let rows = subjects(cohort);
    let scope = super::Scope {
        outcomes: Some(outcomes),
        sets: Some(&cohort.by_group),
        ..context.scope(&cohort.universe, rows)
    };
    let applies = rule.when.as_ref().map(|condition| cohort::holds(context, scope, condition, &rule.name));
    let mut raw = eval::long_numbers(scope, &rule.points);
    if let Some(applies) = applies {
        raw.keep_or(|row| applies[row], 0.0);
    }
    if raw.has_nulls() {
        refuse_nulls(context, rule, rows, &raw);
    }
    raw.values.share();
    let mut points = raw.clone();
    if !context.keeps_nodes {
        raw = Numbers::default();
    }
    if rule.once {
        subtract_counted(context, rule, rows, &mut points);
    }
    bound(context, cohort, outcomes, &rule.bounds, &mut points);
    AdjustmentResult { points, raw }
}

fn refuse_nulls(context: &Context<'_>, rule: &Adjustment, rows: &[u32], raw: &Numbers) {
    for (row, why) in (0..raw.len()).filter_map(|row| Some((row, raw.reason(row)?))) {
        let message = Message::new(&messages::NULL_ADJUSTMENT)
            .with("unit", context.unit_name(rows[row]))
            .with("rule", &rule.name)
            .with("reason", why.term());
        context.refuse(None, Some(rows[row]), message);
    }
}

/// What earlier published runs of the year have counted is not counted again.
fn subtract_counted(context: &Context<'_>, rule: &Adjustment, rows: &[u32], points: &mut Numbers) {
    let (plan, now) = (context.plan, context.period);
    for ((scheme, period), result) in &context.snapshot.results {
        let earlier = *period != now && period.year() == now.year() && period.end() <= now.end();
        if *scheme != plan.id || !earlier {
            continue;
        }
        let Some(counted) = result.adjustments.get(&rule.id) else { continue };
        for (at, row) in rows.iter().enumerate() {
            let counted = counted[*row as usize];
            if !counted.is_nan() && points.get(at).is_some() {
                points.values[at] -= counted;
            }
        }
    }
}

/// Of the rules with the same key the larger holds, unit by unit; of equal ones the first.
fn keep_larger(context: &Context<'_>, rules: &mut [AdjustmentResult]) {
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, rule) in context.plan.adjustments.iter().enumerate() {
        if let Some(key) = &rule.exclusive {
            by_key.entry(key).or_default().push(index);
        }
    }
    for indices in by_key.values() {
        let (largest, outdone) = largest_of(indices, rules);
        for ((index, place), _) in indices.iter().zip(0..).zip(outdone).filter(|(_, outdone)| *outdone) {
            rules[*index].points.keep_or(|row| largest[row] == place, 0.0);
        }
    }
}

/// Which of some rules gives the most, up or down, by subject; and for each rule whether it gives anything where another gives more.
fn largest_of(indices: &[usize], rules: &[AdjustmentResult]) -> (Vec<u32>, Vec<bool>) {
    let columns: Vec<&[f64]> = indices.iter().map(|index| &rules[*index].points.values[..]).collect();
    let mut largest = vec![0; columns.first().map_or(0, |points| points.len())];
    let outdone = blocks::each(&mut largest, |start, largest| {
        let mut most = vec![0.0; largest.len()];
        for (place, points) in (0..).zip(&columns) {
            for ((largest, most), points) in largest.iter_mut().zip(&mut most).zip(&points[start..]) {
                let size = points.abs();
                (*largest, *most) = if size > *most { (place, size) } else { (*largest, *most) };
            }
        }
        let gives = |points: &f64| points.to_bits() != 0.0_f64.to_bits();
        let outdone = |(place, points): (u32, &&[f64])| {
            largest
                .iter()
                .zip(&points[start..])
                .fold(false, |any, (own, points)| any | (*own != place && gives(points)))
        };
        (0..).zip(&columns).map(outdone).collect::<Vec<bool>>()
    });
    let any = |place: usize| outdone.iter().any(|block| block[place]);
    let outdone = (0..columns.len()).map(any).collect();
    (largest, outdone)
}

fn sum_of(context: &Context<'_>, cohort: &Cohort, rules: &[AdjustmentResult]) -> Numbers {
    let mut sum = blocks::numbers(cohort.universe.subjects, |rows| {
        let none = Numbers::same(0.0, rows.len());
        let add = |sum: Numbers, rule: &AdjustmentResult| {
            sum.zip(&rule.points.slice(rows.clone()), NullReason::Undefined, &|a, b| a + b)
        };
        rules.iter().fold(none, add)
    });
    if !rules.is_empty() {
        bound(context, cohort, &Outcomes::default(), &context.plan.adjustment_bounds, &mut sum);
    }
    sum
}

fn bound(
    context: &Context<'_>,
    cohort: &Cohort,
    outcomes: &Outcomes<'_>,
    bounds: &Bounds,
    column: &mut Numbers,
) {
    let scope =
        super::Scope { outcomes: Some(outcomes), ..context.scope(&cohort.universe, subjects(cohort)) };
    bound_by(scope, column, bounds.min.as_ref(), f64::max);
    bound_by(scope, column, bounds.max.as_ref(), f64::min);
}

fn bound_by(
    scope: super::Scope<'_>,
    column: &mut Numbers,
    bound: Option<&Typed>,
    keep: impl Fn(f64, f64) -> f64 + Sync,
) {
    match bound.map(|bound| Operand::of(scope, bound)) {
        None => {}
        Some(Operand::Same(bound)) => column.adjust(Flags::CLAMPED, |_, value| keep(value, bound)),
        Some(bound) => column
            .adjust(Flags::CLAMPED, |row, value| bound.at(row).map_or(value, |bound| keep(value, bound))),
    }
}

/// The marks vetoes give.
pub(super) fn marks(context: &Context<'_>, fired: &[Fired]) -> Vec<(u32, String)> {
    let mut marks: Vec<(u32, String)> = fired
        .iter()
        .filter_map(|hit| Some((hit.subject, context.plan.vetoes[hit.veto].effect.flag.clone()?)))
        .collect();
    marks.sort();
    marks.dedup();
    marks
}
