//! What other runs and ledgers found.

use baton_model::{Flags, NullReason};

use crate::expr::typed::Outcome;
use crate::run::column::Numbers;
use crate::run::scope::Scope;

pub(super) fn published(scope: Scope<'_>, scheme: &str, outcome: &Outcome) -> Numbers {
    let rows = scope.rows.len();
    let nothing = || Numbers::null(NullReason::NoPublishedResult, rows);
    let Some(result) = scope.snapshot.results.get(&(scheme.to_owned(), scope.period)) else {
        return nothing();
    };
    let node = |id: &str, part: usize| result.nodes.get(id).map(|columns| &columns[part]);
    let values = match outcome {
        Outcome::Points(id) => node(id, 0),
        Outcome::Ratio(id) => node(id, 1),
        Outcome::Rank(id) => node(id, 2),
        Outcome::Total => Some(&result.total),
        Outcome::TotalRatio => Some(&result.ratio),
        Outcome::TotalRank => Some(&result.rank),
        Outcome::Count => Some(&result.n),
        Outcome::Level => Some(&result.level),
        Outcome::Grade | Outcome::RankChange => None,
    };
    let Some(values) = values.filter(|values| !values.is_empty()) else { return nothing() };
    let mut column = nothing();
    for (at, row) in scope.rows.iter().enumerate() {
        let value = values[*row as usize];
        if !value.is_nan() {
            column.set(at, value);
            if result.draft {
                column.mark(at, Flags::DRAFT);
            }
        }
    }
    column
}

pub(super) fn ledger_measure(scope: Scope<'_>, ledger: &str, measure: &str, option: Option<&str>) -> Numbers {
    let key = match option {
        Some(option) => format!("{ledger}.{measure}[{option}]"),
        None => format!("{ledger}.{measure}"),
    };
    let Some(values) = scope.snapshot.ledgers.get(&(key, scope.period)) else {
        return Numbers::null(NullReason::NotApplicable, scope.rows.len());
    };
    let mut column = Numbers::null(NullReason::NotApplicable, scope.rows.len());
    for (at, row) in scope.rows.iter().enumerate() {
        if !values[*row as usize].is_nan() {
            column.set(at, values[*row as usize]);
        }
    }
    column
}

pub(super) fn as_published(scope: Scope<'_>, id: baton_model::IndicatorId) -> Numbers {
    let code = &scope.snapshot.catalogue.get(id).code;
    let mut column = Numbers::null(NullReason::NoPublishedResult, scope.rows.len());
    let mut runs = scope.snapshot.results.iter().rev().filter(|((_, period), _)| *period == scope.period);
    let Some(values) = runs.find_map(|(_, result)| result.inputs.get(code)) else { return column };
    for (at, row) in scope.rows.iter().enumerate() {
        if !values[*row as usize].is_nan() {
            column.set(at, values[*row as usize]);
        }
    }
    column
}
