//! The generalised (power) mean.

use super::{AggregateError, any_zero, geometric, weighted_mean};

/// The weighted power mean of one unit's ratios.
///
/// *What it does.* p = 1 is the arithmetic mean, −1 the harmonic, 0 the geometric; the greater p, the more the
/// best child counts.
///
/// *Formula.* (Σ wᵢxᵢᵖ ÷ Σ wᵢ)^(1/p); p = 0: the geometric mean; p < 0: 0 if an xᵢ is 0.
///
/// *Missing values.* Drop out with their weight; `None` if nothing is left.
///
/// # Errors
/// [`AggregateError::Negative`] names the child.
///
/// *Example.*
/// ```
/// use baton_score::aggregate::power;
/// assert_eq!(power(&[3.0, 4.0, 5.0, f64::NAN], &[1.0; 4], 1.0), Ok(Some(4.0)));
/// assert_eq!(power(&[1.0, 7.0], &[1.0; 2], 2.0), Ok(Some(5.0)));
/// ```
/// *Source.* COINr `a_genmean`, whose result with missing values is not imitated.
pub fn power(values: &[f64], weights: &[f64], p: f64) -> Result<Option<f64>, AggregateError> {
    if p == 0.0 {
        return geometric(values, weights);
    }
    if any_zero(values, weights)? && p < 0.0 {
        return Ok(Some(0.0));
    }
    Ok(weighted_mean(values, weights, |x| libm::pow(x, p)).map(|mean| libm::pow(mean, 1.0 / p)))
}
