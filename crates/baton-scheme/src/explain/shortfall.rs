//! Points that could still be had (失分), in points of the total.

use baton_model::Snapshot;

use super::Explainer;
use crate::expr::typed::Kind;
use crate::expr::walk::any;
use crate::plan::{Aggregate, Body, Node, Plan};
use crate::run::{Context, NodeResult, RunResult, Scope, number_of};

impl Explainer<'_> {
    /// max(0, attainable − points) of a node, in points of the total.
    pub(super) fn shortfall(&self, node: &Node, found: &NodeResult, weight: f64, scale: f64) -> Option<f64> {
        let points = found.points.get(self.subject)?;
        Some((self.attainable(node, found, weight) - points).max(0.0) * scale)
    }

    /// Attainable (可得分): weight × cap where one is set, else the weight; times the node's factor, as its points are.
    pub(super) fn attainable(&self, node: &Node, found: &NodeResult, weight: f64) -> f64 {
        let full = weight * self.factor(node);
        let Body::Leaf(leaf) = &node.body else { return full };
        let Some(cap) = &leaf.scoring.cap else { return full };
        let rows = [self.row()];
        if !any(cap, &|part| matches!(part.kind, Kind::Group(..) | Kind::Value)) {
            let scope = self.context.scope(&self.result.universe, &rows);
            return number_of(scope, cap).map_or(full, |cap| full * cap);
        }
        let around = self.surroundings(leaf);
        let scope = self.leaf_scope(leaf, &around, &rows, &found.value);
        number_of(scope, cap).map_or(full, |cap| full * cap)
    }

    fn factor(&self, node: &Node) -> f64 {
        let Some(factor) = &node.factor else { return 1.0 };
        let rows = [self.row()];
        let scope: Scope<'_> = self.context.scope(&self.result.universe, &rows);
        number_of(scope, factor).unwrap_or(1.0)
    }

    /// What a point of a child is worth in points of the node. A sum takes them as they are; a marking scale of its own,
    /// and whatever puts ratios together, takes them in proportion: weight ÷ what its children can give.
    pub(super) fn worth_of_children(&self, node: &Node, found: &NodeResult, weight: f64) -> f64 {
        let Body::Inner(inner) = &node.body else { return 1.0 };
        let group = self.result.group_of[self.subject] as usize;
        let weights = |present: bool| {
            let children = node.children.iter().map(|child| &self.result.nodes[*child]);
            let children = children.filter(|child| child.active);
            let there = children.filter(|child| !present || child.points.get(self.subject).is_some());
            there.map(|child| child.weight[group]).sum::<f64>()
        };
        let (all, present) = (weights(false), weights(true));
        let whole = match inner.full {
            Some(full) => weight / full,
            None if inner.aggregate == Aggregate::Sum && inner.score.is_none() => 1.0,
            None if all > 0.0 => weight / all,
            None => 1.0,
        };
        let scaled_up = if present > 0.0 && present != all { all / present } else { 1.0 };
        let vetoed = found.points.flags_of(self.subject).has(baton_model::Flags::VETOED);
        if vetoed { 0.0 } else { whole * scaled_up * self.factor(node) }
    }
    /// Leaves in the tree by what could still be had of them, in file order.
    fn of_leaves(&self, index: usize, scale: f64, list: &mut Vec<(usize, f64)>) {
        let (node, found) = (&self.plan.nodes[index], &self.result.nodes[index]);
        if !found.active {
            return;
        }
        let group = self.result.group_of[self.subject] as usize;
        let weight = found.weight.get(group).copied().unwrap_or(0.0);
        if matches!(node.body, Body::Leaf(_)) {
            list.extend(self.shortfall(node, found, weight, scale).map(|lost| (index, lost)));
        }
        let below = scale * self.worth_of_children(node, found, weight);
        node.children.iter().for_each(|child| self.of_leaves(*child, below, list));
    }
}

/// Can any leaf give more than its weight, because its cap lies above 1? Then points lost are counted from there. The first
/// subject of each group stands for the others.
pub fn gives_above_weight(plan: &Plan, snapshot: &Snapshot, result: &RunResult) -> bool {
    let context = Context::new(plan, snapshot, result.period);
    let firsts = (0..result.groups.len()).filter_map(|group| {
        result.group_of.iter().position(|own| *own as usize == group).map(|at| (group, at))
    });
    let above = |(group, subject): (usize, usize)| {
        let explainer = Explainer { plan, result, context: &context, subject };
        plan.leaves().any(|(index, node, _)| {
            let found = &result.nodes[index];
            let weight = found.weight.get(group).copied().unwrap_or(0.0);
            let own = weight * explainer.factor(node);
            found.active && explainer.attainable(node, found, weight) > own * (1.0 + 1e-9)
        })
    };
    firsts.into_iter().any(above)
}

/// The shortfall (失分) of every leaf of a subject, in points of the total: max(0, attainable − points) × what a point of the
/// leaf is worth there. Leaves without points are left out.
pub fn shortfalls(plan: &Plan, snapshot: &Snapshot, result: &RunResult, subject: usize) -> Vec<(usize, f64)> {
    let context = Context::new(plan, snapshot, result.period);
    let explainer = Explainer { plan, result, context: &context, subject };
    let mut list = Vec::new();
    explainer.of_leaves(0, 1.0, &mut list);
    list
}
