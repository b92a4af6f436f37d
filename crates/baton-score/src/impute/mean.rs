//! Mean and median of the column.

use super::filled;
use crate::stats::{mean, median};

/// Puts the mean of the others for a missing value.
///
/// *What it does.* Keeps the mean, narrows the spread.
///
/// *Formula.* x ← mean.
///
/// *Missing values.* Filled; a column without any value stays as it is.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::impute::impute_mean(&[1.0, f64::NAN, 4.0]), [1.0, 2.5, 4.0]);
/// ```
/// *Source.* COINr `i_mean`.
#[must_use]
pub fn impute_mean(column: &[f64]) -> Vec<f64> {
    filled(column, mean(column))
}

/// Puts the median of the others for a missing value.
///
/// *What it does.* As the mean, but deaf to outliers.
///
/// *Formula.* x ← median.
///
/// *Missing values.* Filled; a column without any value stays as it is.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::impute::impute_median(&[1.0, f64::NAN, 4.0, 100.0]), [1.0, 4.0, 4.0, 100.0]);
/// ```
/// *Source.* COINr `i_median`.
#[must_use]
pub fn impute_median(column: &[f64]) -> Vec<f64> {
    filled(column, median(column))
}
