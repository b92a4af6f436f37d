//! Where every block of cells stands.

use baton_model::{Lang, Message};
use baton_scheme::formula_text::workbook::{Area, Content, Layout};
use baton_scheme::plan::Plan;

use super::Report;
use crate::{ReportError, messages};

/// Most columns of a sheet.
const COLUMNS: usize = 16_384;
/// Most rows that are written: more is not for reading.
const ROWS: usize = 200_000;
/// Most characters of a formula.
const FORMULA: usize = 8_192;

/// Names of the sheets and first cells of their blocks.
pub(crate) struct Sheets {
    pub(crate) ranking: &'static str,
    pub(crate) calculation: Area,
    pub(crate) statistics: Area,
    pub(crate) data: Area,
    pub(crate) weights: Area,
    pub(crate) parameters: Area,
    pub(crate) method: &'static str,
}

impl Sheets {
    pub(crate) fn new(plan: &Plan, lang: Lang) -> Self {
        let area = |zh: &str, en: &str, row: u32, column: u16| Area {
            sheet: lang.pick(zh, en).to_owned(),
            row,
            column,
        };
        let nodes = u32::try_from(plan.nodes.len()).unwrap_or(u32::MAX);
        Self {
            ranking: lang.pick("排名", "Ranking"),
            calculation: area("计算", "Calculation", 4, 3),
            statistics: area("组统计", "Statistics", 3, 3),
            data: area("原始数据", "Data", 5, 2),
            weights: area("参数", "Parameters", 3, 1),
            parameters: area("参数", "Parameters", nodes.saturating_add(6), 1),
            method: lang.pick("计分办法", "Method"),
        }
    }

    pub(crate) fn layout(&self) -> Layout {
        Layout {
            data: self.data.clone(),
            calculation: self.calculation.clone(),
            statistics: self.statistics.clone(),
            weights: self.weights.clone(),
            parameters: self.parameters.clone(),
        }
    }
}

/// A run that does not fit is refused before anything is written.
pub(crate) fn check_size(report: &Report<'_>) -> Result<(), ReportError> {
    let (book, sheets) = (&report.book, &report.sheets);
    let blocks = [
        (&sheets.calculation, book.units.len(), book.columns.len()),
        (&sheets.data, book.data_units.len(), 2 * book.figures.len() + 1),
        (&sheets.statistics, book.statistics.len(), 10),
        (&sheets.weights, report.plan.nodes.len() + book.parameters.len(), report.result.groups.len()),
    ];
    for (area, rows, columns) in blocks {
        let columns = columns + usize::from(area.column);
        let rows = rows + area.row as usize;
        if columns > COLUMNS {
            let message = Message::new(&messages::TOO_MANY_COLUMNS)
                .with("sheet", &area.sheet)
                .with("columns", columns)
                .with("most", COLUMNS);
            return Err(ReportError(message));
        }
        if rows > ROWS {
            let message = Message::new(&messages::TOO_MANY_ROWS)
                .with("sheet", &area.sheet)
                .with("rows", rows)
                .with("most", ROWS);
            return Err(ReportError(message));
        }
    }
    check_formulas(report)
}

fn check_formulas(report: &Report<'_>) -> Result<(), ReportError> {
    let refuse = |name: String, length: usize| {
        let message = Message::new(&messages::FORMULA_TOO_LONG)
            .with("name", name)
            .with("length", length)
            .with("most", FORMULA);
        Err(ReportError(message))
    };
    for column in &report.book.columns {
        for cell in &column.cells {
            if let Content::Formula(text, _) = &cell.content
                && text.chars().count() > FORMULA
            {
                let name = column.node.map(|node| report.plan.nodes[node].name.clone());
                return refuse(name.unwrap_or_default(), text.chars().count());
            }
        }
    }
    for figure in &report.book.figures {
        for cell in &figure.cells {
            if let Content::Formula(text, _) = &cell.content
                && text.chars().count() > FORMULA
            {
                return refuse(super::words::figure(report, &figure.key).0, text.chars().count());
            }
        }
    }
    Ok(())
}
