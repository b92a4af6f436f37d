//! Ranks by any comparison: totals, then the nodes that break ties, then the unit's code.

use super::{Ties, give_places};
use std::cmp::Ordering;

/// The rank of each of n units by a comparison.
///
/// *What it does.* `compare(a, b)` is [`Ordering::Less`] when a stands before b; it must be a total order of the
/// present units. With [`Ties::Ordinal`] equal units keep their order. A mean of places that is not whole
/// ([`Ties::Average`]) gives the whole number below; `rank_descending` gives the half.
///
/// *Formula.* Competition: 1 + the number of units before it.
///
/// *Missing values.* A unit that is not `present` has no rank and leaves no gap.
///
/// *Example.*
/// ```
/// use baton_score::rank::{Ties, rank_by};
/// let totals = [80, 95, 80];
/// let growth = [2, 1, 3]; // breaks the tie
/// let order = |a: usize, b: usize| (totals[b], growth[b]).cmp(&(totals[a], growth[a]));
/// assert_eq!(rank_by(3, &|_| true, &order, Ties::Competition), [Some(3), Some(1), Some(2)]);
/// ```
/// *Source.* SCHEME.md §3 `[ranking] break`.
#[must_use]
pub fn rank_by(
    n: usize,
    present: &dyn Fn(usize) -> bool,
    compare: &dyn Fn(usize, usize) -> Ordering,
    ties: Ties,
) -> Vec<Option<u32>> {
    let mut order: Vec<usize> = (0..n).filter(|&unit| present(unit)).collect();
    order.sort_by(|&a, &b| compare(a, b));
    let mut ranks = vec![None; n];
    let equal = |a: usize, b: usize| compare(order[a], order[b]) == Ordering::Equal;
    give_places(order.len(), ties, equal, |at, doubled| ranks[order[at]] = u32::try_from(doubled / 2).ok());
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_units_leave_no_gap() {
        let totals = [7, 9, 9, 5];
        let ranks = |ties| rank_by(4, &|u| u != 0, &|a, b| totals[b].cmp(&totals[a]), ties);
        assert_eq!(ranks(Ties::Competition), [None, Some(1), Some(1), Some(3)]);
        assert_eq!(ranks(Ties::Dense), [None, Some(1), Some(1), Some(2)]);
        assert_eq!(ranks(Ties::Ordinal), [None, Some(1), Some(2), Some(3)]);
        assert_eq!(ranks(Ties::Worst), [None, Some(2), Some(2), Some(3)]);
    }
}
