//! Ranks of a column, 1 for the greatest.

use super::counted::counted;
use super::{Ties, give_places};
use crate::round::Decimal;
use crate::stats::as_f64;

/// The rank of every value, 1 for the greatest.
///
/// *What it does.* Compares the values as they are; −0 and 0 are equal. With [`Ties::Ordinal`] the earlier
/// in the column goes first.
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
    counted(values, ties).unwrap_or_else(|| sorted(values, ties))
}

/// The ranks of any values.
pub(super) fn sorted(values: &[f64], ties: Ties) -> Vec<f64> {
    rank_keys(values.len(), ties, |unit| falling_key(values[unit]))
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
        return rank_keys(values.len(), ties, |unit| values[unit].and_then(key));
    }
    // Too far apart for one scale: compare one by one.
    let mut order: Vec<usize> = (0..values.len()).filter(|&i| values[i].is_some()).collect();
    order.sort_by(|&a, &b| values[b].cmp(&values[a]));
    let mut ranks = vec![f64::NAN; values.len()];
    let equal = |a: usize, b: usize| values[order[a]] == values[order[b]];
    give_places(order.len(), ties, equal, |at, doubled| ranks[order[at]] = as_f64(doubled) / 2.0);
    ranks
}

/// Ranks by rising key; a unit without a key has no rank.
///
/// The sort sees one word a unit: the leading bits of the key (above the least key, so that none are wasted) and the unit's
/// number in place of the rest. Where the leading bits are the same, the whole keys decide.
fn rank_keys(n: usize, ties: Ties, key: impl Fn(usize) -> Option<u64>) -> Vec<f64> {
    let keys = || (0..n).filter_map(&key);
    let (least, most) = (keys().min().unwrap_or(0), keys().max().unwrap_or(0));
    let unused = (most - least).leading_zeros().min(63);
    let unit_bits = usize::BITS - n.leading_zeros();
    let low = (1_u64 << unit_bits) - 1;
    let nothing_lost = unused >= unit_bits;
    #[expect(clippy::cast_possible_truncation, reason = "below n, which is a usize")]
    let unit = |word: u64| (word & low) as usize;
    let leading = |a: u64, b: u64| (a ^ b) & !low == 0;
    let word = |i: usize, key: u64| (((key - least) << unused) & !low) | i as u64;
    let mut words: Vec<u64> = (0..n).filter_map(|i| key(i).map(|key| word(i, key))).collect();
    sort_words(&mut words, unit_bits);
    if !nothing_lost {
        for run in words.chunk_by_mut(|&a, &b| leading(a, b)).filter(|run| run.len() > 1) {
            run.sort_by_key(|&word| key(unit(word))); // stable: equal keys stay in the order given
        }
    }
    let whole = |at: usize| key(unit(words[at]));
    let equal = |a: usize, b: usize| leading(words[a], words[b]) && (nothing_lost || whole(a) == whole(b));
    let mut ranks = vec![f64::NAN; n];
    give_places(words.len(), ties, equal, |at, doubled| ranks[unit(words[at])] = as_f64(doubled) / 2.0);
    ranks
}

/// Bits one pass of the radix sort looks at.
const DIGIT: u32 = 12;
/// Below this many words comparing them is quicker.
const FEW: usize = 2048;

/// Sorts words whose `settled` low bits rise already: digit by digit from there on, each pass keeping the order of the last.
fn sort_words(words: &mut Vec<u64>, settled: u32) {
    if words.len() < FEW {
        return words.sort_unstable();
    }
    let mut sorted = vec![0; words.len()];
    for shift in (settled..u64::BITS).step_by(DIGIT as usize) {
        #[expect(clippy::cast_possible_truncation, reason = "twelve bits")]
        let digit = |word: u64| (word >> shift) as usize & ((1 << DIGIT) - 1);
        let mut next = vec![0_usize; 1 << DIGIT];
        words.iter().for_each(|&word| next[digit(word)] += 1);
        let mut start = 0;
        for place in &mut next {
            start += std::mem::replace(place, start);
        }
        for &word in words.iter() {
            let place = &mut next[digit(word)];
            sorted[*place] = word;
            *place += 1;
        }
        std::mem::swap(words, &mut sorted);
    }
}

/// The bits of a float as an integer in the opposite order; `None` for a missing one.
#[inline]
fn falling_key(x: f64) -> Option<u64> {
    let bits = (x + 0.0).to_bits(); // −0 + 0 is 0
    let rising = if bits >> 63 == 1 { !bits } else { bits | (1 << 63) };
    (!x.is_nan()).then_some(!rising)
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
    fn many_words_sort_as_few_do() {
        let mut state = 7_u64;
        let mut words: Vec<u64> = (0..10_000)
            .map(|unit| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> (state >> 62)) & !0x3FFF | unit
            })
            .collect();
        let mut expected = words.clone();
        expected.sort_unstable();
        sort_words(&mut words, 14);
        assert_eq!(words, expected);
    }

    #[test]
    fn agrees_with_counting() {
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
    fn values_that_differ_in_the_last_bit() {
        let x = 80.25_f64;
        let values: Vec<f64> =
            (0..1_000_u64).map(|i| f64::from_bits(x.to_bits() + i * 7 % 1_000 / 2)).collect();
        for (i, rank) in rank_descending(&values, Ties::Competition).into_iter().enumerate() {
            assert_eq!(rank, as_f64(1 + values.iter().filter(|&&y| y > values[i]).count()));
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
