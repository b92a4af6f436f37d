//! A group smaller than three (分组过小).
//!
//! *What it does.* Reports groups of the latest period with one or two units, and a whole field of one or two.
//!
//! *Why.* Of two units one is always the best and one the worst, whatever the figures; min-max, mean and rank rules then
//! turn nothing into full marks.
//!
//! *Example.* Two counties in class C: under min-max each indicator gives one of them everything.
//!
//! *References.* OECD/JRC Handbook (2008), step 5; METHODS.md §1.12.

use baton_model::Message;

use super::messages;
use super::past::{Past, period};
use crate::diagnostic::{Diagnostic, Span};
use crate::plan::{Grouping, Plan};

/// Fewer than this is too few.
const FEWEST: usize = 3;

pub(super) fn lint(plan: &Plan, past: &[Past<'_>]) -> Vec<Diagnostic> {
    let Some(last) = past.last() else { return Vec::new() };
    let small = |(_, members): &(usize, Vec<usize>)| !members.is_empty() && members.len() < FEWEST;
    let groups = last.groups().into_iter().enumerate().filter(small);
    groups
        .map(|(group, members)| {
            let name = &last.result.groups[group];
            let def = if name.is_empty() { &messages::SMALL_FIELD } else { &messages::SMALL_GROUP };
            let message = Message::new(def)
                .with("group", name)
                .with("period", period(last.result.period))
                .with("n", members.len());
            Diagnostic::lint(message, place(plan, name))
        })
        .collect()
}

/// Where a group is declared.
fn place(plan: &Plan, group: &str) -> Span {
    match &plan.grouping {
        Grouping::Rules(rules) => {
            let rule = rules.iter().find(|(name, _)| name == group);
            rule.map_or(plan.nodes[0].span, |(_, condition)| condition.when.span)
        }
        Grouping::Expression(expression) => expression.span,
        Grouping::None => plan.nodes[0].span,
    }
}
