//! The way back: what was read from TOML as TOML again.

use crate::diagnostic::Spanned;

use super::{ByGroup, Formula, Number, NumberOrWord, OneOrMany, Pairs, Quota, Table, Text, WordOr};

/// A type that can be written as a TOML value on one line.
pub(in crate::document) trait Encode {
    fn encode(&self) -> String;
}

/// The entries of a table that are there, in the order of declaration.
pub(crate) trait Entries {
    fn entries(&self) -> Vec<(&'static str, String)>;
}

/// A table on one line.
pub(in crate::document) fn inline<'a>(entries: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let entries: Vec<String> =
        entries.into_iter().map(|(name, value)| format!("{} = {value}", key(name))).collect();
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
}

/// A key, in quotes where it has to be.
fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { text(name) }
}

fn text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A whole number without a point, as people write it.
fn number(value: f64) -> String {
    value.to_string()
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    format!("[{}]", items.join(", "))
}

impl Encode for Text {
    fn encode(&self) -> String {
        text(&self.value)
    }
}

impl Encode for Number {
    fn encode(&self) -> String {
        number(self.value)
    }
}

impl Encode for Spanned<u32> {
    fn encode(&self) -> String {
        self.value.to_string()
    }
}

impl Encode for Spanned<bool> {
    fn encode(&self) -> String {
        self.value.to_string()
    }
}

impl Encode for Spanned<Quota> {
    fn encode(&self) -> String {
        match self.value {
            Quota::Count(count) => count.to_string(),
            // A share of 1 is not a count of 1.
            Quota::Share(share) => toml::Value::Float(share).to_string(),
        }
    }
}

impl Encode for Formula {
    fn encode(&self) -> String {
        self.as_number().map_or_else(|| text(&self.text), number)
    }
}

impl Encode for NumberOrWord {
    fn encode(&self) -> String {
        match self {
            Self::Number(number) => number.encode(),
            Self::Word(word) => word.encode(),
        }
    }
}

impl Encode for Pairs {
    fn encode(&self) -> String {
        list(self.rows.iter().map(|(edge, points)| list([edge.encode(), points.encode()])))
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self) -> String {
        list(self.iter().map(Encode::encode))
    }
}

impl<T: Encode> Encode for OneOrMany<T> {
    fn encode(&self) -> String {
        match self.0.as_slice() {
            [one] => one.encode(),
            many => list(many.iter().map(Encode::encode)),
        }
    }
}

impl<T: Encode> Encode for ByGroup<T> {
    fn encode(&self) -> String {
        match self {
            Self::All(value) => value.encode(),
            Self::Table(table, _) => {
                inline(table.iter().map(|(group, value)| (group.as_str(), value.encode())))
            }
        }
    }
}

impl<T: Encode> Encode for WordOr<T> {
    fn encode(&self) -> String {
        match self {
            Self::Word(word) => word.encode(),
            Self::Table(table) => table.encode(),
        }
    }
}

impl<T: Encode> Encode for Table<T> {
    fn encode(&self) -> String {
        inline(self.iter().map(|(name, value)| (name.as_str(), value.value.encode())))
    }
}
