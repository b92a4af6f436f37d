//! The Box–Cox transformation.

use super::TreatError;
use crate::stats::min;

/// A power that runs through the logarithm.
///
/// *What it does.* `lambda` is given, not fitted. With `shift` the column is first moved so that its least value is 1.
///
/// *Formula.* (x^λ − 1) ÷ λ; λ = 0: ln x.
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// # Errors
/// [`TreatError::NotPositive`] without `shift`, for a negative value, or for 0 with λ ≤ 0.
///
/// *Example.*
/// ```
/// use baton_score::treat::box_cox;
/// assert_eq!(box_cox(&[3.0, 5.0], 2.0, true), Ok(vec![0.0, 4.0]));
/// ```
/// *Source.* Box and Cox (1964); COINr `boxcox`.
pub fn box_cox(column: &[f64], lambda: f64, shift: bool) -> Result<Vec<f64>, TreatError> {
    let least = min(column).unwrap_or(f64::NAN);
    if !shift && (least < 0.0 || (least == 0.0 && lambda <= 0.0)) {
        return Err(TreatError::NotPositive);
    }
    let moved = |x: f64| if shift { x - least + 1.0 } else { x };
    let power = |x: f64| if lambda == 0.0 { libm::log(x) } else { (libm::pow(x, lambda) - 1.0) / lambda };
    Ok(column.iter().map(|&x| power(moved(x))).collect())
}
