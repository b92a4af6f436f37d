//! The geometric mean.

use super::{AggregateError, any_zero, weighted_mean};

/// The weighted geometric mean of one unit's ratios.
///
/// *What it does.* Rewards balance: a child at 0 makes the whole 0.
///
/// *Formula.* exp(Σ wᵢ ln xᵢ ÷ Σ wᵢ); 0 if an xᵢ is 0.
///
/// *Missing values.* Drop out with their weight; `None` if nothing is left.
///
/// # Errors
/// [`AggregateError::Negative`] names the child.
///
/// *Example.*
/// ```
/// use baton_score::aggregate::{AggregateError, geometric};
/// let mean = geometric(&[0.4, 0.9, f64::NAN], &[1.0, 1.0, 1.0]).unwrap().unwrap();
/// assert!((mean - 0.6).abs() < 1e-15);
/// assert_eq!(geometric(&[0.4, 0.0], &[1.0, 1.0]), Ok(Some(0.0)));
/// assert_eq!(geometric(&[0.4, -0.1], &[1.0, 1.0]), Err(AggregateError::Negative { child: 1 }));
/// ```
/// *Source.* COINr `a_gmean`, which refuses 0; SCHEME.md §4 "Aggregation".
pub fn geometric(values: &[f64], weights: &[f64]) -> Result<Option<f64>, AggregateError> {
    if any_zero(values, weights)? {
        return Ok(Some(0.0));
    }
    Ok(weighted_mean(values, weights, libm::log).map(libm::exp))
}
