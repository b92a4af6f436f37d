//! The calculation sheet (计算): units down; for each leaf its value, ratio and points; nodes, adjustments, total, ranks.

use baton_model::Lang;
use baton_scheme::formula_text::workbook::{Column, Step};
use rust_xlsxwriter::{Format, FormatBorder, Worksheet};

use super::cell::{self, Notes};
use super::{Report, width, words};
use crate::ReportError;

pub(crate) fn write(report: &Report<'_>, sheet: &mut Worksheet) -> Result<(), ReportError> {
    let area = &report.sheets.calculation;
    let lang = report.lang();
    sheet.set_name(&area.sheet)?;
    sheet.set_formula_result_default("");
    heads(report, sheet)?;
    units(report, sheet)?;
    let mut notes = Notes::default();
    let mut before = None;
    for (at, column) in (area.column..).zip(&report.book.columns) {
        let places = places(column);
        let mut format = format(report, column, places);
        if before != Some(column.node) {
            format = format.set_border_left(FormatBorder::Thin);
        }
        before = Some(column.node);
        let mut widest = 0;
        for (row, cell) in (area.row..).zip(&column.cells) {
            cell::write(sheet, (row, at), cell, &format)?;
            cell::note(sheet, (row, at), cell, lang, &mut notes)?;
            widest = widest.max(cell.number().map_or(0, |value| width::number(value, places)));
        }
        let heading = words::step(report, column);
        sheet.set_column_width(at, width::column(widest.max(width::shown(&heading)), 7, 16))?;
    }
    fold(report, sheet)?;
    sheet.set_freeze_panes(area.row, area.column)?;
    super::ranking::page(report, sheet, &area.sheet, (area.row - 2, area.row - 1))?;
    sheet.set_repeat_columns(0, area.column - 1)?;
    sheet.protect_with_options(&super::data::protection());
    Ok(())
}

/// Decimals of a column: those it is rounded to, or as many as its numbers need.
pub(crate) fn places(column: &Column) -> usize {
    match column.step {
        Step::Applies | Step::Veto(_) | Step::Places | Step::Rank | Step::RankOverall => 0,
        Step::SetRank => decimals(column, 1),
        Step::Ratio | Step::FinalRatio | Step::TotalRatio => 4,
        Step::Unrounded | Step::TotalUnrounded | Step::BeforeFactor | Step::RulePoints | Step::Sum => 6,
        _ => column.places.map_or_else(|| decimals(column, 4), usize::from),
    }
}

/// The fewest decimals that show every number of a column, at most so many.
fn decimals(column: &Column, most: usize) -> usize {
    decimals_of(column.cells.iter().filter_map(super::workbook::Cell::number), most)
}

/// The fewest decimals that show every number, at most so many.
pub(crate) fn decimals_of(numbers: impl Iterator<Item = f64>, most: usize) -> usize {
    let needed = |value: f64| {
        let text = format!("{value:.most$}");
        let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction);
        fraction.trim_end_matches('0').len()
    };
    numbers.map(needed).max().unwrap_or(0)
}

fn format(report: &Report<'_>, column: &Column, places: usize) -> Format {
    match column.step {
        Step::Rank | Step::RankOverall | Step::Applies | Step::Veto(_) | Step::Places => {
            report.styles.place()
        }
        Step::Total => report.styles.strong(places),
        Step::Points if column.node.is_some_and(|node| !report.plan.nodes[node].children.is_empty()) => {
            report.styles.strong(places)
        }
        _ => report.styles.number(places),
    }
}

