//! Median and quantiles.

use super::{as_f64, present};

/// The middle value, or the mean of the middle two.
///
/// *What it does.* Half of the units are not above it.
///
/// *Formula.* The quantile of type 7 at p = ½.
///
/// *Missing values.* Skipped; `None` if nothing is left.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::stats::median(&[4.0, 1.0, f64::NAN, 2.0, 8.0]), Some(3.0));
/// ```
/// *Source.* R `median`.
#[must_use]
pub fn median(column: &[f64]) -> Option<f64> {
    let mut values = present(column);
    let n = values.len();
    if n == 0 {
        return None;
    }
    let (below, &mut upper, _) = values.select_nth_unstable_by(n / 2, f64::total_cmp);
    if n % 2 == 1 {
        return Some(upper);
    }
    let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Some(f64::midpoint(lower, upper))
}

/// The quantile at p, by R's type 7 (Excel `PERCENTILE.INC`).
///
/// *What it does.* Straight between the two neighbours in order.
///
/// *Formula.* h = (n − 1)·p; x₍⌊h⌋₎ + (h − ⌊h⌋)·(x₍⌊h⌋₊₁₎ − x₍⌊h⌋₎), counted from 0.
///
/// *Missing values.* Skipped; `None` if nothing is left, or if p is not within 0 … 1.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::stats::quantile_type7(&[1.0, 2.0, 3.0, 4.0], 0.25), Some(1.75));
/// ```
/// *Source.* Hyndman and Fan (1996), definition 7; R `quantile` default.
#[must_use]
pub fn quantile_type7(column: &[f64], p: f64) -> Option<f64> {
    let mut values = present(column);
    if values.is_empty() || !(0.0..=1.0).contains(&p) {
        return None;
    }
    let place = as_f64(values.len() - 1) * p;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 ≤ place < n")]
    let below = place as usize;
    let part = place - as_f64(below);
    let (_, &mut lower, above) = values.select_nth_unstable_by(below, f64::total_cmp);
    if part == 0.0 {
        return Some(lower);
    }
    let upper = above.iter().copied().fold(f64::INFINITY, f64::min);
    Some((1.0 - part) * lower + part * upper)
}
