//! The embedded lists: places, zones, departments, words.

/// A small CSV text without quotes: its rows, each asked by column.
pub(crate) struct Table {
    header: Vec<&'static str>,
    rows: Vec<Vec<&'static str>>,
}

impl Table {
    /// Reads an embedded text.
    pub(crate) fn new(text: &'static str) -> Self {
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let header = lines.next().unwrap_or_default();
        Self { header, rows: lines.collect() }
    }

    /// The rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { table: self, cells })
    }
}

/// A row of a table.
pub(crate) struct Row<'t> {
    table: &'t Table,
    cells: &'t [&'static str],
}

impl Row<'_> {
    /// A cell as text; empty where there is none.
    pub(crate) fn text(&self, column: &str) -> &'static str {
        let place = self.table.header.iter().position(|name| *name == column);
        place.and_then(|place| self.cells.get(place)).copied().unwrap_or_default()
    }

    /// A cell as a number; 0 where there is none.
    pub(crate) fn number(&self, column: &str) -> f64 {
        self.text(column).parse().unwrap_or(0.0)
    }
}

/// A list of words.
pub(crate) fn words(list: &str) -> Vec<&'static str> {
    let table = Table::new(include_str!("../city/words.csv"));
    let row = table.rows().find(|row| row.text("list") == list);
    row.map(|row| row.text("words").split(' ').collect()).unwrap_or_default()
}
