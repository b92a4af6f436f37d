//! Treatment of columns with outliers: pulled in, or transformed.
//!
//! A column passes if its skewness is small **or** its kurtosis is ([`check`]); [`two_stage`] winsorises one that
//! does not and, if that is not enough, transforms it.
//!
//! **Source.** OECD/JRC Handbook (2008), step 3; COINr `Treat`. What COINr computes wrongly is not imitated: its
//! `log_GII` returns its input, a column without spread stops it with "missing value where TRUE/FALSE needed".

mod box_cox;
mod check;
mod log;
mod two_stage;
mod winsorise;

pub use box_cox::box_cox;
pub use check::{Check, Limits, check};
pub use log::{log, log_ct, log_ct_negative, log_ct_orig, log_ct_plus, log_gii};
pub use two_stage::{Transform, Treated, two_stage};
pub use winsorise::{Mark, Winsorised, winsorise};

/// Why a column cannot be treated.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TreatError {
    /// Skewness and kurtosis need four values and some spread.
    NoShape,
    /// The transformation takes the logarithm, or a broken power, of a number that is not positive.
    NotPositive,
}

impl std::fmt::Display for TreatError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            TreatError::NoShape => "skewness and kurtosis need four values that are not all the same",
            TreatError::NotPositive => "the transformation needs positive values",
        })
    }
}

impl std::error::Error for TreatError {}
