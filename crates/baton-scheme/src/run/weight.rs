//! Weights of nodes by group: points each node is worth in this run.

use baton_model::Message;
use baton_score::round::to_significant;

use super::cohort::Cohort;
use super::leaf::LeafColumn;
use super::{Context, eval};
use crate::messages;
use crate::plan::{Body, ByGroup, FullMark, Inner, Node};

/// Full points by node and group.
pub(crate) type Weights = Vec<Vec<f64>>;

/// The declared weight of a node for a group: a constant expression, evaluated with this period's parameters.
pub(super) fn declared(context: &Context<'_>, node: &Node, group: &str) -> Option<f64> {
    let expr = node.weight.of(group)?;
    let nobody = super::Universe::default();
    eval::numbers(context.scope(&nobody, &[0]), expr).get(0)
}

/// Full points of every node in every group.
pub(super) fn effective(context: &Context<'_>, cohort: &Cohort, leaves: &[Option<LeafColumn>]) -> Weights {
    let plan = context.plan;
    let active = active_nodes(context, leaves);
    let mut weights: Weights = vec![vec![0.0; cohort.groups.len()]; plan.nodes.len()];
    for (at, group) in cohort.groups.iter().enumerate() {
        let own: Vec<f64> = plan.nodes.iter().map(|node| own_weight(context, node, group)).collect();
        weights[0][at] = match &plan.full_mark {
            FullMark::Fixed(mark) => full_mark(context, mark, group),
            FullMark::Active => active_points(context, 0, &own, &active),
        };
        for (index, node) in plan.nodes.iter().enumerate() {
            let Body::Inner(inner) = &node.body else { continue };
            let whole = inner.full.unwrap_or(weights[index][at]);
            require_sum(context, index, (inner, group), whole, &own);
            let sum: f64 =
                node.children.iter().filter(|child| active[**child]).map(|child| own[*child]).sum();
            for child in &node.children {
                let running =
                    matches!(plan.full_mark, FullMark::Active) && !plan.nodes[*child].children.is_empty();
                weights[*child][at] = match (inner.relative, running) {
                    (true, _) if sum > 0.0 => whole * own[*child] / sum,
                    (true, _) => 0.0,
                    (false, true) => active_points(context, *child, &own, &active),
                    (false, false) => own[*child],
                };
            }
        }
    }
    weights
}

/// Weights that depend on the period add up too, in this run's period.
fn require_sum(context: &Context<'_>, index: usize, (inner, group): (&Inner, &str), whole: f64, own: &[f64]) {
    let (plan, node) = (context.plan, &context.plan.nodes[index]);
    if inner.relative || matches!(plan.full_mark, FullMark::Active) && inner.full.is_none() {
        return;
    }
    let known = |node: &Node| node.weight.of(group).is_some();
    let mark_known =
        index != 0 || matches!(&plan.full_mark, FullMark::Fixed(mark) if mark.of(group).is_some());
    if !mark_known || !node.children.iter().all(|child| known(&plan.nodes[*child])) {
        return;
    }
    let sum: f64 = node.children.iter().map(|child| own[*child]).sum();
    if (sum - whole).abs() > 1e-9 * whole.abs().max(1.0) {
        let message = Message::new(&messages::WEIGHTS_SUM)
            .with("node", &node.name)
            .with("sum", to_significant(sum))
            .with("expected", to_significant(whole))
            .with("difference", to_significant(sum - whole))
            .with("group", if group.is_empty() { String::new() } else { format!("（{group}）") });
        context.refuse(Some(index), None, message);
    }
}

fn own_weight(context: &Context<'_>, node: &Node, group: &str) -> f64 {
    if node.parent.is_none() {
        return 0.0;
    }
    declared(context, node, group).unwrap_or_else(|| {
        let message = Message::new(&messages::NO_WEIGHT).with("node", &node.name).with("group", group);
        context.refuse(None, None, message);
        0.0
    })
}

fn full_mark(context: &Context<'_>, mark: &ByGroup<f64>, group: &str) -> f64 {
    mark.of(group).copied().unwrap_or_else(|| {
        let message = Message::new(&messages::NO_WEIGHT).with("node", "full_mark").with("group", group);
        context.refuse(None, None, message);
        0.0
    })
}

/// Which nodes are in the tree: active leaves and what has one below.
pub(super) fn active_nodes(context: &Context<'_>, leaves: &[Option<LeafColumn>]) -> Vec<bool> {
    let nodes = &context.plan.nodes;
    let mut active: Vec<bool> =
        leaves.iter().map(|leaf| leaf.as_ref().is_some_and(|leaf| leaf.active)).collect();
    for index in (0..nodes.len()).rev() {
        if let Body::Inner(_) = nodes[index].body {
            active[index] = nodes[index].children.iter().any(|child| active[*child]);
        }
    }
    active
}

/// The points that can be had below a node from what is active.
fn active_points(context: &Context<'_>, index: usize, own: &[f64], active: &[bool]) -> f64 {
    let node = &context.plan.nodes[index];
    match &node.body {
        Body::Leaf(_) if active[index] => own[index],
        Body::Leaf(_) => 0.0,
        Body::Inner(inner) if inner.relative => {
            if active[index] {
                own[index]
            } else {
                0.0
            }
        }
        Body::Inner(inner) => {
            let sum: f64 =
                node.children.iter().map(|child| active_points(context, *child, own, active)).sum();
            inner.full.map_or(sum, |full| own[index] * sum / full)
        }
    }
}
