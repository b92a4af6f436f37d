//! What each column of a wide table was taken for.

use baton_model::CellAddress;

use super::grid::Grid;
use super::header::Header;
use super::recognise::{Axis, Block};
use super::role::Role;
use crate::draft::Draft;
use crate::report::Meaning;
use crate::units::Found;

/// Says what each column was taken for.
pub(super) fn say_columns(grid: &Grid<'_>, block: &Block, headers: &[Header], draft: &mut Draft<'_>) {
    let bottom = block.header.last().copied().unwrap_or(block.first_row);
    for column in &block.labels {
        let above = |row: &u32| CellAddress { row: *row, column: *column };
        let filled = block.header.iter().rev().map(above).find(|cell| !grid.text(*cell).is_empty());
        let cell = filled.unwrap_or(CellAddress { row: bottom, column: *column });
        let text = grid.text(cell);
        let axes = [
            (block.unit, Meaning::Units),
            (block.indicator, Meaning::Indicators),
            (block.period, Meaning::Periods),
        ];
        let axis = axes.into_iter().find(|(axis, _)| *axis == Axis::Down(*column));
        let meaning = axis.map(|(_, meaning)| meaning).or_else(|| Role::of(&text).and_then(Role::beside));
        draft.column(cell, &text, meaning, None);
    }
    for header in headers {
        let facets = &header.facets;
        let unit = |text: &str| match draft.units.find(text, None) {
            Found::One(unit) | Found::Loosely(unit) => Some(Meaning::Unit(unit)),
            Found::Several(_) | Found::Nothing => None,
        };
        let meaning = match (&facets.unknown, facets.indicator, &facets.unit, facets.when) {
            (Some(_), ..) => None,
            (None, Some(indicator), ..) => Some(Meaning::Indicator(indicator)),
            (None, None, Some(text), _) => unit(text),
            (None, None, None, Some(when)) => Some(Meaning::Period(when.period)),
            (None, None, None, None) => Some(Meaning::Values),
        };
        draft.column(header.cell, &header.text, meaning, facets.unknown.as_deref());
    }
}
