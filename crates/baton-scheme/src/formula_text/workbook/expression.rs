//! Expressions that give numbers.

use baton_model::{Direction, Scenario};
use baton_score::stats;

use super::builder::{Builder, View};
use super::piece::{Piece, sum};
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{Kind, Outcome, PeriodField, ScenarioFunction, TreeFunction, Typed};
use crate::plan::Parameter;

impl Builder<'_> {
    /// An expression as a piece of a formula.
    pub(super) fn expression(&mut self, view: &View, expr: &Typed) -> Piece {
        match &expr.kind {
            Kind::Number(value) => Piece::number(*value),
            Kind::Indicator(id) => self.indicator(view, *id),
            Kind::Attribute(name) => self.attribute(view, name),
            Kind::Parameter(name) => self.parameter_of(view, name),
            Kind::PeriodField(field) => period_field(view, *field),
            Kind::Value => self.own_value(view),
            Kind::Outcome(outcome) => self.outcome(view, outcome),
            Kind::Result { .. } | Kind::Ledger { .. } | Kind::AsPublished(_) => {
                self.published_elsewhere(view, &expr.kind)
            }
            Kind::Negate(inner) => {
                let inner = self.expression(view, inner);
                Piece::of(format!("(-{})", inner.atom()), &[&inner])
            }
            Kind::Binary(op, a, b) => self.arithmetic(view, *op, a, b),
            Kind::Call(function, arguments) => self.function(view, *function, arguments),
            Kind::Case(arms, otherwise) => self.case(view, arms, otherwise.as_deref()),
            Kind::Convert(inner, factor) => {
                let mut piece = self.expression(view, inner);
                if factor.multiply != 1.0 {
                    piece = piece.times(&Piece::number(factor.multiply));
                }
                if factor.divide != 1.0 {
                    piece = piece.over(&Piece::number(factor.divide));
                }
                piece
            }
            Kind::Time(function, inner) => self.time(view, *function, inner),
            Kind::Scenario(function, inner) => self.other_scenario(view, *function, inner),
            Kind::Tree(function, inner) => self.tree(view, *function, inner),
            Kind::Group(function, inner) => self.group_function(view, *function, inner),
            Kind::SubPeriods(reduce, kind, inner) => self.sub_periods(view, *reduce, *kind, inner),
            Kind::Streak(kind, inner) => self.streak(view, *kind, inner),
            Kind::Elapsed => Piece::number(view.period.elapsed()),
            Kind::Null | Kind::Text(_) | Kind::UnitField(_) => Piece::null(),
            Kind::Bool(_) | Kind::Not(_) | Kind::Between(..) | Kind::IsNull(_) | Kind::In(..) => {
                let truth = self.truth(view, expr);
                if truth.certain {
                    Piece::solid(truth.text)
                } else {
                    Piece::opaque(format!("IF({0}=0.5,\"\",{0})", truth.text))
                }
            }
        }
    }

    fn arithmetic(&mut self, view: &View, op: BinaryOp, a: &Typed, b: &Typed) -> Piece {
        let (a, b) = (self.expression(view, a), self.expression(view, b));
        match op {
            BinaryOp::Add => a.plus(&b),
            BinaryOp::Subtract => a.minus(&b),
            BinaryOp::Multiply => a.times(&b),
            BinaryOp::Divide => a.over(&b),
            BinaryOp::Power => Piece::call("POWER", &[&a, &b]).failing(),
            _ => Piece::null(),
        }
    }

    fn parameter_of(&mut self, view: &View, name: &str) -> Piece {
        let value = match self.context.plan.parameters.get(name) {
            Some(Parameter::Number(value)) => Some(*value),
            Some(Parameter::ByPeriod(values)) => {
                let fits = values.iter().filter(|(period, _)| period.contains(view.period));
                fits.max_by_key(|(period, _)| period.kind()).map(|(_, value)| *value)
            }
            _ => None,
        };
        let Some(value) = value else { return Piece::null() };
        self.parameter(view.sheet, name, view.period, value)
    }

    fn own_value(&mut self, view: &View) -> Piece {
        let Some(column) = view.around.value_column else { return Piece::null() };
        match self.unit_row(view.row).filter(|_| view.around.universe.position(view.row).is_some()) {
            Some(unit) => Piece::cell(self.calc(view.sheet, column, unit)),
            None => Piece::null(),
        }
    }

    fn outcome(&mut self, view: &View, outcome: &Outcome) -> Piece {
        let Some(unit) = self.unit_row(view.row).filter(|unit| self.book.units[*unit].subject.is_some())
        else {
            return Piece::null();
        };
        let column = match outcome {
            Outcome::Points(id) => self.context.plan.node(id).and_then(|node| self.book.points[node]),
            Outcome::Ratio(id) => self.context.plan.node(id).and_then(|node| self.final_ratio(node)),
            Outcome::Total => self.total_column,
            Outcome::TotalRatio => self.total_column.and_then(|_| self.total_ratio()),
            _ => None,
        };
        column.map_or_else(Piece::null, |column| Piece::cell(self.calc(view.sheet, column, unit)))
    }

    fn other_scenario(&mut self, view: &View, function: ScenarioFunction, inner: &Typed) -> Piece {
        let (scenario, period) = match function {
            ScenarioFunction::Plan => (Scenario::Plan, view.period),
            ScenarioFunction::PlanYear => (Scenario::Plan, view.period.whole_year()),
            ScenarioFunction::Forecast => (Scenario::Forecast, view.period),
        };
        self.expression(&View { scenario, ..view.at(period) }, inner)
    }

    fn tree(&mut self, view: &View, function: TreeFunction, inner: &Typed) -> Piece {
        let roster = &self.context.snapshot.roster;
        let parent = roster.parent(view.row);
        match (function, parent) {
            (TreeFunction::Parent, Some(parent)) => self.expression(&view.of(parent), inner),
            (TreeFunction::Share, Some(parent)) => {
                let own = self.expression(view, inner);
                let whole = self.expression(&view.of(parent), inner);
                own.over(&whole).times(&Piece::number(100.0))
            }
            (TreeFunction::ChildrenSum, _) => {
                let children = roster.children(view.row);
                if children.is_empty() {
                    return Piece::null();
                }
                let pieces: Vec<Piece> =
                    children.iter().map(|child| self.expression(&view.of(*child), inner)).collect();
                if pieces.iter().all(|piece| piece.as_cell().is_some()) && pieces.len() > 2 {
                    let all: Vec<&Piece> = pieces.iter().collect();
                    Piece::call("SUM", &all)
                } else {
                    sum(pieces)
                }
            }
            _ => Piece::null(),
        }
    }
}

fn period_field(view: &View, field: PeriodField) -> Piece {
    let end = view.period.end();
    match field {
        PeriodField::Year => Piece::number(f64::from(view.period.year())),
        PeriodField::Half => Piece::number(f64::from((end.month() - 1) / 6 + 1)),
        PeriodField::Quarter => Piece::number(f64::from((end.month() - 1) / 3 + 1)),
        PeriodField::Month => Piece::number(f64::from(end.month())),
        PeriodField::Kind => Piece::null(),
    }
}

/// The best of some values.
pub(super) fn best(values: &[f64], direction: Direction) -> Option<f64> {
    if direction == Direction::Lower { stats::min(values) } else { stats::max(values) }
}

/// The worst of some values.
pub(super) fn worst(values: &[f64], direction: Direction) -> Option<f64> {
    if direction == Direction::Lower { stats::max(values) } else { stats::min(values) }
}
