//! Where a unit stands over many runs.

use crate::stats::{mean, median, quantile_type7};

/// A unit's ranks over many runs.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RankRange {
    /// Their mean.
    pub mean: f64,
    /// Their median.
    pub median: f64,
    /// The rank below which 5 % lie.
    pub q5: f64,
    /// The rank below which 95 % lie.
    pub q95: f64,
}

/// Sums up a unit's ranks over many runs.
///
/// *What it does.* Tells what can be said of a unit whatever the choices.
///
/// *Formula.* Mean, median, and quantiles of type 7.
///
/// *Missing values.* A run without a rank is skipped; `None` if nothing is left.
///
/// *Example.*
/// ```
/// let range = baton_score::sensitivity::rank_range(&[3.0, 4.0, 8.0]).unwrap();
/// assert_eq!((range.mean, range.median), (5.0, 4.0));
/// ```
/// *Source.* COINr `get_sensitivity`, `RankStats`.
#[must_use]
pub fn rank_range(ranks: &[f64]) -> Option<RankRange> {
    let quantile = |p| quantile_type7(ranks, p);
    Some(RankRange { mean: mean(ranks)?, median: median(ranks)?, q5: quantile(0.05)?, q95: quantile(0.95)? })
}

/// How many places units move on average between two rankings.
///
/// *What it does.* The one number whose variance a sensitivity analysis explains.
///
/// *Formula.* mean |rᵢ − r'ᵢ|.
///
/// *Missing values.* A unit without both ranks is skipped; `None` if nothing is left.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::sensitivity::mean_rank_shift(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]), Some(2.0 / 3.0));
/// ```
/// *Source.* OECD/JRC Handbook (2008), equation for R̄s; COINr `get_sensitivity`.
#[must_use]
pub fn mean_rank_shift(nominal: &[f64], ranks: &[f64]) -> Option<f64> {
    let shifts: Vec<f64> = nominal.iter().zip(ranks).map(|(a, b)| (a - b).abs()).collect();
    mean(&shifts)
}
