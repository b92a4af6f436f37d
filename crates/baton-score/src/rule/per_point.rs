//! 增减分: so many points for each step above or below a line.

use super::Undefined;
use crate::round::{ceil, floor};

/// What a part of a step is worth.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Partial {
    /// Its share.
    #[default]
    Prorata,
    /// Nothing (不足不计).
    Drop,
    /// A whole step (不足按一步计).
    Count,
}

/// The points to add to the weight (negative: to take away).
///
/// *What it does.* Counts the steps from the line to x and gives `up` points for each above, takes `down`
/// for each below. Where lower is better the caller gives a negative `step`. Steps are counted in decimal:
/// 0.3 is three steps of 0.1.
///
/// *Formula.* s = (x − line) ÷ step, whole by `partial`; s > 0: up·s, s < 0: down·s.
///
/// *Missing values.* NaN stays NaN. [`Undefined::DivisionByZero`] for a step of 0.
///
/// *Example.*
/// ```
/// use baton_score::rule::{Partial, per_point};
/// assert_eq!(per_point(12.0, 0.0, 5.0, 1.0, 1.0, Partial::Drop), Ok(2.0));
/// assert_eq!(per_point(12.0, 0.0, 5.0, 1.0, 1.0, Partial::Prorata), Ok(2.4));
/// assert_eq!(per_point(-12.0, 0.0, 5.0, 1.0, 0.5, Partial::Count), Ok(-1.5));
/// ```
/// *Source.* SCHEME.md §4, `per_point`.
#[inline]
pub fn per_point(
    x: f64,
    line: f64,
    step: f64,
    up: f64,
    down: f64,
    partial: Partial,
) -> Result<f64, Undefined> {
    if step == 0.0 {
        return Err(Undefined::DivisionByZero);
    }
    let steps = (x - line) / step;
    let worth = if steps > 0.0 { up } else { down };
    Ok(worth * whole_steps(steps, partial))
}

/// Steps by what a part of one is worth, the same on both sides of the line.
#[inline]
fn whole_steps(steps: f64, partial: Partial) -> f64 {
    let sign = if steps < 0.0 { -1.0 } else { 1.0 };
    match partial {
        Partial::Prorata => steps,
        Partial::Drop => sign * floor(steps.abs()),
        Partial::Count => sign * ceil(steps.abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden_numbers_of_the_contract() {
        // 绍兴: 30 points at 100 %, one more for each further percent.
        assert_eq!(per_point(103.5, 100.0, 1.0, 1.0, 1.0, Partial::Prorata).map(|p| 30.0 + p), Ok(33.5));
        // 开发区: flat is 80 % of 10, one point per 5 %, growth 12 %.
        let flat = 0.8 * 10.0;
        let growth = |partial| per_point(12.0, 0.0, 5.0, 1.0, 1.0, partial).map(|p| flat + p);
        assert_eq!(growth(Partial::Drop), Ok(10.0));
        assert_eq!(growth(Partial::Prorata), Ok(10.4));
    }

    #[test]
    fn steps_are_counted_in_decimal() {
        assert_eq!(per_point(0.3, 0.0, 0.1, 1.0, 1.0, Partial::Drop), Ok(3.0)); // 2.9999999999999996
        assert_eq!(per_point(0.7, 0.0, 0.1, 1.0, 1.0, Partial::Count), Ok(7.0)); // 6.999999999999999
        assert_eq!(per_point(-0.31, 0.0, 0.1, 1.0, 2.0, Partial::Drop), Ok(-6.0));
    }

    #[test]
    fn lower_is_a_negative_step() {
        assert_eq!(per_point(3.0, 5.0, -1.0, 2.0, 1.0, Partial::Prorata), Ok(4.0));
        assert_eq!(per_point(6.0, 5.0, -1.0, 2.0, 1.0, Partial::Prorata), Ok(-1.0));
        assert_eq!(per_point(6.0, 5.0, 0.0, 2.0, 1.0, Partial::Prorata), Err(Undefined::DivisionByZero));
    }
}
