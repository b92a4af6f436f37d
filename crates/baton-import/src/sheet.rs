//! The one form every file is brought into: rows of cells, sparse, each cell with its address.

use std::borrow::Cow;
use std::sync::Arc;

use baton_model::CellAddress;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellValue<'s> {
    /// Nothing.
    Blank,
    /// Text as it stands.
    Text(&'s str),
    /// A number.
    Number {
        /// The number itself: 0.062 for a cell that shows 6.2%.
        value: f64,
        /// Is it shown in percent?
        percent: bool,
    },
    /// Yes or no.
    Bool(bool),
    /// A date or time, in ISO 8601.
    Date(&'s str),
    /// `#DIV/0!` and the like.
    Error(&'s str),
    /// A formula whose result was not saved with it.
    NoResult,
    /// A formula that reads another file.
    External,
}

impl<'s> CellValue<'s> {
    /// The cell as text; a number in its shortest form.
    pub fn text(self) -> Cow<'s, str> {
        match self {
            Self::Blank | Self::NoResult | Self::External => Cow::Borrowed(""),
            Self::Text(text) | Self::Date(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number { value, percent: false } => Cow::Owned(value.to_string()),
            Self::Number { value, percent: true } => {
                Cow::Owned(format!("{}%", crate::value::shift_decimal(value, 2)))
            }
            Self::Bool(truth) => Cow::Borrowed(if truth { "TRUE" } else { "FALSE" }),
        }
    }

    /// Is there nothing, or only white space?
    pub fn is_blank(self) -> bool {
        match self {
            Self::Blank => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// How a cell shows its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// As it is.
    #[default]
    Plain,
    /// In percent.
    Percent,
    /// As a date or time.
    Date,
}

/// A cell as it is kept: a number, or a place in the sheet's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Raw {
    Number { value: f64, percent: bool },
    Text(Span),
    Shared(u32),
    Date(Span),
    Error(Span),
    Bool(bool),
    NoResult,
    External,
}

/// A piece of a sheet's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

/// The number of no style of a workbook.
const NO_STYLE: u32 = u32::MAX;

/// How numbers of a style are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum NumberFormat {
    #[default]
    General,
    /// One of those that every spreadsheet has, by its number.
    BuiltIn(u8),
    /// A code such as `0.0"亿元"`.
    Code(Arc<str>),
}

/// A style of a workbook, as far as it is about numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) shown: Shown,
    pub(crate) format: NumberFormat,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    column: u32,
    style: u32,
    raw: Raw,
}

/// Texts that cells share, in one allocation.
#[derive(Clone, Debug, Default)]
pub(crate) struct SharedTexts {
    text: String,
    ends: Vec<u32>,
}

impl SharedTexts {
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, place: u32) -> &str {
        let place = place as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        let end = self.ends.get(place).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or("")
    }
}

/// Cells merged into one; only the first holds a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// First row and column.
    pub first: CellAddress,
    /// Last row and column.
    pub last: CellAddress,
}

/// A sheet: rows that have cells, in order.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name; none for CSV.
    pub name: Option<String>,
    /// Merged cells.
    pub merged: Vec<Merged>,
    /// Widths of columns that have one of their own, in characters: first column, last column, width.
    pub widths: Vec<(u32, u32, f64)>,
    rows: Vec<RowSpan>,
    cells: Vec<Cell>,
    text: String,
    shared: Arc<SharedTexts>,
    styles: Arc<Vec<Style>>,
    /// Saved results of formulas that read another file, in the order of the file.
    stale: Vec<(CellAddress, Raw)>,
}

#[derive(Clone, Copy, Debug)]
struct RowSpan {
    row: u32,
    start: usize,
}

impl Sheet {
    /// An empty sheet over the workbook's shared texts.
    pub(crate) fn new(name: Option<String>, shared: Arc<SharedTexts>) -> Self {
        Self { name, shared, ..Self::default() }
    }

    /// The same with the workbook's styles.
    pub(crate) fn styled(name: Option<String>, shared: Arc<SharedTexts>, styles: Arc<Vec<Style>>) -> Self {
        Self { styles, ..Self::new(name, shared) }
    }

