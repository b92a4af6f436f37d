//! x against the best of the comparison set.

use super::{Direction, Undefined};

/// The ratio of x to the best, or of the best to x.
///
/// *What it does.* 1 for the best unit.
///
/// *Formula.* x/best; where lower is better best/x.
///
/// *Missing values.* NaN stays NaN. [`Undefined::TargetNotPositive`] for best ≤ 0,
/// [`Undefined::DivisionByZero`] for best/x at x = 0.
///
/// *Example.*
/// ```
/// use baton_score::rule::{Direction, Undefined, best_ratio};
/// assert_eq!(best_ratio(30.0, 40.0, Direction::Higher), Ok(0.75));
/// assert_eq!(best_ratio(40.0, 30.0, Direction::Lower), Ok(0.75));
/// assert_eq!(best_ratio(0.0, 30.0, Direction::Lower), Err(Undefined::DivisionByZero));
/// ```
/// *Source.* SCHEME.md §4, `best_ratio`; COINr `n_dist2max` is another thing.
#[inline]
pub fn best_ratio(x: f64, best: f64, direction: Direction) -> Result<f64, Undefined> {
    if best <= 0.0 {
        return Err(Undefined::TargetNotPositive);
    }
    match direction {
        Direction::Higher => Ok(x / best),
        Direction::Lower if x == 0.0 => Err(Undefined::DivisionByZero),
        Direction::Lower => Ok(best / x),
    }
}
