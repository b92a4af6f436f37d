//! Evaluating expressions in columns. Explain evaluates the same way over a single row.

use baton_model::observation::Scenario;
use baton_model::snapshot::AttributeColumn;
use baton_model::{Flags, Message, NullReason};

use super::column::{Numbers, Texts, Truth};
use super::scope::Scope;
use super::{arithmetic, group, read, time};
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{
    Kind, Outcome, PeriodField, ScenarioFunction, TreeFunction, Type, Typed, UnitField,
};
use crate::messages;
use crate::plan::Parameter;

/// Numbers of an expression for the scope's rows.
pub(super) fn numbers(scope: Scope<'_>, expr: &Typed) -> Numbers {
    let rows = scope.rows.len();
    match &expr.kind {
        Kind::Number(value) => Numbers::same(*value, rows),
        Kind::Null => Numbers::null(NullReason::NotApplicable, rows),
        Kind::Indicator(id) => read::indicator(scope, *id),
        Kind::Attribute(name) => attribute_numbers(scope, name),
        Kind::Parameter(name) => parameter(scope, name),
        Kind::PeriodField(field) => Numbers::same(period_field(scope, *field), rows),
        Kind::Value => own_value(scope),
        Kind::Outcome(outcome) => outcome_numbers(scope, outcome),
        Kind::Result { scheme, outcome } => published(scope, scheme, outcome),
        Kind::Ledger { ledger, measure, option } => ledger_measure(scope, ledger, measure, option.as_deref()),
        Kind::Negate(inner) => numbers(scope, inner).map(NullReason::Undefined, &|a| -a),
        Kind::Binary(op, a, b) => arithmetic::binary(*op, numbers(scope, a), &numbers(scope, b)),
        Kind::Call(function, arguments) => arithmetic::call(scope, *function, arguments),
        Kind::Case(arms, otherwise) => case_numbers(scope, arms, otherwise.as_deref()),
        Kind::Convert(inner, factor) => {
            let factor = *factor;
            numbers(scope, inner).map(NullReason::Undefined, &move |a| factor.apply(a))
        }
        Kind::Time(function, inner) => time::function(scope, *function, inner),
        Kind::Scenario(function, inner) => other_scenario(scope, *function, inner),
        Kind::Tree(function, inner) => tree(scope, *function, inner),
        Kind::Group(function, inner) => group::function(scope, *function, inner),
        Kind::SubPeriods(reduce, kind, inner) => time::sub_periods(scope, *reduce, *kind, inner),
        Kind::Streak(kind, inner) => time::streak(scope, *kind, inner),
        Kind::AsPublished(id) => as_published(scope, *id),
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
        Kind::Binary(op, a, b) if op.is_comparison() => compare(scope, *op, a, b),
        Kind::Between(value, low, high) => {
            let from = compare(scope, BinaryOp::GreaterOrEqual, value, low);
            let to = compare(scope, BinaryOp::LessOrEqual, value, high);
            from.into_iter().zip(to).map(|(a, b)| a.and(b)).collect()
        }
        Kind::IsNull(inner) => nulls(scope, inner),
        Kind::In(value, list) => {
            let mut found = vec![Truth::No; rows];
            for literal in list {
                let equal = compare(scope, BinaryOp::Equal, value, literal);
                found = found.into_iter().zip(equal).map(|(a, b)| a.or(b)).collect();
            }
            found
        }
        Kind::Attribute(name) => attribute_truths(scope, name),
        Kind::Case(arms, otherwise) => case_truths(scope, arms, otherwise.as_deref()),
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
        Kind::UnitField(UnitField::Kind) => {
            Texts::collect(scope.rows.iter().map(|row| Some(roster.kind(*row))))
        }
        Kind::PeriodField(_) => Texts::same(scope.run_period.kind().word(), rows),
        Kind::Attribute(name) => attribute_texts(scope, name),
        Kind::Parameter(name) => match scope.plan.parameters.get(name) {
            Some(Parameter::Text(text)) => Texts::same(text, rows),
            _ => Texts::null(rows),
        },
        Kind::Outcome(Outcome::Grade) => match scope.outcomes.and_then(|outcomes| outcomes.grade) {
            Some(grades) => {
                let texts = scope.rows.iter().map(|row| grades.get(scope.universe.position(*row)?));
                Texts::collect(texts)
            }
            None => Texts::null(rows),
        },
        Kind::Result { scheme, outcome: Outcome::Grade } => {
            let result = scope.snapshot.results.get(&(scheme.clone(), scope.period));
            let text = |row: &u32| result.and_then(|result| result.grade.get(*row as usize)?.as_deref());
            Texts::collect(scope.rows.iter().map(text))
        }
        Kind::Case(arms, otherwise) => case_texts(scope, arms, otherwise.as_deref()),
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

fn compare(scope: Scope<'_>, op: BinaryOp, a: &Typed, b: &Typed) -> Vec<Truth> {
    let unknown = Truth::Unknown(NullReason::NotReported);
    match (&a.ty, &b.ty) {
        (Type::Text, _) | (_, Type::Text) => {
            let (left, right) = (texts(scope, a), texts(scope, b));
            let test = |row: usize| match (left.get(row), right.get(row)) {
                (Some(left), Some(right)) => Truth::from_bool(holds(op, left.cmp(right))),
                _ => unknown,
            };
            (0..scope.rows.len()).map(test).collect()
        }
        (Type::Bool, _) | (_, Type::Bool) => {
            let (left, right) = (truths(scope, a), truths(scope, b));
            let test = |(left, right)| match (left, right) {
                (Truth::Unknown(why), _) | (_, Truth::Unknown(why)) => Truth::Unknown(why),
                (left, right) => {
                    Truth::from_bool(holds(op, (left == Truth::Yes).cmp(&(right == Truth::Yes))))
                }
            };
            left.into_iter().zip(right).map(test).collect()
        }
        _ => {
            let (left, right) = (numbers(scope, a), numbers(scope, b));
            let test = |row: usize| match (left.reason(row), right.reason(row)) {
                (Some(why), _) | (_, Some(why)) => Truth::Unknown(why),
                _ => left.values[row]
                    .partial_cmp(&right.values[row])
                    .map_or(unknown, |order| Truth::from_bool(holds(op, order))),
            };
            (0..scope.rows.len()).map(test).collect()
        }
    }
}

fn holds(op: BinaryOp, order: std::cmp::Ordering) -> bool {
    match op {
        BinaryOp::Equal => order.is_eq(),
        BinaryOp::NotEqual => order.is_ne(),
        BinaryOp::Less => order.is_lt(),
        BinaryOp::LessOrEqual => order.is_le(),
        BinaryOp::Greater => order.is_gt(),
        _ => order.is_ge(),
    }
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

fn case_numbers(scope: Scope<'_>, arms: &[(Typed, Typed)], otherwise: Option<&Typed>) -> Numbers {
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

fn case_truths(scope: Scope<'_>, arms: &[(Typed, Typed)], otherwise: Option<&Typed>) -> Vec<Truth> {
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

fn case_texts(scope: Scope<'_>, arms: &[(Typed, Typed)], otherwise: Option<&Typed>) -> Texts {
    let rows = scope.rows.len();
    let mut results: Vec<Texts> = arms.iter().map(|(_, then)| texts(scope, then)).collect();
    results.push(otherwise.map_or_else(|| Texts::null(rows), |e| texts(scope, e)));
    let choice = chosen(scope, arms);
    Texts::collect(
        choice.iter().enumerate().map(|(row, choice)| choice.ok().and_then(|arm| results[arm].get(row))),
    )
}

fn attribute_numbers(scope: Scope<'_>, name: &str) -> Numbers {
    match scope.snapshot.roster.attribute(name, scope.a_year_before) {
        Some(AttributeColumn::Number(values)) => {
            let values = scope.rows.iter().map(|row| values[*row as usize]).collect();
            Numbers { values, ..Numbers::default() }
        }
        _ => Numbers { values: vec![f64::NAN; scope.rows.len()].into(), ..Numbers::default() },
    }
}

fn attribute_truths(scope: Scope<'_>, name: &str) -> Vec<Truth> {
    let unknown = Truth::Unknown(NullReason::NotReported);
    match scope.snapshot.roster.attribute(name, scope.a_year_before) {
        Some(AttributeColumn::Bool(values)) => {
            let truth = |row: &u32| match values[*row as usize] {
                0 => Truth::No,
                1 => Truth::Yes,
                _ => unknown,
            };
            scope.rows.iter().map(truth).collect()
        }
        _ => vec![unknown; scope.rows.len()],
    }
}

fn attribute_texts(scope: Scope<'_>, name: &str) -> Texts {
    match scope.snapshot.roster.attribute(name, scope.a_year_before) {
        Some(AttributeColumn::Text { codes, words }) => {
            let codes = scope.rows.iter().map(|row| codes[*row as usize]).collect();
            Texts { codes, words: words.clone() }
        }
        Some(AttributeColumn::Number(values)) => {
            let text: Vec<Option<String>> = scope
                .rows
                .iter()
                .map(|row| {
                    Some(values[*row as usize]).filter(|value| !value.is_nan()).map(|value| value.to_string())
                })
                .collect();
            Texts::collect(text.iter().map(Option::as_deref))
        }
        _ => Texts::null(scope.rows.len()),
    }
}

fn parameter(scope: Scope<'_>, name: &str) -> Numbers {
    match scope.plan.parameters.get(name) {
        Some(Parameter::Number(value)) => Numbers::same(*value, scope.rows.len()),
        Some(Parameter::ByPeriod(values)) => {
            let fits = values.iter().filter(|(period, _)| period.contains(scope.period));
            match fits.max_by_key(|(period, _)| period.kind()) {
                Some((_, value)) => Numbers::same(*value, scope.rows.len()),
                None => {
                    let message = Message::new(&messages::NO_PARAMETER_FOR_PERIOD)
                        .with("name", name)
                        .with("period", scope.period.to_string());
                    scope.refuse(None, message);
                    Numbers::null(NullReason::NotReported, scope.rows.len())
                }
            }
        }
        _ => Numbers::null(NullReason::Undefined, scope.rows.len()),
    }
}

fn period_field(scope: Scope<'_>, field: PeriodField) -> f64 {
    let end = scope.period.end();
    match field {
        PeriodField::Year => f64::from(scope.period.year()),
        PeriodField::Half => f64::from((end.month() - 1) / 6 + 1),
        PeriodField::Quarter => f64::from((end.month() - 1) / 3 + 1),
        PeriodField::Month => f64::from(end.month()),
        PeriodField::Kind => f64::NAN,
    }
}

fn own_value(scope: Scope<'_>) -> Numbers {
    let mut column = Numbers::null(NullReason::NotApplicable, scope.rows.len());
    let Some(value) = scope.value else { return column };
    if scope.rows == &scope.universe.rows[..] {
        return value.clone();
    }
    for (at, row) in scope.rows.iter().enumerate() {
        if let Some(position) = scope.universe.position(*row) {
            column.copy_row(at, value, position);
        }
    }
    column
}

fn outcome_numbers(scope: Scope<'_>, outcome: &Outcome) -> Numbers {
    let mut column = Numbers::null(NullReason::NotApplicable, scope.rows.len());
    let Some(outcomes) = scope.outcomes else { return column };
    let subjects = scope.universe.subjects;
    let results = outcomes.numbers(scope.plan, outcome, subjects);
    for (at, row) in scope.rows.iter().enumerate() {
        if let Some(position) = scope.universe.position(*row).filter(|position| *position < subjects) {
            column.copy_row(at, &results, position);
        }
    }
    column
}

fn published(scope: Scope<'_>, scheme: &str, outcome: &Outcome) -> Numbers {
    let rows = scope.rows.len();
    let nothing = || Numbers::null(NullReason::NoPublishedResult, rows);
    let Some(result) = scope.snapshot.results.get(&(scheme.to_owned(), scope.period)) else {
        return nothing();
    };
    let node = |id: &str, part: usize| result.nodes.get(id).map(|columns| &columns[part]);
    let values = match outcome {
        Outcome::Points(id) => node(id, 0),
        Outcome::Ratio(id) => node(id, 1),
        Outcome::Rank(id) => node(id, 2),
        Outcome::Total => Some(&result.total),
        Outcome::TotalRatio => Some(&result.ratio),
        Outcome::TotalRank => Some(&result.rank),
        Outcome::Count => Some(&result.n),
        Outcome::Level => Some(&result.level),
        Outcome::Grade | Outcome::RankChange => None,
    };
    let Some(values) = values.filter(|values| !values.is_empty()) else { return nothing() };
    let mut column = nothing();
    for (at, row) in scope.rows.iter().enumerate() {
        let value = values[*row as usize];
        if !value.is_nan() {
            column.set(at, value);
            if result.draft {
                column.mark(at, Flags::DRAFT);
            }
        }
    }
    column
}

fn ledger_measure(scope: Scope<'_>, ledger: &str, measure: &str, option: Option<&str>) -> Numbers {
    let key = match option {
        Some(option) => format!("{ledger}.{measure}[{option}]"),
        None => format!("{ledger}.{measure}"),
    };
    let Some(values) = scope.snapshot.ledgers.get(&(key, scope.period)) else {
        return Numbers::null(NullReason::NotApplicable, scope.rows.len());
    };
    let mut column = Numbers::null(NullReason::NotApplicable, scope.rows.len());
    for (at, row) in scope.rows.iter().enumerate() {
        if !values[*row as usize].is_nan() {
            column.set(at, values[*row as usize]);
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

fn tree(scope: Scope<'_>, function: TreeFunction, inner: &Typed) -> Numbers {
    match function {
        TreeFunction::Parent => parent(scope, inner),
        TreeFunction::Share => {
            let own = numbers(scope, inner);
            arithmetic::binary(BinaryOp::Divide, own, &parent(scope, inner))
                .map(NullReason::Undefined, &|a| a * 100.0)
        }
        TreeFunction::ChildrenSum => children_sum(scope, inner),
    }
}

fn parent(scope: Scope<'_>, inner: &Typed) -> Numbers {
    let roster = &scope.snapshot.roster;
    let above: Vec<Option<u32>> = scope.rows.iter().map(|row| roster.parent(*row)).collect();
    let mut distinct: Vec<u32> = above.iter().flatten().copied().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let values = numbers(scope.over(&distinct), inner);
    let mut column = Numbers::null(NullReason::NotApplicable, scope.rows.len());
    for (at, above) in above.iter().enumerate() {
        if let Some(found) = above.and_then(|above| distinct.binary_search(&above).ok()) {
            column.copy_row(at, &values, found);
        }
    }
    column
}

fn children_sum(scope: Scope<'_>, inner: &Typed) -> Numbers {
    let mut column = Numbers::null(NullReason::NotApplicable, scope.rows.len());
    for (at, row) in scope.rows.iter().enumerate() {
        let children = scope.snapshot.roster.children(*row);
        if children.is_empty() {
            continue;
        }
        let values = numbers(scope.over(&children), inner);
        match (0..values.len()).find_map(|child| values.reason(child)) {
            Some(why) => column.set_null(at, why),
            None => column.set(at, values.values.iter().sum()),
        }
    }
    column
}

fn as_published(scope: Scope<'_>, id: baton_model::IndicatorId) -> Numbers {
    let code = &scope.snapshot.catalogue.get(id).code;
    let mut column = Numbers::null(NullReason::NoPublishedResult, scope.rows.len());
    let mut runs = scope.snapshot.results.iter().rev().filter(|((_, period), _)| *period == scope.period);
    let Some(values) = runs.find_map(|(_, result)| result.inputs.get(code)) else { return column };
    for (at, row) in scope.rows.iter().enumerate() {
        if !values[*row as usize].is_nan() {
            column.set(at, values[*row as usize]);
        }
    }
    column
}
