//! The arithmetic mean.

use super::weighted_mean;

/// The weighted arithmetic mean of one unit's ratios.
///
/// *What it does.* What `sum` is with weights normalised over the present children.
///
/// *Formula.* Σ wᵢxᵢ ÷ Σ wᵢ.
///
/// *Missing values.* Drop out with their weight; `None` if nothing is left.
///
/// *Example.*
/// ```
/// use baton_score::aggregate::arithmetic;
/// assert_eq!(arithmetic(&[0.5, f64::NAN, 1.0], &[3.0, 5.0, 1.0]), Some(0.625));
/// ```
/// *Source.* COINr `a_amean`.
#[must_use]
pub fn arithmetic(values: &[f64], weights: &[f64]) -> Option<f64> {
    weighted_mean(values, weights, |x| x)
}
