//! Names: `[\p{L}_][\p{L}\p{N}_]*` after NFC.

use baton_model::Message;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Lexer, messages};

/// Is it `\p{L}`? The standard library knows the wider property Alphabetic, which has letter numbers, vowel signs and
/// circled letters besides.
fn is_letter(c: char) -> bool {
    let circled = matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    c.is_alphabetic() && !c.is_numeric() && !is_combining_mark(c) && !circled
}

/// May a name begin with it?
pub(in crate::expr) fn is_name_start(c: char) -> bool {
    c == '_' || c == '＿' || is_letter(c)
}

fn is_name_part(c: char) -> bool {
    c == '_' || is_letter(c) || c.is_numeric()
}

/// Is the whole text a name that needs no back-ticks?
pub(in crate::expr) fn is_name(text: &str) -> bool {
    text.chars().next().is_some_and(|first| first == '_' || is_letter(first))
        && text.chars().all(is_name_part)
}

pub(super) fn nfc(text: &str) -> String {
    text.nfc().collect()
}

impl Lexer<'_> {
    /// Reads a name at the cursor and gives it after NFC. Marks are taken along, since a letter may be written in two
    /// parts; one that NFC leaves over belongs to no name.
    pub(super) fn scan_name(&mut self) -> String {
        let start = self.at;
        let rest = self.rest();
        let belongs = |c: char| is_name_part(c) || c == '＿' || is_combining_mark(c);
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.skip(end);
        let mut name = nfc(&rest[..end]);
        if name.contains('＿') {
            let message = Message::new(&messages::WIDE_SIGN).with("found", "＿").with("right", "_");
            self.complain(message, start, self.at);
            name = name.replace('＿', "_");
        }
        if let Some(odd) = name.chars().find(|c| !is_name_part(*c)) {
            let message =
                Message::new(&messages::ODD_NAME).with("sign", foreign_name(odd)).with("name", &name);
            self.complain(message, start, self.at);
            name.retain(is_name_part);
        }
        name
    }
}

/// A sign that may be invisible, by its number.
pub(super) fn foreign_name(c: char) -> String {
    if c.is_control() || c.is_whitespace() || is_combining_mark(c) || is_format(c) {
        format!("U+{:04X}", u32::from(c))
    } else {
        c.to_string()
    }
}

/// Zero-width and direction marks.
fn is_format(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// White space other than blank, tab and line ends, and signs of no width.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_format(c)
}
