//! Standard deviation, of a sample and of a population.

use super::{as_f64, count, mean};

/// The standard deviation of a sample.
///
/// *What it does.* Spread with n − 1 in the divisor. A constant column gives exactly 0.
///
/// *Formula.* √(Σ(x − m)² ÷ (n − 1)).
///
/// *Missing values.* Skipped; `None` with fewer than two values.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::stats::stdev(&[1.0, f64::NAN, 3.0, 5.0]), Some(2.0));
/// assert_eq!(baton_score::stats::stdev(&[1.0]), None);
/// ```
/// *Source.* R `sd`; SCHEME.md §2: stdev is the sample's.
#[must_use]
pub fn stdev(column: &[f64]) -> Option<f64> {
    let n = count(column);
    if n < 2 { None } else { Some((squares(column)? / as_f64(n - 1)).sqrt()) }
}

/// The standard deviation of a population.
///
/// *What it does.* Spread with n in the divisor; one value has none, which is 0.
///
/// *Formula.* √(Σ(x − m)² ÷ n).
///
/// *Missing values.* Skipped; `None` if nothing is left.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::stats::stdev_population(&[1.0, 5.0]), Some(2.0));
/// ```
/// *Source.* SCHEME.md §4, `zscore` with `stdev = "population"`; Excel `STDEV.P`.
#[must_use]
pub fn stdev_population(column: &[f64]) -> Option<f64> {
    Some((squares(column)? / as_f64(count(column))).sqrt())
}

/// Σ(x − m)².
fn squares(column: &[f64]) -> Option<f64> {
    let mean = mean(column)?;
    let mut squares = 0.0;
    for &x in column {
        let apart = if x.is_nan() { 0.0 } else { x - mean };
        squares += apart * apart;
    }
    Some(squares)
}
