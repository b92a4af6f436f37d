//! 完成率: how much of the target was reached.

use super::{Direction, Undefined};

/// How a target is read where lower is better.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub enum Inverse {
    /// 2 − x/T.
    #[default]
    Difference,
    /// T/x.
    Reciprocal {
        /// What an x of nought or less gives.
        cap: Option<f64>,
    },
}

/// The completion rate of x against the target.
///
/// *What it does.* 1 when the target is met exactly.
///
/// *Formula.* x/T; where lower is better 2 − x/T or T/x.
///
/// *Missing values.* NaN stays NaN. [`Undefined::TargetNotPositive`] for T ≤ 0; [`Undefined::NoCap`] for T/x
/// of an x ≤ 0 without a cap.
///
/// *Example.*
/// ```
/// use baton_score::rule::{Direction, Inverse, Undefined, target};
/// assert_eq!(target(90.0, 100.0, Direction::Higher, Inverse::Difference), Ok(0.9));
/// assert_eq!(target(90.0, 100.0, Direction::Lower, Inverse::Difference), Ok(1.1));
/// assert_eq!(target(50.0, 100.0, Direction::Lower, Inverse::Reciprocal { cap: None }), Ok(2.0));
/// assert_eq!(target(90.0, 0.0, Direction::Higher, Inverse::Difference), Err(Undefined::TargetNotPositive));
/// ```
/// *Source.* SCHEME.md §4, `target`.
#[inline]
pub fn target(x: f64, target: f64, direction: Direction, inverse: Inverse) -> Result<f64, Undefined> {
    if target <= 0.0 {
        return Err(Undefined::TargetNotPositive);
    }
    match (direction, inverse) {
        (Direction::Higher, _) => Ok(x / target),
        (Direction::Lower, Inverse::Difference) => Ok(2.0 - x / target),
        (Direction::Lower, Inverse::Reciprocal { cap }) if x <= 0.0 => cap.ok_or(Undefined::NoCap),
        (Direction::Lower, Inverse::Reciprocal { .. }) => Ok(target / x),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reciprocal_of_nothing_is_the_cap_or_an_error() {
        let lower = |x, cap| target(x, 100.0, Direction::Lower, Inverse::Reciprocal { cap });
        assert_eq!(lower(0.0, Some(1.2)), Ok(1.2));
        assert_eq!(lower(-3.0, Some(1.2)), Ok(1.2));
        assert_eq!(lower(0.0, None), Err(Undefined::NoCap));
        assert!(lower(f64::NAN, None).expect("missing is not an error").is_nan());
    }
}
