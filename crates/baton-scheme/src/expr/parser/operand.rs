//! What stands between operators: literals, parentheses, `case`, signs before a value.

use baton_model::Message;

use super::{Built, Parser, TokenKind, power};
use crate::diagnostic::Span;
use crate::expr::ast::ExprKind;
use crate::expr::messages;
use crate::expr::token::{Sign, Word};

impl Parser<'_> {
    /// A value, with what may stand before it: `-`, `not`.
    pub(super) fn prefix(&mut self, least: u8) -> Option<Built> {
        let start = self.span();
        if self.take(Sign::Minus) {
            let value = self.expression(power::MINUS)?;
            let span = start.to(value.expr.span);
            return self.node(ExprKind::Negate(Box::new(value.expr)), span, value.height);
        }
        if self.take(Sign::Plus) {
            self.complain(Message::new(&messages::PLUS_SIGN), start);
            return self.expression(power::MINUS);
        }
        if self.take_word(Word::Not) {
            if least > power::NOT {
                self.complain(Message::new(&messages::NOT_INSIDE), start);
            }
            let value = self.expression(power::NOT)?;
            let span = start.to(value.expr.span);
            return self.node(ExprKind::Not(Box::new(value.expr)), span, value.height);
        }
        self.operand()
    }

    fn operand(&mut self) -> Option<Built> {
        let span = self.span();
        let kind = match self.kind() {
            TokenKind::Number(value) => Some(ExprKind::Number(*value)),
            TokenKind::Text(text) => Some(ExprKind::Text(text.clone())),
            TokenKind::Name(_) => None,
            _ => return self.grouped(span),
        };
        if let Some(kind) = kind {
            let number = matches!(kind, ExprKind::Number(_));
            let span = if number { self.number() } else { span };
            self.advance();
            return self.node(kind, span, 0);
        }
        self.word_or_name(span)
    }

    /// What begins with a parenthesis or a word of the grammar.
    fn grouped(&mut self, span: Span) -> Option<Built> {
        if self.take(Sign::Open) { self.parenthesis(span) } else { self.word_or_name(span) }
    }

    fn word_or_name(&mut self, span: Span) -> Option<Built> {
        if self.take_word(Word::Null) {
            return self.node(ExprKind::Null, span, 0);
        }
        for (word, value) in [(Word::True, true), (Word::False, false)] {
            if self.take_word(word) {
                return self.node(ExprKind::Bool(value), span, 0);
            }
        }
        if self.take_word(Word::Case) {
            return self.case(span);
        }
        if let TokenKind::Name(_) = self.kind() {
            return self.name_or_call();
        }
        self.no_value();
        // Something is put in for what is missing, so that the rest is read.
        self.node(ExprKind::Null, span, 0)
    }

    /// Complains about `007`, `1.` and `1.2.3`; in `growth.01` these are parts of a name and never come here. Leaves the
    /// cursor on the number's last token and gives the place of all.
    fn number(&mut self) -> Span {
        let (start, mut end) = self.range();
        let mut points = 0;
        while let TokenKind::Sign(Sign::Dot) = self.kind_after(1) {
            self.advance();
            points += 1;
            if let TokenKind::Number(_) = self.kind_after(1) {
                self.advance();
            }
            end = self.range().1;
        }
        let span = self.origin.span(start, end);
        let found = self.text.get(start..end).unwrap_or("").to_owned();
        let mut chars = found.chars();
        if points > 0 {
            self.complain(Message::new(&messages::STRAY_POINT).with("found", found), span);
        } else if chars.next() == Some('0') && chars.next().is_some_and(|c| c.is_ascii_digit()) {
            let right = found.trim_start_matches('0');
            let zero = if right.is_empty() || right.starts_with('.') { "0" } else { "" };
            let message = Message::new(&messages::LEADING_ZERO).with("right", format!("{zero}{right}"));
            self.complain(message.with("found", &found), span);
        }
        span
    }

    /// Why no value begins at the cursor.
    fn no_value(&mut self) {
        let after_point = match self.kind_after(1) {
            TokenKind::Number(_) if self.is(Sign::Dot) => self.written_after(1),
            _ => None,
        };
        match after_point {
            Some(digits) => {
                let right = format!("0.{digits}");
                self.unexpected(Message::new(&messages::POINT_FIRST).with("right", right));
            }
            None => self.expected(&messages::TERM_VALUE),
        }
    }

    fn parenthesis(&mut self, open: Span) -> Option<Built> {
        let inner = self.expression(0);
        if !self.is(Sign::Close) {
            self.unclosed(open);
            self.skip_to(&[Sign::Close]);
        }
        let close = self.span();
        let closed = self.take(Sign::Close);
        let mut inner = inner?;
        if closed {
            inner.expr.span = open.to(close);
        }
        Some(inner)
    }

    /// Why a parenthesis does not close here. At the end of the text it is taken as closed.
    pub(super) fn unclosed(&mut self, open: Span) {
        let end = *self.kind() == TokenKind::End;
        if end && !self.too_deep {
            self.complain(Message::new(&messages::UNCLOSED_OPEN), open);
        } else if !end && super::begins_value(self.kind()) {
            self.unexpected(Message::new(&messages::NO_OPERATOR).with("found", self.written()));
        } else if !end {
            self.expected(&messages::TERM_CLOSE);
        }
    }

    /// Passes over tokens up to one of the signs, but not out of the parenthesis the cursor is in.
    pub(super) fn skip_to(&mut self, signs: &[Sign]) {
        let mut depth = 0usize;
        loop {
            match self.kind() {
                TokenKind::End => return,
                TokenKind::Sign(sign) if depth == 0 && (signs.contains(sign) || *sign == Sign::Close) => {
                    return;
                }
                TokenKind::Sign(Sign::Open) => depth += 1,
                TokenKind::Sign(Sign::Close) => depth -= 1,
                _ => {}
            }
            self.advance();
        }
    }

    fn case(&mut self, start: Span) -> Option<Built> {
        let mut below = 0;
        let mut subject = None;
        if !self.is_word(Word::When) {
            let built = self.expression(0)?;
            below = built.height;
            subject = Some(Box::new(built.expr));
        }
        let mut arms = Vec::new();
        while self.take_word(Word::When) {
            let condition = self.expression(0)?;
            self.must(Word::Then, &messages::TERM_THEN)?;
            let value = self.expression(0)?;
            below = below.max(condition.height).max(value.height);
            arms.push((condition.expr, value.expr));
        }
        if arms.is_empty() {
            self.expected(&messages::TERM_WHEN);
            return None;
        }
        let mut otherwise = None;
        if self.take_word(Word::Else) {
            let built = self.expression(0)?;
            below = below.max(built.height);
            otherwise = Some(Box::new(built.expr));
        }
        let end = self.span();
        self.must(Word::End, &messages::TERM_END)?;
        self.node(ExprKind::Case { subject, arms, otherwise }, start.to(end), below)
    }

    pub(super) fn must(&mut self, word: Word, term: &'static baton_model::message::Term) -> Option<()> {
        let found = self.take_word(word);
        if !found {
            self.expected(term);
        }
        found.then_some(())
    }
}
