//! Completion rate of a growth rate (增速按完成率计分).
//!
//! *What it does.* Reports the rule `target` on a leaf that is a growth rate: `yoy(…)`, `cagr(…)`, or an indicator in %
//! called 增速, 增长率 or 增幅.
//!
//! *Why.* A growth of 3 % against a target of 6 % is no “half done”: near 0 a percentage point is blown up, at 0 or below
//! the rule has no answer. Differences of growth rates are percentage points.
//!
//! *Example.* Target 0.5 %, actual 1.5 %: 300 % completed. Use `per_point` with `line` at the target.
//!
//! *References.* METHODS.md §1.6, §1.9; SCHEME.md §4, `per_point`.

use baton_model::{Catalogue, Message};

use super::messages;
use crate::diagnostic::Diagnostic;
use crate::expr::typed::{Kind, TimeFunction, Typed};
use crate::plan::{Plan, Rule};

pub(super) fn lint(plan: &Plan, catalogue: &Catalogue) -> Vec<Diagnostic> {
    plan.leaves()
        .filter(|(_, _, leaf)| {
            matches!(leaf.scoring.rule, Rule::Target { .. }) && is_growth(&leaf.value, catalogue)
        })
        .map(|(_, node, leaf)| {
            let message = Message::new(&messages::COMPLETION_OF_GROWTH).with("node", &node.name);
            Diagnostic::lint(message, leaf.value.span)
        })
        .collect()
}

fn is_growth(value: &Typed, catalogue: &Catalogue) -> bool {
    match &value.kind {
        Kind::Time(TimeFunction::Yoy | TimeFunction::Cagr(_), _) => true,
        Kind::Indicator(id) => {
            let indicator = catalogue.get(*id);
            let called = ["增速", "增长率", "增幅"].iter().any(|word| indicator.name.contains(word));
            called && indicator.measure.is_percent()
        }
        _ => false,
    }
}
