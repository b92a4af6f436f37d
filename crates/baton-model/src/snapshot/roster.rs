//! The units of a snapshot in columns (单位).

use std::collections::{BTreeMap, HashMap};

use super::TextList;
use crate::unit::{AttributeValue, Unit};

/// An attribute of all units.
#[derive(Clone, Debug)]
pub enum AttributeColumn {
    /// Texts by dictionary; `u32::MAX` is missing.
    Text {
        /// Index into `words` by row.
        codes: Vec<u32>,
        /// The distinct texts in order of first appearance.
        words: Vec<String>,
    },
    /// Numbers; NaN is missing.
    Number(Vec<f64>),
    /// 0 no, 1 yes, 2 missing.
    Bool(Vec<u8>),
}

impl AttributeColumn {
    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Text { codes, .. } => codes.len(),
            Self::Number(values) => values.len(),
            Self::Bool(values) => values.len(),
        }
    }

    /// Are there no rows?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The columns of a [`Roster`], each with one entry a unit.
#[derive(Clone, Debug, Default)]
pub struct RosterParts {
    /// Codes, in order and without repetition.
    pub codes: TextList,
    /// Names; none at all where codes are the names.
    pub names: TextList,
    /// Kinds; one for all where they are of one kind.
    pub kinds: Vec<String>,
    /// Rows of the units above; none at all where there are none.
    pub parents: Vec<Option<u32>>,
    /// Attributes on the tree date.
    pub attributes: BTreeMap<String, AttributeColumn>,
    /// Attributes a year before; none where they were the same.
    pub earlier: Option<BTreeMap<String, AttributeColumn>>,
}

/// The units of a snapshot in columns, ordered by code.
#[derive(Clone, Debug, Default)]
pub struct Roster(RosterParts);

impl Roster {
    /// Builds the columns from units ordered by code; `earlier` are the same units' versions a year before.
    pub fn new(units: &[Unit], earlier: &[Option<&Unit>]) -> Self {
        let now: Vec<Option<&Unit>> = units.iter().map(Some).collect();
        let mut roster = Self(RosterParts {
            codes: units.iter().map(|unit| &unit.code).collect(),
            names: units.iter().map(|unit| &unit.name).collect(),
            kinds: units.iter().map(|unit| unit.kind.clone()).collect(),
            parents: Vec::new(),
            attributes: attribute_columns(&now),
            earlier: Some(attribute_columns(earlier)),
        });
        roster.0.parents = units.iter().map(|unit| roster.row(unit.parent.as_deref()?)).collect();
        roster
    }

    /// A roster from its columns; none if they do not go together.
    pub fn from_parts(parts: RosterParts) -> Option<Self> {
        let rows = parts.codes.len();
        let known = |parent: &Option<u32>| parent.is_none_or(|row| (row as usize) < rows);
        let long = |column: &AttributeColumn| column.len() == rows;
        let sound = parts.codes.rises()
            && [0, rows].contains(&parts.names.len())
            && (parts.kinds.len() == 1 || parts.kinds.len() == rows)
            && [0, rows].contains(&parts.parents.len())
            && parts.parents.iter().all(known)
            && parts.attributes.values().all(long)
            && parts.earlier.iter().flat_map(BTreeMap::values).all(long);
        sound.then_some(Self(parts))
    }

    /// Its columns.
    pub fn parts(&self) -> &RosterParts {
        &self.0
    }

    /// How many units.
    pub fn len(&self) -> usize {
        self.0.codes.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.0.codes.is_empty()
    }

    /// Code of a row.
    pub fn code(&self, row: u32) -> &str {
        self.0.codes.get(row as usize)
    }

    /// Name of a row.
    pub fn name(&self, row: u32) -> &str {
        if self.0.names.is_empty() { self.code(row) } else { self.0.names.get(row as usize) }
    }

    /// Kind of a row.
    pub fn kind(&self, row: u32) -> &str {
        if let [only] = self.0.kinds.as_slice() { only } else { &self.0.kinds[row as usize] }
    }

