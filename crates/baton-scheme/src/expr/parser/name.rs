//! Names with their parts, calls and their arguments.

use baton_model::Message;

use super::{Built, Parser, TokenKind};
use crate::diagnostic::{Span, Spanned};
use crate::expr::ast::{Expr, ExprKind, Ident};
use crate::expr::messages;
use crate::expr::token::{Sign, Word};

impl Parser<'_> {
    pub(super) fn name_or_call(&mut self) -> Option<Built> {
        let TokenKind::Name(name) = self.kind() else { return None };
        let mut path = vec![Spanned { value: name.clone(), span: self.span() }];
        // Back-ticks with nothing between them were complained about when they were read.
        self.broken |= path.iter().any(|part| part.value.is_empty());
        self.advance();
        while self.take(Sign::Dot) {
            self.path_part(&mut path)?;
        }
        let (first, last) = (path.first()?.span, path.last()?.span);
        let open = self.span();
        if self.take(Sign::OpenBracket) {
            return self.option(path, first);
        }
        if !self.take(Sign::Open) {
            return self.node(ExprKind::Path(path), first.to(last), 0);
        }
        if path.len() > 1 {
            let message = Message::new(&messages::CALL_OF_PATH).with("name", joined(&path));
            self.complain(message, first.to(last));
            self.broken = true;
        }
        let (list, below, close) = self.arguments(open)?;
        let name = path.into_iter().next()?;
        self.node(ExprKind::Call(name, list), first.to(close), below)
    }

    /// After a dot: a name, a word of the grammar (nothing else can be meant by it here), or the number of a part.
    fn path_part(&mut self, path: &mut Vec<Ident>) -> Option<()> {
        let span = self.span();
        let written = self.written().to_owned();
        match self.kind() {
            TokenKind::Name(name) => path.push(Spanned { value: name.clone(), span }),
            TokenKind::Word(word) => path.push(Spanned { value: word.text().to_owned(), span }),
            TokenKind::Number(_) if written.chars().all(|c| c.is_ascii_digit() || c == '.') => {
                path.extend(written.split('.').map(|part| Spanned { value: part.to_owned(), span }));
            }
            _ => {
                self.expected(&messages::TERM_NAME);
                return None;
            }
        }
        self.advance();
        Some(())
    }

    /// `ledger.l.m['option']`
    fn option(&mut self, path: Vec<Ident>, start: Span) -> Option<Built> {
        let place = self.span();
        let TokenKind::Text(text) = self.kind() else {
            self.expected(&messages::TERM_OPTION);
            return None;
        };
        let option = Spanned { value: text.clone(), span: place };
        self.advance();
        let close = self.span();
        if !self.take(Sign::CloseBracket) {
            self.expected(&messages::TERM_CLOSE_BRACKET);
            return None;
        }
        self.node(ExprKind::Option(path, option), start.to(close), 0)
    }

    /// Values after an opening parenthesis, up to the closing one: the values, their height, the place of the closing
    /// one. What makes no sense is passed over, so that the next are read.
    pub(super) fn arguments(&mut self, open: Span) -> Option<(Vec<Expr>, usize, Span)> {
        let (mut list, mut below) = (Vec::new(), 0);
        let mut close = self.span();
        if self.take(Sign::Close) {
            return Some((list, below, close));
        }
        loop {
            if let Some(built) = self.expression(0) {
                below = below.max(built.height);
                list.push(built.expr);
            }
            if !self.is(Sign::Comma) && !self.is(Sign::Close) {
                self.unclosed(open);
                self.skip_to(&[Sign::Comma]);
            }
            close = self.span();
            if !self.take(Sign::Comma) {
                self.take(Sign::Close);
                return (!self.too_deep).then_some((list, below, close));
            }
        }
    }

    /// `in (…)`: a list that is not empty.
    pub(super) fn in_list(&mut self, left: Built, negated: bool) -> Option<Built> {
        let open = self.span();
        if !self.take(Sign::Open) {
            self.expected(&messages::TERM_LIST);
            return None;
        }
        let (list, below, close) = self.arguments(open)?;
        if list.is_empty() {
            self.complain(Message::new(&messages::EMPTY_LIST), open.to(close));
            self.broken = true;
        }
        let (span, below) = (left.expr.span.to(close), below.max(left.height));
        self.node(ExprKind::In { value: Box::new(left.expr), list, negated }, span, below)
    }

    /// `is null`, `is not null`
    pub(super) fn is_null(&mut self, left: Built) -> Option<Built> {
        let negated = self.take_word(Word::Not);
        let end = self.span();
        self.must(Word::Null, &messages::TERM_NULL)?;
        let span = left.expr.span.to(end);
        self.node(ExprKind::IsNull { value: Box::new(left.expr), negated }, span, left.height)
    }
}

fn joined(path: &[Ident]) -> String {
    path.iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(".")
}
