//! Direction, before anything else.

use crate::rule::Direction;

/// Turns the sign of a column in which less is better.
///
/// *What it does.* After it more is better in every column.
///
/// *Formula.* x, or −x where lower is better.
///
/// *Missing values.* NaN stays NaN.
///
/// *Example.*
/// ```
/// use baton_score::{normalise::directed, rule::Direction};
/// assert_eq!(directed(&[1.0, 2.0], Direction::Lower), [-1.0, -2.0]);
/// ```
/// *Source.* COINr `Normalise.numeric`: direction multiplies before the method.
#[must_use]
pub fn directed(column: &[f64], direction: Direction) -> Vec<f64> {
    match direction {
        Direction::Higher => column.to_vec(),
        Direction::Lower => column.iter().map(|x| -x).collect(),
    }
}
