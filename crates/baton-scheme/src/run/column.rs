//! Columns of values with nulls that carry their reason.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use baton_model::snapshot::Values;
use baton_model::{Flags, NullReason};

use super::blocks;

/// Numbers by row. A null is NaN, with its reason in `why`; both companions may be empty: "no nulls but not
/// reported ones" and "no marks".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// Values; NaN is null.
    pub values: Values,
    /// Codes of null reasons, 0 where there is a value; empty means every null is "not reported".
    pub why: Vec<u8>,
    /// Marks; empty means none.
    pub flags: Vec<Flags>,
}

impl Numbers {
    /// The same value in every row.
    pub fn same(value: f64, rows: usize) -> Self {
        Self { values: vec![value; rows].into(), ..Self::default() }
    }

    /// Null in every row, for one reason.
    pub fn null(reason: NullReason, rows: usize) -> Self {
        let mut values = vec![0.0; rows];
        blocks::each(&mut values, |_, block| block.fill(f64::NAN));
        Self { values: values.into(), why: vec![reason.code(); rows], flags: Vec::new() }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Are there no rows?
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value of a row.
    pub fn get(&self, row: usize) -> Option<f64> {
        let value = self.values[row];
        (!value.is_nan()).then_some(value)
    }

    /// Why a row is null.
    pub fn reason(&self, row: usize) -> Option<NullReason> {
        if !self.values[row].is_nan() {
            return None;
        }
        let code = self.why.get(row).copied().unwrap_or(0);
        Some(NullReason::from_code(code).unwrap_or(NullReason::NotReported))
    }

    /// Marks of a row.
    pub fn flags_of(&self, row: usize) -> Flags {
        self.flags.get(row).copied().unwrap_or_default()
    }

    /// The reasons by row, made where there are none yet.
    pub(super) fn reasons(&mut self) -> &mut [u8] {
        if self.why.is_empty() {
            let not_reported = NullReason::NotReported.code();
            let why = self.values.iter().map(|value| if value.is_nan() { not_reported } else { 0 });
            self.why = why.collect();
        }
        &mut self.why
    }

    /// The marks by row, made where there are none yet.
    pub(super) fn marks(&mut self) -> &mut [Flags] {
        if self.flags.is_empty() {
            self.flags = vec![Flags::NONE; self.values.len()];
        }
        &mut self.flags
    }

    /// Makes a row null.
    pub fn set_null(&mut self, row: usize, reason: NullReason) {
        self.values[row] = f64::NAN;
        if reason != NullReason::NotReported || !self.why.is_empty() {
            self.reasons()[row] = reason.code();
        }
    }

    /// Gives a row a value.
    pub fn set(&mut self, row: usize, value: f64) {
        self.values[row] = value;
        if let Some(why) = self.why.get_mut(row) {
            *why = 0;
        }
    }

    /// Adds marks to a row.
    pub fn mark(&mut self, row: usize, flags: Flags) {
        if flags == Flags::NONE {
            return;
        }
        let own = &mut self.marks()[row];
        *own = own.with(flags);
    }

    /// Copies the value, reason and marks of a row of another column.
    pub fn copy_row(&mut self, row: usize, from: &Self, from_row: usize) {
        match from.reason(from_row) {
            Some(reason) => self.set_null(row, reason),
            None => self.set(row, from.values[from_row]),
        }
        self.mark(row, from.flags_of(from_row));
    }

    /// Applies a function of row and value to every value. What it returns instead of a number is the reason; a number
    /// that is not finite is null for `reason`.
    #[must_use]
    pub fn change(
        mut self,
        function: &(impl Fn(usize, f64) -> Result<f64, NullReason> + Sync + ?Sized),
        reason: NullReason,
    ) -> Self {
        let nulls = blocks::each(self.values.to_mut(), |start, block| {
            let mut nulls: Vec<(usize, NullReason)> = Vec::new();
            for (row, value) in (start..).zip(block).filter(|(_, value)| !value.is_nan()) {
                match function(row, *value) {
                    Ok(result) if result.is_finite() => *value = result,
                    Ok(_) => nulls.push((row, reason)),
                    Err(why) => nulls.push((row, why)),
                }
            }
            nulls
        });
        nulls.into_iter().flatten().for_each(|(row, why)| self.set_null(row, why));
        self
    }

    /// Picks rows by position.
    #[must_use]
    pub fn pick(&self, positions: &[u32]) -> Self {
        Self {
            values: pick(&self.values, positions).into(),
            why: pick(&self.why, positions),
            flags: pick(&self.flags, positions),
        }
    }

    /// Rows that follow one another.
    #[must_use]
    pub fn slice(&self, rows: Range<usize>) -> Self {
        if rows == (0..self.len()) {
            return self.clone();
        }
        let companion = |there: bool| if there { rows.clone() } else { 0..0 };
        Self {
            values: self.values[rows.clone()].to_vec().into(),
            why: self.why[companion(!self.why.is_empty())].to_vec(),
            flags: self.flags[companion(!self.flags.is_empty())].to_vec(),
        }
    }

    /// Keeps the first rows.
    pub fn truncate(&mut self, rows: usize) {
        if rows < self.values.len() {
            self.values.to_mut().truncate(rows);
        }
        self.why.truncate(rows);
        self.flags.truncate(rows);
    }
}

/// What stands in some rows; none where nothing stands in any. Rows that follow one another are copied in one piece.
pub(super) fn pick<T: Copy>(from: &[T], rows: &[u32]) -> Vec<T> {
    let (Some(first), Some(last), false) = (rows.first(), rows.last(), from.is_empty()) else {
        return Vec::new();
    };
    let follow = || (*first..).zip(rows).all(|(next, row)| next == *row);
    if last.checked_sub(*first).is_some_and(|span| span as usize + 1 == rows.len()) && follow() {
        return from[*first as usize..=*last as usize].to_vec();
    }
    rows.iter().map(|row| from[*row as usize]).collect()
}

/// True, false or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// false
    No,
    /// true
    Yes,
    /// A null stood in the way.
    Unknown(NullReason),
}

