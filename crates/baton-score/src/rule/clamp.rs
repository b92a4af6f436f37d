//! Floor and cap.

/// Holds a ratio between floor and cap.
///
/// *What it does.* What a scheme's `floor` and `cap` do; without one pass −∞ or +∞. If the floor is above
/// the cap, the floor holds.
///
/// *Formula.* max(floor, min(cap, r)).
///
/// *Missing values.* NaN stays NaN.
///
/// *Example.*
/// ```
/// use baton_score::rule::clamp;
/// assert_eq!(clamp(1.3, 0.0, 1.2), 1.2);
/// assert_eq!(clamp(-0.1, 0.0, f64::INFINITY), 0.0);
/// assert!(clamp(f64::NAN, 0.0, 1.0).is_nan());
/// ```
/// *Source.* SCHEME.md §4: no rule has a cap unless written.
#[must_use]
#[inline]
pub fn clamp(ratio: f64, floor: f64, cap: f64) -> f64 {
    // Written so that a NaN fails both comparisons.
    let ratio = if ratio > cap { cap } else { ratio };
    if ratio < floor { floor } else { ratio }
}
