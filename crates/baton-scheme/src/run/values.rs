//! Work on every value of a column, in loops without a branch a value. A null that comes of it is told its reason afterwards, in
//! the blocks where there is one.

use baton_model::{Flags, NullReason};

use super::blocks::{self, BLOCK};
use super::column::Numbers;

/// Stands where a null has come and its reason is not yet known: no column keeps an infinity.
const NEW_NULL: f64 = f64::INFINITY;

impl Numbers {
    /// Applies a function to every value; a result that is not finite is null for `reason`.
    #[must_use]
    pub fn map(mut self, reason: NullReason, function: &(impl Fn(f64) -> f64 + Sync + ?Sized)) -> Self {
        let new_nulls = blocks::each(self.values.to_mut(), |_, block| {
            block.iter_mut().for_each(|value| *value = of_present(*value, function(*value)));
            any(block, f64::is_infinite)
        });
        self.explain(&new_nulls, |_| reason);
        self
    }

    /// Applies a function to pairs of values. The reason of the first null operand in reading order is taken; a
    /// result that is not finite is null for `reason`.
    #[must_use]
    pub fn zip(
        mut self,
        other: &Self,
        reason: NullReason,
        function: &(impl Fn(f64, f64) -> f64 + Sync + ?Sized),
    ) -> Self {
        self.mark_as(&other.flags);
        self.against(other, &|_| reason, function)
    }

    /// As [`Self::zip`], without the other's marks and with a reason that depends on the other's value.
    #[must_use]
    pub fn against(
        mut self,
        other: &Self,
        reason: &impl Fn(f64) -> NullReason,
        function: &(impl Fn(f64, f64) -> f64 + Sync + ?Sized),
    ) -> Self {
        let others = &other.values[..];
        let new_nulls = blocks::each(self.values.to_mut(), |start, block| {
            for (value, other) in block.iter_mut().zip(&others[start..]) {
                let result = if other.is_nan() { NEW_NULL } else { function(*value, *other) };
                *value = of_present(*value, result);
            }
            any(block, f64::is_infinite)
        });
        self.explain(&new_nulls, |row| other.reason(row).unwrap_or_else(|| reason(others[row])));
        self
    }

    /// Gives the new nulls their reasons, in the blocks that have some.
    fn explain(&mut self, blocks: &[bool], reason: impl Fn(usize) -> NullReason) {
        for block in (0..blocks.len()).filter(|block| blocks[*block]) {
            for row in block * BLOCK..self.len().min((block + 1) * BLOCK) {
                if self.values[row].is_infinite() {
                    self.set_null(row, reason(row));
                }
            }
        }
    }

    /// Makes the rows null for which something does not hold, for one reason, and marks them.
    pub fn keep(&mut self, holds: &[bool], reason: NullReason, flags: Flags) {
        if holds.iter().fold(true, |all, holds| all & holds) {
            return;
        }
        let code = reason.code();
        let why = self.reasons().iter_mut().zip(holds);
        why.for_each(|(why, holds)| *why = if *holds { *why } else { code });
        let values = self.values.to_mut().iter_mut().zip(holds);
        values.for_each(|(value, holds)| *value = if *holds { *value } else { f64::NAN });
        let marks = holds.iter().map(|holds| if *holds { Flags::NONE } else { flags });
        self.marks().iter_mut().zip(marks).for_each(|(own, mark)| *own = own.with(mark));
    }

    /// Gives the rows one value for which something does not hold.
    pub fn keep_or(&mut self, holds: impl Fn(usize) -> bool + Sync, value: f64) {
        blocks::each(self.values.to_mut(), |start, block| {
            (start..).zip(block).for_each(|(row, own)| *own = if holds(row) { *own } else { value });
        });
        self.why.iter_mut().enumerate().filter(|(row, _)| !holds(*row)).for_each(|(_, why)| *why = 0);
    }

    /// Adds the marks of another column.
    pub fn mark_as(&mut self, flags: &[Flags]) {
        if flags.iter().any(|flags| *flags != Flags::NONE) {
            self.marks().iter_mut().zip(flags).for_each(|(own, other)| *own = own.with(*other));
        }
    }

