//! Expressions that are the same number in every row: never made a column of.

use crate::expr::typed::{Kind, PeriodField, Typed};
use crate::plan::Parameter;
use crate::run::scope::Scope;

/// The number an expression is in every row; none where rows may differ, or it is null.
pub(in crate::run) fn constant(scope: Scope<'_>, expr: &Typed) -> Option<f64> {
    let value = match &expr.kind {
        Kind::Number(value) => *value,
        Kind::Parameter(name) => parameter(scope, name)?,
        Kind::PeriodField(field) => period_field(scope, *field),
        Kind::Elapsed => scope.period.elapsed(),
        Kind::Negate(inner) => -constant(scope, inner)?,
        _ => return None,
    };
    value.is_finite().then_some(value)
}

/// The text an expression is in every row.
pub(super) fn constant_text<'a>(scope: Scope<'a>, expr: &'a Typed) -> Option<&'a str> {
    match &expr.kind {
        Kind::Text(text) => Some(text),
        Kind::Parameter(name) => match scope.plan.parameters.get(name) {
            Some(Parameter::Text(text)) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// The number a parameter is in the scope's period.
pub(super) fn parameter(scope: Scope<'_>, name: &str) -> Option<f64> {
    match scope.plan.parameters.get(name)? {
        Parameter::Number(value) => Some(*value),
        Parameter::ByPeriod(values) => {
            let fits = values.iter().filter(|(period, _)| period.contains(scope.period));
            fits.max_by_key(|(period, _)| period.kind()).map(|(_, value)| *value)
        }
        Parameter::Text(_) => None,
    }
}

pub(super) fn period_field(scope: Scope<'_>, field: PeriodField) -> f64 {
    let end = scope.period.end();
    match field {
        PeriodField::Year => f64::from(scope.period.year()),
        PeriodField::Half => f64::from((end.month() - 1) / 6 + 1),
        PeriodField::Quarter => f64::from((end.month() - 1) / 3 + 1),
        PeriodField::Month => f64::from(end.month()),
        PeriodField::Kind => f64::NAN,
    }
}
