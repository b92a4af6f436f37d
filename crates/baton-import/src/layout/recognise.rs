//! Finds the tables of a sheet: which way units, indicators and periods run, where headers end and figures begin.

use baton_model::CellAddress;

use super::grid::Grid;
use super::kind::{Kinds, Lexicon};
use super::role::Role;
use super::words::is_serial;
use crate::sheet::Row;

/// The way one of the three subjects runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    /// In a column of labels.
    Down(u32),
    /// In a row of the header.
    Across(u32),
    /// Said once for the table: in its title, the name of the sheet, or on import.
    Once,
}

impl Axis {
    pub(crate) fn is_down(self) -> bool {
        matches!(self, Self::Down(_))
    }

    fn column(self) -> Option<u32> {
        match self {
            Self::Down(column) => Some(column),
            _ => None,
        }
    }

    fn row(self) -> Option<u32> {
        match self {
            Self::Across(row) => Some(row),
            _ => None,
        }
    }
}

/// A table on a sheet.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) unit: Axis,
    pub(crate) indicator: Axis,
    pub(crate) period: Axis,
    /// Rows above the header that hold one text each.
    pub(crate) titles: Vec<CellAddress>,
    /// Header rows from top to bottom.
    pub(crate) header: Vec<u32>,
    /// Columns of labels from left to right.
    pub(crate) labels: Vec<u32>,
    /// Columns that may hold figures.
    pub(crate) columns: Vec<u32>,
    /// The first row of figures.
    pub(crate) first_row: u32,
}

/// Rows looked at to find out how a table runs.
const SAMPLE: usize = 400;
/// Rows in which a header is looked for.
const HEADER_ROWS: usize = 40;

/// What the cells of some rows could be.
struct Sample {
    rows: Vec<(u32, Vec<(u32, Kinds)>)>,
}

/// A table that begins at or below a row, within columns.
pub(crate) fn find_block(
    grid: &Grid<'_>,
    lexicon: &mut Lexicon<'_>,
    from: u32,
    columns: (u32, u32),
) -> Option<Block> {
    let sample = Sample::new(grid, lexicon, from, columns);
    let axes = sample.axes(grid)?;
    let (header, first_row) = sample.header(grid, axes)?;
    let top = header.first().copied().unwrap_or(first_row);
    let titles = titles(grid, from, top);
    let last_label = [axes.0, axes.1, axes.2].iter().filter_map(|axis| axis.column()).max();
    let width = grid.width(sample.rows.iter().map(|(row, _)| *row)).min(columns.1);
    let mut labels: Vec<u32> = last_label.map_or_else(Vec::new, |last| (columns.0..=last).collect());
    let mut figures: Vec<u32> = (last_label.map_or(columns.0, |last| last + 1)..width).collect();
    // Behind the last label there may be a column of codes or units of measure.
    while let Some(next) = figures.first().copied().filter(|next| is_label_column(grid, &header, *next)) {
        labels.push(next);
        figures.remove(0);
    }
    if figures.is_empty() {
        return None;
    }
    let (unit, indicator, period) = axes;
    Some(Block { unit, indicator, period, titles, header, labels, columns: figures, first_row })
}

/// Are there units one way and indicators the other, and no figure where they meet?
pub(crate) fn is_blank_form(
    grid: &Grid<'_>,
    lexicon: &mut Lexicon<'_>,
    from: u32,
    columns: (u32, u32),
) -> bool {
    let sample = Sample::new(grid, lexicon, from, columns);
    let Some(axes @ (unit, indicator, _)) = sample.axes(grid) else { return false };
    let (row, heads): (u32, fn(&Kinds) -> bool) = match (unit, indicator) {
        (Axis::Down(_), Axis::Across(row)) => (row, |kinds| kinds.indicator),
        (Axis::Across(row), Axis::Down(_)) => (row, |kinds| kinds.unit),
        _ => return false,
    };
    let header = sample.rows.iter().filter(|(other, _)| *other == row).flat_map(|(_, cells)| cells);
    let headed: Vec<u32> = header.filter(|(_, kinds)| heads(kinds)).map(|(column, _)| *column).collect();
    let below = sample.rows.iter().filter(|(other, _)| *other > row).flat_map(|(_, cells)| cells);
    sample.header(grid, axes).is_none() && below.into_iter().all(|(column, _)| !headed.contains(column))
}

