//! Results: those of this run, once they exist, and those of published runs.

use baton_model::message::Term;
use baton_model::{Message, MessageDef};

use super::near::nearest;
use super::paths::joined;
use super::{Checker, messages};
use crate::diagnostic::Span;
use crate::expr::ast::Ident;
use crate::expr::env::Phase;
use crate::expr::typed::{Kind, Outcome, Type, Typed};

const FIELDS: [&str; 7] = ["total", "ratio", "rank", "n", "grade", "level", "points"];

impl Checker<'_, '_> {
    /// A result of this run.
    pub(super) fn outcome(
        &mut self,
        outcome: Outcome,
        phase: Phase,
        name: &str,
        span: Span,
    ) -> Option<Typed> {
        if self.env.phase < phase {
            let message = Message::new(&messages::TOO_EARLY).with("name", name).with("when", when(phase));
            self.complain(message, span);
            return None;
        }
        let misplaced: Option<(&'static MessageDef, &str)> = match (self.place.time, self.place.tree) {
            (Some(function), _) => Some((&messages::OUTCOME_IN_TIME, function)),
            (None, Some(function)) => Some((&messages::OUTCOME_IN_TREE, function)),
            (None, None) => None,
        };
        if let Some((def, function)) = misplaced {
            let field = if name == "rank_change" { "rank" } else { name };
            let earlier = format!("prev_year(result.{}.{field})", self.env.this_scheme);
            let message =
                Message::new(def).with("name", name).with("function", function).with("earlier", earlier);
            self.complain(message, span);
            return None;
        }
        let ty = type_of(&outcome);
        Some(Typed { kind: Kind::Outcome(outcome), ty, span })
    }

    /// `result.scheme.total`, `result.scheme.points.node`
    pub(super) fn published(&mut self, rest: &[Ident], span: Span) -> Option<Typed> {
        let [scheme, field, node @ ..] = rest else {
            self.complain(
                Message::new(&messages::WRONG_PATH).with("usage", &messages::TERM_USE_RESULT),
                span,
            );
            return None;
        };
        let whole = format!("result.{}", joined(rest));
        self.data(&whole, span)?;
        let own = scheme.value == self.env.this_scheme;
        if !own && !self.env.open_schemes && !self.env.schemes.contains(&scheme.value) {
            let near = nearest(&scheme.value, self.env.schemes.iter().map(String::as_str));
            self.unknown(&messages::TERM_SCHEME, &scheme.value, near, scheme.span);
            return None;
        }
        let outcome = self.field(field, node, span)?;
        if own {
            if !node.is_empty() {
                self.node(&joined(node), node)?;
            }
            if !self.place.earlier {
                self.complain(Message::new(&messages::SELF_NOW).with("name", &whole), span);
                return None;
            }
        }
        let ty = type_of(&outcome);
        Some(Typed { kind: Kind::Result { scheme: scheme.value.clone(), outcome }, ty, span })
    }

    fn field(&mut self, field: &Ident, node: &[Ident], span: Span) -> Option<Outcome> {
        let id = || joined(node);
        match (field.value.as_str(), node.is_empty()) {
            ("total", true) => Some(Outcome::Total),
            ("ratio", true) => Some(Outcome::TotalRatio),
            ("rank", true) => Some(Outcome::TotalRank),
            ("n", true) => Some(Outcome::Count),
            ("grade", true) => Some(Outcome::Grade),
            ("level", true) => Some(Outcome::Level),
            ("points", false) => Some(Outcome::Points(id())),
            ("ratio", false) => Some(Outcome::Ratio(id())),
            ("rank", false) => Some(Outcome::Rank(id())),
            ("points", true) => self.wrong_field(&messages::TERM_USE_RESULT_NODE, span),
            (known, false) if FIELDS.contains(&known) => self.wrong_field(&messages::TERM_USE_RESULT, span),
            (other, _) => {
                self.not_among(&messages::TERM_RESULT_FIELD, other, FIELDS.into_iter(), field.span);
                None
            }
        }
    }

    fn wrong_field(&mut self, usage: &'static Term, span: Span) -> Option<Outcome> {
        self.complain(Message::new(&messages::WRONG_PATH).with("usage", usage), span);
        None
    }
}

fn type_of(outcome: &Outcome) -> Type {
    match outcome {
        Outcome::Grade => Type::Text,
        _ => Type::Number(None),
    }
}

fn when(phase: Phase) -> &'static Term {
    match phase {
        Phase::Inputs | Phase::Points => &messages::TERM_AFTER_POINTS,
        Phase::Total => &messages::TERM_AFTER_TOTAL,
        Phase::Rank => &messages::TERM_AFTER_RANK,
        Phase::Grade => &messages::TERM_AFTER_GRADE,
        Phase::Level => &messages::TERM_AFTER_LEVEL,
    }
}
