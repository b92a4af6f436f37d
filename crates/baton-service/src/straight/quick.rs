//! The commonest form of a part, read in one go: no quotes, no cell too many, none too long. Nothing is looked at twice: a
//! plain number ends where its digits do. Whatever else there is sends the part to the careful reader.

use baton_import::value::leading_number;

use super::part::{Column, Part, Reader, trimmed};

impl Reader<'_> {
    /// Reads a part of the commonest form; none for any other, of which some rows may have been read. The text has no quotes.
    pub(super) fn quickly(&self, text: &str, part: &mut Part) -> Option<()> {
        let mut position = 0;
        while position < text.len() {
            position = self.line(text, position, part)?;
            part.lines += 1;
        }
        Some(())
    }

    /// Reads a line; gives the position of the next.
    fn line(&self, text: &str, start: usize, part: &mut Part) -> Option<usize> {
        let bytes = text.as_bytes();
        let first = bytes[start];
        if (!first.is_ascii_graphic() || first == self.separator) && self.is_blank(&text[start..]) {
            return Some(after_line(bytes, line_end(bytes, start)));
        }
        part.rows += 1;
        let mut next = Some(start);
        let mut end = start;
        for at in 0..self.roles.len() {
            match next {
                Some(position) => (end, next) = self.quick_cell(text, position, at, part),
                None => self.cell(part, (part.lines, at), ""),
            }
        }
        let fits = next.is_none() && end - start <= self.limits.text_bytes;
        fits.then(|| after_line(bytes, end))
    }

    /// Reads a cell; gives the position of its end, and that of the next cell unless the line ends there.
    #[inline]
    fn quick_cell(&self, text: &str, start: usize, at: usize, part: &mut Part) -> (usize, Option<usize>) {
        let bytes = text.as_bytes();
        if let Some(Column::Numbers(values)) = part.columns.get_mut(at)
            && let Some((value, taken)) = leading_number(&bytes[start..])
        {
            let end = start + taken;
            match bytes.get(end) {
                Some(byte) if *byte == self.separator => {
                    values.push(value);
                    return (end, Some(end + 1));
                }
                None | Some(b'\n' | b'\r') => {
                    values.push(value);
                    return (end, None);
                }
                Some(_) => {}
            }
        }
        let end = self.cell_end(bytes, start);
        match part.columns.get_mut(at) {
            Some(Column::Words(words)) => words.push(trimmed(&text[start..end])),
            _ => self.cell(part, (part.lines, at), &text[start..end]),
        }
        (end, (bytes.get(end) == Some(&self.separator)).then_some(end + 1))
    }

    /// Where the cell ends that a position stands in. Eight bytes are looked at in one go.
    #[inline]
    fn cell_end(&self, bytes: &[u8], mut position: usize) -> usize {
        while let Some(eight) = bytes[position..].first_chunk() {
            let eight = u64::from_le_bytes(*eight);
            let ends = equal(eight, self.separator) | equal(eight, b'\n') | equal(eight, b'\r');
            if ends != 0 {
                return position + ends.trailing_zeros() as usize / 8;
            }
            position += 8;
        }
        let length = bytes[position..].iter().position(|byte| self.ends_cell(*byte));
        length.map_or(bytes.len(), |length| position + length)
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

/// The highest bit of the first of eight bytes, the first the lowest, that is a certain one; bits above that say nothing.
#[inline]
fn equal(eight: u64, byte: u8) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let others = eight ^ (EACH * u64::from(byte));
    others.wrapping_sub(EACH) & !others & (EACH * 0x80)
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
