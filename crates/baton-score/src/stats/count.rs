//! How many values there are.

/// Counts the values of a column.
///
/// *What it does.* n of every other statistic.
///
/// *Formula.* n = |{x : x present}|.
///
/// *Missing values.* Not counted.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::stats::count(&[1.0, f64::NAN, 3.0]), 2);
/// ```
/// *Source.* SCHEME.md §4: n counts units with a value.
#[must_use]
pub fn count(column: &[f64]) -> usize {
    column.iter().filter(|x| !x.is_nan()).count()
}
