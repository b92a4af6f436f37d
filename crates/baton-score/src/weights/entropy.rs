//! Entropy weights (熵权法).

use super::{WeightError, shares, whole};
use crate::stats::as_f64;

/// Weights by how unevenly a column is spread over the units.
///
/// *What it does.* A column in which all units are alike gets nothing.
///
/// *Formula.* pᵢⱼ = xᵢⱼ ÷ Σᵢ xᵢⱼ; eⱼ = −Σᵢ pᵢⱼ ln pᵢⱼ ÷ ln n (0·ln 0 = 0); wⱼ = (1 − eⱼ) ÷ Σ(1 − e).
///
/// *Missing values.* An error.
///
/// # Errors
/// [`WeightError::NotPositive`] for a negative value or a column of zeros; [`WeightError::Flat`] if all columns are constant.
///
/// *Example.*
/// ```
/// use baton_score::weights::entropy;
/// let weights = entropy(&[&[1.0, 1.0], &[0.0, 1.0]]).unwrap();
/// assert_eq!(weights, [0.0, 1.0]);
/// ```
/// *Source.* Shannon (1948); Hwang and Yoon (1981), entropy method.
pub fn entropy(columns: &[&[f64]]) -> Result<Vec<f64>, WeightError> {
    whole(columns)?;
    let spread = |(j, column): (usize, &&[f64])| {
        let total: f64 = column.iter().sum();
        if total <= 0.0 || column.iter().any(|&x| x < 0.0) {
            return Err(WeightError::NotPositive { column: j });
        }
        let mut entropy = 0.0;
        for share in column.iter().map(|x| x / total) {
            entropy -= if share == 0.0 { 0.0 } else { share * libm::log(share) };
        }
        // Rounding may carry the entropy of a constant column past its bound.
        Ok((1.0 - entropy / libm::log(as_f64(column.len()))).max(0.0))
    };
    shares(columns.iter().enumerate().map(spread).collect::<Result<_, _>>()?)
}
