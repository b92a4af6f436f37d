//! Arithmetic, comparison, `and`, `or`, `between`, `in`.

use baton_model::{Arg, Message};

use super::{Checker, Want, brief, measure_of, measures, messages, negate_if};
use crate::diagnostic::{Diagnostic, Span};
use crate::expr::ast::{BinaryOp, Expr, ExprKind};
use crate::expr::typed::{Kind, Type, Typed};

impl Checker<'_, '_> {
    /// `-a`
    pub(super) fn minus(&mut self, value: &Expr, span: Span) -> Option<Typed> {
        let value = self.demand(value, Want::Number, &Arg::from("“-”"))?;
        let ty = value.ty.clone();
        Some(Typed { kind: Kind::Negate(Box::new(value)), ty, span })
    }

    /// `not a`
    pub(super) fn not(&mut self, value: &Expr, span: Span) -> Option<Typed> {
        let value = self.demand(value, Want::Bool, &Arg::from("“not”"))?;
        Some(Typed { kind: Kind::Not(Box::new(value)), ty: Type::Bool, span })
    }

    /// `a is null`
    pub(super) fn is_null(&mut self, value: &Expr, negated: bool, span: Span) -> Option<Typed> {
        let value = self.infer(value, Want::Any)?;
        Some(negate_if(negated, Typed { kind: Kind::IsNull(Box::new(value)), ty: Type::Bool, span }))
    }

    pub(super) fn binary(&mut self, op: BinaryOp, left: &Expr, right: &Expr, span: Span) -> Option<Typed> {
        if op.is_comparison() {
            return self.comparison(op, left, right, span);
        }
        let logic = matches!(op, BinaryOp::And | BinaryOp::Or);
        let want = if logic { Want::Bool } else { Want::Number };
        let what = sign(op);
        let (left, right) = (self.demand(left, want, &what), self.demand(right, want, &what));
        let (left, right) = (left?, right?);
        if op == BinaryOp::Multiply {
            self.percent_again(&left, &right, span);
        }
        let ty = if logic { Type::Bool } else { Type::Number(self.arithmetic(op, &left, &right, span)?) };
        Some(Typed { kind: Kind::Binary(op, Box::new(left), Box::new(right)), ty, span })
    }

    /// `share(x) * 100`: a percentage is made a percentage again.
    fn percent_again(&mut self, left: &Typed, right: &Typed, span: Span) {
        let hundred = |typed: &Typed| typed.kind == Kind::Number(100.0);
        let percent = |typed: &Typed| measure_of(typed).filter(|measure| measures::is_rate(measure)).cloned();
        let unit = if hundred(right) { percent(left) } else { percent(right).filter(|_| hundred(left)) };
        if let Some(unit) = unit {
            let message = Message::new(&messages::PERCENT_AGAIN).with("unit", unit.text());
            self.report(Diagnostic::lint(message, span));
        }
    }

    /// The unit of measure of a result; None of the outer kind after a complaint.
    fn arithmetic(
        &mut self,
        op: BinaryOp,
        left: &Typed,
        right: &Typed,
        span: Span,
    ) -> Option<Option<baton_model::Measure>> {
        let (a, b) = (measure_of(left), measure_of(right));
        let outcome = match op {
            BinaryOp::Add => measures::sum(a, b),
            BinaryOp::Subtract => measures::difference(a, b),
            BinaryOp::Divide => measures::quotient(a, b),
            _ => Ok(None),
        };
        match outcome {
            Ok(measure) => Some(measure),
            Err(clash) => {
                self.clash(clash, left, right, span);
                None
            }
        }
    }

    fn comparison(&mut self, op: BinaryOp, left: &Expr, right: &Expr, span: Span) -> Option<Typed> {
        let nulls = [left, right].map(|side| matches!(side.kind, ExprKind::Null));
        if nulls.contains(&true) {
            let other = if nulls[0] { right } else { left };
            self.null_compared(op, other, span);
            return None;
        }
        let operands = self.same_type(&[left, right], Want::Any, &sign(op))?;
        let [left, right] = <[Typed; 2]>::try_from(operands).ok()?;
        self.compared(op, left, right, span)
    }

    /// Two operands of one type, compared.
    pub(super) fn compared(&mut self, op: BinaryOp, left: Typed, right: Typed, span: Span) -> Option<Typed> {
        let ordered = !matches!(op, BinaryOp::Equal | BinaryOp::NotEqual);
        if ordered && !matches!(left.ty, Type::Number(_)) {
            let message = Message::new(&messages::NO_ORDER)
                .with("sign", op.sign())
                .with("found", Want::of(&left.ty).term());
            self.complain(message, span);
            return None;
        }
        self.same_measure(&[&left, &right], span)?;
        Some(Typed { kind: Kind::Binary(op, Box::new(left), Box::new(right)), ty: Type::Bool, span })
    }

    pub(super) fn null_compared(&mut self, op: BinaryOp, other: &Expr, span: Span) {
        let verb = if op == BinaryOp::NotEqual { "is not null" } else { "is null" };
        let text = match other.kind {
            ExprKind::Null => "x".to_owned(),
            _ => brief(other),
        };
        let message = Message::new(&messages::NULL_COMPARED)
            .with("sign", op.sign())
            .with("right", format!("{text} {verb}"));
        self.complain(message, span);
    }

    pub(super) fn between(&mut self, operands: [&Expr; 3], negated: bool, span: Span) -> Option<Typed> {
        let [value, low, high] = operands;
        if let Some(bound) = [low, high].into_iter().find(|bound| matches!(bound.kind, ExprKind::Null)) {
            let message = Message::new(&messages::NULL_COMPARED)
                .with("sign", "between")
                .with("right", format!("{} is null", brief(value)));
            self.complain(message, bound.span);
            return None;
        }
        let read = self.same_type(&operands, Want::Number, &Arg::from("“between”"))?;
        self.same_measure(&read.iter().collect::<Vec<_>>(), span)?;
        let [value, low, high] = <[Typed; 3]>::try_from(read).ok()?;
        let kind = Kind::Between(Box::new(value), Box::new(low), Box::new(high));
        Some(negate_if(negated, Typed { kind, ty: Type::Bool, span }))
    }

    pub(super) fn in_list(
        &mut self,
        value: &Expr,
        list: &[Expr],
        negated: bool,
        span: Span,
    ) -> Option<Typed> {
        let mut literal = true;
        for item in list.iter().filter(|item| !is_literal(item)) {
            literal = false;
            if item.kind == ExprKind::Null {
                let right = format!("{} is null", brief(value));
                let message = Message::new(&messages::NULL_COMPARED).with("sign", "in").with("right", right);
                self.complain(message, item.span);
            } else {
                let message = Message::new(&messages::LIST_LITERALS).with("found", brief(item));
                self.complain(message, item.span);
            }
        }
        if !literal {
            // What is tested is still worth a look.
            self.infer(value, Want::Any);
            return None;
        }
        let operands: Vec<&Expr> = std::iter::once(value).chain(list).collect();
        let mut read = self.same_type(&operands, Want::Any, &Arg::from("“in”"))?;
        let value = read.remove(0);
        Some(negate_if(negated, Typed { kind: Kind::In(Box::new(value), read), ty: Type::Bool, span }))
    }
}

fn is_literal(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Bool(_) => true,
        ExprKind::Negate(value) => matches!(value.kind, ExprKind::Number(_)),
        _ => false,
    }
}

fn sign(op: BinaryOp) -> Arg {
    Arg::from(format!("“{}”", op.sign()))
}
