//! 分档: points by bands of the value.

/// What happens between two edges.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Between {
    /// The points of the last edge reached.
    Step {
        /// Whether an edge must be passed (< x) rather than reached (≤ x).
        open: bool,
        /// The points below the first edge.
        below: f64,
    },
    /// Straight between edges, constant outside.
    Linear,
}

/// Points (not a ratio) by rising edges.
///
/// *What it does.* Looks x up in `(edge, points)` rows in rising order of their edges; points may rise and
/// fall. Two rows with the same edge make a cliff, at which the later one holds.
///
/// *Formula.* Step: the points of the last edge ≤ x (open: < x), below the first `below`.
/// Linear: p₀ + (p₁ − p₀)·(x − e₀) ÷ (e₁ − e₀).
///
/// *Missing values.* NaN stays NaN; so does anything looked up in no rows at all by `Linear`.
///
/// *Example.*
/// ```
/// use baton_score::rule::{Between, bands};
/// let rows = [(0.0, 15.0), (100.0, 25.0), (130.0, 31.0)];
/// assert_eq!(bands(100.0, &rows, Between::Step { open: false, below: 0.0 }), 25.0);
/// assert_eq!(bands(100.0, &rows, Between::Step { open: true, below: 0.0 }), 15.0);
/// assert_eq!(bands(115.0, &rows, Between::Linear), 28.0);
/// ```
/// *Source.* SCHEME.md §4, `bands`.
#[must_use]
pub fn bands(x: f64, rows: &[(f64, f64)], between: Between) -> f64 {
    if x.is_nan() {
        return x;
    }
    let open = matches!(between, Between::Step { open: true, .. });
    let reached = rows.partition_point(|(edge, _)| if open { *edge < x } else { *edge <= x });
    let last = reached.checked_sub(1).map(|i| rows[i]);
    match (between, last, rows.get(reached)) {
        (Between::Linear, Some((e0, p0)), Some((e1, p1))) => p0 + (p1 - p0) * (x - e0) / (e1 - e0),
        (_, Some((_, points)), _) | (Between::Linear, None, Some(&(_, points))) => points,
        (Between::Step { below, .. }, None, _) => below,
        (Between::Linear, None, None) => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linear_is_constant_outside_and_may_fall() {
        let rows = [(0.0, 10.0), (10.0, 20.0), (20.0, 0.0)];
        let at = |x| bands(x, &rows, Between::Linear);
        assert_eq!(
            [at(-5.0), at(0.0), at(5.0), at(10.0), at(15.0), at(99.0)],
            [10.0, 10.0, 15.0, 20.0, 10.0, 0.0]
        );
    }

    #[test]
    fn a_cliff_holds_the_later_row() {
        let rows = [(0.0, 0.0), (10.0, 5.0), (10.0, 8.0), (20.0, 8.0)];
        assert_eq!(bands(10.0, &rows, Between::Linear), 8.0);
        assert_eq!(bands(9.0, &rows, Between::Linear), 4.5);
    }

    #[test]
    fn no_rows() {
        assert_eq!(bands(1.0, &[], Between::Step { open: false, below: 3.0 }), 3.0);
        assert!(bands(1.0, &[], Between::Linear).is_nan());
        assert!(bands(f64::NAN, &[(0.0, 1.0)], Between::Linear).is_nan());
    }
}
