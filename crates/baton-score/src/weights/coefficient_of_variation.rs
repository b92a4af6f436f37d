//! Weights by coefficient of variation (变异系数法).

use super::{WeightError, shares, whole};
use crate::stats;

/// Weights by spread relative to the mean.
///
/// *What it does.* Needs no common scale, but positive means.
///
/// *Formula.* wⱼ = (sⱼ ÷ x̄ⱼ) ÷ Σ(s ÷ x̄).
///
/// *Missing values.* An error.
///
/// # Errors
/// [`WeightError::NotPositive`] where the mean is not above 0; [`WeightError::Flat`] if all columns are constant.
///
/// *Example.*
/// ```
/// use baton_score::weights::coefficient_of_variation;
/// assert_eq!(coefficient_of_variation(&[&[1.0, 3.0], &[10.0, 30.0]]), Ok(vec![0.5, 0.5]));
/// ```
/// *Source.* Shuai et al. (2012); 变异系数法.
pub fn coefficient_of_variation(columns: &[&[f64]]) -> Result<Vec<f64>, WeightError> {
    whole(columns)?;
    let variation = |(j, column): (usize, &&[f64])| match stats::mean(column).zip(stats::stdev(column)) {
        Some((mean, stdev)) if mean > 0.0 => Ok(stdev / mean),
        _ => Err(WeightError::NotPositive { column: j }),
    };
    shares(columns.iter().enumerate().map(variation).collect::<Result<_, _>>()?)
}
