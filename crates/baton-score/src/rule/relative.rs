//! 与均值比: better or worse than a reference.

use super::{Direction, Undefined};

/// 1 at the reference, more on the better side.
///
/// *What it does.* Compares with the mean (or any reference), k times the distance up or down. The distance
/// is a share of the reference, or with `difference` what it is.
///
/// *Formula.* 1 ± k·(x − ref) ÷ |ref|, or 1 ± k·(x − ref); minus where lower is better.
///
/// *Missing values.* NaN stays NaN. [`Undefined::DivisionByZero`] for a share of a reference of 0.
///
/// *Example.*
/// ```
/// use baton_score::rule::{Direction, relative};
/// assert_eq!(relative(12.0, 10.0, 0.5, false, Direction::Higher), Ok(1.1));
/// assert_eq!(relative(12.0, 10.0, 0.1, true, Direction::Lower), Ok(0.8));
/// ```
/// *Source.* SCHEME.md §4, `relative`.
#[inline]
pub fn relative(
    x: f64,
    reference: f64,
    k: f64,
    difference: bool,
    direction: Direction,
) -> Result<f64, Undefined> {
    let apart = match difference {
        true => x - reference,
        false if reference == 0.0 => return Err(Undefined::DivisionByZero),
        false => (x - reference) / reference.abs(),
    };
    Ok(match direction {
        Direction::Higher => 1.0 + k * apart,
        Direction::Lower => 1.0 - k * apart,
    })
}
