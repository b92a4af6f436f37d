//! Logarithms that can stand zeros and negative values.

use super::TreatError;
use crate::stats::{max, min, skewness};

/// The natural logarithm.
///
/// *What it does.* For columns of positive values that span orders of magnitude.
///
/// *Formula.* ln x.
///
/// *Missing values.* NaN stays NaN.
///
/// # Errors
/// [`TreatError::NotPositive`] for a value of nought or less.
///
/// *Example.*
/// ```
/// use baton_score::treat::{TreatError, log};
/// assert_eq!(log(&[1.0]), Ok(vec![0.0]));
/// assert_eq!(log(&[1.0, 0.0]), Err(TreatError::NotPositive));
/// ```
/// *Source.* SCHEME.md §4, `treat`.
pub fn log(column: &[f64]) -> Result<Vec<f64>, TreatError> {
    if column.iter().any(|&x| x <= 0.0) {
        return Err(TreatError::NotPositive);
    }
    Ok(column.iter().map(|&x| libm::log(x)).collect())
}

/// A logarithm shifted by a hundredth of the range, for a tail to the right.
///
/// *What it does.* The least value stays finite and the same however the column is scaled.
///
/// *Formula.* ln(x − min + 0.01·(max − min)).
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// # Errors
/// [`TreatError::NotPositive`] if all values are the same (ln 0).
///
/// *Example.*
/// ```
/// use baton_score::treat::log_ct;
/// let treated = log_ct(&[0.0, 99.0, 100.0]).unwrap();
/// assert_eq!(treated[0], 0.0);
/// assert!((treated[1] - 100.0_f64.ln()).abs() < 1e-15);
/// ```
/// *Source.* COINr `log_CT` (which gives −∞ for a constant column); JRC COIN Tool.
pub fn log_ct(column: &[f64]) -> Result<Vec<f64>, TreatError> {
    let (Some(least), Some(greatest)) = (min(column), max(column)) else { return Ok(column.to_vec()) };
    let shift = 0.01 * (greatest - least);
    if shift == 0.0 {
        return Err(TreatError::NotPositive);
    }
    Ok(column.iter().map(|x| libm::log(x - least + shift)).collect())
}

/// [`log_ct`] from the other end, for a tail to the left.
///
/// *What it does.* Draws in the low values and keeps the order.
///
/// *Formula.* −ln(max − x + 0.01·(max − min)).
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// # Errors
/// [`TreatError::NotPositive`] if all values are the same (ln 0).
///
/// *Example.*
/// ```
/// use baton_score::treat::log_ct_negative;
/// assert_eq!(log_ct_negative(&[0.0, 99.0, 100.0]).unwrap()[2], 0.0);
/// ```
/// *Source.* COINr `log_CT_plus` where the skewness is negative.
pub fn log_ct_negative(column: &[f64]) -> Result<Vec<f64>, TreatError> {
    let turned: Vec<f64> = column.iter().map(|x| -x).collect();
    Ok(log_ct(&turned)?.into_iter().map(|x| -x).collect())
}

/// [`log_ct`] or [`log_ct_negative`], by where the tail is.
///
/// *What it does.* Skewness of nought or more takes the first. Tells whether it took the second.
///
/// *Formula.* skewness ≥ 0: ln(x − min + 0.01·range), else −ln(max − x + 0.01·range).
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// # Errors
/// [`TreatError::NoShape`] if the skewness is undefined.
///
/// *Example.*
/// ```
/// use baton_score::treat::log_ct_plus;
/// assert!(!log_ct_plus(&[0.0, 1.0, 100.0]).unwrap().1);
/// assert!(log_ct_plus(&[0.0, 99.0, 100.0]).unwrap().1);
/// ```
/// *Source.* COINr `log_CT_plus`.
pub fn log_ct_plus(column: &[f64]) -> Result<(Vec<f64>, bool), TreatError> {
    let from_top = skewness(column).ok_or(TreatError::NoShape)? < 0.0;
    let treated = if from_top { log_ct_negative(column)? } else { log_ct(column)? };
    Ok((treated, from_top))
}

/// The COIN Tool's first logarithm: the least value becomes 0.
///
/// *What it does.* How strong it is depends on the unit of measure; [`log_ct`] does not.
///
/// *Formula.* ln(x − min + 1).
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::treat::log_ct_orig(&[5.0, 5.0]), [0.0, 0.0]);
/// ```
/// *Source.* COINr `log_CT_orig`.
#[must_use]
pub fn log_ct_orig(column: &[f64]) -> Vec<f64> {
    let least = min(column).unwrap_or(f64::NAN);
    column.iter().map(|x| libm::log(x - least + 1.0)).collect()
}

/// The logarithm of the Global Innovation Index.
///
/// *What it does.* Maps the range onto 1 … max and takes the logarithm. It needs a maximum above 1: below, it
/// would turn the order around.
///
/// *Formula.* ln((max − 1)·(x − min) ÷ (max − min) + 1).
///
/// *Missing values.* Skipped, and NaN in the result.
///
/// # Errors
/// [`TreatError::NotPositive`] if the maximum is not above 1, or all values are the same.
///
/// *Example.*
/// ```
/// use baton_score::treat::log_gii;
/// let treated = log_gii(&[0.0, 100.0]).unwrap();
/// assert_eq!(treated[0], 0.0);
/// assert!((treated[1] - 100.0_f64.ln()).abs() < 1e-15);
/// ```
/// *Source.* Global Innovation Index 2020, appendix; COINr `log_GII` computes it and returns its input, which is
/// not imitated.
pub fn log_gii(column: &[f64]) -> Result<Vec<f64>, TreatError> {
    let (Some(least), Some(greatest)) = (min(column), max(column)) else { return Ok(column.to_vec()) };
    if greatest <= 1.0 || greatest == least {
        return Err(TreatError::NotPositive);
    }
    let way = |x: &f64| (greatest - 1.0) * (x - least) / (greatest - least);
    Ok(column.iter().map(|x| libm::log(way(x) + 1.0)).collect())
}
