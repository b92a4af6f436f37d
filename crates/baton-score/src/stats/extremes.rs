//! Least and greatest.

/// The least value.
///
/// *What it does.* `worst` of an indicator where higher is better.
///
/// *Formula.* min x.
///
/// *Missing values.* Skipped; `None` if nothing is left.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::stats::min(&[3.0, f64::NAN, 1.0]), Some(1.0));
/// ```
/// *Source.* COINr `get_stats`, column `Min`.
#[must_use]
pub fn min(column: &[f64]) -> Option<f64> {
    extreme(column, f64::INFINITY, |x, least| x < least)
}

/// The greatest value.
///
/// *What it does.* `best` of an indicator where higher is better.
///
/// *Formula.* max x.
///
/// *Missing values.* Skipped; `None` if nothing is left.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::stats::max(&[3.0, f64::NAN, 1.0]), Some(3.0));
/// assert_eq!(baton_score::stats::max(&[f64::NAN]), None);
/// ```
/// *Source.* COINr `get_stats`, column `Max`.
#[must_use]
pub fn max(column: &[f64]) -> Option<f64> {
    extreme(column, f64::NEG_INFINITY, |x, greatest| x > greatest)
}

/// The least and the greatest value, in one go.
///
/// *What it does.* Both ends of a column, where both are wanted.
///
/// *Formula.* (min x, max x).
///
/// *Missing values.* Skipped; `None` if nothing is left.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::stats::extremes(&[3.0, f64::NAN, 1.0]), Some((1.0, 3.0)));
/// ```
/// *Source.* SCHEME.md §4 `minmax`.
#[must_use]
pub fn extremes(column: &[f64]) -> Option<(f64, f64)> {
    // Block by block, so that the second look meets what the first has fetched.
    let ends = column.chunks(4096).filter_map(|block| Some((min(block)?, max(block)?)));
    ends.reduce(|(a, b), (c, d)| (if c < a { c } else { a }, if d > b { d } else { b }))
}

/// Values looked at side by side, so that the next need not wait for the one before.
const LANES: usize = 16;

/// Folds by a comparison, which a NaN always fails. −0 counts as 0, so that it does not matter which of them comes first.
#[inline]
fn extreme(column: &[f64], start: f64, beyond: impl Fn(f64, f64) -> bool) -> Option<f64> {
    let further = |extreme: &mut f64, x: f64| *extreme = if beyond(x, *extreme) { x } else { *extreme };
    let mut lanes = [start; LANES];
    let mut chunks = column.chunks_exact(LANES);
    for chunk in &mut chunks {
        lanes.iter_mut().zip(chunk).for_each(|(lane, &x)| further(lane, x));
    }
    let mut extreme = start;
    chunks.remainder().iter().chain(&lanes).for_each(|&x| further(&mut extreme, x));
    extreme.is_finite().then_some(extreme + 0.0)
}
