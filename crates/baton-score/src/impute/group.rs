//! Mean and median of the unit's own group.

use crate::stats::{mean, median};
use std::collections::BTreeMap;

/// Puts the mean of the unit's group for a missing value.
///
/// *What it does.* Compares with one's own kind. A unit without a group is neither filled nor counted.
///
/// *Formula.* x ← mean of the group.
///
/// *Missing values.* Filled; a group without any value stays as it is.
///
/// *Example.*
/// ```
/// use baton_score::impute::impute_group_mean;
/// let groups = [Some(0), Some(1), Some(0), Some(0)];
/// assert_eq!(impute_group_mean(&[1.0, 50.0, 3.0, f64::NAN], &groups), [1.0, 50.0, 3.0, 2.0]);
/// ```
/// *Source.* COINr `i_mean_grp` with `skip_f_na = TRUE`.
#[must_use]
pub fn impute_group_mean(column: &[f64], groups: &[Option<usize>]) -> Vec<f64> {
    by_group(column, groups, mean)
}

/// Puts the median of the unit's group for a missing value.
///
/// *What it does.* As the group mean, but deaf to outliers.
///
/// *Formula.* x ← median of the group.
///
/// *Missing values.* Filled; a group without any value stays as it is.
///
/// *Example.*
/// ```
/// use baton_score::impute::impute_group_median;
/// let groups = [Some(0), Some(0), Some(0), Some(0)];
/// assert_eq!(impute_group_median(&[1.0, 2.0, 90.0, f64::NAN], &groups)[3], 2.0);
/// ```
/// *Source.* COINr `i_median_grp` with `skip_f_na = TRUE`.
#[must_use]
pub fn impute_group_median(column: &[f64], groups: &[Option<usize>]) -> Vec<f64> {
    by_group(column, groups, median)
}

/// Fills by a statistic of the group.
fn by_group(column: &[f64], groups: &[Option<usize>], statistic: impl Fn(&[f64]) -> Option<f64>) -> Vec<f64> {
    let mut members: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for (&x, group) in column.iter().zip(groups) {
        if let Some(group) = group {
            members.entry(*group).or_default().push(x);
        }
    }
    let values: BTreeMap<usize, f64> =
        members.into_iter().filter_map(|(group, values)| Some((group, statistic(&values)?))).collect();
    let fill = |(i, &x): (usize, &f64)| match groups.get(i).copied().flatten() {
        Some(group) if x.is_nan() => values.get(&group).copied().unwrap_or(x),
        _ => x,
    };
    column.iter().enumerate().map(fill).collect()
}
