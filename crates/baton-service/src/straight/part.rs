//! A part of a table's text → the columns of its rows.

use baton_import::Limits;
use baton_import::read::records::{Record, Records};
use baton_import::value::{Conversion, Reading, plain_number, read_text, suffix_conversion};
use baton_model::Message;
use baton_model::snapshot::TextList;
use baton_scheme::expr::AttributeType;

use super::header::Role;
use super::words::Words;
use crate::messages;
use crate::workspace::Workspace;

/// Problems that are listed; the rest would not be read.
pub(super) const MOST: usize = 50;

/// A column of a part.
pub(super) enum Column {
    Unread,
    Texts(TextList),
    Words(Words),
    Numbers(Vec<f64>),
    Booleans(Vec<u8>),
}

impl Column {
    pub(super) fn of(role: &Role) -> Self {
        match role {
            Role::Code | Role::Name | Role::Kind => Self::Texts(TextList::default()),
            Role::Indicator(..) | Role::Attribute(_, Some(AttributeType::Number)) => {
                Self::Numbers(Vec::new())
            }
            Role::Attribute(_, Some(AttributeType::Bool)) => Self::Booleans(Vec::new()),
            Role::Attribute(..) => Self::Words(Words::default()),
            Role::Unread => Self::Unread,
        }
    }

    /// Makes room for more rows at once; memory is taken only where rows come.
    pub(super) fn reserve(&mut self, rows: usize) {
        match self {
            Self::Unread => {}
            Self::Texts(texts) => texts.reserve(rows),
            Self::Words(words) => words.codes.reserve(rows),
            Self::Numbers(values) => values.reserve(rows),
            Self::Booleans(values) => values.reserve(rows),
        }
    }

    fn clear(&mut self) {
        match self {
            Self::Unread => {}
            Self::Texts(texts) => texts.clear(),
            Self::Words(words) => words.clear(),
            Self::Numbers(values) => values.clear(),
            Self::Booleans(values) => values.clear(),
        }
    }

    pub(super) fn append(&mut self, own: &Self) {
        match (self, own) {
            (Self::Texts(all), Self::Texts(own)) => all.append(own),
            (Self::Words(all), Self::Words(own)) => all.append(own),
            (Self::Numbers(all), Self::Numbers(own)) => all.extend_from_slice(own),
            (Self::Booleans(all), Self::Booleans(own)) => all.extend_from_slice(own),
            _ => {}
        }
    }
}

/// What was read from a part of the text; rows are counted from its beginning.
pub(super) struct Part {
    pub(super) columns: Vec<Column>,
    pub(super) lines: u32,
    pub(super) rows: usize,
    pub(super) problems: Vec<(u32, Message)>,
}

impl Part {
    /// Takes everything out and keeps the room for more rows.
    pub(super) fn clear(&mut self) {
        self.columns.iter_mut().for_each(Column::clear);
        self.problems.clear();
        (self.lines, self.rows) = (0, 0);
    }

    pub(super) fn complain(&mut self, line: u32, message: impl FnOnce() -> Message) {
        if self.problems.len() < MOST {
            self.problems.push((line, message()));
        }
    }
}

/// How the parts of a table are read.
pub(super) struct Reader<'a> {
    pub(super) header: &'a [String],
    pub(super) roles: &'a [Role],
    pub(super) workspace: &'a Workspace,
    pub(super) separator: u8,
    pub(super) limits: &'a Limits,
    /// Lines above the text, for problems that name a cell.
    pub(super) above: u32,
}

