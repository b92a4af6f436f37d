//! Splits CSV text into records without allocating for each cell.
//!
//! Written here rather than taken from the `csv` crate for three reasons: row numbers must be those a spreadsheet shows (blank
//! lines count, a line break inside quotes does not), a quote that is never closed must be an error that names its cell instead
//! of one giant field, and a bound on columns must hold while reading.

use baton_model::{CellAddress, Message};

use crate::messages;
use crate::problem::{bytes, clip};

/// Reads records one by one.
#[derive(Clone, Debug)]
pub struct Records<'t> {
    text: &'t str,
    position: usize,
    separator: u8,
    row: u32,
    most_columns: u32,
    most_text: usize,
}

/// One record, reused from row to row.
#[derive(Clone, Debug, Default)]
pub struct Record<'t> {
    text: &'t str,
    unescaped: String,
    fields: Vec<Field>,
    row: u32,
}

#[derive(Clone, Copy, Debug)]
struct Field {
    start: u32,
    end: u32,
    unescaped: bool,
}

impl Record<'_> {
    /// Its row as a spreadsheet counts, from 0.
    pub fn row(&self) -> u32 {
        self.row
    }

    /// How many fields it has.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Has it none?
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// A field without its quotes.
    pub fn get(&self, column: usize) -> Option<&str> {
        let field = self.fields.get(column)?;
        let text = if field.unescaped { &self.unescaped } else { self.text };
        text.get(field.start as usize..field.end as usize)
    }

    /// All fields from left to right.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|column| self.get(column))
    }
}

impl<'t> Records<'t> {
    /// Reads a text of at most 4 GiB.
    pub fn new(text: &'t str, separator: u8, limits: &crate::Limits) -> Self {
        Self {
            text,
            position: 0,
            separator,
            row: 0,
            most_columns: limits.columns,
            most_text: limits.text_bytes,
        }
    }

    /// The same, with so many rows above the text.
    #[must_use]
    pub fn below(self, rows: u32) -> Self {
        Self { row: rows, ..self }
    }

    /// Where in the text the next record begins.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The row of the next record, from 0.
    pub fn row(&self) -> u32 {
        self.row
    }

    /// Reads the next record into `record`; false at the end.
    pub fn read(&mut self, record: &mut Record<'t>) -> Result<bool, Message> {
        record.fields.clear();
        record.unescaped.clear();
        record.text = self.text;
        record.row = self.row;
        let bytes = self.text.as_bytes();
        if self.position >= bytes.len() {
            return Ok(false);
        }
        if self.line_end(self.position).is_none() {
            loop {
                self.field(record)?;
                if self.position < bytes.len() && bytes[self.position] == self.separator {
                    self.position += 1;
                } else {
                    break;
                }
            }
        }
        self.position = self.line_end(self.position).unwrap_or(bytes.len());
        self.row += 1;
        Ok(true)
    }

    /// The position after a line end that begins here.
    fn line_end(&self, position: usize) -> Option<usize> {
        match self.text.as_bytes().get(position)? {
            b'\r' if self.text.as_bytes().get(position + 1) == Some(&b'\n') => Some(position + 2),
            b'\n' | b'\r' => Some(position + 1),
            _ => None,
        }
    }

    fn field(&mut self, record: &mut Record<'t>) -> Result<(), Message> {
        if record.fields.len() as u64 >= u64::from(self.most_columns) {
            return Err(Message::new(&messages::TOO_MANY_COLUMNS)
                .with("row", (self.row + 1).to_string())
                .with("count", format!("> {}", self.most_columns))
                .with("limit", self.most_columns.to_string()));
        }
        let field = if self.text.as_bytes().get(self.position) == Some(&b'"') {
            self.quoted(record)?
        } else {
            self.plain()
        };
        let length = (field.end - field.start) as usize;
        if length > self.most_text {
            return Err(Message::new(&messages::TEXT_TOO_LONG)
                .with("cell", self.cell(record))
                .with("size", bytes(length as u64))
                .with("limit", bytes(self.most_text as u64)));
        }
        record.fields.push(field);
        Ok(())
    }

    fn plain(&mut self) -> Field {
        let separator = self.separator;
        let rest = &self.text.as_bytes()[self.position..];
        let length = rest
            .iter()
            .position(|byte| *byte == separator || *byte == b'\n' || *byte == b'\r')
            .unwrap_or(rest.len());
        let start = self.position;
        self.position += length;
        Field { start: offset(start), end: offset(self.position), unescaped: false }
    }

