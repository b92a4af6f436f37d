//! Sum and arithmetic mean.

use super::as_f64;

/// The sum, in the order given.
///
/// *What it does.* Adds what is there.
///
/// *Formula.* Σ x.
///
/// *Missing values.* Skipped; `None` if nothing is left.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::stats::sum(&[1.0, f64::NAN, 3.0]), Some(4.0));
/// ```
/// *Source.* SCHEME.md §4: sums run in file order.
#[must_use]
pub fn sum(column: &[f64]) -> Option<f64> {
    let (sum, n) = sum_and_count(column);
    (n > 0).then_some(sum)
}

/// The plain mean of the units.
///
/// *What it does.* As R does, a second pass adds the mean of what the first left over, so that the mean of
/// n equal values is that value to the last bit (and the spread of a constant column is exactly 0).
///
/// *Formula.* m = Σx ÷ n, then m + Σ(x − m) ÷ n.
///
/// *Missing values.* Skipped; `None` if nothing is left.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::stats::mean(&[0.1, 0.1, f64::NAN, 0.1]), Some(0.1));
/// ```
/// *Source.* R `mean.default`, used by COINr; SCHEME.md §2: `mean` is the plain mean of units.
#[must_use]
pub fn mean(column: &[f64]) -> Option<f64> {
    let (sum, n) = sum_and_count(column);
    if n == 0 {
        return None;
    }
    let n = as_f64(n);
    let first = sum / n;
    let mut rest = 0.0;
    for &x in column {
        rest += if x.is_nan() { 0.0 } else { x - first };
    }
    Some(first + rest / n)
}

/// Σ x and n in one pass.
#[inline]
fn sum_and_count(column: &[f64]) -> (f64, usize) {
    let (mut sum, mut n) = (0.0, 0);
    for &x in column {
        let there = !x.is_nan();
        sum += if there { x } else { 0.0 };
        n += usize::from(there);
    }
    (sum, n)
}
