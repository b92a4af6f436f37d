//! A sheet on the terminal: aligned columns, headings that wrap, thin rules. What does not fit is first wrapped, then
//! left out, and it is said what was left out.

use baton_service::model::Lang;

use super::sheet::{Align, Cell, Column, Fit, Sheet};
use super::text::{cut, left, right, widest_piece, width, wrap};
use crate::printer::{Style, painted};

const GAP: usize = 2;
/// Lines a heading may take, with what stands below its name.
const HEADING_LINES: usize = 3;
/// A heading as short as this is not folded.
const SHORT_HEADING: usize = 6;
/// Words of headings are cut down to so many columns before a column is left out.
const SHORT_WORD: usize = 8;

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
        let whole = widths(sheet, &kept, most, usize::MAX);
        let fits = total(&whole) <= most;
        let widths = if fits { whole } else { widths(sheet, &kept, most, SHORT_WORD) };
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
fn widths(sheet: &Sheet, kept: &[usize], most: usize, word: usize) -> Vec<usize> {
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
    let mut narrow: Vec<usize> = kept
        .iter()
        .zip(&bodies)
        .map(|(index, body)| heading_width(&sheet.columns[*index], *body, word))
        .collect();
    if total(&narrow) <= most {
        widen(sheet, kept, &mut narrow, &wide, most);
        return narrow;
    }
    // The text at the right is cut first.
    for (at, index) in kept.iter().enumerate().rev() {
        let column = &sheet.columns[*index];
        if column.fit == Fit::Cut {
            let over = total(&narrow).saturating_sub(most);
            narrow[at] = narrow[at].saturating_sub(over).max(column.least.min(narrow[at]));
        }
    }
    narrow
}

/// The least width at which a heading takes few lines; only headings of columns that may be left out wrap. Words longer than
/// `word` are cut.
fn heading_width(column: &Column, body: usize, word: usize) -> usize {
    if column.dispensable == 0 || width(&column.heading) <= SHORT_HEADING {
        return body.max(width(&column.heading));
    }
    let full = width(&column.heading);
    let pieces = match &column.folds {
        Some((name, below)) => widest_piece(name).max(width(below)),
        None => widest_piece(&column.heading),
    };
    let least = body.max(pieces.min(word));
    (least..=full).find(|columns| folded(column, *columns).len() <= HEADING_LINES).unwrap_or(least)
}

/// The lines of a heading no wider than `columns`, each about as long as the others.
fn folded(column: &Column, columns: usize) -> Vec<String> {
    if width(&column.heading) <= columns {
        return vec![column.heading.clone()];
    }
    let Some((name, below)) = &column.folds else { return even(&column.heading, columns) };
    let mut lines = even(name, columns);
    lines.extend(Some(below.clone()).filter(|below| !below.is_empty()));
    lines.into_iter().map(|line| cut(&line, columns)).collect()
}

fn even(text: &str, columns: usize) -> Vec<String> {
    let lines = wrap(text, columns);
    let least = widest_piece(text);
    let narrower = (least..columns).map(|columns| wrap(text, columns));
    narrower.into_iter().find(|others| others.len() == lines.len()).unwrap_or(lines)
}

/// Gives spare columns back: to the headings that fold together, all or none, then to the others from the left.
fn widen(sheet: &Sheet, kept: &[usize], narrow: &mut [usize], wide: &[usize], most: usize) {
    let mut spare = most - total(narrow);
    let more = |at: usize, narrow: &[usize]| wide[at].saturating_sub(narrow[at]);
    let (folding, others): (Vec<usize>, Vec<usize>) =
        (0..kept.len()).partition(|at| sheet.columns[kept[*at]].folds.is_some());
    let together: usize = folding.iter().map(|at| more(*at, narrow)).sum();
    if together <= spare {
        folding.iter().for_each(|at| narrow[*at] = narrow[*at].max(wide[*at]));
        spare -= together;
    }
    for at in others {
        let more = more(at, narrow);
        if more <= spare {
            narrow[at] += more;
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
    let mut cells: Vec<Vec<String>> =
        kept.iter().zip(widths).map(|(index, columns)| folded(&sheet.columns[*index], *columns)).collect();
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
                Column::text("lost", "失分最多").cut(14),
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
    fn a_folded_heading_has_even_lines_and_its_weight_below() {
        let column =
            Column::number("points", "强县和富民（示例） 40").dispensable(1).folds("强县和富民", "40");
        assert_eq!(folded(&column, 30), ["强县和富民（示例） 40"]);
        assert_eq!(folded(&column, 8), ["强县和", "富民", "40"]);
        assert_eq!(heading_width(&column, 5, usize::MAX), 6);
        let column = Column::number("points", "coordination 16").dispensable(1).folds("coordination", "16");
        assert_eq!((heading_width(&column, 5, usize::MAX), heading_width(&column, 5, 8)), (12, 8));
        assert_eq!(folded(&column, 8), ["coordin…", "16"]);
        assert_eq!(even("单位能耗增加值", 12), ["单位能耗", "增加值"]);
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
