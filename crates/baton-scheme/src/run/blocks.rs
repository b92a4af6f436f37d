//! Long columns in blocks of rows, side by side. A block is small enough to stay near the core with all that is made on the way
//! to it, and what comes of the blocks does not depend on how many threads there are.

use std::ops::Range;

use baton_model::snapshot::Values;
use baton_model::{Flags, NullReason};
use rayon::prelude::*;

use super::column::Numbers;

/// Rows worked on in one go: small enough to stay near the core, large enough to go without a branch a value.
pub(super) const BLOCK: usize = 4096;
/// Up to so many rows it is not worth waking other threads.
const FEW: usize = 4 * BLOCK;

/// Works on the rows of a column block by block; gives what the function gives of each block, in their order.
pub(super) fn each<T: Send, R: Send>(
    values: &mut [T],
    function: impl Fn(usize, &mut [T]) -> R + Sync,
) -> Vec<R> {
    each_of(BLOCK, values, function)
}

/// The same, in blocks of another length.
pub(super) fn each_of<T: Send, R: Send>(
    rows: usize,
    values: &mut [T],
    function: impl Fn(usize, &mut [T]) -> R + Sync,
) -> Vec<R> {
    let one = |(block, values): (usize, &mut [T])| function(block * rows, values);
    if values.len() <= FEW.max(rows) {
        return values.chunks_mut(rows).enumerate().map(one).collect();
    }
    values.par_chunks_mut(rows).enumerate().map(one).collect()
}

/// The rows of which something holds, by place and row, and the others, both in their order.
pub(super) fn split(rows: &[u32], holds: impl Fn(usize, u32) -> bool + Sync) -> (Vec<u32>, Vec<u32>) {
    let one = |(block, rows): (usize, &[u32])| {
        let (mut chosen, mut others) = (Vec::new(), Vec::with_capacity(rows.len()));
        for (at, row) in (block * BLOCK..).zip(rows) {
            if holds(at, *row) { chosen.push(*row) } else { others.push(*row) }
        }
        (chosen, others)
    };
    let (chosen, others): (Vec<Vec<u32>>, Vec<Vec<u32>>) =
        rows.par_chunks(BLOCK).enumerate().map(one).unzip();
    (chosen.concat(), others.concat())
}

/// A column of which every block is made by itself.
pub(super) fn numbers(rows: usize, make: impl Fn(Range<usize>) -> Numbers + Sync) -> Numbers {
    if rows <= BLOCK {
        return make(0..rows);
    }
    let mut values = vec![0.0; rows];
    let companions = each(&mut values, |start, values| put(make(start..start + values.len()), values));
    whole(values.into(), companions)
}

/// A column of which every block is made from the same rows of another, in whose place it comes.
pub(super) fn renewed(
    mut column: Numbers,
    make: impl Fn(Numbers, Range<usize>) -> Numbers + Sync,
) -> Numbers {
    let (why, flags) = (&column.why, &column.flags);
    let companions = each(column.values.to_mut(), |start, values| {
        let rows = start..start + values.len();
        let before = Numbers {
            values: values.to_vec().into(),
            why: why.get(rows.clone()).unwrap_or_default().to_vec(),
            flags: flags.get(rows.clone()).unwrap_or_default().to_vec(),
        };
        put(make(before, rows), values)
    });
    whole(column.values, companions)
}

/// Reasons and marks of a block.
type Companions = (Vec<u8>, Vec<Flags>);

fn put(part: Numbers, values: &mut [f64]) -> Companions {
    values.copy_from_slice(&part.values);
    (part.why, part.flags)
}

fn whole(values: Values, companions: Vec<Companions>) -> Numbers {
    let rows = values.len();
    let (why, flags): (Vec<Vec<u8>>, Vec<Vec<Flags>>) = companions.into_iter().unzip();
    let not_reported = |row: usize| match values[row].is_nan() {
        true => NullReason::NotReported.code(),
        false => 0,
    };
    let (why, flags) = (joined(&why, rows, not_reported), joined(&flags, rows, |_| Flags::NONE));
    Numbers { values, why, flags }
}

/// The companions of all blocks as one; none where no block has one.
fn joined<T: Copy>(parts: &[Vec<T>], rows: usize, otherwise: impl Fn(usize) -> T) -> Vec<T> {
    if parts.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let mut all = Vec::with_capacity(rows);
    for part in parts {
        let end = rows.min(all.len() + BLOCK);
        match part.is_empty() {
            true => all.extend((all.len()..end).map(&otherwise)),
            false => all.extend_from_slice(part),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_with_and_without_companions_join() {
        let rows = 2 * BLOCK + 10;
        let column = numbers(rows, |rows| {
            let mut part = Numbers::same(rows.start as f64, rows.len());
            part.values[1] = f64::NAN;
            if rows.start == BLOCK {
                part.set_null(0, NullReason::NotDue);
                part.mark(2, Flags::CLAMPED);
            }
            part
        });
        assert_eq!((column.len(), column.why.len(), column.flags.len()), (rows, rows, rows));
        let reasons = [0, 1, BLOCK, BLOCK + 1, 2 * BLOCK + 1].map(|row| column.reason(row));
        let (due, reported) = (Some(NullReason::NotDue), Some(NullReason::NotReported));
        assert_eq!(reasons, [None, reported, due, reported, reported]);
        assert_eq!(column.flags_of(BLOCK + 2), Flags::CLAMPED);
        assert_eq!(column.get(rows - 1), Some(2.0 * BLOCK as f64));
        assert!(numbers(rows, |rows| Numbers::same(1.0, rows.len())).why.is_empty());
        let doubled =
            renewed(column.clone(), |part, _| part.map(NullReason::Undefined, &|value| 2.0 * value));
        assert_eq!(doubled.get(rows - 1), Some(4.0 * BLOCK as f64));
        assert_eq!((doubled.why, doubled.flags), (column.why, column.flags));
    }

    #[test]
    fn rows_are_split_in_their_order() {
        let rows: Vec<u32> = (0..10_000).rev().collect();
        let (chosen, others) = split(&rows, |at, row| at >= 2 && row.is_multiple_of(3));
        let expected: Vec<u32> = rows[2..].iter().copied().filter(|row| row.is_multiple_of(3)).collect();
        assert_eq!(chosen, expected);
        assert_eq!(others[..3], [9_999, 9_998, 9_997]);
        assert_eq!(chosen.len() + others.len(), rows.len());
    }
}
