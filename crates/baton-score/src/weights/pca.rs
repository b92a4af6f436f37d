//! Weights from principal components.

use super::{WeightError, whole};
use crate::analysis;

/// How loadings become weights.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PcaWeights {
    /// The loadings of the first component as they are: length 1, sum anything, some perhaps negative.
    FirstLoadings,
    /// Squared loadings of the components with an eigenvalue above 1 (at least one), weighed by the variance they
    /// explain: none negative, sum 1.
    SquaredLoadings,
}

/// Weights from the directions in which the columns vary most.
///
/// *What it does.* Favours columns that go with many others; says nothing of importance.
///
/// *Formula.* First: the first eigenvector of the correlation matrix. Squared: wⱼ = Σₖ λₖ lⱼₖ² ÷ Σₖ λₖ over λₖ > 1.
///
/// *Missing values.* An error.
///
/// # Errors
/// [`WeightError::Flat`] if a column is constant.
///
/// *Example.*
/// ```
/// use baton_score::weights::{PcaWeights, pca};
/// let weights = pca(&[&[1.0, 2.0, 3.0], &[1.0, 2.0, 4.0]], PcaWeights::SquaredLoadings).unwrap();
/// assert!((weights[0] - 0.5).abs() < 1e-15);
/// ```
/// *Source.* COINr `get_PCA`; OECD/JRC Handbook (2008), step 6 (Nicoletti, Scarpetta and Boylaud 2000).
pub fn pca(columns: &[&[f64]], kind: PcaWeights) -> Result<Vec<f64>, WeightError> {
    whole(columns)?;
    let found = analysis::pca(columns).ok_or(WeightError::Flat)?;
    if kind == PcaWeights::FirstLoadings {
        return Ok(found.loadings[0].clone());
    }
    let above_one = found.stdev.iter().take_while(|&&s| s > 1.0).count().max(1);
    let mut weights = vec![0.0; columns.len()];
    for (loadings, share) in found.loadings.iter().zip(&found.share).take(above_one) {
        for (weight, loading) in weights.iter_mut().zip(loadings) {
            *weight += share * loading * loading;
        }
    }
    super::shares(weights)
}
