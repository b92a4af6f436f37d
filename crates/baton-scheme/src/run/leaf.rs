//! Steps 2 to 5 for one leaf: is it active, whom does it apply to, values, imputation, treatment.

use std::ops::Range;
use std::sync::Arc;

use baton_model::{Flags, NullReason};
use baton_score::round::round_all;

use super::cohort::{self, Cohort};
use super::column::Numbers;
use super::scope::{Scope, Sets, Universe};
use super::{Context, blocks, eval, impute};
use crate::plan::{Leaf, Periods};

/// The values of a leaf, ready to be scored.
pub(crate) struct LeafColumn {
    pub(crate) active: bool,
    pub(crate) universe: Arc<Universe>,
    pub(crate) sets: Arc<Sets>,
    /// By position in the universe, imputed and treated.
    pub(crate) value: Numbers,
    /// Does it apply, by position? Empty means to everyone.
    pub(crate) applies: Vec<bool>,
}

impl LeafColumn {
    pub(crate) fn applies_to(&self, position: usize) -> bool {
        self.applies.get(position).copied().unwrap_or(true)
    }

    /// The scope of the rule's parameters.
    pub(crate) fn scope<'a>(&'a self, context: &'a Context<'_>, leaf: &Leaf, value: bool) -> Scope<'a> {
        Scope {
            sets: Some(&self.sets),
            value: value.then_some(&self.value),
            direction: leaf.direction,
            carry: leaf.carry_latest,
            ..context.scope(&self.universe, &self.universe.rows)
        }
    }
}

/// Computes the values of a leaf.
pub(super) fn values(context: &Context<'_>, cohort: &Cohort, index: usize, leaf: &Leaf) -> LeafColumn {
    let (universe, sets) = cohort::comparison(context, cohort, &leaf.set);
    let mut column = LeafColumn {
        active: is_active(context, leaf),
        universe,
        sets,
        value: Numbers::default(),
        applies: Vec::new(),
    };
    if !column.active {
        return column;
    }
    column.applies = whom(context, cohort, index, leaf, &column.universe);
    if !(0..column.universe.subjects).any(|position| column.applies_to(position)) {
        column.active = false;
        return column;
    }
    let scope = column.scope(context, leaf, false);
    let one = |rows: Range<usize>| {
        let mut part = eval::numbers(scope.over(&scope.rows[rows.clone()]), &leaf.value);
        let applies = column.applies.get(rows).unwrap_or_default();
        part.keep(applies, NullReason::NotApplicable, Flags::NOT_APPLICABLE);
        part
    };
    let rows = scope.rows.len();
    let mut value =
        if eval::goes_by_blocks(scope, &leaf.value) { blocks::numbers(rows, one) } else { one(0..rows) };
    if is_not_due(&value, &column) {
        column.active = false;
        return column;
    }
    if let Some(places) = leaf.decimals {
        let mode = context.plan.rounding.mode;
        blocks::each(value.values.to_mut(), |_, block| round_all(block, i32::from(places), mode));
    }
    column.value = value;
    impute::impute(context, leaf, &mut column);
    impute::treat(leaf, &mut column);
    column
}

fn is_active(context: &Context<'_>, leaf: &Leaf) -> bool {
    match &leaf.periods {
        Periods::Always => true,
        Periods::Listed(kinds, periods) => {
            kinds.contains(&context.period.kind()) || periods.contains(&context.period)
        }
        Periods::When(condition) => {
            let nobody = Universe::default();
            let truths = eval::truths(
                context.scope(&nobody, &[0][..usize::from(!context.snapshot.roster.is_empty())]),
                condition,
            );
            truths.first() == Some(&super::column::Truth::Yes)
        }
    }
}

/// Whom a leaf applies to: `applies`, and a weight above 0 in the unit's group.
fn whom(context: &Context<'_>, cohort: &Cohort, index: usize, leaf: &Leaf, universe: &Universe) -> Vec<bool> {
    let node = &context.plan.nodes[index];
    let weighted: Vec<bool> =
        cohort.groups.iter().map(|group| has_weight(context, Some(index), group)).collect();
    let mut applies: Vec<bool> = Vec::new();
    if weighted.contains(&false) {
        // Who stands in no group is there for comparison.
        applies = vec![true; universe.rows.len()];
        blocks::each(&mut applies, |start, block| {
            let groups = cohort.group_of.get(start..).unwrap_or_default();
            block.iter_mut().zip(groups).for_each(|(applies, group)| {
                *applies = weighted.get(*group as usize).is_none_or(|weighted| *weighted);
            });
        });
    }
    if let Some(condition) = &leaf.applies {
        let holds = cohort::holds(context, context.scope(universe, &universe.rows), condition, &node.name);
        applies = match applies.is_empty() {
            true => holds,
            false => applies.into_iter().zip(holds).map(|(a, b)| a && b).collect(),
        };
    }
    applies
}

/// Has a node, and all above it, a weight other than 0 in a group? The root has none of its own.
fn has_weight(context: &Context<'_>, index: Option<usize>, group: &str) -> bool {
    let mut above = index;
    while let Some(node) = above.map(|index| &context.plan.nodes[index]).filter(|node| node.parent.is_some())
    {
        if super::weight::declared(context, node, group) == Some(0.0) {
            return false;
        }
        above = node.parent;
    }
    true
}

/// Not due for anyone: the leaf is out of the tree.
fn is_not_due(value: &Numbers, column: &LeafColumn) -> bool {
    let mut concerned =
        (0..column.universe.subjects).filter(|position| column.applies_to(*position)).peekable();
    concerned.peek().is_some() && concerned.all(|position| value.reason(position) == Some(NullReason::NotDue))
}
