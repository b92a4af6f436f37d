//! Conditions with what they read in them: `rate < 0.6 and not attr.small` → `0.52 < 0.6 and not true`.

use super::formula::with_numbers;
use super::number::Digits;
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{Kind, Type, Typed};
use crate::run::column::Truth;
use crate::run::{Scope, texts_of, truths_of};

/// The text of a condition for the scope's one row.
pub(super) fn with_values(scope: Scope<'_>, expr: &Typed) -> String {
    match &expr.kind {
        Kind::Binary(op @ (BinaryOp::And | BinaryOp::Or), a, b) => {
            format!("{} {} {}", inside(*op, scope, a), op.sign(), inside(*op, scope, b))
        }
        Kind::Binary(op, a, b) if op.is_comparison() => {
            format!("{} {} {}", value(scope, a), op.sign(), value(scope, b))
        }
        Kind::Not(inner) => match inner.kind {
            Kind::Binary(..) | Kind::Between(..) | Kind::In(..) | Kind::IsNull(_) => {
                format!("not ({})", with_values(scope, inner))
            }
            _ => format!("not {}", with_values(scope, inner)),
        },
        Kind::Between(of, low, high) => {
            format!("{} between {} and {}", value(scope, of), value(scope, low), value(scope, high))
        }
        Kind::IsNull(inner) => format!("{} is null", value(scope, inner)),
        Kind::In(of, list) => {
            let list: Vec<String> = list.iter().map(|literal| value(scope, literal)).collect();
            format!("{} in ({})", value(scope, of), list.join(", "))
        }
        _ => value(scope, expr),
    }
}

/// A part of `and` or `or`, in parentheses where the other of the two stands inside.
fn inside(around: BinaryOp, scope: Scope<'_>, expr: &Typed) -> String {
    let text = with_values(scope, expr);
    match &expr.kind {
        Kind::Binary(op @ (BinaryOp::And | BinaryOp::Or), ..) if *op != around => format!("({text})"),
        _ => text,
    }
}

fn value(scope: Scope<'_>, expr: &Typed) -> String {
    match expr.ty {
        Type::Number(_) => with_numbers(Digits::Brief, scope, expr),
        Type::Text => match texts_of(scope, expr).get(0) {
            Some(text) => format!("'{text}'"),
            None => "null".to_owned(),
        },
        Type::Bool => match truths_of(scope, expr).first() {
            Some(Truth::Yes) => "true".to_owned(),
            Some(Truth::No) => "false".to_owned(),
            _ => "null".to_owned(),
        },
    }
}
