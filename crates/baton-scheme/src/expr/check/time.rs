//! Functions over time, over sub-periods and over scenarios.

use baton_model::{Accumulation, Arg, IndicatorId, Measure, Message, PeriodKind};

use super::calls::whole_literal;
use super::measures::{change_of, is_rate};
use super::{Checker, Place, Want, brief, code_of, measure_of, messages};
use crate::diagnostic::Span;
use crate::expr::ast::{Expr, ExprKind};
use crate::expr::functions::Signature;
use crate::expr::typed::{Kind, Reduce, ScenarioFunction, TimeFunction, Type, Typed};
use crate::expr::walk::{any, indicators_read};

/// Most periods that a function over time may go back.
const MOST_PERIODS: f64 = 1000.0;

impl Checker<'_, '_> {
    pub(super) fn time(
        &mut self,
        function: TimeFunction,
        signature: &'static Signature,
        arguments: &[Expr],
        span: Span,
        want: Want,
    ) -> Option<Typed> {
        let count = match arguments.get(1) {
            Some(count) => self.count(count, signature).map(Some),
            None => Some(None),
        };
        let argument = arguments.first()?;
        let moves = matches!(function, TimeFunction::Lag(_) | TimeFunction::PrevYear);
        let place = Place { earlier: self.place.earlier || moves, time: Some(signature.name), ..self.place };
        let what = Arg::from(format!("“{}”", signature.name));
        let value = self.inside(place, |checker| {
            if moves { checker.infer(argument, want) } else { checker.demand(argument, Want::Number, &what) }
        })?;
        let function = counted(function, count?);
        self.varies(&value, signature)?;
        self.one_frequency(&value, signature)?;
        self.accumulates(function, &value)?;
        let ty = self.over_time(function, &value, signature)?;
        Some(Typed { kind: Kind::Time(function, Box::new(value)), ty, span })
    }

    /// The `n` of `lag(x, n)`.
    fn count(&mut self, count: &Expr, signature: &'static Signature) -> Option<i32> {
        let literal = whole_literal(count).filter(|n| (1.0..=MOST_PERIODS).contains(n));
        let Some(n) = literal else {
            let message = Message::new(&messages::COUNT)
                .with("usage", signature.usage)
                .with("found", brief(count))
                .with("limit", MOST_PERIODS);
            self.complain(message, count.span);
            return None;
        };
        Some(n as i32)
    }

    fn varies(&mut self, value: &Typed, signature: &'static Signature) -> Option<()> {
        let found = any(value, &|node| {
            matches!(
                node.kind,
                Kind::Indicator(_)
                    | Kind::AsPublished(_)
                    | Kind::Attribute(_)
                    | Kind::UnitField(_)
                    | Kind::Parameter(_)
                    | Kind::PeriodField(_)
                    | Kind::Value
                    | Kind::Result { .. }
                    | Kind::Ledger { .. }
                    | Kind::Elapsed
            )
        });
        if !found {
            self.complain(
                Message::new(&messages::NOTHING_VARIES).with("function", signature.name),
                value.span,
            );
        }
        found.then_some(())
    }

    /// A step back in time must be of one length.
    fn one_frequency(&mut self, value: &Typed, signature: &'static Signature) -> Option<()> {
        let catalogue = self.env.catalogue;
        let read = indicators_read(value);
        let first = read.first().map(|id| catalogue.get(*id));
        let other = read
            .iter()
            .map(|id| catalogue.get(*id))
            .find(|other| first.is_some_and(|first| first.frequency != other.frequency));
        let (Some(first), Some(other)) = (first, other) else { return Some(()) };
        let message = Message::new(&messages::FREQUENCIES)
            .with("function", signature.name)
            .with("first", &first.code)
            .with("first_kind", kind_term(first.frequency))
            .with("other", &other.code)
            .with("other_kind", kind_term(other.frequency));
        self.complain(message, value.span);
        None
    }

    /// `month_of` reads running totals only, `ytd` amounts of a period only.
    fn accumulates(&mut self, function: TimeFunction, value: &Typed) -> Option<()> {
        let (needed, def) = match function {
            TimeFunction::MonthOf => (Accumulation::Ytd, &messages::MONTH_OF_OTHER),
            TimeFunction::Ytd => (Accumulation::Flow, &messages::YTD_OF_OTHER),
            _ => return Some(()),
        };
        let read: Vec<IndicatorId> = indicators_read(value);
        if read.is_empty() && !any(value, &|node| node.kind == Kind::Value) {
            let name = if needed == Accumulation::Ytd { "month_of" } else { "ytd" };
            self.complain(Message::new(&messages::NO_INDICATOR_IN).with("function", name), value.span);
            return None;
        }
        let wrong =
            read.iter().map(|id| self.env.catalogue.get(*id)).find(|other| other.accumulation != needed);
        let Some(wrong) = wrong else { return Some(()) };
        let message =
            Message::new(def).with("name", &wrong.code).with("kind", accumulation_term(wrong.accumulation));
        self.complain(message, value.span);
        None
    }

    /// The type of what a function over time gives.
    fn over_time(
        &mut self,
        function: TimeFunction,
        value: &Typed,
        signature: &'static Signature,
    ) -> Option<Type> {
        let measure = measure_of(value);
        match function {
            TimeFunction::Yoy | TimeFunction::Cagr(_) => match measure.filter(|measure| is_rate(measure)) {
                None => Some(Type::Number(Some(Measure::percent()))),
                Some(rate) => {
                    let message = Message::new(&messages::GROWTH_OF_RATE)
                        .with("function", signature.name)
                        .with("unit", rate.text())
                        .with("text", code_of(value, self.env));
                    self.complain(message, value.span);
                    None
                }
            },
            TimeFunction::Diff | TimeFunction::YoyDiff => Some(Type::Number(measure.map(change_of))),
            _ => Some(value.ty.clone()),
        }
    }

