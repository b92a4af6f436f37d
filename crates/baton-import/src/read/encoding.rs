//! Bytes of a text file → UTF-8 text, with the encoding said.

use std::borrow::Cow;

use baton_model::Message;
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use crate::messages;

/// How the bytes of a text file were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// GB18030, which contains GBK and GB 2312.
    Gb18030,
    /// UTF-16 with a byte order mark.
    Utf16,
}

/// Decodes a text file; UTF-8 is not copied.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), Message> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return other(UTF_16LE, rest, Encoding::Utf16);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return other(UTF_16BE, rest, Encoding::Utf16);
    }
    utf8(bytes)
}

fn utf8(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), Message> {
    if let Some(zero) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Message::new(&messages::TEXT_HAS_NUL).with("line", line_of(bytes, zero)));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), Encoding::Utf8)),
        Err(error) => other(GB18030, bytes, Encoding::Gb18030)
            .map_err(|_| unreadable(line_of(bytes, error.valid_up_to()))),
    }
}

fn other<'b>(
    encoding: &'static encoding_rs::Encoding,
    bytes: &'b [u8],
    said: Encoding,
) -> Result<(Cow<'b, str>, Encoding), Message> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let replaced = || text.find('\u{FFFD}').unwrap_or(0);
    if broken {
        return Err(unreadable(line_of(text.as_bytes(), replaced())));
    }
    if let Some(zero) = text.find('\0') {
        return Err(Message::new(&messages::TEXT_HAS_NUL).with("line", line_of(text.as_bytes(), zero)));
    }
    Ok((text, said))
}

fn unreadable(line: usize) -> Message {
    Message::new(&messages::TEXT_UNREADABLE).with("line", line)
}

fn line_of(bytes: &[u8], position: usize) -> usize {
    bytes.iter().take(position).filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let gb = GB18030.encode("地区,数值\n河南省,1").0.into_owned();
        assert_eq!(decode(&gb).unwrap(), ("地区,数值\n河南省,1".into(), Encoding::Gb18030));
        assert_eq!(decode("\u{FEFF}地区".as_bytes()).unwrap(), ("地区".into(), Encoding::Utf8));
        assert_eq!(decode(b"\xFF\xFEa\0b\0").unwrap(), ("ab".into(), Encoding::Utf16));
        assert_eq!(decode(b"\xFE\xFF\0a\0b").unwrap(), ("ab".into(), Encoding::Utf16));
        assert_eq!(decode(b"a\nb\0").unwrap_err().code(), "I012");
        assert_eq!(decode(b"a\n\xFF\xFF\xFF").unwrap_err().code(), "I011");
    }
}
