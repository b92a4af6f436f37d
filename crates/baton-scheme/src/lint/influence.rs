//! Nominal against effective weight (名义权重与实际影响).
//!
//! *What it does.* Compares each leaf's share of the marks with its share of influence on the total: the squared
//! correlation of its points with the sum of all leaves' points, divided by the sum of these squares over all leaves. This
//! is the handbook's main effect (first-order sensitivity) in its linear approximation. Reports a leaf whose influence is
//! a third of its share or less, or three times it or more, and at least five percentage points away. Leaves that run
//! against the total are another lint's.
//!
//! *Why.* Weights are read as importance, but a ranking follows spread and correlation.
//!
//! *Example.* 20 points by completion rate, where everyone stands between 0.99 and 1.01, decide nothing.
//!
//! *References.* Paruolo, Saisana & Saltelli (2013), Ratings and rankings: voodoo or science?; OECD/JRC Handbook, step 7.

use baton_model::Message;

use super::messages;
use super::past::{Past, correlate, nominal_share, shown, span_of_periods};
use crate::diagnostic::Diagnostic;
use crate::plan::Plan;

/// So many times more or less is reported.
const TIMES: f64 = 3.0;
/// So many percentage points apart at least.
const APART: f64 = 5.0;
/// With fewer leaves or units shares say nothing.
const FEWEST: usize = 3;
const FEWEST_UNITS: usize = 10;

pub(super) fn lint(plan: &Plan, past: &[Past<'_>]) -> Vec<Diagnostic> {
    let influences: Vec<(usize, f64)> = plan
        .leaves()
        .filter_map(|(index, ..)| {
            let nominal = nominal_share(plan, past, index);
            let found = correlate(past, &|past| past.points(index), &|past| past.points(0));
            let varies = found.filter(|found| found.units >= FEWEST_UNITS);
            // A leaf that is the same for all has no correlation, and no influence.
            (nominal > 0.0).then(|| (index, varies.map_or(0.0, |found| found.r * found.r.abs())))
        })
        .collect();
    let whole: f64 = influences.iter().map(|(_, influence)| influence.abs()).sum();
    let enough = past.iter().any(|past| past.result.subjects() >= FEWEST_UNITS);
    if influences.len() < FEWEST || whole <= 0.0 || !enough {
        return Vec::new();
    }
    influences
        .into_iter()
        .filter(|(_, influence)| *influence >= 0.0)
        .filter_map(|(index, influence)| judge(plan, past, index, 100.0 * influence / whole))
        .collect()
}

fn judge(plan: &Plan, past: &[Past<'_>], index: usize, effective: f64) -> Option<Diagnostic> {
    let nominal = nominal_share(plan, past, index);
    let def = if nominal - effective >= APART && effective * TIMES <= nominal {
        &messages::LESS_WEIGHT_THAN_SAID
    } else if effective - nominal >= APART && effective >= nominal * TIMES {
        &messages::MORE_WEIGHT_THAN_SAID
    } else {
        return None;
    };
    let message = Message::new(def)
        .with("node", &plan.nodes[index].name)
        .with("nominal", shown(nominal, 1))
        .with("effective", shown(effective, 1))
        .with("periods", span_of_periods(past));
    Some(Diagnostic::lint(message, plan.nodes[index].span))
}
