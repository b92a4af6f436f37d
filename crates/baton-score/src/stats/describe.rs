//! The table that describes a column.

use super::{as_f64, count, kurtosis, max, mean, median, min, skewness, stdev};

/// What there is to say of a column before anything is done with it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Description {
    /// Least value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// Mean.
    pub mean: f64,
    /// Median.
    pub median: f64,
    /// Standard deviation of the sample.
    pub stdev: f64,
    /// Skewness, type 2.
    pub skewness: f64,
    /// Excess kurtosis, type 2.
    pub kurtosis: f64,
    /// Units in the column.
    pub units: usize,
    /// Values that are there.
    pub available: usize,
    /// Values other than 0.
    pub non_zero: usize,
    /// Different values.
    pub unique: usize,
    /// Units that share the commonest value.
    pub same: usize,
}

impl Description {
    /// Values that are there, as a share of the units.
    #[must_use]
    pub fn share_available(&self) -> f64 {
        as_f64(self.available) / as_f64(self.units)
    }

    /// Values other than 0, as a share of those that are there.
    #[must_use]
    pub fn share_non_zero(&self) -> f64 {
        as_f64(self.non_zero) / as_f64(self.available)
    }

    /// Different values, as a share of those that are there.
    #[must_use]
    pub fn share_unique(&self) -> f64 {
        as_f64(self.unique) / as_f64(self.available)
    }

    /// Units that share the commonest value, as a share of those that are there.
    #[must_use]
    pub fn share_same(&self) -> f64 {
        as_f64(self.same) / as_f64(self.available)
    }

    /// Whether the column is lopsided and heavy-tailed beyond these limits.
    #[must_use]
    pub fn has_outliers(&self, skewness: f64, kurtosis: f64) -> bool {
        self.skewness.abs() > skewness && self.kurtosis > kurtosis
    }
}

/// Describes a column.
///
/// *What it does.* One row of the statistics table. A statistic that is undefined is NaN.
///
/// *Formula.* Those of the functions of this module.
///
/// *Missing values.* Counted in `units`, skipped elsewhere; `None` if nothing is left.
///
/// *Example.*
/// ```
/// use baton_score::stats::describe;
/// let d = describe(&[0.0, 2.0, 2.0, f64::NAN]).unwrap();
/// assert_eq!((d.units, d.available, d.non_zero, d.unique, d.same), (4, 3, 2, 2, 2));
/// assert_eq!(d.share_available(), 0.75);
/// ```
/// *Source.* COINr `get_stats`.
#[must_use]
pub fn describe(column: &[f64]) -> Option<Description> {
    let (unique, same) = repeats(column);
    Some(Description {
        min: min(column)?,
        max: max(column)?,
        mean: mean(column)?,
        median: median(column)?,
        stdev: stdev(column).unwrap_or(f64::NAN),
        skewness: skewness(column).unwrap_or(f64::NAN),
        kurtosis: kurtosis(column).unwrap_or(f64::NAN),
        units: column.len(),
        available: count(column),
        non_zero: column.iter().filter(|&&x| x != 0.0 && !x.is_nan()).count(),
        unique,
        same,
    })
}

/// How many different values, and how often the commonest.
fn repeats(column: &[f64]) -> (usize, usize) {
    let mut sorted = super::present(column);
    sorted.sort_unstable_by(f64::total_cmp);
    let runs = sorted.chunk_by(|a, b| a == b).map(<[f64]>::len);
    (runs.clone().count(), runs.max().unwrap_or(0))
}
