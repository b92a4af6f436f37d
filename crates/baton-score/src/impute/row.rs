//! From the unit's own other indicators.

use crate::rule::Direction;
use crate::stats::{max, mean, median, min};

/// What of the row is put for a missing value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RowStatistic {
    /// The mean of the row.
    Mean,
    /// Its median.
    Median,
}

/// Puts the mean or median of the unit's other indicators for a missing one.
///
/// *What it does.* With directions every column is first taken onto 0 … 1 by min–max (turned where lower is better) and
/// the result taken back to the column's own scale; without, the figures are averaged as they are, which makes
/// sense only on one scale.
///
/// *Formula.* x ← m·(max − min) + min of the directed column, m being the statistic of the normalised row.
///
/// *Missing values.* Filled; what was there does not change by a bit. A unit without any value stays as it is. A column
/// without spread or value has no scale: it takes no part, and its gaps stay.
///
/// *Example.*
/// ```
/// use baton_score::{impute::{RowStatistic, impute_rows}, rule::Direction};
/// let columns: [&[f64]; 2] = [&[0.0, 5.0, 10.0], &[100.0, f64::NAN, 300.0]];
/// let filled = impute_rows(&columns, RowStatistic::Mean, Some(&[Direction::Higher, Direction::Higher]));
/// assert_eq!(filled[1], [100.0, 200.0, 300.0]);
/// ```
/// *Source.* COINr `Impute.data.frame(impute_by = "row")`.
#[must_use]
pub fn impute_rows(
    columns: &[&[f64]],
    statistic: RowStatistic,
    directions: Option<&[Direction]>,
) -> Vec<Vec<f64>> {
    let scales: Vec<Scale> =
        columns.iter().enumerate().map(|(j, c)| Scale::of(c, directions.map(|d| d[j]))).collect();
    let units = columns.iter().map(|c| c.len()).min().unwrap_or(0);
    let mut filled: Vec<Vec<f64>> = columns.iter().map(|c| c.to_vec()).collect();
    for unit in 0..units {
        let row: Vec<f64> = columns.iter().zip(&scales).map(|(c, scale)| scale.down(c[unit])).collect();
        let value = match statistic {
            RowStatistic::Mean => mean(&row),
            RowStatistic::Median => median(&row),
        };
        for (column, scale) in filled.iter_mut().zip(&scales) {
            if let Some(value) = value.filter(|_| column[unit].is_nan()) {
                column[unit] = scale.up(value);
            }
        }
    }
    filled
}

/// Takes a column onto 0 … 1 and back.
struct Scale {
    sign: f64,
    least: f64,
    span: f64,
}

impl Scale {
    fn of(column: &[f64], direction: Option<Direction>) -> Scale {
        let (low, high) = min(column).zip(max(column)).unwrap_or((f64::NAN, f64::NAN));
        let span = if high == low { f64::NAN } else { high - low };
        match direction {
            None => Scale { sign: 1.0, least: 0.0, span: 1.0 },
            Some(Direction::Higher) => Scale { sign: 1.0, least: low, span },
            Some(Direction::Lower) => Scale { sign: -1.0, least: -high, span },
        }
    }

    fn down(&self, x: f64) -> f64 {
        (self.sign * x - self.least) / self.span
    }

    fn up(&self, x: f64) -> f64 {
        self.sign * (x * self.span + self.least)
    }
}
