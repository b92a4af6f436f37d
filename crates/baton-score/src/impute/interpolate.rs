//! Between two known periods.

/// What stands between two known values.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Interpolation {
    /// A straight line.
    Linear,
    /// The earlier value.
    Constant,
}

/// What stands before the first and after the last known value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ends {
    /// The nearest known value.
    Nearest,
    /// Nothing.
    Missing,
}

/// Values at given times from those known at others.
///
/// *What it does.* Fills gaps in one unit's series. `times` rise; `wanted` may be any times, those of the series
/// included.
///
/// *Formula.* Linear: x₀ + (x₁ − x₀)·(t − t₀) ÷ (t₁ − t₀); constant: x₀.
///
/// *Missing values.* A missing value is not known. Where nothing is known on either side the result is NaN.
///
/// *Example.*
/// ```
/// use baton_score::impute::{Ends, Interpolation, interpolate};
/// let filled = interpolate(&[2020.0, 2021.0, 2022.0], &[1.0, f64::NAN, 5.0], &[2021.0, 2023.0],
///     Interpolation::Linear, Ends::Nearest);
/// assert_eq!(filled, [3.0, 5.0]);
/// ```
/// *Source.* R `approx` (rules 1 and 2) as used by COINr `impute_panel` and `approx_df`.
#[must_use]
pub fn interpolate(
    times: &[f64],
    values: &[f64],
    wanted: &[f64],
    kind: Interpolation,
    ends: Ends,
) -> Vec<f64> {
    let known: Vec<(f64, f64)> =
        times.iter().copied().zip(values.iter().copied()).filter(|(_, x)| !x.is_nan()).collect();
    wanted.iter().map(|&t| at(&known, t, kind, ends)).collect()
}

/// The value at one time.
fn at(known: &[(f64, f64)], t: f64, kind: Interpolation, ends: Ends) -> f64 {
    let after = known.partition_point(|(time, _)| *time <= t);
    let beyond = |x: f64| if ends == Ends::Nearest { x } else { f64::NAN };
    match (after.checked_sub(1).map(|i| known[i]), known.get(after)) {
        (Some((t0, x0)), _) if t0 == t => x0,
        (Some((_, x0)), Some(_)) if kind == Interpolation::Constant => x0,
        (Some((t0, x0)), Some((t1, x1))) => x0 + (x1 - x0) * ((t - t0) / (t1 - t0)),
        (Some((_, x0)), None) => beyond(x0),
        (None, Some((_, x1))) => beyond(*x1),
        (None, None) => f64::NAN,
    }
}
