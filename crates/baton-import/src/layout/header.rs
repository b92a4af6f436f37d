//! What stands above a column of figures.

use std::borrow::Cow;

use baton_model::CellAddress;

use super::facet::{Facets, Vocabulary};
use super::grid::Grid;
use super::recognise::Block;
use super::role::Role;
use super::words::is_serial;
use crate::sheet::CellValue;

/// The header of a column.
pub(crate) struct Header {
    pub(crate) column: u32,
    /// The lowest header cell with text.
    pub(crate) cell: CellAddress,
    /// All texts from top to bottom.
    pub(crate) text: String,
    pub(crate) facets: Facets,
    /// Two header rows that cannot both be true.
    pub(crate) clash: Option<(String, String)>,
}

impl Header {
    /// Reads the header of a column; none for a column of remarks or running numbers.
    pub(crate) fn of(
        grid: &Grid<'_>,
        block: &Block,
        vocabulary: &Vocabulary<'_>,
        column: u32,
    ) -> Option<Self> {
        let mut facets = Facets::default();
        let mut texts: Vec<String> = Vec::new();
        let mut clash = None;
        let mut cell = CellAddress { row: block.header.last().copied().unwrap_or(block.first_row), column };
        for row in &block.header {
            let at = CellAddress { row: *row, column };
            let text = text_above(grid, block, at);
            if text.is_empty() || texts.last() == Some(&text) {
                continue;
            }
            if matches!(Role::of(&text), Some(Role::Note | Role::Source)) || is_serial(&text) {
                return None;
            }
            cell = at;
            let mut said = facets_of(grid, vocabulary, at, &text);
            if said.unknown.is_some() {
                // `年末常住人口` over `城镇`: the two texts may be one name.
                let joined = texts.last().map(|above| vocabulary.facets(&format!("{above}{text}")));
                said = joined.filter(|joined| joined.unknown.is_none()).unwrap_or(said);
            }
            if disagree(&facets, &said) {
                clash = Some((texts.join(" · "), text.clone()));
            }
            facets.overlay(said);
            texts.push(text);
        }
        Some(Self { column, cell, text: texts.join(" · "), facets, clash })
    }
}

/// Do two rows of a header name different periods, or plan and actual? A month below its year does not.
fn disagree(upper: &Facets, lower: &Facets) -> bool {
    let periods = upper.when.zip(lower.when).is_some_and(|(upper, lower)| {
        !upper.period.contains(lower.period) && !lower.period.contains(upper.period)
    });
    periods || upper.scenario.zip(lower.scenario).is_some_and(|(upper, lower)| upper != lower)
}

fn facets_of(grid: &Grid<'_>, vocabulary: &Vocabulary<'_>, at: CellAddress, text: &str) -> Facets {
    match grid.value(at) {
        CellValue::Date(date) => Facets { when: vocabulary.date(date), ..Facets::default() },
        _ => vocabulary.facets(text),
    }
}

/// The text above a column. Where a group header was not merged but only written over its first column, it holds for the empty
/// cells to its right, as long as a lower header row tells the columns apart.
fn text_above(grid: &Grid<'_>, block: &Block, at: CellAddress) -> String {
    let text = grid.text(at);
    let first = block.columns.first().copied().unwrap_or(0);
    if !text.is_empty() || grid.merged(at).is_some() {
        return text.into_owned();
    }
    let below = |row: &u32| *row > at.row && !grid.text(CellAddress { row: *row, ..at }).is_empty();
    if !block.header.iter().any(below) {
        return String::new();
    }
    let left = (first..at.column).rev().map(|column| grid.text(CellAddress { row: at.row, column }));
    left.into_iter().find(|text| !text.is_empty()).map_or_else(String::new, Cow::into_owned)
}
