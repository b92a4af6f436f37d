//! A sheet on the terminal: aligned columns, headings that wrap, thin rules. What does not fit is first wrapped, then
//! left out, and it is said what was left out.

use baton_service::model::Lang;

use super::sheet::{Align, Cell, Column, Fit, Sheet};
use super::text::{cut, left, right, widest_piece, width, wrap};
use crate::printer::{Style, painted};

const GAP: usize = 2;
/// A wrapping column is never narrower than this.
const NARROWEST: usize = 14;

/// Lines of a table and the headings of the columns that did not fit.
pub(crate) struct Drawn {
    pub(crate) lines: Vec<String>,
    pub(crate) dropped: Vec<String>,
}

/// Draws a sheet no wider than `most` columns, if that can be done.
pub(crate) fn draw(sheet: &Sheet, most: usize, color: bool) -> Drawn {
    let mut kept: Vec<usize> =
        (0..sheet.columns.len()).filter(|index| !sheet.columns[*index].file_only).collect();
    let mut dropped = Vec::new();
    let widths = loop {
        let widths = widths(sheet, &kept, most);
        if total(&widths) <= most {
            break widths;
        }
        let last = kept.iter().max_by_key(|index| sheet.columns[**index].dispensable).copied();
        match last.filter(|index| sheet.columns[*index].dispensable > 0) {
            Some(index) => {
                kept.retain(|column| *column != index);
                dropped.push(index);
            }
            None => break widths,
        }
    };
    dropped.sort_unstable();
    let dropped = dropped.into_iter().map(|index| sheet.columns[index].heading.clone()).collect();
    Drawn { lines: lines(sheet, &kept, &widths, color), dropped }
}

fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// Widths of the kept columns: headings wrap down to the width of their values, texts of wrapping columns after that.
fn widths(sheet: &Sheet, kept: &[usize], most: usize) -> Vec<usize> {
    let body = |index: usize| sheet.rows.iter().map(|row| width(&row[index].shown())).max().unwrap_or(0);
    let bodies: Vec<usize> = kept.iter().map(|index| body(*index)).collect();
    let wide: Vec<usize> = kept
        .iter()
        .zip(&bodies)
        .map(|(index, body)| width(&sheet.columns[*index].heading).max(*body))
        .collect();
    if total(&wide) <= most {
        return wide;
    }
    let mut narrow: Vec<usize> =
        kept.iter().zip(&bodies).map(|(index, body)| heading_width(&sheet.columns[*index], *body)).collect();
    let over = total(&narrow).saturating_sub(most);
    if over == 0 {
        widen(&mut narrow, &wide, most);
        return narrow;
    }
    if let Some(at) = kept.iter().position(|index| sheet.columns[*index].fit != Fit::Whole) {
        narrow[at] = narrow[at].saturating_sub(over).max(NARROWEST.min(narrow[at]));
    }
    narrow
}

/// The least width at which a heading takes at most three lines; only headings of columns that may be left out wrap.
fn heading_width(column: &Column, body: usize) -> usize {
    if column.dispensable == 0 {
        return body.max(width(&column.heading));
    }
    let least = body.max(widest_piece(&column.heading));
    let full = width(&column.heading);
    (least..=full).find(|columns| wrap(&column.heading, *columns).len() <= 3).unwrap_or(least)
}

/// Gives spare columns back to headings, from the left.
fn widen(narrow: &mut [usize], wide: &[usize], most: usize) {
    let mut spare = most - total(narrow);
    for (narrow, wide) in narrow.iter_mut().zip(wide) {
        let more = (wide - *narrow).min(spare);
        if more == wide - *narrow {
            *narrow += more;
            spare -= more;
        }
    }
}

