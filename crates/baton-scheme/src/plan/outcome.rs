//! What follows from points: adjustments, vetoes, grades, levels, alerts, lists.

use super::{Bounds, ByGroup, Condition, Quota};
use crate::diagnostic::Span;
use crate::expr::typed::Typed;

/// Bonus or deduction.
#[derive(Clone, Debug)]
pub struct Adjustment {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Points.
    pub points: Typed,
    /// Condition.
    pub when: Option<Condition>,
    /// Bounds of this rule.
    pub bounds: Bounds,
    /// An event counts in one published run.
    pub once: bool,
    /// Of the rules with the same key the larger holds.
    pub exclusive: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// A veto.
#[derive(Clone, Debug)]
pub struct Veto {
    /// Name.
    pub name: String,
    /// Trigger.
    pub when: Condition,
    /// What it does.
    pub effect: Effect,
}

/// What a veto does; several at once are possible.
#[derive(Clone, Debug, Default)]
pub struct Effect {
    /// Best grade still possible.
    pub best_grade: Option<ByGroup<usize>>,
    /// The grade given.
    pub grade: Option<ByGroup<usize>>,
    /// Grades lost.
    pub down: Option<ByGroup<u32>>,
    /// The total.
    pub total: Option<f64>,
    /// Node whose points become 0.
    pub zero: Option<usize>,
    /// Not ranked.
    pub unranked: bool,
    /// A mark shown with the unit.
    pub flag: Option<String>,
}

/// A grade.
#[derive(Clone, Debug)]
pub struct Grade {
    /// Name.
    pub name: String,
    /// 1 is best.
    pub level: u32,
    /// How many.
    pub quota: Option<ByGroup<Quota>>,
    /// Running bound as a share of n.
    pub upto: Option<f64>,
    /// Least printed total.
    pub at_least: Option<f64>,
    /// Least total ÷ full mark.
    pub at_least_ratio: Option<f64>,
    /// Condition.
    pub when: Option<Condition>,
    /// Part of the group it takes from.
    pub among: Option<Among>,
    /// What orders the units; the rank if not said.
    pub by: Option<Typed>,
    /// From the bottom?
    pub from_bottom: bool,
    /// Takes all that remain.
    pub rest: bool,
    /// Admits outside the quota.
    pub direct: Option<Condition>,
    /// Keeps out.
    pub barred: Option<Condition>,
    /// A place left empty is filled by the next.
    pub refill: bool,
    /// Rounding of shares of n.
    pub rounding: baton_score::quota::QuotaRounding,
    /// Ties at the last place are all in (or all out).
    pub ties_in: bool,
}

/// A part of the group.
#[derive(Clone, Debug)]
pub struct Among {
    /// What orders the units; the rank if not said.
    pub by: Option<Typed>,
    /// From the bottom?
    pub from_bottom: bool,
    /// Share of n.
    pub share: f64,
}

/// A level of a ladder.
#[derive(Clone, Debug)]
pub struct Level {
    /// Name.
    pub name: String,
    /// Conditions that all must hold.
    pub when: Vec<Condition>,
}

/// How levels may move.
#[derive(Clone, Debug, Default)]
pub struct LevelMove {
    /// The level before, counted from the lowest = 0.
    pub previous: Option<Typed>,
    /// Most steps up at once.
    pub up_at_most: Option<u32>,
    /// Most steps down at once.
    pub down_at_most: Option<u32>,
    /// Periods a missed level is kept.
    pub hold: u32,
}

/// An alert.
#[derive(Clone, Debug)]
pub struct Alert {
    /// Name.
    pub name: String,
    /// Condition; `points`, `ratio`, `rank` and `rank_change` are those of the watched node.
    pub when: Condition,
    /// Ledger the item is opened in.
    pub open: Option<String>,
    /// What it watches.
    pub watched: Watched,
}

/// What an alert watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watched {
    /// Every leaf.
    Leaves,
    /// One node (0 is the total).
    Node(usize),
}

/// A published list.
#[derive(Clone, Debug)]
pub struct List {
    /// Name.
    pub name: String,
    /// Condition.
    pub when: Condition,
    /// What orders it; the rank if not said.
    pub by: Option<Typed>,
    /// From the bottom?
    pub from_bottom: bool,
    /// How many.
    pub take: Option<u32>,
}
