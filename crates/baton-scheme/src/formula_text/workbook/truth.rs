//! Conditions: 1 is true, 0 is false, 0.5 is unknown, so that `and` is MIN, `or` is MAX and `not` is 1 − x.

use baton_model::snapshot::AttributeColumn;

use super::builder::{Builder, View};
use super::piece::{Piece, quoted};
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{Kind, Outcome, TimeFunction, Type, Typed, UnitField};
use crate::plan::{Condition, Parameter, Unknown};

/// A condition as a number.
pub(super) struct Truth {
    pub(super) text: String,
    /// Can it never be unknown?
    pub(super) certain: bool,
}

impl Truth {
    fn known(truth: bool) -> Self {
        Self { text: u8::from(truth).to_string(), certain: true }
    }

    fn unknown() -> Self {
        Self { text: "0.5".to_owned(), certain: false }
    }

    fn join(name: &str, parts: &[Self]) -> Self {
        let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        Self { text: format!("{name}({})", texts.join(",")), certain: parts.iter().all(|part| part.certain) }
    }

    fn negated(self) -> Self {
        Self { text: format!("1-{}", self.text), certain: self.certain }.wrapped()
    }

    fn wrapped(self) -> Self {
        Self { text: format!("({})", self.text), ..self }
    }
}

/// A text operand: a literal, or the cell of an attribute.
struct TextPiece {
    text: String,
    cell: Option<String>,
}

