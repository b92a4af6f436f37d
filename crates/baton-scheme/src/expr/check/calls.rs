//! Calls of functions of values, of the group, of the tree; those over time are in [`super::time`].

use baton_model::{Arg, Measure, Message};

use super::measures::{self, is_rate};
use super::near::{Near, nearest};
use super::{Checker, Place, Want, brief, is_bare, measure_of, messages};
use crate::diagnostic::Span;
use crate::expr::ast::{Expr, ExprKind, Ident};
use crate::expr::functions::{self, FUNCTIONS, LEDGER_ONLY, Means, Signature};
use crate::expr::typed::{Function, GroupFunction, Kind, TreeFunction, Type, Typed};

/// Most decimals of `round(x, n)`; negative places round to tens, hundreds.
const MOST_PLACES: f64 = 12.0;

impl Checker<'_, '_> {
    pub(super) fn call(&mut self, name: &Ident, arguments: &[Expr], span: Span, want: Want) -> Option<Typed> {
        let Some(signature) = functions::signature(&name.value) else {
            if !self.is_enough() {
                self.no_function(name);
            }
            for argument in arguments {
                self.infer(argument, Want::Any);
            }
            return None;
        };
        if arguments.len() < signature.least || arguments.len() > signature.most {
            let message = Message::new(&messages::ARITY)
                .with("name", signature.name)
                .with("usage", signature.usage)
                .with("found", arguments.len());
            self.complain(message, span);
            return None;
        }
        let what = Arg::from(format!("“{}”", signature.name));
        match signature.means {
            Means::Value(function) => self.of_values(function, signature, arguments, span, want),
            Means::If => self.if_call(arguments, span, want),
            Means::To => self.convert(arguments, span),
            Means::Time(function) => self.time(function, signature, arguments, span, want),
            Means::Elapsed => self.elapsed(span),
            Means::AsPublished => self.as_published(arguments.first()?, span),
            Means::Scenario(function) => self.scenario(function, signature, arguments.first()?, span),
            Means::Tree(function) => self.tree(function, signature, arguments.first()?, span, want),
            Means::Group(function) => {
                let value = self.demand(arguments.first()?, Want::Number, &what)?;
                self.group(function, value, signature.name, span)
            }
            Means::SubPeriods(reduce) => self.sub_periods(reduce, signature, arguments, span),
            Means::Streak => self.streak(signature, arguments, span),
        }
    }

    fn no_function(&mut self, name: &Ident) {
        let text = name.value.as_str();
        if LEDGER_ONLY.contains(&text) {
            return self.complain(Message::new(&messages::LEDGER_ONLY).with("name", text), name.span);
        }
        if self.env.catalogue.by_code(text).is_some() {
            return self.complain(Message::new(&messages::CALL_OF_PATH).with("name", text), name.span);
        }
        let near = match nearest(text, FUNCTIONS.iter().map(|signature| signature.name)) {
            same @ Near::Same(_) => same,
            other => functions::meant_elsewhere(text).map_or(other, |ours| Near::Close(ours.to_owned())),
        };
        self.unknown(&messages::TERM_FUNCTION, text, near, name.span);
    }

    fn of_values(
        &mut self,
        function: Function,
        signature: &'static Signature,
        arguments: &[Expr],
        span: Span,
        want: Want,
    ) -> Option<Typed> {
        let what = signature.name;
        let (read, ty) = match function {
            Function::Coalesce | Function::NullIf => {
                self.branches(&arguments.iter().collect::<Vec<_>>(), want, what, span)?
            }
            Function::Least
            | Function::Greatest
            | Function::LeastOf
            | Function::GreatestOf
            | Function::Mod => {
                let read = self.numbers(arguments, what)?;
                let ty = self.same_measure(&read.iter().collect::<Vec<_>>(), span)?;
                (read, ty)
            }
            Function::Round => self.round(arguments, what)?,
            Function::Abs | Function::Floor | Function::Ceil => {
                let read = self.numbers(arguments, what)?;
                let ty = read.first()?.ty.clone();
                (read, ty)
            }
            Function::Ln | Function::Log10 | Function::Exp | Function::Sqrt | Function::Power => {
                (self.numbers(arguments, what)?, Type::Number(None))
            }
        };
        Some(Typed { kind: Kind::Call(function, read), ty, span })
    }

    fn numbers(&mut self, arguments: &[Expr], what: &'static str) -> Option<Vec<Typed>> {
        let what = Arg::from(format!("“{what}”"));
        let read: Vec<_> =
            arguments.iter().map(|argument| self.demand(argument, Want::Number, &what)).collect();
        read.into_iter().collect()
    }

