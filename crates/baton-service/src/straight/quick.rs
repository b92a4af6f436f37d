//! The commonest form of a part, read in one go: no quotes, no cell too many, none too long. Nothing is looked at twice: a
//! plain number ends where its digits do. Whatever else there is sends the part to the careful reader.

use baton_import::value::leading_number;

use super::part::{Column, Part, Reader, converted};

impl Reader<'_> {
    /// Reads a part of the commonest form; none for any other.
    pub(super) fn quickly(&self, text: &str) -> Option<Part> {
        if text.as_bytes().contains(&b'"') {
            return None;
        }
        let mut part = self.empty_part();
        let mut position = 0;
        while position < text.len() {
            position = self.line(text, position, &mut part)?;
            part.lines += 1;
        }
        Some(part)
    }

    /// Reads a line; gives the position of the next.
    fn line(&self, text: &str, start: usize, part: &mut Part) -> Option<usize> {
        let bytes = text.as_bytes();
        let first = bytes[start];
        if (!first.is_ascii_graphic() || first == self.separator) && self.is_blank(&text[start..]) {
            return Some(after_line(bytes, line_end(bytes, start)));
        }
        part.rows += 1;
        let mut position = start;
        let mut open = true;
        for at in 0..self.roles.len() {
            if !open {
                self.cell(part, (part.lines, at), "");
                continue;
            }
            position = self.quick_cell(text, position, at, part);
            open = bytes.get(position) == Some(&self.separator);
            position += usize::from(open);
        }
        let fits = !open && position - start <= self.limits.text_bytes;
        fits.then(|| after_line(bytes, position))
    }

    /// Reads a cell; gives the position of its end.
    #[inline]
    fn quick_cell(&self, text: &str, start: usize, at: usize, part: &mut Part) -> usize {
        let bytes = text.as_bytes();
        if let Column::Numbers(values) = &mut part.columns[at]
            && let Some((value, taken)) = leading_number(&bytes[start..])
            && bytes.get(start + taken).is_none_or(|byte| self.ends_cell(*byte))
        {
            values.push(converted(&self.roles[at], value));
            return start + taken;
        }
        let length = bytes[start..].iter().position(|byte| self.ends_cell(*byte));
        let end = length.map_or(bytes.len(), |length| start + length);
        self.cell(part, (part.lines, at), &text[start..end]);
        end
    }

    #[inline]
    fn ends_cell(&self, byte: u8) -> bool {
        byte == self.separator || byte == b'\n' || byte == b'\r'
    }

    /// Is the line that a text begins with blank, or are all its cells?
    fn is_blank(&self, text: &str) -> bool {
        let line = &text[..line_end(text.as_bytes(), 0)];
        line.split(char::from(self.separator)).all(|cell| cell.trim().is_empty())
    }
}

/// Where the line ends that a position stands in.
fn line_end(bytes: &[u8], position: usize) -> usize {
    let length = bytes[position..].iter().position(|byte| matches!(byte, b'\n' | b'\r'));
    length.map_or(bytes.len(), |length| position + length)
}

/// The position behind a line end.
fn after_line(bytes: &[u8], end: usize) -> usize {
    match bytes.get(end..) {
        Some([b'\r', b'\n', ..]) => end + 2,
        _ => bytes.len().min(end + 1),
    }
}