    /// Changes values as a function of row and value says, and marks those that are then others; a null stays one.
    pub fn adjust(&mut self, mark: Flags, function: impl Fn(usize, f64) -> f64 + Sync) {
        let marks = blocks::each(self.values.to_mut(), |start, block| {
            let mut any = false;
            let marks = block.iter_mut().enumerate().map(|(at, value)| {
                let after = function(start + at, *value);
                let changes = (after < *value) | (after > *value);
                any |= changes;
                *value = if changes { after } else { *value };
                if changes { mark } else { Flags::NONE }
            });
            let marks: Vec<Flags> = marks.collect();
            if any { marks } else { Vec::new() }
        });
        for (block, marks) in marks.iter().enumerate().filter(|(_, marks)| !marks.is_empty()) {
            let own = &mut self.marks()[block * BLOCK..];
            own.iter_mut().zip(marks).for_each(|(own, mark)| *own = own.with(*mark));
        }
    }

    /// Is there a null?
    pub fn has_nulls(&self) -> bool {
        self.values.chunks(BLOCK).any(|block| any(block, f64::is_nan))
    }
}

/// A result where there was a value, [`NEW_NULL`] if it is no number; what was null stays so.
#[inline]
fn of_present(value: f64, result: f64) -> f64 {
    let result = if result.is_finite() { result } else { NEW_NULL };
    if value.is_nan() { value } else { result }
}

/// Does something hold of any value? All are looked at, in one go.
#[inline]
fn any(block: &[f64], holds: impl Fn(f64) -> bool) -> bool {
    block.iter().fold(false, |any, value| any | holds(*value))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAN: f64 = f64::NAN;

    fn column(values: &[f64]) -> Numbers {
        Numbers { values: values.to_vec().into(), ..Numbers::default() }
    }

    fn reasons(column: &Numbers) -> Vec<Option<NullReason>> {
        (0..column.len()).map(|row| column.reason(row)).collect()
    }

    #[test]
    fn the_first_null_in_reading_order_gives_the_reason() {
        let mut divisor = column(&[2.0, 0.0, NAN, NAN]);
        divisor.set_null(2, NullReason::NotDue);
        divisor.set_null(3, NullReason::NotDue);
        let quotient = column(&[1.0, 1.0, 1.0, NAN]).zip(&divisor, NullReason::DivisionByZero, &|a, b| a / b);
        let (zero, due) = (NullReason::DivisionByZero, NullReason::NotDue);
        assert_eq!(reasons(&quotient), [None, Some(zero), Some(due), Some(NullReason::NotReported)]);
        assert_eq!(quotient.get(0), Some(0.5));
        let root = column(&[-1.0, NAN]).map(NullReason::Undefined, &f64::sqrt);
        assert_eq!(reasons(&root), [Some(NullReason::Undefined), Some(NullReason::NotReported)]);
    }

    #[test]
    fn only_what_changes_is_marked() {
        let rows = BLOCK + 2;
        let mut changed = Numbers::same(1.0, rows);
        (changed.values[1], changed.values[BLOCK]) = (NAN, 3.0);
        changed.adjust(Flags::CLAMPED, |_, value| value.clamp(0.0, 2.0));
        let marked: Vec<usize> = (0..rows).filter(|row| changed.flags_of(*row) != Flags::NONE).collect();
        assert_eq!((marked, changed.get(BLOCK), changed.get(1)), (vec![BLOCK], Some(2.0), None));
        let mut same = Numbers::same(-0.0, 3);
        same.adjust(Flags::CLAMPED, |_, value| value.max(0.0));
        assert!(same.flags.is_empty());
    }

    #[test]
    fn what_is_not_kept_is_null_and_marked() {
        let mut all = column(&[1.0, 2.0, NAN]);
        all.keep(&[true; 3], NullReason::NotApplicable, Flags::NOT_APPLICABLE);
        assert!(all.why.is_empty() && all.flags.is_empty());
        all.keep(&[true, false, true], NullReason::NotApplicable, Flags::NOT_APPLICABLE);
        assert_eq!(reasons(&all), [None, Some(NullReason::NotApplicable), Some(NullReason::NotReported)]);
        assert_eq!(all.flags, [Flags::NONE, Flags::NOT_APPLICABLE, Flags::NONE]);
        all.keep_or(|row| row == 0, 5.0);
        assert_eq!(reasons(&all), [None; 3]);
        assert_eq!(all.values[..], [1.0, 5.0, 5.0]);
    }
}
