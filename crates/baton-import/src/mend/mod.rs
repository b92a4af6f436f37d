//! A file that needs mending, given back as a workbook: the same sheets, values and widths, with what to mend beside and on the
//! cells it concerns, and a list of it grouped by what to do.
//!
//! What is written for the reader only (the column, the list) carries a mark in its first cell and is not read when the mended
//! workbook is imported.

mod copy;
mod formats;
mod marks;
mod sheet_names;
mod source;
mod summary;
mod words;

use baton_model::{Lang, Message};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::error::ImportError;
use crate::messages;
use crate::read::FileBytes;
use crate::report::Report;
use crate::sheet::{CellValue, Row as _, Sheet};
use copy::Copier;
use marks::Marks;
use source::Source;

/// Writes the workbook in which a file is mended (an `.xlsx`): every sheet of the file with its values, number formats, merged
/// cells and column widths; right of the last column, row by row, what to mend; a note on and a colour in every bad cell; and a
/// last sheet, the one shown first, that groups it all by what to mend. Hidden sheets stay hidden.
///
/// `file` must be the file the report is of. Texts are written as texts and formulas as the values saved with them, so nothing in
/// the file is calculated again. The same file and report give the same bytes. The name of the result is the caller's; where the
/// period was taken from the name of the file ([`crate::messages::PERIOD_FROM_FILE_NAME`]) it should keep the old stem.
///
/// At most [`crate::Limits::notes`] notes are written and, of a file with more than [`crate::Limits::copied_cells`] cells, only the
/// list; the list says so. Recognised again by [`crate::import_bytes`], which reads neither column nor list.
///
/// # Errors
/// As for reading the file, and [`crate::messages::WORKBOOK_NOT_WRITTEN`] where the result does not fit into a workbook.
pub fn error_workbook(file: &FileBytes, report: &Report, lang: Lang) -> Result<Vec<u8>, ImportError> {
    let source = Source::read(file, &report.options)?;
    write(&source, report, lang).map_err(|error| {
        file.refuse(Message::new(&messages::WORKBOOK_NOT_WRITTEN).with("reason", error.to_string()))
    })
}

fn write(source: &Source, report: &Report, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties()?);
    let names = sheet_names::unique(source.sheets.iter().map(|sheet| sheet.name.as_deref()), lang);
    let mut marks = Marks::new(source, report);
    let mut copier = Copier::new(lang, report.options.limits.notes);
    for (place, (copied, name)) in source.sheets.iter().zip(&names).enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_hidden(copied.hidden);
        copier.copy(sheet, &copied.sheet, &marks.take(place))?;
    }
    let list = book.add_worksheet();
    list.set_name(sheet_names::of_list(&names, lang))?;
    list.set_active(true);
    summary::write(list, source, report, &copier, lang)?;
    book.save_to_buffer()
}

/// A fixed creation date: bytes must not depend on the clock.
fn properties() -> Result<DocProperties, XlsxError> {
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_author("Baton 指挥棒").set_creation_datetime(&date))
}

/// Takes away what was written for the reader only. Is anything left to read?
pub(crate) fn without_marks(sheet: &mut Sheet) -> bool {
    let Some(first) = sheet.rows().next().filter(|row| row.row() == 0) else { return true };
    let begins = |value: CellValue<'_>, marks: [&str; 2]| match value {
        CellValue::Text(text) => marks.iter().any(|mark| text.starts_with(mark)),
        _ => false,
    };
    if begins(first.cell(0), words::LIST_MARKS) {
        return false;
    }
    let marked = first.cells().find(|(_, value)| begins(*value, words::COLUMN_MARKS));
    if let Some((column, _)) = marked {
        sheet.drop_column(column);
    }
    true
}
