//! In each group the weights of all declared children sum to the parent's.

use baton_model::Message;

use super::constants::value;
use super::names::Names;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::expr::typed::Typed;
use crate::messages;
use crate::plan::{Aggregate, Body, ByGroup, FullMark, Plan};

/// How far a sum may be off.
const TOLERANCE: f64 = 1e-9;

/// Complains about every inner node whose children do not sum to it.
pub(super) fn check(plan: &Plan, names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let groups: Vec<String> =
        if names.groups.is_empty() { vec![String::new()] } else { names.groups.clone() };
    for (index, node) in plan.nodes.iter().enumerate() {
        let Body::Inner(inner) = &node.body else { continue };
        if inner.relative || node.children.is_empty() {
            continue;
        }
        let mut seen: Vec<(f64, f64)> = Vec::new();
        for group in &groups {
            let expected = match (inner.full, index) {
                (Some(full), _) => Some(full),
                (None, 0) => match &plan.full_mark {
                    FullMark::Fixed(mark) => mark.of(group).copied(),
                    FullMark::Active => None,
                },
                (None, _) => node.weight.of(group).and_then(|weight| value(weight, &plan.parameters)),
            };
            let weights: Option<Vec<f64>> = node
                .children
                .iter()
                .map(|child| value(plan.nodes[*child].weight.of(group)?, &plan.parameters))
                .collect();
            let (Some(expected), Some(weights)) = (expected, weights) else { continue };
            let sum: f64 = weights.iter().sum();
            if (sum - expected).abs() <= TOLERANCE * expected.abs().max(1.0)
                || seen.contains(&(sum, expected))
            {
                continue;
            }
            // Means of ratios normalise their weights; only sums of points must add up.
            if inner.aggregate != Aggregate::Sum && index == 0 && matches!(plan.full_mark, FullMark::Active) {
                continue;
            }
            seen.push((sum, expected));
            let shown = match &node.weight {
                _ if group.is_empty() || !by_group(plan, index) => String::new(),
                _ => format!("（{group}）"),
            };
            let message = Message::new(&messages::WEIGHTS_SUM)
                .with("node", &node.name)
                .with("sum", baton_score::round::to_significant(sum))
                .with("expected", expected)
                .with("difference", baton_score::round::to_significant(sum - expected))
                .with("group", shown);
            diagnostics.push(Diagnostic::error(message, node.span));
        }
    }
}

fn by_group(plan: &Plan, index: usize) -> bool {
    let table = |weight: &ByGroup<Typed>| matches!(weight, ByGroup::Table(..));
    let node = &plan.nodes[index];
    table(&node.weight)
        || matches!(&plan.full_mark, FullMark::Fixed(ByGroup::Table(..)))
        || node.children.iter().any(|child| table(&plan.nodes[*child].weight))
}
