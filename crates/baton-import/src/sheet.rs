//! The one form every file is brought into: rows of cells, sparse, each cell with its address.

use std::borrow::Cow;

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
