//! `case` and `if`. `case subject when a` becomes comparisons, so that what runs knows one form only.

use baton_model::{Arg, Message};

use super::{Checker, MAX_REPEATED, Want, messages};
use crate::diagnostic::Span;
use crate::expr::ast::{BinaryOp, Expr, ExprKind};
use crate::expr::typed::{Kind, Typed};
use crate::expr::walk::size;

impl Checker<'_, '_> {
    pub(super) fn case(
        &mut self,
        subject: Option<&Expr>,
        arms: &[(Expr, Expr)],
        otherwise: Option<&Expr>,
        span: Span,
        want: Want,
    ) -> Option<Typed> {
        let whens: Vec<&Expr> = arms.iter().map(|(when, _)| when).collect();
        let conditions = match subject {
            Some(subject) => self.comparisons(subject, &whens),
            None => {
                let what = Arg::from("“when”");
                let read: Vec<_> = whens.iter().map(|when| self.demand(when, Want::Bool, &what)).collect();
                read.into_iter().collect()
            }
        };
        let values: Vec<&Expr> = arms.iter().map(|(_, value)| value).chain(otherwise).collect();
        let (values, ty) = self.branches(&values, want, "case", span)?;
        let mut values = values.into_iter();
        let arms: Vec<(Typed, Typed)> = conditions?.into_iter().zip(values.by_ref()).collect();
        Some(Typed { kind: Kind::Case(arms, values.next().map(Box::new)), ty, span })
    }

    /// `if(c, a, b)`
    pub(super) fn if_call(&mut self, arguments: &[Expr], span: Span, want: Want) -> Option<Typed> {
        let [condition, a, b] = arguments else { return None };
        let condition = self.demand(condition, Want::Bool, &Arg::from("“if”"));
        let (values, ty) = self.branches(&[a, b], want, "if", span)?;
        let [a, b] = <[Typed; 2]>::try_from(values).ok()?;
        Some(Typed { kind: Kind::Case(vec![(condition?, a)], Some(Box::new(b))), ty, span })
    }

    /// Values of which one is taken: one type, one unit of measure.
    pub(super) fn branches(
        &mut self,
        values: &[&Expr],
        want: Want,
        what: &'static str,
        span: Span,
    ) -> Option<(Vec<Typed>, crate::expr::typed::Type)> {
        // The surroundings decide only what is open: a wrong type is better reported by whoever takes the result.
        let open = if values.iter().all(|value| self.is_open(value)) { want } else { Want::Any };
        let read = self.same_type(values, open, &Arg::from(format!("“{what}”")))?;
        let ty = self.same_measure(&read.iter().collect::<Vec<_>>(), span)?;
        Some((read, ty))
    }

    /// The subject compared with every `when`.
    fn comparisons(&mut self, subject: &Expr, whens: &[&Expr]) -> Option<Vec<Typed>> {
        for when in whens.iter().filter(|when| when.kind == ExprKind::Null) {
            self.null_compared(BinaryOp::Equal, subject, when.span);
        }
        if whens.iter().any(|when| when.kind == ExprKind::Null) {
            return None;
        }
        let operands: Vec<&Expr> = std::iter::once(subject).chain(whens.iter().copied()).collect();
        let mut read = self.same_type(&operands, Want::Any, &Arg::from("“case”"))?;
        let subject = read.remove(0);
        self.repeated = self.repeated.saturating_add(size(&subject).saturating_mul(read.len()));
        if self.repeated > MAX_REPEATED {
            self.complain(Message::new(&messages::CASE_TOO_LARGE), subject.span);
            return None;
        }
        let compared: Vec<Option<Typed>> = read
            .into_iter()
            .map(|when| {
                let span = when.span;
                self.compared(BinaryOp::Equal, subject.clone(), when, span)
            })
            .collect();
        compared.into_iter().collect()
    }
}
