//! Normalisation of a whole column, for authors of indices; one method a file.
//!
//! Where [`rule`](crate::rule) scores a value against what a scheme fixes, these look only at the column.
//! Direction comes first: a column in which less is better is [`directed`] and then treated like any other.
//! Missing values are skipped and stay missing (`NaN`).
//!
//! **Source.** OECD/JRC Handbook (2008), step 5; COINr `Normalise` and the `n_*` functions. A column that a
//! method cannot spread is an error here; COINr gives a column of NaN, which its aggregation then drops in silence.

mod borda;
mod directed;
mod distance_to_max;
mod distance_to_reference;
mod distance_to_target;
mod fraction_of_max;
mod goalposts;
mod minmax;
mod percentile_rank;
mod rank;
mod scaled;
mod zscore;

pub use borda::borda;
pub use directed::directed;
pub use distance_to_max::distance_to_max;
pub use distance_to_reference::distance_to_reference;
pub use distance_to_target::distance_to_target;
pub use fraction_of_max::fraction_of_max;
pub use goalposts::{Goalposts, goalposts};
pub use minmax::minmax;
pub use percentile_rank::percentile_rank;
pub use rank::rank;
pub use scaled::scaled;
pub use zscore::zscore;

/// Why a column cannot be normalised.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NormaliseError {
    /// No value is there.
    Empty,
    /// What the method divides by is nought: the values, or the two ends of the scale, are the same.
    Flat,
    /// The unit to compare with has no value, or there is no such unit.
    ReferenceMissing,
}

impl std::fmt::Display for NormaliseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            NormaliseError::Empty => "no value is there",
            NormaliseError::Flat => "the ends of the scale are the same",
            NormaliseError::ReferenceMissing => "the unit to compare with has no value",
        })
    }
}

impl std::error::Error for NormaliseError {}

/// Least and greatest of a column that has a value.
fn ends(column: &[f64]) -> Result<(f64, f64), NormaliseError> {
    let ends = crate::stats::min(column).zip(crate::stats::max(column));
    ends.ok_or(NormaliseError::Empty)
}

/// 1 − (reference − x) ÷ span for every x, at most `cap`.
fn closeness(column: &[f64], reference: f64, span: f64, cap: bool) -> Result<Vec<f64>, NormaliseError> {
    if span == 0.0 {
        return Err(NormaliseError::Flat);
    }
    let most = if cap { 1.0 } else { f64::INFINITY };
    let near = |x: &f64| 1.0 - (reference - x) / span;
    Ok(column.iter().map(near).map(|y| if y > most { most } else { y }).collect())
}
