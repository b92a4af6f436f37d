//! Steps 4 and 5: values for missing figures, and outlier treatment.

use baton_model::{Flags, NullReason};
use baton_score::stats;
use baton_score::treat::{Limits, box_cox, check, log, log_ct, winsorise};

use super::column::{Numbers, Truth};
use super::leaf::LeafColumn;
use super::{Context, Scope, eval, group};
use crate::expr::typed::{Type, Typed};
use crate::plan::{Leaf, Missing, TreatFunction, Treatment};

/// Fills the gaps the leaf's policy fills with values.
pub(super) fn impute(context: &Context<'_>, leaf: &Leaf, column: &mut LeafColumn) {
    match &leaf.missing {
        Missing::Mean(within) => fill(context, leaf, column, within.as_ref(), stats::mean),
        Missing::Median(within) => fill(context, leaf, column, within.as_ref(), stats::median),
        Missing::Previous(max_age) => previous(context, leaf, column, *max_age),
        _ => {}
    }
}

fn fill(
    context: &Context<'_>,
    leaf: &Leaf,
    column: &mut LeafColumn,
    within: Option<&Typed>,
    statistic: fn(&[f64]) -> Option<f64>,
) {
    let classes = within.map(|within| classes(column.scope(context, leaf, false), within));
    let mut filled = column.value.clone();
    for position in gaps(column) {
        let Some(set) = column.sets.of(position) else { continue };
        let alike = |other: &&u32| match &classes {
            Some(classes) => classes[**other as usize] == classes[position],
            None => true,
        };
        let members: Vec<u32> = column.sets.members[set].iter().filter(alike).copied().collect();
        if let Some(value) = statistic(&group::gather(&column.value, &members)) {
            filled.set(position, value);
            filled.mark(position, Flags::IMPUTED);
        }
    }
    column.value = filled;
}

/// The class of each row, whatever type the expression has.
fn classes(scope: Scope<'_>, within: &Typed) -> Vec<Option<String>> {
    let rows = scope.rows.len();
    match within.ty {
        Type::Text => {
            let texts = eval::texts(scope, within);
            (0..rows).map(|row| texts.get(row).map(str::to_owned)).collect()
        }
        Type::Bool => eval::truths(scope, within)
            .into_iter()
            .map(|truth| match truth {
                Truth::Unknown(_) => None,
                known => Some((known == Truth::Yes).to_string()),
            })
            .collect(),
        Type::Number(_) => {
            let numbers = eval::numbers(scope, within);
            (0..rows).map(|row| numbers.get(row).map(|number| number.to_string())).collect()
        }
    }
}

/// Positions without a value that the leaf applies to.
fn gaps(column: &LeafColumn) -> Vec<usize> {
    (0..column.value.len())
        .filter(|position| column.value.get(*position).is_none() && column.applies_to(*position))
        .collect()
}

fn previous(context: &Context<'_>, leaf: &Leaf, column: &mut LeafColumn, max_age: u32) {
    let mut filled = column.value.clone();
    for age in 1..=i32::try_from(max_age).unwrap_or(i32::MAX) {
        let open: Vec<usize> =
            gaps(column).into_iter().filter(|position| filled.get(*position).is_none()).collect();
        let Some(period) = context.period.offset(-age).filter(|_| !open.is_empty()) else { break };
        let earlier: Numbers = eval::numbers(column.scope(context, leaf, false).at(period), &leaf.value);
        for position in open {
            if earlier.get(position).is_some() {
                filled.copy_row(position, &earlier, position);
                filled.mark(position, Flags::PREVIOUS);
            }
        }
    }
    column.value = filled;
}

/// Treats outliers set by set.
pub(super) fn treat(leaf: &Leaf, column: &mut LeafColumn) {
    let Some(treatment) = &leaf.treat else { return };
    for members in column.sets.members.clone() {
        let before = group::gather(&column.value, &members);
        let after = treated(treatment, &before);
        for ((position, before), after) in members.iter().zip(before).zip(after) {
            let position = *position as usize;
            if before.is_nan() || before == after {
                continue;
            }
            if after.is_nan() {
                column.value.set_null(position, NullReason::Undefined);
            } else {
                column.value.set(position, after);
                column.value.mark(position, Flags::TREATED);
            }
        }
    }
}

/// Tries the functions in turn until the column passes: winsorising works on what it was given, the others on the
/// column as reported. A column too short to have a shape is left alone.
fn treated(treatment: &Treatment, reported: &[f64]) -> Vec<f64> {
    let limits = Limits { skewness: treatment.skew, kurtosis: treatment.kurtosis };
    let mut values = reported.to_vec();
    for function in &treatment.functions {
        if check(&values, limits).is_none_or(|shape| shape.passes) {
            break;
        }
        let next = match function {
            TreatFunction::Winsorise => {
                winsorise(reported, limits, Some(treatment.max_points), false).map(|done| done.values)
            }
            TreatFunction::LogCt => log_ct(reported),
            TreatFunction::Log => log(reported),
            TreatFunction::BoxCox => box_cox(reported, 0.0, true),
        };
        if let Ok(next) = next {
            values = next;
        }
    }
    values
}
