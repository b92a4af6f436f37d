//! 极差: where a value stands between worst and best.

use super::Undefined;

/// The way from worst to best that x has gone.
///
/// *What it does.* 0 at the worst, 1 at the best; beyond them it leaves 0 … 1. The direction is in the
/// order of `worst` and `best`: for `lower` the worst is the greater.
///
/// *Formula.* (x − worst) ÷ (best − worst).
///
/// *Missing values.* NaN stays NaN. [`Undefined::Flat`] if best = worst.
///
/// *Example.*
/// ```
/// use baton_score::rule::{Undefined, minmax};
/// assert_eq!(minmax(25.0, 10.0, 40.0), Ok(0.5));
/// assert_eq!(minmax(3.0, 9.0, 1.0), Ok(0.75));
/// assert_eq!(minmax(3.0, 9.0, 9.0), Err(Undefined::Flat));
/// ```
/// *Source.* SCHEME.md §4; OECD/JRC Handbook (2008), step 5, min-max.
#[inline]
pub fn minmax(x: f64, worst: f64, best: f64) -> Result<f64, Undefined> {
    if best == worst { Err(Undefined::Flat) } else { Ok((x - worst) / (best - worst)) }
}
