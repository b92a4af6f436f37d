//! The ranking (排名): rank, change, unit, group, total, points by dimension; everything points at the calculation.

use baton_scheme::formula_text::workbook::letters;
use rust_xlsxwriter::{Format, Worksheet};

use super::{Report, calculation, cell, width, words};
use crate::ReportError;

/// Row of the headings.
const HEAD: u32 = 3;

/// What a column of the ranking shows.
enum Shown {
    Rank,
    Before,
    Change,
    Name,
    Group,
    /// A column of the calculation.
    Calculated(usize),
    Overall(usize),
    Grade,
    Level,
    Remark,
}

/// A row: a subject, shown under a unit's name.
struct Row {
    unit: u32,
    subject: Option<usize>,
    remark: String,
}

pub(crate) fn write(report: &Report<'_>, sheet: &mut Worksheet) -> Result<(), ReportError> {
    let styles = &report.styles;
    sheet.set_name(report.sheets.ranking)?;
    sheet.set_formula_result_default("");
    cell::text(sheet, (0, 0), &report.heading(report.sheets.ranking), &styles.title)?;
    cell::text(sheet, (1, 0), &subtitle(report), &styles.hint)?;
    let columns = columns(report);
    let rows = rows(report);
    for (at, shown) in (0..).zip(&columns) {
        let heading = heading(report, shown);
        cell::text(sheet, (HEAD, at), &heading, &styles.head)?;
        let mut widest = match shown {
            Shown::Calculated(_) => width::shown(&heading).min(12),
            _ => width::shown(&heading),
        };
        for (line, row) in (HEAD + 1..).zip(&rows) {
            let written = write_cell(report, sheet, (line, at), shown, row, &columns)?;
            widest = widest.max(written);
        }
        let most = if matches!(shown, Shown::Remark) { 48 } else { 24 };
        sheet.set_column_width(at, width::column(widest, 6, most))?;
    }
    sheet.set_row_height(HEAD, 34)?;
    let frozen = columns.iter().position(|shown| matches!(shown, Shown::Name)).unwrap_or(0) + 1;
    sheet.set_freeze_panes(HEAD + 1, u16::try_from(frozen).unwrap_or(1))?;
    page(report, sheet, report.sheets.ranking, (HEAD, HEAD))?;
    sheet.protect_with_options(&super::data::protection());
    Ok(())
}

/// A4 landscape, as wide as a page, headings on every page.
pub(crate) fn page(
    report: &Report<'_>,
    sheet: &mut Worksheet,
    name: &str,
    heads: (u32, u32),
) -> Result<(), ReportError> {
    let sheets = &report.sheets;
    let many = name == sheets.calculation.sheet || name == sheets.data.sheet;
    sheet.set_landscape().set_paper_size(9).set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    if many {
        sheet.set_print_scale(70);
    } else {
        sheet.set_print_fit_to_pages(1, 0);
    }
    sheet.set_repeat_rows(heads.0, heads.1)?;
    let lang = report.lang();
    sheet.set_footer(format!(
        "&L&8{}&R&8{}",
        report.plan.title.replace('&', "&&"),
        lang.pick("第 &P 页，共 &N 页", "page &P of &N")
    ));
    sheet.set_screen_gridlines(false);
    Ok(())
}

fn subtitle(report: &Report<'_>) -> String {
    let lang = report.lang();
    let mut parts = vec![format!("{} {}", lang.pick("办法版本", "scheme version"), report.result.version)];
    if let Some(basis) = &report.plan.basis {
        parts.push(format!("{} {basis}", lang.pick("依据", "basis")));
    }
    if let Some(as_of) = &report.options.as_of {
        parts.push(format!("{} {as_of}", lang.pick("数据截至", "figures as of")));
    }
    parts.push(lang.pick("“—”为没有数值", "“—” has no value").to_owned());
    parts.join(" · ")
}

