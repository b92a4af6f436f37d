//! Units at the brink of a veto or a level (踩线).
//!
//! *What it does.* In the conditions of vetoes and levels it looks at every comparison with a number the scheme gives
//! (a constant, a parameter, an attribute), and counts the units of the latest period within 1 % of it. Small whole
//! numbers that meet it exactly are counts, not measurements, and are left out.
//!
//! *Why.* A revision within the error of the figure turns the outcome over.
//!
//! *Example.* A level asks revenue ≥ 10 亿元; a unit stands at 9.96.
//!
//! *References.* METHODS.md §1.14; GB/T 8170 on the precision of figures judged against limits.

use std::sync::Arc;

use baton_model::Message;

use super::messages;
use super::past::{Past, brief};
use crate::diagnostic::Diagnostic;
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{Kind, Typed};
use crate::expr::walk;
use crate::expr::walk::any;
use crate::plan::{Condition, Plan};
use crate::run::{Context, Scope, Sets, numbers_of, outcomes_of};

/// A distance of this share of the limit is near.
const NEAR: f64 = 0.01;
/// So many units are named.
const NAMED: usize = 3;

pub(super) fn lint(plan: &Plan, past: &[Past<'_>]) -> Vec<Diagnostic> {
    let Some(last) = past.last() else { return Vec::new() };
    let vetoes = plan.vetoes.iter().map(|veto| (veto.name.as_str(), &veto.when));
    let levels = plan
        .levels
        .iter()
        .flat_map(|level| level.when.iter().map(move |condition| (level.name.as_str(), condition)));
    vetoes.chain(levels).flat_map(|(name, condition)| of_condition(plan, last, name, condition)).collect()
}

fn of_condition(plan: &Plan, last: &Past<'_>, name: &str, condition: &Condition) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    walk(&condition.when, &mut |part| {
        if let Kind::Binary(
            BinaryOp::Less | BinaryOp::LessOrEqual | BinaryOp::Greater | BinaryOp::GreaterOrEqual,
            a,
            b,
        ) = &part.kind
        {
            let sides = match (is_given(a), is_given(b)) {
                (false, true) => Some((&**a, &**b)),
                (true, false) => Some((&**b, &**a)),
                _ => None,
            };
            found.extend(sides.and_then(|sides| of_comparison(plan, last, name, sides)));
        }
    });
    found
}

/// Is it a number the scheme gives, not a figure or a result?
fn is_given(expr: &Typed) -> bool {
    let measured = |part: &Typed| {
        matches!(
            part.kind,
            Kind::Indicator(_)
                | Kind::AsPublished(_)
                | Kind::Outcome(_)
                | Kind::Result { .. }
                | Kind::Ledger { .. }
                | Kind::Group(..)
        )
    };
    !any(expr, &measured)
}

fn of_comparison(
    plan: &Plan,
    last: &Past<'_>,
    name: &str,
    (figure, limit): (&Typed, &Typed),
) -> Option<Diagnostic> {
    let result = &last.result;
    let context = Context::new(plan, last.snapshot, result.period);
    let outcomes = outcomes_of(result);
    let members = last
        .groups()
        .into_iter()
        .map(|group| group.into_iter().filter_map(|at| u32::try_from(at).ok()).collect());
    let sets = Sets::new(members.collect(), Arc::clone(&result.group_of));
    let rows = result.universe.rows.get(..result.subjects())?;
    let scope =
        Scope { outcomes: Some(&outcomes), sets: Some(&sets), ..context.scope(&result.universe, rows) };
    let (figures, limits) = (numbers_of(scope, figure), numbers_of(scope, limit));
    let near: Vec<usize> =
        (0..rows.len()).filter(|row| is_near(figures.get(*row), limits.get(*row))).collect();
    let first = near.first()?;
    let mut units: Vec<&str> = near.iter().take(NAMED).map(|subject| last.name(*subject)).collect();
    units.extend((near.len() > NAMED).then_some("…"));
    let message = Message::new(&messages::AT_THRESHOLD)
        .with("rule", name)
        .with("threshold", brief(limits.get(*first)?))
        .with("count", near.len())
        .with("units", units);
    Some(Diagnostic::lint(message, figure.span.to(limit.span)))
}

fn is_near(figure: Option<f64>, limit: Option<f64>) -> bool {
    let (Some(figure), Some(limit)) = (figure, limit) else { return false };
    let counted = figure == limit && figure.fract() == 0.0 && figure.abs() < 100.0;
    limit != 0.0 && (figure - limit).abs() <= NEAR * limit.abs() && !counted
}
