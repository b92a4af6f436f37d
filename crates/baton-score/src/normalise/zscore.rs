//! Z-scores.

use super::NormaliseError;
use crate::stats::{mean, stdev};

/// Gives a column a mean and a standard deviation.
///
/// *What it does.* Standardises by the sample's own mean and (n − 1) standard deviation.
///
/// *Formula.* (x − m) ÷ s·spread + centre.
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// # Errors
/// [`NormaliseError::Flat`] if s = 0, [`NormaliseError::Empty`] with fewer than two values.
///
/// *Example.*
/// ```
/// use baton_score::normalise::zscore;
/// assert_eq!(zscore(&[1.0, 3.0, 5.0], 50.0, 10.0), Ok(vec![40.0, 50.0, 60.0]));
/// ```
/// *Source.* COINr `n_zscore`.
pub fn zscore(column: &[f64], centre: f64, spread: f64) -> Result<Vec<f64>, NormaliseError> {
    let (mean, stdev) = mean(column).zip(stdev(column)).ok_or(NormaliseError::Empty)?;
    if stdev == 0.0 {
        return Err(NormaliseError::Flat);
    }
    Ok(column.iter().map(|x| (x - mean) / stdev * spread + centre).collect())
}