fn lines(sheet: &Sheet, kept: &[usize], widths: &[usize], color: bool) -> Vec<String> {
    let mut lines = heading(sheet, kept, widths, color);
    let rule = rule(total(widths), color);
    lines.push(rule.clone());
    for (number, row) in sheet.rows.iter().enumerate() {
        if sheet.rules.contains(&number) && number > 0 {
            lines.push(rule.clone());
        }
        let cell = |(index, columns): (&usize, &usize)| {
            let shown = row[*index].shown();
            match sheet.columns[*index].fit {
                Fit::Whole => vec![shown],
                Fit::Cut => vec![cut(&shown, *columns)],
            }
        };
        let cells: Vec<Vec<String>> = kept.iter().zip(widths).map(cell).collect();
        let styles: Vec<Option<Style>> =
            kept.iter().map(|index| style(&row[*index]).filter(|_| color)).collect();
        lines.extend(stacked(sheet, kept, widths, &cells, &styles));
    }
    lines
}

fn rule(columns: usize, color: bool) -> String {
    let rule = "─".repeat(columns);
    if color { painted(Style::Faint, &rule) } else { rule }
}

fn style(cell: &Cell) -> Option<Style> {
    match cell {
        Cell::Change(Some(places)) if *places > 0 => Some(Style::Good),
        Cell::Change(Some(places)) if *places < 0 => Some(Style::Bad),
        _ => None,
    }
}

fn heading(sheet: &Sheet, kept: &[usize], widths: &[usize], color: bool) -> Vec<String> {
    let mut cells: Vec<Vec<String>> = kept
        .iter()
        .zip(widths)
        .map(|(index, columns)| wrap(&sheet.columns[*index].heading, *columns))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(1);
    for cell in &mut cells {
        let above = height - cell.len();
        cell.splice(0..0, vec![String::new(); above]);
    }
    let styles = vec![Some(Style::Strong).filter(|_| color); kept.len()];
    stacked(sheet, kept, widths, &cells, &styles)
}

/// Lines of cells that may have several lines each; every line is as wide as the table.
fn stacked(
    sheet: &Sheet,
    kept: &[usize],
    widths: &[usize],
    cells: &[Vec<String>],
    styles: &[Option<Style>],
) -> Vec<String> {
    let height = cells.iter().map(Vec::len).max().unwrap_or(1);
    let line = |number: usize| {
        let parts =
            kept.iter().zip(widths).zip(cells.iter().zip(styles)).map(|((index, columns), (cell, style))| {
                let text = cell.get(number).map_or("", String::as_str);
                let text = match sheet.columns[*index].align {
                    Align::Left => left(text, *columns),
                    Align::Right => right(text, *columns),
                };
                style.map_or(text.clone(), |style| painted(style, &text))
            });
        parts.collect::<Vec<_>>().join(&" ".repeat(GAP))
    };
    (0..height).map(line).collect()
}

/// Headings as a list in a language.
pub(crate) fn listed(headings: &[String], lang: Lang) -> String {
    headings.join(lang.pick("、", ", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let number = |shown: &str| Cell::Number { shown: shown.into(), exact: shown.into() };
        Sheet {
            columns: vec![
                Column::number("rank", "位次"),
                Column::text("unit", "单位"),
                Column::number("points", "创新发展得分").dispensable(1),
                Column::text("lost", "失分最多").cut(),
            ],
            rows: vec![
                vec![
                    number("1"),
                    Cell::text("新疆维吾尔自治区"),
                    number("12.30"),
                    Cell::text("研发经费投入强度 4.31"),
                ],
                vec![number("10"), Cell::text("北京市"), Cell::Missing, Cell::Blank],
            ],
            rules: vec![],
        }
    }

    #[test]
    fn every_line_is_as_wide_as_the_others() {
        for most in [200, 60, 48, 20] {
            let drawn = draw(&sheet(), most, false);
            let widths: Vec<usize> = drawn.lines.iter().map(|line| width(line)).collect();
            assert!(widths.iter().all(|width| *width == widths[0]), "{most}: {:#?}", drawn.lines);
            assert!(widths[0] <= most || most == 20, "{most}: {:#?}", drawn.lines);
            assert_eq!(drawn.dropped.is_empty(), most >= 48, "{most}");
        }
    }
}
