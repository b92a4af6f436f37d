//! One sheet of the file, with what to mend in it.

use baton_model::{CellAddress, Lang};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Note, Worksheet, XlsxError};

use super::formats::Formats;
use super::marks::{SheetMarks, told, worst};
use super::words::{COLUMN_MARKS, cut, mark};
use crate::sheet::{CellValue, Merged, NumberFormat, Row as _, Sheet};

/// Rows and columns of a workbook.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;
/// Characters that a cell takes, and that a note is still read in.
const MOST_TEXT: usize = 16_000;
const MOST_NOTE: usize = 1_200;
/// Cells that merged ranges of a sheet may cover; a program that merges more has merged by mistake.
const MERGED_CELLS: u64 = 1_000_000;

/// Copies sheets.
pub(super) struct Copier {
    lang: Lang,
    formats: Formats,
    /// Is the sheet being copied one of a CSV, where numbers are texts?
    plain: bool,
    notes_left: usize,
    /// Bad cells that got no note, because there were too many.
    pub(super) notes_left_out: usize,
}

impl Copier {
    pub(super) fn new(lang: Lang, notes: usize) -> Self {
        Self { lang, formats: Formats::default(), plain: false, notes_left: notes, notes_left_out: 0 }
    }

    /// Writes a sheet and its marks.
    pub(super) fn copy(
        &mut self,
        out: &mut Worksheet,
        sheet: &Sheet,
        marks: &SheetMarks<'_>,
    ) -> Result<(), XlsxError> {
        self.plain = sheet.name.is_none();
        let width = sheet.rows().map(|row| row.width()).max().unwrap_or(0);
        let marked = marks.cells.keys().map(|cell| cell.column + 1).max().unwrap_or(0);
        let width = width.max(marked).min(COLUMNS);
        widths(out, sheet, width)?;
        merge(out, sheet)?;
        for row in sheet.rows().take_while(|row| row.row() < ROWS) {
            for (column, value, number) in row.formatted_cells() {
                self.cell(out, row.address(column), value, number, marks)?;
            }
        }
        for (cell, value) in sheet.stale() {
            self.cell(out, cell, value, &NumberFormat::General, marks)?;
        }
        self.marks(out, sheet, marks)?;
        if !marks.rows.is_empty() && width < COLUMNS {
            self.column(out, width, marks)?;
        }
        Ok(())
    }

    fn cell(
        &mut self,
        out: &mut Worksheet,
        cell: CellAddress,
        value: CellValue<'_>,
        number: &NumberFormat,
        marks: &SheetMarks<'_>,
    ) -> Result<(), XlsxError> {
        let Some((row, column)) = place(cell) else { return Ok(()) };
        let severity = marks.cells.get(&cell).map(|problems| worst(problems));
        let format = self.formats.of(number, severity);
        match (value, format) {
            (CellValue::Blank | CellValue::NoResult | CellValue::External, _) => {}
            (CellValue::Number { value, .. }, Some(format)) if value.is_finite() => {
                out.write_number_with_format(row, column, value, format)?;
            }
            (CellValue::Number { value, .. }, None) if value.is_finite() => {
                out.write_number(row, column, value)?;
            }
            (CellValue::Bool(truth), Some(format)) => {
                out.write_boolean_with_format(row, column, truth, format)?;
            }
            (CellValue::Bool(truth), None) => {
                out.write_boolean(row, column, truth)?;
            }
            (CellValue::Date(text), format) => write_date(out, (row, column), text, number, format)?,
            (CellValue::Text(text), format) => match plain_figure(text).filter(|_| self.plain) {
                Some(value) => {
                    out.write_number_with_format(row, column, value, format.unwrap_or(&Format::default()))?;
                }
                None => write_string(out, (row, column), text, format)?,
            },
            (other, format) => write_string(out, (row, column), &other.text(), format)?,
        }
        Ok(())
    }

    /// Colours and notes, also where a cell is empty.
    fn marks(&mut self, out: &mut Worksheet, sheet: &Sheet, marks: &SheetMarks<'_>) -> Result<(), XlsxError> {
        for (cell, problems) in &marks.cells {
            let Some((row, column)) = place(*cell) else { continue };
            let empty = matches!(sheet.value(*cell), CellValue::Blank | CellValue::NoResult);
            if let (true, Some(format)) =
                (empty, self.formats.of(&NumberFormat::General, Some(worst(problems))))
            {
                out.write_blank(row, column, format)?;
            }
            if self.notes_left == 0 {
                self.notes_left_out += 1;
                continue;
            }
            self.notes_left -= 1;
            let told: Vec<String> = problems.iter().map(|problem| told(problem, self.lang)).collect();
            out.insert_note(row, column, &note(cut(&told.join("\n"), MOST_NOTE)))?;
        }
        Ok(())
    }

