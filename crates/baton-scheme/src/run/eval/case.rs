//! `case` and `if`: which arm each row takes.

use baton_model::{Flags, NullReason};

use super::{nulls, numbers, texts, truths};
use crate::expr::typed::{Kind, Typed};
use crate::run::column::{Numbers, Texts, Truth};
use crate::run::scope::Scope;

/// Which arm each row takes: `Some(arm)`, the `else` as `Some(arms)`, or the reason why it cannot be told.
fn chosen(scope: Scope<'_>, arms: &[(Typed, Typed)]) -> Vec<Result<usize, NullReason>> {
    let mut choice: Vec<Option<usize>> = vec![None; scope.rows.len()];
    let mut unknown: Vec<Option<NullReason>> = vec![None; scope.rows.len()];
    for (arm, (condition, _)) in arms.iter().enumerate() {
        for (row, truth) in truths(scope, condition).into_iter().enumerate() {
            match truth {
                Truth::Yes if choice[row].is_none() => choice[row] = Some(arm),
                Truth::Unknown(why) if choice[row].is_none() && unknown[row].is_none() => {
                    unknown[row] = Some(why);
                }
                _ => {}
            }
        }
    }
    let decide = |(choice, unknown): (Option<usize>, Option<NullReason>)| match (choice, unknown) {
        (Some(arm), _) => Ok(arm),
        (None, None) => Ok(arms.len()),
        (None, Some(why)) => Err(why),
    };
    choice.into_iter().zip(unknown).map(decide).collect()
}

pub(super) fn of_numbers(scope: Scope<'_>, arms: &[(Typed, Typed)], otherwise: Option<&Typed>) -> Numbers {
    let rows = scope.rows.len();
    let choice = chosen(scope, arms);
    let mut results: Vec<Numbers> = arms.iter().map(|(_, then)| numbers(scope, then)).collect();
    results.push(
        otherwise.map_or_else(|| Numbers::null(NullReason::NotApplicable, rows), |e| numbers(scope, e)),
    );
    let substituted = substituted(scope, arms);
    let mut column = Numbers::same(0.0, rows);
    for (row, choice) in choice.into_iter().enumerate() {
        match choice {
            Ok(arm) => column.copy_row(row, &results[arm], row),
            Err(why) => column.set_null(row, why),
        }
        if substituted[row] {
            column.mark(row, Flags::SUBSTITUTED);
        }
    }
    column
}

/// Rows for which a condition looked at a null.
fn substituted(scope: Scope<'_>, arms: &[(Typed, Typed)]) -> Vec<bool> {
    let mut marked = vec![false; scope.rows.len()];
    for (condition, _) in arms {
        crate::expr::walk(condition, &mut |part| {
            if let Kind::IsNull(inner) = &part.kind {
                for (row, truth) in nulls(scope, inner).into_iter().enumerate() {
                    marked[row] |= truth == Truth::Yes;
                }
            }
        });
    }
    marked
}

pub(super) fn of_truths(scope: Scope<'_>, arms: &[(Typed, Typed)], otherwise: Option<&Typed>) -> Vec<Truth> {
    let rows = scope.rows.len();
    let mut results: Vec<Vec<Truth>> = arms.iter().map(|(_, then)| truths(scope, then)).collect();
    let nothing = vec![Truth::Unknown(NullReason::NotApplicable); rows];
    results.push(otherwise.map_or(nothing, |e| truths(scope, e)));
    let pick = |(row, choice): (usize, Result<usize, NullReason>)| match choice {
        Ok(arm) => results[arm][row],
        Err(why) => Truth::Unknown(why),
    };
    chosen(scope, arms).into_iter().enumerate().map(pick).collect()
}

pub(super) fn of_texts(scope: Scope<'_>, arms: &[(Typed, Typed)], otherwise: Option<&Typed>) -> Texts {
    let rows = scope.rows.len();
    let mut results: Vec<Texts> = arms.iter().map(|(_, then)| texts(scope, then)).collect();
    results.push(otherwise.map_or_else(|| Texts::null(rows), |e| texts(scope, e)));
    let choice = chosen(scope, arms);
    Texts::collect(
        choice.iter().enumerate().map(|(row, choice)| choice.ok().and_then(|arm| results[arm].get(row))),
    )
}
