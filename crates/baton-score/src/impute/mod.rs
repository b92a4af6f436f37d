//! Imputation: a value for a missing one, one method a file.
//!
//! Every method returns a column of the same length in which what was there has not changed. Where there is
//! nothing to impute from, the value stays missing.
//!
//! **Source.** OECD/JRC Handbook (2008), step 2; COINr `Impute` and `impute_panel`; SCHEME.md §4 "Missing".

mod carry;
mod group;
mod interpolate;
mod mean;
mod row;

pub use carry::{Carried, carry_forward};
pub use group::{impute_group_mean, impute_group_median};
pub use interpolate::{Ends, Interpolation, interpolate};
pub use mean::{impute_mean, impute_median};
pub use row::{RowStatistic, impute_rows};

/// The column with `value` where one is missing.
fn filled(column: &[f64], value: Option<f64>) -> Vec<f64> {
    let value = value.unwrap_or(f64::NAN);
    column.iter().map(|&x| if x.is_nan() { value } else { x }).collect()
}
