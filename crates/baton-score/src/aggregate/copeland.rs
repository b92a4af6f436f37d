//! Copeland: duels won less duels lost.

use super::outranking::Duels;
use rayon::prelude::*;

/// The Copeland score of every unit.
///
/// *What it does.* Sets every unit against every other; whoever is ahead on more weight wins the duel. Only
/// order counts, never distance. n² comparisons, spread over the threads, nothing kept.
///
/// *Formula.* Σᵦ sign(Σ wⱼ where xₐⱼ > xᵦⱼ − Σ wⱼ where xₐⱼ < xᵦⱼ); leads below 10⁻¹² of the weight are level, so that
/// scores of any set sum to 0.
///
/// *Missing values.* A unit with a missing child is NaN and fights nobody.
///
/// *Example.*
/// ```
/// use baton_score::aggregate::copeland;
/// let scores = copeland(&[&[3.0, 2.0, 1.0], &[1.0, 2.0, 1.0]], &[2.0, 1.0]);
/// assert_eq!(scores, [2.0, 0.0, -2.0]);
/// ```
/// *Source.* Copeland (1951); COINr `a_copeland`, whose result with missing values, and where weights such as
/// 1/3 add up to 0.49999…, depends on row order and is not imitated.
#[must_use]
pub fn copeland(columns: &[&[f64]], weights: &[f64]) -> Vec<f64> {
    let duels = Duels::new(columns, weights);
    let whole: Vec<usize> = (0..duels.units).filter(|&unit| !duels.missing[unit].is_nan()).collect();
    let score = |a: usize| {
        let mut score = duels.missing[a];
        for &b in &whole {
            score += duels.verdict(a, b);
        }
        score
    };
    (0..duels.units).into_par_iter().map(score).collect()
}
