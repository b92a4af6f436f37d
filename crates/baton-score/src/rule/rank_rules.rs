//! 位次: points for the place.

use crate::stats::as_f64;

/// A straight line from the first place to the last.
///
/// *What it does.* The first of n gets `first`, the last `last`; n = 1 gets `first`.
///
/// *Formula.* first + (last − first)·(rank − 1) ÷ (n − 1).
///
/// *Missing values.* NaN stays NaN. n counts units with a value.
///
/// *Example.*
/// ```
/// use baton_score::rule::rank_linear;
/// assert_eq!(rank_linear(3.0, 5, 1.0, 0.0), 0.5);
/// assert_eq!(rank_linear(1.0, 1, 1.0, 0.0), 1.0);
/// ```
/// *Source.* SCHEME.md §4, `rank`.
#[must_use]
#[inline]
pub fn rank_linear(rank: f64, n: usize, first: f64, last: f64) -> f64 {
    if n <= 1 { first + 0.0 * rank } else { first + (last - first) * (rank - 1.0) / as_f64(n - 1) }
}

/// So much less for every place behind the first.
///
/// *What it does.* The first gets `first`, each further place `step` less; no floor of its own.
///
/// *Formula.* first − step·(rank − 1).
///
/// *Missing values.* NaN stays NaN.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::rule::rank_step(3.0, 1.0, 0.25), 0.5);
/// ```
/// *Source.* SCHEME.md §4, `rank_step`.
#[must_use]
#[inline]
pub fn rank_step(rank: f64, first: f64, step: f64) -> f64 {
    first - step * (rank - 1.0)
}

/// Points by bands of places: `(3, 7), (6, 5)` gives 7 up to the third place, 5 up to the sixth.
///
/// *What it does.* The points (not a ratio) of the first row whose place is not passed.
///
/// *Formula.* points of the first row with rank ≤ k, else `otherwise`.
///
/// *Missing values.* NaN stays NaN.
///
/// *Example.*
/// ```
/// use baton_score::rule::rank_bands;
/// let rows = [(3.0, 7.0), (6.0, 5.0), (10.0, 3.0)];
/// assert_eq!(rank_bands(4.0, &rows, 0.0), 5.0);
/// assert_eq!(rank_bands(11.0, &rows, 0.0), 0.0);
/// ```
/// *Source.* SCHEME.md §4, `rank_bands`.
#[must_use]
#[inline]
pub fn rank_bands(rank: f64, rows: &[(f64, f64)], otherwise: f64) -> f64 {
    if rank.is_nan() {
        return rank;
    }
    rows.iter().find(|(last_place, _)| rank <= *last_place).map_or(otherwise, |(_, points)| *points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden_numbers_of_the_contract() {
        // 温州: 600 for the first down to 500 for the last of 13, times 1.05; fourth place.
        assert_eq!(rank_linear(4.0, 13, 600.0, 500.0) * 1.05, 603.75);
        // 重点工程: fourth place.
        assert_eq!(rank_bands(4.0, &[(3.0, 7.0), (6.0, 5.0), (10.0, 3.0)], 0.0), 5.0);
    }

    #[test]
    fn a_missing_rank_stays_missing() {
        assert!(rank_linear(f64::NAN, 1, 1.0, 0.0).is_nan());
        assert!(rank_bands(f64::NAN, &[], 1.0).is_nan());
    }
}
