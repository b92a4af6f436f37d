//! Ranks as scores.

use crate::rank::{Ties, rank_descending};

/// The rank of every value counted from the least, so that more is better.
///
/// *What it does.* 1 for the least value.
///
/// *Formula.* Competition: 1 + the number of lesser values.
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// *Example.*
/// ```
/// use baton_score::{normalise::rank, rank::Ties};
/// assert_eq!(rank(&[7.0, 2.0, 7.0], Ties::Average), [2.5, 1.0, 2.5]);
/// ```
/// *Source.* COINr `n_rank`.
#[must_use]
pub fn rank(column: &[f64], ties: Ties) -> Vec<f64> {
    let turned: Vec<f64> = column.iter().map(|x| -x).collect();
    rank_descending(&turned, ties)
}
