//! Names with dots: `attr.class`, `param.tax`, `period.month`, `points.rd`, `ledger.l.m`.

use baton_model::Message;
use baton_model::message::Term;

use super::near::{Near, nearest};
use super::{Checker, Want, is_bare, messages};
use crate::diagnostic::{Span, Spanned};
use crate::expr::ast::Ident;
use crate::expr::env::{AttributeType, ParameterType, Phase};
use crate::expr::functions::PREFIXES;
use crate::expr::typed::{Kind, Outcome, PeriodField, Type, Typed};

const PERIOD_FIELDS: [&str; 5] = ["year", "half", "quarter", "month", "kind"];

impl Checker<'_, '_> {
    pub(super) fn path(&mut self, path: &[Ident], span: Span, want: Want) -> Option<Typed> {
        match path {
            [] => None,
            [name] => self.bare(name, want),
            [prefix, rest @ ..] => match prefix.value.as_str() {
                "attr" => self.attribute(rest, span, want),
                "param" => self.parameter(rest, span),
                "period" => self.period(rest, span),
                "points" | "ratio" | "rank" => self.node_result(&prefix.value, rest, span),
                "result" => self.published(rest, span),
                "ledger" => self.ledger(path, None, span),
                other => {
                    let known = PREFIXES.iter().map(|(prefix, _)| *prefix);
                    match nearest(other, known.clone()) {
                        Near::Far => self.not_among(&messages::TERM_PREFIX, other, known, prefix.span),
                        near => self.unknown(&messages::TERM_PREFIX, other, near, prefix.span),
                    }
                    None
                }
            },
        }
    }

    /// The one name after a prefix that takes one.
    fn only<'p>(&mut self, rest: &'p [Ident], usage: &'static Term, span: Span) -> Option<&'p Ident> {
        let [name] = rest else {
            self.complain(Message::new(&messages::WRONG_PATH).with("usage", usage), span);
            return None;
        };
        Some(name)
    }

    fn attribute(&mut self, rest: &[Ident], span: Span, want: Want) -> Option<Typed> {
        let name = self.only(rest, &messages::TERM_USE_ATTR, span)?;
        let ty = match self.env.attributes.get(&name.value) {
            Some(AttributeType::Text) => Type::Text,
            Some(AttributeType::Number) => Type::Number(None),
            Some(AttributeType::Bool) => Type::Bool,
            None if self.env.open_attributes => want.ty(),
            None => {
                let near = nearest(&name.value, self.env.attributes.keys().map(String::as_str));
                self.unknown(&messages::TERM_ATTRIBUTE, &name.value, near, name.span);
                return None;
            }
        };
        Some(Typed { kind: Kind::Attribute(name.value.clone()), ty, span })
    }

    fn parameter(&mut self, rest: &[Ident], span: Span) -> Option<Typed> {
        let name = self.only(rest, &messages::TERM_USE_PARAM, span)?;
        let ty = match self.env.parameters.get(&name.value) {
            Some(ParameterType::Number) => Type::Number(None),
            Some(ParameterType::Text) => Type::Text,
            None => {
                let near = nearest(&name.value, self.env.parameters.keys().map(String::as_str));
                self.unknown(&messages::TERM_PARAMETER, &name.value, near, name.span);
                return None;
            }
        };
        Some(Typed { kind: Kind::Parameter(name.value.clone()), ty, span })
    }

    fn period(&mut self, rest: &[Ident], span: Span) -> Option<Typed> {
        let name = self.only(rest, &messages::TERM_USE_PERIOD, span)?;
        let (field, ty) = match name.value.as_str() {
            "year" => (PeriodField::Year, Type::Number(None)),
            "half" => (PeriodField::Half, Type::Number(None)),
            "quarter" => (PeriodField::Quarter, Type::Number(None)),
            "month" => (PeriodField::Month, Type::Number(None)),
            "kind" => (PeriodField::Kind, Type::Text),
            other => {
                self.not_among(&messages::TERM_PERIOD_FIELD, other, PERIOD_FIELDS.into_iter(), name.span);
                return None;
            }
        };
        if !self.env.allow_period {
            self.complain(Message::new(&messages::NO_PERIOD), span);
            return None;
        }
        Some(Typed { kind: Kind::PeriodField(field), ty, span })
    }

