//! Min–max.

use super::{NormaliseError, ends};

/// Stretches a column onto lower … upper.
///
/// *What it does.* The least value becomes `lower`, the greatest `upper`.
///
/// *Formula.* (x − min) ÷ (max − min)·(upper − lower) + lower.
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// # Errors
/// [`NormaliseError::Flat`] if all values are the same, [`NormaliseError::Empty`] if there is none.
///
/// *Example.*
/// ```
/// use baton_score::normalise::minmax;
/// assert_eq!(minmax(&[2.0, 4.0, 3.0], 0.0, 100.0), Ok(vec![0.0, 100.0, 50.0]));
/// ```
/// *Source.* COINr `n_minmax`; OECD/JRC Handbook (2008), step 5.
pub fn minmax(column: &[f64], lower: f64, upper: f64) -> Result<Vec<f64>, NormaliseError> {
    let (least, greatest) = ends(column)?;
    if least == greatest {
        return Err(NormaliseError::Flat);
    }
    let span = greatest - least;
    Ok(column.iter().map(|x| (x - least) / span * (upper - lower) + lower).collect())
}
