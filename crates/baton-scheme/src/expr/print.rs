//! The canonical text of an expression: one blank around operators, after commas, parentheses only where needed.
//!
//! Reading it gives the same tree: `parse(print(e))` is `e` but for the places.

use std::fmt::Write as _;

use super::ast::{BinaryOp, Expr, ExprKind, Ident};
use super::parser::power;
use super::token::{Word, is_name};

/// The text of an expression.
pub fn print(expr: &Expr) -> String {
    let mut out = String::new();
    write_expr(expr, 0, &mut out);
    out
}

/// How strongly an expression holds together; the minus sign is weaker than `^`, as in −2^2.
fn strength(kind: &ExprKind) -> u8 {
    match kind {
        ExprKind::Binary(op, ..) => binary_strength(*op),
        ExprKind::Not(_) => power::NOT,
        ExprKind::Between { .. } | ExprKind::IsNull { .. } | ExprKind::In { .. } => power::COMPARISON,
        ExprKind::Negate(_) => power::MINUS,
        ExprKind::Number(value) if value.is_sign_negative() => power::MINUS,
        _ => power::ATOM,
    }
}

fn binary_strength(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Or => power::OR,
        BinaryOp::And => power::AND,
        BinaryOp::Add | BinaryOp::Subtract => power::SUM,
        BinaryOp::Multiply | BinaryOp::Divide => power::PRODUCT,
        BinaryOp::Power => power::POWER,
        _ => power::COMPARISON,
    }
}

/// Writes an expression where operators must hold at least as strongly as `least`.
fn write_expr(expr: &Expr, least: u8, out: &mut String) {
    if strength(&expr.kind) < least {
        out.push('(');
        write_kind(&expr.kind, out);
        out.push(')');
    } else {
        write_kind(&expr.kind, out);
    }
}

fn write_kind(kind: &ExprKind, out: &mut String) {
    match kind {
        ExprKind::Number(value) => {
            let _ = write!(out, "{value}");
        }
        ExprKind::Text(text) => write_text(text, out),
        ExprKind::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        ExprKind::Null => out.push_str("null"),
        ExprKind::Path(path) => write_path(path, out),
        ExprKind::Option(path, option) => {
            write_path(path, out);
            out.push('[');
            write_text(&option.value, out);
            out.push(']');
        }
        ExprKind::Negate(value) => {
            // Two minus signs side by side begin a comment in SQL and are an error here.
            out.push('-');
            write_expr(value, power::POWER, out);
        }
        ExprKind::Not(value) => {
            out.push_str("not ");
            write_expr(value, power::NOT, out);
        }
        ExprKind::Binary(op, left, right) => write_binary(*op, left, right, out),
        ExprKind::Between { value, low, high, negated } => {
            write_expr(value, power::SUM, out);
            out.push_str(if *negated { " not between " } else { " between " });
            write_expr(low, power::SUM, out);
            out.push_str(" and ");
            write_expr(high, power::SUM, out);
        }
        ExprKind::IsNull { value, negated } => {
            write_expr(value, power::SUM, out);
            out.push_str(if *negated { " is not null" } else { " is null" });
        }
        ExprKind::In { value, list, negated } => {
            write_expr(value, power::SUM, out);
            out.push_str(if *negated { " not in (" } else { " in (" });
            write_list(list, out);
        }
        ExprKind::Case { subject, arms, otherwise } => {
            write_case(subject.as_deref(), arms, otherwise.as_deref(), out);
        }
        ExprKind::Call(name, list) => {
            write_name(&name.value, out);
            out.push('(');
            write_list(list, out);
        }
    }
}

fn write_binary(op: BinaryOp, left: &Expr, right: &Expr, out: &mut String) {
    let strength = binary_strength(op);
    // `^` groups to the right and takes a minus sign there; comparisons group to neither side; the rest to the left.
    let (least_left, least_right) = match strength {
        power::POWER => (power::ATOM, power::MINUS),
        power::COMPARISON => (power::SUM, power::SUM),
        other => (other, other + 1),
    };
    // `not` stands at the left of nothing but `and`, `or`, where its parentheses are not needed.
    write_expr(left, least_left, out);
    if op == BinaryOp::Power {
        out.push('^');
    } else {
        let _ = write!(out, " {} ", op.sign());
    }
    write_expr(right, least_right, out);
}

fn write_case(subject: Option<&Expr>, arms: &[(Expr, Expr)], otherwise: Option<&Expr>, out: &mut String) {
    out.push_str("case");
    if let Some(subject) = subject {
        out.push(' ');
        write_expr(subject, 0, out);
    }
    for (when, then) in arms {
        out.push_str(" when ");
        write_expr(when, 0, out);
        out.push_str(" then ");
        write_expr(then, 0, out);
    }
    if let Some(otherwise) = otherwise {
        out.push_str(" else ");
        write_expr(otherwise, 0, out);
    }
    out.push_str(" end");
}

/// The list and its closing parenthesis.
fn write_list(list: &[Expr], out: &mut String) {
    for (position, item) in list.iter().enumerate() {
        if position > 0 {
            out.push_str(", ");
        }
        write_expr(item, 0, out);
    }
    out.push(')');
}

fn write_text(text: &str, out: &mut String) {
    let _ = write!(out, "'{}'", text.replace('\'', "''"));
}

fn write_path(path: &[Ident], out: &mut String) {
    for (position, part) in path.iter().enumerate() {
        let number = !part.value.is_empty() && part.value.bytes().all(|byte| byte.is_ascii_digit());
        if position > 0 {
            out.push('.');
        }
        if position > 0 && number {
            out.push_str(&part.value);
        } else {
            write_name(&part.value, out);
        }
    }
}

/// A name, in back-ticks if it is odd or could be taken for a word of the grammar.
fn write_name(name: &str, out: &mut String) {
    let is_word = Word::exact(&baton_model::catalogue::fold(name)).is_some();
    if is_name(name) && !is_word {
        out.push_str(name);
    } else {
        let _ = write!(out, "`{name}`");
    }
}
