//! Correlation.

use crate::rank::{Ties, rank_descending};
use crate::stats::mean;

/// The correlation of two columns (Pearson).
///
/// *What it does.* 1 if one is a straight rising function of the other, −1 if falling.
///
/// *Formula.* Σ(x − x̄)(y − ȳ) ÷ √(Σ(x − x̄)²·Σ(y − ȳ)²).
///
/// *Missing values.* Units that lack either are skipped; `None` with fewer than two, or if a column is constant.
///
/// *Example.*
/// ```
/// use baton_score::analysis::correlation;
/// assert_eq!(correlation(&[1.0, 2.0, f64::NAN, 3.0], &[10.0, 20.0, 7.0, 30.0]), Some(1.0));
/// assert_eq!(correlation(&[1.0, 1.0], &[1.0, 2.0]), None);
/// ```
/// *Source.* R `cor(use = "pairwise.complete.obs")`.
#[must_use]
pub fn correlation(x: &[f64], y: &[f64]) -> Option<f64> {
    let (x, y) = both(x, y);
    let (xx, yy, xy) = products(&x, &y)?;
    // √(xx·yy) is exact when the columns are the same; where the product leaves the range of f64, √xx·√yy is not.
    let joint = Some((xx * yy).sqrt()).filter(|p| p.is_normal()).unwrap_or_else(|| xx.sqrt() * yy.sqrt());
    (xx > 0.0 && yy > 0.0).then(|| (xy / joint).clamp(-1.0, 1.0))
}

/// The correlation of the ranks of two columns (Spearman).
///
/// *What it does.* 1 if one rises whenever the other does, however crooked the line.
///
/// *Formula.* [`correlation`] of average ranks among the units that have both.
///
/// *Missing values.* As [`correlation`].
///
/// *Example.*
/// ```
/// use baton_score::analysis::rank_correlation;
/// assert_eq!(rank_correlation(&[1.0, 2.0, 3.0], &[1.0, 10.0, 1000.0]), Some(1.0));
/// ```
/// *Source.* R `cor(method = "spearman")`.
#[must_use]
pub fn rank_correlation(x: &[f64], y: &[f64]) -> Option<f64> {
    let (x, y) = both(x, y);
    correlation(&rank_descending(&x, Ties::Average), &rank_descending(&y, Ties::Average))
}

/// The correlation of every pair of columns.
///
/// *What it does.* Row by row, 1 on the diagonal.
///
/// *Formula.* That of [`correlation`].
///
/// *Missing values.* Pairwise; NaN where a correlation is undefined.
///
/// *Example.*
/// ```
/// use baton_score::analysis::correlation_matrix;
/// let matrix = correlation_matrix(&[&[1.0, 2.0, 3.0], &[6.0, 4.0, 2.0]]);
/// assert_eq!(matrix, [[1.0, -1.0], [-1.0, 1.0]]);
/// ```
/// *Source.* COINr `get_corr`.
#[must_use]
pub fn correlation_matrix(columns: &[&[f64]]) -> Vec<Vec<f64>> {
    let cell = |x: &[f64], y: &[f64]| correlation(x, y).unwrap_or(f64::NAN);
    columns.iter().map(|x| columns.iter().map(|y| cell(x, y)).collect()).collect()
}

/// The units that have both.
pub(super) fn both(x: &[f64], y: &[f64]) -> (Vec<f64>, Vec<f64>) {
    x.iter().zip(y).filter(|(x, y)| !x.is_nan() && !y.is_nan()).map(|(&x, &y)| (x, y)).unzip()
}

/// Σ(x − x̄)², Σ(y − ȳ)², Σ(x − x̄)(y − ȳ); at least two units.
pub(super) fn products(x: &[f64], y: &[f64]) -> Option<(f64, f64, f64)> {
    let (mean_x, mean_y) = mean(x).zip(mean(y))?;
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        let (x, y) = (x - mean_x, y - mean_y);
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    (x.len() >= 2).then_some((xx, yy, xy))
}
