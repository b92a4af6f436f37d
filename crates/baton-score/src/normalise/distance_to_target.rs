//! Distance to a target.

use super::{NormaliseError, closeness, ends};
use crate::rule::Direction;

/// How near every value is to a target.
///
/// *What it does.* 1 on the target, 0 at the worst value; beyond the target above 1 unless capped. With a target worse
/// than every value all scores are negative.
///
/// *Formula.* 1 − (T − x) ÷ (T − min); where lower is better 1 − (x − T) ÷ (max − T).
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// # Errors
/// [`NormaliseError::Flat`] if the target is the worst value, [`NormaliseError::Empty`] if there is none.
///
/// *Example.*
/// ```
/// use baton_score::{normalise::distance_to_target, rule::Direction};
/// assert_eq!(distance_to_target(&[2.0, 4.0, 6.0], 4.0, Direction::Higher, true), Ok(vec![0.0, 1.0, 1.0]));
/// assert_eq!(distance_to_target(&[2.0, 4.0, 6.0], 4.0, Direction::Lower, false), Ok(vec![2.0, 1.0, 0.0]));
/// ```
/// *Source.* COINr `n_dist2targ`.
pub fn distance_to_target(
    column: &[f64],
    target: f64,
    direction: Direction,
    cap: bool,
) -> Result<Vec<f64>, NormaliseError> {
    let (least, greatest) = ends(column)?;
    let worst = if direction == Direction::Higher { least } else { greatest };
    closeness(column, target, target - worst, cap)
}
