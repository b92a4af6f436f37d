//! Signs of other languages and of Chinese typography, named and read as what was meant.

use baton_model::Message;

use super::{Lexer, Sign, TokenKind, Word, messages, scan};

pub(super) use scan::is_blank;

/// Signs that look like one of ours, outside the block of full-width ASCII.
const LOOKALIKES: &[(char, &str)] = &[
    ('×', "*"),
    ('∗', "*"),
    ('÷', "/"),
    ('∕', "/"),
    ('⁄', "/"),
    ('−', "-"),
    ('–', "-"),
    ('—', "-"),
    ('﹣', "-"),
    ('﹢', "+"),
    ('≥', ">="),
    ('≧', ">="),
    ('⩾', ">="),
    ('≤', "<="),
    ('≦', "<="),
    ('⩽', "<="),
    ('≠', "<>"),
    ('、', ","),
    ('﹐', ","),
    ('。', "."),
    ('【', "["),
    ('】', "]"),
    ('〔', "("),
    ('〕', ")"),
    ('﹙', "("),
    ('﹚', ")"),
];

/// What a sign stands for in ASCII; ASCII stands for itself.
fn meant(c: char) -> Option<&'static str> {
    if let Some((_, right)) = LOOKALIKES.iter().find(|(sign, _)| *sign == c) {
        return Some(right);
    }
    let ascii = match u32::from(c) {
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0)?,
        _ => c,
    };
    let at = ALL_ASCII.find(ascii).filter(|_| !ascii.is_ascii_alphanumeric())?;
    ALL_ASCII.get(at..=at)
}

const ALL_ASCII: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/// `%`, `％`, `‰`
pub(super) fn is_percent(c: char) -> bool {
    matches!(c, '%' | '％' | '‰')
}

/// Does a value begin here, so that a `%` before it stands between two?
pub(super) fn begins_operand(rest: &str) -> bool {
    let rest = rest.trim_start();
    let word = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
    rest.starts_with(['(', '（', '`']) || (!word.is_empty() && Word::exact(word).is_none())
}

/// ‘ ’ “ ” and the full-width straight ones.
pub(super) fn is_curly_quote(c: char) -> bool {
    is_single(c) || is_double(c)
}

fn is_single(c: char) -> bool {
    matches!(c, '‘' | '’' | '＇')
}

fn is_double(c: char) -> bool {
    matches!(c, '“' | '”' | '＂')
}

/// Two signs that are one sign elsewhere, and what they are here. None as sign: nothing of ours.
const FOREIGN: &[(&str, &str, Sign)] = &[
    ("==", "=", Sign::Equal),
    ("=>", ">=", Sign::GreaterOrEqual),
    ("=<", "<=", Sign::LessOrEqual),
    ("**", "^", Sign::Caret),
    ("><", "<>", Sign::NotEqual),
    (":=", "=", Sign::Equal),
];

const OWN: &[(&str, Sign)] = &[
    ("<=", Sign::LessOrEqual),
    (">=", Sign::GreaterOrEqual),
    ("<>", Sign::NotEqual),
    ("!=", Sign::NotEqual),
    ("+", Sign::Plus),
    ("-", Sign::Minus),
    ("*", Sign::Star),
    ("/", Sign::Slash),
    ("^", Sign::Caret),
    ("=", Sign::Equal),
    ("<", Sign::Less),
    (">", Sign::Greater),
    ("(", Sign::Open),
    (")", Sign::Close),
    ("[", Sign::OpenBracket),
    ("]", Sign::CloseBracket),
    (",", Sign::Comma),
    (".", Sign::Dot),
];

