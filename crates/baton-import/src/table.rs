//! Plain tables, a header and rows, each cell with its address: `units.csv`, `unit_changes.csv`, leaf tables of schemes.

use std::path::Path;

use baton_model::{CellAddress, Message, Origin};

use crate::error::ImportError;
use crate::limits::Limits;
use crate::messages;
use crate::problem::{Place, clip};
use crate::read::encoding::decode;
use crate::read::records::{Record, Records, detect_separator};
use crate::read::workbook::Xlsx;
use crate::read::{FileBytes, Kind};
use crate::sheet::Row as _;

/// A table with a header row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// File name without folders.
    pub file: String,
    /// Sheet; none for CSV.
    pub sheet: Option<String>,
    /// Names of the columns, trimmed.
    pub header: Vec<HeaderCell>,
    /// The rows that have any content.
    pub rows: Vec<TableRow>,
}

/// The name of a column and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderCell {
    /// The name, trimmed.
    pub name: String,
    /// Its cell.
    pub cell: CellAddress,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Its row in the file, from 0.
    pub row: u32,
    cells: Vec<String>,
}

impl TableRow {
    /// The text under a column, trimmed; empty where the row is short.
    pub fn get(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

impl Table {
    /// The place of a column by its exact name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|cell| cell.name == name)
    }

    /// The address of a cell.
    pub fn cell(&self, row: &TableRow, column: usize) -> CellAddress {
        let column = self.header.get(column).map_or(0, |cell| cell.cell.column);
        CellAddress { row: row.row, column }
    }

    /// The origin of a cell.
    pub fn origin(&self, row: &TableRow, column: usize) -> Origin {
        Origin::Cell { file: self.file.clone(), sheet: self.sheet.clone(), cell: self.cell(row, column) }
    }

    fn refuse(&self, message: Message, cell: CellAddress) -> ImportError {
        let place = Place { file: self.file.clone(), sheet: self.sheet.clone(), cells: vec![cell] };
        ImportError::new(message, place)
    }

    /// Takes the header from the first row with content.
    fn set_header(&mut self, row: u32, cells: Vec<String>) -> Result<(), ImportError> {
        let end = cells.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
        for (column, name) in (0..).zip(cells.into_iter().take(end)) {
            let cell = CellAddress { row, column };
            if let Some(first) = self.header.iter().find(|other| other.name == name && !name.is_empty()) {
                let message = Message::new(&messages::TABLE_COLUMN_TWICE)
                    .with("name", &name)
                    .with("first", first.cell.to_string())
                    .with("second", cell.to_string());
                return Err(self.refuse(message, cell));
            }
            self.header.push(HeaderCell { name, cell });
        }
        Ok(())
    }

    fn push(&mut self, row: u32, mut cells: Vec<String>) -> Result<(), ImportError> {
        if cells.iter().all(String::is_empty) {
            return Ok(());
        }
        if self.header.is_empty() {
            return self.set_header(row, cells);
        }
        if let Some(beyond) = (self.header.len()..cells.len()).find(|column| !cells[*column].is_empty()) {
            let cell = CellAddress { row, column: u32::try_from(beyond).unwrap_or(u32::MAX) };
            let message = Message::new(&messages::TABLE_ROW_TOO_LONG)
                .with("row", (u64::from(row) + 1).to_string())
                .with("cell", cell.to_string())
                .with("found", clip(&cells[beyond]));
            return Err(self.refuse(message, cell));
        }
        cells.truncate(self.header.len());
        self.rows.push(TableRow { row, cells });
        Ok(())
    }
}

/// Reads the table of a file.
pub fn read_table(path: &Path, limits: &Limits) -> Result<Table, ImportError> {
    table_from(&FileBytes::open(path, limits)?, limits)
}

/// Reads the table of a file that is already in memory: of a workbook, its first visible sheet with content.
pub fn table_from(file: &FileBytes, limits: &Limits) -> Result<Table, ImportError> {
    let mut table = Table { file: file.name.clone(), sheet: None, header: Vec::new(), rows: Vec::new() };
    match file.kind() {
        Kind::Text => fill_from_text(&mut table, file, limits)?,
        Kind::Xlsx => fill_from_workbook(&mut table, file, limits)?,
        Kind::Xls | Kind::Ods | Kind::Protected | Kind::Markup | Kind::Unknown => {
            return Err(file.refuse(Message::new(&messages::TABLE_OF_OTHER_KIND)));
        }
    }
    if table.header.is_empty() {
        return Err(file.refuse(Message::new(&messages::TABLE_WITHOUT_HEADER)));
    }
    Ok(table)
}

fn fill_from_text(table: &mut Table, file: &FileBytes, limits: &Limits) -> Result<(), ImportError> {
    let (text, _) = decode(&file.bytes).map_err(|message| file.refuse(message))?;
    let mut records = Records::new(&text, detect_separator(&text), limits);
    let mut record = Record::default();
    while records.read(&mut record).map_err(|message| file.refuse(message))? {
        table.push(record.row(), record.iter().map(|cell| cell.trim().to_owned()).collect())?;
    }
    Ok(())
}

fn fill_from_workbook(table: &mut Table, file: &FileBytes, limits: &Limits) -> Result<(), ImportError> {
    let mut book = Xlsx::open(file, limits)?;
    for place in 0..book.sheets().len() {
        if book.sheets()[place].hidden {
            continue;
        }
        let sheet = book.sheet(place)?;
        if !sheet.is_empty() {
            table.sheet.clone_from(&sheet.name);
            for row in sheet.rows() {
                let cells = (0..row.width()).map(|column| row.cell(column).text().trim().to_owned());
                table.push(row.row(), cells.collect())?;
            }
            return Ok(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Result<Table, ImportError> {
        let limits = Limits::default();
        table_from(&FileBytes::new("units.csv", text.as_bytes().to_vec(), &limits)?, &limits)
    }

    #[test]
    fn a_table_knows_its_cells() {
        let table = table("\u{FEFF}code, name ,\r\n\r\n410000,河南省\r\n").unwrap();
        assert_eq!(table.column("name"), Some(1));
        let row = &table.rows[0];
        assert_eq!((row.get(0), row.get(1), row.get(7)), ("410000", "河南省", ""));
        assert_eq!(table.origin(row, 1).to_string(), "units.csv · B3");
    }

    #[test]
    fn bad_tables_are_refused() {
        for (text, code) in [
            ("", "I003"),
            (",,\n,", "I501"),
            ("a,b,a\n1,2,3", "I502"),
            ("a,b\n1,2,3", "I503"),
            ("a,b\n1,\"2", "I013"),
        ] {
            assert_eq!(table(text).unwrap_err().message().code(), code, "{text}");
        }
    }
}
