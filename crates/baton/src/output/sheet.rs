//! A result as columns and rows, before it is a table or CSV.

/// Which side the text stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
}

/// How a text that is too wide is made to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// Not at all.
    Whole,
    /// Cut, with an ellipsis.
    Cut,
}

/// A column.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Stable name, in CSV.
    pub(crate) key: String,
    /// Heading on the terminal, with the unit of measure.
    pub(crate) heading: String,
    /// The heading in parts, for a narrow column: the lines of the name, then what stands below it.
    pub(crate) folds: Option<(String, String)>,
    pub(crate) align: Align,
    /// 0 stays on the terminal whatever its width; the highest goes first.
    pub(crate) dispensable: u8,
    /// How a text that is too wide is made to fit.
    pub(crate) fit: Fit,
    /// A text that may be cut keeps at least so many columns.
    pub(crate) least: usize,
    /// Only in files, not on the terminal.
    pub(crate) file_only: bool,
}

impl Column {
    pub(crate) fn text(key: impl Into<String>, heading: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            heading: heading.into(),
            folds: None,
            align: Align::Left,
            dispensable: 0,
            fit: Fit::Whole,
            least: 0,
            file_only: false,
        }
    }

    pub(crate) fn number(key: impl Into<String>, heading: impl Into<String>) -> Self {
        Self { align: Align::Right, ..Self::text(key, heading) }
    }

    pub(crate) fn dispensable(self, order: u8) -> Self {
        Self { dispensable: order, ..self }
    }

    /// Texts may be cut down to so many columns.
    pub(crate) fn cut(self, least: usize) -> Self {
        Self { fit: Fit::Cut, least, ..self }
    }

    /// In a narrow column the heading is `name`, in lines, and `below` on a line of its own.
    pub(crate) fn folds(self, name: impl Into<String>, below: impl Into<String>) -> Self {
        Self { folds: Some((name.into(), below.into())), ..self }
    }

    pub(crate) fn file_only(self) -> Self {
        Self { file_only: true, ..self }
    }
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Nothing to say.
    Blank,
    /// There should be a value; — on the terminal, empty in CSV.
    Missing,
    Text(String),
    /// A text that is written to CSV as it is, even where a spreadsheet would take it for a formula.
    Raw(String),
    /// As printed on the terminal, and as written to CSV.
    Number {
        shown: String,
        exact: String,
    },
    /// Places gained: ▲ ▼ — on the terminal, a signed number in CSV.
    Change(Option<i64>),
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// On the terminal.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Blank | Self::Change(None) => String::new(),
            Self::Missing | Self::Change(Some(0)) => "—".to_owned(),
            Self::Text(text) | Self::Raw(text) | Self::Number { shown: text, .. } => text.clone(),
            Self::Change(Some(places)) if *places > 0 => format!("▲{places}"),
            Self::Change(Some(places)) => format!("▼{}", places.unsigned_abs()),
        }
    }

    /// In CSV.
    pub(crate) fn exact(&self) -> String {
        match self {
            Self::Blank | Self::Missing | Self::Change(None) => String::new(),
            Self::Text(text) | Self::Raw(text) | Self::Number { exact: text, .. } => text.clone(),
            Self::Change(Some(places)) => places.to_string(),
        }
    }
}

/// Columns and rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// Rows before which a thin rule stands.
    pub(crate) rules: Vec<usize>,
}
