//! Cliffs between bands (分档断崖).
//!
//! *What it does.* For step bands it compares the loss of just missing an edge with what a typical change of the figure
//! brings on the way from the lowest to the highest edge. Typical is the median change of a unit from one period to the
//! next. Reports the steepest edge of a leaf where the loss is three times that or more and somebody stood within a
//! typical change of the edge.
//!
//! *Why.* Two units that hardly differ get very different points; revisions and luck decide, and figures are pushed over.
//!
//! *Example.* 99.9 % gives 15 points and 100 % gives 25, while the figure moves by 0.5 a year.
//!
//! *References.* METHODS.md §1.6 (tiers); OECD/JRC Handbook (2008), step 5, categorical scales.

use baton_model::Message;
use baton_score::stats;

use super::messages;
use super::past::{Past, brief, shown};
use crate::diagnostic::Diagnostic;
use crate::expr::typed::Typed;
use crate::plan::{Plan, Rule};
use crate::run::{Context, number_of};

/// So many times a typical gain is a cliff.
const TIMES: f64 = 3.0;

pub(super) fn lint(plan: &Plan, past: &[Past<'_>]) -> Vec<Diagnostic> {
    plan.leaves()
        .filter_map(|(index, node, leaf)| {
            let Rule::Bands { rows, linear: false, otherwise, .. } = &leaf.scoring.rule else { return None };
            let table = table(plan, past, rows, otherwise.as_ref())?;
            let change = typical_change(past, index)?;
            let steepest = steepest(&table, past, index, change)?;
            let message = Message::new(&messages::CLIFF)
                .with("node", &node.name)
                .with("edge", brief(steepest.edge))
                .with("loss", brief(steepest.loss))
                .with("times", shown(steepest.times, 1))
                .with("change", brief(change))
                .with("near", steepest.near);
            Some(Diagnostic::lint(message, node.span))
        })
        .collect()
}

/// Edges with the points below and above each, as numbers of the latest period.
fn table(
    plan: &Plan,
    past: &[Past<'_>],
    rows: &[(Typed, Typed)],
    otherwise: Option<&Typed>,
) -> Option<Vec<(f64, f64, f64)>> {
    let last = past.last()?;
    let context = Context::new(plan, last.snapshot, last.result.period);
    let universe = &last.result.universe;
    let scope = context.scope(universe, universe.rows.get(..1)?);
    let mut below = otherwise.map_or(Some(0.0), |points| number_of(scope, points))?;
    let mut table = Vec::new();
    for (edge, points) in rows {
        let points = number_of(scope, points)?;
        table.push((number_of(scope, edge)?, below, points));
        below = points;
    }
    Some(table)
}

/// Median change of a unit between one period and the next.
fn typical_change(past: &[Past<'_>], node: usize) -> Option<f64> {
    let mut changes = Vec::new();
    for pair in past.windows(2) {
        let (Some(before), Some(after)) = (pair[0].values(node), pair[1].values(node)) else { continue };
        for (subject, after) in after.iter().enumerate() {
            let code = pair[1].snapshot.roster.code(pair[1].result.universe.rows[subject]);
            let row = pair[0].snapshot.roster.row(code);
            if let Some(earlier) = row.and_then(|row| pair[0].result.subject_of(row)) {
                changes.push((after - before[earlier]).abs());
            }
        }
    }
    stats::median(&changes).filter(|change| *change > 0.0)
}

struct Cliff {
    edge: f64,
    loss: f64,
    times: f64,
    near: usize,
}

fn steepest(table: &[(f64, f64, f64)], past: &[Past<'_>], node: usize, change: f64) -> Option<Cliff> {
    let (first, last) = (table.first()?, table.last()?);
    let highest = table.iter().map(|row| row.2).fold(first.1, f64::max);
    let lowest = table.iter().map(|row| row.2).fold(first.1, f64::min);
    // With one edge all points are at stake at once; a typical change then stands for the whole way.
    let way = (last.0 - first.0).max(change);
    let gain = (highest - lowest) * change / way;
    let cliff = |(edge, below, above): &(f64, f64, f64)| {
        let loss = (above - below).abs();
        Cliff { edge: *edge, loss, times: loss / gain, near: near(past, node, *edge, change) }
    };
    table
        .iter()
        .map(cliff)
        .filter(|cliff| cliff.times >= TIMES && cliff.near > 0)
        .reduce(|a, b| if b.times > a.times { b } else { a })
}

/// How often a unit stood within a distance of an edge.
fn near(past: &[Past<'_>], node: usize, edge: f64, distance: f64) -> usize {
    let values = past.iter().filter_map(|past| past.values(node)).flatten();
    values.filter(|value| (*value - edge).abs() <= distance).count()
}
