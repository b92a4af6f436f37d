//! Standard score: how many standard deviations from the mean.

use super::Direction;

/// centre ± spread × the standard score.
///
/// *What it does.* The mean gets `centre`; one standard deviation on the better side `spread` more.
///
/// *Formula.* centre + spread·(x − mean) ÷ stdev; minus where lower is better; a stdev of 0 gives centre.
///
/// *Missing values.* NaN stays NaN.
///
/// *Example.*
/// ```
/// use baton_score::rule::{Direction, zscore};
/// assert_eq!(zscore(14.0, 10.0, 2.0, 0.5, 0.1, Direction::Higher), 0.7);
/// assert_eq!(zscore(10.0, 10.0, 0.0, 0.5, 0.1, Direction::Lower), 0.5);
/// ```
/// *Source.* SCHEME.md §4, `zscore`; OECD/JRC Handbook (2008), step 5.
#[must_use]
#[inline]
pub fn zscore(x: f64, mean: f64, stdev: f64, centre: f64, spread: f64, direction: Direction) -> f64 {
    let standard = if stdev == 0.0 { 0.0 * x } else { (x - mean) / stdev };
    match direction {
        Direction::Higher => centre + spread * standard,
        Direction::Lower => centre - spread * standard,
    }
}