impl Builder<'_> {
    /// A condition of the plan as 1 or 0, with what an unknown means.
    pub(super) fn decided(&mut self, view: &View, condition: &Condition) -> String {
        let truth = self.truth(view, &condition.when);
        match condition.unknown {
            _ if truth.certain => truth.text,
            Unknown::Yes => format!("IF({}>=0.5,1,0)", truth.text),
            Unknown::Error | Unknown::No => format!("IF({}=1,1,0)", truth.text),
        }
    }

    /// The truth of an expression.
    pub(super) fn truth(&mut self, view: &View, expr: &Typed) -> Truth {
        match &expr.kind {
            Kind::Bool(value) => Truth::known(*value),
            Kind::Not(inner) => self.truth(view, inner).negated(),
            Kind::Binary(BinaryOp::And, a, b) => {
                Truth::join("MIN", &[self.truth(view, a), self.truth(view, b)])
            }
            Kind::Binary(BinaryOp::Or, a, b) => {
                Truth::join("MAX", &[self.truth(view, a), self.truth(view, b)])
            }
            Kind::Binary(op, a, b) if op.is_comparison() => self.compare(view, *op, a, b),
            Kind::Between(value, low, high) => {
                let from = self.compare(view, BinaryOp::GreaterOrEqual, value, low);
                let to = self.compare(view, BinaryOp::LessOrEqual, value, high);
                Truth::join("MIN", &[from, to])
            }
            Kind::IsNull(inner) => self.is_null(view, inner),
            Kind::In(value, list) => {
                let equal: Vec<Truth> =
                    list.iter().map(|literal| self.compare(view, BinaryOp::Equal, value, literal)).collect();
                Truth::join("MAX", &equal)
            }
            Kind::Attribute(name) => {
                let cell = self.attribute(view, name).text;
                Truth { text: format!("IF(ISLOGICAL({cell}),IF({cell},1,0),0.5)"), certain: false }
            }
            Kind::Case(arms, otherwise) => {
                let text = self.case_text(view, arms, otherwise.as_deref(), &|builder, then| {
                    builder.truth(view, then).text
                });
                Truth { text: text.unwrap_or_else(|| "0.5".to_owned()), certain: false }
            }
            Kind::Time(TimeFunction::PrevYear, inner) => match view.period.years_back(1) {
                Some(period) => self.truth(&View { a_year_before: true, ..view.at(period) }, inner),
                None => Truth::unknown(),
            },
            _ => Truth::unknown(),
        }
    }

    fn is_null(&mut self, view: &View, inner: &Typed) -> Truth {
        let text = match &inner.ty {
            Type::Number(_) => {
                let piece = self.expression(view, inner);
                match piece.as_cell() {
                    Some(cell) => format!("IF(ISNUMBER({cell}),0,1)"),
                    None => format!("IF(ISNUMBER({}),0,1)", piece.close()),
                }
            }
            Type::Text => match self.text(view, inner) {
                Some(TextPiece { cell: Some(cell), .. }) => format!("IF({cell}=\"\",1,0)"),
                Some(_) => "0".to_owned(),
                None => "1".to_owned(),
            },
            Type::Bool => format!("IF({}=0.5,1,0)", self.truth(view, inner).text),
        };
        Truth { text, certain: true }
    }

    fn compare(&mut self, view: &View, op: BinaryOp, a: &Typed, b: &Typed) -> Truth {
        if matches!((&a.ty, &b.ty), (Type::Text, _) | (_, Type::Text)) {
            return self.compare_texts(view, op, a, b);
        }
        if matches!((&a.ty, &b.ty), (Type::Bool, _) | (_, Type::Bool)) {
            let (a, b) = (self.truth(view, a), self.truth(view, b));
            let certain = a.certain && b.certain;
            let holds = format!("IF({}{}{},1,0)", a.text, op.sign(), b.text);
            let text =
                if certain { holds } else { format!("IF(OR({}=0.5,{}=0.5),0.5,{holds})", a.text, b.text) };
            return Truth { text, certain };
        }
        let (a, b) = (self.expression(view, a), self.expression(view, b));
        let both = Piece::of(String::new(), &[&a, &b]);
        let body = format!("IF({}{}{},1,0)", a.argument(), op.sign(), b.argument());
        Truth { text: both.or_else(&body, "0.5"), certain: !both.may_be_null() }
    }

    fn compare_texts(&mut self, view: &View, op: BinaryOp, a: &Typed, b: &Typed) -> Truth {
        let (Some(a), Some(b)) = (self.text(view, a), self.text(view, b)) else { return Truth::unknown() };
        let cells: Vec<String> =
            [&a.cell, &b.cell].into_iter().flatten().map(|cell| format!("{cell}=\"\"")).collect();
        let same = format!("EXACT({},{})", a.text, b.text);
        let body = match op {
            BinaryOp::Equal => format!("IF({same},1,0)"),
            BinaryOp::NotEqual => format!("IF({same},0,1)"),
            _ => format!("IF({}{}{},1,0)", a.text, op.sign(), b.text),
        };
        match &cells[..] {
            [] => Truth { text: body, certain: true },
            [only] => Truth { text: format!("IF({only},0.5,{body})"), certain: false },
            many => Truth { text: format!("IF(OR({}),0.5,{body})", many.join(",")), certain: false },
        }
    }

    fn text(&mut self, view: &View, expr: &Typed) -> Option<TextPiece> {
        let roster = &self.context.snapshot.roster;
        let literal = |text: &str| Some(TextPiece { text: quoted(text), cell: None });
        match &expr.kind {
            Kind::Text(word) => literal(word),
            Kind::UnitField(UnitField::Code) => literal(roster.code(view.row)),
            Kind::UnitField(UnitField::Name) => literal(roster.name(view.row)),
            Kind::UnitField(UnitField::Kind) => literal(roster.kind(view.row)),
            Kind::PeriodField(_) => literal(self.context.period.kind().word()),
            Kind::Parameter(name) => match self.context.plan.parameters.get(name) {
                Some(Parameter::Text(text)) => literal(text),
                _ => None,
            },
            Kind::Attribute(name) => {
                let number =
                    matches!(roster.attribute(name, view.a_year_before), Some(AttributeColumn::Number(_)));
                let cell = self.attribute(view, name).text;
                let text = if number { format!("{cell}&\"\"") } else { cell.clone() };
                Some(TextPiece { text, cell: Some(cell) })
            }
            Kind::Result { scheme, outcome: Outcome::Grade } => {
                let cell = self.grade_elsewhere(view, scheme);
                Some(TextPiece { text: cell.clone(), cell: Some(cell) })
            }
            Kind::Time(TimeFunction::PrevYear, inner) => {
                let period = view.period.years_back(1)?;
                self.text(&View { a_year_before: true, ..view.at(period) }, inner)
            }
            _ => None,
        }
    }

    /// Which arm holds; the text of each arm is written by `then`. None where there is no arm.
    fn case_text(
        &mut self,
        view: &View,
        arms: &[(Typed, Typed)],
        otherwise: Option<&Typed>,
        then: &dyn Fn(&mut Self, &Typed) -> String,
    ) -> Option<String> {
        let conditions: Vec<Truth> = arms.iter().map(|(when, _)| self.truth(view, when)).collect();
        let unknown: Vec<String> = conditions
            .iter()
            .filter(|truth| !truth.certain)
            .map(|truth| format!("{}=0.5", truth.text))
            .collect();
        let mut text = otherwise.map_or_else(|| "\"\"".to_owned(), |e| then(self, e));
        if !unknown.is_empty() && text != "\"\"" {
            text = format!("IF(OR({}),\"\",{text})", unknown.join(","));
        }
        for ((_, value), truth) in arms.iter().zip(&conditions).rev() {
            let value = then(self, value);
            text = format!("IF({}=1,{value},{text})", truth.text);
        }
        Some(text)
    }

    /// `case` that gives a number.
    pub(super) fn case(&mut self, view: &View, arms: &[(Typed, Typed)], otherwise: Option<&Typed>) -> Piece {
        let text =
            self.case_text(view, arms, otherwise, &|builder, then| builder.expression(view, then).close());
        text.map_or_else(Piece::null, Piece::opaque)
    }
}
