//! The latest earlier value.

/// A value and the period it was taken from.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Carried {
    /// The value; NaN if there is none.
    pub value: f64,
    /// Position of the period it comes from.
    pub from: Option<usize>,
}

/// Carries the latest value forward through one unit's series.
///
/// *What it does.* Looks back from every period with nothing, at most `max_age` periods (`None`: to the start), and
/// tells where the value comes from. Periods are in order of time.
///
/// *Formula.* xₜ ← x_s, s the latest period ≤ t with a value, t − s ≤ max_age.
///
/// *Missing values.* Filled where an earlier value is near enough.
///
/// *Example.*
/// ```
/// use baton_score::impute::{Carried, carry_forward};
/// let carried = carry_forward(&[5.0, f64::NAN, f64::NAN], Some(1));
/// assert_eq!(carried[1], Carried { value: 5.0, from: Some(0) });
/// assert_eq!(carried[2].from, None);
/// ```
/// *Source.* COINr `impute_panel(imp_type = "latest")`; SCHEME.md §4, `previous`.
#[must_use]
pub fn carry_forward(series: &[f64], max_age: Option<usize>) -> Vec<Carried> {
    let mut latest = None;
    let mut carried = Vec::with_capacity(series.len());
    for (period, x) in series.iter().enumerate() {
        if !x.is_nan() {
            latest = Some(period);
        }
        let from = latest.filter(|&from| max_age.is_none_or(|most| period - from <= most));
        carried.push(Carried { value: from.map_or(f64::NAN, |from| series[from]), from });
    }
    carried
}
