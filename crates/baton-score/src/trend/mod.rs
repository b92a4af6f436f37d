//! Trends of one unit's series.

mod cagr;
mod percent_change;

pub use cagr::cagr;
pub use percent_change::percent_change;

/// The known points, in order of time.
fn known(times: &[f64], values: &[f64]) -> Vec<(f64, f64)> {
    let mut known: Vec<(f64, f64)> =
        times.iter().copied().zip(values.iter().copied()).filter(|(_, x)| !x.is_nan()).collect();
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    known
}
