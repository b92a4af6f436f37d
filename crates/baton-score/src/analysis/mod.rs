//! Looking at a set of indicators: who moves with whom, and how many dimensions there really are.
//!
//! **Source.** OECD/JRC Handbook (2008), step 4; COINr `get_corr`, `get_cronbach`, `get_PCA`.

mod correlation;
mod covariance;
mod cronbach;
pub(crate) mod eigen;
mod pca;

pub use correlation::{correlation, correlation_matrix, rank_correlation};
pub use covariance::{covariance_matrix, whole_rows};
pub use cronbach::cronbach_alpha;
pub use pca::{Pca, pca};

/// Which units count when values are missing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Use {
    /// For each pair of columns the units that have both.
    #[default]
    Pairwise,
    /// Only units that have every column.
    Complete,
}
