//! The Mazziotta–Pareto index.

use super::{counted, weighted_mean};

/// Which way imbalance counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Penalty {
    /// Taken off: for indices where more is better.
    #[default]
    Minus,
    /// Put on: for indices where less is better, such as poverty.
    Plus,
}

/// The mean of one unit's ratios less a penalty for imbalance.
///
/// *What it does.* Two units of the same mean: the more even one stands higher.
///
/// *Formula.* M − S·cv, with M = Σ wᵢxᵢ ÷ Σ wᵢ, S² = Σ wᵢ(xᵢ − M)² ÷ Σ wᵢ, cv = S ÷ M (so M − S²/M); M = 0: M.
///
/// *Missing values.* Drop out with their weight; `None` if nothing is left.
///
/// *Example.*
/// ```
/// use baton_score::aggregate::{Penalty, mazziotta_pareto};
/// assert_eq!(mazziotta_pareto(&[90.0, 110.0], &[1.0; 2], Penalty::Minus), Some(99.0));
/// ```
/// *Source.* Mazziotta and Pareto (2016), *On a generalized non-compensatory composite index*; weights as in the
/// weighted mean (the authors weigh alike).
#[must_use]
pub fn mazziotta_pareto(values: &[f64], weights: &[f64], penalty: Penalty) -> Option<f64> {
    let mean = weighted_mean(values, weights, |x| x)?;
    let (mut squares, mut total) = (0.0, 0.0);
    for (&x, &w) in values.iter().zip(weights) {
        let w = counted(x, w);
        if w != 0.0 {
            squares += w * (x - mean) * (x - mean);
            total += w;
        }
    }
    let imbalance = if mean == 0.0 { 0.0 } else { squares / total / mean };
    Some(match penalty {
        Penalty::Minus => mean - imbalance,
        Penalty::Plus => mean + imbalance,
    })
}
