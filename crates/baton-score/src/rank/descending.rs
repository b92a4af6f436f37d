//! Ranks of a column, 1 for the greatest.

use super::{Ties, give_places};
use crate::round::Decimal;
use crate::stats::as_f64;

/// Below this a comparison sort is faster.
const RADIX_FROM: usize = 512;
/// Six digits of 11 bits cover a key of 64.
const DIGIT_BITS: u32 = 11;
const DIGITS: usize = 6;
const BUCKETS: usize = 1 << DIGIT_BITS;

/// A unit with the key it is sorted by, rising.
#[derive(Clone, Copy)]
struct Keyed {
    key: u64,
    unit: u32,
}

/// The rank of every value, 1 for the greatest.
///
/// *What it does.* Compares the values as they are; −0 and 0 are equal. With [`Ties::Ordinal`] the earlier
/// in the column goes first. At most 2³² units.
///
/// *Formula.* Competition: 1 + the number of greater values.
///
/// *Missing values.* Skipped, leave no gap, and are NaN in the result.
///
/// *Example.*
/// ```
/// use baton_score::rank::{Ties, rank_descending};
/// let points = [80.0, 95.0, f64::NAN, 80.0, 70.0];
/// let ranks = rank_descending(&points, Ties::Competition);
/// assert_eq!(&ranks[..2], [2.0, 1.0]);
/// assert!(ranks[2].is_nan());
/// assert_eq!(&ranks[3..], [2.0, 4.0]);
/// ```
/// *Source.* SCHEME.md §3 `[ranking]`; R `rank(ties.method = "min")`, used by COINr.
#[must_use]
pub fn rank_descending(values: &[f64], ties: Ties) -> Vec<f64> {
    rank_keys(values.iter().map(|&x| (!x.is_nan()).then(|| !rising_key(x))), values.len(), ties)
}

/// The rank of every decimal, 1 for the greatest; as [`rank_descending`], but exact across places.
///
/// *What it does.* Ranks printed totals.
///
/// *Formula.* Competition: 1 + the number of greater values.
///
/// *Missing values.* `None` is skipped, leaves no gap, and is NaN in the result.
///
/// *Example.*
/// ```
/// use baton_score::rank::{Ties, rank_decimals};
/// use baton_score::round::Decimal;
/// let totals = [Some(Decimal::new(8350, 2)), Some(Decimal::new(835, 1)), Some(Decimal::new(99, 0))];
/// assert_eq!(rank_decimals(&totals, Ties::Competition), [2.0, 2.0, 1.0]);
/// ```
/// *Source.* SCHEME.md §4: ranks compare the total after rounding.
#[must_use]
pub fn rank_decimals(values: &[Option<Decimal>], ties: Ties) -> Vec<f64> {
    let places = values.iter().flatten().map(|d| d.places()).max().unwrap_or(0);
    let key = |d: Decimal| d.rescale(places).map(|d| !(d.scaled().cast_unsigned() ^ (1 << 63)));
    if values.iter().flatten().all(|&d| key(d).is_some()) {
        return rank_keys(values.iter().map(|d| d.and_then(key)), values.len(), ties);
    }
    // Too far apart for one scale: compare one by one.
    let mut order: Vec<usize> = (0..values.len()).filter(|&i| values[i].is_some()).collect();
    order.sort_by(|&a, &b| values[b].cmp(&values[a]));
    let mut ranks = vec![f64::NAN; values.len()];
    let equal = |a: usize, b: usize| values[order[a]] == values[order[b]];
    give_places(order.len(), ties, equal, |at, doubled| ranks[order[at]] = as_f64(doubled) / 2.0);
    ranks
}

/// Ranks by rising key; `None` has no rank.
fn rank_keys(keys: impl Iterator<Item = Option<u64>>, n: usize, ties: Ties) -> Vec<f64> {
    let mut sorted = Vec::with_capacity(n);
    for (unit, key) in (0_u32..).zip(keys) {
        if let Some(key) = key {
            sorted.push(Keyed { key, unit });
        }
    }
    sort(&mut sorted);
    let mut ranks = vec![f64::NAN; n];
    let equal = |a: usize, b: usize| sorted[a].key == sorted[b].key;
    give_places(sorted.len(), ties, equal, |at, doubled| {
        ranks[sorted[at].unit as usize] = as_f64(doubled) / 2.0;
    });
    ranks
}

