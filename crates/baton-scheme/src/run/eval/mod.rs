//! Evaluating expressions in columns. Explain evaluates the same way over a single row.

mod attribute;
mod blocks;
mod case;
mod compare;
mod constant;
mod elsewhere;
mod tree;

use baton_model::observation::Scenario;
use baton_model::{Message, NullReason};

use super::column::{Numbers, Texts, Truth};
use super::scope::Scope;
use super::{arithmetic, group, read, time};
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{Kind, Outcome, ScenarioFunction, Type, Typed, UnitField};
use crate::messages;
use crate::plan::Parameter;
pub(super) use blocks::{goes_by_blocks, long_numbers, rows_at_once};
pub(super) use constant::constant;

/// Numbers of an expression for the scope's rows.
pub(super) fn numbers(scope: Scope<'_>, expr: &Typed) -> Numbers {
    let rows = scope.rows.len();
    match &expr.kind {
        Kind::Number(value) => Numbers::same(*value, rows),
        Kind::Null => Numbers::null(NullReason::NotApplicable, rows),
        Kind::Indicator(id) => read::indicator(scope, *id),
        Kind::Attribute(name) => attribute::numbers(scope, name),
        Kind::Parameter(name) => parameter(scope, name),
        Kind::PeriodField(field) => Numbers::same(constant::period_field(scope, *field), rows),
        Kind::Value => own_value(scope),
        Kind::Outcome(outcome) => outcome_numbers(scope, outcome),
        Kind::Result { scheme, outcome } => elsewhere::published(scope, scheme, outcome),
        Kind::Ledger { ledger, measure, option } => {
            elsewhere::ledger_measure(scope, ledger, measure, option.as_deref())
        }
        Kind::Negate(inner) => numbers(scope, inner).map(NullReason::Undefined, &|a| -a),
        Kind::Binary(op, a, b) => match (constant(scope, a), constant(scope, b)) {
            (_, Some(b)) => arithmetic::with_constant(*op, numbers(scope, a), b),
            (Some(a), None) => arithmetic::of_constant(*op, a, numbers(scope, b)),
            _ => arithmetic::binary(*op, numbers(scope, a), &numbers(scope, b)),
        },
        Kind::Call(function, arguments) => arithmetic::call(scope, *function, arguments),
        Kind::Case(arms, otherwise) => case::of_numbers(scope, arms, otherwise.as_deref()),
        Kind::Convert(inner, factor) => {
            let factor = *factor;
            numbers(scope, inner).map(NullReason::Undefined, &move |a| factor.apply(a))
        }
        Kind::Time(function, inner) => time::function(scope, *function, inner),
        Kind::Scenario(function, inner) => other_scenario(scope, *function, inner),
        Kind::Tree(function, inner) => tree::function(scope, *function, inner),
        Kind::Group(function, inner) => group::function(scope, *function, inner),
        Kind::SubPeriods(reduce, kind, inner) => time::sub_periods(scope, *reduce, *kind, inner),
        Kind::Streak(kind, inner) => time::streak(scope, *kind, inner),
        Kind::AsPublished(id) => elsewhere::as_published(scope, *id),
        Kind::Elapsed => Numbers::same(scope.period.elapsed(), rows),
        Kind::Text(_) | Kind::UnitField(_) => Numbers::null(NullReason::Undefined, rows),
        Kind::Bool(_) | Kind::Not(_) | Kind::Between(..) | Kind::IsNull(_) | Kind::In(..) => {
            let truths = truths(scope, expr);
            let mut column = Numbers::same(0.0, rows);
            for (row, truth) in truths.into_iter().enumerate() {
                match truth {
                    Truth::Yes => column.set(row, 1.0),
                    Truth::No => {}
                    Truth::Unknown(why) => column.set_null(row, why),
                }
            }
            column
        }
    }
}

/// Truth of a condition for the scope's rows.
pub(super) fn truths(scope: Scope<'_>, expr: &Typed) -> Vec<Truth> {
    let rows = scope.rows.len();
    match &expr.kind {
        Kind::Bool(value) => vec![Truth::from_bool(*value); rows],
        Kind::Not(inner) => truths(scope, inner).into_iter().map(Truth::negate).collect(),
        Kind::Binary(BinaryOp::And, a, b) => pairwise(scope, a, b, Truth::and),
        Kind::Binary(BinaryOp::Or, a, b) => pairwise(scope, a, b, Truth::or),
        Kind::Binary(op, a, b) if op.is_comparison() => compare::truths(scope, *op, a, b),
        Kind::Between(value, low, high) => {
            let from = compare::truths(scope, BinaryOp::GreaterOrEqual, value, low);
            let to = compare::truths(scope, BinaryOp::LessOrEqual, value, high);
            from.into_iter().zip(to).map(|(a, b)| a.and(b)).collect()
        }
        Kind::IsNull(inner) => nulls(scope, inner),
        Kind::In(value, list) => compare::is_one_of(scope, value, list),
        Kind::Attribute(name) => attribute::truths(scope, name),
        Kind::Case(arms, otherwise) => case::of_truths(scope, arms, otherwise.as_deref()),
        Kind::Time(time::PREV_YEAR, inner) => match time::year_before(scope) {
            Some(before) => truths(before, inner),
            None => vec![Truth::Unknown(NullReason::NotApplicable); rows],
        },
        _ => vec![Truth::Unknown(NullReason::Undefined); rows],
    }
}

