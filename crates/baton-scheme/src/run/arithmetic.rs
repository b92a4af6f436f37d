//! Operators and functions of values.

use baton_model::{Flags, NullReason};
use baton_score::round;

use super::column::Numbers;
use super::eval::numbers;
use super::scope::Scope;
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{Function, Typed};

/// Arithmetic on two columns.
pub(super) fn binary(op: BinaryOp, a: Numbers, b: &Numbers) -> Numbers {
    match op {
        BinaryOp::Add => a.zip(b, NullReason::Undefined, &|a, b| a + b),
        BinaryOp::Subtract => a.zip(b, NullReason::Undefined, &|a, b| a - b),
        BinaryOp::Multiply => a.zip(b, NullReason::Undefined, &|a, b| a * b),
        BinaryOp::Divide => a.zip(b, NullReason::DivisionByZero, &|a, b| a / b),
        BinaryOp::Power => a.zip(b, NullReason::Undefined, &libm::pow),
        _ => Numbers::null(NullReason::Undefined, b.len()),
    }
}

/// Arithmetic on a column and a number.
pub(super) fn with_constant(op: BinaryOp, a: Numbers, b: f64) -> Numbers {
    match op {
        BinaryOp::Add => a.map(NullReason::Undefined, &|a| a + b),
        BinaryOp::Subtract => a.map(NullReason::Undefined, &|a| a - b),
        BinaryOp::Multiply => a.map(NullReason::Undefined, &|a| a * b),
        BinaryOp::Divide => a.map(NullReason::DivisionByZero, &|a| a / b),
        BinaryOp::Power => a.map(NullReason::Undefined, &|a| libm::pow(a, b)),
        _ => Numbers::null(NullReason::Undefined, a.len()),
    }
}

/// Arithmetic on a number and a column.
pub(super) fn of_constant(op: BinaryOp, a: f64, b: Numbers) -> Numbers {
    match op {
        BinaryOp::Add => b.map(NullReason::Undefined, &|b| a + b),
        BinaryOp::Subtract => b.map(NullReason::Undefined, &|b| a - b),
        BinaryOp::Multiply => b.map(NullReason::Undefined, &|b| a * b),
        BinaryOp::Divide => b.map(NullReason::DivisionByZero, &|b| a / b),
        BinaryOp::Power => b.map(NullReason::Undefined, &|b| libm::pow(a, b)),
        _ => Numbers::null(NullReason::Undefined, b.len()),
    }
}

/// A function of values.
pub(super) fn call(scope: Scope<'_>, function: Function, arguments: &[Typed]) -> Numbers {
    let mut columns = arguments.iter().map(|argument| numbers(scope, argument));
    let Some(first) = columns.next() else { return Numbers::null(NullReason::Undefined, scope.rows.len()) };
    let undefined = NullReason::Undefined;
    match function {
        Function::Coalesce => columns.fold(first, |sofar, next| coalesce(sofar, &next)),
        Function::NullIf => columns.fold(first, |sofar, next| null_if(sofar, &next)),
        Function::Abs => first.map(undefined, &f64::abs),
        Function::Ln => first.map(undefined, &libm::log),
        Function::Log10 => first.map(undefined, &libm::log10),
        Function::Exp => first.map(undefined, &libm::exp),
        Function::Sqrt => first.map(undefined, &f64::sqrt),
        Function::Power => columns.fold(first, |a, b| a.zip(&b, undefined, &libm::pow)),
        Function::Mod => columns.fold(first, |a, b| a.zip(&b, NullReason::DivisionByZero, &|a, b| a % b)),
        Function::Round => round_to(scope, first, columns.next()),
        Function::Floor => first.map(undefined, &round::floor),
        Function::Ceil => first.map(undefined, &round::ceil),
        Function::Least => columns.fold(first, |a, b| a.zip(&b, undefined, &f64::min)),
        Function::Greatest => columns.fold(first, |a, b| a.zip(&b, undefined, &f64::max)),
        Function::LeastOf => columns.fold(first, |a, b| of_present(a, &b, f64::min)),
        Function::GreatestOf => columns.fold(first, |a, b| of_present(a, &b, f64::max)),
    }
}

fn coalesce(mut sofar: Numbers, next: &Numbers) -> Numbers {
    for row in 0..sofar.len() {
        if sofar.get(row).is_none() && next.get(row).is_some() {
            sofar.copy_row(row, next, row);
            sofar.mark(row, Flags::SUBSTITUTED);
        }
    }
    sofar
}

fn null_if(mut sofar: Numbers, next: &Numbers) -> Numbers {
    for row in 0..sofar.len() {
        if sofar.get(row).is_some() && sofar.get(row) == next.get(row) {
            sofar.set_null(row, NullReason::NotApplicable);
        }
    }
    sofar
}

fn of_present(mut sofar: Numbers, next: &Numbers, join: fn(f64, f64) -> f64) -> Numbers {
    for row in 0..sofar.len() {
        match (sofar.get(row), next.get(row)) {
            (Some(a), Some(b)) => sofar.set(row, join(a, b)),
            (None, Some(_)) => {
                sofar.copy_row(row, next, row);
                sofar.mark(row, Flags::SUBSTITUTED);
            }
            (Some(_), None) => sofar.mark(row, Flags::SUBSTITUTED),
            (None, None) => {}
        }
    }
    sofar
}

fn round_to(scope: Scope<'_>, column: Numbers, places: Option<Numbers>) -> Numbers {
    let mode = scope.plan.rounding.mode;
    let places = places.unwrap_or_else(|| Numbers::same(0.0, scope.rows.len()));
    column.zip(&places, NullReason::Undefined, &|value, places| round::round_f64(value, places as i32, mode))
}
