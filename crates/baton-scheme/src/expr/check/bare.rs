//! Names that stand alone: indicators, and the few words that are taken.

use baton_model::{IndicatorId, Message};

use super::near::{Near, nearest};
use super::{Checker, Want, is_bare, messages};
use crate::diagnostic::Span;
use crate::expr::ast::Ident;
use crate::expr::env::Phase;
use crate::expr::functions::{self, LEDGER_ONLY, Means, PREFIXES};
use crate::expr::typed::{GroupFunction, Kind, Outcome, Type, Typed, UnitField};

impl Checker<'_, '_> {
    pub(super) fn bare(&mut self, name: &Ident, want: Want) -> Option<Typed> {
        let span = name.span;
        let made = |kind, ty| Some(Typed { kind, ty, span });
        match name.value.as_str() {
            "x" => self.value(span),
            "code" => made(Kind::UnitField(UnitField::Code), Type::Text),
            "name" => made(Kind::UnitField(UnitField::Name), Type::Text),
            "kind" => made(Kind::UnitField(UnitField::Kind), Type::Text),
            "total" => self.outcome(Outcome::Total, Phase::Total, "total", span),
            "ratio" => self.outcome(Outcome::TotalRatio, Phase::Total, "ratio", span),
            "rank_change" => self.outcome(Outcome::RankChange, Phase::Rank, "rank_change", span),
            "grade" => self.outcome(Outcome::Grade, Phase::Grade, "grade", span),
            "level" => self.outcome(Outcome::Level, Phase::Level, "level", span),
            "rank" if self.env.value.is_none() => self.outcome(Outcome::TotalRank, Phase::Rank, "rank", span),
            "n" if self.env.value.is_none() => self.outcome(Outcome::Count, Phase::Rank, "n", span),
            other => match functions::signature(other).map(|signature| signature.means) {
                Some(Means::Group(function)) => self.statistic(function, name),
                _ => self.indicator(name, want),
            },
        }
    }

    /// `x`
    fn value(&mut self, span: Span) -> Option<Typed> {
        match &self.env.value {
            Some(measure) => {
                let ty = Type::Number(measure.clone().filter(|measure| !is_bare(measure)));
                Some(Typed { kind: Kind::Value, ty, span })
            }
            None => {
                self.complain(Message::new(&messages::NO_VALUE), span);
                None
            }
        }
    }

    /// `mean` alone: of the leaf's own value.
    fn statistic(&mut self, function: GroupFunction, name: &Ident) -> Option<Typed> {
        if self.env.value.is_none() {
            let message = Message::new(&messages::STATISTIC_OF_NOTHING).with("name", &name.value);
            self.complain(message, name.span);
            return None;
        }
        let value = self.value(name.span)?;
        self.group(function, value, &name.value, name.span)
    }

    fn indicator(&mut self, name: &Ident, want: Want) -> Option<Typed> {
        let Some(id) = self.env.catalogue.by_code(&name.value) else {
            if !self.is_enough() {
                self.no_indicator(name, want);
            }
            return None;
        };
        self.data(&name.value, name.span)?;
        let ty = self.indicator_type(id);
        Some(Typed { kind: Kind::Indicator(id), ty, span: name.span })
    }

    fn indicator_type(&self, id: IndicatorId) -> Type {
        let measure = &self.env.catalogue.get(id).measure;
        Type::Number(Some(measure.clone()).filter(|measure| !is_bare(measure)))
    }

    /// Complains where indicators, results and ledgers cannot be read.
    pub(super) fn data(&mut self, name: &str, span: Span) -> Option<()> {
        if !self.env.allow_data {
            self.complain(Message::new(&messages::NO_DATA).with("name", name), span);
        }
        self.env.allow_data.then_some(())
    }

    /// Why a name that stands alone is not known, from the most likely slip to the least.
    fn no_indicator(&mut self, name: &Ident, want: Want) {
        let (text, span) = (name.value.as_str(), name.span);
        let about = |def| Message::new(def).with("name", text);
        if let Some(signature) = functions::signature(text) {
            return self.complain(about(&messages::FUNCTION_ALONE).with("usage", signature.usage), span);
        }
        if let Some((_, usage)) = PREFIXES.iter().find(|(prefix, _)| *prefix == text) {
            return self.complain(about(&messages::PREFIX_ALONE).with("usage", *usage), span);
        }
        if LEDGER_ONLY.contains(&text) {
            return self.complain(about(&messages::LEDGER_ONLY), span);
        }
        let codes = || self.env.catalogue.iter().map(|(_, indicator)| indicator.code.as_str());
        if let same @ Near::Same(_) = nearest(text, codes()) {
            return self.unknown(&messages::TERM_INDICATOR, text, same, span);
        }
        if let same @ Near::Same(_) = nearest(text, functions::reserved()) {
            return self.unknown(&messages::TERM_WORD, text, same, span);
        }
        if let Some(id) = self.env.catalogue.by_any_name(text) {
            let code = self.env.catalogue.get(id).code.clone();
            return self.complain(about(&messages::NAME_NOT_CODE).with("code", code), span);
        }
        if let Some(elsewhere) = self.elsewhere(text) {
            return self.unknown(&messages::TERM_INDICATOR, text, Near::Close(elsewhere), span);
        }
        if want == Want::Text {
            return self.complain(about(&messages::TEXT_UNQUOTED), span);
        }
        if let Some(base) = text.strip_suffix('²').or(text.strip_suffix('³')) {
            let power = if text.ends_with('²') { "2" } else { "3" };
            let message = about(&messages::SUPERSCRIPT).with("right", format!("{base}^{power}"));
            return self.complain(message, span);
        }
        match nearest(text, codes()) {
            Near::Far => self.complain(about(&messages::NO_INDICATOR), span),
            near => self.unknown(&messages::TERM_INDICATOR, text, near, span),
        }
    }

    /// The same name among parameters, attributes and nodes, as it would be written.
    fn elsewhere(&self, name: &str) -> Option<String> {
        if self.env.parameters.contains_key(name) {
            Some(format!("param.{name}"))
        } else if self.env.attributes.contains_key(name) {
            Some(format!("attr.{name}"))
        } else {
            self.env.nodes.contains(name).then(|| format!("points.{name}"))
        }
    }
}
