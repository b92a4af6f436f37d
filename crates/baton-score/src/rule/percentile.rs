//! Percentile rank: the share of the others one is not behind.

use super::Direction;
use crate::rank::{Ties, rank_descending};
use crate::stats::{as_f64, count};

/// The percentile rank of every value of a column.
///
/// *What it does.* 1 for the best, 0 for the worst; ties share the middle of their places.
///
/// *Formula.* (below + (ties − 1)/2) ÷ (n − 1), `below` being the values that are worse and `ties` those equal
/// to it, itself included; n = 1: 1.
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// *Example.*
/// ```
/// use baton_score::rule::{Direction, percentile};
/// assert_eq!(percentile(&[1.0, 5.0, 5.0, 9.0, 11.0], Direction::Higher), [0.0, 0.375, 0.375, 0.75, 1.0]);
/// ```
/// *Source.* SCHEME.md §4, `percentile`.
#[must_use]
pub fn percentile(column: &[f64], direction: Direction) -> Vec<f64> {
    let n = as_f64(count(column));
    // The average rank counts the better ones: n − rank = below + (ties − 1)/2.
    let share = |rank: f64| if n == 1.0 { 1.0 + 0.0 * rank } else { (n - rank) / (n - 1.0) };
    let ranks = match direction {
        Direction::Higher => rank_descending(column, Ties::Average),
        Direction::Lower => {
            let negated: Vec<f64> = column.iter().map(|x| -x).collect();
            rank_descending(&negated, Ties::Average)
        }
    };
    ranks.into_iter().map(share).collect()
}
