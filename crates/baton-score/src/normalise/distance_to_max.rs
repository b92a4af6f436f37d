//! Distance to the greatest value.

use super::{NormaliseError, closeness, ends};

/// How near every value is to the greatest.
///
/// *What it does.* 1 for the greatest, 0 for the least.
///
/// *Formula.* 1 − (max − x) ÷ (max − min).
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// # Errors
/// [`NormaliseError::Flat`] if all values are the same, [`NormaliseError::Empty`] if there is none.
///
/// *Example.*
/// ```
/// use baton_score::normalise::distance_to_max;
/// assert_eq!(distance_to_max(&[2.0, 4.0, 3.0]), Ok(vec![0.0, 1.0, 0.5]));
/// ```
/// *Source.* COINr `n_dist2max`.
pub fn distance_to_max(column: &[f64]) -> Result<Vec<f64>, NormaliseError> {
    let (least, greatest) = ends(column)?;
    closeness(column, greatest, greatest - least, false)
}
