//! Reading TOML values with their places; every problem is collected and reading goes on.

use std::collections::BTreeMap;

use baton_model::Message;
use baton_model::message::Term;
use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span, Spanned};
use crate::expr::ast::Expr;
use crate::expr::parser::{self, Origin};
use crate::messages::{self, term};

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
        if let Some(value) = number(value.get_ref()) {
            return Some(Self { value, span });
        }
        reader.wrong_type(key, &term::NUMBER, value);
        None
    }
}

impl Decode for Spanned<u32> {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let span = reader.span(value.span());
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

/// An expression as text, or a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// The expression.
    pub ast: Expr,
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

impl Formula {
    /// The number, if the expression is just one.
    pub fn as_number(&self) -> Option<f64> {
        use crate::expr::ast::ExprKind;
        match &self.ast.kind {
            ExprKind::Number(number) => Some(*number),
            ExprKind::Negate(inner) => match inner.kind {
                ExprKind::Number(number) => Some(-number),
                _ => None,
            },
            _ => None,
        }
    }

    /// A constant that was not written but follows from a default.
    pub(crate) fn constant(value: f64, span: Span) -> Self {
        use crate::expr::ast::ExprKind;
        let ast = Expr { kind: ExprKind::Number(value), span };
        Self { ast, text: value.to_string(), span }
    }
}

impl Decode for Formula {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let span = reader.span(value.span());
        if let Some(value) = number(value.get_ref()) {
            return Some(Self::constant(value, span));
        }
        let DeValue::String(text) = value.get_ref() else {
            reader.wrong_type(key, &term::EXPRESSION, value);
            return None;
        };
        if text.trim().is_empty() {
            reader.error(Message::new(&messages::EMPTY_EXPRESSION).with("key", key), span);
            return None;
        }
        let origin =
            Origin { file: reader.file, base: content_start(reader.text, &value.span(), text), whole: span };
        let ast = parser::parse(&origin, text, reader.diagnostics)?;
        Some(Self { ast, text: text.to_string(), span })
    }
}

/// Where the text of a TOML string begins, if it stands in the file exactly as it reads.
fn content_start(file: &str, range: &std::ops::Range<usize>, text: &str) -> Option<u32> {
    let raw = file.get(range.clone())?;
    let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
    let start = range.start + quotes;
    (file.get(start..start + text.len()) == Some(text)).then(|| u32::try_from(start).ok()).flatten()
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
        let quota = match value.get_ref() {
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
            DeValue::String(_) => Text::decode(key, value, reader).map(Self::Word),
            _ => Number::decode(key, value, reader).map(Self::Number),
        }
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

mod schema {
    //! JSON Schema of the value types, for editors.
    use super::{ByGroup, Formula, NumberOrWord, OneOrMany, Pairs, Quota, WordOr};
    use crate::diagnostic::Spanned;
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    macro_rules! schema {
        ($ty:ty, [$($generic:ident),*], $name:literal, |$generator:ident| $body:expr) => {
            impl<$($generic: JsonSchema),*> JsonSchema for $ty {
                fn inline_schema() -> bool {
                    true
                }
                fn schema_name() -> Cow<'static, str> {
                    $name.into()
                }
                fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                    $body
                }
            }
        };
    }

    schema!(Spanned<T>, [T], "Value", |generator| T::json_schema(generator));
    schema!(Formula, [], "Formula", |_generator| json_schema!({ "type": ["string", "number"] }));
    schema!(OneOrMany<T>, [T], "OneOrMany", |generator| {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    });
    schema!(Pairs, [], "Pairs", |_generator| json_schema!({
        "type": "array",
        "items": { "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": ["number", "string"] } },
    }));
    schema!(ByGroup<T>, [T], "ByGroup", |generator| {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "object", "additionalProperties": one }] })
    });
    schema!(Quota, [], "Quota", |_generator| json_schema!({ "type": "number", "minimum": 0 }));
    schema!(WordOr<T>, [T], "WordOr", |generator| {
        let table = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [{ "type": "string" }, table] })
    });
    schema!(NumberOrWord, [], "NumberOrWord", |_generator| json_schema!({ "type": ["number", "string"] }));
}
