//! A straight line through two given points.

use super::NormaliseError;

/// Scales a column by fixed ends, not by its own.
///
/// *What it does.* `lower` becomes 0, `upper` becomes `factor`; values outside go on along the line.
///
/// *Formula.* (x − lower) ÷ (upper − lower)·factor.
///
/// *Missing values.* NaN stays NaN.
///
/// # Errors
/// [`NormaliseError::Flat`] if lower = upper.
///
/// *Example.*
/// ```
/// use baton_score::normalise::scaled;
/// assert_eq!(scaled(&[3.0, 12.0], 0.0, 10.0, 100.0), Ok(vec![30.0, 120.0]));
/// ```
/// *Source.* COINr `n_scaled`.
pub fn scaled(column: &[f64], lower: f64, upper: f64, factor: f64) -> Result<Vec<f64>, NormaliseError> {
    if lower == upper {
        return Err(NormaliseError::Flat);
    }
    Ok(column.iter().map(|x| (x - lower) / (upper - lower) * factor).collect())
}