fn heads(report: &Report<'_>, sheet: &mut Worksheet) -> Result<(), ReportError> {
    let (area, lang, styles) = (&report.sheets.calculation, report.lang(), &report.styles);
    cell::text(sheet, (0, 0), &report.heading(&area.sheet), &styles.title)?;
    let hint = lang.pick(
        "各列均为公式，由“原始数据”和“参数”算出；空白表示没有数值，原因见批注。",
        "Every column is a formula over the data and parameters; an empty cell has no value, its note says why.",
    );
    cell::text(sheet, (1, 0), hint, &styles.hint)?;
    let fixed = [lang.pick("代码", "Code"), lang.pick("单位", "Unit"), lang.pick("组", "Group")];
    for (at, word) in (0..).zip(fixed) {
        sheet.merge_range(area.row - 2, at, area.row - 1, at, word, &styles.head)?;
    }
    let columns = &report.book.columns;
    let mut start = 0;
    while start < columns.len() {
        let owner = owner(&columns[start]);
        let mut end = start;
        while end + 1 < columns.len() && self::owner(&columns[end + 1]) == owner {
            end += 1;
        }
        let name = match owner {
            Some(node) => words::node(report, node),
            None => group_of(&columns[start], lang).to_owned(),
        };
        let at = |column: usize| area.column + u16::try_from(column).unwrap_or(u16::MAX);
        if start == end {
            cell::text(sheet, (area.row - 2, at(start)), &name, &styles.span)?;
        } else {
            sheet.merge_range(area.row - 2, at(start), area.row - 2, at(end), &name, &styles.span)?;
        }
        start = end + 1;
    }
    for (at, column) in (area.column..).zip(columns) {
        cell::text(sheet, (area.row - 1, at), &words::step(report, column), &styles.head)?;
    }
    sheet.set_row_height(area.row - 2, 32)?;
    sheet.set_row_height(area.row - 1, 30)?;
    Ok(())
}

fn owner(column: &Column) -> Option<usize> {
    column.node
}

fn group_of(column: &Column, lang: Lang) -> &'static str {
    match column.step {
        Step::Veto(_) | Step::Adjustment(_) | Step::Bounded(_) | Step::Counted(_) | Step::Adjustments => {
            lang.pick("加减分、总分与位次", "Adjustments, total, ranks")
        }
        _ => lang.pick("总分与位次", "Total and ranks"),
    }
}

fn units(report: &Report<'_>, sheet: &mut Worksheet) -> Result<(), ReportError> {
    let (area, styles, roster) = (&report.sheets.calculation, &report.styles, &report.snapshot.roster);
    let (mut codes, mut names, mut groups) = (6, 8, 4);
    for (row, unit) in (area.row..).zip(&report.book.units) {
        let (code, name) = (roster.code(unit.row), roster.name(unit.row));
        let group = unit.group.and_then(|group| report.result.groups.get(group));
        let group = group.map_or("", String::as_str);
        let format = if unit.subject.is_some() { &styles.text } else { &styles.quiet };
        cell::text(sheet, (row, 0), code, format)?;
        cell::text(sheet, (row, 1), name, format)?;
        cell::text(sheet, (row, 2), group, format)?;
        codes = codes.max(width::shown(code));
        names = names.max(width::shown(name));
        groups = groups.max(width::shown(group));
    }
    sheet.set_column_width(0, width::column(codes, 6, 20))?;
    sheet.set_column_width(1, width::column(names, 8, 24))?;
    sheet.set_column_width(2, width::column(groups, 4, 14))?;
    if report.result.groups.len() < 2 {
        sheet.set_column_hidden(2)?;
    }
    Ok(())
}

/// Steps between value and points can be folded away.
fn fold(report: &Report<'_>, sheet: &mut Worksheet) -> Result<(), ReportError> {
    let area = &report.sheets.calculation;
    for (at, column) in (area.column..).zip(&report.book.columns) {
        let between = matches!(
            column.step,
            Step::Unrounded
                | Step::Sum
                | Step::BeforeFactor
                | Step::TotalUnrounded
                | Step::RankKey
                | Step::BreakKey
                | Step::Places
        );
        if between {
            sheet.group_columns(at, at)?;
        }
    }
    Ok(())
}
