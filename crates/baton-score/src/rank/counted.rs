//! Ranks by counting: many rounded values in a narrow range, as totals are, need no sorting.

use super::{Ties, doubled_place};
use crate::stats::as_f64;

/// What values are multiplied by to be whole, least first.
const SCALES: [f64; 5] = [1.0, 10.0, 100.0, 1_000.0, 10_000.0];
/// So many values show what the others may be.
const SAMPLE: usize = 64;
/// Below this many values sorting is as quick.
const FEW: usize = 2048;
/// Numbers of at most fifteen digits: of such decimals no two are one float, so comparing them is comparing the floats.
const EXACT: f64 = 1e15;
/// Stands for a missing value.
const MISSING: u32 = u32::MAX;

/// The ranks, 1 for the greatest; none where the values are not decimals of one narrow range.
pub(super) fn counted(values: &[f64], ties: Ties) -> Option<Vec<f64>> {
    if values.len() < FEW {
        return None;
    }
    let present = || values.iter().copied().filter(|x| !x.is_nan());
    let fits = |scale: &f64| present().take(SAMPLE).all(|x| whole(x, *scale).is_some());
    SCALES.into_iter().filter(fits).find_map(|scale| counted_in(scale, values, ties))
}

/// The ranks, if all values times the scale are whole and near each other.
fn counted_in(scale: f64, values: &[f64], ties: Ties) -> Option<Vec<f64>> {
    let present = values.iter().copied().filter(|x| !x.is_nan());
    let (least, most) =
        present.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), x| (least.min(x), most.max(x)));
    let (least, most) = (whole(least, scale)?, whole(most, scale)?);
    let range = usize::try_from(most - least).ok().filter(|range| *range < 2 * values.len())? + 1;
    let mut counts = vec![0_usize; range];
    let below_most = |x: f64| match whole(x, scale) {
        // Between the least and the greatest of fewer than 2³² values.
        Some(whole) => u32::try_from(most - whole).ok().filter(|&key| key != MISSING),
        None => x.is_nan().then_some(MISSING),
    };
    let keys: Vec<u32> = values.iter().map(|&x| below_most(x)).collect::<Option<_>>()?;
    keys.iter().filter(|&&key| key != MISSING).for_each(|&key| counts[key as usize] += 1);
    Some(placed(&keys, &counts, ties))
}

/// The ranks by key, the least key first.
fn placed(keys: &[u32], counts: &[usize], ties: Ties) -> Vec<f64> {
    let (mut start, mut run) = (0, 0);
    let mut doubled = Vec::with_capacity(counts.len());
    for &count in counts {
        run += usize::from(count > 0);
        doubled.push(doubled_place(ties, (start, start + count), run, start));
        start += count;
    }
    let step = usize::from(ties == Ties::Ordinal) * 2;
    let rank = |key: &u32| match doubled.get_mut(*key as usize) {
        Some(doubled) => as_f64(std::mem::replace(doubled, *doubled + step)) / 2.0,
        None => f64::NAN,
    };
    keys.iter().map(rank).collect()
}

/// A decimal × scale, if that is whole and so exactly the decimal.
#[inline]
fn whole(x: f64, scale: f64) -> Option<i64> {
    let scaled = x.abs() * scale + 0.5;
    if scaled < EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "from 0 to 10¹⁵")]
        let whole = scaled as i64;
        #[expect(clippy::cast_precision_loss, reason = "at most 10¹⁵")]
        let back = whole as f64 / scale;
        return (back == x.abs()).then_some(if x < 0.0 { -whole } else { whole });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::descending::sorted;
    use super::*;

    const ALL: [Ties; 5] = [Ties::Competition, Ties::Dense, Ties::Ordinal, Ties::Average, Ties::Worst];

    /// Decimals of some places between −30 and 70, with gaps.
    fn decimals(scale: f64) -> Vec<f64> {
        let mut state = 3_u64;
        let next = |i: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let value = f64::from((state >> 40) as u32 % (100 * scale as u32)) / scale - 30.0;
            if i.is_multiple_of(11) { f64::NAN } else { (value * scale).round() / scale }
        };
        (0..5_000).map(next).collect()
    }

    #[test]
    fn counting_agrees_with_sorting() {
        for scale in [1.0, 10.0, 100.0] {
            let values = decimals(scale);
            for ties in ALL {
                let (counted, sorted) = (counted(&values, ties).unwrap(), sorted(&values, ties));
                let bits = |ranks: Vec<f64>| ranks.into_iter().map(f64::to_bits).collect::<Vec<_>>();
                assert_eq!(bits(counted), bits(sorted), "{scale} {ties:?}");
            }
        }
    }

    #[test]
    fn only_decimals_of_a_narrow_range_are_counted() {
        let mut values = decimals(100.0);
        values[4_000] = 0.1 + 0.2;
        assert_eq!(counted(&values, Ties::Competition), None);
        values[4_000] = 1e9;
        assert_eq!(counted(&values, Ties::Competition), None);
        values[4_000] = f64::INFINITY;
        assert_eq!(counted(&values, Ties::Competition), None);
        assert_eq!(counted(&vec![f64::NAN; 3_000], Ties::Competition), None);
        assert_eq!(counted(&[1.0, 2.0], Ties::Competition), None);
    }

    #[test]
    fn zero_has_no_sign() {
        let values: Vec<f64> = (0..3_000).map(|i| if i % 2 == 0 { 0.0 } else { -0.0 }).collect();
        assert!(counted(&values, Ties::Competition).unwrap().into_iter().all(|rank| rank == 1.0));
    }
}
