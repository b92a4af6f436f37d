//! Pulls the few things a workbook's XML says, from a part of any size in a buffer of one event.

use std::io::BufRead as _;

use baton_model::Message;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::package::{Part, io_message};
use crate::messages;

/// Reads the events of a part.
pub(crate) struct Xml<'p, 'f> {
    reader: Reader<Part<'p, 'f>>,
    buffer: Vec<u8>,
    part: String,
}

impl<'p, 'f> Xml<'p, 'f> {
    pub(crate) fn new(part: Part<'p, 'f>, name: &str) -> Self {
        let mut reader = Reader::from_reader(part);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        Self { reader, buffer: Vec::with_capacity(1024), part: name.to_owned() }
    }

    /// The next event. A document type is refused: it can define entities, and no workbook has one.
    #[inline]
    pub(crate) fn next(&mut self) -> Result<Event<'_>, Message> {
        self.buffer.clear();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::DocType(_)) => Err(damaged(&self.part)),
            Ok(event) => Ok(event),
            Err(quick_xml::Error::Io(error)) => Err(io_message(&error, &self.part)),
            Err(_) => Err(damaged(&self.part)),
        }
    }

    /// What is unpacked and not read yet; only to be used where a tag has just ended.
    pub(crate) fn unpacked(&mut self) -> Result<&[u8], Message> {
        let part = &self.part;
        self.reader.get_mut().fill_buf().map_err(|error| io_message(&error, part))
    }

    /// Leaves out bytes of [`Self::unpacked`].
    pub(crate) fn skip(&mut self, count: usize) {
        self.reader.get_mut().consume(count);
    }

    pub(crate) fn damaged(&self) -> Message {
        damaged(&self.part)
    }
}

fn damaged(part: &str) -> Message {
    Message::new(&messages::PART_DAMAGED).with("part", part)
}

/// Calls `take` with each attribute of an element, values as they stand in the file.
///
/// Attributes are a few bytes long, so a plain loop over bytes is faster than a searcher; every cut is at an ASCII byte.
pub(crate) fn attributes<'e>(element: &'e BytesStart<'_>, mut take: impl FnMut(&'e str, &'e str)) {
    let text = element.attributes_raw();
    let bytes = text.as_bytes();
    let find = |from: usize, wanted: u8| bytes.get(from..)?.iter().position(|byte| *byte == wanted);
    let mut at = 0;
    while let Some(equals) = find(at, b'=') {
        let key = text[at..at + equals].trim();
        at += equals + 1;
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        let Some(quote) = bytes.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\'')) else { return };
        let Some(length) = find(at + 1, quote) else { return };
        take(key, &text[at + 1..at + 1 + length]);
        at += length + 2;
    }
}

/// One attribute by its name without prefix, unescaped.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut found = None;
    attributes(element, |key, value| {
        if key.rsplit(':').next() == Some(name) && found.is_none() {
            found = Some(unescape(value));
        }
    });
    found
}

/// Replaces the predefined and numeric entities; anything else stays as it is.
pub(crate) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        match rest.find(';').and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character an entity stands for.
pub(crate) fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// Excel writes characters that XML cannot hold as `_x000D_`.
pub(crate) fn without_escapes(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(start) = rest.find("_x") {
        out.push_str(&rest[..start]);
        let code = rest.get(start + 2..start + 6).filter(|_| rest.as_bytes().get(start + 6) == Some(&b'_'));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = &rest[start + 7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[start + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_attributes() {
        assert_eq!(unescape("a&lt;b &amp;&#x4e2d;&#20013; &no; &"), "a<b &中中 &no; &");
        assert_eq!(without_escapes("a_x000D_b_x41_c".into()), "a\rb_x41_c");
        let element = BytesStart::from_content(r#"c r = "A1" s='3' x:id="&quot;""#, 1);
        assert_eq!(attribute(&element, "r").as_deref(), Some("A1"));
        assert_eq!(attribute(&element, "s").as_deref(), Some("3"));
        assert_eq!(attribute(&element, "id").as_deref(), Some("\""));
        assert_eq!(attribute(&element, "t"), None);
    }
}
