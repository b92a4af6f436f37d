//! Where a cell stands: sheets, rows and columns as a spreadsheet writes them.

/// A sheet that formulas refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Raw figures (原始数据).
    Data,
    /// The calculation (计算).
    Calculation,
    /// Statistics of comparison sets (组统计).
    Statistics,
    /// Weights and parameters (参数).
    Parameters,
}

/// A block of cells: name of its sheet and its first cell, counted from 0.
#[derive(Clone, Debug)]
pub struct Area {
    /// Name of the sheet; no character that needs quotes.
    pub sheet: String,
    /// First row.
    pub row: u32,
    /// First column.
    pub column: u16,
}

/// Where the blocks of a workbook stand.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Figures: a row a unit, a column a figure.
    pub data: Area,
    /// Calculation: a row a unit, a column a step.
    pub calculation: Area,
    /// Statistics: a row a comparison set, columns in the order of [`super::STATISTICS`].
    pub statistics: Area,
    /// Weights: a row a node, a column a group.
    pub weights: Area,
    /// Parameters: a row each.
    pub parameters: Area,
}

impl Layout {
    /// A cell as seen from a sheet; `fixed` keeps row and column when copied.
    pub(super) fn cell(&self, to: &Area, from: Sheet, row: usize, column: usize, fixed: bool) -> String {
        let (row, column) = (place(to.row, row), place(u32::from(to.column), column));
        let mark = if fixed { "$" } else { "" };
        let cell = format!("{mark}{}{mark}{}", letters(column), row + 1);
        format!("{}{cell}", self.prefix(to, from))
    }

    /// Rows of one column as seen from a sheet.
    pub(super) fn range(&self, to: &Area, from: Sheet, rows: (usize, usize), column: usize) -> String {
        let letters = letters(place(u32::from(to.column), column));
        let (first, last) = (place(to.row, rows.0) + 1, place(to.row, rows.1) + 1);
        format!("{}{letters}${first}:{letters}${last}", self.prefix(to, from))
    }

    fn prefix(&self, to: &Area, from: Sheet) -> String {
        let here = match from {
            Sheet::Data => &self.data,
            Sheet::Calculation => &self.calculation,
            Sheet::Statistics => &self.statistics,
            Sheet::Parameters => &self.weights,
        };
        if here.sheet == to.sheet { String::new() } else { format!("{}!", to.sheet) }
    }
}

fn place(first: u32, offset: usize) -> u32 {
    first.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX))
}

/// The letters of a column counted from 0.
pub fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// Ascending row numbers as runs of neighbours.
pub(super) fn runs(rows: &[usize]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, text) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), text);
        }
    }

    #[test]
    fn neighbours_are_one_run() {
        assert_eq!(runs(&[1, 2, 3, 7, 9, 10]), [(1, 3), (7, 7), (9, 10)]);
    }
}
