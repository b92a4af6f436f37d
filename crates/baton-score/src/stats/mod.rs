//! What a rule needs to know of its comparison set.
//!
//! Every function skips missing values (`NaN`) and gives `None` where the statistic is undefined. Sums run
//! in the order of the column.

mod count;
mod describe;
mod extremes;
mod kurtosis;
mod mean;
mod quantile;
mod skewness;
mod spread;

pub use count::count;
pub use describe::{Description, describe};
pub use extremes::{extremes, max, min};
pub use kurtosis::kurtosis;
pub use mean::{mean, sum};
pub use quantile::{median, quantile_type7};
pub use skewness::skewness;
pub use spread::{stdev, stdev_population};

/// The present values, in order.
fn present(column: &[f64]) -> Vec<f64> {
    column.iter().copied().filter(|x| !x.is_nan()).collect()
}

/// A number of units as a number to divide by.
#[expect(clippy::cast_precision_loss, reason = "a column has far fewer than 2⁵³ units")]
pub(crate) fn as_f64(n: usize) -> f64 {
    n as f64
}
