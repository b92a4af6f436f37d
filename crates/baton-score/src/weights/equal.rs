//! Equal weights.

use crate::stats::as_f64;

/// The same weight for all.
///
/// *What it does.* Says nothing on which indicator matters more; inside a tree the number of siblings does.
///
/// *Formula.* 1 ÷ k.
///
/// *Missing values.* Not concerned.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::weights::equal(4), [0.25; 4]);
/// ```
/// *Source.* OECD/JRC Handbook (2008), step 6.
#[must_use]
pub fn equal(k: usize) -> Vec<f64> {
    vec![1.0 / as_f64(k); k]
}
