//! What an expression is evaluated in: units, period, scenario, comparison sets, results so far.

use std::sync::Mutex;

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
        Self { rows, subjects: count, position, joint: Vec::new() }
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
    pub set_of: Vec<u32>,
}

impl Sets {
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
