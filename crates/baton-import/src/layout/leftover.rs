//! What a wide table holds besides figures that were read: each thing is said once, at its header or label, with the number of
//! figures it concerns.

use std::collections::BTreeMap;

use baton_model::{CellAddress, Message};

use super::grid::Grid;
use super::resolve::nearest_indicator;
use crate::draft::Draft;
use crate::messages;
use crate::problem::{Severity, clip};

/// Collected while a table is read.
#[derive(Default)]
pub(crate) struct Leftovers {
    unused: BTreeMap<CellAddress, (String, u64)>,
    refused: BTreeMap<(CellAddress, &'static str), (Message, u64)>,
    totals: BTreeMap<CellAddress, String>,
}

impl Leftovers {
    /// A figure under a header, or beside a label, that the catalogue does not have.
    pub(crate) fn unused(&mut self, cell: CellAddress, name: &str) {
        self.unused.entry(cell).or_insert_with(|| (name.to_owned(), 0)).1 += 1;
    }

    /// Figures that cannot be taken because of what a header or label says.
    pub(crate) fn refused(&mut self, message: Message, cell: CellAddress, count: u64) {
        self.refused.entry((cell, message.code())).or_insert((message, 0)).1 += count;
    }

    /// A row or column of sums.
    pub(crate) fn total(&mut self, cell: CellAddress, name: &str) {
        self.totals.entry(cell).or_insert_with(|| name.to_owned());
    }

    /// Says all of it.
    pub(crate) fn say(self, grid: &Grid<'_>, draft: &mut Draft<'_>) {
        for ((cell, _), (message, count)) in self.refused {
            let found = grid.text(cell).into_owned();
            draft.reject_several(message, cell, &found, count);
        }
        for (cell, (name, count)) in &self.unused {
            if let Some(nearest) = nearest_indicator(draft, name, 0.7) {
                let message = Message::new(&messages::HEADER_UNKNOWN_NEAR)
                    .with("name", clip(name))
                    .with("nearest", nearest)
                    .with("count", count.to_string());
                draft.problem(Severity::Warning, message, vec![*cell], Some(name));
            }
        }
        if !self.unused.is_empty() {
            let names = listed(self.unused.values().map(|(name, _)| name.as_str()));
            let message = Message::new(&messages::COLUMNS_NOT_USED).with("columns", names);
            draft.problem(Severity::Note, message, first(self.unused.keys()), None);
        }
        if !self.totals.is_empty() {
            let names = listed(self.totals.values().map(String::as_str));
            let message = Message::new(&messages::TOTALS_NOT_USED).with("rows", names);
            draft.problem(Severity::Note, message, first(self.totals.keys()), None);
        }
    }
}

/// The first cells of many.
fn first<'c>(cells: impl Iterator<Item = &'c CellAddress>) -> Vec<CellAddress> {
    cells.take(64).copied().collect()
}

/// Names in the order of their cells, not endlessly many.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    const MOST: usize = 40;
    let mut names: Vec<String> = names.map(clip).collect();
    names.dedup();
    let more = if names.len() > MOST { "…" } else { "" };
    names.truncate(MOST);
    names.join("、") + more
}
