//! Two indicators that measure the same (指标重复).
//!
//! *What it does.* Correlates the values of every two leaves over all units and periods, within period and group, and
//! reports |r| > 0.9. Of a cluster of leaves that all go together each is named once, with its nearest.
//!
//! *Why.* The aggregate then counts one thing twice, and its weight is not what the scheme says.
//!
//! *Example.* GDP per head and income per head, 8 points each: 16 points for one thing.
//!
//! *References.* OECD/JRC Handbook (2008), step 4, multivariate analysis; CRITIC weights (1 − r).

use baton_model::Message;

use super::messages;
use super::past::{Correlation, Past, correlate, nominal_share, shown, span_of_periods};
use crate::diagnostic::Diagnostic;
use crate::plan::Plan;

/// Above this two indicators are one.
const SAME: f64 = 0.9;
/// With fewer units a high r is chance.
const FEWEST_UNITS: usize = 10;

pub(super) fn lint(plan: &Plan, past: &[Past<'_>]) -> Vec<Diagnostic> {
    let leaves: Vec<usize> = plan.leaves().map(|(index, ..)| index).collect();
    let mut pairs: Vec<(usize, usize, Correlation)> = Vec::new();
    for (at, a) in leaves.iter().enumerate() {
        for b in &leaves[at + 1..] {
            let found = correlate(past, &|past| past.values(*a), &|past| past.values(*b));
            pairs.extend(
                found
                    .filter(|found| found.r.abs() > SAME && found.units >= FEWEST_UNITS)
                    .map(|r| (*a, *b, r)),
            );
        }
    }
    pairs.sort_by(|a, b| b.2.r.abs().total_cmp(&a.2.r.abs()));
    let mut cluster: Vec<usize> = (0..plan.nodes.len()).collect();
    let mut found = Vec::new();
    for (a, b, correlation) in pairs {
        let (one, other) = (cluster[a], cluster[b]);
        if one == other {
            continue;
        }
        cluster.iter_mut().filter(|mark| **mark == other).for_each(|mark| *mark = one);
        found.push(diagnostic(plan, past, (a, b), &correlation));
    }
    found
}

fn diagnostic(plan: &Plan, past: &[Past<'_>], (a, b): (usize, usize), found: &Correlation) -> Diagnostic {
    let share = nominal_share(plan, past, a) + nominal_share(plan, past, b);
    let message = Message::new(&messages::SAME_MEASURE)
        .with("a", &plan.nodes[a].name)
        .with("b", &plan.nodes[b].name)
        .with("r", shown(found.r, 3))
        .with("periods", span_of_periods(past))
        .with("pairs", found.pairs)
        .with("share", shown(share, 1));
    Diagnostic::lint(message, plan.nodes[b].span)
}
