//! Numbers that must lie within limits, and names that must be given once.

use std::collections::BTreeMap;

use baton_model::Message;
use baton_model::message::Term;

use super::Compiler;
use super::constants::literal;
use crate::diagnostic::{Diagnostic, Span, Spanned};
use crate::document::{ByGroup, Number, NumberOrWord, Text};
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{Kind, Typed};
use crate::messages::{self, term};

impl Compiler<'_, '_> {
    /// Complains about a number for which a test fails.
    pub(super) fn limit(
        &mut self,
        key: &str,
        number: &Number,
        expected: &'static Term,
        test: fn(f64) -> bool,
    ) {
        if !test(number.value) {
            let message = Message::new(&messages::BAD_NUMBER)
                .with("key", key)
                .with("expected", expected)
                .with("found", number.value);
            self.error(message, number.span);
        }
    }

    /// A share lies between 0 and 1.
    pub(super) fn share(&mut self, key: &str, share: Option<&Number>) {
        if let Some(share) = share {
            self.limit(key, share, &term::SHARE, |share| (0.0..=1.0).contains(&share));
        }
    }

    /// A scale is above 0.
    pub(super) fn positive(&mut self, key: &str, number: Option<&Number>) {
        if let Some(number) = number {
            self.limit(key, number, &term::POSITIVE, |number| number > 0.0);
        }
    }

    /// A constant must have a value; a weight must not be below 0.
    pub(super) fn settled(&mut self, key: &str, typed: &Typed) {
        if divides_by_zero(typed) {
            let why = baton_model::NullReason::DivisionByZero.term();
            self.error(Message::new(&messages::CONSTANT_FAILS).with("key", key).with("why", why), typed.span);
        } else if let Some(value) = literal(typed) {
            let number = Spanned { value, span: typed.span };
            self.limit(key, &number, &term::NOT_NEGATIVE, |number| number >= 0.0);
        }
    }

    /// Names that must be given once, such as those of grades.
    pub(super) fn refuse_twice<'t>(&mut self, names: impl Iterator<Item = &'t Text>) {
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for name in names {
            if let Some(earlier) = first.get(name.value.as_str()) {
                let message = Message::new(&messages::DUPLICATE_ID).with("id", &name.value);
                let diagnostic = Diagnostic::error(message, name.span);
                self.diagnostics.push(diagnostic.label(*earlier, Message::new(&messages::FIRST_HERE)));
            }
            first.entry(&name.value).or_insert(name.span);
        }
    }

    /// Names in a scheme that must be given once.
    pub(super) fn refuse_repeated_names(&mut self) {
        let document = self.document;
        self.refuse_twice(document.adjust.iter().flatten().filter_map(|adjust| adjust.id.as_ref()));
        self.refuse_twice(document.grade.iter().flatten().filter_map(|grade| grade.name.as_ref()));
        self.refuse_twice(document.level.iter().flatten().filter_map(|level| level.name.as_ref()));
        self.refuse_twice(document.list.iter().flatten().filter_map(|list| list.name.as_ref()));
    }

    /// A table by group names the groups of the rules: no other, and each.
    pub(super) fn groups_of_table<T>(&mut self, key: &str, given: &ByGroup<T>, span: Span) {
        let ByGroup::Table(table, _) = given else { return };
        if !self.names.grouped {
            self.error(Message::new(&messages::NEEDS_GROUPS).with("key", key), span);
        }
        if !self.names.groups_from_rules {
            return;
        }
        for group in
            table.keys().filter(|group| !self.names.groups.contains(group)).cloned().collect::<Vec<_>>()
        {
            let allowed = self.names.groups.clone();
            let message =
                Message::new(&messages::GROUP_WEIGHT_UNKNOWN).with("group", group).with("allowed", allowed);
            self.error(message, span);
        }
        for group in self.names.groups.clone() {
            if !table.contains_key(&group) {
                let missing = if key == "full_mark" {
                    &messages::FULL_MARK_GROUPS
                } else {
                    &messages::GROUP_WEIGHT_MISSING
                };
                self.error(Message::new(missing).with("group", group), span);
            }
        }
    }

    /// Full marks are above 0.
    pub(super) fn full_marks_positive(&mut self, mark: &ByGroup<NumberOrWord>) {
        let marks: Vec<&NumberOrWord> = match mark {
            ByGroup::All(mark) => vec![mark],
            ByGroup::Table(table, _) => table.values().collect(),
        };
        for mark in marks {
            match mark {
                NumberOrWord::Number(number) => self.positive("full_mark", Some(number)),
                NumberOrWord::Word(_) => {}
            }
        }
    }
}

fn divides_by_zero(typed: &Typed) -> bool {
    match &typed.kind {
        Kind::Negate(inner) => divides_by_zero(inner),
        Kind::Binary(op, a, b) => {
            divides_by_zero(a) || divides_by_zero(b) || (*op == BinaryOp::Divide && literal(b) == Some(0.0))
        }
        _ => false,
    }
}
