//! Reading TOML values with their places; every problem is collected and reading goes on.

pub(crate) mod encode;
mod formula;
mod schema;
mod shapes;

use std::collections::BTreeMap;

use baton_model::Message;
use baton_model::message::Term;
use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span, Spanned};
use crate::messages::{self, term};
pub use formula::Formula;
pub use shapes::{ByGroup, NumberOrWord, OneOrMany, Pairs, Quota, WordOr};

/// A TOML value with its place.
pub(super) type Value<'a> = TomlSpanned<DeValue<'a>>;

/// What reading needs at hand.
pub(super) struct Reader<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { file: self.file, start: at(range.start), end: at(range.end) }
    }

    pub(super) fn error(&mut self, message: Message, span: Span) {
        self.diagnostics.push(Diagnostic::error(message, span));
    }

    fn wrong_type(&mut self, key: &str, expected: &'static Term, value: &Value<'_>) {
        let message = Message::new(&messages::WRONG_TYPE)
            .with("key", key)
            .with("expected", expected)
            .with("found", type_of(value.get_ref()));
        let span = self.span(value.span());
        self.error(message, span);
    }

    /// A number between quotes, which is complained about once and read all the same, so that nothing else seems wrong.
    fn quoted_number(&mut self, key: &str, value: &Value<'_>) -> Option<f64> {
        let number = quoted(value.get_ref())?.parse().ok()?;
        self.say_quoted(key, value);
        Some(number)
    }

    fn say_quoted(&mut self, key: &str, value: &Value<'_>) {
        let span = self.span(value.span());
        let message = Message::new(&messages::QUOTED_NUMBER)
            .with("key", key)
            .with("found", self.text.get(value.span()).unwrap_or_default())
            .with("number", quoted(value.get_ref()).unwrap_or_default());
        self.error(message, span);
    }
}

/// The number in a text that is nothing but one, as TOML would write it: `10`, `-0.5`, no `010` and no `1e5`.
fn quoted<'v>(value: &'v DeValue<'_>) -> Option<&'v str> {
    let DeValue::String(text) = value else { return None };
    let text = text.trim();
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let plain = whole == "0" || !whole.starts_with('0');
    (digits(whole) && digits(decimals) && plain).then_some(text)
}

/// Is a value a number that was put between quotes?
pub(super) fn is_quoted_number(value: &Value<'_>) -> bool {
    quoted(value.get_ref()).is_some()
}

fn type_of(value: &DeValue<'_>) -> &'static Term {
    match value {
        DeValue::String(_) => &term::TEXT,
        DeValue::Integer(_) | DeValue::Float(_) => &term::NUMBER,
        DeValue::Boolean(_) => &term::BOOLEAN,
        DeValue::Datetime(_) => &term::DATE,
        DeValue::Array(_) => &term::LIST,
        DeValue::Table(_) => &term::TABLE,
    }
}

/// A type that can be read from a TOML value.
pub(super) trait Decode: Sized {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self>;
}

/// A text.
pub type Text = Spanned<String>;
/// A number.
pub type Number = Spanned<f64>;

impl Decode for Text {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(text) => Some(Self { value: text.to_string(), span: reader.span(value.span()) }),
            _ => {
                reader.wrong_type(key, &term::TEXT, value);
                None
            }
        }
    }
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    let text = match value {
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
        DeValue::Float(float) => float.as_str(),
        _ => return None,
    };
    text.replace('_', "").parse().ok().filter(|number: &f64| number.is_finite())
}

impl Decode for Number {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let span = reader.span(value.span());
        if let Some(value) = number(value.get_ref()).or_else(|| reader.quoted_number(key, value)) {
            return Some(Self { value, span });
        }
        reader.wrong_type(key, &term::NUMBER, value);
        None
    }
}

impl Decode for Spanned<u32> {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let span = reader.span(value.span());
        if let Some(quoted) = quoted(value.get_ref()).and_then(|text| text.parse().ok()) {
            reader.say_quoted(key, value);
            return Some(Self { value: quoted, span });
        }
        if let DeValue::Integer(integer) = value.get_ref()
            && let Ok(value) = integer.as_str().replace('_', "").parse()
        {
            return Some(Self { value, span });
        }
        reader.wrong_type(key, &term::WHOLE_NUMBER, value);
        None
    }
}

