//! Cronbach's alpha.

use super::{Use, covariance_matrix};
use crate::stats::as_f64;

/// How well a set of indicators hangs together.
///
/// *What it does.* Near 1 if they measure the same thing; above 0.7 is usually asked of a scale.
///
/// *Formula.* k ÷ (k − 1)·(1 − Σ varⱼ ÷ Σ covᵢⱼ).
///
/// *Missing values.* By `use_`. `None` with fewer than two columns, or where a covariance is undefined.
///
/// *Example.*
/// ```
/// use baton_score::analysis::{Use, cronbach_alpha};
/// assert_eq!(cronbach_alpha(&[&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0]], Use::Pairwise), Some(1.0));
/// ```
/// *Source.* Cronbach (1951); COINr `get_cronbach`.
#[must_use]
pub fn cronbach_alpha(columns: &[&[f64]], use_: Use) -> Option<f64> {
    let k = columns.len();
    let covariances = covariance_matrix(columns, use_);
    let total: f64 = covariances.iter().flatten().sum();
    let variances: f64 = (0..k).map(|j| covariances[j][j]).sum();
    let alpha = as_f64(k) / (as_f64(k) - 1.0) * (1.0 - variances / total);
    (k >= 2 && alpha.is_finite()).then_some(alpha)
}