/// The bits of a float as an integer in the same order.
#[inline]
fn rising_key(x: f64) -> u64 {
    let bits = (x + 0.0).to_bits(); // −0 + 0 is 0
    if bits >> 63 == 1 { !bits } else { bits | (1 << 63) }
}

/// By key, equal keys by unit.
fn sort(units: &mut Vec<Keyed>) {
    if units.len() < RADIX_FROM {
        units.sort_unstable_by_key(|u| (u.key, u.unit));
    } else {
        radix_sort(units);
    }
}

/// A stable sort by digits, least first; a digit in which all keys agree is passed over.
fn radix_sort(units: &mut Vec<Keyed>) {
    let digit = |key: u64, at: usize| usize::from((key >> (DIGIT_BITS as usize * at)) as u16) & (BUCKETS - 1);
    let mut counts = vec![[0_u32; BUCKETS]; DIGITS];
    for unit in units.iter() {
        for (at, counts) in counts.iter_mut().enumerate() {
            counts[digit(unit.key, at)] += 1;
        }
    }
    let mut other = vec![Keyed { key: 0, unit: 0 }; units.len()];
    for (at, counts) in counts.iter_mut().enumerate() {
        if counts[digit(units[0].key, at)] as usize == units.len() {
            continue;
        }
        let mut start = 0;
        for count in counts.iter_mut() {
            (*count, start) = (start, start + *count);
        }
        for unit in units.iter() {
            let place = &mut counts[digit(unit.key, at)];
            other[*place as usize] = *unit;
            *place += 1;
        }
        std::mem::swap(units, &mut other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_share() {
        let values = [5.0, 9.0, 5.0, 1.0];
        let ranks = |ties| rank_descending(&values, ties);
        assert_eq!(ranks(Ties::Competition), [2.0, 1.0, 2.0, 4.0]);
        assert_eq!(ranks(Ties::Dense), [2.0, 1.0, 2.0, 3.0]);
        assert_eq!(ranks(Ties::Ordinal), [2.0, 1.0, 3.0, 4.0]);
        assert_eq!(ranks(Ties::Average), [2.5, 1.0, 2.5, 4.0]);
        assert_eq!(ranks(Ties::Worst), [3.0, 1.0, 3.0, 4.0]);
    }

    #[test]
    fn zero_has_no_sign_and_negatives_come_last() {
        assert_eq!(
            rank_descending(&[-0.0, 0.0, -1.0, 1e-300, -1e300], Ties::Competition),
            [2.0, 2.0, 4.0, 1.0, 5.0]
        );
    }

    #[test]
    fn the_radix_sort_agrees_with_counting() {
        // A small linear congruential sequence, with ties, signs, and gaps.
        let mut state = 1_u64;
        let values: Vec<f64> = (0..2_000)
            .map(|i| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let small = f64::from((state >> 40) as u32 % 700) - 300.0;
                if i % 13 == 0 { f64::NAN } else { small / 7.0 }
            })
            .collect();
        for (i, rank) in rank_descending(&values, Ties::Competition).into_iter().enumerate() {
            if values[i].is_nan() {
                assert!(rank.is_nan());
            } else {
                assert_eq!(rank, as_f64(1 + values.iter().filter(|&&x| x > values[i]).count()));
            }
        }
    }

    #[test]
    fn decimals_too_far_apart_for_one_scale() {
        let values = [
            Some(Decimal::new(i64::MAX, 0)),
            None,
            Some(Decimal::new(5, 18)),
            Some(Decimal::new(i64::MAX, 0)),
        ];
        let ranks = rank_decimals(&values, Ties::Competition);
        assert_eq!((ranks[0], ranks[2], ranks[3]), (1.0, 3.0, 1.0));
        assert!(ranks[1].is_nan());
    }
}
