//! Excess kurtosis as Excel gives it.

use super::{as_f64, mean, present};

/// Excess kurtosis of type 2.
///
/// *What it does.* How heavy the tails are: 0 for a normal distribution.
///
/// *Formula.* ((n + 1)·g₂ + 6)·(n − 1) ÷ ((n − 2)(n − 3)), g₂ = m₄ ÷ m₂² − 3, mₖ = Σ(x − m)ᵏ ÷ n.
///
/// *Missing values.* Skipped; `None` with fewer than four values or no spread.
///
/// *Example.*
/// ```
/// let kurt = baton_score::stats::kurtosis(&[1.0, 2.0, 3.0, 4.0, 10.0]).unwrap();
/// assert!((kurt - 3.152).abs() < 1e-12);
/// ```
/// *Source.* COINr `kurt(type = 2)`; Joanes and Gill (1998), G₂; Excel `KURT`.
#[must_use]
pub fn kurtosis(column: &[f64]) -> Option<f64> {
    let values = present(column);
    let mean = mean(&values)?;
    let n = as_f64(values.len());
    let (mut second, mut fourth) = (0.0, 0.0);
    for x in &values {
        let square = (x - mean) * (x - mean);
        second += square;
        fourth += square * square;
    }
    if n < 4.0 || second == 0.0 {
        return None;
    }
    let excess = n * fourth / (second * second) - 3.0;
    Some(((n + 1.0) * excess + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0)))
}
