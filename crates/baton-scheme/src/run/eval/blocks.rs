//! Expressions over many rows, block by block: what is made on the way to a result is as long as a block, not as the column.

use baton_model::snapshot::AttributeColumn;

use super::numbers;
use crate::expr::typed::{Kind, Outcome, Typed};
use crate::expr::{any, children};
use crate::run::blocks::{self, BLOCK};
use crate::run::column::Numbers;
use crate::run::scope::Scope;

/// A dictionary of more words is not gone through once a block.
const FEW_WORDS: usize = 64;

/// Numbers of an expression for the scope's rows, which may be many.
pub(in crate::run) fn long_numbers(scope: Scope<'_>, expr: &Typed) -> Numbers {
    match goes_by_blocks(scope, expr) {
        true => blocks::numbers(scope.rows.len(), |rows| numbers(scope.over(&scope.rows[rows]), expr)),
        false => numbers(scope, expr),
    }
}

/// Is an expression best evaluated block by block? What is read and not reckoned with may be shared instead of copied.
pub(in crate::run) fn goes_by_blocks(scope: Scope<'_>, expr: &Typed) -> bool {
    scope.rows.len() > BLOCK && !children(expr).is_empty() && rows_at_once(scope, expr) == BLOCK
}

/// In how many rows at once an expression is best evaluated: in a block, or in all where a part of it looks at more units than
/// the one it is about.
pub(in crate::run) fn rows_at_once(scope: Scope<'_>, expr: &Typed) -> usize {
    let looks_around = |part: &Typed| match &part.kind {
        Kind::Group(..) | Kind::Tree(..) | Kind::Outcome(Outcome::Ratio(_) | Outcome::Rank(_)) => true,
        Kind::Outcome(Outcome::TotalRatio | Outcome::TotalRank) => {
            scope.outcomes.is_some_and(|outcomes| outcomes.watched.is_some())
        }
        Kind::Attribute(name) => {
            let column = scope.snapshot.roster.attribute(name, scope.a_year_before);
            matches!(column, Some(AttributeColumn::Text { words, .. }) if words.len() > FEW_WORDS)
        }
        Kind::Indicator(id) => {
            scope.plan.formulas.get(id).is_some_and(|formula| rows_at_once(scope, formula) > BLOCK)
        }
        _ => false,
    };
    if any(expr, &looks_around) { scope.rows.len().max(BLOCK) } else { BLOCK }
}