fn columns(report: &Report<'_>) -> Vec<Shown> {
    let mut columns = vec![Shown::Rank];
    if report.options.earlier.is_some() {
        columns.extend([Shown::Change, Shown::Before]);
    }
    columns.push(Shown::Name);
    if report.result.groups.len() > 1 {
        columns.push(Shown::Group);
    }
    columns.push(Shown::Calculated(report.book.total));
    if !report.plan.grades.is_empty() {
        columns.push(Shown::Grade);
    }
    if !report.plan.levels.is_empty() {
        columns.push(Shown::Level);
    }
    for node in report.plan.dimensions() {
        columns.extend(report.book.points[*node].map(Shown::Calculated));
    }
    columns.extend(report.book.adjustment.map(Shown::Calculated));
    columns.extend(report.book.rank_overall.map(Shown::Overall));
    columns.push(Shown::Remark);
    columns
}

/// Subjects by rank, with the units that share a result; then the units that are not scored.
fn rows(report: &Report<'_>) -> Vec<Row> {
    let (result, lang) = (report.result, report.lang());
    let mut rows = Vec::new();
    for subject in result.ranking() {
        let own = result.universe.rows[subject as usize];
        let shared = result.joint.iter().find(|(first, _)| *first == subject);
        let units = shared.map_or_else(|| vec![own], |(_, units)| units.clone());
        for unit in units {
            let mut remarks = remarks(report, subject as usize);
            if shared.is_some() {
                remarks.insert(0, lang.pick("合并计分", "scored as one").to_owned());
            }
            let remark = remarks.join(lang.pick("；", "; "));
            rows.push(Row { unit, subject: Some(subject as usize), remark });
        }
    }
    for unscored in &result.unscored {
        let class = &report.plan.exempts[unscored.exempt].name;
        let remark = format!("{} {class}", lang.pick("暂不评价", "not scored:"));
        rows.push(Row { unit: unscored.row, subject: None, remark });
    }
    rows
}

/// Why there is no total, vetoes and marks.
fn remarks(report: &Report<'_>, subject: usize) -> Vec<String> {
    let (result, lang) = (report.result, report.lang());
    let mut remarks = Vec::new();
    if let Some(reason) = result.total.reason(subject) {
        remarks.push(format!(
            "{}{}",
            lang.pick("无总分：", "no total: "),
            lang.pick(reason.term().zh, reason.term().en)
        ));
    }
    let fired = result.vetoes.iter().filter(|fired| fired.subject as usize == subject);
    remarks.extend(fired.map(|fired| report.plan.vetoes[fired.veto].name.clone()));
    let marks = result.marks.iter().filter(|(of, _)| *of as usize == subject);
    remarks.extend(marks.map(|(_, mark)| mark.clone()));
    remarks.dedup();
    remarks
}

fn heading(report: &Report<'_>, shown: &Shown) -> String {
    let lang = report.lang();
    let full = |node: usize| {
        let weight = &report.result.nodes[node].weight;
        let same = weight.windows(2).all(|pair| pair[0].to_bits() == pair[1].to_bits());
        weight.first().filter(|_| same).map(|weight| format!("\n({weight})")).unwrap_or_default()
    };
    match shown {
        Shown::Rank => lang.pick("位次", "Rank").to_owned(),
        Shown::Before => {
            let period = report.options.earlier.as_ref().map(|earlier| earlier.period.to_string());
            format!("{}{}", period.unwrap_or_default(), lang.pick("\n位次", "\nrank"))
        }
        Shown::Change => lang.pick("变化", "Change").to_owned(),
        Shown::Name => lang.pick("单位", "Unit").to_owned(),
        Shown::Group => lang.pick("组", "Group").to_owned(),
        Shown::Calculated(column) => {
            let column = &report.book.columns[*column];
            match column.node {
                Some(node) => format!("{}{}", words::node(report, node), full(node)),
                None if Some(report.book.total)
                    == report.book.columns.iter().position(|other| std::ptr::eq(other, column)) =>
                {
                    format!("{}{}", words::step(report, column), full(0))
                }
                None => words::step(report, column),
            }
        }
        Shown::Overall(_) => lang.pick("全部位次", "Rank overall").to_owned(),
        Shown::Grade => lang.pick("等次", "Grade").to_owned(),
        Shown::Level => lang.pick("星级", "Level").to_owned(),
        Shown::Remark => lang.pick("说明", "Remarks").to_owned(),
    }
}

