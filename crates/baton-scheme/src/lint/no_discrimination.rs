//! No discrimination (没有区分度).
//!
//! *What it does.* Reports a leaf whose points, in every group of every period looked at, differ by less than a
//! coefficient of variation of 1 %; all equal (`flat` among them) is the extreme.
//!
//! *Why.* Its points are handed to everyone; the other weights are larger than the scheme says.
//!
//! *Example.* A target everybody has met for years, capped at full marks.
//!
//! *References.* METHODS.md §1.15 (a constant column has entropy weight 0); OECD/JRC Handbook (2008), step 4.

use baton_model::Message;
use baton_score::stats;

use super::messages;
use super::past::{Past, brief, span_of_periods};
use crate::diagnostic::Diagnostic;
use crate::plan::Plan;

/// Below this the points are the same.
const TINY: f64 = 0.01;
/// Groups with fewer units say nothing.
const FEWEST: usize = 3;

pub(super) fn lint(plan: &Plan, past: &[Past<'_>]) -> Vec<Diagnostic> {
    plan.leaves()
        .filter_map(|(index, node, _)| {
            let groups: Vec<Vec<f64>> = past.iter().flat_map(|past| points_by_group(past, index)).collect();
            // The largest of its weights: a leaf may count in some groups only.
            let weights = past.iter().flat_map(|past| &past.result.nodes[index].weight);
            let weight = weights.copied().fold(0.0, f64::max);
            if groups.is_empty() || weight <= 0.0 || !groups.iter().all(|points| is_flat(points)) {
                return None;
            }
            let every: Vec<f64> = groups.concat();
            let message = Message::new(&messages::NO_DISCRIMINATION)
                .with("node", &node.name)
                .with("periods", span_of_periods(past))
                .with("low", brief(stats::min(&every)?))
                .with("high", brief(stats::max(&every)?))
                .with("weight", brief(weight));
            Some(Diagnostic::lint(message, node.span))
        })
        .collect()
}

fn points_by_group(past: &Past<'_>, node: usize) -> Vec<Vec<f64>> {
    let Some(points) = past.points(node) else { return Vec::new() };
    let of = |members: Vec<usize>| {
        let points: Vec<f64> = members.into_iter().map(|subject| points[subject]).collect();
        points.into_iter().filter(|points| !points.is_nan()).collect::<Vec<f64>>()
    };
    past.groups().into_iter().map(of).filter(|points| points.len() >= FEWEST).collect()
}

fn is_flat(points: &[f64]) -> bool {
    match (stats::mean(points), stats::stdev_population(points)) {
        (Some(mean), Some(deviation)) => deviation <= TINY * mean.abs(),
        _ => false,
    }
}
