//! Skewness as Excel gives it.

use super::{as_f64, mean, present};

/// Skewness of type 2.
///
/// *What it does.* How far the tail leans: above 0 to the right.
///
/// *Formula.* g₁·√(n(n − 1)) ÷ (n − 2), g₁ = m₃ ÷ m₂^(3/2), mₖ = Σ(x − m)ᵏ ÷ n.
///
/// *Missing values.* Skipped; `None` with fewer than three values or no spread.
///
/// *Example.*
/// ```
/// let skew = baton_score::stats::skewness(&[1.0, 2.0, 6.0]).unwrap();
/// assert!((skew - 1.457862967321305).abs() < 1e-12);
/// ```
/// *Source.* COINr `skew(type = 2)`; Joanes and Gill (1998), G₁; Excel `SKEW`.
#[must_use]
pub fn skewness(column: &[f64]) -> Option<f64> {
    let values = present(column);
    let mean = mean(&values)?;
    let n = as_f64(values.len());
    let (mut second, mut third) = (0.0, 0.0);
    for x in &values {
        let apart = x - mean;
        second += apart * apart;
        third += apart * apart * apart;
    }
    if n < 3.0 || second == 0.0 {
        return None;
    }
    let (second, third) = (second / n, third / n);
    Some(third / (second * second.sqrt()) * (n * (n - 1.0)).sqrt() / (n - 2.0))
}
