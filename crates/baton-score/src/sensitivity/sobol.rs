//! Variance-based sensitivity indices.

use crate::stats::{as_f64, stdev};

/// How much of the variance of a result one input explains.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sobol {
    /// By itself (first order).
    pub first: f64,
    /// With all its interactions (total order).
    pub total: f64,
}

/// Lays out the runs for [`sobol_indices`].
///
/// *What it does.* From two samples A and B of N rows and d inputs: all rows of A, all of B, and for each input j the
/// rows of A with input j taken from B. N·(d + 2) rows.
///
/// *Formula.* A; B; A with column 1 of B; …
///
/// *Missing values.* There are none.
///
/// *Example.*
/// ```
/// use baton_score::sensitivity::sobol_design;
/// let runs = sobol_design(&[vec![0.1, 0.2]], &[vec![0.8, 0.9]]);
/// assert_eq!(runs, [[0.1, 0.2], [0.8, 0.9], [0.8, 0.2], [0.1, 0.9]]);
/// ```
/// *Source.* Saltelli et al. (2008), chapter 4; COINr `SA_sample`.
#[must_use]
pub fn sobol_design(a: &[Vec<f64>], b: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let inputs = a.first().map_or(0, Vec::len);
    let mut runs: Vec<Vec<f64>> = a.iter().chain(b).cloned().collect();
    for input in 0..inputs {
        for (from_a, from_b) in a.iter().zip(b) {
            let mut run = from_a.clone();
            run[input] = from_b[input];
            runs.push(run);
        }
    }
    runs
}

/// Estimates the indices from the results of such runs.
///
/// *What it does.* `results` are in the order of [`sobol_design`] with N = `samples`.
///
/// *Formula.* Sⱼ = mean(y_B·(y_ABj − y_A)) ÷ V; STⱼ = Σ(y_A − y_ABj)² ÷ (2·N·V); V = the sample variance of y_A and y_B.
///
/// *Missing values.* A failed run (NaN) is left out together with its row, and N counts the rest; `None` if fewer than
/// two rows are left for an input, if V = 0, or if `results` do not fill whole blocks.
///
/// *Example.*
/// ```
/// use baton_score::sensitivity::{sobol_design, sobol_indices};
/// let (a, b) = ([vec![0.1, 0.7], vec![0.9, 0.3]], [vec![0.6, 0.2], vec![0.4, 0.8]]);
/// let results: Vec<f64> = sobol_design(&a, &b).iter().map(|run| run[0]).collect(); // the second plays no part
/// let indices = sobol_indices(&results, 2).unwrap();
/// assert_eq!((indices[1].first, indices[1].total), (0.0, 0.0));
/// ```
/// *Source.* Saltelli et al. (2010), table 2 (b) and (f); COINr `SA_estimate`, in which one failed run makes every index
/// NaN (not imitated).
#[must_use]
pub fn sobol_indices(results: &[f64], samples: usize) -> Option<Vec<Sobol>> {
    if samples == 0 || results.len() < 3 * samples || !results.len().is_multiple_of(samples) {
        return None;
    }
    let (base, blocks) = results.split_at(2 * samples);
    let (a, b) = base.split_at(samples);
    let variance = stdev(base).map(|s| s * s).filter(|&v| v > 0.0)?;
    blocks.chunks(samples).map(|mixed| one(a, b, mixed, variance)).collect()
}

/// The indices of one input.
fn one(a: &[f64], b: &[f64], mixed: &[f64], variance: f64) -> Option<Sobol> {
    let (mut first, mut total, mut rows) = (0.0, 0.0, 0);
    for ((a, b), mixed) in a.iter().zip(b).zip(mixed) {
        let (term, square) = (b * (mixed - a), (a - mixed) * (a - mixed));
        if !term.is_nan() {
            first += term;
            total += square;
            rows += 1;
        }
    }
    let n = as_f64(rows);
    (rows >= 2).then(|| Sobol { first: first / n / variance, total: total / (2.0 * n * variance) })
}
