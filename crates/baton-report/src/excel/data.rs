//! Raw data (原始数据): every figure read, one row a unit; its source stands in a second block on the right.

use baton_scheme::formula_text::workbook::{Cell, Content, Figure, Source};
use rust_xlsxwriter::{ProtectionOptions, Worksheet};

use super::calculation::decimals_of;
use super::cell::{self, Notes};
use super::{Report, width, words};
use crate::ReportError;

/// What may be done on a protected sheet: look, change the entries, set widths.
pub(crate) fn protection() -> ProtectionOptions {
    ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() }
}

pub(crate) fn write(report: &Report<'_>, sheet: &mut Worksheet) -> Result<(), ReportError> {
    let (area, lang, styles) = (&report.sheets.data, report.lang(), &report.styles);
    sheet.set_name(&area.sheet)?;
    sheet.set_formula_result_default("");
    cell::text(sheet, (0, 0), &report.heading(&area.sheet), &styles.title)?;
    let hint = lang.pick(
        "底色单元格可以改，改后各表自动重算；空白是缺失，不是零。右侧为每个数据的来源。",
        "Shaded cells can be changed and everything follows; an empty cell is missing, not zero. Sources on the right.",
    );
    cell::text(sheet, (1, 0), hint, &styles.hint)?;
    units(report, sheet)?;
    let mut notes = Notes::default();
    for (at, figure) in (area.column..).zip(&report.book.figures) {
        figure_column(report, sheet, at, figure, &mut notes)?;
    }
    sources(report, sheet)?;
    sheet.set_freeze_panes(area.row, area.column)?;
    super::ranking::page(report, sheet, &area.sheet, (area.row - 3, area.row - 1))?;
    sheet.set_repeat_columns(0, area.column - 1)?;
    sheet.protect_with_options(&protection());
    Ok(())
}

fn units(report: &Report<'_>, sheet: &mut Worksheet) -> Result<(), ReportError> {
    let (area, lang, styles) = (&report.sheets.data, report.lang(), &report.styles);
    for (at, word) in [(0, lang.pick("代码", "Code")), (1, lang.pick("单位", "Unit"))] {
        sheet.merge_range(area.row - 3, at, area.row - 1, at, word, &styles.head)?;
    }
    sheet.set_row_height(area.row - 3, 32)?;
    let roster = &report.snapshot.roster;
    let (mut codes, mut names) = (6, 8);
    for (row, unit) in (area.row..).zip(&report.book.data_units) {
        let (code, name) = (roster.code(*unit), roster.name(*unit));
        cell::text(sheet, (row, 0), code, &styles.text)?;
        cell::text(sheet, (row, 1), name, &styles.text)?;
        codes = codes.max(width::shown(code));
        names = names.max(width::shown(name));
    }
    sheet.set_column_width(0, width::column(codes, 6, 20))?;
    sheet.set_column_width(1, width::column(names, 8, 24))?;
    Ok(())
}

fn figure_column(
    report: &Report<'_>,
    sheet: &mut Worksheet,
    at: u16,
    figure: &Figure,
    notes: &mut Notes,
) -> Result<(), ReportError> {
    let (area, styles) = (&report.sheets.data, &report.styles);
    let (name, when, measure) = words::figure(report, &figure.key);
    for (row, text) in (area.row - 3..).zip([&name, &when, &measure]) {
        cell::text(sheet, (row, at), text, &styles.head)?;
    }
    let places = decimals_of(figure.cells.iter().filter_map(Cell::number), 6);
    let (plain, entry, words) = (styles.number(places), styles.entry(places), styles.text_entry());
    let mut widest = width::shown(&when).max(width::shown(&name).div_ceil(2));
    for (row, cell) in (area.row..).zip(&figure.cells) {
        let format = match cell.content {
            Content::Formula(..) => &plain,
            Content::Empty if figure.key.derived => &plain,
            Content::Text(_) | Content::Bool(_) => &words,
            _ => &entry,
        };
        cell::write(sheet, (row, at), cell, format)?;
        cell::note(sheet, (row, at), cell, report.lang(), notes)?;
        widest = widest.max(match &cell.content {
            Content::Text(text) => width::shown(text),
            _ => cell.number().map_or(0, |value| width::number(value, places)),
        });
    }
    sheet.set_column_width(at, width::column(widest, 8, 20))?;
    Ok(())
}

/// File and cell of every figure, in the same order.
fn sources(report: &Report<'_>, sheet: &mut Worksheet) -> Result<(), ReportError> {
    let (area, lang, styles) = (&report.sheets.data, report.lang(), &report.styles);
    let count = u16::try_from(report.book.figures.len()).unwrap_or(u16::MAX);
    let mut at = area.column.saturating_add(count).saturating_add(1);
    let first = at;
    for figure in &report.book.figures {
        let Source::Indicator(id) = figure.key.source else { continue };
        let Some(column) = report.snapshot.column(id, figure.key.scenario, figure.key.period) else {
            continue;
        };
        if figure.key.derived {
            continue;
        }
        let origins: Vec<String> = report
            .book
            .data_units
            .iter()
            .map(|row| {
                let found = report.snapshot.provenance_of(column, *row);
                found.map(|found| found.origin.to_string()).unwrap_or_default()
            })
            .collect();
        if origins.iter().all(String::is_empty) {
            continue;
        }
        let (name, when, _) = words::figure(report, &figure.key);
        for (row, text) in (area.row - 3..).zip([name.as_str(), &when, lang.pick("来源", "source")]) {
            cell::text(sheet, (row, at), text, &styles.head)?;
        }
        let mut widest = width::shown(&when);
        for (row, origin) in (area.row..).zip(&origins) {
            cell::text(sheet, (row, at), origin, &styles.quiet)?;
            widest = widest.max(width::shown(origin));
        }
        sheet.set_column_width(at, width::column(widest, 8, 40))?;
        at = at.saturating_add(1);
    }
    let last_row =
        area.row.saturating_add(u32::try_from(report.book.data_units.len()).unwrap_or(0)).max(1) - 1;
    let last = if first > area.column { first.saturating_sub(2) } else { area.column };
    sheet.set_print_area(0, 0, last_row, last.max(area.column))?;
    Ok(())
}
