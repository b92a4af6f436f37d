//! Values that may be written in more than one way: one or many, one for all groups or one each, a word or a table.

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::{Decode, Formula, Number, Reader, Text, Value, number};
use crate::diagnostic::{Span, Spanned};
use crate::messages::term;

/// One value, or several.
#[derive(Clone, Debug, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T: Decode> Decode for OneOrMany<T> {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Array(_) => Vec::decode(key, value, reader).map(Self),
            _ => T::decode(key, value, reader).map(|one| Self(vec![one])),
        }
    }
}

/// Pairs such as `[[0, 15], [100, 25]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs {
    /// The pairs.
    pub rows: Vec<(Formula, Formula)>,
    /// Where.
    pub span: Span,
}

impl Decode for Pairs {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let DeValue::Array(items) = value.get_ref() else {
            reader.wrong_type(key, &term::PAIRS, value);
            return None;
        };
        let span = reader.span(value.span());
        let mut rows = Vec::new();
        for item in items {
            let mut pair = match item.get_ref() {
                DeValue::Array(pair) if pair.len() == 2 => pair.iter(),
                _ => {
                    reader.wrong_type(key, &term::PAIRS, item);
                    return None;
                }
            };
            let (Some(a), Some(b)) = (pair.next(), pair.next()) else { return None };
            rows.push((Formula::decode(key, a, reader)?, Formula::decode(key, b, reader)?));
        }
        Some(Self { rows, span })
    }
}

/// A value for all groups, or one for each.
#[derive(Clone, Debug, PartialEq)]
pub enum ByGroup<T> {
    /// The same for all.
    All(T),
    /// By name of the group.
    Table(BTreeMap<String, T>, Span),
}

impl<T: Decode> Decode for ByGroup<T> {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Table(table) => {
                let entries = table
                    .iter()
                    .filter_map(|(name, value)| {
                        Some((name.get_ref().to_string(), T::decode(key, value, reader)?))
                    })
                    .collect();
                Some(Self::Table(entries, reader.span(value.span())))
            }
            _ => T::decode(key, value, reader).map(Self::All),
        }
    }
}

impl<T> ByGroup<T> {
    /// The value of a group.
    pub fn of(&self, group: &str) -> Option<&T> {
        match self {
            Self::All(value) => Some(value),
            Self::Table(table, _) => table.get(group),
        }
    }
}

/// A whole number, or a share (`0.3`): TOML tells `1` from `1.0`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quota {
    /// So many units.
    Count(u32),
    /// That part of n.
    Share(f64),
}

impl Decode for Spanned<Quota> {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let span = reader.span(value.span());
        let found = value.get_ref();
        if let Some(text) = super::quoted(found) {
            reader.say_quoted(key, value);
            let count = text.parse().ok().map(Quota::Count);
            let share = || text.parse().ok().filter(|share| (0.0..=1.0).contains(share)).map(Quota::Share);
            return count.or_else(share).map(|value| Self { value, span });
        }
        let quota = match found {
            DeValue::Integer(integer) => integer.as_str().parse().ok().map(Quota::Count),
            DeValue::Float(_) => {
                number(value.get_ref()).filter(|share| (0.0..=1.0).contains(share)).map(Quota::Share)
            }
            _ => None,
        };
        if quota.is_none() {
            reader.wrong_type(key, &term::QUOTA, value);
        }
        quota.map(|value| Self { value, span })
    }
}

/// Text or a table.
#[derive(Clone, Debug, PartialEq)]
pub enum WordOr<T> {
    /// A single word.
    Word(Text),
    /// The table.
    Table(T),
}

impl<T: Decode> Decode for WordOr<T> {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(_) => Text::decode(key, value, reader).map(Self::Word),
            _ => T::decode(key, value, reader).map(Self::Table),
        }
    }
}

/// A number or a word, such as `full_mark = 100` or `"active"`.
#[derive(Clone, Debug, PartialEq)]
pub enum NumberOrWord {
    /// A number.
    Number(Number),
    /// A word.
    Word(Text),
}

impl Decode for NumberOrWord {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(_) if super::quoted(value.get_ref()).is_none() => {
                Text::decode(key, value, reader).map(Self::Word)
            }
            _ => Number::decode(key, value, reader).map(Self::Number),
        }
    }
}