impl Lexer<'_> {
    /// A sign of ours, one that looks like it, one of another language, or one of no language.
    pub(super) fn sign(&mut self) {
        let start = self.at;
        let (canonical, widths) = self.canonical();
        if let Some((found, right, sign)) = FOREIGN.iter().find(|(found, ..)| canonical.starts_with(found)) {
            self.take(widths, found.len());
            self.foreign_operator(start, right);
            self.push(TokenKind::Sign(*sign), start);
        } else if let Some((own, sign)) = OWN.iter().find(|(own, _)| canonical.starts_with(own)) {
            self.take(widths, own.len());
            let found = &self.text[start..self.at];
            if !found.is_ascii() {
                let message = Message::new(&messages::WIDE_SIGN).with("found", found).with("right", *own);
                self.complain(message, start, self.at);
            }
            self.push(TokenKind::Sign(*sign), start);
        } else {
            self.odd_sign(start, &canonical, widths);
        }
    }

    /// The next two signs in ASCII, and how many bytes each of the ASCII signs takes in the text.
    fn canonical(&self) -> (String, [usize; 2]) {
        let mut canonical = String::new();
        let mut widths = [0, 0];
        for c in self.rest().chars().take(2) {
            let Some(right) = meant(c) else { break };
            if canonical.is_empty() {
                widths[0] = c.len_utf8();
            } else {
                widths[1] = c.len_utf8();
            }
            canonical.push_str(right);
            if right.len() > 1 {
                break;
            }
        }
        (canonical, widths)
    }

    /// Moves past `ascii` signs: a sign such as ≥ stands for two, whose second takes no bytes.
    fn take(&mut self, widths: [usize; 2], ascii: usize) {
        self.skip(widths.iter().take(ascii).sum());
    }

    fn foreign_operator(&mut self, start: usize, right: &'static str) {
        let message = Message::new(&messages::FOREIGN_OPERATOR)
            .with("found", &self.text[start..self.at])
            .with("right", right);
        self.complain(message, start, self.at);
    }

    fn odd_sign(&mut self, start: usize, canonical: &str, widths: [usize; 2]) {
        let word = match canonical {
            "&&" | "||" => Some((2, if canonical == "&&" { Word::And } else { Word::Or })),
            text if text.starts_with('&') => Some((1, Word::And)),
            text if text.starts_with('|') => Some((1, Word::Or)),
            text if text.starts_with('!') => Some((1, Word::Not)),
            _ => None,
        };
        if let Some((width, word)) = word {
            self.take(widths, width);
            if canonical.starts_with('&') && width == 1 {
                self.complain(Message::new(&messages::AMPERSAND), start, self.at);
            } else {
                self.foreign_operator(start, word.text());
            }
            self.push(TokenKind::Word(word), start);
        } else if self.peek().is_some_and(is_percent) {
            self.percent(start);
        } else {
            let sign = self.peek().map(scan::foreign_name).unwrap_or_default();
            self.skip(self.peek().map_or(0, char::len_utf8));
            self.complain(Message::new(&messages::UNKNOWN_SIGN).with("sign", sign), start, self.at);
        }
    }

    /// `a % b` is a remainder elsewhere; read as a product, which takes the same operands. Without a second operand
    /// it is dropped.
    fn percent(&mut self, start: usize) {
        self.skip(self.peek().map_or(0, char::len_utf8));
        self.complain(Message::new(&messages::PERCENT_SIGN), start, self.at);
        if begins_operand(self.rest()) {
            self.push(TokenKind::Sign(Sign::Star), start);
        }
    }

    /// Skips a comment of another language, if one begins here.
    pub(super) fn comment(&mut self) -> bool {
        let (canonical, _) = self.canonical();
        let start = self.at;
        let rest = self.rest();
        let line = rest.find('\n').unwrap_or(rest.len());
        let (sign, end) = match canonical.as_str() {
            "--" if self.peek() == Some('-') => ("--", line),
            "//" => ("//", line),
            "/*" => ("/*", rest.find("*/").map_or(rest.len(), |at| at + 2)),
            text if text.starts_with('#') => ("#", line),
            _ => return false,
        };
        self.skip(end);
        let def = if sign == "--" { &messages::DOUBLE_MINUS } else { &messages::COMMENT };
        self.complain(Message::new(def).with("sign", sign), start, self.at);
        true
    }

    /// A run of blanks that are not blanks for us: U+3000, U+00A0, zero width.
    pub(super) fn foreign_blank(&mut self) {
        let start = self.at;
        let sign = self.peek().map(scan::foreign_name).unwrap_or_default();
        let rest = self.rest();
        self.skip(rest.find(|c| !is_blank(c) || c.is_ascii()).unwrap_or(rest.len()).max(1));
        let wide = sign == "U+3000";
        let def = if wide { &messages::WIDE_BLANK } else { &messages::ODD_BLANK };
        self.complain(Message::new(def).with("sign", sign), start, self.at);
    }

    /// Text in double or in curly quotes.
    pub(super) fn foreign_text(&mut self) {
        let start = self.at;
        let Some(open) = self.peek() else { return };
        let closes = |c: char| match open {
            '"' => c == '"' || is_double(c),
            _ if is_double(open) => c == '"' || is_double(c),
            _ => c == '\'' || is_single(c),
        };
        self.skip(open.len_utf8());
        let rest = self.rest();
        let end = rest.find(|c| c == '\n' || closes(c)).unwrap_or(rest.len());
        let value = rest[..end].to_owned();
        self.skip(end);
        match self.peek().filter(|c| *c != '\n') {
            Some(close) => {
                self.skip(close.len_utf8());
                let def = if open == '"' { &messages::DOUBLE_QUOTES } else { &messages::CURLY_QUOTES };
                let message = Message::new(def).with("text", value.replace('\'', "''"));
                self.complain(message, start, self.at);
            }
            None => self.complain(Message::new(&messages::UNCLOSED_TEXT), start, self.at),
        }
        self.push(TokenKind::Text(value), start);
    }
}
