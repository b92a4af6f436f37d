//! Step 12: ranks in the group and among all, and the change against the previous published run.

use std::borrow::Cow;
use std::cmp::Ordering;

use baton_model::{Flags, NullReason};
use baton_score::rank::{Ties, rank_by, rank_descending};
use baton_score::round::{round_f64, to_significant};
use rayon::prelude::*;

use super::Context;
use super::adjust::Adjusted;
use super::blocks;
use super::cohort::Cohort;
use super::column::Numbers;
use super::result::NodeResult;
use crate::plan::RankTies;

/// Ranks by subject.
pub(super) struct Ranks {
    pub(super) in_group: Numbers,
    pub(super) overall: Numbers,
    pub(super) change: Numbers,
    pub(super) count: Numbers,
}

/// Ranks the totals.
pub(super) fn ranks(
    context: &Context<'_>,
    cohort: &Cohort,
    nodes: &[NodeResult],
    adjusted: &Adjusted,
) -> Ranks {
    let subjects = cohort.universe.subjects;
    let unranked = unranked(context, adjusted, subjects);
    let totals = compared(context, &adjusted.total);
    let by_group = || in_groups(context, cohort, nodes, &totals, &unranked);
    let ((in_group, count), overall) = if !context.ranks_overall {
        (by_group(), Numbers::default())
    } else if cohort.groups.len() == 1 {
        let (in_group, count) = by_group();
        ((in_group.clone(), count), in_group)
    } else {
        rayon::join(by_group, || {
            let ratios: Vec<f64> = adjusted.ratio.values.iter().map(|ratio| to_significant(*ratio)).collect();
            let everyone: Vec<u32> = (0..).take(subjects).collect();
            let places = place(context, nodes, &everyone, &ratios, &unranked);
            let mut overall = Numbers::null(NullReason::NotApplicable, subjects);
            give(&everyone, &places, &mut overall);
            overall
        })
    };
    let change = if context.keeps_standing { change(context, cohort, &in_group) } else { Numbers::default() };
    Ranks { in_group, overall, change, count }
}

/// Ranks inside each group, and how many are ranked there.
fn in_groups(
    context: &Context<'_>,
    cohort: &Cohort,
    nodes: &[NodeResult],
    totals: &[f64],
    unranked: &[bool],
) -> (Numbers, Numbers) {
    let subjects = totals.len();
    let groups = cohort.by_group.members.par_iter().map(|members| {
        let rows = &members[..members.partition_point(|member| (*member as usize) < subjects)];
        (rows, place(context, nodes, rows, totals, unranked))
    });
    let groups: Vec<(&[u32], Vec<f64>)> = groups.collect();
    let mut in_group = Numbers::null(NullReason::NotApplicable, subjects);
    let ranked: Vec<f64> =
        groups.iter().map(|(rows, places)| give(rows, places, &mut in_group) as f64).collect();
    let count = |group: &u32| ranked.get(*group as usize).copied().unwrap_or(f64::NAN);
    let counted = if context.keeps_standing { subjects } else { 0 };
    let counts = blocks::numbers(counted, |rows| Numbers {
        values: cohort.group_of[rows].iter().map(count).collect(),
        ..Numbers::default()
    });
    (in_group, counts)
}

/// Gives rows their places; says how many have one.
fn give(rows: &[u32], places: &[f64], ranks: &mut Numbers) -> usize {
    let values = ranks.values.to_mut();
    rows.iter().zip(places).for_each(|(row, place)| values[*row as usize] = *place);
    let ranked = || rows.iter().zip(places).filter(|(_, place)| !place.is_nan());
    let why = ranks.reasons();
    ranked().for_each(|(row, _)| why[*row as usize] = 0);
    ranked().count()
}

fn unranked(context: &Context<'_>, adjusted: &Adjusted, subjects: usize) -> Vec<bool> {
    let mut unranked = vec![false; subjects];
    for hit in adjusted.fired.iter().filter(|hit| context.plan.vetoes[hit.veto].effect.unranked) {
        unranked[hit.subject as usize] = true;
    }
    unranked
}

/// Totals at the precision they are compared in.
fn compared<'a>(context: &Context<'_>, total: &'a Numbers) -> Cow<'a, [f64]> {
    let plan = context.plan;
    let Some(places) = plan.ranking.precision else { return Cow::Borrowed(&total.values) };
    let rounded = |value: &f64| match value.is_nan() {
        true => *value,
        false => round_f64(*value, i32::from(places), plan.rounding.mode),
    };
    total.values.iter().map(rounded).collect()
}

/// The places of some rows; NaN where one is not ranked.
fn place(
    context: &Context<'_>,
    nodes: &[NodeResult],
    rows: &[u32],
    values: &[f64],
    unranked: &[bool],
) -> Vec<f64> {
    let ranking = &context.plan.ranking;
    let row = |at: usize| rows[at] as usize;
    let present = |at: usize| !values[row(at)].is_nan() && !unranked[row(at)];
    let ties = match ranking.ties {
        RankTies::Competition => Ties::Competition,
        RankTies::Dense => Ties::Dense,
        RankTies::Ordinal => Ties::Ordinal,
    };
    if ranking.breaks.is_empty() && ranking.ties != RankTies::Ordinal {
        let shown: Vec<f64> =
            (0..rows.len()).map(|at| if present(at) { values[row(at)] } else { f64::NAN }).collect();
        return rank_descending(&shown, ties);
    }
    let compare = |a: usize, b: usize| {
        let (a, b) = (row(a), row(b));
        let order = values[b].total_cmp(&values[a]);
        order.then_with(|| broken(&ranking.breaks, nodes, a, b))
    };
    let places = rank_by(rows.len(), &present, &compare, ties);
    places.into_iter().map(|place| place.map_or(f64::NAN, f64::from)).collect()
}

/// Compares the points of the nodes that break ties; null last.
fn broken(breaks: &[usize], nodes: &[NodeResult], a: usize, b: usize) -> Ordering {
    for node in breaks {
        let points = &nodes[*node].points;
        let key = |row| points.get(row).unwrap_or(f64::NEG_INFINITY);
        let order = key(b).total_cmp(&key(a));
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

/// Places gained against the previous period's published run (a draft where nothing is published, and then marked), in
/// the same group only.
fn change(context: &Context<'_>, cohort: &Cohort, now: &Numbers) -> Numbers {
    let mut change = Numbers::null(NullReason::NoPublishedResult, now.len());
    let Some(result) = context.result_before() else { return change };
    for subject in 0..now.len() {
        let row = cohort.universe.rows[subject] as usize;
        let earlier = result.rank.get(row).copied().unwrap_or(f64::NAN);
        let same_group = result.groups.get(row).is_none_or(|group| {
            group.as_deref().is_none_or(|group| group == cohort.groups[cohort.group_of[subject] as usize])
        });
        match now.get(subject) {
            Some(rank) if !earlier.is_nan() && same_group => change.set(subject, earlier - rank),
            Some(_) if !same_group => change.set_null(subject, NullReason::NotApplicable),
            _ => {}
        }
        if result.draft {
            change.mark(subject, Flags::DRAFT);
        }
    }
    change
}
