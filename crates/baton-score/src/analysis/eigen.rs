//! Eigenvalues of a symmetric matrix, by Jacobi's rotations: slow for large matrices, exact for small ones, and the
//! same on every machine.
//!
//! **Source.** Golub and Van Loan, *Matrix Computations*, §8.5 (cyclic Jacobi).

/// Eigenvalues in falling order, each with its vector of length 1.
///
/// A vector's sign is chosen so that its largest part is positive (of equal parts the first).
pub(crate) fn symmetric(matrix: &[Vec<f64>]) -> Vec<(f64, Vec<f64>)> {
    let n = matrix.len();
    let mut a = matrix.to_vec();
    let mut vectors: Vec<Vec<f64>> =
        (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    // Converges quadratically: a handful of sweeps; the bound only guards against NaN.
    for _ in 0..60 {
        let off: f64 = (0..n).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| a[i][j] * a[i][j]).sum();
        if off == 0.0 || off.is_nan() {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, &mut vectors, p, q);
            }
        }
    }
    let mut pairs: Vec<(f64, Vec<f64>)> =
        (0..n).map(|j| (a[j][j], signed((0..n).map(|i| vectors[i][j]).collect()))).collect();
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0));
    pairs
}

/// Turns the plane of p and q so that their off-diagonal cell is 0.
fn rotate(a: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) {
    let off = a[p][q];
    // Too small to change either diagonal cell.
    if off.abs() <= f64::MIN_POSITIVE
        || (a[p][p] + off * 100.0 == a[p][p] && a[q][q] + off * 100.0 == a[q][q])
    {
        a[p][q] = 0.0;
        a[q][p] = 0.0;
        return;
    }
    let theta = (a[q][q] - a[p][p]) / (2.0 * off);
    let sign = if theta < 0.0 { -1.0 } else { 1.0 };
    let tangent = sign / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    for row in a.iter_mut() {
        turn(row, p, q, cosine, sine);
    }
    let (head, tail) = a.split_at_mut(q);
    for (x, y) in head[p].iter_mut().zip(&mut tail[0]) {
        (*x, *y) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
    }
    a[p][q] = 0.0;
    a[q][p] = 0.0;
    for row in vectors.iter_mut() {
        turn(row, p, q, cosine, sine);
    }
}

/// One row in the turned plane.
fn turn(row: &mut [f64], p: usize, q: usize, cosine: f64, sine: f64) {
    (row[p], row[q]) = (cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q]);
}

/// With the largest part positive.
fn signed(vector: Vec<f64>) -> Vec<f64> {
    let mut largest = 0.0_f64;
    for &x in &vector {
        if x.abs() > largest.abs() {
            largest = x;
        }
    }
    if largest < 0.0 { vector.into_iter().map(|x| -x).collect() } else { vector }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_known_by_hand() {
        let pairs = symmetric(&[vec![2.0, 1.0], vec![1.0, 2.0]]);
        let half = 0.5_f64.sqrt();
        assert!((pairs[0].0 - 3.0).abs() < 1e-15 && (pairs[1].0 - 1.0).abs() < 1e-15);
        assert!(pairs[0].1.iter().all(|x| (x - half).abs() < 1e-15));
    }

    #[test]
    fn every_vector_is_an_eigenvector() {
        let n = 12;
        let cell = |i: usize, j: usize| libm::cos((i * j + i + j) as f64) + if i == j { 3.0 } else { 0.0 };
        let matrix: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| cell(i, j)).collect()).collect();
        for (value, vector) in symmetric(&matrix) {
            for (row, x) in matrix.iter().zip(&vector) {
                let image: f64 = row.iter().zip(&vector).map(|(a, x)| a * x).sum();
                assert!((image - value * x).abs() < 1e-13);
            }
        }
    }
}
