//! Cuts the text of an expression into tokens.
//!
//! What people paste from Word, spreadsheets and other languages (full-width signs, `30%`, `1,000`, `==`, comments) is
//! reported by name with the right form, and then read as what was meant, so that the rest is checked too.

mod foreign;
mod number;
mod scan;

use super::messages;
use super::origin::Origin;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use baton_model::Message;

pub(super) use scan::{is_name, is_name_start};

/// Words of the grammar. They are written in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    And,
    Or,
    Not,
    Between,
    Is,
    Null,
    In,
    Case,
    When,
    Then,
    Else,
    End,
    True,
    False,
}

impl Word {
    pub(super) const ALL: [Self; 14] = [
        Self::And,
        Self::Or,
        Self::Not,
        Self::Between,
        Self::Is,
        Self::Null,
        Self::In,
        Self::Case,
        Self::When,
        Self::Then,
        Self::Else,
        Self::End,
        Self::True,
        Self::False,
    ];

    pub(super) fn text(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
            Self::Not => "not",
            Self::Between => "between",
            Self::Is => "is",
            Self::Null => "null",
            Self::In => "in",
            Self::Case => "case",
            Self::When => "when",
            Self::Then => "then",
            Self::Else => "else",
            Self::End => "end",
            Self::True => "true",
            Self::False => "false",
        }
    }

    pub(super) fn exact(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.text() == text)
    }
}

/// Signs of the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
    Star,
    Slash,
    Caret,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    Comma,
    Dot,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    Number(f64),
    Text(String),
    /// After NFC, without back-ticks.
    Name(String),
    Word(Word),
    Sign(Sign),
    End,
}

/// A token with its bytes in the expression's text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// More complaints than this about one text help nobody.
const MOST_COMPLAINTS: usize = 20;

/// Cuts a text; the last token is always [`TokenKind::End`].
pub(super) fn tokens(origin: &Origin, text: &str, diagnostics: &mut Diagnostics) -> Vec<Token> {
    let mut lexer =
        Lexer { origin, text, at: 0, open: 0, listed_to: 0, tokens: Vec::new(), diagnostics, complaints: 0 };
    while lexer.at < text.len() {
        lexer.next();
    }
    lexer.push(TokenKind::End, text.len());
    lexer.tokens
}

struct Lexer<'a> {
    origin: &'a Origin,
    text: &'a str,
    at: usize,
    /// Parentheses open at the cursor.
    open: usize,
    /// Up to here `1,200` was reported and is read as two numbers.
    listed_to: usize,
    tokens: Vec<Token>,
    diagnostics: &'a mut Diagnostics,
    complaints: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Moves to the end, or past the given number of bytes.
    fn skip(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.text.len());
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        match kind {
            TokenKind::Sign(Sign::Open) => self.open += 1,
            TokenKind::Sign(Sign::Close) => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        self.tokens.push(Token { kind, start, end: self.at });
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.origin.span(start, end)
    }

    fn complain(&mut self, message: Message, start: usize, end: usize) {
        self.complaints += 1;
        if self.complaints <= MOST_COMPLAINTS {
            self.diagnostics.push(Diagnostic::error(message, self.span(start, end)));
        }
    }

    fn next(&mut self) {
        let Some(first) = self.peek() else { return };
        match first {
            ' ' | '\t' | '\n' | '\r' => self.skip(1),
            '\'' => self.text_literal(),
            '`' | '｀' => self.quoted_name(),
            c if c == '"' || foreign::is_curly_quote(c) => self.foreign_text(),
            c if number::is_digit(c) => self.number(),
            c if is_name_start(c) => self.name(),
            _ if self.comment() => {}
            c if foreign::is_blank(c) => self.foreign_blank(),
            _ => self.sign(),
        }
    }

    fn name(&mut self) {
        let start = self.at;
        let name = self.scan_name();
        let kind = Word::exact(&name).map_or(TokenKind::Name(name), TokenKind::Word);
        self.push(kind, start);
    }

    fn text_literal(&mut self) {
        let start = self.at;
        self.skip(1);
        let mut value = String::new();
        loop {
            let rest = self.rest();
            let end = rest.find(['\'', '\n']).unwrap_or(rest.len());
            value.push_str(&rest[..end]);
            self.skip(end);
            if self.rest().starts_with("''") {
                value.push('\'');
                self.skip(2);
                continue;
            }
            if self.peek() == Some('\'') {
                self.skip(1);
            } else {
                self.complain(Message::new(&messages::UNCLOSED_TEXT), start, self.at);
            }
            break;
        }
        self.push(TokenKind::Text(value), start);
    }

    fn quoted_name(&mut self) {
        let start = self.at;
        let wide = self.peek() == Some('｀');
        self.skip(self.peek().map_or(0, char::len_utf8));
        let rest = self.rest();
        let end = rest.find(['`', '｀', '\n']).unwrap_or(rest.len());
        let name = scan::nfc(&rest[..end]);
        self.skip(end);
        let close = self.peek().filter(|c| *c != '\n');
        self.skip(close.map_or(0, char::len_utf8));
        if close.is_none() {
            self.complain(Message::new(&messages::UNCLOSED_NAME), start, self.at);
        } else if wide || close == Some('｀') {
            let message = Message::new(&messages::WIDE_SIGN).with("found", "｀").with("right", "`");
            self.complain(message, start, self.at);
        }
        if name.trim().is_empty() && close.is_some() {
            self.complain(Message::new(&messages::EMPTY_NAME), start, self.at);
        }
        self.push(TokenKind::Name(name), start);
    }
}
