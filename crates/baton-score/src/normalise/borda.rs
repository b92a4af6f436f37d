//! Borda points.

use super::rank;
use crate::rank::Ties;

/// How many units each one is ahead of.
///
/// *What it does.* 0 for the least value.
///
/// *Formula.* rank − 1, ranks counted from the least.
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// *Example.*
/// ```
/// use baton_score::{normalise::borda, rank::Ties};
/// assert_eq!(borda(&[7.0, 2.0, 5.0], Ties::Competition), [2.0, 0.0, 1.0]);
/// ```
/// *Source.* COINr `n_borda`; Borda (1784).
#[must_use]
pub fn borda(column: &[f64], ties: Ties) -> Vec<f64> {
    rank(column, ties).into_iter().map(|place| place - 1.0).collect()
}