    /// The kind of all units, where they are of one.
    pub fn only_kind(&self) -> Option<&str> {
        if let [only] = self.0.kinds.as_slice() { Some(only) } else { None }
    }

    /// Row of the unit above.
    pub fn parent(&self, row: u32) -> Option<u32> {
        self.0.parents.get(row as usize).copied().flatten()
    }

    /// Rows whose parent is this one.
    pub fn children(&self, row: u32) -> Vec<u32> {
        let below = (0..).zip(&self.0.parents).filter(|(_, parent)| **parent == Some(row));
        below.map(|(child, _)| child).collect()
    }

    /// Row of a code.
    pub fn row(&self, code: &str) -> Option<u32> {
        u32::try_from(self.0.codes.search(code)?).ok()
    }

    /// Row of a code, or of the only unit with this name.
    pub fn find(&self, code_or_name: &str) -> Option<u32> {
        self.row(code_or_name).or_else(|| {
            let mut same = (0..).zip(self.0.names.iter()).filter(|(_, name)| *name == code_or_name);
            let (row, _) = same.next()?;
            same.next().is_none().then_some(row)
        })
    }

    /// An attribute, on the tree date or a year before.
    pub fn attribute(&self, name: &str, a_year_before: bool) -> Option<&AttributeColumn> {
        let columns = match &self.0.earlier {
            Some(earlier) if a_year_before => earlier,
            _ => &self.0.attributes,
        };
        columns.get(name)
    }

    /// Names of all attributes.
    pub fn attribute_names(&self) -> impl Iterator<Item = &str> {
        self.0.attributes.keys().map(String::as_str)
    }
}

fn attribute_columns(units: &[Option<&Unit>]) -> BTreeMap<String, AttributeColumn> {
    let mut names: Vec<&String> = units.iter().flatten().flat_map(|unit| unit.attributes.keys()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| (name.clone(), attribute_column(units, name))).collect()
}

/// The type of a column is that of its first value; a value of another type is kept as text.
fn attribute_column(units: &[Option<&Unit>], name: &str) -> AttributeColumn {
    let values: Vec<Option<&AttributeValue>> =
        units.iter().map(|unit| unit.and_then(|unit| unit.attributes.get(name))).collect();
    let all = |test: fn(&AttributeValue) -> bool| values.iter().flatten().all(|value| test(value));
    if all(|value| matches!(value, AttributeValue::Number(_))) {
        let number = |value: &Option<&AttributeValue>| match value {
            Some(AttributeValue::Number(number)) => *number,
            _ => f64::NAN,
        };
        AttributeColumn::Number(values.iter().map(number).collect())
    } else if all(|value| matches!(value, AttributeValue::Bool(_))) {
        let truth = |value: &Option<&AttributeValue>| match value {
            Some(AttributeValue::Bool(truth)) => u8::from(*truth),
            _ => 2,
        };
        AttributeColumn::Bool(values.iter().map(truth).collect())
    } else {
        text_column(values.iter().map(|value| {
            value.map(|value| match value {
                AttributeValue::Text(text) => text.clone(),
                AttributeValue::Number(number) => number.to_string(),
                AttributeValue::Bool(truth) => truth.to_string(),
            })
        }))
    }
}

/// A text column with its dictionary.
pub fn text_column(values: impl Iterator<Item = Option<String>>) -> AttributeColumn {
    let mut words: Vec<String> = Vec::new();
    let mut known: HashMap<String, u32> = HashMap::new();
    let codes = values
        .map(|value| {
            let Some(word) = value else { return u32::MAX };
            if let Some(code) = known.get(&word) {
                return *code;
            }
            let code = u32::try_from(words.len()).unwrap_or(u32::MAX);
            words.push(word.clone());
            known.insert(word, code);
            code
        })
        .collect();
    AttributeColumn::Text { codes, words }
}