/// Does a header say that a column holds codes, units of measure or running numbers?
fn is_label_column(grid: &Grid<'_>, header: &[u32], column: u32) -> bool {
    header.iter().any(|row| {
        let text = grid.text(CellAddress { row: *row, column });
        let role = Role::of(&text);
        is_serial(&text)
            || matches!(role, Some(Role::Measure | Role::UnitOrMeasure | Role::UnitCode | Role::UnitName))
    })
}

type Axes = (Axis, Axis, Axis);

impl Sample {
    fn new(grid: &Grid<'_>, lexicon: &mut Lexicon<'_>, from: u32, columns: (u32, u32)) -> Self {
        let inside = |column: u32| (columns.0..columns.1).contains(&column);
        let rows = grid.sheet.rows().skip_while(|row| row.row() < from).take(SAMPLE);
        let rows = rows.map(|row| {
            let cells = row.cells().filter(|(column, _)| inside(*column));
            let kinds = cells.map(|(column, value)| (column, lexicon.kinds(value)));
            (row.row(), kinds.filter(|(_, kinds)| !kinds.blank).collect())
        });
        Self { rows: rows.filter(|(_, cells): &(_, Vec<_>)| !cells.is_empty()).collect() }
    }

    /// Which way each of unit, indicator and period runs.
    fn axes(&self, grid: &Grid<'_>) -> Option<Axes> {
        let (unit_row, unit_column) = self.best(|kinds| kinds.unit);
        let (indicator_row, indicator_column) = self.best(|kinds| kinds.indicator);
        let units_down = match (unit_row.1, unit_column.1) {
            (0, 0) => None,
            (across, down) if across == down => Some(indicator_row.1 >= indicator_column.1),
            (across, down) => Some(down > across),
        };
        let unit = axis(units_down, unit_row.0, unit_column.0);
        let indicators_down = match (indicator_row.1, indicator_column.1) {
            (0, 0) => None,
            (across, down) if across == down => Some(units_down == Some(false) || self.has_period_row()),
            (across, down) => Some(down > across),
        };
        let indicator = axis(indicators_down, indicator_row.0, indicator_column.0);
        if unit == Axis::Once && indicator == Axis::Once {
            return None;
        }
        Some((unit, indicator, self.period_axis(grid, unit, indicator)))
    }

    fn period_axis(&self, grid: &Grid<'_>, unit: Axis, indicator: Axis) -> Axis {
        let labelled = |column: u32, kinds: &Kinds| {
            (unit.column() == Some(column) && kinds.unit)
                || (indicator.column() == Some(column) && kinds.indicator)
        };
        let across = self.header_rows().filter_map(|(row, cells)| {
            if cells.iter().any(|(column, kinds)| labelled(*column, kinds)) {
                return None;
            }
            let periods = cells.iter().filter(|(_, kinds)| kinds.period).count();
            let count = if periods > 0 { periods } else { years_of(cells).unwrap_or(0) };
            // One period alone in its row is a title.
            let alone = cells.len() == 1 && indicator.row() != Some(*row) && unit.row() != Some(*row);
            (count > 0 && (!alone || self.is_group_header(grid, *row))).then_some((*row, count))
        });
        let across = across.max_by_key(|(row, count)| (*count, std::cmp::Reverse(*row)));
        let down = self.period_column(grid, unit, indicator);
        match (across, down) {
            (Some((row, count)), Some((_, periods))) if count >= periods => Axis::Across(row),
            (_, Some((column, _))) => Axis::Down(column),
            (Some((row, _)), None) => Axis::Across(row),
            (None, None) => Axis::Once,
        }
    }

    /// Is the only cell of a row merged over some of the columns below, not over all?
    fn is_group_header(&self, grid: &Grid<'_>, row: u32) -> bool {
        let Some((_, cells)) = self.rows.iter().find(|(other, _)| *other == row) else { return false };
        let Some((column, _)) = cells.first() else { return false };
        let merged = grid.merged(CellAddress { row, column: *column });
        *column > 0 && merged.is_some_and(|merged| merged.last.column > merged.first.column)
    }

