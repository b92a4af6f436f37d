//! `case` and `if`: which arm each row takes.

use baton_model::{Flags, NullReason};

use super::{nulls, texts, truths};
use crate::expr::typed::{Kind, Typed};
use crate::run::column::{Numbers, Texts, Truth};
use crate::run::rule::Operand;
use crate::run::scope::Scope;

/// Stands for no arm yet.
const OPEN: u32 = u32::MAX;

/// Which arm each row takes, the `else` as the number of arms; or the reason why it cannot be told.
fn chosen(scope: Scope<'_>, arms: &[(Typed, Typed)]) -> Vec<Result<u32, NullReason>> {
    let mut choice: Vec<Result<u32, NullReason>> = vec![Ok(OPEN); scope.rows.len()];
    for (arm, (condition, _)) in (0..).zip(arms) {
        for (choice, truth) in choice.iter_mut().zip(truths(scope, condition)) {
            match (truth, *choice) {
                (Truth::Yes, Ok(OPEN) | Err(_)) => *choice = Ok(arm),
                (Truth::Unknown(why), Ok(OPEN)) => *choice = Err(why),
                _ => {}
            }
        }
    }
    let otherwise = u32::try_from(arms.len()).unwrap_or(OPEN);
    choice.iter_mut().filter(|choice| **choice == Ok(OPEN)).for_each(|choice| *choice = Ok(otherwise));
    choice
}

pub(super) fn of_numbers(scope: Scope<'_>, arms: &[(Typed, Typed)], otherwise: Option<&Typed>) -> Numbers {
    let rows = scope.rows.len();
    let choice = chosen(scope, arms);
    let mut results: Vec<Operand<'_>> = arms.iter().map(|(_, then)| Operand::of(scope, then)).collect();
    let nothing = || Operand::Rows(Numbers::null(NullReason::NotApplicable, rows));
    results.push(otherwise.map_or_else(nothing, |otherwise| Operand::of(scope, otherwise)));
    let mut column = of_constants(&choice, &results).unwrap_or_else(|| of_columns(choice, &results));
    for (row, _) in substituted(scope, arms).into_iter().enumerate().filter(|(_, substituted)| *substituted) {
        column.mark(row, Flags::SUBSTITUTED);
    }
    column
}

/// The usual case: every arm is one number, and it is known which arm each row takes.
fn of_constants(choice: &[Result<u32, NullReason>], results: &[Operand<'_>]) -> Option<Numbers> {
    let constant = |result: &Operand<'_>| if let Operand::Same(value) = result { Some(*value) } else { None };
    let numbers: Vec<f64> = results.iter().map(constant).collect::<Option<_>>()?;
    if choice.iter().fold(false, |any, choice| any | choice.is_err()) {
        return None;
    }
    let number = |choice: &Result<u32, NullReason>| choice.map_or(f64::NAN, |arm| numbers[arm as usize]);
    Some(Numbers { values: choice.iter().map(number).collect(), ..Numbers::default() })
}

fn of_columns(choice: Vec<Result<u32, NullReason>>, results: &[Operand<'_>]) -> Numbers {
    let mut column = Numbers::same(0.0, choice.len());
    for (row, choice) in choice.into_iter().enumerate() {
        match choice.map(|arm| &results[arm as usize]) {
            Ok(Operand::Same(value)) => column.set(row, *value),
            Ok(Operand::Rows(result)) => column.copy_row(row, result, row),
            Ok(Operand::Sets(..)) => {}
            Err(why) => column.set_null(row, why),
        }
    }
    column
}

/// Rows for which a condition looked at a null; none at all where no condition does.
fn substituted(scope: Scope<'_>, arms: &[(Typed, Typed)]) -> Vec<bool> {
    let mut marked = Vec::new();
    for (condition, _) in arms {
        crate::expr::walk(condition, &mut |part| {
            if let Kind::IsNull(inner) = &part.kind {
                marked.resize(scope.rows.len(), false);
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
    let pick = |(row, choice): (usize, Result<u32, NullReason>)| match choice {
        Ok(arm) => results[arm as usize][row],
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
        choice
            .iter()
            .enumerate()
            .map(|(row, choice)| choice.ok().and_then(|arm| results[arm as usize].get(row))),
    )
}
