//! TOPSIS: near the best, far from the worst.

use super::counted_columns;

/// The closeness of every unit to the ideal.
///
/// *What it does.* Columns are the children, already normalised (by rule `vector`, say) so that more is better.
/// The ideal has the best of every column, its opposite the worst.
///
/// *Formula.* vᵢⱼ = wⱼxᵢⱼ; D⁺ᵢ = √Σⱼ(vᵢⱼ − max vⱼ)², D⁻ᵢ = √Σⱼ(vᵢⱼ − min vⱼ)²; D⁻ ÷ (D⁺ + D⁻).
///
/// *Missing values.* A unit with a missing child is NaN, and shapes neither ideal; so are all if every unit is
/// alike (0 ÷ 0). A column whose weight is 0 or missing does not count.
///
/// *Example.*
/// ```
/// use baton_score::aggregate::topsis;
/// let closeness = topsis(&[&[0.0, 1.0, 0.5], &[0.0, 1.0, 0.5]], &[1.0, 3.0]);
/// assert_eq!(closeness, [0.0, 1.0, 0.5]);
/// ```
/// *Source.* Hwang and Yoon (1981), steps 2 to 6; SCHEME.md §4 "Aggregation".
#[must_use]
pub fn topsis(columns: &[&[f64]], weights: &[f64]) -> Vec<f64> {
    let (columns, n) = counted_columns(columns, weights);
    let whole: Vec<bool> =
        (0..n).map(|unit| columns.iter().all(|(column, _)| !column[unit].is_nan())).collect();
    let total: f64 = columns.iter().map(|(_, w)| w).sum();
    let (mut from_best, mut from_worst) = (vec![0.0; n], vec![0.0; n]);
    for (column, weight) in columns {
        let weight = weight / total;
        let (mut best, mut worst) = (f64::NEG_INFINITY, f64::INFINITY);
        for unit in (0..n).filter(|&unit| whole[unit]) {
            best = f64::max(best, weight * column[unit]);
            worst = f64::min(worst, weight * column[unit]);
        }
        for unit in 0..n {
            let value = weight * column[unit];
            from_best[unit] += (value - best) * (value - best);
            from_worst[unit] += (value - worst) * (value - worst);
        }
    }
    let closeness = |unit: usize| {
        let (far, near) = (from_best[unit].sqrt(), from_worst[unit].sqrt());
        if whole[unit] { near / (far + near) } else { f64::NAN }
    };
    (0..n).map(closeness).collect()
}
