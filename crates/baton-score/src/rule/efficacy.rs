//! 功效系数: a base everyone has, the rest by where one stands.

/// The form of the curve between base and full marks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Shape {
    /// b + (1 − b)·t.
    #[default]
    Linear,
    /// b^(1 − t).
    Exponential,
}

/// The efficacy coefficient of a unit that has gone the way `t` from worst to best.
///
/// *What it does.* `base` (0 … 1) at the worst, 1 at the best. t is that of [`minmax`](super::minmax).
///
/// *Formula.* b + (1 − b)·t; exponential: b^(1 − t).
///
/// *Missing values.* NaN stays NaN.
///
/// *Example.*
/// ```
/// use baton_score::rule::{Shape, efficacy, minmax};
/// let t = minmax(25.0, 10.0, 40.0).unwrap();
/// assert_eq!(15.0 * efficacy(t, 0.6, Shape::Linear), 12.0);
/// ```
/// *Source.* SCHEME.md §4; 《多指标综合评价方法》, 功效系数法 (60 + 40·t), 指数型功效函数.
#[must_use]
#[inline]
pub fn efficacy(t: f64, base: f64, shape: Shape) -> f64 {
    match shape {
        Shape::Linear => base + (1.0 - base) * t,
        Shape::Exponential => libm::pow(base, 1.0 - t),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::minmax;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() <= 5e-5, "{a} {b}");
    }

    #[test]
    fn golden_numbers_of_the_contract() {
        let points = |x: f64| 15.0 * efficacy(minmax(x, 10.0, 40.0).expect("not flat"), 0.6, Shape::Linear);
        for (x, golden) in [(10.0, 9.0), (25.0, 12.0), (40.0, 15.0)] {
            close(points(x), golden);
        }
        let fixed = minmax(5.81, 6.0, 12.0).expect("not flat");
        close(100.0 * efficacy(fixed, 0.6, Shape::Linear), 58.7333);
        close(100.0 * efficacy(0.5, 0.6, Shape::Exponential), 77.4597);
        close(15.0 * efficacy(0.5, 0.2, Shape::Linear), 9.0);
        let frontier = minmax(7.0, 100.0, 0.5).expect("not flat");
        close(100.0 * frontier, 93.4673);
    }
}
