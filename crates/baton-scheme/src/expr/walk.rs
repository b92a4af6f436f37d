//! Reading a checked tree.

use baton_model::IndicatorId;

use super::typed::{Kind, Typed};

/// The operands of an expression, in reading order.
pub fn children(expr: &Typed) -> Vec<&Typed> {
    match &expr.kind {
        Kind::Number(_)
        | Kind::Text(_)
        | Kind::Bool(_)
        | Kind::Null
        | Kind::Indicator(_)
        | Kind::Attribute(_)
        | Kind::UnitField(_)
        | Kind::Parameter(_)
        | Kind::PeriodField(_)
        | Kind::Value
        | Kind::Outcome(_)
        | Kind::Result { .. }
        | Kind::Ledger { .. }
        | Kind::AsPublished(_)
        | Kind::Elapsed => Vec::new(),
        Kind::Negate(a)
        | Kind::Not(a)
        | Kind::IsNull(a)
        | Kind::Convert(a, _)
        | Kind::Time(_, a)
        | Kind::Scenario(_, a)
        | Kind::Tree(_, a)
        | Kind::Group(_, a)
        | Kind::SubPeriods(_, _, a)
        | Kind::Streak(_, a) => vec![a],
        Kind::Binary(_, a, b) => vec![a, b],
        Kind::Between(a, b, c) => vec![a, b, c],
        Kind::In(a, list) => std::iter::once(&**a).chain(list).collect(),
        Kind::Call(_, list) => list.iter().collect(),
        Kind::Case(arms, otherwise) => {
            arms.iter().flat_map(|(when, then)| [when, then]).chain(otherwise.as_deref()).collect()
        }
    }
}

/// Visits an expression and everything in it, each before its operands, in reading order.
pub fn walk<'t>(expr: &'t Typed, visit: &mut dyn FnMut(&'t Typed)) {
    visit(expr);
    for child in children(expr) {
        walk(child, visit);
    }
}

/// Does the test hold anywhere in the expression?
pub fn any(expr: &Typed, test: &dyn Fn(&Typed) -> bool) -> bool {
    test(expr) || children(expr).into_iter().any(|child| any(child, test))
}

/// How many nodes the expression has.
pub fn size(expr: &Typed) -> usize {
    children(expr).into_iter().map(size).sum::<usize>() + 1
}

/// The indicators an expression reads, in reading order, each once.
pub fn indicators_read(expr: &Typed) -> Vec<IndicatorId> {
    let mut found = Vec::new();
    walk(expr, &mut |node| {
        if let Kind::Indicator(id) | Kind::AsPublished(id) = &node.kind
            && !found.contains(id)
        {
            found.push(*id);
        }
    });
    found
}