impl Truth {
    /// From a Boolean.
    pub fn from_bool(truth: bool) -> Self {
        if truth { Self::Yes } else { Self::No }
    }

    /// Three-valued `and`.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            (Self::Unknown(why), _) | (_, Self::Unknown(why)) => Self::Unknown(why),
        }
    }

    /// Three-valued `or`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            (Self::Unknown(why), _) | (_, Self::Unknown(why)) => Self::Unknown(why),
        }
    }

    /// Three-valued `not`.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Yes => Self::No,
            unknown @ Self::Unknown(_) => unknown,
        }
    }
}

/// Texts by row, as codes into a list of words; `u32::MAX` is null (not reported).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    /// Codes by row.
    pub codes: Vec<u32>,
    /// The words.
    pub words: Vec<String>,
}

impl Texts {
    /// The same text in every row.
    pub fn same(word: &str, rows: usize) -> Self {
        Self { codes: vec![0; rows], words: vec![word.to_owned()] }
    }

    /// Null in every row.
    pub fn null(rows: usize) -> Self {
        Self { codes: vec![u32::MAX; rows], words: Vec::new() }
    }

    /// Collects texts.
    pub fn collect<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut last = u32::MAX;
        let codes = texts
            .map(|text| {
                let Some(text) = text else { return u32::MAX };
                if words.get(last as usize).is_some_and(|word| word == text) {
                    return last;
                }
                if let Some(code) = known.get(text) {
                    last = *code;
                    return last;
                }
                let code = u32::try_from(words.len()).unwrap_or(u32::MAX);
                words.push(text.to_owned());
                known.insert(text.to_owned(), code);
                code
            })
            .collect();
        Self { codes, words }
    }

    /// One of some words, by its place, in each row, or none at a place where there is no word; words that stand twice are one.
    pub fn among<'a>(choice: &[u32], words: impl Iterator<Item = &'a str>) -> Self {
        let Self { codes: known, words } = Self::collect(words.map(Some));
        let code = |word: u32| known.get(word as usize).copied().unwrap_or(u32::MAX);
        let mut codes = vec![0; choice.len()];
        blocks::each(&mut codes, |start, block| {
            let pairs = block.iter_mut().zip(&choice[start..]);
            pairs.for_each(|(own, word)| *own = code(*word));
        });
        Self { codes, words }
    }

    /// The words that stand in some row, in the order of texts.
    pub(super) fn words_used(&self) -> BTreeSet<&str> {
        let mut used = vec![false; self.words.len()];
        for code in &self.codes {
            if let Some(used) = used.get_mut(*code as usize) {
                *used = true;
            }
        }
        self.words.iter().zip(used).filter(|(_, used)| *used).map(|(word, _)| word.as_str()).collect()
    }

    /// What a function gives for each word, by row.
    pub(super) fn by_word<T: Copy>(&self, of_null: T, function: impl Fn(&str) -> T) -> Vec<T> {
        let of_word: Vec<T> = self.words.iter().map(|word| function(word)).collect();
        self.codes.iter().map(|code| of_word.get(*code as usize).copied().unwrap_or(of_null)).collect()
    }

    /// The text of a row.
    pub fn get(&self, row: usize) -> Option<&str> {
        self.words.get(self.codes[row] as usize).map(String::as_str)
    }
}