impl Decode for Spanned<bool> {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let span = reader.span(value.span());
        if let DeValue::Boolean(value) = value.get_ref() {
            return Some(Self { value: *value, span });
        }
        reader.wrong_type(key, &term::BOOLEAN, value);
        None
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let DeValue::Array(items) = value.get_ref() else {
            reader.wrong_type(key, &term::LIST, value);
            return None;
        };
        Some(items.iter().filter_map(|item| T::decode(key, item, reader)).collect())
    }
}

/// Names with values: `[params]`.
pub type Table<T> = BTreeMap<String, Spanned<T>>;

impl<T: Decode> Decode for Table<T> {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let DeValue::Table(table) = value.get_ref() else {
            reader.wrong_type(key, &term::TABLE, value);
            return None;
        };
        let mut entries = Self::new();
        for (name, value) in table {
            if let Some(decoded) = T::decode(name.get_ref(), value, reader) {
                let span = reader.span(name.span());
                entries.insert(name.get_ref().to_string(), Spanned { value: decoded, span });
            }
        }
        Some(entries)
    }
}

/// Walks the keys of a table; `take` says whether it knows the key.
pub(super) fn walk_table(
    name: &str,
    keys: &[&str],
    table: &DeTable<'_>,
    reader: &mut Reader<'_>,
    take: &mut dyn FnMut(&str, &Value<'_>, &mut Reader<'_>) -> bool,
) {
    for (key, value) in table {
        if !take(key.get_ref(), value, reader) {
            let message = Message::new(&messages::UNKNOWN_KEY)
                .with("table", name)
                .with("key", key.get_ref().as_ref())
                .with("nearest", nearest(key.get_ref(), keys.iter().copied()))
                .with("allowed", keys.to_vec());
            let span = reader.span(key.span());
            reader.error(message, span);
        }
    }
}

/// The candidate most like a name.
pub(crate) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> String {
    let mut best = ("", f64::NEG_INFINITY);
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(name, candidate);
        if likeness > best.1 {
            best = (candidate, likeness);
        }
    }
    best.0.to_owned()
}

/// A table value, or a complaint.
pub(super) fn expect_table<'v, 'i>(
    key: &str,
    value: &'v Value<'i>,
    reader: &mut Reader<'_>,
) -> Option<&'v DeTable<'i>> {
    if let DeValue::Table(table) = value.get_ref() {
        return Some(table);
    }
    reader.wrong_type(key, &term::TABLE, value);
    None
}

macro_rules! table {
    ($(#[$meta:meta])* pub struct $name:ident as $shown:literal { $( $(#[$field_meta:meta])* $field:ident : $ty:ty ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
        #[schemars(deny_unknown_fields)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: Option<$ty>, )*
            /// Where it stands.
            #[schemars(skip)]
            pub span: Span,
        }

        impl $crate::document::decode::encode::Entries for $name {
            fn entries(&self) -> Vec<(&'static str, String)> {
                let mut entries = Vec::new();
                $(
                    if let Some(value) = &self.$field {
                        let value = $crate::document::decode::encode::Encode::encode(value);
                        entries.push((stringify!($field).trim_start_matches("r#"), value));
                    }
                )*
                entries
            }
        }

        impl $crate::document::decode::encode::Encode for $name {
            fn encode(&self) -> String {
                $crate::document::decode::encode::inline(
                    $crate::document::decode::encode::Entries::entries(self)
                )
            }
        }

        impl $crate::document::decode::Decode for $name {
            fn decode(
                key: &str,
                value: &$crate::document::decode::Value<'_>,
                reader: &mut $crate::document::decode::Reader<'_>,
            ) -> Option<Self> {
                let keys = [$(stringify!($field).trim_start_matches("r#")),*];
                let table = $crate::document::decode::expect_table(key, value, reader)?;
                let mut read = Self { span: reader.span(value.span()), ..Self::default() };
                $crate::document::decode::walk_table($shown, &keys, table, reader, &mut |key, value, reader| {
                    $(
                        if key == stringify!($field).trim_start_matches("r#") {
                            read.$field = <$ty as $crate::document::decode::Decode>::decode(key, value, reader);
                            return true;
                        }
                    )*
                    false
                });
                Some(read)
            }
        }
    };
}
pub(super) use table;
