//! Any table as a plain workbook: one sheet, a header that stays in view, numbers as numbers.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::ReportError;
use crate::excel::width::shown;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// A text; it is never a formula.
    Text(String),
    /// A number with the decimals it is shown with; none shows what there is.
    Number(f64, Option<u8>),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Name of the sheet.
    pub name: String,
    /// Headings.
    pub header: Vec<String>,
    /// Rows, each as long as the header.
    pub rows: Vec<Vec<Cell>>,
}

/// Most columns a column is wide.
const WIDEST: f64 = 48.0;

/// Writes the workbook. The same table gives the same bytes.
///
/// # Errors
/// More rows or columns than a sheet has.
pub fn workbook(table: &Table) -> Result<Vec<u8>, ReportError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new()
        .set_author("Baton 指挥棒")
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.set_properties(&properties);
    let sheet = book.add_worksheet();
    sheet.set_name(&table.name)?;
    fill(sheet, table)?;
    Ok(book.save_to_buffer()?)
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_text_wrap()
        .set_border_bottom(FormatBorder::Thin);
    let number = |places: Option<u8>| match places {
        None => Format::new(),
        Some(0) => Format::new().set_num_format("0"),
        Some(places) => Format::new().set_num_format(format!("0.{}", "0".repeat(usize::from(places)))),
    };
    for (column, heading) in (0..).zip(&table.header) {
        sheet.write_string_with_format(0, column, heading, &head)?;
        let at = usize::from(column);
        let cells = table.rows.iter().filter_map(|row| row.get(at));
        let widest = cells.map(width).fold(text_width(heading), f64::max);
        sheet.set_column_width(column, (widest + 2.0).min(WIDEST))?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Blank => {}
                Cell::Text(text) => {
                    sheet.write_string(row, column, text)?;
                }
                Cell::Number(value, places) => {
                    sheet.write_number_with_format(row, column, *value, &number(*places))?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn width(cell: &Cell) -> f64 {
    match cell {
        Cell::Blank => 0.0,
        Cell::Text(text) => text_width(text),
        Cell::Number(value, Some(places)) => text_width(&format!("{value:.*}", usize::from(*places))),
        Cell::Number(value, None) => text_width(&value.to_string()),
    }
}

fn text_width(text: &str) -> f64 {
    u32::try_from(shown(text)).map_or(WIDEST, f64::from)
}
