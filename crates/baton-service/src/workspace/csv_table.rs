//! Reading CSV tables with named columns, each complaint with the place of its cell.

use baton_model::Message;
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, FileId, Span};
use csv::StringRecord;

use super::toml_table::span;
use crate::messages;
use crate::nearest::nearest;

/// A CSV file being read.
pub(crate) struct CsvTable<'t> {
    file: FileId,
    text: &'t str,
    header: StringRecord,
    records: csv::Reader<&'t [u8]>,
}

impl<'t> CsvTable<'t> {
    /// Reads the header; none when the file is empty.
    pub(crate) fn open(file: FileId, text: &'t str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut records =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut header = StringRecord::new();
        match records.read_record(&mut header) {
            Ok(true) => {
                header.trim();
                Some(Self { file, text, header, records })
            }
            Ok(false) => None,
            Err(error) => {
                diagnostics.push(broken(file, &error));
                None
            }
        }
    }

    /// Checks the header: `required` and `optional` names, and any name for which `free` is true.
    pub(crate) fn check_header(
        &self,
        required: &[&'static str],
        optional: &[&'static str],
        free: impl Fn(&str) -> bool,
        diagnostics: &mut Diagnostics,
    ) {
        let known = || required.iter().chain(optional).copied();
        for (index, name) in self.header.iter().enumerate() {
            let place = self.cell_span(0, index);
            let repeated = self.header.iter().take(index).any(|before| before == name);
            if repeated && !name.is_empty() {
                let message = Message::new(&messages::REPEATED_COLUMN).with("column", name);
                diagnostics.push(Diagnostic::error(message, place));
            } else if !known().any(|known| known == name) && !free(name) {
                let message = Message::new(&messages::UNKNOWN_COLUMN)
                    .with("column", name)
                    .with("nearest", nearest(name, known()));
                diagnostics.push(Diagnostic::error(message, place));
            }
        }
        for name in required.iter().filter(|name| self.column(name).is_none()) {
            let message = Message::new(&messages::MISSING_COLUMN)
                .with("column", *name)
                .with("expected", known().collect::<Vec<_>>().join(","));
            diagnostics.push(Diagnostic::error(message, span(self.file, 0..self.header_end())));
        }
    }

    fn header_end(&self) -> usize {
        self.text.find(['\r', '\n']).unwrap_or(self.text.len())
    }

    /// Names of the columns.
    pub(crate) fn header(&self) -> &StringRecord {
        &self.header
    }

    /// The place of a column.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// The next line that is not blank.
    pub(crate) fn next(&mut self, diagnostics: &mut Diagnostics) -> Option<Line> {
        loop {
            let mut record = StringRecord::new();
            match self.records.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    diagnostics.push(broken(self.file, &error));
                    return None;
                }
            }
            let start = record.position().map_or(0, csv::Position::byte);
            record.trim();
            if record.iter().all(str::is_empty) {
                continue;
            }
            let line = Line { start: usize::try_from(start).unwrap_or(usize::MAX), record };
            if line.record.len() != self.header.len() {
                self.complain_of_length(&line, diagnostics);
            }
            return Some(line);
        }
    }

    fn complain_of_length(&self, line: &Line, diagnostics: &mut Diagnostics) {
        let message = Message::new(&messages::CELL_COUNT)
            .with("found", line.record.len())
            .with("expected", self.header.len());
        diagnostics.push(Diagnostic::error(message, self.line_span(line)));
    }

    /// The place of a record, up to its first line break.
    pub(crate) fn line_span(&self, line: &Line) -> Span {
        let rest = self.text.get(line.start..).unwrap_or("");
        let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let start = line.start + blank;
        let length = rest[blank..].find(['\r', '\n']).unwrap_or(rest.len() - blank);
        span(self.file, start..start + length)
    }

    /// The place of a cell of a line.
    pub(crate) fn span(&self, line: &Line, column: usize) -> Span {
        self.cell_span(line.start, column.min(line.record.len().saturating_sub(1)))
    }

    fn cell_span(&self, start: usize, column: usize) -> Span {
        let range = cell_range(self.text.get(start..).unwrap_or(""), column);
        span(self.file, start + range.start..start + range.end)
    }
}

/// A line of a CSV file.
pub(crate) struct Line {
    start: usize,
    record: StringRecord,
}

impl Line {
    /// The text of a cell; none when it is blank.
    pub(crate) fn cell(&self, column: Option<usize>) -> Option<&str> {
        self.record.get(column?).filter(|text| !text.is_empty())
    }
}

fn broken(file: FileId, error: &csv::Error) -> Diagnostic {
    let at = error.position().map_or(0, csv::Position::byte);
    let at = usize::try_from(at).unwrap_or(0);
    Diagnostic::error(
        Message::new(&messages::BROKEN_CSV).with("detail", error.to_string()),
        span(file, at..at),
    )
}

/// The bytes of a cell in a text that begins with its record, without the separators; leading line ends are skipped.
fn cell_range(text: &str, column: usize) -> std::ops::Range<usize> {
    let bytes = text.as_bytes();
    let mut start = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let (mut index, mut quoted) = (0, false);
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                if index == column {
                    return start..at;
                }
                index += 1;
                start = at + 1;
            }
            b'\r' | b'\n' if !quoted => return start..at,
            _ => {}
        }
    }
    start..bytes.len()
}

#[cfg(test)]
mod tests {
    use super::cell_range;

    #[test]
    fn cells_are_found_between_quotes() {
        let text = "a,\"b,\"\"c\",d\r\ne";
        assert_eq!(&text[cell_range(text, 0)], "a");
        assert_eq!(&text[cell_range(text, 1)], "\"b,\"\"c\"");
        assert_eq!(&text[cell_range(text, 2)], "d");
        assert_eq!(&text[cell_range(text, 9)], "d");
    }
}
