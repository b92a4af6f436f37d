//! A draw becomes a choice.

use crate::stats::as_f64;

/// One of n alternatives.
///
/// *What it does.* Cuts 0 … 1 into n equal parts. n = 0 gives 0.
///
/// *Formula.* ⌊u·n⌋, at most n − 1.
///
/// *Missing values.* NaN and draws below 0 give the first.
///
/// *Example.*
/// ```
/// use baton_score::sensitivity::choice;
/// assert_eq!([0.0, 0.49, 0.5, 1.0].map(|u| choice(u, 2)), [0, 0, 1, 1]);
/// ```
/// *Source.* Inverse of the discrete uniform distribution. COINr cuts the range of its own sample instead, so that its
/// choices change with the sample; not imitated.
#[must_use]
pub fn choice(u: f64, n: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates; NaN and negative give 0"
    )]
    let part = (u * as_f64(n)) as usize;
    part.min(n.saturating_sub(1))
}

/// A number between two others.
///
/// *What it does.* Uniform from `low` to `high`.
///
/// *Formula.* low + u·(high − low).
///
/// *Missing values.* NaN stays NaN.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::sensitivity::between(0.5, 10.0, 20.0), 15.0);
/// ```
/// *Source.* COINr `sample_2_para`, continuous.
#[must_use]
pub fn between(u: f64, low: f64, high: f64) -> f64 {
    low + u * (high - low)
}
