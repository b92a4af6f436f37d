//! The value of an expression of constants, as far as it does not depend on the period.

use std::collections::BTreeMap;

use crate::expr::ast::BinaryOp;
use crate::expr::typed::{Kind, Typed};
use crate::plan::Parameter;

/// The value; none where something else is read, a parameter is not known, or it divides by 0.
pub(super) fn value(expr: &Typed, parameters: &BTreeMap<String, Parameter>) -> Option<f64> {
    match &expr.kind {
        Kind::Number(value) => Some(*value),
        Kind::Parameter(name) => match parameters.get(name)? {
            Parameter::Number(value) => Some(*value),
            _ => None,
        },
        Kind::Negate(inner) => Some(-value(inner, parameters)?),
        Kind::Binary(op, a, b) => {
            let (a, b) = (value(a, parameters)?, value(b, parameters)?);
            match op {
                BinaryOp::Add => Some(a + b),
                BinaryOp::Subtract => Some(a - b),
                BinaryOp::Multiply => Some(a * b),
                BinaryOp::Divide if b != 0.0 => Some(a / b),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The value of a constant without parameters.
pub(super) fn literal(expr: &Typed) -> Option<f64> {
    value(expr, &BTreeMap::new())
}
