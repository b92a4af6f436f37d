//! Reading TOML tables with their places: every problem is collected and reading goes on.

use baton_model::Message;
use baton_model::message::Term;
use baton_scheme::broken_toml;
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, FileId, Span};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::messages::{self, term};
use crate::nearest::nearest;

type Value<'i> = Spanned<DeValue<'i>>;

/// A byte range as a span.
pub(crate) fn span(file: FileId, range: std::ops::Range<usize>) -> Span {
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span { file, start: at(range.start), end: at(range.end) }
}

/// Parses a text; what is broken is complained about and left out.
pub(crate) fn parse<'t>(file: FileId, text: &'t str, diagnostics: &mut Diagnostics) -> DeTable<'t> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let complaints = broken_toml::complaints(&messages::TOML, file, text, &errors);
    complaints.into_iter().for_each(|complaint| diagnostics.push(complaint));
    root.into_inner()
}

/// One table being read.
pub(crate) struct Reader<'a, 'i> {
    /// Its name in complaints.
    pub(crate) name: &'static str,
    /// Its place.
    pub(crate) span: Span,
    /// Its entries.
    pub(crate) entries: &'a DeTable<'i>,
    /// Where complaints go.
    pub(crate) diagnostics: &'a mut Diagnostics,
}

impl<'a, 'i> Reader<'a, 'i> {
    fn span_of(&self, value: &Value<'_>) -> Span {
        span(self.span.file, value.span())
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Value<'i>> {
        self.entries.get(key)
    }

    /// The place of a key's value, or of the table.
    pub(crate) fn place(&self, key: &str) -> Span {
        self.get(key).map_or(self.span, |value| self.span_of(value))
    }

    /// Complains about every key that is not allowed.
    pub(crate) fn refuse_unknown(&mut self, allowed: &[&str]) {
        for key in self.entries.keys() {
            let name = key.get_ref();
            if allowed.contains(&name.as_ref()) {
                continue;
            }
            let message = Message::new(&messages::UNKNOWN_KEY)
                .with("table", self.name)
                .with("key", name.as_ref())
                .with("nearest", nearest(name, allowed.iter().copied()))
                .with("allowed", messages::list(allowed.iter().copied()));
            self.diagnostics.push(Diagnostic::error(message, span(self.span.file, key.span())));
        }
    }

    /// Complains about a value at a key.
    pub(crate) fn error(&mut self, key: &str, message: Message) {
        let place = self.place(key);
        self.diagnostics.push(Diagnostic::error(message, place));
    }

    fn wrong_type(&mut self, key: &str, expected: &'static Term, value: &Value<'_>) {
        let message = Message::new(&messages::WRONG_TYPE)
            .with("key", key)
            .with("expected", expected)
            .with("found", type_of(value.get_ref()));
        let place = self.span_of(value);
        self.diagnostics.push(Diagnostic::error(message, place));
    }

