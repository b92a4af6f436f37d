//! Covariance.

use super::Use;
use super::correlation::{both, products};
use crate::stats::as_f64;

/// The units that have every column, as columns again.
///
/// *What it does.* Drops each unit with a gap.
///
/// *Formula.* None.
///
/// *Missing values.* Gone.
///
/// *Example.*
/// ```
/// use baton_score::analysis::whole_rows;
/// assert_eq!(whole_rows(&[&[1.0, 2.0], &[f64::NAN, 4.0]]), [[2.0], [4.0]]);
/// ```
/// *Source.* R `na.omit`.
#[must_use]
pub fn whole_rows(columns: &[&[f64]]) -> Vec<Vec<f64>> {
    let units = columns.iter().map(|c| c.len()).min().unwrap_or(0);
    let whole: Vec<usize> = (0..units).filter(|&i| columns.iter().all(|c| !c[i].is_nan())).collect();
    columns.iter().map(|c| whole.iter().map(|&i| c[i]).collect()).collect()
}

/// The covariance of every pair of columns.
///
/// *What it does.* Variances on the diagonal.
///
/// *Formula.* Σ(x − x̄)(y − ȳ) ÷ (n − 1).
///
/// *Missing values.* By `use_`; NaN with fewer than two units.
///
/// *Example.*
/// ```
/// use baton_score::analysis::{Use, covariance_matrix};
/// assert_eq!(covariance_matrix(&[&[1.0, 3.0], &[2.0, 8.0]], Use::Pairwise), [[2.0, 6.0], [6.0, 18.0]]);
/// ```
/// *Source.* R `cov`.
#[must_use]
pub fn covariance_matrix(columns: &[&[f64]], use_: Use) -> Vec<Vec<f64>> {
    let whole;
    let columns: Vec<&[f64]> = match use_ {
        Use::Pairwise => columns.to_vec(),
        Use::Complete => {
            whole = whole_rows(columns);
            whole.iter().map(Vec::as_slice).collect()
        }
    };
    let cell = |x: &[f64], y: &[f64]| {
        let (x, y) = both(x, y);
        products(&x, &y).map_or(f64::NAN, |(_, _, xy)| xy / as_f64(x.len() - 1))
    };
    columns.iter().map(|x| columns.iter().map(|y| cell(x, y)).collect()).collect()
}
