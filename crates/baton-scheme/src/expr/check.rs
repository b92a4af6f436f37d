//! Resolves names, types and units of measure: [`ast`](super::ast) → [`typed`](super::typed).
//!
//! An operand that is wrong is reported and left out; its neighbours are still looked at.

mod bare;
mod calls;
mod case;
mod measures;
mod near;
mod operators;
mod paths;
mod results;
mod same;
mod time;

use baton_model::message::Term;
use baton_model::{Arg, Measure, Message};

use super::ast::{Expr, ExprKind};
use super::env::{Env, Expect};
use super::messages;
use super::print::print;
use super::typed::{Kind, Type, Typed};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};

/// Most nodes that `case subject when …` may add to a tree by repeating its subject for every `when`.
pub const MAX_REPEATED: usize = 20_000;

/// More complaints than this about one expression help nobody.
const MOST_COMPLAINTS: usize = 50;

/// Checks an expression in its surroundings. None when it has an error, which is then among the complaints.
pub fn check(expr: &Expr, env: &Env<'_>, expect: Expect, diagnostics: &mut Diagnostics) -> Option<Typed> {
    let mut checker = Checker { env, diagnostics, place: Place::default(), repeated: 0, complaints: 0 };
    let here = Arg::from(&messages::TERM_HERE);
    let want = match expect {
        Expect::Any => Want::Any,
        Expect::Number(_) => Want::Number,
        Expect::Text => Want::Text,
        Expect::Bool => Want::Bool,
    };
    let typed = checker.infer(expr, want)?;
    let typed = checker.require(typed, want, &here, expr)?;
    match expect {
        Expect::Number(Some(declared)) if !is_bare(&declared) => checker.declared(typed, &declared, expr),
        _ => Some(typed),
    }
}

/// The type that the surroundings ask for; it decides what `null` and attributes of unknown type are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Want {
    Any,
    Number,
    Text,
    Bool,
}

impl Want {
    fn of(ty: &Type) -> Self {
        match ty {
            Type::Number(_) => Self::Number,
            Type::Text => Self::Text,
            Type::Bool => Self::Bool,
        }
    }

    /// The type to take where nothing else is known.
    fn ty(self) -> Type {
        match self {
            Self::Any | Self::Number => Type::Number(None),
            Self::Text => Type::Text,
            Self::Bool => Type::Bool,
        }
    }

    fn term(self) -> &'static Term {
        match self {
            Self::Any | Self::Number => &messages::TERM_NUMBER,
            Self::Text => &messages::TERM_TEXT,
            Self::Bool => &messages::TERM_CONDITION,
        }
    }
}

/// Inside what an expression stands.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// Inside `lag` or `prev_year`: only earlier periods are read.
    earlier: bool,
    /// Inside this function over time or sub-periods.
    time: Option<&'static str>,
    /// Inside this function over the tree of units.
    tree: Option<&'static str>,
    /// Inside `plan`, `plan_year` or `forecast`.
    scenario: Option<&'static str>,
}

struct Checker<'e, 'd> {
    env: &'e Env<'e>,
    diagnostics: &'d mut Diagnostics,
    place: Place,
    /// Nodes added so far by repeating the subjects of `case`.
    repeated: usize,
    complaints: usize,
}

