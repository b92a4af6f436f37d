//! Ratios become one: the aggregators of a node, one a file.
//!
//! A row is one unit's ratios of the children with their weights. A missing child (`NaN`) drops out and the
//! weights of the rest are scaled up to 1, so only their proportions matter; a child whose weight is 0 or
//! missing counts for nothing. A row with no child left gives `None`. [`topsis`], [`copeland`] and
//! [`outranking`] look at all units at once.
//!
//! **Source.** SCHEME.md §4 "Aggregation"; OECD/JRC Handbook (2008), step 6.

mod arithmetic;
mod copeland;
mod extremes;
mod geometric;
mod harmonic;
mod mazziotta_pareto;
mod outranking;
mod power;
mod topsis;

pub use arithmetic::arithmetic;
pub use copeland::copeland;
pub use extremes::{best_of, max, min};
pub use geometric::geometric;
pub use harmonic::harmonic;
pub use mazziotta_pareto::{Penalty, mazziotta_pareto};
pub use outranking::{Outranking, outranking};
pub use power::power;
pub use topsis::topsis;

/// Why a row cannot be aggregated.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AggregateError {
    /// The child at this position has a negative ratio, of which there is no such mean.
    Negative {
        /// Position in the row.
        child: usize,
    },
}

impl std::fmt::Display for AggregateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let AggregateError::Negative { child } = self;
        write!(f, "child {child} has a negative ratio")
    }
}

impl std::error::Error for AggregateError {}

/// The weight of a child that is there, else 0.
#[inline]
fn counted(value: f64, weight: f64) -> f64 {
    if value.is_nan() || weight.is_nan() { 0.0 } else { weight }
}

/// Σ w·f(x) ÷ Σ w over the children that count; `None` if they weigh nothing.
#[inline]
fn weighted_mean(values: &[f64], weights: &[f64], f: impl Fn(f64) -> f64) -> Option<f64> {
    let (mut sum, mut total) = (0.0, 0.0);
    for (&x, &w) in values.iter().zip(weights) {
        let w = counted(x, w);
        if w != 0.0 {
            sum += w * f(x);
            total += w;
        }
    }
    (total != 0.0).then(|| sum / total)
}

/// The first counted child that is negative, as an error; else whether one is 0.
#[inline]
fn any_zero(values: &[f64], weights: &[f64]) -> Result<bool, AggregateError> {
    let mut zero = false;
    for (child, (&x, &w)) in values.iter().zip(weights).enumerate() {
        if counted(x, w) != 0.0 {
            if x < 0.0 {
                return Err(AggregateError::Negative { child });
            }
            zero |= x == 0.0;
        }
    }
    Ok(zero)
}

/// The columns that count with their weights, and how many units they have in common.
fn counted_columns<'a>(columns: &[&'a [f64]], weights: &[f64]) -> (Vec<(&'a [f64], f64)>, usize) {
    let pairs = columns.iter().copied().zip(weights.iter().copied());
    let columns: Vec<(&[f64], f64)> = pairs.filter(|&(_, weight)| counted(0.0, weight) != 0.0).collect();
    let units = columns.iter().map(|(column, _)| column.len()).min().unwrap_or(0);
    (columns, units)
}
