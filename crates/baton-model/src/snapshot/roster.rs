//! The units of a snapshot in columns (单位).

use std::collections::{BTreeMap, HashMap};

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

/// The units of a snapshot in columns, ordered by code.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    codes: Vec<String>,
    names: Vec<String>,
    kinds: Vec<String>,
    parents: Vec<Option<u32>>,
    row_of: HashMap<String, u32>,
    attributes: BTreeMap<String, AttributeColumn>,
    earlier: BTreeMap<String, AttributeColumn>,
}

impl Roster {
    /// Builds the columns from units ordered by code; `earlier` are the same units' versions a year before.
    pub fn new(units: &[Unit], earlier: &[Option<&Unit>]) -> Self {
        let codes: Vec<String> = units.iter().map(|unit| unit.code.clone()).collect();
        let row_of: HashMap<String, u32> = codes.iter().cloned().zip(0..).collect();
        let parents = units.iter().map(|unit| row_of.get(unit.parent.as_deref()?).copied()).collect();
        let now: Vec<Option<&Unit>> = units.iter().map(Some).collect();
        Self {
            names: units.iter().map(|unit| unit.name.clone()).collect(),
            kinds: units.iter().map(|unit| unit.kind.clone()).collect(),
            parents,
            attributes: attribute_columns(&now),
            earlier: attribute_columns(earlier),
            codes,
            row_of,
        }
    }

    /// Units given straight by columns, already ordered by code.
    pub fn from_columns(
        codes: Vec<String>,
        names: Vec<String>,
        kind: &str,
        attributes: BTreeMap<String, AttributeColumn>,
    ) -> Self {
        let rows = codes.len();
        let row_of = codes.iter().cloned().zip(0..).collect();
        let earlier = attributes.clone();
        Self {
            codes,
            names,
            kinds: vec![kind.to_owned(); rows],
            parents: vec![None; rows],
            row_of,
            attributes,
            earlier,
        }
    }

    /// How many units.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Code of a row.
    pub fn code(&self, row: u32) -> &str {
        &self.codes[row as usize]
    }

    /// Name of a row.
    pub fn name(&self, row: u32) -> &str {
        &self.names[row as usize]
    }

    /// Kind of a row.
    pub fn kind(&self, row: u32) -> &str {
        &self.kinds[row as usize]
    }

    /// Row of the unit above.
    pub fn parent(&self, row: u32) -> Option<u32> {
        self.parents[row as usize]
    }

    /// Rows whose parent is this one.
    pub fn children(&self, row: u32) -> Vec<u32> {
        (0..).zip(&self.parents).filter(|(_, parent)| **parent == Some(row)).map(|(child, _)| child).collect()
    }

    /// Row of a code.
    pub fn row(&self, code: &str) -> Option<u32> {
        self.row_of.get(code).copied()
    }

    /// Row of a code, or of the only unit with this name.
    pub fn find(&self, code_or_name: &str) -> Option<u32> {
        self.row(code_or_name).or_else(|| {
            let mut same = (0..).zip(&self.names).filter(|(_, name)| *name == code_or_name);
            let (row, _) = same.next()?;
            same.next().is_none().then_some(row)
        })
    }

    /// An attribute, on the tree date or a year before.
    pub fn attribute(&self, name: &str, a_year_before: bool) -> Option<&AttributeColumn> {
        if a_year_before { self.earlier.get(name) } else { self.attributes.get(name) }
    }

    /// Names of all attributes.
    pub fn attribute_names(&self) -> impl Iterator<Item = &str> {
        self.attributes.keys().map(String::as_str)
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
