//! Compound annual growth.

use super::known;

/// The steady yearly growth that leads from the first value to the last.
///
/// *What it does.* Looks at the two ends only.
///
/// *Formula.* (xₙ ÷ x₁)^(1 ÷ (tₙ − t₁)) − 1; 0 if the two are equal.
///
/// *Missing values.* Skipped. `None` with fewer than two values, or where the first is 0 or the two differ in sign.
///
/// *Example.*
/// ```
/// let growth = baton_score::trend::cagr(&[2020.0, 2022.0], &[100.0, 121.0]).unwrap();
/// assert!((growth - 0.1).abs() < 1e-15);
/// ```
/// *Source.* COINr `CAGR`.
#[must_use]
pub fn cagr(times: &[f64], values: &[f64]) -> Option<f64> {
    let known = known(times, values);
    let (&(start, first), &(end, last)) = known.first().zip(known.last())?;
    if known.len() < 2 {
        return None;
    }
    if first == last {
        return Some(0.0);
    }
    let ratio = last / first;
    (first != 0.0 && ratio > 0.0 && end > start).then(|| libm::expm1(libm::log(ratio) / (end - start)))
}
