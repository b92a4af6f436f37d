//! Fraction of the greatest value.

use super::{NormaliseError, ends};

/// Every value as a fraction of the greatest.
///
/// *What it does.* 1 for the greatest. It is meant for columns of positive values: a negative maximum turns the order
/// around.
///
/// *Formula.* x ÷ max.
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// # Errors
/// [`NormaliseError::Flat`] if the greatest is 0, [`NormaliseError::Empty`] if there is no value.
///
/// *Example.*
/// ```
/// use baton_score::normalise::fraction_of_max;
/// assert_eq!(fraction_of_max(&[1.0, 4.0, 3.0]), Ok(vec![0.25, 1.0, 0.75]));
/// ```
/// *Source.* COINr `n_fracmax`.
pub fn fraction_of_max(column: &[f64]) -> Result<Vec<f64>, NormaliseError> {
    let (_, greatest) = ends(column)?;
    if greatest == 0.0 {
        return Err(NormaliseError::Flat);
    }
    Ok(column.iter().map(|x| x / greatest).collect())
}
