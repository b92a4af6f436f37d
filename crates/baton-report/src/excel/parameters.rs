//! Weights by group, and parameters (参数).

use rust_xlsxwriter::Worksheet;

use super::calculation::decimals_of;
use super::{Report, cell, width};
use crate::ReportError;

pub(crate) fn write(report: &Report<'_>, sheet: &mut Worksheet) -> Result<(), ReportError> {
    let (area, lang, styles) = (&report.sheets.weights, report.lang(), &report.styles);
    sheet.set_name(&area.sheet)?;
    cell::text(sheet, (0, 0), &report.heading(&area.sheet), &styles.title)?;
    let hint = lang.pick(
        "满分（权重）按组列出；未启用的指标为空。",
        "Full points by group; an indicator that is not active is empty.",
    );
    cell::text(sheet, (1, 0), hint, &styles.hint)?;
    cell::text(sheet, (area.row - 1, 0), lang.pick("指标", "Indicator"), &styles.head)?;
    for (at, group) in (area.column..).zip(&report.result.groups) {
        let word = if group.is_empty() { lang.pick("满分", "Full points") } else { group.as_str() };
        cell::text(sheet, (area.row - 1, at), word, &styles.head)?;
        sheet.set_column_width(at, width::column(width::shown(word), 10, 20))?;
    }
    let mut widest = 12;
    for (row, (index, node)) in (area.row..).zip(report.plan.nodes.iter().enumerate()) {
        let found = &report.result.nodes[index];
        let name = format!("{}{}", "  ".repeat(depth(report, index)), node_name(report, index));
        widest = widest.max(width::shown(&name));
        cell::text(
            sheet,
            (row, 0),
            &name,
            if node.children.is_empty() { &styles.text } else { &styles.strong_text },
        )?;
        for (at, weight) in (area.column..).zip(&found.weight) {
            let places = decimals_of(std::iter::once(*weight), 6);
            if found.active {
                sheet.write_number_with_format(row, at, *weight, &styles.number(places))?;
            } else {
                sheet.write_blank(row, at, &styles.number(0))?;
            }
        }
    }
    let parameters = parameters(report, sheet)?;
    sheet.set_column_width(0, width::column(widest.max(parameters), 12, 50))?;
    sheet.set_freeze_panes(area.row, area.column)?;
    super::ranking::page(report, sheet, &area.sheet, (area.row - 1, area.row - 1))?;
    sheet.protect_with_options(&super::data::protection());
    Ok(())
}

fn node_name(report: &Report<'_>, index: usize) -> String {
    let node = &report.plan.nodes[index];
    if index == 0 { report.lang().pick("总分", "Total").to_owned() } else { node.name.clone() }
}

fn depth(report: &Report<'_>, index: usize) -> usize {
    let mut depth = 0;
    let mut at = index;
    while let Some(parent) = report.plan.nodes[at].parent {
        depth += 1;
        at = parent;
    }
    depth
}

/// The parameters that were read; gives the widest name.
fn parameters(report: &Report<'_>, sheet: &mut Worksheet) -> Result<usize, ReportError> {
    let (area, lang, styles) = (&report.sheets.parameters, report.lang(), &report.styles);
    if report.book.parameters.is_empty() {
        return Ok(0);
    }
    let heads = [lang.pick("参数", "Parameter"), lang.pick("数值", "Value")];
    for (at, head) in (0..).zip(heads) {
        cell::text(sheet, (area.row - 1, at), head, &styles.head)?;
    }
    let mut widest = 0;
    for (row, parameter) in (area.row..).zip(&report.book.parameters) {
        let name = match parameter.period == report.result.period {
            true => parameter.name.clone(),
            false => format!("{} ({})", parameter.name, parameter.period),
        };
        widest = widest.max(width::shown(&name));
        cell::text(sheet, (row, 0), &name, &styles.text)?;
        let places = decimals_of(std::iter::once(parameter.value), 6);
        sheet.write_number_with_format(row, area.column, parameter.value, &styles.number(places))?;
    }
    Ok(widest)
}
