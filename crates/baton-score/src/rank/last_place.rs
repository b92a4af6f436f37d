//! Who comes in where places are few: the value of the last place, without putting anybody in order.

use rayon::prelude::*;

/// Values looked at in one go.
const BLOCK: usize = 4096;
/// Below this many values looking at all of them is as quick.
const FEW: usize = 16 * BLOCK;
/// Of so many values one shows about where the last place is.
const STRIDE: usize = 128;

/// The last of some places.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct LastPlace {
    /// The value that has it.
    pub value: f64,
    /// Does somebody have the same value, for whom there is no place?
    pub shared: bool,
}

/// The last of so many places when the greatest values come first.
///
/// *What it does.* Finds the least value that has a place; nothing is sorted, and the order of the values does not matter. Nothing
/// is found if there is no place, or one for everybody.
///
/// *Formula.* The `places`-th greatest value.
///
/// *Missing values.* NaN takes no place.
///
/// *Example.*
/// ```
/// use baton_score::rank::{LastPlace, last_place};
/// let totals = [80.0, 95.0, f64::NAN, 80.0, 70.0];
/// assert_eq!(last_place(&totals, 2), Some(LastPlace { value: 80.0, shared: true }));
/// assert_eq!(last_place(&totals, 3), Some(LastPlace { value: 80.0, shared: false }));
/// assert_eq!(last_place(&totals, 4), None);
/// ```
/// *Source.* SCHEME.md §4 "Grades"; Floyd and Rivest, "Expected time bounds for selection" (1975).
#[must_use]
pub fn last_place(values: &[f64], places: usize) -> Option<LastPlace> {
    if places == 0 {
        return None;
    }
    if values.len() >= FEW
        && let Some((low, high)) = about(values, places)
    {
        let near = Near::of(values, low, high);
        if (near.above..near.above + near.between.len()).contains(&(places - 1)) {
            return among(near.between, places - near.above, near.below);
        }
        if places >= near.above + near.between.len() + near.below {
            return None;
        }
    }
    among(values.iter().copied().filter(|value| !value.is_nan()).collect(), places, 0)
}

/// The last place among values that are all there, with so many others below them all.
fn among(mut values: Vec<f64>, places: usize, below: usize) -> Option<LastPlace> {
    if places >= values.len() + below {
        return None;
    }
    let (_, value, behind) = values.select_nth_unstable_by(places - 1, |a, b| b.total_cmp(a));
    Some(LastPlace { value: *value, shared: behind.contains(value) })
}

/// Two values between which the last place is likely to be: a little above and below it among some of the values.
fn about(values: &[f64], places: usize) -> Option<(f64, f64)> {
    let mut some: Vec<f64> = values
        .iter()
        .step_by(STRIDE)
        .map(|value| if value.is_nan() { f64::NEG_INFINITY } else { *value })
        .collect();
    some.sort_unstable_by(|a, b| b.total_cmp(a));
    let middle = (places - 1) / STRIDE;
    let margin = 2 * some.len().isqrt();
    let high = middle.checked_sub(margin).map_or(f64::INFINITY, |at| some[at.min(some.len() - 1)]);
    let low = some.get(middle + margin).copied().unwrap_or(f64::NEG_INFINITY);
    (low <= high).then_some((low, high))
}

/// Values beside two bounds.
struct Near {
    above: usize,
    between: Vec<f64>,
    below: usize,
}

impl Near {
    /// Sorts out the values that are between two bounds or equal to one.
    fn of(values: &[f64], low: f64, high: f64) -> Self {
        let one = |values: &[f64]| {
            let (mut above, mut below, mut between) = (0, 0, Vec::new());
            for value in values {
                above += usize::from(*value > high);
                below += usize::from(*value < low);
                if *value >= low && *value <= high {
                    between.push(*value);
                }
            }
            Self { above, between, below }
        };
        let blocks: Vec<Self> = values.par_chunks(BLOCK).map(one).collect();
        Self {
            above: blocks.iter().map(|block| block.above).sum(),
            below: blocks.iter().map(|block| block.below).sum(),
            between: blocks.into_iter().flat_map(|block| block.between).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Many values, `kinds` of them different, with gaps.
    fn many(kinds: u32) -> Vec<f64> {
        let mut state = 5_u64;
        let next = |at: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let value = f64::from((state >> 33) as u32 % kinds) - 40.0;
            if at.is_multiple_of(9) { f64::NAN } else { value }
        };
        (0..FEW + 777).map(next).collect()
    }

    fn by_sorting(values: &[f64], places: usize) -> Option<LastPlace> {
        let mut there: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
        there.sort_by(|a, b| b.total_cmp(a));
        let value = *there.get(places.checked_sub(1)?)?;
        let next = *there.get(places)?;
        Some(LastPlace { value, shared: next == value })
    }

    #[test]
    fn many_values_give_what_sorting_gives() {
        let rising: Vec<f64> = (0..FEW + 5).map(|at| at as f64).collect();
        let falling: Vec<f64> = rising.iter().rev().copied().collect();
        // The values that are looked at first tell nothing of the others.
        let misleading: Vec<f64> =
            (0..FEW).map(|at| if at.is_multiple_of(STRIDE) { 1e6 + at as f64 } else { at as f64 }).collect();
        let columns =
            [many(1), many(3), many(100), many(u32::MAX), rising, falling, misleading, vec![f64::NAN; FEW]];
        for values in columns {
            let there = values.iter().filter(|value| !value.is_nan()).count();
            for places in
                [0, 1, 2, 600, there / 5, there / 2, there.saturating_sub(1), there, there + 1, usize::MAX]
            {
                assert_eq!(last_place(&values, places), by_sorting(&values, places), "{places} of {there}");
            }
        }
    }

    #[test]
    fn few_values_do_too() {
        let values = &many(20)[..500];
        for places in 0..=500 {
            assert_eq!(last_place(values, places), by_sorting(values, places), "{places}");
        }
    }
}