impl Reader<'_> {
    /// Reads a part that ends where a line does, without quotes, into one with nothing in it.
    pub(super) fn part(&self, text: &str, mut part: Part) -> Part {
        if self.quickly(text, &mut part).is_none() {
            part.clear();
            self.read_carefully(text, &mut part);
        }
        self.convert(&mut part);
        part
    }

    /// Reads any text into a part with nothing in it.
    pub(super) fn carefully(&self, text: &str, part: &mut Part) {
        self.read_carefully(text, part);
        self.convert(part);
    }

    /// Figures as they are written → in the indicators' units of measure.
    fn convert(&self, part: &mut Part) {
        for (role, column) in self.roles.iter().zip(&mut part.columns) {
            if let (Role::Indicator(_, conversion), Column::Numbers(values)) = (role, column)
                && *conversion != Conversion::Same
            {
                values.iter_mut().for_each(|value| *value = conversion.apply(*value));
            }
        }
    }

    pub(super) fn empty_part(&self) -> Part {
        Part { columns: self.roles.iter().map(Column::of).collect(), lines: 0, problems: Vec::new(), rows: 0 }
    }

    fn read_carefully(&self, text: &str, part: &mut Part) {
        let mut records = Records::new(text, self.separator, self.limits).below(self.above);
        let mut record = Record::default();
        loop {
            match records.read(&mut record) {
                Ok(true) => self.row(&record, part),
                Ok(false) => break,
                Err(message) => {
                    part.problems.push((record.row() - self.above, message));
                    break;
                }
            }
        }
        part.lines = records.row() - self.above;
    }

    fn row(&self, record: &Record<'_>, part: &mut Part) {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let line = record.row() - self.above;
        if record.len() > self.roles.len() {
            part.complain(line, || {
                Message::new(&messages::CELL_COUNT)
                    .with("found", record.len().to_string())
                    .with("expected", self.roles.len().to_string())
            });
        }
        part.rows += 1;
        for at in 0..self.roles.len() {
            self.cell(part, (line, at), record.get(at).unwrap_or_default());
        }
    }

    /// Reads a cell into its column.
    pub(super) fn cell(&self, part: &mut Part, (line, at): (u32, usize), text: &str) {
        let role = &self.roles[at];
        let refused = match &mut part.columns[at] {
            Column::Unread => None,
            Column::Texts(texts) => {
                let text = trimmed(text);
                texts.push(text);
                if text.is_empty() && *role == Role::Code {
                    part.complain(line, || {
                        Message::new(&messages::BLANK_CELL).with("column", &self.header[at])
                    });
                }
                None
            }
            Column::Words(words) => {
                words.push(trimmed(text));
                None
            }
            Column::Numbers(values) => {
                let value = plain_number(text.as_bytes()).map_or_else(|| self.number(role, text), Ok);
                values.push(*value.as_ref().unwrap_or(&f64::NAN));
                value.err()
            }
            Column::Booleans(values) => {
                // Most have no white space around them.
                let truth = truth(text).or_else(|| truth(text.trim()));
                values.push(truth.unwrap_or(2));
                truth.is_none().then(|| Message::new(&messages::EXPECTED_BOOLEAN))
            }
        };
        if let Some(expected) = refused {
            part.complain(line, || {
                Message::new(&messages::BAD_CELL)
                    .with("column", &self.header[at])
                    .with("found", text)
                    .with("expected", expected)
            });
        }
    }

    /// A number that is not written plainly: `1,234.5`, `１２`, `1.5亿`, `—`. The value is in the column's unit of measure.
    fn number(&self, role: &Role, text: &str) -> Result<f64, Message> {
        let expected = || Message::new(&messages::EXPECTED_NUMBER);
        match read_text(text) {
            Reading::Missing => Ok(f64::NAN),
            Reading::Number(number) if number.suffix.is_empty() => Ok(number.value),
            Reading::Number(number) => {
                let Role::Indicator(id, conversion) = role else { return Err(expected()) };
                let own = &self.workspace.catalogue.get(*id).measure;
                // The suffix says the unit of measure itself, so the column's conversion does not apply on top.
                let scaled = suffix_conversion(&number.suffix, own, own)?.apply(number.value);
                match conversion {
                    Conversion::Same => Ok(scaled),
                    _ => Err(expected()),
                }
            }
            Reading::Refused(_) => Err(expected()),
        }
    }
}

/// Yes is 1, no is 0, nothing is 2.
fn truth(text: &str) -> Option<u8> {
    match text {
        "" => Some(2),
        "true" | "是" => Some(1),
        "false" | "否" => Some(0),
        _ => None,
    }
}

/// A text without the white space around it; most have none.
#[inline]
pub(super) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [only] if only.is_ascii_graphic() => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        [first, _, _] if is_cjk(*first) => text,
        [first, .., last, _, _] if is_cjk(*first) && is_cjk(*last) => text,
        _ => text.trim(),
    }
}

/// Does a byte begin a character between U+4000 and U+9FFF, none of which is white space? Such a character has three bytes.
#[inline]
fn is_cjk(byte: u8) -> bool {
    matches!(byte, 0xE4..=0xE9)
}

#[cfg(test)]
mod tests {
    use super::trimmed;

    #[test]
    fn texts_are_trimmed_as_the_standard_library_does() {
        let pieces = ["", " ", "a", "规", "上", "\u{3000}", "\u{a0}", "é", "\u{2003}", "，"];
        for first in pieces {
            for middle in pieces {
                for last in pieces {
                    let text = format!("{first}{middle}{last}");
                    assert_eq!(trimmed(&text), text.trim(), "{text:?}");
                }
            }
        }
    }
}
