//! The outranking matrix: who beats whom, by how much weight.

use super::counted_columns;
use rayon::prelude::*;

/// For every pair of units the share of weight on which the first is ahead.
#[derive(Clone, PartialEq, Debug)]
pub struct Outranking {
    units: usize,
    shares: Vec<f64>,
}

impl Outranking {
    /// How many units there are.
    #[must_use]
    pub fn units(&self) -> usize {
        self.units
    }

    /// The share of weight on which `a` is ahead of `b`; NaN if either has a missing child.
    #[must_use]
    pub fn share(&self, a: usize, b: usize) -> f64 {
        self.shares[a * self.units + b]
    }

    /// The pairs in which one unit is ahead on everything.
    #[must_use]
    pub fn dominant_pairs(&self) -> usize {
        self.shares.iter().filter(|&&share| share == 1.0).count()
    }
}

/// Compares every unit with every other.
///
/// *What it does.* Columns are the children, more is better. The matrix has n² cells: for tens of thousands of
/// units use [`copeland`](super::copeland), which keeps none of them.
///
/// *Formula.* sₐᵦ = (Σ wⱼ where xₐⱼ > xᵦⱼ + ½·Σ wⱼ where xₐⱼ = xᵦⱼ) ÷ Σ wⱼ; 0 on the diagonal; sₐᵦ + sᵦₐ = 1.
///
/// *Missing values.* A unit with a missing child is NaN against everyone.
///
/// *Example.*
/// ```
/// use baton_score::aggregate::outranking;
/// let matrix = outranking(&[&[1.0, 2.0], &[5.0, 5.0]], &[3.0, 1.0]);
/// assert_eq!(matrix.share(0, 1), 0.125);
/// assert_eq!(matrix.share(1, 0), 0.875);
/// ```
/// *Source.* Munda and Nardo (2009); COINr `outrankMatrix`, whose result with missing values depends on row
/// order and is not imitated.
#[must_use]
pub fn outranking(columns: &[&[f64]], weights: &[f64]) -> Outranking {
    let duels = Duels::new(columns, weights);
    let shares = (0..duels.units).into_par_iter().flat_map_iter(|a| {
        let duels = &duels;
        (0..duels.units).map(move |b| if a == b { 0.0 * duels.missing[a] } else { duels.share(a, b) })
    });
    Outranking { units: duels.units, shares: shares.collect() }
}

/// Rows side by side, ready to compare.
pub(super) struct Duels {
    pub(super) units: usize,
    children: usize,
    rows: Vec<f64>,
    weights: Vec<f64>,
    total: f64,
    /// NaN for a unit with a missing child, else 0.
    pub(super) missing: Vec<f64>,
}

impl Duels {
    pub(super) fn new(columns: &[&[f64]], weights: &[f64]) -> Duels {
        let (columns, units) = counted_columns(columns, weights);
        let rows: Vec<f64> =
            (0..units).flat_map(|unit| columns.iter().map(move |(column, _)| column[unit])).collect();
        let missing = rows.chunks(columns.len().max(1)).map(|row| 0.0 * row.iter().sum::<f64>()).collect();
        let weights: Vec<f64> = columns.iter().map(|&(_, w)| w).collect();
        Duels { units, children: columns.len(), rows, total: weights.iter().sum(), weights, missing }
    }

    /// The weight on which a is ahead, and that on which b is; NaN if a child is missing.
    #[inline]
    pub(super) fn ahead(&self, a: usize, b: usize) -> (f64, f64) {
        let row = |unit: usize| &self.rows[unit * self.children..(unit + 1) * self.children];
        let start = self.missing[a] + self.missing[b];
        let (mut wins, mut losses) = (start, start);
        for ((x, y), w) in row(a).iter().zip(row(b)).zip(&self.weights) {
            wins += if x > y { *w } else { 0.0 };
            losses += if x < y { *w } else { 0.0 };
        }
        (wins, losses)
    }

    /// sₐᵦ.
    #[inline]
    fn share(&self, a: usize, b: usize) -> f64 {
        let (wins, losses) = self.ahead(a, b);
        0.5 + 0.5 * (wins - losses) / self.total
    }

    /// 1 if a is ahead of b by weight, −1 if behind, 0 if level (to 12 digits); NaN if a child is missing.
    #[inline]
    pub(super) fn verdict(&self, a: usize, b: usize) -> f64 {
        let (wins, losses) = self.ahead(a, b);
        let lead = wins - losses;
        if lead.abs() <= self.total * 1e-12 {
            0.0
        } else {
            lead.signum() // NaN stays NaN
        }
    }
}