/// Texts of an expression for the scope's rows.
pub(super) fn texts(scope: Scope<'_>, expr: &Typed) -> Texts {
    let rows = scope.rows.len();
    let roster = &scope.snapshot.roster;
    match &expr.kind {
        Kind::Text(word) => Texts::same(word, rows),
        Kind::UnitField(UnitField::Code) => {
            Texts::collect(scope.rows.iter().map(|row| Some(roster.code(*row))))
        }
        Kind::UnitField(UnitField::Name) => {
            Texts::collect(scope.rows.iter().map(|row| Some(roster.name(*row))))
        }
        Kind::UnitField(UnitField::Kind) => match roster.only_kind() {
            Some(kind) => Texts::same(kind, rows),
            None => Texts::collect(scope.rows.iter().map(|row| Some(roster.kind(*row)))),
        },
        Kind::PeriodField(_) => Texts::same(scope.run_period.kind().word(), rows),
        Kind::Attribute(name) => attribute::texts(scope, name),
        Kind::Parameter(name) => match scope.plan.parameters.get(name) {
            Some(Parameter::Text(text)) => Texts::same(text, rows),
            _ => Texts::null(rows),
        },
        Kind::Outcome(Outcome::Grade) => match scope.outcomes.and_then(|outcomes| outcomes.grade) {
            Some(grades) => {
                let position = |row: &u32| grades.codes.get(scope.universe.position(*row)?).copied();
                let codes = scope.rows.iter().map(|row| position(row).unwrap_or(u32::MAX)).collect();
                Texts { codes, words: grades.words.clone() }
            }
            None => Texts::null(rows),
        },
        Kind::Result { scheme, outcome: Outcome::Grade } => {
            let result = scope.snapshot.results.get(&(scheme.clone(), scope.period));
            let text = |row: &u32| result.and_then(|result| result.grade.get(*row as usize)?.as_deref());
            Texts::collect(scope.rows.iter().map(text))
        }
        Kind::Case(arms, otherwise) => case::of_texts(scope, arms, otherwise.as_deref()),
        Kind::Time(time::PREV_YEAR, inner) => match time::year_before(scope) {
            Some(before) => texts(before, inner),
            None => Texts::null(rows),
        },
        _ => Texts::null(rows),
    }
}

fn pairwise(scope: Scope<'_>, a: &Typed, b: &Typed, join: fn(Truth, Truth) -> Truth) -> Vec<Truth> {
    truths(scope, a).into_iter().zip(truths(scope, b)).map(|(a, b)| join(a, b)).collect()
}

fn nulls(scope: Scope<'_>, expr: &Typed) -> Vec<Truth> {
    let rows = scope.rows.len();
    match expr.ty {
        Type::Number(_) => {
            let column = numbers(scope, expr);
            column.values.iter().map(|value| Truth::from_bool(value.is_nan())).collect()
        }
        Type::Text => {
            let column = texts(scope, expr);
            (0..rows).map(|row| Truth::from_bool(column.get(row).is_none())).collect()
        }
        Type::Bool => {
            let unknown = |truth| Truth::from_bool(matches!(truth, Truth::Unknown(_)));
            truths(scope, expr).into_iter().map(unknown).collect()
        }
    }
}

fn parameter(scope: Scope<'_>, name: &str) -> Numbers {
    if let Some(value) = constant::parameter(scope, name) {
        return Numbers::same(value, scope.rows.len());
    }
    if let Some(Parameter::ByPeriod(_)) = scope.plan.parameters.get(name) {
        let message = Message::new(&messages::NO_PARAMETER_FOR_PERIOD)
            .with("name", name)
            .with("period", scope.period.to_string());
        scope.refuse(None, message);
        return Numbers::null(NullReason::NotReported, scope.rows.len());
    }
    Numbers::null(NullReason::Undefined, scope.rows.len())
}

fn own_value(scope: Scope<'_>) -> Numbers {
    let Some(value) = scope.value else {
        return Numbers::null(NullReason::NotApplicable, scope.rows.len());
    };
    at_positions(scope, value)
}

fn outcome_numbers(scope: Scope<'_>, outcome: &Outcome) -> Numbers {
    let Some(outcomes) = scope.outcomes else {
        return Numbers::null(NullReason::NotApplicable, scope.rows.len());
    };
    at_positions(scope, &outcomes.numbers(scope.plan, outcome, scope.universe.subjects))
}

/// The rows of a column that goes by position in the universe, at least its subjects.
fn at_positions(scope: Scope<'_>, by_position: &Numbers) -> Numbers {
    if let Some(positions) = scope.positions().filter(|positions| positions.end <= by_position.len()) {
        return by_position.slice(positions);
    }
    let mut column = Numbers::null(NullReason::NotApplicable, scope.rows.len());
    for (at, row) in scope.rows.iter().enumerate() {
        if let Some(position) = scope.universe.position(*row).filter(|at| *at < by_position.len()) {
            column.copy_row(at, by_position, position);
        }
    }
    column
}

fn other_scenario(scope: Scope<'_>, function: ScenarioFunction, inner: &Typed) -> Numbers {
    let (scenario, period) = match function {
        ScenarioFunction::Plan => (Scenario::Plan, scope.period),
        ScenarioFunction::PlanYear => (Scenario::Plan, scope.period.whole_year()),
        ScenarioFunction::Forecast => (Scenario::Forecast, scope.period),
    };
    numbers(Scope { scenario, ..scope.at(period) }, inner)
}
