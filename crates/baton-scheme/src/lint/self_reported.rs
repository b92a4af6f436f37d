//! Missing figures that pay (缺报反而划算).
//!
//! *What it does.* Reports `missing = "exclude"` and `"mean_points"` on leaves none of whose figures has a department that
//! answers for it, in the catalogue or in the scheme: as far as can be told the units report them themselves. One lint
//! for each policy names them all.
//!
//! *Why.* A unit with a bad figure gains by not reporting it. Where a department supplies the figures, it cannot.
//!
//! *Example.* Enterprises without discharge figures get the mean points of the class (黄岩 2022); those that discharge
//! most do best to stay silent. Another city takes three points off instead.
//!
//! *References.* SCHEME.md §4, missing; METHODS.md §1.17.

use baton_model::message::Term;
use baton_model::{Catalogue, Message};

use super::messages::{self, term};
use crate::diagnostic::Diagnostic;
use crate::expr::indicators_read;
use crate::expr::typed::Typed;
use crate::plan::{Leaf, Missing, Node, Plan};

pub(super) fn lint(plan: &Plan, catalogue: &Catalogue) -> Vec<Diagnostic> {
    let excluded = |leaf: &Leaf| matches!(leaf.missing, Missing::Exclude);
    let mean = |leaf: &Leaf| matches!(leaf.missing, Missing::MeanPoints);
    [one_policy(plan, catalogue, &excluded, &term::EXCLUDED), one_policy(plan, catalogue, &mean, &term::MEAN)]
        .into_iter()
        .flatten()
        .collect()
}

fn one_policy(
    plan: &Plan,
    catalogue: &Catalogue,
    policy: &dyn Fn(&Leaf) -> bool,
    word: &'static Term,
) -> Option<Diagnostic> {
    let nodes: Vec<&Node> = plan
        .leaves()
        .filter(|(_, _, leaf)| {
            policy(leaf) && leaf.owner.is_none() && nobody_answers(plan, catalogue, &leaf.value)
        })
        .map(|(_, node, _)| node)
        .collect();
    let first = nodes.first()?;
    let names: Vec<String> = nodes.iter().map(|node| format!("“{}”", node.name)).collect();
    let message = Message::new(&messages::REWARDS_SILENCE).with("nodes", names).with("policy", word);
    Some(Diagnostic::lint(message, first.span))
}

/// Reads the expression figures, none of which has an owner, directly or through formulas?
fn nobody_answers(plan: &Plan, catalogue: &Catalogue, value: &Typed) -> bool {
    let mut open = indicators_read(value);
    let mut seen = open.clone();
    let any = !open.is_empty();
    while let Some(id) = open.pop() {
        if catalogue.get(id).owner.is_some() {
            return false;
        }
        for below in plan.formulas.get(&id).map(indicators_read).unwrap_or_default() {
            if !seen.contains(&below) {
                seen.push(below);
                open.push(below);
            }
        }
    }
    any
}