/// Writes a cell; gives how wide it is shown.
fn write_cell(
    report: &Report<'_>,
    sheet: &mut Worksheet,
    at: (u32, u16),
    shown: &Shown,
    row: &Row,
    columns: &[Shown],
) -> Result<usize, ReportError> {
    let styles = &report.styles;
    let roster = &report.snapshot.roster;
    let mut put_text = |text: &str, format: &Format| -> Result<usize, ReportError> {
        cell::text(sheet, at, text, format)?;
        Ok(width::shown(text))
    };
    match shown {
        Shown::Name => return put_text(roster.name(row.unit), &styles.text),
        Shown::Remark => return put_text(&row.remark, &styles.quiet),
        _ => {}
    }
    let Some(subject) = row.subject else { return put_text("", &styles.text) };
    let result = report.result;
    match shown {
        Shown::Group => {
            let group = result.groups.get(result.group_of[subject] as usize);
            put_text(group.map_or("", String::as_str), &styles.text)
        }
        Shown::Grade => put_text(result.grade.get(subject).unwrap_or("—"), &styles.centre),
        Shown::Level => {
            let level = result.level.get(subject);
            let names = &report.plan.levels;
            let name = level.and_then(|level| names.get(names.len().checked_sub(level as usize + 1)?));
            put_text(name.map_or("—", |level| level.name.as_str()), &styles.centre)
        }
        Shown::Rank => point_at(report, sheet, at, report.book.rank, subject, &styles.place()),
        Shown::Overall(column) => point_at(report, sheet, at, *column, subject, &styles.place()),
        Shown::Calculated(column) => {
            let places = calculation::places(&report.book.columns[*column]);
            let format =
                if *column == report.book.total { styles.strong(places) } else { styles.number(places) };
            point_at(report, sheet, at, *column, subject, &format)
        }
        Shown::Before => match earlier(report, subject) {
            Some(rank) => {
                sheet.write_number_with_format(at.0, at.1, f64::from(rank), &styles.place())?;
                Ok(4)
            }
            None => put_text("—", &styles.centre),
        },
        Shown::Change => {
            change(report, sheet, at, subject, columns)?;
            Ok(5)
        }
        Shown::Name | Shown::Remark => Ok(0),
    }
}

fn earlier(report: &Report<'_>, subject: usize) -> Option<u32> {
    *report.options.earlier.as_ref()?.ranks.get(subject)?
}

/// A formula that shows a cell of the calculation, or — where it has no number.
fn point_at(
    report: &Report<'_>,
    sheet: &mut Worksheet,
    at: (u32, u16),
    column: usize,
    subject: usize,
    format: &Format,
) -> Result<usize, ReportError> {
    let area = &report.sheets.calculation;
    let Some(unit) = report.book.units.iter().position(|unit| unit.subject == Some(subject)) else {
        return Ok(0);
    };
    let letters = letters(u32::from(area.column) + u32::try_from(column).unwrap_or(0));
    let target = format!("{}!{letters}{}", area.sheet, area.row as usize + unit + 1);
    let value = report.book.columns[column].cells[unit].number();
    let result = value.map_or_else(|| "—".to_owned(), |value| value.to_string());
    cell::formula(sheet, at, &format!("IF(ISNUMBER({target}),{target},\"—\")"), Some(&result), format)?;
    let places = calculation::places(&report.book.columns[column]);
    Ok(value.map_or(2, |value| width::number(value, places)))
}

/// Earlier rank less rank.
fn change(
    report: &Report<'_>,
    sheet: &mut Worksheet,
    at: (u32, u16),
    subject: usize,
    columns: &[Shown],
) -> Result<(), ReportError> {
    let place = |test: &dyn Fn(&Shown) -> bool| {
        let position = columns.iter().position(test).and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
        format!("{}{}", letters(position), at.0 + 1)
    };
    let rank = place(&|shown| matches!(shown, Shown::Rank));
    let before = place(&|shown| matches!(shown, Shown::Before));
    let result = match (earlier(report, subject), report.result.rank.get(subject)) {
        (Some(before), Some(rank)) => (f64::from(before) - rank).to_string(),
        _ => String::new(),
    };
    let text = format!("IF(COUNT({rank},{before})=2,{before}-{rank},\"\")");
    cell::formula(sheet, at, &text, Some(&result), &report.styles.change())
}