    /// A column of periods: texts that are periods, or numbers under a header that says so.
    fn period_column(&self, grid: &Grid<'_>, unit: Axis, indicator: Axis) -> Option<(u32, usize)> {
        let counts = self.columns(|kinds| kinds.period || kinds.year.is_some());
        let texts = self.columns(|kinds| kinds.period);
        let said = |column: u32| {
            self.header_rows().any(|(row, _)| {
                let role = Role::of(&grid.text(CellAddress { row: *row, column }));
                matches!(role, Some(Role::Period | Role::Month))
            })
        };
        let taken = |column: u32| unit.column() == Some(column) || indicator.column() == Some(column);
        let candidates = counts.into_iter().filter(|(column, _)| !taken(*column));
        let down = candidates.filter_map(|(column, count)| {
            let text_count = texts.iter().find(|(other, _)| *other == column).map_or(0, |(_, count)| *count);
            let count = if said(column) {
                count
            } else if text_count >= 2 {
                text_count
            } else {
                0
            };
            (count > 0).then_some((column, count))
        });
        down.max_by_key(|(column, count)| (*count, std::cmp::Reverse(*column)))
    }

    fn has_period_row(&self) -> bool {
        self.header_rows().any(|(_, cells)| {
            years_of(cells).is_some() || cells.iter().filter(|(_, kinds)| kinds.period).count() > 1
        })
    }

    /// The rows down to the first with figures, years in a header apart.
    fn header_rows(&self) -> impl Iterator<Item = &(u32, Vec<(u32, Kinds)>)> {
        let figures = |(_, cells): &(u32, Vec<(u32, Kinds)>)| {
            cells.len() > 1 && cells.iter().any(|(_, kinds)| kinds.figure) && years_of(cells).is_none()
        };
        let end = self.rows.iter().position(figures).filter(|end| *end > 0).unwrap_or(HEADER_ROWS);
        self.rows.iter().take(end.min(HEADER_ROWS))
    }

    /// The row and the column with the most cells of a kind.
    fn best(&self, wanted: impl Fn(&Kinds) -> bool + Copy) -> ((u32, usize), (u32, usize)) {
        let count = |cells: &[(u32, Kinds)]| cells.iter().filter(|(_, kinds)| wanted(kinds)).count();
        let rows = self.header_rows().map(|(row, cells)| (*row, count(cells)));
        // Of equal rows the lower one heads the figures; of equal columns the left one labels them.
        let row = rows.max_by_key(|(row, count)| (*count, *row)).unwrap_or((0, 0));
        let columns = self.columns(wanted).into_iter();
        let column =
            columns.max_by_key(|(column, count)| (*count, std::cmp::Reverse(*column))).unwrap_or((0, 0));
        (row, column)
    }

    /// How many cells of a kind each column has, in order.
    fn columns(&self, wanted: impl Fn(&Kinds) -> bool) -> Vec<(u32, usize)> {
        let mut counts = std::collections::BTreeMap::new();
        for (column, _) in self.rows.iter().flat_map(|(_, cells)| cells).filter(|(_, kinds)| wanted(kinds)) {
            *counts.entry(*column).or_insert(0) += 1;
        }
        counts.into_iter().collect()
    }

    /// Header rows and the first row of figures.
    fn header(&self, grid: &Grid<'_>, axes: Axes) -> Option<(Vec<u32>, u32)> {
        let across: Vec<u32> = [axes.0, axes.1, axes.2].iter().filter_map(|axis| axis.row()).collect();
        let down: Vec<u32> = [axes.0, axes.1, axes.2].iter().filter_map(|axis| axis.column()).collect();
        let bottom = across.iter().max().copied();
        let is_figures = |(row, cells): &(u32, Vec<(u32, Kinds)>)| {
            bottom.is_none_or(|bottom| *row > bottom)
                && begins_figures(cells, &down)
                && !is_numbering(grid, *row, cells)
        };
        let first = self.rows.iter().position(is_figures)?;
        let mut top = match across.iter().min() {
            Some(highest) => self.rows.iter().position(|(row, _)| row == highest)?,
            None => first.saturating_sub(1),
        };
        while top > 0 && self.heads(grid, top - 1) {
            top -= 1;
        }
        let header = self.rows[top..first].iter().map(|(row, _)| *row).collect();
        Some((header, self.rows[first].0))
    }

