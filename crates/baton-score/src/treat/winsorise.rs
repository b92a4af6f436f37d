//! Winsorisation: the furthest points are pulled in.

use super::{Limits, TreatError, check};

/// What was done to one point.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mark {
    /// Pulled down from the top.
    High,
    /// Pulled up from the bottom.
    Low,
}

/// A column after winsorisation.
#[derive(Clone, PartialEq, Debug)]
pub struct Winsorised {
    /// The values.
    pub values: Vec<f64>,
    /// How many points were moved.
    pub moved: usize,
    /// Which they were.
    pub marks: Vec<Option<Mark>>,
}

/// Pulls in the points at the end where the tail is, until the column passes.
///
/// *What it does.* While the column fails [`check`]: with skewness ≥ 0 every point at the maximum takes the next lower
/// value, otherwise every point at the minimum the next higher. Stops when the points standing at the pulled ends are
/// `most` or more (`None`: no limit). With `force` it goes on to `most` whatever the shape.
///
/// *Formula.* x ← max{xⱼ : xⱼ < max x} for all x = max x; the number moved is that of the points tied at either end.
///
/// *Missing values.* Stay missing.
///
/// # Errors
/// [`TreatError::NoShape`] if skewness and kurtosis are undefined, at the start or on the way.
///
/// *Example.*
/// ```
/// use baton_score::treat::{Limits, winsorise};
/// let column = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 1000.0];
/// let done = winsorise(&column, Limits::default(), Some(5), false).unwrap();
/// assert_eq!((done.values[10], done.moved), (10.0, 1));
/// ```
/// *Source.* COINr `winsorise`; it counts the points tied at the last extreme of either end.
pub fn winsorise(
    column: &[f64],
    limits: Limits,
    most: Option<usize>,
    force: bool,
) -> Result<Winsorised, TreatError> {
    let mut values = column.to_vec();
    let (mut high, mut low) = (Vec::new(), Vec::new());
    let mut shape = check(&values, limits).ok_or(TreatError::NoShape)?;
    while (force || !shape.passes) && most.is_none_or(|most| high.len() + low.len() < most) {
        if shape.skewness >= 0.0 {
            high = pull_in(&mut values, |x, y| x > y);
        } else {
            low = pull_in(&mut values, |x, y| x < y);
        }
        shape = check(&values, limits).ok_or(TreatError::NoShape)?;
    }
    let mut marks = vec![None; values.len()];
    // Where one point was at both ends, the lower has the last word.
    high.iter().for_each(|&i: &usize| marks[i] = Some(Mark::High));
    low.iter().for_each(|&i: &usize| marks[i] = Some(Mark::Low));
    Ok(Winsorised { values, moved: high.len() + low.len(), marks })
}

/// Moves the points at the extreme to the next value; tells which they were.
fn pull_in(values: &mut [f64], beyond: impl Fn(f64, f64) -> bool) -> Vec<usize> {
    let mut extreme = f64::NAN;
    for &x in values.iter() {
        if extreme.is_nan() || beyond(x, extreme) {
            extreme = x;
        }
    }
    let mut next = f64::NAN;
    for &x in values.iter() {
        if beyond(extreme, x) && (next.is_nan() || beyond(x, next)) {
            next = x;
        }
    }
    let moved: Vec<usize> = (0..values.len()).filter(|&i| values[i] == extreme).collect();
    if !next.is_nan() {
        moved.iter().for_each(|&i| values[i] = next);
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_runs_out_of_spread_is_an_error() {
        let column = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0];
        assert_eq!(winsorise(&column, Limits::default(), None, true), Err(TreatError::NoShape));
        assert_eq!(winsorise(&[3.0; 9], Limits::default(), Some(5), false), Err(TreatError::NoShape));
    }

    #[test]
    fn ties_count_every_point() {
        let column = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 9.5, 200.0, 200.0];
        let limits = Limits { skewness: 0.1, kurtosis: -3.0 };
        let done = winsorise(&column, limits, Some(2), false).expect("has a shape");
        assert_eq!((done.moved, done.values[10], done.values[11]), (2, 9.5, 9.5));
    }
}
