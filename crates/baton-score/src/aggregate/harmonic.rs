//! The harmonic mean.

use super::{AggregateError, any_zero, weighted_mean};

/// The weighted harmonic mean of one unit's ratios.
///
/// *What it does.* Punishes a weak child harder than the geometric mean.
///
/// *Formula.* Σ wᵢ ÷ Σ (wᵢ ÷ xᵢ); 0 if an xᵢ is 0.
///
/// *Missing values.* Drop out with their weight; `None` if nothing is left.
///
/// # Errors
/// [`AggregateError::Negative`] names the child.
///
/// *Example.*
/// ```
/// use baton_score::aggregate::harmonic;
/// assert_eq!(harmonic(&[0.25, 0.75, f64::NAN], &[1.0, 1.0, 1.0]), Ok(Some(0.375)));
/// ```
/// *Source.* COINr `a_hmean`; SCHEME.md §4 "Aggregation".
pub fn harmonic(values: &[f64], weights: &[f64]) -> Result<Option<f64>, AggregateError> {
    if any_zero(values, weights)? {
        return Ok(Some(0.0));
    }
    Ok(weighted_mean(values, weights, |x| 1.0 / x).map(|mean| 1.0 / mean))
}