    pub(super) fn elapsed(&mut self, span: Span) -> Option<Typed> {
        if !self.env.allow_period && !self.env.allow_data {
            self.complain(Message::new(&messages::NO_PERIOD), span);
            return None;
        }
        Some(Typed { kind: Kind::Elapsed, ty: Type::Number(None), span })
    }

    pub(super) fn as_published(&mut self, argument: &Expr, span: Span) -> Option<Typed> {
        let ExprKind::Path(_) = argument.kind else {
            self.complain(
                Message::new(&messages::AS_PUBLISHED_OTHER).with("found", brief(argument)),
                argument.span,
            );
            return None;
        };
        let value = self.infer(argument, Want::Number)?;
        let Kind::Indicator(id) = value.kind else {
            self.complain(
                Message::new(&messages::AS_PUBLISHED_OTHER).with("found", brief(argument)),
                argument.span,
            );
            return None;
        };
        Some(Typed { kind: Kind::AsPublished(id), ty: value.ty, span })
    }

    pub(super) fn scenario(
        &mut self,
        function: ScenarioFunction,
        signature: &'static Signature,
        argument: &Expr,
        span: Span,
    ) -> Option<Typed> {
        let outer = self.place.scenario;
        let place = Place { scenario: Some(signature.name), ..self.place };
        let what = Arg::from(format!("“{}”", signature.name));
        let value = self.inside(place, |checker| checker.demand(argument, Want::Number, &what))?;
        if let Some(outer) = outer {
            let message =
                Message::new(&messages::SCENARIO_TWICE).with("outer", outer).with("inner", signature.name);
            self.complain(message, span);
            return None;
        }
        if !any(&value, &|node| matches!(node.kind, Kind::Indicator(_) | Kind::Value)) {
            self.complain(
                Message::new(&messages::NOTHING_PLANNED).with("function", signature.name),
                value.span,
            );
            return None;
        }
        let ty = value.ty.clone();
        Some(Typed { kind: Kind::Scenario(function, Box::new(value)), ty, span })
    }

    pub(super) fn sub_periods(
        &mut self,
        reduce: Reduce,
        signature: &'static Signature,
        arguments: &[Expr],
        span: Span,
    ) -> Option<Typed> {
        let want = if reduce == Reduce::Count { Want::Bool } else { Want::Number };
        let (kind, value) = self.by_period(signature, arguments, want)?;
        let ty = if reduce == Reduce::Count { Type::Number(None) } else { value.ty.clone() };
        Some(Typed { kind: Kind::SubPeriods(reduce, kind, Box::new(value)), ty, span })
    }

    pub(super) fn streak(
        &mut self,
        signature: &'static Signature,
        arguments: &[Expr],
        span: Span,
    ) -> Option<Typed> {
        let (kind, value) = self.by_period(signature, arguments, Want::Bool)?;
        Some(Typed { kind: Kind::Streak(kind, Box::new(value)), ty: Type::Number(None), span })
    }

    /// The kind of period and what is evaluated at each.
    fn by_period(
        &mut self,
        signature: &'static Signature,
        arguments: &[Expr],
        want: Want,
    ) -> Option<(PeriodKind, Typed)> {
        let [kind, value] = arguments else { return None };
        let parsed = match &kind.kind {
            ExprKind::Text(word) => PeriodKind::parse(word),
            _ => None,
        };
        if parsed.is_none() {
            let message = Message::new(&messages::PERIOD_KIND)
                .with("usage", signature.usage)
                .with("found", brief(kind));
            self.complain(message, kind.span);
        }
        let place = Place { time: Some(signature.name), ..self.place };
        let what = Arg::from(format!("“{}”", signature.name));
        let value = self.inside(place, |checker| checker.demand(value, want, &what))?;
        self.varies(&value, signature)?;
        Some((parsed?, value))
    }
}

fn counted(function: TimeFunction, count: Option<i32>) -> TimeFunction {
    match (function, count) {
        (TimeFunction::Lag(_), Some(n)) => TimeFunction::Lag(n),
        (TimeFunction::Cagr(_), Some(n)) => TimeFunction::Cagr(n),
        (TimeFunction::MeanOver(_), Some(n)) => TimeFunction::MeanOver(n),
        (other, _) => other,
    }
}

fn kind_term(kind: PeriodKind) -> &'static baton_model::message::Term {
    match kind {
        PeriodKind::Year => &messages::TERM_YEAR,
        PeriodKind::Half => &messages::TERM_HALF,
        PeriodKind::Quarter => &messages::TERM_QUARTER,
        PeriodKind::Month => &messages::TERM_MONTH,
        PeriodKind::TenDays => &messages::TERM_TEN_DAYS,
        PeriodKind::Week => &messages::TERM_WEEK,
        PeriodKind::Day => &messages::TERM_DAY,
    }
}

fn accumulation_term(accumulation: Accumulation) -> &'static baton_model::message::Term {
    match accumulation {
        Accumulation::Stock => &messages::TERM_STOCK,
        Accumulation::Flow => &messages::TERM_FLOW,
        Accumulation::Ytd => &messages::TERM_YTD,
        Accumulation::Rate => &messages::TERM_RATE,
    }
}
