//! The analytic hierarchy process (层次分析法).

use crate::stats::as_f64;

/// What pairwise comparisons come to.
#[derive(Clone, PartialEq, Debug)]
pub struct Ahp {
    /// The principal eigenvector, summing to 1.
    pub weights: Vec<f64>,
    /// Its eigenvalue λ.
    pub eigenvalue: f64,
    /// (λ − n) ÷ (n − 1); 0 for one item.
    pub consistency_index: f64,
    /// The index ÷ that of random judgements; 0 for one or two items, `None` beyond 15. Below 0.10 is acceptable.
    pub consistency_ratio: Option<f64>,
}

/// Why a matrix is no pairwise comparison.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AhpError {
    /// Not as many columns as rows, or none.
    NotSquare,
    /// This cell is not a positive number.
    NotPositive {
        /// Row of the cell.
        row: usize,
        /// Column of the cell.
        column: usize,
    },
    /// This cell times its mirror image is not 1 (or a diagonal cell is not 1).
    NotReciprocal {
        /// Row of the cell.
        row: usize,
        /// Column of the cell.
        column: usize,
    },
}

impl std::fmt::Display for AhpError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            AhpError::NotSquare => f.write_str("a pairwise comparison has as many columns as rows"),
            AhpError::NotPositive { row, column } => {
                write!(f, "cell {row}, {column} is not a positive number")
            }
            AhpError::NotReciprocal { row, column } => {
                write!(f, "cell {row}, {column} is not the reciprocal of {column}, {row}")
            }
        }
    }
}

impl std::error::Error for AhpError {}

/// A cell and its mirror image may miss 1 by this much: thirds are written 0.33.
const RECIPROCAL_TOLERANCE: f64 = 0.02;

/// Saaty's random index: the mean consistency index of random judgements on n items.
///
/// *What it does.* The yardstick for the consistency ratio.
///
/// *Formula.* 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59.
///
/// *Missing values.* `None` for n = 0 and beyond 15.
///
/// *Example.*
/// ```
/// assert_eq!(baton_score::weights::random_index(3), Some(0.58));
/// ```
/// *Source.* The table passed on as that of Saaty (1980), *The Analytic Hierarchy Process*. The book itself was not at hand:
/// all fifteen numbers were compared with ten independent programs that print the same table, the first ten also with one
/// that cites Saaty and Tran (2007), doi 10.1016/j.mcm.2007.03.022. Other tables differ in the second decimal, as do those
/// of later simulations.
#[must_use]
pub fn random_index(n: usize) -> Option<f64> {
    const INDEX: [f64; 15] =
        [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];
    INDEX.get(n.checked_sub(1)?).copied()
}

/// Weights from a matrix of pairwise comparisons.
///
/// *What it does.* `matrix[i][j]` says how many times i matters as much as j (1 … 9).
///
/// *Formula.* A·w = λ·w for the greatest λ, Σw = 1; CI = (λ − n) ÷ (n − 1); CR = CI ÷ RI.
///
/// *Missing values.* An error.
///
/// # Errors
/// [`AhpError`] for a matrix that is not square, positive, and reciprocal.
///
/// *Example.*
/// ```
/// use baton_score::weights::ahp;
/// let found = ahp(&[vec![1.0, 3.0], vec![1.0 / 3.0, 1.0]]).unwrap();
/// assert!((found.weights[0] - 0.75).abs() < 1e-15);
/// ```
/// *Source.* Saaty (1980); SCHEME.md §6.
pub fn ahp(matrix: &[Vec<f64>]) -> Result<Ahp, AhpError> {
    check(matrix)?;
    let n = matrix.len();
    let mut weights = vec![1.0 / as_f64(n); n];
    // Powers of a positive matrix converge (Perron); judgements fit to be used settle within some twenty rounds.
    for _ in 0..10_000 {
        let next = normalised(image(matrix, &weights));
        let change = next.iter().zip(&weights).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        weights = next;
        if change < 1e-16 {
            break;
        }
    }
    let stretched = image(matrix, &weights);
    let eigenvalue = stretched.iter().zip(&weights).map(|(a, w)| a / w).sum::<f64>() / as_f64(n);
    let consistency_index = if n == 1 { 0.0 } else { (eigenvalue - as_f64(n)) / as_f64(n - 1) };
    let ratio = |index: f64| if index == 0.0 { 0.0 } else { consistency_index / index };
    Ok(Ahp { weights, eigenvalue, consistency_index, consistency_ratio: random_index(n).map(ratio) })
}

/// Refuses what is no pairwise comparison.
fn check(matrix: &[Vec<f64>]) -> Result<(), AhpError> {
    if matrix.is_empty() || matrix.iter().any(|row| row.len() != matrix.len()) {
        return Err(AhpError::NotSquare);
    }
    for (row, cells) in matrix.iter().enumerate() {
        for (column, &cell) in cells.iter().enumerate() {
            if cell.is_nan() || cell <= 0.0 {
                return Err(AhpError::NotPositive { row, column });
            }
            if (cell * matrix[column][row] - 1.0).abs() > RECIPROCAL_TOLERANCE {
                return Err(AhpError::NotReciprocal { row, column });
            }
        }
    }
    Ok(())
}

/// A·w.
fn image(matrix: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| row.iter().zip(weights).map(|(a, w)| a * w).sum()).collect()
}

/// Scaled to sum to 1.
fn normalised(vector: Vec<f64>) -> Vec<f64> {
    let total: f64 = vector.iter().sum();
    vector.into_iter().map(|x| x / total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consistent_matrix_gives_back_its_weights() {
        let w = [0.5, 0.3, 0.2];
        let matrix: Vec<Vec<f64>> = w.iter().map(|a| w.iter().map(|b| a / b).collect()).collect();
        let found = ahp(&matrix).expect("a comparison");
        assert!(found.weights.iter().zip(w).all(|(a, b)| (a - b).abs() < 1e-15));
        assert!(found.consistency_ratio.expect("three items").abs() < 1e-14);
    }

    #[test]
    fn what_is_no_comparison() {
        assert_eq!(ahp(&[]), Err(AhpError::NotSquare));
        assert_eq!(ahp(&[vec![1.0, 2.0]]), Err(AhpError::NotSquare));
        assert_eq!(
            ahp(&[vec![1.0, -2.0], vec![-0.5, 1.0]]),
            Err(AhpError::NotPositive { row: 0, column: 1 })
        );
        assert_eq!(
            ahp(&[vec![1.0, 2.0], vec![2.0, 1.0]]),
            Err(AhpError::NotReciprocal { row: 0, column: 1 })
        );
        assert_eq!(
            ahp(&[vec![1.0, f64::NAN], vec![1.0, 1.0]]),
            Err(AhpError::NotPositive { row: 0, column: 1 })
        );
    }

    #[test]
    fn one_and_two_items_are_always_consistent() {
        assert_eq!(ahp(&[vec![1.0]]).map(|a| a.consistency_ratio), Ok(Some(0.0)));
        assert_eq!(ahp(&[vec![1.0, 9.0], vec![1.0 / 9.0, 1.0]]).map(|a| a.consistency_ratio), Ok(Some(0.0)));
    }
}
