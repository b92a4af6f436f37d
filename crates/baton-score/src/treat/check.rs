//! Does a column need treatment?

use crate::stats::{kurtosis, skewness};

/// What skewness and kurtosis a column may have.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Limits {
    /// Of the absolute skewness.
    pub skewness: f64,
    /// Of the excess kurtosis.
    pub kurtosis: f64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { skewness: 2.0, kurtosis: 3.5 }
    }
}

/// The shape of a column and whether it passes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Check {
    /// Whether either is within its limit.
    pub passes: bool,
    /// Skewness, type 2.
    pub skewness: f64,
    /// Excess kurtosis, type 2.
    pub kurtosis: f64,
}

/// Looks at the shape of a column.
///
/// *What it does.* A column fails only if it is both lopsided and heavy-tailed.
///
/// *Formula.* |skewness| < limit or kurtosis < limit.
///
/// *Missing values.* Skipped; `None` with fewer than four values or no spread.
///
/// *Example.*
/// ```
/// use baton_score::treat::{Limits, check};
/// let with_outlier = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 1000.0];
/// assert!(!check(&with_outlier, Limits::default()).unwrap().passes);
/// assert!(check(&with_outlier[..10], Limits::default()).unwrap().passes);
/// ```
/// *Source.* COINr `check_SkewKurt`; limits 2 and 3.5 as in the JRC's audits.
#[must_use]
pub fn check(column: &[f64], limits: Limits) -> Option<Check> {
    let (skewness, kurtosis) = skewness(column).zip(kurtosis(column))?;
    let passes = skewness.abs() < limits.skewness || kurtosis < limits.kurtosis;
    Some(Check { passes, skewness, kurtosis })
}
