//! Principal components.

use super::{correlation_matrix, eigen, whole_rows};
use crate::stats::{mean, stdev};

/// The principal components of a set of columns.
#[derive(Clone, PartialEq, Debug)]
pub struct Pca {
    /// Standard deviation of each component, falling.
    pub stdev: Vec<f64>,
    /// The share of variance each explains.
    pub share: Vec<f64>,
    /// For each component the loading of every column; the largest is positive.
    pub loadings: Vec<Vec<f64>>,
    /// The mean of every column.
    pub centre: Vec<f64>,
    /// The standard deviation of every column.
    pub scale: Vec<f64>,
}

/// Finds the directions in which standardised columns vary most.
///
/// *What it does.* If the first component explains most, the columns say much the same.
///
/// *Formula.* Eigenvalues λ and eigenvectors of the correlation matrix; stdev = √λ, share = λ ÷ k.
///
/// *Missing values.* Units with a gap are dropped. `None` with fewer than two whole units, or a constant column.
///
/// *Example.*
/// ```
/// use baton_score::analysis::pca;
/// let found = pca(&[&[1.0, 2.0, 3.0], &[2.0, 4.0, 6.0]]).unwrap();
/// assert!((found.share[0] - 1.0).abs() < 1e-15);
/// ```
/// *Source.* R `prcomp(center = TRUE, scale = TRUE)`, used by COINr `get_PCA`; the sign of a component means nothing
/// and is fixed here.
#[must_use]
pub fn pca(columns: &[&[f64]]) -> Option<Pca> {
    let whole = whole_rows(columns);
    let whole: Vec<&[f64]> = whole.iter().map(Vec::as_slice).collect();
    let centre: Vec<f64> = whole.iter().map(|c| mean(c)).collect::<Option<_>>()?;
    let scale: Vec<f64> = whole.iter().map(|c| stdev(c).filter(|&s| s > 0.0)).collect::<Option<_>>()?;
    let pairs = eigen::symmetric(&correlation_matrix(&whole));
    let total: f64 = pairs.iter().map(|(value, _)| value).sum();
    Some(Pca {
        stdev: pairs.iter().map(|(value, _)| value.max(0.0).sqrt()).collect(),
        share: pairs.iter().map(|(value, _)| value / total).collect(),
        loadings: pairs.into_iter().map(|(_, vector)| vector).collect(),
        centre,
        scale,
    })
}
