//! The weakest child, the strongest, the best few.

use super::{counted, weighted_mean};

/// The least of one unit's ratios.
///
/// *What it does.* A chain is as strong as its weakest link (短板). Weights only decide who counts.
///
/// *Formula.* min xᵢ over wᵢ ≠ 0.
///
/// *Missing values.* Drop out; `None` if nothing is left.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::aggregate::min(&[0.5, f64::NAN, 0.2], &[1.0; 3]), Some(0.2));
/// ```
/// *Source.* SCHEME.md §4 "Aggregation".
#[must_use]
pub fn min(values: &[f64], weights: &[f64]) -> Option<f64> {
    kept(values, weights).reduce(f64::min)
}

/// The greatest of one unit's ratios.
///
/// *What it does.* The best child speaks for all. Weights only decide who counts.
///
/// *Formula.* max xᵢ over wᵢ ≠ 0.
///
/// *Missing values.* Drop out; `None` if nothing is left.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::aggregate::max(&[0.5, f64::NAN, 0.2], &[1.0; 3]), Some(0.5));
/// ```
/// *Source.* SCHEME.md §4 "Aggregation".
#[must_use]
pub fn max(values: &[f64], weights: &[f64]) -> Option<f64> {
    kept(values, weights).reduce(f64::max)
}

/// The weighted mean of the k greatest ratios.
///
/// *What it does.* A unit is judged by the k children it does best in; of equal ratios the earlier counts. A
/// unit with fewer than k is judged by those it has.
///
/// *Formula.* Σ wᵢxᵢ ÷ Σ wᵢ over the k greatest.
///
/// *Missing values.* Drop out; `None` if nothing is left or k = 0.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::aggregate::best_of(&[0.2, 1.0, f64::NAN, 0.5], &[1.0; 4], 2), Some(0.75));
/// ```
/// *Source.* SCHEME.md §4 "Aggregation".
#[must_use]
pub fn best_of(values: &[f64], weights: &[f64], k: usize) -> Option<f64> {
    let mut order: Vec<usize> =
        (0..values.len().min(weights.len())).filter(|&i| counted(values[i], weights[i]) != 0.0).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    order.truncate(k);
    order.sort_unstable();
    let pick = |from: &[f64]| -> Vec<f64> { order.iter().map(|&i| from[i]).collect() };
    weighted_mean(&pick(values), &pick(weights), |x| x)
}

/// The ratios that count.
fn kept(values: &[f64], weights: &[f64]) -> impl Iterator<Item = f64> {
    values.iter().zip(weights).filter(|&(&x, &w)| counted(x, w) != 0.0).map(|(&x, _)| x)
}
