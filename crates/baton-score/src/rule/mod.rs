//! Score rules: a value becomes a ratio, one rule a file.
//!
//! A ratio of 1 is full marks: points = weight × ratio. No rule caps or floors its result by itself; the
//! caller applies what the scheme says through [`clamp`]. A missing value (`NaN`) gives a missing ratio.
//!
//! **Source.** SCHEME.md §4, the table of score rules.

mod bands;
mod baseline;
mod best_ratio;
mod clamp;
mod efficacy;
mod minmax;
mod per_point;
mod percentile;
mod rank_rules;
mod relative;
mod target;
mod vector;
mod zscore;

pub use bands::{Between, bands};
pub use baseline::baseline;
pub use best_ratio::best_ratio;
pub use clamp::clamp;
pub use efficacy::{Shape, efficacy};
pub use minmax::minmax;
pub use per_point::{Partial, per_point};
pub use percentile::percentile;
pub use rank_rules::{rank_bands, rank_linear, rank_step};
pub use relative::relative;
pub use target::{Inverse, target};
pub use vector::vector;
pub use zscore::zscore;

/// Which way is better.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Direction {
    /// More is better (正向).
    #[default]
    Higher,
    /// Less is better (逆向).
    Lower,
}

/// Why a rule has no ratio to give for a value that is there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Undefined {
    /// Something is divided by nought.
    DivisionByZero,
    /// A target, a baseline or a best of nought or less: a ratio to it says nothing.
    TargetNotPositive,
    /// Best and worst are the same.
    Flat,
    /// T/x of an x that is nought or less, and the rule has no cap to give instead.
    NoCap,
}