    fn round(&mut self, arguments: &[Expr], what: &'static str) -> Option<(Vec<Typed>, Type)> {
        let value = self.numbers(arguments.get(..1)?, what);
        let mut read = value?;
        let ty = read.first()?.ty.clone();
        if let Some(places) = arguments.get(1) {
            let literal = whole_literal(places).filter(|places| libm::fabs(*places) <= MOST_PLACES);
            let Some(literal) = literal else {
                let message = Message::new(&messages::ROUND_PLACES).with("found", brief(places));
                self.complain(message, places.span);
                return None;
            };
            read.push(Typed { kind: Kind::Number(literal), ty: Type::Number(None), span: places.span });
        }
        Some((read, ty))
    }

    /// `to(x, 'unit')`
    fn convert(&mut self, arguments: &[Expr], span: Span) -> Option<Typed> {
        let [value, unit] = arguments else { return None };
        let target = self.unit(unit);
        let value = self.demand(value, Want::Number, &Arg::from("“to”"))?;
        let target = target?;
        let Some(from) = measure_of(&value) else {
            let def = if is_rate(&target) { &messages::TO_PERCENT } else { &messages::TO_UNKNOWN };
            self.complain(Message::new(def).with("unit", target.text()), span);
            return None;
        };
        let Some(factor) = from.factor_to(&target) else {
            let plain = from.same_dimension(&Measure::number()) && is_rate(&target);
            let def = if plain {
                &messages::TO_PERCENT
            } else if is_rate(from) && is_rate(&target) {
                &messages::TO_PERCENT_POINT
            } else {
                &messages::TO_OTHER
            };
            let message = Message::new(def).with("from", from.text()).with("unit", target.text());
            self.complain(message, span);
            return None;
        };
        Some(Typed { kind: Kind::Convert(Box::new(value), factor), ty: Type::Number(Some(target)), span })
    }

    fn unit(&mut self, unit: &Expr) -> Option<Measure> {
        let ExprKind::Text(text) = &unit.kind else {
            self.complain(Message::new(&messages::TO_WITHOUT_UNIT).with("found", brief(unit)), unit.span);
            return None;
        };
        match Measure::parse(text) {
            Ok(measure) if !is_bare(&measure) => Some(measure),
            _ => {
                self.complain(Message::new(&messages::NO_UNIT).with("text", text), unit.span);
                None
            }
        }
    }

    /// A statistic of the comparison set.
    pub(super) fn group(
        &mut self,
        function: GroupFunction,
        value: Typed,
        name: &str,
        span: Span,
    ) -> Option<Typed> {
        if !self.env.allow_group {
            self.complain(Message::new(&messages::NO_GROUP).with("name", name), span);
            return None;
        }
        let ty = match function {
            GroupFunction::Count | GroupFunction::Rank => Type::Number(None),
            // A spread is a difference: that of percentages is in percentage points.
            GroupFunction::Stdev => Type::Number(measure_of(&value).map(measures::change_of)),
            _ => value.ty.clone(),
        };
        Some(Typed { kind: Kind::Group(function, Box::new(value)), ty, span })
    }

    fn tree(
        &mut self,
        function: TreeFunction,
        signature: &'static Signature,
        argument: &Expr,
        span: Span,
        want: Want,
    ) -> Option<Typed> {
        let place = Place { tree: Some(signature.name), ..self.place };
        let what = Arg::from(format!("“{}”", signature.name));
        let value = match function {
            TreeFunction::Parent => self.inside(place, |checker| checker.infer(argument, want))?,
            _ => self.inside(place, |checker| checker.demand(argument, Want::Number, &what))?,
        };
        let ty = match function {
            TreeFunction::Share => Type::Number(Some(Measure::percent())),
            _ => value.ty.clone(),
        };
        Some(Typed { kind: Kind::Tree(function, Box::new(value)), ty, span })
    }

    /// Reads something in another place.
    pub(super) fn inside<T>(&mut self, place: Place, read: impl FnOnce(&mut Self) -> T) -> T {
        let outside = std::mem::replace(&mut self.place, place);
        let result = read(self);
        self.place = outside;
        result
    }
}

/// A whole number written as such, with or without a minus sign.
pub(super) fn whole_literal(expr: &Expr) -> Option<f64> {
    let value = match &expr.kind {
        ExprKind::Number(value) => *value,
        ExprKind::Negate(value) => match value.kind {
            ExprKind::Number(value) => -value,
            _ => return None,
        },
        _ => return None,
    };
    (value.fract() == 0.0).then_some(value)
}