impl Checker<'_, '_> {
    fn complain(&mut self, message: Message, span: Span) {
        self.report(Diagnostic::error(message, span));
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.complaints += 1;
        if self.complaints <= MOST_COMPLAINTS {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Has enough been said, so that no nearest name need be looked for?
    fn is_enough(&self) -> bool {
        self.complaints >= MOST_COMPLAINTS
    }

    /// Finds the tree of an expression, whatever its type; `want` only decides what is open.
    ///
    /// This is where trees are descended: it and what it calls hold as little as can be on the stack.
    fn infer(&mut self, expr: &Expr, want: Want) -> Option<Typed> {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Bool(_) | ExprKind::Null => {
                literal(expr, want)
            }
            ExprKind::Path(path) => self.path(path, span, want),
            ExprKind::Option(path, option) => self.option(path, option, span),
            ExprKind::Negate(value) => self.minus(value, span),
            ExprKind::Not(value) => self.not(value, span),
            ExprKind::Binary(op, left, right) => self.binary(*op, left, right, span),
            ExprKind::Between { value, low, high, negated } => {
                self.between([value, low, high], *negated, span)
            }
            ExprKind::IsNull { value, negated } => self.is_null(value, *negated, span),
            ExprKind::In { value, list, negated } => self.in_list(value, list, *negated, span),
            ExprKind::Case { subject, arms, otherwise } => {
                self.case(subject.as_deref(), arms, otherwise.as_deref(), span, want)
            }
            ExprKind::Call(name, arguments) => self.call(name, arguments, span, want),
        }
    }

    /// Finds the tree of an operand that must have a type; `what` takes it.
    fn demand(&mut self, expr: &Expr, want: Want, what: &Arg) -> Option<Typed> {
        let typed = self.infer(expr, want)?;
        self.require(typed, want, what, expr)
    }

    fn require(&mut self, typed: Typed, want: Want, what: &Arg, expr: &Expr) -> Option<Typed> {
        let found = Want::of(&typed.ty);
        if want == Want::Any || want == found {
            return Some(typed);
        }
        self.wrong_type(want, found, what, expr);
        None
    }

    fn wrong_type(&mut self, want: Want, found: Want, what: &Arg, expr: &Expr) {
        let def = match (want, found) {
            (Want::Number, Want::Text) => &messages::NUMBER_NOT_TEXT,
            (Want::Number, _) => &messages::NUMBER_NOT_CONDITION,
            (Want::Bool, Want::Text) => &messages::CONDITION_NOT_TEXT,
            (Want::Bool, _) => &messages::CONDITION_NOT_NUMBER,
            _ => &messages::TEXT_NOT_OTHER,
        };
        let message = Message::new(def)
            .with("what", what.clone())
            .with("text", brief(expr))
            .with("found", found.term());
        self.complain(message, expr.span);
    }

    /// The result must come in the declared unit of measure; a number without one takes it.
    fn declared(&mut self, typed: Typed, declared: &Measure, expr: &Expr) -> Option<Typed> {
        let Type::Number(Some(found)) = &typed.ty else { return Some(typed) };
        let Err(clash) = measures::comparable(Some(found), Some(declared)) else { return Some(typed) };
        let def = match clash {
            measures::Clash::Scale => &messages::RESULT_SCALE,
            measures::Clash::PercentPoint => &messages::RESULT_PERCENT_POINT,
            _ => &messages::RESULT_DIMENSION,
        };
        let message = Message::new(def)
            .with("found", found.text())
            .with("declared", declared.text())
            .with("text", brief(expr));
        self.complain(message, typed.span);
        None
    }
}

fn literal(expr: &Expr, want: Want) -> Option<Typed> {
    let (kind, ty) = match &expr.kind {
        ExprKind::Number(value) => (Kind::Number(*value), Type::Number(None)),
        ExprKind::Text(text) => (Kind::Text(text.clone()), Type::Text),
        ExprKind::Bool(value) => (Kind::Bool(*value), Type::Bool),
        ExprKind::Null => (Kind::Null, want.ty()),
        _ => return None,
    };
    Some(Typed { kind, ty, span: expr.span })
}

fn negate_if(negated: bool, typed: Typed) -> Typed {
    if !negated {
        return typed;
    }
    Typed { span: typed.span, kind: Kind::Not(Box::new(typed)), ty: Type::Bool }
}

/// A unit of measure that says nothing; 倍 has no dimension either, but is said.
fn is_bare(measure: &Measure) -> bool {
    measure.is_number() && measure.text().is_empty()
}

fn measure_of(typed: &Typed) -> Option<&Measure> {
    match &typed.ty {
        Type::Number(measure) => measure.as_ref(),
        _ => None,
    }
}

/// The code of a lone indicator, for a hint.
fn code_of(typed: &Typed, env: &Env<'_>) -> String {
    match typed.kind {
        Kind::Indicator(id) => env.catalogue.get(id).code.clone(),
        _ => "x".to_owned(),
    }
}

/// The text of an expression for a hint; a long one is “x”.
fn brief(expr: &Expr) -> String {
    let text = print(expr);
    if text.chars().count() > 40 { "x".to_owned() } else { text }
}