    /// `points.x`, `ratio.x`, `rank.x`; the id of a part has a dot of its own: `points.growth.1`.
    fn node_result(&mut self, prefix: &str, rest: &[Ident], span: Span) -> Option<Typed> {
        let node = joined(rest);
        self.node(&node, rest)?;
        let name = format!("{prefix}.{node}");
        let (outcome, phase) = match prefix {
            "points" => (Outcome::Points(node), Phase::Points),
            "ratio" => (Outcome::Ratio(node), Phase::Points),
            _ => (Outcome::Rank(node), Phase::Rank),
        };
        self.outcome(outcome, phase, &name, span)
    }

    /// Complains about a node that this scheme does not have.
    pub(super) fn node(&mut self, node: &str, parts: &[Ident]) -> Option<()> {
        if self.env.nodes.contains(node) {
            return Some(());
        }
        let near = nearest(node, self.env.nodes.iter().map(String::as_str));
        let span = parts.first()?.span.to(parts.last()?.span);
        self.unknown(&messages::TERM_NODE, node, near, span);
        None
    }

    /// `a.b['option']`
    pub(super) fn option(&mut self, path: &[Ident], option: &Spanned<String>, span: Span) -> Option<Typed> {
        if path.first().is_some_and(|prefix| prefix.value == "ledger") && path.len() > 1 {
            return self.ledger(path, Some(option), span);
        }
        self.complain(Message::new(&messages::OPTION_OF_OTHER).with("name", joined(path)), span);
        None
    }

    fn ledger(&mut self, path: &[Ident], option: Option<&Spanned<String>>, span: Span) -> Option<Typed> {
        let [_, ledger, measure] = path else {
            self.complain(
                Message::new(&messages::WRONG_PATH).with("usage", &messages::TERM_USE_LEDGER),
                span,
            );
            return None;
        };
        self.data(&joined(path), span)?;
        let env = self.env;
        let unit = match env.ledgers.get(&ledger.value) {
            Some(measures) => match measures.get(&measure.value) {
                Some(known) => {
                    self.ledger_option(known.options.as_ref(), &joined(path), option, span)?;
                    known.measure.clone().filter(|measure| !is_bare(measure))
                }
                None if env.open_ledgers => None,
                None => {
                    let near = nearest(&measure.value, measures.keys().map(String::as_str));
                    self.unknown(&messages::TERM_LEDGER_MEASURE, &measure.value, near, measure.span);
                    return None;
                }
            },
            None if env.open_ledgers => None,
            None => {
                let near = nearest(&ledger.value, env.ledgers.keys().map(String::as_str));
                self.unknown(&messages::TERM_LEDGER, &ledger.value, near, ledger.span);
                return None;
            }
        };
        let kind = Kind::Ledger {
            ledger: ledger.value.clone(),
            measure: measure.value.clone(),
            option: option.map(|option| option.value.clone()),
        };
        Some(Typed { kind, ty: Type::Number(unit), span })
    }

    fn ledger_option(
        &mut self,
        options: Option<&std::collections::BTreeSet<String>>,
        name: &str,
        option: Option<&Spanned<String>>,
        span: Span,
    ) -> Option<()> {
        match (options, option) {
            (None, None) => Some(()),
            (Some(options), Some(option)) if options.contains(&option.value) => Some(()),
            (Some(options), Some(option)) => {
                let known = options.iter().map(String::as_str);
                self.not_among(&messages::TERM_LEDGER_OPTION, &option.value, known, option.span);
                None
            }
            (None, Some(option)) => {
                self.complain(Message::new(&messages::NO_OPTIONS).with("name", name), option.span);
                None
            }
            (Some(options), None) => {
                let first = options.iter().next().map_or("", String::as_str);
                let message =
                    Message::new(&messages::OPTION_MISSING).with("name", name).with("option", first);
                self.complain(message, span);
                None
            }
        }
    }
}

pub(super) fn joined(path: &[Ident]) -> String {
    path.iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(".")
}
