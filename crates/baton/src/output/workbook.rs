//! A sheet as a plain workbook: headings as on the terminal, numbers exact and shown with the decimals of the terminal.

use std::io;

use baton_service::report::table::{Cell, Table, workbook};

use super::sheet::{self, Sheet};

/// The bytes of the file.
pub(crate) fn write(sheet: &Sheet) -> io::Result<Vec<u8>> {
    let table = Table {
        name: "Baton".to_owned(),
        header: sheet.columns.iter().map(|column| column.heading.clone()).collect(),
        rows: sheet.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    };
    workbook(&table).map_err(|error| io::Error::other(error.0.text(baton_service::model::Lang::En)))
}

fn cell(cell: &sheet::Cell) -> Cell {
    match cell {
        sheet::Cell::Number { shown, exact } => {
            let places = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let text = || Cell::Text(exact.clone());
            exact.parse().map_or_else(|_| text(), |value| Cell::Number(value, u8::try_from(places).ok()))
        }
        sheet::Cell::Change(Some(places)) => Cell::Number(*places as f64, Some(0)),
        sheet::Cell::Text(text) | sheet::Cell::Raw(text) => Cell::Text(text.clone()),
        sheet::Cell::Blank | sheet::Cell::Missing | sheet::Cell::Change(None) => Cell::Blank,
    }
}
