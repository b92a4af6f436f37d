//! Attributes of units, now or a year before.

use baton_model::NullReason;
use baton_model::snapshot::AttributeColumn;

use crate::run::column::{Numbers, Texts, Truth, pick};
use crate::run::scope::Scope;

pub(super) fn numbers(scope: Scope<'_>, name: &str) -> Numbers {
    match scope.snapshot.roster.attribute(name, scope.a_year_before) {
        Some(AttributeColumn::Number(values)) => {
            Numbers { values: pick(values, scope.rows).into(), ..Numbers::default() }
        }
        _ => Numbers { values: vec![f64::NAN; scope.rows.len()].into(), ..Numbers::default() },
    }
}

pub(super) fn truths(scope: Scope<'_>, name: &str) -> Vec<Truth> {
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

pub(super) fn texts(scope: Scope<'_>, name: &str) -> Texts {
    match scope.snapshot.roster.attribute(name, scope.a_year_before) {
        Some(AttributeColumn::Text { codes, words }) => {
            Texts { codes: pick(codes, scope.rows), words: words.clone() }
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
