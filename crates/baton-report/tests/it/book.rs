//! Reading workbooks cell by cell, and changing them behind a spreadsheet's back.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use calamine::{Data, Reader, Xlsx};

/// A cell: sheet, row, column.
pub(crate) type At = (String, u32, u32);

/// What a cell shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shown {
    Number(f64),
    Text(String),
    Error(String),
}

/// Formulas and values of a workbook.
pub(crate) struct Book {
    pub(crate) formulas: BTreeMap<At, String>,
    pub(crate) values: BTreeMap<At, Shown>,
}

/// Reads a workbook.
pub(crate) fn read(bytes: Vec<u8>) -> Book {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut book = Book { formulas: BTreeMap::new(), values: BTreeMap::new() };
    for sheet in workbook.sheet_names() {
        let range = workbook.worksheet_range(&sheet).unwrap();
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, column, value) in range.used_cells() {
            let at =
                (sheet.clone(), top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap());
            let shown = match value {
                Data::Float(value) => Shown::Number(*value),
                Data::Int(value) => Shown::Number(*value as f64),
                Data::Bool(value) => Shown::Number(f64::from(u8::from(*value))),
                Data::Error(error) => Shown::Error(format!("{error:?}")),
                Data::Empty => continue,
                other => Shown::Text(other.to_string()),
            };
            book.values.insert(at, shown);
        }
        let range = workbook.worksheet_formula(&sheet).unwrap();
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, column, formula) in range.used_cells() {
            if !formula.is_empty() {
                let at =
                    (sheet.clone(), top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap());
                book.formulas.insert(at, formula.clone());
            }
        }
    }
    book
}

/// Reads a workbook file.
pub(crate) fn open(path: &Path) -> Book {
    read(fs::read(path).unwrap())
}

/// The number a formula cell shows; the empty text is null.
pub(crate) fn number(book: &Book, at: &At) -> Result<Option<f64>, String> {
    match book.values.get(at) {
        Some(Shown::Number(value)) => Ok(Some(*value)),
        None => Ok(None),
        Some(Shown::Text(text)) if text.is_empty() || text == "—" => Ok(None),
        Some(other) => Err(format!("{other:?}")),
    }
}

/// Rewrites every sheet of a workbook.
pub(crate) fn rewrite(bytes: &[u8], change: &dyn Fn(&str, &str) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name.starts_with("xl/worksheets/sheet") {
            content = change(&name, std::str::from_utf8(&content).unwrap()).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// Every cached result becomes another.
pub(crate) fn poison(bytes: &[u8]) -> Vec<u8> {
    rewrite(bytes, &|_, xml| {
        let mut out = String::with_capacity(xml.len());
        let mut rest = xml;
        while let Some(start) = rest.find("</f><v>") {
            let (before, after) = rest.split_at(start + "</f><v>".len());
            // A text result becomes a number too.
            let cell = before.rfind("<c ").unwrap();
            out.push_str(&before[..cell]);
            out.push_str(&before[cell..].replacen(" t=\"str\"", "", 1));
            out.push_str("-987654.25");
            rest = &after[after.find("</v>").unwrap()..];
        }
        out.push_str(rest);
        out
    })
}

/// Divides every figure of the first unit of the data sheet (row 6 of the fourth sheet), each by another number, so
/// that quotients change too.
pub(crate) fn disturb_first_unit(bytes: &[u8]) -> Vec<u8> {
    rewrite(bytes, &|name, xml| {
        if name != "xl/worksheets/sheet4.xml" {
            return xml.to_owned();
        }
        let start = xml.find("<row r=\"6\"").unwrap();
        let end = start + xml[start..].find("</row>").unwrap();
        let mut row = String::new();
        for (number, cell) in xml[start..end].split("<c ").enumerate() {
            if number > 0 {
                row.push_str("<c ");
            }
            let plain = number > 0 && !cell.contains("<f>") && !cell.contains(" t=\"");
            match (plain, cell.find("<v>"), cell.find("</v>")) {
                (true, Some(from), Some(to)) => {
                    let value: f64 = cell[from + 3..to].parse().unwrap();
                    row.push_str(&format!(
                        "{}<v>{}{}",
                        &cell[..from],
                        value / (number + 1) as f64,
                        &cell[to..]
                    ));
                }
                _ => row.push_str(cell),
            }
        }
        format!("{}{row}{}", &xml[..start], &xml[end..])
    })
}
