//! Goalposts.

use super::NormaliseError;
use crate::rule::Direction;

/// Where a scale starts and ends, and what its end is worth.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Goalposts {
    /// The value that earns nothing (where lower is better: full marks).
    pub lower: f64,
    /// The value that earns full marks (where lower is better: nothing).
    pub upper: f64,
    /// Full marks.
    pub scale: f64,
}

/// The way from one goalpost to the other.
///
/// *What it does.* As the human development index does: fixed ends, and truncated beyond them if asked.
///
/// *Formula.* (x − lower) ÷ (upper − lower)·scale; where lower is better (upper − x) ÷ (upper − lower)·scale.
///
/// *Missing values.* NaN stays NaN.
///
/// # Errors
/// [`NormaliseError::Flat`] if the goalposts are the same.
///
/// *Example.*
/// ```
/// use baton_score::{normalise::{Goalposts, goalposts}, rule::Direction};
/// let years = Goalposts { lower: 20.0, upper: 85.0, scale: 1.0 };
/// assert_eq!(goalposts(&[52.5, 90.0], years, Direction::Higher, true), Ok(vec![0.5, 1.0]));
/// ```
/// *Source.* COINr `n_goalposts`; UNDP, HDR technical note 1.
pub fn goalposts(
    column: &[f64],
    posts: Goalposts,
    direction: Direction,
    truncate: bool,
) -> Result<Vec<f64>, NormaliseError> {
    let Goalposts { lower, upper, scale } = posts;
    if lower == upper {
        return Err(NormaliseError::Flat);
    }
    let (start, end) = if direction == Direction::Higher { (lower, upper) } else { (upper, lower) };
    let (least, most) = if truncate { (0.0, 1.0) } else { (f64::NEG_INFINITY, f64::INFINITY) };
    let way = |x: &f64| crate::rule::clamp((x - start) / (end - start), least, most) * scale;
    Ok(column.iter().map(way).collect())
}
