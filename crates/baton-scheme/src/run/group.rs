//! Statistics of comparison sets.

use baton_model::{Direction, NullReason};
use baton_score::rank::{Ties, rank_descending};
use baton_score::stats;

use super::column::Numbers;
use super::eval::numbers;
use super::scope::{Scope, Sets};
use crate::expr::typed::{GroupFunction, Typed};

/// A statistic of each row's comparison set.
pub(super) fn function(scope: Scope<'_>, function: GroupFunction, inner: &Typed) -> Numbers {
    let mut column = Numbers::null(NullReason::NotApplicable, scope.rows.len());
    let Some(sets) = scope.sets else { return column };
    let over_all = numbers(scope.over(&scope.universe.rows), inner);
    if function == GroupFunction::Rank {
        let ranks = ranks(&over_all, sets, scope.direction, Ties::Competition);
        for (at, row) in scope.rows.iter().enumerate() {
            if let Some(position) = scope.universe.position(*row) {
                column.copy_row(at, &ranks, position);
            }
        }
        return column;
    }
    let results: Vec<Option<f64>> = (0..sets.members.len())
        .map(|set| statistic(function, &sets.gather(&over_all.values, set), scope.direction))
        .collect();
    for (at, row) in scope.rows.iter().enumerate() {
        let set = scope.universe.position(*row).and_then(|position| sets.of(position));
        match set.map(|set| results[set]) {
            Some(Some(value)) => column.set(at, value),
            Some(None) => column.set_null(at, NullReason::TooFew),
            None => {}
        }
    }
    column
}

/// The values at some positions, nulls included as NaN.
pub(super) fn gather(column: &Numbers, members: &[u32]) -> Vec<f64> {
    members.iter().map(|position| column.values[*position as usize]).collect()
}

fn statistic(function: GroupFunction, values: &[f64], direction: Direction) -> Option<f64> {
    let lower = direction == Direction::Lower;
    match function {
        GroupFunction::Best if lower => stats::min(values),
        GroupFunction::Best => stats::max(values),
        GroupFunction::Worst if lower => stats::max(values),
        GroupFunction::Worst => stats::min(values),
        GroupFunction::Mean => stats::mean(values),
        GroupFunction::Median => stats::median(values),
        GroupFunction::Stdev => stats::stdev(values),
        GroupFunction::Count => Some(stats::count(values) as f64),
        GroupFunction::Rank => None,
    }
}

/// Ranks by position inside each set, 1 = best; null where there is no value.
pub(super) fn ranks(column: &Numbers, sets: &Sets, direction: Direction, ties: Ties) -> Numbers {
    let mut result = Numbers::null(NullReason::NotApplicable, column.len());
    for (set, members) in sets.members.iter().enumerate() {
        let mut values = sets.gather(&column.values, set).into_owned();
        if direction == Direction::Lower {
            values.iter_mut().for_each(|value| *value = -*value);
        }
        for (position, rank) in members.iter().zip(rank_descending(&values, ties)) {
            let row = *position as usize;
            match column.reason(row) {
                None => result.set(row, rank),
                Some(why) => result.set_null(row, why),
            }
        }
    }
    result
}
