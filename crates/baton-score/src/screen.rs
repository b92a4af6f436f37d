//! Screening: which units have enough data to be compared.
//!
//! **Source.** COINr `Screen` and `get_data_avail`; SCHEME.md §4, `min_available`.

use crate::stats::as_f64;

/// What one unit's row has and lacks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Availability {
    /// Indicators in the row.
    pub indicators: usize,
    /// Values that are missing.
    pub missing: usize,
    /// Values that are 0.
    pub zero: usize,
}

impl Availability {
    /// Values that are there, as a share of the indicators.
    #[must_use]
    pub fn share(&self) -> f64 {
        1.0 - as_f64(self.missing) / as_f64(self.indicators)
    }

    /// Values other than 0, as a share of those that are there.
    #[must_use]
    pub fn share_non_zero(&self) -> f64 {
        1.0 - as_f64(self.zero) / as_f64(self.indicators - self.missing)
    }
}

/// Counts what one unit's row has and lacks.
///
/// *What it does.* The basis on which a unit is kept or left out.
///
/// *Formula.* share = 1 − missing ÷ indicators; non-zero = 1 − zero ÷ (indicators − missing).
///
/// *Missing values.* Counted.
///
/// *Example.*
/// ```
/// let row = baton_score::screen::availability(&[0.0, f64::NAN, 3.0, 4.0]);
/// assert_eq!((row.missing, row.zero, row.share()), (1, 1, 0.75));
/// ```
/// *Source.* COINr `get_data_avail`.
#[must_use]
pub fn availability(row: &[f64]) -> Availability {
    Availability {
        indicators: row.len(),
        missing: row.iter().filter(|x| x.is_nan()).count(),
        zero: row.iter().filter(|&&x| x == 0.0).count(),
    }
}