    /// The rows that have cells.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = SheetRow<'_>> + ExactSizeIterator {
        (0..self.rows.len()).map(|place| self.at(place))
    }

    /// The row of a number, if it has cells.
    pub fn row(&self, row: u32) -> Option<SheetRow<'_>> {
        let place = self.rows.binary_search_by_key(&row, |span| span.row).ok()?;
        Some(self.at(place))
    }

    fn at(&self, place: usize) -> SheetRow<'_> {
        let end = self.rows.get(place + 1).map_or(self.cells.len(), |next| next.start);
        let span = self.rows[place];
        SheetRow { sheet: self, row: span.row, cells: &self.cells[span.start..end] }
    }

    /// What a cell holds.
    pub fn value(&self, cell: CellAddress) -> CellValue<'_> {
        self.row(cell.row).map_or(CellValue::Blank, |row| row.cell(cell.column))
    }

    /// How many cells hold something.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Does no cell hold anything?
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Puts a text into the sheet.
    pub(crate) fn text(&mut self, text: &str) -> Span {
        let start = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push_str(text);
        Span { start, end: u32::try_from(self.text.len()).unwrap_or(u32::MAX) }
    }

    /// Adds a cell. Files may hold cells out of order; a second value for a cell is dropped.
    pub(crate) fn push(&mut self, at: CellAddress, raw: Raw) {
        self.push_styled(at, raw, NO_STYLE);
    }

    /// Remembers the saved result of a formula that reads another file; it is shown, never taken.
    pub(crate) fn push_stale(&mut self, at: CellAddress, raw: Raw) {
        self.stale.push((at, raw));
    }

    /// The saved results of formulas that read another file.
    pub(crate) fn stale(&self) -> impl Iterator<Item = (CellAddress, CellValue<'_>)> {
        self.stale.iter().map(|(at, raw)| (*at, self.show(*raw)))
    }

    /// Takes a column away, cells and all.
    pub(crate) fn drop_column(&mut self, column: u32) {
        let mut kept = Vec::with_capacity(self.cells.len());
        for place in 0..self.rows.len() {
            let end = self.rows.get(place + 1).map_or(self.cells.len(), |next| next.start);
            let cells = &self.cells[self.rows[place].start..end];
            self.rows[place].start = kept.len();
            kept.extend(cells.iter().filter(|cell| cell.column != column));
        }
        self.cells = kept;
        let ends = self.rows.iter().skip(1).map(|row| row.start).chain([self.cells.len()]);
        let empty: Vec<bool> = ends.zip(&self.rows).map(|(end, row)| row.start == end).collect();
        let mut empty = empty.into_iter();
        self.rows.retain(|_| !empty.next().unwrap_or(false));
    }

    /// Adds a cell of a style.
    pub(crate) fn push_styled(&mut self, at: CellAddress, raw: Raw, style: u32) {
        let cell = Cell { column: at.column, style, raw };
        match self.rows.last() {
            Some(last) if last.row == at.row => {
                let row = &self.cells[last.start..];
                if row.last().is_none_or(|before| before.column < at.column) {
                    self.cells.push(cell);
                } else {
                    self.insert(at, cell);
                }
            }
            Some(last) if last.row > at.row => self.insert(at, cell),
            _ => {
                self.rows.push(RowSpan { row: at.row, start: self.cells.len() });
                self.cells.push(cell);
            }
        }
    }

    /// The slow way in, for files whose cells are out of order.
    fn insert(&mut self, at: CellAddress, cell: Cell) {
        let place = match self.rows.binary_search_by_key(&at.row, |span| span.row) {
            Ok(place) => place,
            Err(place) => {
                let start = self.rows.get(place).map_or(self.cells.len(), |next| next.start);
                self.rows.insert(place, RowSpan { row: at.row, start });
                place
            }
        };
        let start = self.rows[place].start;
        let end = self.rows.get(place + 1).map_or(self.cells.len(), |next| next.start);
        let Err(inside) = self.cells[start..end].binary_search_by_key(&at.column, |cell| cell.column) else {
            return;
        };
        self.cells.insert(start + inside, cell);
        for later in &mut self.rows[place + 1..] {
            later.start += 1;
        }
    }

    fn get(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    fn show(&self, raw: Raw) -> CellValue<'_> {
        match raw {
            Raw::Number { value, percent } => CellValue::Number { value, percent },
            Raw::Text(span) => CellValue::Text(self.get(span)),
            Raw::Shared(place) => CellValue::Text(self.shared.get(place)),
            Raw::Date(span) => CellValue::Date(self.get(span)),
            Raw::Error(span) => CellValue::Error(self.get(span)),
            Raw::Bool(truth) => CellValue::Bool(truth),
            Raw::NoResult => CellValue::NoResult,
            Raw::External => CellValue::External,
        }
    }
}

/// A row of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct SheetRow<'s> {
    sheet: &'s Sheet,
    row: u32,
    cells: &'s [Cell],
}

impl<'s> SheetRow<'s> {
    /// What a column holds.
    pub fn cell(&self, column: u32) -> CellValue<'s> {
        // Most rows have no gaps, so the cell stands at its own number.
        let direct = self.cells.get(column as usize).filter(|cell| cell.column == column);
        let found = direct.or_else(|| {
            let place = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
            self.cells.get(place)
        });
        found.map_or(CellValue::Blank, |cell| self.sheet.show(cell.raw))
    }

    /// Columns with something in them, with the number formats of their styles.
    pub(crate) fn formatted_cells(
        &self,
    ) -> impl Iterator<Item = (u32, CellValue<'s>, &'s NumberFormat)> + use<'s> {
        const GENERAL: &NumberFormat = &NumberFormat::General;
        let sheet = self.sheet;
        self.cells.iter().map(move |cell| {
            let style = sheet.styles.get(cell.style as usize);
            (cell.column, sheet.show(cell.raw), style.map_or(GENERAL, |style| &style.format))
        })
    }

    /// Columns with something in them.
    pub fn cells(&self) -> impl Iterator<Item = (u32, CellValue<'s>)> + use<'s> {
        let sheet = self.sheet;
        self.cells.iter().map(move |cell| (cell.column, sheet.show(cell.raw)))
    }
}

impl Row for SheetRow<'_> {
    fn row(&self) -> u32 {
        self.row
    }

    fn width(&self) -> u32 {
        self.cells.last().map_or(0, |cell| cell.column + 1)
    }

    fn value(&self, column: u32) -> CellValue<'_> {
        self.cell(column)
    }
}

/// A row of a file, wherever it is kept.
pub trait Row {
    /// Its place, from 0.
    fn row(&self) -> u32;
    /// One more than the last column with a cell.
    fn width(&self) -> u32;
    /// The cell of a column.
    fn value(&self, column: u32) -> CellValue<'_>;

    /// The address of a column in this row.
    fn address(&self, column: u32) -> CellAddress {
        CellAddress { row: self.row(), column }
    }
}

impl Row for crate::read::records::Record<'_> {
    fn row(&self) -> u32 {
        Self::row(self)
    }

    fn width(&self) -> u32 {
        u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    fn value(&self, column: u32) -> CellValue<'_> {
        match self.get(column as usize) {
            None | Some("") => CellValue::Blank,
            Some(text) => CellValue::Text(text),
        }
    }
}
