//! What lints read of past runs: columns, correlations within periods and groups, numbers as they are shown.

use baton_model::{Period, Snapshot};
use baton_score::round::{Decimal, Mode};

use crate::plan::Plan;
use crate::run::RunResult;

/// A past run with the figures it read.
#[derive(Clone, Debug)]
pub struct Past<'a> {
    /// The figures.
    pub snapshot: &'a Snapshot,
    /// What the scheme gave.
    pub result: RunResult,
}

impl Past<'_> {
    /// Name of a subject.
    pub(super) fn name(&self, subject: usize) -> &str {
        self.snapshot.roster.name(self.result.universe.rows[subject])
    }

    /// Values of a leaf by subject; none if it is not in the tree.
    pub(super) fn values(&self, node: usize) -> Option<&[f64]> {
        let found = &self.result.nodes[node];
        found.active.then(|| found.value.values.get(..self.result.subjects()))?
    }

    /// Points of a node by subject; none if it is not in the tree. Those of the root stand before adjustments.
    pub(super) fn points(&self, node: usize) -> Option<&[f64]> {
        let found = &self.result.nodes[node];
        found.active.then_some(&found.points.values[..])
    }

    /// Mean full points of a node over the subjects.
    pub(super) fn weight(&self, node: usize) -> f64 {
        let weight = &self.result.nodes[node].weight;
        let groups = &self.result.group_of[..self.result.subjects()];
        let of = |group: &u32| weight.get(*group as usize).copied().unwrap_or(0.0);
        groups.iter().map(of).sum::<f64>() / groups.len().max(1) as f64
    }

    /// Subjects by group.
    pub(super) fn groups(&self) -> Vec<Vec<usize>> {
        let mut members = vec![Vec::new(); self.result.groups.len()];
        for subject in 0..self.result.subjects() {
            members[self.result.group_of[subject] as usize].push(subject);
        }
        members
    }
}

/// A leaf's share of the marks in the latest period, in percent.
pub(super) fn nominal_share(plan: &Plan, past: &[Past<'_>], node: usize) -> f64 {
    let Some(last) = past.last() else { return 0.0 };
    let active = |leaf: &usize| last.result.nodes[*leaf].active;
    let sum: f64 = plan.leaves().map(|(leaf, ..)| leaf).filter(active).map(|leaf| last.weight(leaf)).sum();
    if sum > 0.0 && active(&node) { 100.0 * last.weight(node) / sum } else { 0.0 }
}

/// The periods looked at: `2022` or `2018–2022`.
pub(super) fn span_of_periods(past: &[Past<'_>]) -> String {
    match (past.first(), past.last()) {
        (Some(first), Some(last)) if first.result.period != last.result.period => {
            format!("{}–{}", first.result.period, last.result.period)
        }
        (Some(only), _) => only.result.period.to_string(),
        _ => String::new(),
    }
}

/// A number as it is shown in a sentence.
pub(super) fn shown(value: f64, places: u8) -> String {
    Decimal::round(value, places, Mode::HalfUp).map_or_else(|| value.to_string(), |number| number.to_string())
}

/// A number at up to four decimals, without zeros at its end.
pub(super) fn brief(value: f64) -> String {
    let text = shown(value, 4);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A column of a past run by subject.
pub(super) type Column<'c> = &'c dyn for<'p> Fn(&'p Past<'_>) -> Option<&'p [f64]>;

/// Pearson's r of two columns over units, pooled over periods.
pub(super) struct Correlation {
    /// The coefficient.
    pub(super) r: f64,
    /// Pairs it rests on.
    pub(super) pairs: usize,
    /// Most units in one period.
    pub(super) units: usize,
}

/// Fewer pairs than this say nothing.
const FEWEST_PAIRS: usize = 8;
/// Groups with fewer pairs have no mean worth taking off.
const FEWEST_IN_GROUP: usize = 3;

/// Correlates two columns. Both are centred within each period and group, so that neither growth over the years nor a
/// difference between groups counts as going together: ranks are given within a group of one period.
pub(super) fn correlate(past: &[Past<'_>], a: Column<'_>, b: Column<'_>) -> Option<Correlation> {
    let (mut sums, mut pairs, mut units) = ([0.0_f64; 3], 0, 0);
    let mut size = [0.0_f64; 2];
    for one in past {
        let (Some(a), Some(b)) = (a(one), b(one)) else { continue };
        let mut here = 0;
        for members in one.groups() {
            let both: Vec<(f64, f64)> = members
                .iter()
                .map(|subject| (a[*subject], b[*subject]))
                .filter(|(a, b)| a.is_finite() && b.is_finite())
                .collect();
            if both.len() < FEWEST_IN_GROUP {
                continue;
            }
            let n = both.len() as f64;
            let (mean_a, mean_b) =
                (both.iter().map(|(a, _)| a).sum::<f64>() / n, both.iter().map(|(_, b)| b).sum::<f64>() / n);
            for (a, b) in &both {
                let (x, y) = (a - mean_a, b - mean_b);
                sums = [sums[0] + x * x, sums[1] + x * y, sums[2] + y * y];
                size = [size[0] + a * a, size[1] + b * b];
            }
            here += both.len();
        }
        pairs += here;
        units = units.max(here);
    }
    // A spread that is only rounding noise is none.
    let varies = sums[0] > 1e-20 * size[0] && sums[2] > 1e-20 * size[1];
    if pairs < FEWEST_PAIRS || !varies {
        return None;
    }
    Some(Correlation { r: (sums[1] / (sums[0] * sums[2]).sqrt()).clamp(-1.0, 1.0), pairs, units })
}

/// A period in words.
pub(super) fn period(period: Period) -> String {
    period.to_string()
}
