//! A Pratt parser: text → [`ast`](super::ast).
//!
//! From weak to strong: `or`, `and`, `not`, comparison with `between`, `in`, `is` (which do not chain), `+ -`, `* /`,
//! the minus sign before a value, `^` (to the right).

mod name;
mod operand;

use baton_model::Message;

use super::ast::{BinaryOp, Expr, ExprKind};
use super::messages;
pub use super::origin::Origin;
use super::token::{self, Sign, Token, TokenKind, Word};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};

/// Most bytes of an expression.
pub const MAX_BYTES: usize = 65_536;
/// Most levels of parentheses, and of operators that wait for their right side.
pub const MAX_NESTING: usize = 64;
/// Most levels of the tree; a sum of n terms has n.
pub const MAX_HEIGHT: usize = 128;

/// How strongly an operator holds its operands.
pub(super) mod power {
    pub(in crate::expr) const OR: u8 = 1;
    pub(in crate::expr) const AND: u8 = 2;
    pub(in crate::expr) const NOT: u8 = 3;
    pub(in crate::expr) const COMPARISON: u8 = 4;
    pub(in crate::expr) const SUM: u8 = 5;
    pub(in crate::expr) const PRODUCT: u8 = 6;
    pub(in crate::expr) const MINUS: u8 = 7;
    pub(in crate::expr) const POWER: u8 = 8;
    pub(in crate::expr) const ATOM: u8 = 9;
}

/// Reads an expression.
///
/// A tree may come together with complaints: `30%` is reported and read as 30, so that the names beside it are looked
/// at too. No tree comes when the text has no clear structure.
pub fn parse(source: &Origin, text: &str, diagnostics: &mut Diagnostics) -> Option<Expr> {
    if text.len() > MAX_BYTES {
        let message = Message::new(&messages::TOO_LONG).with("limit", MAX_BYTES).with("found", text.len());
        diagnostics.push(Diagnostic::error(message, source.whole));
        return None;
    }
    let before = diagnostics.as_slice().len();
    let tokens = token::tokens(source, text, diagnostics);
    if tokens.len() == 1 {
        // When something was complained about, that is why nothing is left.
        if diagnostics.as_slice().len() == before {
            diagnostics.error(&messages::EMPTY, source.whole);
        }
        return None;
    }
    let mut parser = Parser {
        origin: source,
        text,
        tokens,
        at: 0,
        nesting: 0,
        broken: false,
        too_deep: false,
        complained_at: None,
        diagnostics,
    };
    let tree = parser.expression(0);
    parser.after_end(tree.is_some());
    tree.filter(|_| !parser.broken).map(|built| built.expr)
}

/// A tree with its height.
struct Built {
    expr: Expr,
    height: usize,
}

struct Parser<'a> {
    origin: &'a Origin,
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    nesting: usize,
    /// Has something been left out of the tree, or put in for something missing?
    broken: bool,
    too_deep: bool,
    /// The last token complained about; once is enough.
    complained_at: Option<usize>,
    diagnostics: &'a mut Diagnostics,
}

