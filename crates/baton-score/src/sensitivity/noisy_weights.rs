//! Weights with noise.

/// Weights moved up or down by draws.
///
/// *What it does.* Every weight moves by at most the share `noise` of itself.
///
/// *Formula.* w·(1 + noise·(2u − 1)).
///
/// *Missing values.* NaN where the draw is NaN.
///
/// *Example.*
/// ```
/// use baton_score::sensitivity::noisy_weights;
/// assert_eq!(noisy_weights(&[1.0, 2.0], &[0.5, 1.0], 0.25), [1.0, 2.5]);
/// ```
/// *Source.* COINr `get_noisy_weights`.
#[must_use]
pub fn noisy_weights(weights: &[f64], draws: &[f64], noise: f64) -> Vec<f64> {
    weights.iter().zip(draws).map(|(w, u)| w * (1.0 + noise * (2.0 * u - 1.0))).collect()
}
