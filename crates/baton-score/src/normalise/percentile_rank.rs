//! Percentile ranks by any way of sharing places.

use super::{NormaliseError, rank};
use crate::rank::Ties;
use crate::stats::{as_f64, count};

/// The rank of every value as a share of the way up.
///
/// *What it does.* 0 for the least value, 1 for the greatest when it is alone. With [`Ties::Average`] it is the rule
/// [`percentile`](crate::rule::percentile).
///
/// *Formula.* (rank − 1) ÷ (n − 1), ranks counted from the least.
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// # Errors
/// [`NormaliseError::Flat`] with a single value, [`NormaliseError::Empty`] without any.
///
/// *Example.*
/// ```
/// use baton_score::{normalise::percentile_rank, rank::Ties};
/// assert_eq!(percentile_rank(&[7.0, 2.0, 5.0], Ties::Competition), Ok(vec![1.0, 0.0, 0.5]));
/// ```
/// *Source.* COINr `n_prank`.
pub fn percentile_rank(column: &[f64], ties: Ties) -> Result<Vec<f64>, NormaliseError> {
    match count(column) {
        0 => Err(NormaliseError::Empty),
        1 => Err(NormaliseError::Flat),
        n => Ok(rank(column, ties).into_iter().map(|place| (place - 1.0) / as_f64(n - 1)).collect()),
    }
}
