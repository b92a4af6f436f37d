//! What an expression is evaluated in: units, period, scenario, comparison sets, results so far.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use baton_model::{Direction, Message, Period, Scenario, Snapshot};

use super::column::Numbers;
use super::outcome::Outcomes;
use crate::plan::Plan;

/// The units a run looks at: the subjects first, then the others that stand in comparison sets.
#[derive(Clone, Debug, Default)]
pub struct Universe {
    /// Roster rows.
    pub rows: Vec<u32>,
    /// How many of them are subjects.
    pub subjects: usize,
    position: Vec<u32>,
    /// Is it the whole roster in its order?
    whole: bool,
    /// Members whose figures are put together with those of a subject (joint units), by roster row.
    pub joint: Vec<(u32, Vec<u32>)>,
}

impl Universe {
    /// Builds the index; `subjects` come first.
    pub fn new(subjects: Vec<u32>, others: &[u32], roster: usize) -> Self {
        let count = subjects.len();
        let mut rows = subjects;
        rows.extend_from_slice(others);
        let mut position = vec![u32::MAX; roster];
        for (at, row) in (0..).zip(&rows) {
            position[*row as usize] = at;
        }
        let whole = rows.len() == roster && (0..).zip(&rows).all(|(at, row)| at == *row);
        Self { rows, subjects: count, position, whole, joint: Vec::new() }
    }

    /// Is it the whole roster in its order?
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Position of a roster row.
    pub fn position(&self, row: u32) -> Option<usize> {
        let position = *self.position.get(row as usize)?;
        (position != u32::MAX).then_some(position as usize)
    }
}

/// Comparison sets over the universe.
#[derive(Clone, Debug, Default)]
pub struct Sets {
    /// Positions of the members of each set.
    pub members: Vec<Vec<u32>>,
    /// Set of each position; `u32::MAX` is none.
    pub set_of: Arc<[u32]>,
    /// First position of sets whose members follow one another.
    starts: Vec<Option<usize>>,
}

impl Sets {
    /// Sets from their members.
    pub fn new(members: Vec<Vec<u32>>, set_of: Arc<[u32]>) -> Self {
        let start = |set: &Vec<u32>| {
            let first = *set.first()?;
            (first..).zip(set).all(|(at, position)| at == *position).then_some(first as usize)
        };
        let starts = members.iter().map(start).collect();
        Self { members, set_of, starts }
    }

    /// Sets from the set of each position.
    pub fn by(set_of: Arc<[u32]>, count: usize) -> Self {
        let mut sizes = vec![0; count];
        for set in &set_of[..] {
            if let Some(size) = sizes.get_mut(*set as usize) {
                *size += 1;
            }
        }
        let mut members: Vec<Vec<u32>> = sizes.into_iter().map(Vec::with_capacity).collect();
        for (position, set) in (0..).zip(&set_of[..]) {
            if let Some(set) = members.get_mut(*set as usize) {
                set.push(position);
            }
        }
        Self::new(members, set_of)
    }

    /// The values of a set's members, nulls included as NaN.
    pub fn gather<'a>(&self, values: &'a [f64], set: usize) -> Cow<'a, [f64]> {
        let members = &self.members[set];
        match self.starts[set] {
            Some(start) => Cow::Borrowed(&values[start..start + members.len()]),
            None => Cow::Owned(members.iter().map(|position| values[*position as usize]).collect()),
        }
    }

    /// Is there one set, of all positions in their order?
    pub fn is_one_of_all(&self, positions: usize) -> bool {
        matches!(&self.members[..], [all] if all.len() == positions) && self.starts == [Some(0)]
    }

    /// The set of a position.
    pub fn of(&self, position: usize) -> Option<usize> {
        let set = *self.set_of.get(position)?;
        (set != u32::MAX).then_some(set as usize)
    }
}

/// A problem that refuses the run, with what it is about so that the list has one order.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Node it concerns.
    pub node: Option<usize>,
    /// Roster row it concerns.
    pub row: Option<u32>,
    /// The sentence.
    pub message: Message,
}

/// The surroundings of an expression. Cheap to copy and change.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) universe: &'a Universe,
    /// Roster rows to evaluate.
    pub(crate) rows: &'a [u32],
    pub(crate) period: Period,
    pub(crate) scenario: Scenario,
    /// Period of the run, whatever time functions do.
    pub(crate) run_period: Period,
    /// Attributes as they were a year before.
    pub(crate) a_year_before: bool,
    /// Take the last published value where none is due.
    pub(crate) carry: bool,
    pub(crate) sets: Option<&'a Sets>,
    /// The leaf's own value by position in the universe.
    pub(crate) value: Option<&'a Numbers>,
    pub(crate) direction: Direction,
    pub(crate) outcomes: Option<&'a Outcomes<'a>>,
    pub(crate) problems: &'a Mutex<Vec<Problem>>,
}

impl<'a> Scope<'a> {
    /// The same, over other rows.
    pub(crate) fn over<'b>(self, rows: &'b [u32]) -> Scope<'b>
    where
        'a: 'b,
    {
        Scope { rows, ..self }
    }

    /// The same, in another period.
    pub(crate) fn at(self, period: Period) -> Self {
        Self { period, ..self }
    }

    /// The positions of the rows, where they follow one another in the universe.
    pub(crate) fn positions(self) -> Option<Range<usize>> {
        let start = self.universe.position(*self.rows.first()?)?;
        let positions = start..start + self.rows.len();
        (self.universe.rows.get(positions.clone())? == self.rows).then_some(positions)
    }

    /// Notes a problem that refuses the run.
    pub(crate) fn refuse(self, row: Option<u32>, message: Message) {
        if let Ok(mut problems) = self.problems.lock() {
            let problem = Problem { node: None, row, message };
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_nobody_is_in_change_nothing_in_the_others() {
        let set = |position: u32| if position.is_multiple_of(7) { u32::MAX } else { position.pow(2) % 3 };
        let set_of: Arc<[u32]> = (0..10_000).map(set).collect();
        let few = Sets::by(Arc::clone(&set_of), 3);
        let many = Sets::by(set_of, 5);
        assert_eq!(few.members, many.members[..3]);
        assert_eq!(few.members.iter().map(Vec::len).sum::<usize>(), 8_571);
        assert_eq!(few.members[0][..3], [3, 6, 9]);
        assert!(many.members[3..].iter().all(Vec::is_empty));
    }
}
