//! Winsorise, and if that is not enough, transform.

use super::{
    Check, Limits, Mark, TreatError, box_cox, check, log, log_ct, log_ct_orig, log_ct_plus, log_gii,
    winsorise,
};

/// The second stage.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Transform {
    /// [`log`](super::log()).
    Log,
    /// [`log_ct`].
    LogCt,
    /// [`log_ct_plus`].
    LogCtPlus,
    /// [`log_ct_orig`].
    LogCtOrig,
    /// [`log_gii`].
    LogGii,
    /// [`box_cox`] with this λ, shifted.
    BoxCox(f64),
}

/// A column after treatment, and how it came about.
#[derive(Clone, PartialEq, Debug)]
pub struct Treated {
    /// The values.
    pub values: Vec<f64>,
    /// The shape at the start, after winsorising, after transforming, as far as it went.
    pub checks: Vec<Check>,
    /// How many points winsorising moved; `None` if it was not needed.
    pub moved: Option<usize>,
    /// Which points winsorising moved.
    pub marks: Vec<Option<Mark>>,
    /// Whether the second stage was needed.
    pub transformed: bool,
}

/// Treats a column that fails [`check`].
///
/// *What it does.* A column that passes is left alone. One that fails is winsorised, at most `most` points; if it still
/// fails, it is transformed: the column as reported, or with `combine` what winsorising left.
///
/// *Formula.* That of the stage.
///
/// *Missing values.* Stay missing.
///
/// # Errors
/// [`TreatError::NoShape`] if skewness and kurtosis are undefined; [`TreatError::NotPositive`] from the transformation.
///
/// *Example.*
/// ```
/// use baton_score::treat::{Limits, Transform, two_stage};
/// let column = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 1000.0];
/// let treated = two_stage(&column, Limits::default(), Some(5), Transform::LogCt, false).unwrap();
/// assert_eq!((treated.moved, treated.transformed), (Some(1), false));
/// ```
/// *Source.* COINr `Treat` with `winsorise`, `log_CT` and `check_SkewKurt`; SCHEME.md §4, `treat`.
pub fn two_stage(
    column: &[f64],
    limits: Limits,
    most: Option<usize>,
    transform: Transform,
    combine: bool,
) -> Result<Treated, TreatError> {
    let first = check(column, limits).ok_or(TreatError::NoShape)?;
    let untouched = vec![None; column.len()];
    let mut treated = Treated {
        values: column.to_vec(),
        checks: vec![first],
        moved: None,
        marks: untouched,
        transformed: false,
    };
    if first.passes {
        return Ok(treated);
    }
    let pulled_in = winsorise(column, limits, most, false)?;
    let second = check(&pulled_in.values, limits).ok_or(TreatError::NoShape)?;
    treated.checks.push(second);
    treated.moved = Some(pulled_in.moved);
    treated.marks = pulled_in.marks;
    treated.values = pulled_in.values;
    if !second.passes {
        let start = if combine { &treated.values } else { column };
        treated.values = apply(transform, start)?;
        treated.checks.push(check(&treated.values, limits).ok_or(TreatError::NoShape)?);
        treated.transformed = true;
    }
    Ok(treated)
}

/// The second stage on a column.
fn apply(transform: Transform, column: &[f64]) -> Result<Vec<f64>, TreatError> {
    match transform {
        Transform::Log => log(column),
        Transform::LogCt => log_ct(column),
        Transform::LogCtPlus => log_ct_plus(column).map(|(treated, _)| treated),
        Transform::LogCtOrig => Ok(log_ct_orig(column)),
        Transform::LogGii => log_gii(column),
        Transform::BoxCox(lambda) => box_cox(column, lambda, true),
    }
}
