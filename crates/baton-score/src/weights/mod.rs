//! Weights: proposals for a scheme's author, and what nominal weights come to.
//!
//! Official schemes set weights by hand. These methods propose them at design time; what they give is written into the
//! scheme as frozen numbers. All but [`effective`] sum to 1. The columns of [`entropy`] are normalised by it, those of
//! [`critic`] and [`stdev`] by the caller (who knows directions), as the papers do.
//!
//! **Source.** SCHEME.md §6; OECD/JRC Handbook (2008), step 6.

mod ahp;
mod coefficient_of_variation;
mod critic;
mod effective;
mod entropy;
mod equal;
mod pca;
mod stdev;

pub use ahp::{Ahp, AhpError, ahp, random_index};
pub use coefficient_of_variation::coefficient_of_variation;
pub use critic::critic;
pub use effective::effective;
pub use entropy::entropy;
pub use equal::equal;
pub use pca::{PcaWeights, pca};
pub use stdev::stdev;

/// Why a set of columns yields no weights.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum WeightError {
    /// No column, or fewer than two units.
    TooFew,
    /// A value is missing in this column: impute or drop first.
    Missing {
        /// Position of the column.
        column: usize,
    },
    /// The method needs values of nought or more (and a positive sum or mean) in this column.
    NotPositive {
        /// Position of the column.
        column: usize,
    },
    /// No column tells units apart.
    Flat,
}

impl std::fmt::Display for WeightError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            WeightError::TooFew => f.write_str("weights need a column and two units"),
            WeightError::Missing { column } => write!(f, "column {column} has a missing value"),
            WeightError::NotPositive { column } => {
                write!(f, "column {column} must not be negative, nor sum to 0")
            }
            WeightError::Flat => f.write_str("no column tells units apart"),
        }
    }
}

impl std::error::Error for WeightError {}

/// Refuses columns with a gap, and too few units.
fn whole(columns: &[&[f64]]) -> Result<(), WeightError> {
    if columns.iter().map(|c| c.len()).min().unwrap_or(0) < 2 {
        return Err(WeightError::TooFew);
    }
    match columns.iter().position(|c| c.iter().any(|x| x.is_nan())) {
        Some(column) => Err(WeightError::Missing { column }),
        None => Ok(()),
    }
}

/// Scaled to sum to 1.
fn shares(amounts: Vec<f64>) -> Result<Vec<f64>, WeightError> {
    let total: f64 = amounts.iter().sum();
    if total > 0.0 { Ok(amounts.into_iter().map(|x| x / total).collect()) } else { Err(WeightError::Flat) }
}
