//! Weights by standard deviation.

use super::{WeightError, shares, whole};

/// Weights by how far a column spreads the units.
///
/// *What it does.* Columns must be on one scale, or the unit of measure decides.
///
/// *Formula.* wⱼ = sⱼ ÷ Σ s (sample or population: the n cancels).
///
/// *Missing values.* An error.
///
/// # Errors
/// [`WeightError::Flat`] if all columns are constant.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::weights::stdev(&[&[0.0, 1.0, 2.0], &[0.0, 3.0, 6.0]]), Ok(vec![0.25, 0.75]));
/// ```
/// *Source.* Diakoulaki, Mavrotas and Papayannakis (1995), the comparison to CRITIC.
pub fn stdev(columns: &[&[f64]]) -> Result<Vec<f64>, WeightError> {
    whole(columns)?;
    shares(columns.iter().map(|c| crate::stats::stdev(c).unwrap_or(0.0)).collect())
}