    /// A text, trimmed; a blank one counts as absent.
    pub(crate) fn text(&mut self, key: &str) -> Option<String> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            _ => {
                self.wrong_type(key, &term::TEXT, value);
                None
            }
        }
    }

    /// A text that must be there.
    pub(crate) fn required_text(&mut self, key: &'static str) -> Option<String> {
        if self.get(key).is_none() {
            let message = Message::new(&messages::MISSING_KEY).with("table", self.name).with("key", key);
            self.diagnostics.push(Diagnostic::error(message, self.span));
            return None;
        }
        let complaints = self.diagnostics.as_slice().len();
        let text = self.text(key);
        let place = self.place(key);
        let known = |diagnostic: &Diagnostic| diagnostic.span.is_some_and(|span| span.start == place.start);
        let broken = self.diagnostics.as_slice().iter().any(known);
        if text.is_none() && self.diagnostics.as_slice().len() == complaints && !broken {
            self.error(key, Message::new(&messages::BLANK_CELL).with("column", key));
        }
        text
    }

    /// One of some words.
    pub(crate) fn word<T>(
        &mut self,
        key: &str,
        allowed: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(key)?;
        let word = parse(&text);
        if word.is_none() {
            let message = Message::new(&messages::WRONG_WORD)
                .with("key", key)
                .with("found", text)
                .with("allowed", allowed);
            self.error(key, message);
        }
        word
    }

    /// `true` or `false`; absent is false.
    pub(crate) fn boolean(&mut self, key: &str) -> bool {
        let Some(value) = self.get(key) else { return false };
        match value.get_ref() {
            DeValue::Boolean(truth) => *truth,
            _ => {
                self.wrong_type(key, &term::BOOLEAN, value);
                false
            }
        }
    }

    /// A number, whole or decimal.
    pub(crate) fn number(&mut self, key: &str) -> Option<f64> {
        let value = self.get(key)?;
        let text = match value.get_ref() {
            DeValue::Integer(integer) => integer.as_str().to_owned(),
            DeValue::Float(float) => float.as_str().to_owned(),
            _ => {
                self.wrong_type(key, &term::NUMBER, value);
                return None;
            }
        };
        let number = text.replace('_', "").parse().ok().filter(|number: &f64| number.is_finite());
        if number.is_none() {
            let message = Message::new(&messages::BAD_NUMBER)
                .with("key", key)
                .with("expected", &term::FINITE)
                .with("found", text);
            self.error(key, message);
        }
        number
    }

    /// A whole number from 0 to `most`.
    pub(crate) fn small(&mut self, key: &str, most: u8, expected: &'static Term) -> Option<u8> {
        let value = self.get(key)?;
        let quoted = if let DeValue::String(text) = value.get_ref() { text.parse().ok() } else { None };
        if let Some(number) = quoted {
            self.error(
                key,
                Message::new(&messages::QUOTED_NUMBER).with("key", key).with("number", f64::from(number)),
            );
            return Some(number).filter(|number| *number <= most);
        }
        let DeValue::Integer(integer) = value.get_ref() else {
            self.wrong_type(key, &term::NUMBER, value);
            return None;
        };
        let number = integer.as_str().parse().ok().filter(|number| *number <= most);
        if number.is_none() {
            let message = Message::new(&messages::BAD_NUMBER)
                .with("key", key)
                .with("expected", expected)
                .with("found", integer.as_str());
            self.error(key, message);
        }
        number
    }

    /// A list of texts; absent is empty.
    pub(crate) fn texts(&mut self, key: &str) -> Vec<String> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(key, &term::TEXTS, value);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => texts.push(text.trim().to_owned()),
                _ => self.wrong_type(key, &term::TEXT, item),
            }
        }
        texts
    }
}

/// The table under a key of the root.
pub(crate) fn table<'a, 'i>(
    file: FileId,
    root: &'a DeTable<'i>,
    name: &'static str,
    diagnostics: &'a mut Diagnostics,
) -> Option<Reader<'a, 'i>> {
    let Some(value) = root.get(name) else {
        let message = Message::new(&messages::MISSING_TABLE).with("table", name);
        diagnostics.push(Diagnostic::error(message, span(file, 0..0)));
        return None;
    };
    let place = span(file, value.span());
    match value.get_ref() {
        DeValue::Table(entries) => Some(Reader { name, span: place, entries, diagnostics }),
        other => {
            diagnostics.push(Diagnostic::error(mismatch(name, &term::TABLE, other), place));
            None
        }
    }
}

/// The tables of a `[[name]]` list of the root, with their places.
pub(crate) fn tables<'a, 'i>(
    file: FileId,
    root: &'a DeTable<'i>,
    name: &'static str,
    diagnostics: &mut Diagnostics,
) -> Vec<(Span, &'a DeTable<'i>)> {
    let Some(value) = root.get(name) else { return Vec::new() };
    let DeValue::Array(items) = value.get_ref() else {
        let message = mismatch(name, &term::TABLES, value.get_ref());
        diagnostics.push(Diagnostic::error(message, span(file, value.span())));
        return Vec::new();
    };
    let mut found = Vec::new();
    for item in items {
        let place = span(file, item.span());
        match item.get_ref() {
            DeValue::Table(entries) => found.push((place, entries)),
            other => diagnostics.push(Diagnostic::error(mismatch(name, &term::TABLE, other), place)),
        }
    }
    found
}

fn mismatch(key: &str, expected: &'static Term, found: &DeValue<'_>) -> Message {
    Message::new(&messages::WRONG_TYPE)
        .with("key", key)
        .with("expected", expected)
        .with("found", type_of(found))
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
