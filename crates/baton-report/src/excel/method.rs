//! The method in plain language (计分办法), and what of it the workbook holds as values.

use rust_xlsxwriter::Worksheet;

use super::{Report, cell, width};
use crate::ReportError;

pub(crate) fn write(report: &Report<'_>, sheet: &mut Worksheet) -> Result<(), ReportError> {
    let (lang, styles) = (report.lang(), &report.styles);
    sheet.set_name(report.sheets.method)?;
    cell::text(sheet, (0, 0), &report.heading(report.sheets.method), &styles.title)?;
    let mut row = 3;
    for message in &report.book.not_live {
        cell::text(sheet, (row, 0), &message.text(lang), &styles.text)?;
        row += 1;
    }
    sheet.set_column_width(0, width::column(60, 10, 80))?;
    super::ranking::page(report, sheet, report.sheets.method, (2, 2))?;
    sheet.protect_with_options(&super::data::protection());
    Ok(())
}