impl Parser<'_> {
    fn kind(&self) -> &TokenKind {
        self.tokens.get(self.at).map_or(&TokenKind::End, |token| &token.kind)
    }

    fn kind_after(&self, ahead: usize) -> &TokenKind {
        self.tokens.get(self.at + ahead).map_or(&TokenKind::End, |token| &token.kind)
    }

    fn range(&self) -> (usize, usize) {
        self.tokens.get(self.at).map_or((self.text.len(), self.text.len()), |token| (token.start, token.end))
    }

    fn span(&self) -> Span {
        let (start, end) = self.range();
        self.origin.span(start, end)
    }

    /// The token as it was written.
    fn written(&self) -> &str {
        let (start, end) = self.range();
        self.text.get(start..end).unwrap_or("")
    }

    fn written_after(&self, ahead: usize) -> Option<&str> {
        let token = self.tokens.get(self.at + ahead)?;
        self.text.get(token.start..token.end)
    }

    fn advance(&mut self) {
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
    }

    fn is(&self, sign: Sign) -> bool {
        *self.kind() == TokenKind::Sign(sign)
    }

    fn is_word(&self, word: Word) -> bool {
        match self.kind() {
            TokenKind::Word(found) => *found == word,
            // One in upper case is a complaint when it is taken, not here.
            TokenKind::Name(name) => !self.written().starts_with('`') && misspelt(name) == Some(word),
            _ => false,
        }
    }

    fn take(&mut self, sign: Sign) -> bool {
        let found = self.is(sign);
        if found {
            self.advance();
        }
        found
    }

    fn take_word(&mut self, word: Word) -> bool {
        let found = self.is_word(word);
        if found {
            if let TokenKind::Name(name) = self.kind() {
                let chinese = CHINESE_WORDS.iter().any(|(other, _)| other == name);
                let def = if chinese { &messages::FOREIGN_OPERATOR } else { &messages::WORD_CASE };
                let message = Message::new(def).with("found", self.written()).with("right", word.text());
                self.complain(message, self.span());
            }
            self.advance();
        }
        found
    }

    fn complain(&mut self, message: Message, span: Span) {
        self.diagnostics.push(Diagnostic::error(message, span));
    }

    /// Complains about the token at the cursor, unless the parse was given up for its depth.
    fn unexpected(&mut self, message: Message) {
        self.broken = true;
        if !self.too_deep && self.complained_at != Some(self.at) {
            self.complain(message, self.span());
        }
        self.complained_at = Some(self.at);
    }

    fn node(&mut self, kind: ExprKind, span: Span, below: usize) -> Option<Built> {
        if below >= MAX_HEIGHT {
            self.give_up(MAX_HEIGHT, span);
            return None;
        }
        Some(Built { expr: Expr { kind, span }, height: below + 1 })
    }

    /// Too deep: said once, and nothing after it is read.
    fn give_up(&mut self, limit: usize, span: Span) {
        if !self.too_deep {
            self.complain(Message::new(&messages::TOO_DEEP).with("limit", limit), span);
        }
        self.too_deep = true;
        self.broken = true;
        self.at = self.tokens.len().saturating_sub(1);
    }

    /// An expression whose operators hold at least as strongly as `least`.
    fn expression(&mut self, least: u8) -> Option<Built> {
        if self.nesting >= MAX_NESTING {
            self.give_up(MAX_NESTING, self.span());
            return None;
        }
        self.nesting += 1;
        let tree = self.operators(least);
        self.nesting -= 1;
        tree
    }

    fn operators(&mut self, least: u8) -> Option<Built> {
        let mut left = self.prefix(least)?;
        loop {
            let strength = self.operator_strength().filter(|strength| *strength >= least);
            left = match strength {
                None => return Some(left),
                Some(power::COMPARISON) => self.comparison(left)?,
                Some(strength) => self.binary(left, strength)?,
            };
        }
    }

    fn operator_strength(&self) -> Option<u8> {
        if let TokenKind::Sign(sign) = self.kind() {
            return match sign {
                Sign::Plus | Sign::Minus => Some(power::SUM),
                Sign::Star | Sign::Slash => Some(power::PRODUCT),
                Sign::Caret => Some(power::POWER),
                _ => comparison_sign(*sign).map(|_| power::COMPARISON),
            };
        }
        let words = [
            (Word::Or, power::OR),
            (Word::And, power::AND),
            (Word::Between, power::COMPARISON),
            (Word::In, power::COMPARISON),
            (Word::Is, power::COMPARISON),
            (Word::Not, power::COMPARISON),
        ];
        words.into_iter().find(|(word, _)| self.is_word(*word)).map(|(_, strength)| strength)
    }

    fn binary(&mut self, left: Built, strength: u8) -> Option<Built> {
        let op = match self.kind() {
            TokenKind::Sign(Sign::Plus) => BinaryOp::Add,
            TokenKind::Sign(Sign::Minus) => BinaryOp::Subtract,
            TokenKind::Sign(Sign::Star) => BinaryOp::Multiply,
            TokenKind::Sign(Sign::Slash) => BinaryOp::Divide,
            TokenKind::Sign(_) => BinaryOp::Power,
            _ if strength == power::AND => BinaryOp::And,
            _ => BinaryOp::Or,
        };
        if !self.take_word(Word::And) && !self.take_word(Word::Or) {
            self.advance();
        }
        // `^` groups to the right, everything else to the left.
        let right = self.expression(if op == BinaryOp::Power { strength } else { strength + 1 })?;
        self.joined(op, left, right)
    }

    fn joined(&mut self, op: BinaryOp, left: Built, right: Built) -> Option<Built> {
        let span = left.expr.span.to(right.expr.span);
        let below = left.height.max(right.height);
        self.node(ExprKind::Binary(op, Box::new(left.expr), Box::new(right.expr)), span, below)
    }

    /// A comparison, `between`, `in` or `is`. A second one is reported and left out.
    fn comparison(&mut self, left: Built) -> Option<Built> {
        let first = self.one_comparison(left)?;
        while self.operator_strength() == Some(power::COMPARISON) {
            let sign = self.written().to_owned();
            let place = self.span();
            let message = Message::new(&messages::CHAINED).with("sign", sign);
            self.complain(message, place);
            let again = Built { expr: Expr { kind: ExprKind::Null, span: place }, height: 1 };
            self.one_comparison(again)?;
        }
        Some(first)
    }

    fn one_comparison(&mut self, left: Built) -> Option<Built> {
        if let TokenKind::Sign(sign) = self.kind() {
            let op = comparison_sign(*sign)?;
            self.advance();
            let right = self.expression(power::SUM)?;
            return self.joined(op, left, right);
        }
        if self.take_word(Word::Is) {
            return self.is_null(left);
        }
        let negated = self.take_word(Word::Not);
        if self.take_word(Word::Between) {
            return self.between(left, negated);
        }
        if self.take_word(Word::In) {
            return self.in_list(left, negated);
        }
        self.expected(&messages::TERM_BETWEEN_OR_IN);
        None
    }

    fn between(&mut self, left: Built, negated: bool) -> Option<Built> {
        let low = self.expression(power::SUM)?;
        self.must(Word::And, &messages::TERM_AND)?;
        let high = self.expression(power::SUM)?;
        let span = left.expr.span.to(high.expr.span);
        let below = left.height.max(low.height).max(high.height);
        let (value, low, high) = (Box::new(left.expr), Box::new(low.expr), Box::new(high.expr));
        self.node(ExprKind::Between { value, low, high, negated }, span, below)
    }

    /// Something else stands where only one thing may.
    fn expected(&mut self, what: &'static baton_model::message::Term) {
        let message = match self.kind() {
            TokenKind::End => Message::new(&messages::ENDS_BEFORE).with("expected", what),
            _ => Message::new(&messages::EXPECTED).with("expected", what).with("found", self.written()),
        };
        self.unexpected(message);
    }

    /// Nothing may follow. Without a tree the reason was given before.
    fn after_end(&mut self, complete: bool) {
        if *self.kind() == TokenKind::End || !complete {
            return;
        }
        let found = self.written().to_owned();
        let def = match self.kind() {
            TokenKind::Sign(Sign::Close) => &messages::EXTRA_CLOSE,
            TokenKind::Sign(Sign::Comma) => &messages::STRAY_COMMA,
            kind if begins_value(kind) => &messages::NO_OPERATOR,
            _ => &messages::AFTER_END,
        };
        self.unexpected(Message::new(def).with("found", found));
    }
}

