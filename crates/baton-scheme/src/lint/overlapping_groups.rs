//! Group rules that overlap on the data (分组规则重叠).
//!
//! *What it does.* Tries every group rule on every unit of the latest period. Reports two rules that both hold for some
//! unit, unless all units of the earlier rule meet the later too: then the later is a catch-all or the next rung of a
//! ladder, and the order is meant.
//!
//! *Why.* The first rule that holds decides, so swapping two lines moves units between groups, and with them their best,
//! worst and rank.
//!
//! *Example.* A when secondary industry ≥ 45 %, C when ecological: an ecological county with industry is A by accident.
//!
//! *References.* METHODS.md §1.12; SCHEME.md §3, `group_rule`.

use baton_model::Message;

use super::messages;
use super::past::{Past, period};
use crate::diagnostic::Diagnostic;
use crate::plan::{Grouping, Plan};
use crate::run::column::Truth;
use crate::run::{Context, truths_of};

pub(super) fn lint(plan: &Plan, past: &[Past<'_>]) -> Vec<Diagnostic> {
    let (Some(last), Grouping::Rules(rules)) = (past.last(), &plan.grouping) else { return Vec::new() };
    let universe = &last.result.universe;
    let Some(rows) = universe.rows.get(..last.result.subjects()) else { return Vec::new() };
    let context = Context::new(plan, last.snapshot, last.result.period);
    let holds: Vec<Vec<bool>> = rules
        .iter()
        .map(|(_, condition)| truths_of(context.scope(universe, rows), &condition.when))
        .map(|truths| truths.into_iter().map(|truth| truth == Truth::Yes).collect())
        .collect();
    let mut found = Vec::new();
    for later in 1..rules.len() {
        for earlier in 0..later {
            let (a, b) = (&rules[earlier], &rules[later]);
            let both: Vec<usize> =
                (0..rows.len()).filter(|unit| holds[earlier][*unit] && holds[later][*unit]).collect();
            let nested = (0..rows.len()).all(|unit| !holds[earlier][unit] || holds[later][unit]);
            let (Some(unit), false) = (both.first(), nested || a.0 == b.0) else { continue };
            let message = Message::new(&messages::OVERLAPPING_GROUPS)
                .with("a", &a.0)
                .with("b", &b.0)
                .with("count", both.len())
                .with("unit", last.name(*unit))
                .with("period", period(last.result.period));
            let other = Message::new(&messages::OTHER_GROUP);
            found.push(Diagnostic::lint(message, a.1.when.span).label(b.1.when.span, other));
        }
    }
    found
}
