//! Several operands that must have one type and one unit of measure.

use baton_model::{Arg, Measure, Message};

use super::measures::{self, Clash};
use super::{Checker, Want, code_of, measure_of, messages};
use crate::diagnostic::{Diagnostic, Span};
use crate::expr::ast::{Expr, ExprKind};
use crate::expr::typed::{Type, Typed};

impl Checker<'_, '_> {
    /// Operands of one type. Those whose type is open (`null`, attributes nobody declared) are read last and take the
    /// type of the others.
    pub(super) fn same_type(&mut self, exprs: &[&Expr], want: Want, what: &Arg) -> Option<Vec<Typed>> {
        let mut read: Vec<Option<Typed>> = exprs.iter().map(|_| None).collect();
        let mut known = want;
        for open in [false, true] {
            for (expr, slot) in exprs.iter().zip(&mut read) {
                if self.is_open(expr) != open {
                    continue;
                }
                *slot = self.infer(expr, known);
                if let (Some(typed), Want::Any) = (&slot, known) {
                    known = Want::of(&typed.ty);
                }
            }
        }
        let read: Option<Vec<Typed>> = read.into_iter().collect();
        self.agree(read?, exprs, want, what)
    }

    fn agree(&mut self, read: Vec<Typed>, exprs: &[&Expr], want: Want, what: &Arg) -> Option<Vec<Typed>> {
        if want != Want::Any {
            let checked: Vec<Option<Typed>> = read
                .into_iter()
                .zip(exprs)
                .map(|(typed, expr)| self.require(typed, want, what, expr))
                .collect();
            return checked.into_iter().collect();
        }
        let first = Want::of(&read.first()?.ty);
        let other = read.iter().zip(exprs).find(|(typed, _)| Want::of(&typed.ty) != first);
        let Some((other, expr)) = other else { return Some(read) };
        let quote = matches!((&expr.kind, first), (ExprKind::Number(_), Want::Text));
        let def = if quote { &messages::NUMBER_FOR_TEXT } else { &messages::DIFFERENT_TYPES };
        let message = Message::new(def)
            .with("what", what.clone())
            .with("left", first.term())
            .with("right", Want::of(&other.ty).term())
            .with("text", super::brief(expr));
        self.complain(message, other.span);
        None
    }

    /// The unit of measure that operands share.
    pub(super) fn same_measure(&mut self, operands: &[&Typed], span: Span) -> Option<Type> {
        let Some(Type::Number(_)) = operands.first().map(|typed| &typed.ty) else {
            return operands.first().map(|typed| typed.ty.clone());
        };
        let mut holder: Option<&Typed> = None;
        for typed in operands {
            match measures::comparable(holder.and_then(measure_of), measure_of(typed)) {
                Ok(_) => holder = holder.filter(|typed| measure_of(typed).is_some()).or(Some(typed)),
                Err(clash) => {
                    self.clash(clash, holder?, typed, span);
                    return None;
                }
            }
        }
        Some(Type::Number(holder.and_then(measure_of).cloned()))
    }

    /// Complains about two units of measure, pointing at both.
    pub(super) fn clash(&mut self, clash: Clash, left: &Typed, right: &Typed, span: Span) {
        let (Some(a), Some(b)) = (measure_of(left), measure_of(right)) else { return };
        let def = match clash {
            Clash::Scale => &messages::SCALES_DIFFER,
            Clash::Dimension => &messages::UNITS_DIFFER,
            Clash::PercentPoint => &messages::PERCENT_AND_POINT,
            Clash::PointMinusPercent => &messages::POINT_MINUS_PERCENT,
        };
        let message = Message::new(def)
            .with("left", a.text())
            .with("right", b.text())
            .with("form", self.converted(left, right, a, b));
        let mut diagnostic = Diagnostic::error(message, span);
        for (operand, measure) in [(left, a), (right, b)] {
            if operand.span != span {
                let label = Message::new(&messages::UNIT_HERE).with("unit", measure.text());
                diagnostic = diagnostic.label(operand.span, label);
            }
        }
        self.report(diagnostic);
    }

    /// How one side is brought to the scale of the other. ‰ beside 百分点 becomes %.
    fn converted(&self, left: &Typed, right: &Typed, a: &Measure, b: &Measure) -> String {
        let (side, unit) = if a.same_dimension(b) {
            (right, a.clone())
        } else {
            let (percent, point) = if a.is_percent() { (left, b) } else { (right, a) };
            let fine = measures::change_of(&Measure::percent()) != *point;
            (
                percent,
                if fine {
                    Measure::parse("‰").unwrap_or_else(|_| Measure::percent())
                } else {
                    Measure::percent()
                },
            )
        };
        format!("to({}, '{unit}')", code_of(side, self.env))
    }

    /// Does the type of an expression depend on its surroundings? A name that is not known is read last too, so that
    /// the complaint can say what was needed.
    pub(super) fn is_open(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Null => true,
            ExprKind::Path(path) => match path.as_slice() {
                [name] => {
                    self.env.catalogue.by_code(&name.value).is_none()
                        && !crate::expr::is_reserved(&name.value)
                }
                [prefix, name] => {
                    prefix.value == "attr"
                        && self.env.open_attributes
                        && !self.env.attributes.contains_key(&name.value)
                }
                _ => false,
            },
            ExprKind::Case { arms, otherwise, .. } => arms
                .iter()
                .map(|(_, value)| value)
                .chain(otherwise.as_deref())
                .all(|value| self.is_open(value)),
            ExprKind::Call(name, arguments) => match (name.value.as_str(), arguments.as_slice()) {
                ("prev_year" | "lag" | "parent", [first, ..]) => self.is_open(first),
                ("coalesce" | "nullif", all) => all.iter().all(|value| self.is_open(value)),
                ("if", [_, a, b]) => self.is_open(a) && self.is_open(b),
                _ => false,
            },
            _ => false,
        }
    }
}