    /// The column right of the last one.
    fn column(&self, out: &mut Worksheet, column: u32, marks: &SheetMarks<'_>) -> Result<(), XlsxError> {
        let Ok(column) = u16::try_from(column) else { return Ok(()) };
        let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let head = mark(COLUMN_MARKS, self.lang);
        out.set_column_width(column, 60)?;
        out.write_string_with_format(0, column, head, &format)?;
        let colon = self.lang.pick("：", ": ");
        for (row, problems) in marks.rows.iter().take_while(|(row, _)| **row < ROWS) {
            let mut lines = if *row == 0 { vec![head.to_owned()] } else { Vec::new() };
            for problem in problems {
                let here = problem.place.cells.iter().find(|cell| cell.row == *row);
                let at = here.map_or_else(String::new, |cell| format!("{cell}{colon}"));
                lines.push(format!("{at}{}", told(problem, self.lang).replace('\n', " ")));
            }
            out.write_string_with_format(*row, column, cut(&lines.join("\n"), MOST_TEXT), &format)?;
        }
        Ok(())
    }
}

fn place(cell: CellAddress) -> Option<(u32, u16)> {
    let column = u16::try_from(cell.column).ok().filter(|column| u32::from(*column) < COLUMNS)?;
    (cell.row < ROWS).then_some((cell.row, column))
}

type At = (u32, u16);

/// The number that a text of a CSV is, where a spreadsheet shows it just as it stands; codes of many digits stay texts.
fn plain_figure(text: &str) -> Option<f64> {
    const DIGITS: usize = 15;
    let value = crate::value::plain_number(text.as_bytes()).filter(|_| text.len() <= DIGITS)?;
    (value.to_string() == text).then_some(value)
}

/// A text is a text, whatever it begins with.
fn write_string(
    out: &mut Worksheet,
    (row, column): At,
    text: &str,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    let text = cut(text, MOST_TEXT);
    match format {
        Some(format) => out.write_string_with_format(row, column, text, format)?,
        None => out.write_string(row, column, text)?,
    };
    Ok(())
}

/// A date in the format it had; as text where a workbook cannot hold it.
fn write_date(
    out: &mut Worksheet,
    (row, column): At,
    text: &str,
    number: &NumberFormat,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    let Ok(date) = ExcelDateTime::parse_from_str(text) else {
        return write_string(out, (row, column), text, format);
    };
    let format = format.cloned().unwrap_or_default();
    let format = if number == &NumberFormat::General { format.set_num_format("yyyy-mm-dd") } else { format };
    out.write_datetime_with_format(row, column, &date, &format)?;
    Ok(())
}

/// The widths that columns have in the file.
fn widths(out: &mut Worksheet, sheet: &Sheet, count: u32) -> Result<(), XlsxError> {
    let mut widths: Vec<Option<f64>> = vec![None; count as usize];
    for (first, last, width) in &sheet.widths {
        let last = (*last).min(count.saturating_sub(1)) as usize;
        if let Some(columns) = widths.get_mut(*first as usize..=last) {
            columns.fill(Some(*width));
        }
    }
    for (column, width) in (0_u16..).zip(widths) {
        if let Some(width) = width {
            // Seven pixels a character, as the file counts them.
            out.set_column_width_pixels(column, (width * 7.0).round() as u32)?;
        }
    }
    Ok(())
}

fn merge(out: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let mut left = MERGED_CELLS;
    let format = Format::new();
    for Merged { first, last } in &sheet.merged {
        let (Some((top, west)), Some((bottom, east))) = (place(*first), place(*last)) else { continue };
        let area = u64::from(bottom - top + 1) * u64::from(east - west + 1);
        if area == 1 || area > left {
            continue;
        }
        left -= area;
        match out.merge_range(top, west, bottom, east, "", &format) {
            // Overlapping ranges are damage that a spreadsheet mends by dropping one.
            Ok(_) | Err(XlsxError::MergeRangeOverlaps(..)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn note(text: &str) -> Note {
    const CHARACTERS_A_LINE: usize = 24;
    let lines: usize = text.lines().map(|line| line.chars().count() / CHARACTERS_A_LINE + 1).sum();
    let height = u32::try_from(lines).unwrap_or(1).clamp(3, 20) * 18 + 12;
    Note::new(text).add_author_prefix(false).set_width(320).set_height(height)
}
