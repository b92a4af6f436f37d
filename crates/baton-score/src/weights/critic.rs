//! CRITIC: contrast and conflict.

use super::{WeightError, shares, whole};
use crate::analysis::correlation;
use crate::stats;

/// Weights by spread and by what a column says that the others do not.
///
/// *What it does.* Columns must be on one scale with directions applied (min–max, say).
///
/// *Formula.* Cⱼ = sⱼ·Σₖ(1 − rⱼₖ); wⱼ = Cⱼ ÷ Σ C. A constant column has C = 0 and no part in the others' sums.
///
/// *Missing values.* An error.
///
/// # Errors
/// [`WeightError::Flat`] if no column has both spread and conflict.
///
/// *Example.*
/// ```
/// use baton_score::weights::critic;
/// let weights = critic(&[&[0.0, 1.0, 0.5], &[1.0, 0.0, 0.5]]).unwrap();
/// assert!((weights[0] - 0.5).abs() < 1e-15);
/// ```
/// *Source.* Diakoulaki, Mavrotas and Papayannakis (1995), with 1 − r (not 1 − |r|).
pub fn critic(columns: &[&[f64]]) -> Result<Vec<f64>, WeightError> {
    whole(columns)?;
    let information = |x: &&[f64]| {
        let conflict: f64 = columns.iter().map(|y| correlation(x, y).map_or(0.0, |r| 1.0 - r)).sum();
        stats::stdev(x).unwrap_or(0.0) * conflict
    };
    shares(columns.iter().map(information).collect())
}
