//! Distance to one of the units.

use super::{NormaliseError, closeness, ends};

/// How near every value is to that of a chosen unit.
///
/// *What it does.* 1 for the chosen unit, 0 for the least; better ones stand above 1 unless capped.
///
/// *Formula.* 1 − (x_ref − x) ÷ (x_ref − min).
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// # Errors
/// [`NormaliseError::ReferenceMissing`] if the unit (counted from 0) has no value; [`NormaliseError::Flat`] if it is the
/// least.
///
/// *Example.*
/// ```
/// use baton_score::normalise::distance_to_reference;
/// assert_eq!(distance_to_reference(&[2.0, 4.0, 6.0], 1, false), Ok(vec![0.0, 1.0, 2.0]));
/// ```
/// *Source.* COINr `n_dist2ref`.
pub fn distance_to_reference(column: &[f64], unit: usize, cap: bool) -> Result<Vec<f64>, NormaliseError> {
    let reference =
        column.get(unit).copied().filter(|x| !x.is_nan()).ok_or(NormaliseError::ReferenceMissing)?;
    let (least, _) = ends(column)?;
    closeness(column, reference, reference - least, cap)
}