fn comparison_sign(sign: Sign) -> Option<BinaryOp> {
    match sign {
        Sign::Equal => Some(BinaryOp::Equal),
        Sign::NotEqual => Some(BinaryOp::NotEqual),
        Sign::Less => Some(BinaryOp::Less),
        Sign::LessOrEqual => Some(BinaryOp::LessOrEqual),
        Sign::Greater => Some(BinaryOp::Greater),
        Sign::GreaterOrEqual => Some(BinaryOp::GreaterOrEqual),
        _ => None,
    }
}

/// What people write for the words between conditions.
const CHINESE_WORDS: [(&str, Word); 6] = [
    ("且", Word::And),
    ("并且", Word::And),
    ("而且", Word::And),
    ("或", Word::Or),
    ("或者", Word::Or),
    ("或是", Word::Or),
];

/// A word of the grammar in capitals, in full width or in Chinese.
fn misspelt(name: &str) -> Option<Word> {
    if let Some((_, word)) = CHINESE_WORDS.iter().find(|(chinese, _)| *chinese == name) {
        return Some(*word);
    }
    let folded = baton_model::catalogue::fold(name);
    Word::exact(&folded).filter(|word| word.text() != name)
}

fn begins_value(kind: &TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Number(_) | TokenKind::Text(_) | TokenKind::Name(_) | TokenKind::Sign(Sign::Open)
    ) || matches!(kind, TokenKind::Word(Word::Case | Word::Null | Word::True | Word::False | Word::Not))
}
