//! Average change in percent, by regression.

use super::known;
use crate::stats::mean;

/// The change per `per` units of time, in percent of the start.
///
/// *What it does.* With three values or more a straight line is fitted and its slope compared with its start; with two
/// the values themselves are.
///
/// *Formula.* 100·per·slope ÷ (intercept + slope·t₁); 0 if all values are equal.
///
/// *Missing values.* Skipped. `None` with fewer than two values, or over a start of 0.
///
/// *Example.*
/// ```
/// let change = baton_score::trend::percent_change(&[1.0, 2.0, 3.0], &[50.0, 55.0, 60.0], 1.0).unwrap();
/// assert!((change - 10.0).abs() < 1e-12);
/// ```
/// *Source.* COINr `prc_change`.
#[must_use]
pub fn percent_change(times: &[f64], values: &[f64], per: f64) -> Option<f64> {
    let known = known(times, values);
    let (&(start, first), &(end, last)) = known.first().zip(known.last())?;
    if known.len() < 2 {
        return None;
    }
    if known.iter().all(|&(_, x)| x == first) {
        return Some(0.0);
    }
    let (slope, at_start) = if known.len() == 2 {
        ((last - first) / (end - start), first)
    } else {
        let (slope, middle, level) = line(&known)?;
        (slope, level + slope * (start - middle))
    };
    (at_start != 0.0).then(|| 100.0 * per * slope / at_start)
}

/// The line of least squares: slope, and a point it goes through.
fn line(known: &[(f64, f64)]) -> Option<(f64, f64, f64)> {
    let (times, values): (Vec<f64>, Vec<f64>) = known.iter().copied().unzip();
    let (middle, level) = mean(&times).zip(mean(&values))?;
    let (mut both, mut square) = (0.0, 0.0);
    for &(t, x) in known {
        both += (t - middle) * (x - level);
        square += (t - middle) * (t - middle);
    }
    (square != 0.0).then(|| (both / square, middle, level))
}
