//! 基准值: x against a base that earns full marks.

use super::{Direction, Undefined};

/// The ratio of x to the baseline.
///
/// *What it does.* 1 at the baseline, which by default is the mean of the comparison set.
///
/// *Formula.* x/b; where lower is better 2 − x/b.
///
/// *Missing values.* NaN stays NaN. [`Undefined::TargetNotPositive`] for b ≤ 0.
///
/// *Example.*
/// ```
/// use baton_score::rule::{Direction, Undefined, baseline};
/// assert_eq!(baseline(30.0, 24.0, Direction::Higher), Ok(1.25));
/// assert_eq!(baseline(30.0, 24.0, Direction::Lower), Ok(0.75));
/// assert_eq!(baseline(30.0, -1.0, Direction::Lower), Err(Undefined::TargetNotPositive));
/// ```
/// *Source.* SCHEME.md §4, `baseline`.
#[inline]
pub fn baseline(x: f64, baseline: f64, direction: Direction) -> Result<f64, Undefined> {
    if baseline <= 0.0 {
        return Err(Undefined::TargetNotPositive);
    }
    Ok(match direction {
        Direction::Higher => x / baseline,
        Direction::Lower => 2.0 - x / baseline,
    })
}
