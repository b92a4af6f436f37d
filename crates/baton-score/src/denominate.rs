//! Per head, per area, per yuan: one column divided by another.
//!
//! **Source.** OECD/JRC Handbook (2008), step 5; COINr `Denominate`.

/// Divides a column by another.
///
/// *What it does.* Makes units of different size comparable.
///
/// *Formula.* x ÷ d·scale.
///
/// *Missing values.* NaN where either is missing, or d is 0.
///
/// *Example.*
/// ```
/// let per_head = baton_score::denominate::denominate(&[50.0, 7.0], &[200.0, 0.0], 100.0);
/// assert_eq!(per_head[0], 25.0);
/// assert!(per_head[1].is_nan());
/// ```
/// *Source.* COINr `Denominate`; SCHEME.md §4: division by zero is null.
#[must_use]
pub fn denominate(column: &[f64], by: &[f64], scale: f64) -> Vec<f64> {
    let divide = |(x, d): (&f64, &f64)| if *d == 0.0 { f64::NAN } else { x / d * scale };
    column.iter().zip(by).map(divide).collect()
}