    fn quoted(&mut self, record: &mut Record<'t>) -> Result<Field, Message> {
        let bytes = self.text.as_bytes();
        let start = self.position + 1;
        let mut doubled = false;
        let mut end = start;
        loop {
            match bytes[end..].iter().position(|byte| *byte == b'"') {
                None => {
                    return Err(Message::new(&messages::QUOTE_NOT_CLOSED).with("cell", self.cell(record)));
                }
                Some(length) => end += length,
            }
            if bytes.get(end + 1) != Some(&b'"') {
                break;
            }
            doubled = true;
            end += 2;
        }
        self.position = end + 1;
        let after = bytes.get(self.position);
        if after.is_some_and(|byte| *byte != self.separator && *byte != b'\n' && *byte != b'\r') {
            let found = clip(&self.text[end + 1..]);
            let found = found.split(['\n', '\r']).next().unwrap_or_default();
            return Err(Message::new(&messages::TEXT_AFTER_QUOTE)
                .with("cell", self.cell(record))
                .with("found", found));
        }
        if !doubled {
            return Ok(Field { start: offset(start), end: offset(end), unescaped: false });
        }
        let from = record.unescaped.len();
        record.unescaped.push_str(&self.text[start..end].replace("\"\"", "\""));
        Ok(Field { start: offset(from), end: offset(record.unescaped.len()), unescaped: true })
    }

    fn cell(&self, record: &Record<'_>) -> String {
        CellAddress { row: self.row, column: offset(record.fields.len()) }.to_string()
    }
}

/// Offsets are 32 bits wide: a file is never larger than 4 GiB.
fn offset(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// The separator of a text: the one of `,` `;` tab that the first lines hold most often outside quotes, with the same count in
/// most lines where two compete.
pub fn detect_separator(text: &str) -> u8 {
    const CANDIDATES: [u8; 3] = [b',', b'\t', b';'];
    let mut best = (b',', 0, 0);
    for separator in CANDIDATES {
        let counts = counts_outside_quotes(text, separator);
        let most = counts.iter().copied().max().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == most).count();
        let score = if most == 0 { 0 } else { alike * 4 + counts.iter().filter(|count| **count > 0).count() };
        if (score, most) > (best.1, best.2) {
            best = (separator, score, most);
        }
    }
    best.0
}

fn counts_outside_quotes(text: &str, separator: u8) -> Vec<usize> {
    const LINES: usize = 24;
    let mut counts = vec![0];
    let mut quoted = false;
    for byte in text.bytes().take(1 << 16) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted && counts.len() == LINES => break,
            b'\n' if !quoted => counts.push(0),
            _ if byte == separator && !quoted => {
                if let Some(last) = counts.last_mut() {
                    *last += 1;
                }
            }
            _ => {}
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn rows(text: &str) -> Result<Vec<(u32, Vec<String>)>, Message> {
        let limits = Limits { columns: 4, ..Limits::default() };
        let mut records = Records::new(text, detect_separator(text), &limits);
        let mut record = Record::default();
        let mut rows = Vec::new();
        while records.read(&mut record)? {
            rows.push((record.row(), record.iter().map(str::to_owned).collect()));
        }
        Ok(rows)
    }

    #[test]
    fn records_keep_the_row_a_spreadsheet_shows() {
        let text = "a,b\r\n\r\n\"x\ny\",\"say \"\"hi\"\"\"\n1,\n,2";
        let expected: Vec<(u32, Vec<String>)> = [
            (0, vec!["a", "b"]),
            (1, vec![]),
            (2, vec!["x\ny", "say \"hi\""]),
            (3, vec!["1", ""]),
            (4, vec!["", "2"]),
        ]
        .into_iter()
        .map(|(row, fields)| (row, fields.into_iter().map(str::to_owned).collect()))
        .collect();
        assert_eq!(rows(text).unwrap(), expected);
        assert_eq!(rows("").unwrap(), vec![]);
        assert_eq!(rows("a\tb\rc\td").unwrap().len(), 2);
        assert_eq!(rows("a;b,c;d\n1;2,5;3").unwrap()[1].1, vec!["1", "2,5", "3"]);
    }

    #[test]
    fn quotes_are_checked() {
        let open = rows("a,b\n1,\"2\n3,4").unwrap_err();
        assert_eq!((open.code(), open.arg("cell")), ("I013", Some(&"B2".into())));
        assert_eq!(rows("\"a\"b,c").unwrap_err().code(), "I014");
        assert_eq!(rows("1,2,3,4,5").unwrap_err().code(), "I015");
        assert_eq!(rows("a 12\" pipe,b").unwrap()[0].1[0], "a 12\" pipe");
    }
}
