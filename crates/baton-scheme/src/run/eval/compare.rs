//! Comparisons. Texts are compared word by word of their dictionary, not row by row; what is the same in every row is never
//! made a column of.

use std::cmp::Ordering;

use baton_model::NullReason;

use super::constant::{constant, constant_text};
use super::{numbers, texts};
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{Type, Typed};
use crate::run::column::{Numbers, Truth};
use crate::run::scope::Scope;

const UNKNOWN: Truth = Truth::Unknown(NullReason::NotReported);

/// Truth of a comparison for the scope's rows.
pub(super) fn truths(scope: Scope<'_>, op: BinaryOp, a: &Typed, b: &Typed) -> Vec<Truth> {
    match (&a.ty, &b.ty) {
        (Type::Text, _) | (_, Type::Text) => of_texts(scope, op, a, b),
        (Type::Bool, _) | (_, Type::Bool) => {
            let (left, right) = (super::truths(scope, a), super::truths(scope, b));
            let test = |(left, right)| match (left, right) {
                (Truth::Unknown(why), _) | (_, Truth::Unknown(why)) => Truth::Unknown(why),
                (left, right) => {
                    Truth::from_bool(holds(op, (left == Truth::Yes).cmp(&(right == Truth::Yes))))
                }
            };
            left.into_iter().zip(right).map(test).collect()
        }
        _ => of_numbers(scope, op, a, b),
    }
}

/// Truth of `value in (…)` for the scope's rows.
pub(super) fn is_one_of(scope: Scope<'_>, value: &Typed, list: &[Typed]) -> Vec<Truth> {
    let words: Option<Vec<&str>> = list.iter().map(|literal| constant_text(scope, literal)).collect();
    if let (Type::Text, Some(words)) = (&value.ty, words) {
        return texts(scope, value).by_word(UNKNOWN, |word| Truth::from_bool(words.contains(&word)));
    }
    let literals: Option<Vec<f64>> = list.iter().map(|literal| constant(scope, literal)).collect();
    if let (Type::Number(_), Some(literals)) = (&value.ty, literals) {
        return by_row(&numbers(scope, value), |value| Truth::from_bool(literals.contains(&value)));
    }
    let mut found = vec![Truth::No; scope.rows.len()];
    for literal in list {
        let equal = truths(scope, BinaryOp::Equal, value, literal);
        found = found.into_iter().zip(equal).map(|(a, b)| a.or(b)).collect();
    }
    found
}

fn of_texts(scope: Scope<'_>, op: BinaryOp, a: &Typed, b: &Typed) -> Vec<Truth> {
    if let Some(right) = constant_text(scope, b) {
        return texts(scope, a).by_word(UNKNOWN, |left| Truth::from_bool(holds(op, left.cmp(right))));
    }
    if let Some(left) = constant_text(scope, a) {
        return texts(scope, b).by_word(UNKNOWN, |right| Truth::from_bool(holds(op, left.cmp(right))));
    }
    let (left, right) = (texts(scope, a), texts(scope, b));
    let test = |row: usize| match (left.get(row), right.get(row)) {
        (Some(left), Some(right)) => Truth::from_bool(holds(op, left.cmp(right))),
        _ => UNKNOWN,
    };
    (0..scope.rows.len()).map(test).collect()
}

fn of_numbers(scope: Scope<'_>, op: BinaryOp, a: &Typed, b: &Typed) -> Vec<Truth> {
    let test = |left: f64, right: f64| {
        left.partial_cmp(&right).map_or(UNKNOWN, |order| Truth::from_bool(holds(op, order)))
    };
    if let Some(right) = constant(scope, b) {
        return by_row(&numbers(scope, a), |left| test(left, right));
    }
    if let Some(left) = constant(scope, a) {
        return by_row(&numbers(scope, b), |right| test(left, right));
    }
    let (left, right) = (numbers(scope, a), numbers(scope, b));
    let test = |row: usize| match (left.reason(row), right.reason(row)) {
        (Some(why), _) | (_, Some(why)) => Truth::Unknown(why),
        _ => test(left.values[row], right.values[row]),
    };
    (0..scope.rows.len()).map(test).collect()
}

/// A truth of every value; of a null it is not known.
fn by_row(column: &Numbers, test: impl Fn(f64) -> Truth) -> Vec<Truth> {
    let mut truths: Vec<Truth> = column.values.iter().map(|value| test(*value)).collect();
    if column.has_nulls() {
        for (row, truth) in truths.iter_mut().enumerate() {
            if let Some(why) = column.reason(row) {
                *truth = Truth::Unknown(why);
            }
        }
    }
    truths
}

fn holds(op: BinaryOp, order: Ordering) -> bool {
    match op {
        BinaryOp::Equal => order.is_eq(),
        BinaryOp::NotEqual => order.is_ne(),
        BinaryOp::Less => order.is_lt(),
        BinaryOp::LessOrEqual => order.is_le(),
        BinaryOp::Greater => order.is_gt(),
        _ => order.is_ge(),
    }
}
