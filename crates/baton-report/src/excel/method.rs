//! The method in plain language (计分办法), and what of it the workbook holds as values.

use baton_scheme::method::{Method, method};
use rust_xlsxwriter::Worksheet;

use super::{Report, cell, width};
use crate::ReportError;

/// Row of the headings.
const HEAD: u32 = 3;

pub(crate) fn write(report: &Report<'_>, sheet: &mut Worksheet) -> Result<(), ReportError> {
    let (lang, styles) = (report.lang(), &report.styles);
    let method = method(report.plan, &report.snapshot.catalogue, lang);
    sheet.set_name(report.sheets.method)?;
    cell::text(sheet, (0, 0), &report.heading(report.sheets.method), &styles.title)?;
    let version = format!("{} {}", lang.pick("办法版本", "Scheme version"), report.result.version);
    cell::text(sheet, (1, 0), &version, &styles.hint)?;
    let mut row = table(report, sheet, &method)?;
    row = list(report, sheet, row + 1, lang.pick("其他规定", "Other rules"), method.notes)?;
    let values: Vec<String> = report.book.not_live.iter().map(|message| message.text(lang)).collect();
    if !values.is_empty() {
        let title =
            lang.pick("以数值写入、不随数据重算的内容", "Written as values, which do not follow the data");
        list(report, sheet, row + 1, title, values)?;
    }
    sheet.set_freeze_panes(HEAD + 1, 2)?;
    super::ranking::page(report, sheet, report.sheets.method, (HEAD, HEAD))?;
    sheet.protect_with_options(&super::data::protection());
    Ok(())
}

/// The table; gives the row below it.
fn table(report: &Report<'_>, sheet: &mut Worksheet, method: &Method) -> Result<u32, ReportError> {
    let styles = &report.styles;
    let mut widest: Vec<usize> = method.heads.iter().map(|head| width::shown(head)).collect();
    for (at, head) in (0..).zip(&method.heads) {
        cell::text(sheet, (HEAD, at), head, &styles.head)?;
    }
    let last = method.heads.len().saturating_sub(1);
    let mut row = HEAD + 1;
    for line in &method.rows {
        let mut lines = 1;
        for ((at, text), widest) in (0..).zip(&line.cells).zip(&mut widest) {
            let text = if at == 1 { format!("{}{text}", "  ".repeat(line.depth)) } else { text.clone() };
            let format = if line.leaf { &styles.wrapped } else { &styles.strong_wrapped };
            cell::text(sheet, (row, at), &text, format)?;
            let most = most(usize::from(at), last);
            *widest = (*widest).max(width::shown(&text).min(most));
            lines = lines.max(width::shown(&text).div_ceil(most));
        }
        sheet.set_row_height(row, 15.0 * f64::from(u32::try_from(lines).unwrap_or(1)) + 2.0)?;
        row += 1;
    }
    for ((at, widest), index) in (0..).zip(widest).zip(0..) {
        sheet.set_column_width(at, width::column(widest, 6, most(index, last)))?;
    }
    Ok(row)
}

/// Widest that a column becomes before its text breaks into lines.
fn most(column: usize, last: usize) -> usize {
    match column {
        _ if column == last => 56,
        _ if column + 2 == last => 36,
        _ => 26,
    }
}

fn list(
    report: &Report<'_>,
    sheet: &mut Worksheet,
    row: u32,
    title: &str,
    lines: Vec<String>,
) -> Result<u32, ReportError> {
    let styles = &report.styles;
    cell::text(sheet, (row, 0), title, &styles.section)?;
    let mut at = row + 1;
    for line in lines {
        cell::text(sheet, (at, 0), &line, &styles.plain)?;
        at += 1;
    }
    Ok(at)
}
