//! A sheet seen as a grid in which every merged cell holds the value of its first.

use std::borrow::Cow;
use std::collections::HashMap;

use baton_model::CellAddress;

use crate::sheet::{CellValue, Merged, Row, Sheet};

/// A sheet with its merged cells resolved.
pub(crate) struct Grid<'s> {
    pub(crate) sheet: &'s Sheet,
    /// Merged ranges by the column they begin in, in the order of their rows.
    by_column: HashMap<u32, Vec<Merged>>,
    /// Those over several columns, in the order of their rows.
    wide: Vec<Merged>,
}

impl<'s> Grid<'s> {
    pub(crate) fn new(sheet: &'s Sheet) -> Self {
        let mut by_column: HashMap<u32, Vec<Merged>> = HashMap::new();
        let mut wide = Vec::new();
        let mut merged_cells = sheet.merged.clone();
        merged_cells.sort_by_key(|merged| merged.first);
        for merged in merged_cells {
            if merged.first.column == merged.last.column {
                by_column.entry(merged.first.column).or_default().push(merged);
            } else {
                wide.push(merged);
            }
        }
        Self { sheet, by_column, wide }
    }

    /// The merged range a cell lies in.
    pub(crate) fn merged(&self, cell: CellAddress) -> Option<Merged> {
        let inside = |merged: &Merged| {
            merged.first.row <= cell.row
                && cell.row <= merged.last.row
                && merged.first.column <= cell.column
                && cell.column <= merged.last.column
        };
        let tall = self.by_column.get(&cell.column).and_then(|column| {
            let place = column.partition_point(|merged| merged.first.row <= cell.row);
            column[..place].last().filter(|merged| inside(merged)).copied()
        });
        tall.or_else(|| {
            let end = self.wide.partition_point(|merged| merged.first.row <= cell.row);
            // Wide ranges are titles and headers: those that reach down to a row begin shortly above it.
            self.wide[..end].iter().rev().take(1_024).find(|merged| inside(merged)).copied()
        })
    }

    /// What a cell holds, or the first cell of the merged range it lies in.
    pub(crate) fn value(&self, cell: CellAddress) -> CellValue<'s> {
        match self.sheet.value(cell) {
            CellValue::Blank => {
                self.merged(cell).map_or(CellValue::Blank, |merged| self.sheet.value(merged.first))
            }
            value => value,
        }
    }

    /// The text of a cell, trimmed.
    pub(crate) fn text(&self, cell: CellAddress) -> Cow<'s, str> {
        match self.value(cell).text() {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }

    /// One more than the last column that holds anything in some rows.
    pub(crate) fn width(&self, rows: impl IntoIterator<Item = u32>) -> u32 {
        rows.into_iter().filter_map(|row| self.sheet.row(row)).map(|row| row.width()).max().unwrap_or(0)
    }
}
