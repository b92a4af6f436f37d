//! What each cell could be, before it is known what the table is.

use std::collections::HashMap;

use super::facet::{Facets, Vocabulary};
use crate::sheet::CellValue;
use crate::value::{is_missing, plain_number};

/// What a cell could be; several at once for `2023年地区生产总值`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds {
    pub(crate) unit: bool,
    pub(crate) indicator: bool,
    pub(crate) period: bool,
    /// A bare number that could be a year.
    pub(crate) year: Option<i16>,
    /// A number, or a mark for a missing one.
    pub(crate) figure: bool,
    /// A cell formatted as a date: a header, or a number gone wrong.
    pub(crate) date: bool,
    pub(crate) blank: bool,
}

/// Looks texts up once.
pub(crate) struct Lexicon<'a> {
    vocabulary: Vocabulary<'a>,
    known: HashMap<String, Kinds>,
}

impl<'a> Lexicon<'a> {
    pub(crate) fn new(vocabulary: Vocabulary<'a>) -> Self {
        Self { vocabulary, known: HashMap::new() }
    }

    /// What a cell could be.
    pub(crate) fn kinds(&mut self, value: CellValue<'_>) -> Kinds {
        match value {
            CellValue::Blank => Kinds { blank: true, ..Kinds::default() },
            CellValue::Number { value, .. } => {
                // Spreadsheets turn typed codes of units into numbers.
                let whole = value.fract() == 0.0 && (0.0..1e15).contains(&value);
                let unit = whole && self.vocabulary.units.has_code(&value.to_string());
                Kinds { unit, ..number(value) }
            }
            CellValue::Date(_) => Kinds { period: true, date: true, ..Kinds::default() },
            CellValue::Text(text) => self.text(text.trim()),
            _ => Kinds { figure: true, ..Kinds::default() },
        }
    }

    fn text(&mut self, text: &str) -> Kinds {
        if text.is_empty() {
            return Kinds { blank: true, ..Kinds::default() };
        }
        if let Some(value) = plain_number(text.as_bytes()) {
            // Codes of units are numbers too.
            return Kinds { unit: self.vocabulary.units.has_code(text), ..number(value) };
        }
        if let Some(kinds) = self.known.get(text) {
            return *kinds;
        }
        let kinds = if is_missing(text) {
            Kinds { figure: true, ..Kinds::default() }
        } else {
            let facets = self.vocabulary.facets(text);
            understood(&facets).unwrap_or_else(|| Kinds { figure: is_figure(text), ..Kinds::default() })
        };
        self.known.insert(text.to_owned(), kinds);
        kinds
    }
}

/// Only a text that is understood as a whole counts: a title that holds a year is not a header of years.
fn understood(facets: &Facets) -> Option<Kinds> {
    facets.unknown.is_none().then(|| Kinds {
        unit: facets.unit.is_some(),
        indicator: facets.indicator.is_some(),
        period: facets.when.is_some(),
        ..Kinds::default()
    })
}

fn number(value: f64) -> Kinds {
    let whole = value.fract() == 0.0 && (1900.0..=2100.0).contains(&value);
    Kinds { year: whole.then_some(value as i16), figure: true, ..Kinds::default() }
}

fn is_figure(text: &str) -> bool {
    matches!(crate::value::read_text(text), crate::value::Reading::Number(_))
}
