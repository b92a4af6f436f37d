//! A rule's task: the rows it scores and what it may look at.

use std::ops::Range;

use baton_model::Direction;

use super::Context;
use super::column::Numbers;
use super::scope::{Scope, Sets};

/// What a rule is applied to.
pub(super) struct Task<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) scope: Scope<'a>,
    pub(super) sets: &'a Sets,
    pub(super) value: &'a Numbers,
    pub(super) direction: Direction,
    /// Full points by position.
    pub(super) weight: &'a (dyn Fn(usize) -> f64 + Sync),
    pub(super) node: usize,
    /// Position of the first of the scope's rows.
    pub(super) start: usize,
}

impl<'a> Task<'a> {
    /// The part of the task that is about some rows.
    pub(super) fn part<'b>(&'b self, value: &'b Numbers, rows: Range<usize>) -> Task<'b>
    where
        'a: 'b,
    {
        let start = self.start + rows.start;
        Task { value, scope: self.scope.over(&self.scope.rows[rows]), start, ..*self }
    }

    /// Full points of a row.
    pub(super) fn full(&self, row: usize) -> f64 {
        (self.weight)(self.start + row)
    }

    /// The roster row of a row.
    pub(super) fn unit(&self, row: usize) -> u32 {
        self.scope.rows[row]
    }

    /// Is a row scored, and not there for comparison only?
    pub(super) fn is_subject(&self, row: usize) -> bool {
        self.start + row < self.scope.universe.subjects
    }
}