    /// Does a row above the header belong to it? It does when it has several texts, or one merged over part of the columns.
    fn heads(&self, grid: &Grid<'_>, place: usize) -> bool {
        let (row, cells) = &self.rows[place];
        if cells.iter().any(|(_, kinds)| kinds.figure && kinds.year.is_none()) {
            return false;
        }
        let text = |column: u32| grid.text(CellAddress { row: *row, column });
        let speaks_of_measure =
            cells.iter().any(|(column, _)| super::context::measure_line(&text(*column)).is_some());
        !speaks_of_measure && (cells.len() > 1 || self.is_group_header(grid, *row))
    }
}

/// Texts above the header, in whatever column they stand.
fn titles(grid: &Grid<'_>, from: u32, top: u32) -> Vec<CellAddress> {
    let above = grid.sheet.rows().skip_while(|row| row.row() < from).take_while(|row| row.row() < top);
    let cells = above.flat_map(|row| {
        let number = row.row();
        row.cells().map(move |(column, _)| CellAddress { row: number, column })
    });
    cells.take(64).collect()
}

/// The parts of a sheet that stand side by side: a long list of units is often printed in two or three halves, each with labels
/// and figures of its own. First column and end of each.
pub(crate) fn bands(grid: &Grid<'_>, lexicon: &mut Lexicon<'_>, from: u32) -> Vec<(u32, u32)> {
    let sample = Sample::new(grid, lexicon, from, (0, u32::MAX));
    let units = sample.columns(|kinds| kinds.unit);
    let figures = sample.columns(|kinds| kinds.figure && !kinds.unit);
    let most = units.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let mut starts: Vec<u32> = Vec::new();
    for (column, count) in units {
        let Some(before) = starts.last() else {
            starts.push(column);
            continue;
        };
        let between = figures.iter().any(|(figure, _)| before < figure && *figure < column);
        if count >= 2 && count * 2 >= most && between {
            starts.push(column);
        }
    }
    if starts.len() < 2 {
        return vec![(0, u32::MAX)];
    }
    starts[0] = 0;
    let ends = starts.iter().skip(1).copied().chain([u32::MAX]);
    starts.iter().copied().zip(ends).collect()
}

fn axis(down: Option<bool>, row: u32, column: u32) -> Axis {
    match down {
        None => Axis::Once,
        Some(true) => Axis::Down(column),
        Some(false) => Axis::Across(row),
    }
}

/// How many years a row has whose only numbers are years that rise or fall, perhaps over again under each group.
fn years_of(cells: &[(u32, Kinds)]) -> Option<usize> {
    let numbers = cells.iter().filter(|(_, kinds)| kinds.figure).map(|(_, kinds)| kinds.year);
    let years = numbers.collect::<Option<Vec<i16>>>().filter(|years| !years.is_empty())?;
    let again =
        years.iter().skip(1).position(|year| *year == years[0]).map_or(years.len(), |place| place + 1);
    let (round, _) = years.split_at(again);
    let ordered = round.is_sorted() || round.is_sorted_by(|a, b| a >= b);
    (ordered && years.chunks(again).all(|chunk| round.starts_with(chunk))).then_some(years.len())
}

/// Does a row hold figures: a number right of the labels?
fn begins_figures(cells: &[(u32, Kinds)], labels: &[u32]) -> bool {
    let last = labels.iter().max();
    cells.iter().any(|(column, kinds)| last.is_none_or(|last| column > last) && (kinds.figure || kinds.date))
}

/// The row of column numbers (`甲 1 2 3`) that statistical forms have below the header.
fn is_numbering(grid: &Grid<'_>, row: u32, cells: &[(u32, Kinds)]) -> bool {
    const LABELS: [&str; 5] = ["甲", "栏次", "列次", "栏目", "行次"];
    cells.first().is_some_and(|(column, _)| {
        let text = grid.text(CellAddress { row, column: *column });
        LABELS.contains(&text.as_ref())
    })
}
