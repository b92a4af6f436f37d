//! Statistics of the comparison sets (组统计).

use baton_scheme::formula_text::workbook::{Cell, STATISTICS, Step};
use rust_xlsxwriter::Worksheet;

use super::calculation::decimals_of;
use super::{Report, cell, width, words};
use crate::ReportError;

pub(crate) fn write(report: &Report<'_>, sheet: &mut Worksheet) -> Result<(), ReportError> {
    let (area, lang, styles) = (&report.sheets.statistics, report.lang(), &report.styles);
    sheet.set_name(&area.sheet)?;
    sheet.set_formula_result_default("");
    cell::text(sheet, (0, 0), &report.heading(&area.sheet), &styles.title)?;
    let hint = lang.pick(
        "比较集内有数值的单位；标准差为样本标准差（n−1）。最优、最差按指标方向取。",
        "Units with a value; stdev is the sample's (n − 1). Best and worst follow the direction of the indicator.",
    );
    cell::text(sheet, (1, 0), hint, &styles.hint)?;
    let heads = [
        lang.pick("指标", "Indicator"),
        lang.pick("计量单位", "Unit of measure"),
        lang.pick("比较集", "Compared"),
    ];
    let names = STATISTICS.map(|name| match name {
        "n" => lang.pick("个数", "n"),
        "best" => lang.pick("最优", "Best"),
        "worst" => lang.pick("最差", "Worst"),
        "mean" => lang.pick("均值", "Mean"),
        "median" => lang.pick("中位数", "Median"),
        _ => lang.pick("标准差", "Stdev"),
    });
    for (at, head) in (0..).zip(heads.into_iter().chain(names)) {
        cell::text(sheet, (area.row - 1, at), head, &styles.head)?;
    }
    let mut widest = [12, 8, 8];
    for (row, statistic) in (area.row..).zip(&report.book.statistics) {
        let column = &report.book.columns[statistic.column];
        let mut name = column.node.map(|node| words::node(report, node)).unwrap_or_default();
        if column.step == Step::Expression {
            name = format!("{name} · {}", words::step(report, column));
        }
        let measure = column.node.map(|node| words::measure(report, node)).unwrap_or_default();
        let texts = [name, measure, words::set(&statistic.set, lang)];
        for ((at, text), widest) in (0..).zip(&texts).zip(&mut widest) {
            cell::text(sheet, (row, at), text, &styles.text)?;
            *widest = (*widest).max(width::shown(text));
        }
        let places = decimals_of(statistic.cells.iter().skip(1).take(2).filter_map(Cell::number), 4);
        let means = decimals_of(statistic.cells.iter().skip(3).filter_map(Cell::number), 4);
        for ((at, value), step) in (area.column..).zip(&statistic.cells).zip(0..) {
            let format = styles.number(match step {
                0 => 0,
                1 | 2 => places,
                _ => means,
            });
            cell::write(sheet, (row, at), value, &format)?;
        }
    }
    for (at, widest) in (0..).zip(widest) {
        sheet.set_column_width(at, width::column(widest, 6, 44))?;
    }
    for at in 0..u16::try_from(STATISTICS.len()).unwrap_or(0) {
        sheet.set_column_width(area.column + at, width::column(14, 8, 16))?;
    }
    sheet.set_freeze_panes(area.row, 1)?;
    super::ranking::page(report, sheet, &area.sheet, (area.row - 1, area.row - 1))?;
    sheet.protect_with_options(&super::data::protection());
    Ok(())
}
