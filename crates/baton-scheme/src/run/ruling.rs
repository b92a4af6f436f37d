//! Rulings (裁定) on a run: points given to a node of a unit, or the node left out for it. They belong to a run, not to
//! the scheme, and stand above what rules and vetoes gave.

use baton_model::{Flags, Message, NullReason};

use super::Context;
use super::cohort::Cohort;
use super::result::NodeResult;
use crate::messages;

/// What a ruling does to a node of a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RulingEffect {
    /// The node has these points.
    Points(f64),
    /// The node is left out for the unit, as if it did not apply; the root left out is a unit without a total.
    Exclusion,
}

/// A ruling on an objection (异议).
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// Code of the unit.
    pub unit: String,
    /// Id of the node; `total` is the root before adjustments.
    pub node: String,
    /// What it does.
    pub effect: RulingEffect,
    /// The document behind it.
    pub basis: String,
    /// Who approved it.
    pub approver: String,
}

/// A ruling with its subject and node.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The subject.
    pub subject: u32,
    /// Index of the node in the plan.
    pub node: usize,
    /// The ruling.
    pub ruling: Ruling,
}

/// Looks up whom and what rulings are about; of two on the same node of a unit the later holds.
pub(super) fn place(context: &Context<'_>, cohort: &Cohort, rulings: &[Ruling]) -> Vec<Applied> {
    let mut applied: Vec<Applied> = Vec::new();
    for ruling in rulings {
        let subject = context.snapshot.roster.row(&ruling.unit).and_then(|row| cohort.subject_of(row));
        let node = context.plan.node(&ruling.node);
        match (subject, node) {
            (Some(subject), Some(node)) => {
                applied.retain(|other| (other.subject, other.node) != (subject, node));
                applied.push(Applied { subject, node, ruling: ruling.clone() });
            }
            (None, _) => {
                let message = Message::new(&messages::RULING_WITHOUT_SUBJECT).with("unit", &ruling.unit);
                context.refuse(None, None, message);
            }
            (_, None) => {
                let message = Message::new(&messages::RULING_WITHOUT_NODE).with("node", &ruling.node);
                context.refuse(None, None, message);
            }
        }
    }
    applied
}

/// Applies the rulings on a node.
pub(super) fn apply(applied: &[Applied], node: usize, result: &mut NodeResult) {
    for one in applied.iter().filter(|one| one.node == node) {
        let subject = one.subject as usize;
        match one.ruling.effect {
            RulingEffect::Points(points) => give(result, subject, points),
            RulingEffect::Exclusion => {
                result.points.set_null(subject, NullReason::NotApplicable);
                if let Some(ratio) = &mut result.own_ratio {
                    ratio.set_null(subject, NullReason::NotApplicable);
                }
                if let Some(unrounded) = result.unrounded.get_mut(subject) {
                    *unrounded = f64::NAN;
                }
            }
        }
        // A ruling stands above a veto.
        if let Some(flags) = result.points.flags.get_mut(subject) {
            flags.0 &= !Flags::VETOED.0;
        }
        result.points.mark(subject, Flags::RULED);
    }
}

fn give(result: &mut NodeResult, subject: usize, points: f64) {
    let group = result.group_of.get(subject).copied().unwrap_or(0) as usize;
    let weight = result.weight.get(group).copied().unwrap_or(f64::NAN);
    result.points.set(subject, points);
    if let Some(unrounded) = result.unrounded.get_mut(subject) {
        *unrounded = points;
    }
    if let Some(ratio) = &mut result.own_ratio {
        if weight > 0.0 {
            ratio.set(subject, points / weight);
        } else {
            ratio.set_null(subject, NullReason::NotApplicable);
        }
    }
}
