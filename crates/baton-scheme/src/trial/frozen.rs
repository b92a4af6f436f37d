//! A rule with the statistics of its comparison set written into it, so that a value can be held against the set without
//! changing it.

use baton_model::Direction;
use baton_score::rank::{Ties, rank_descending};
use baton_score::{rule as rules, stats};

use super::Asked;
use crate::diagnostic::Span;
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{GroupFunction, Kind, Type, Typed};
use crate::expr::walk::any;
use crate::plan::{Body, Plan, Rule, Tied};
use crate::run::column::Numbers;
use crate::run::{Context, Scope, Sets, Universe, number_of};

/// Where a value is held against a set: in the place of a unit that stands for all with the same set and group.
pub(super) struct Stand<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) context: &'a Context<'a>,
    pub(super) universe: &'a Universe,
    pub(super) sets: &'a Sets,
    pub(super) row: u32,
}

/// A plan whose leaf no longer looks at its set.
pub(super) struct Frozen {
    pub(super) plan: Plan,
    /// Numbers explain cannot know any more.
    pub(super) reference: Vec<(&'static str, f64)>,
}

impl Stand<'_> {
    /// The plan with the rule frozen; none if the rule looks at more of a unit than its value.
    pub(super) fn plan(&self, set: &[f64], values: &Numbers) -> Option<Frozen> {
        let mut plan = self.asked.plan.clone();
        let factor = plan.nodes[self.asked.index].factor.clone();
        let Body::Leaf(leaf) = &mut plan.nodes[self.asked.index].body else { return None };
        let rows = [self.row];
        let scope = Scope {
            sets: Some(self.sets),
            value: Some(values),
            direction: leaf.direction,
            carry: leaf.carry_latest,
            ..self.context.scope(self.universe, &rows)
        };
        let freezer =
            Freezer { scope, set, value: self.asked.value, direction: leaf.direction, span: leaf.value.span };
        let (rule, reference) = freezer.rule(&leaf.scoring.rule)?;
        leaf.scoring.rule = rule;
        for bound in
            [&mut leaf.scoring.floor, &mut leaf.scoring.cap, &mut leaf.scoring.min, &mut leaf.scoring.max]
        {
            *bound = freezer.optional(bound.as_ref())?;
        }
        leaf.treat = None;
        plan.nodes[self.asked.index].factor = freezer.optional(factor.as_ref())?;
        Some(Frozen { plan, reference })
    }
}

/// A statistic of a set.
type Statistic = fn(&[f64]) -> Option<f64>;

struct Freezer<'a> {
    scope: Scope<'a>,
    set: &'a [f64],
    value: f64,
    direction: Direction,
    span: Span,
}

impl Freezer<'_> {
    fn number(&self, number: f64) -> Typed {
        Typed { kind: Kind::Number(number), ty: Type::Number(None), span: self.span }
    }

    fn binary(&self, op: BinaryOp, a: Typed, b: Typed) -> Typed {
        let kind = Kind::Binary(op, Box::new(a), Box::new(b));
        Typed { kind, ty: Type::Number(None), span: self.span }
    }

    fn own(&self) -> Typed {
        Typed { kind: Kind::Value, ty: Type::Number(None), span: self.span }
    }

    fn lower(&self) -> bool {
        self.direction == Direction::Lower
    }

    /// A number the rule was given, or a statistic of the set in its place.
    fn given(&self, given: Option<&Typed>, statistic: Statistic) -> Option<Option<Typed>> {
        match given {
            Some(expr) => Some(Some(self.expression(expr)?)),
            None => Some(statistic(self.set).map(|number| self.number(number))),
        }
    }

    fn optional(&self, expr: Option<&Typed>) -> Option<Option<Typed>> {
        expr.map_or(Some(None), |expr| self.expression(expr).map(Some))
    }

    /// An expression with the statistics of the set as numbers; none if it reads the unit.
    fn expression(&self, expr: &Typed) -> Option<Typed> {
        let mut frozen = expr.clone();
        self.freeze(&mut frozen)?;
        let of_unit = |part: &Typed| {
            matches!(
                part.kind,
                Kind::Indicator(_)
                    | Kind::AsPublished(_)
                    | Kind::Attribute(_)
                    | Kind::UnitField(_)
                    | Kind::Result { .. }
                    | Kind::Ledger { .. }
                    | Kind::Outcome(_)
                    | Kind::Group(..)
            )
        };
        (!any(&frozen, &of_unit)).then_some(frozen)
    }

    fn freeze(&self, expr: &mut Typed) -> Option<()> {
        match &mut expr.kind {
            Kind::Group(GroupFunction::Rank, inner) if matches!(inner.kind, Kind::Value) => {
                expr.kind = Kind::Number(self.rank(Tied::Best)?);
            }
            Kind::Group(GroupFunction::Rank, _) => return None,
            Kind::Group(..) => expr.kind = Kind::Number(number_of(self.scope, expr)?),
            Kind::Negate(a) | Kind::Not(a) | Kind::IsNull(a) | Kind::Convert(a, _) => self.freeze(a)?,
            Kind::Binary(_, a, b) => {
                self.freeze(a)?;
                self.freeze(b)?;
            }
            Kind::Between(a, b, c) => {
                for part in [a, b, c] {
                    self.freeze(part)?;
                }
            }
            Kind::Call(_, list) => {
                for part in list {
                    self.freeze(part)?;
                }
            }
            Kind::Case(arms, otherwise) => {
                for (when, then) in arms {
                    self.freeze(when)?;
                    self.freeze(then)?;
                }
                if let Some(otherwise) = otherwise {
                    self.freeze(otherwise)?;
                }
            }
            _ => {}
        }
        Some(())
    }

    fn rule(&self, rule: &Rule) -> Option<(Rule, Vec<(&'static str, f64)>)> {
        let (worst_of, best_of): (Statistic, Statistic) =
            if self.lower() { (stats::max, stats::min) } else { (stats::min, stats::max) };
        let frozen = match rule {
            Rule::MinMax { worst, best } => Rule::MinMax {
                worst: self.given(worst.as_ref(), worst_of)?,
                best: self.given(best.as_ref(), best_of)?,
            },
            Rule::Efficacy { base, worst, best, exponential } => Rule::Efficacy {
                base: self.expression(base)?,
                worst: self.given(worst.as_ref(), worst_of)?,
                best: self.given(best.as_ref(), best_of)?,
                exponential: *exponential,
            },
            Rule::Target { target, reciprocal } => {
                Rule::Target { target: self.expression(target)?, reciprocal: *reciprocal }
            }
            Rule::Baseline { baseline } => {
                Rule::Baseline { baseline: self.given(baseline.as_ref(), stats::mean)? }
            }
            Rule::BestRatio { best } => Rule::BestRatio { best: self.given(best.as_ref(), best_of)? },
            Rule::Relative { reference, k, difference } => Rule::Relative {
                reference: self.given(reference.as_ref(), stats::mean)?,
                k: self.expression(k)?,
                difference: *difference,
            },
            Rule::PerPoint { line, step, up, down, partial } => Rule::PerPoint {
                line: self.expression(line)?,
                step: self.expression(step)?,
                up: self.expression(up)?,
                down: self.expression(down)?,
                partial: *partial,
            },
            Rule::Bands { rows, linear, open, otherwise } => Rule::Bands {
                rows: rows
                    .iter()
                    .map(|(edge, points)| Some((self.expression(edge)?, self.expression(points)?)))
                    .collect::<Option<_>>()?,
                linear: *linear,
                open: *open,
                otherwise: self.optional(otherwise.as_ref())?,
            },
            Rule::Given => Rule::Given,
            Rule::Ratio(formula) => Rule::Ratio(self.expression(formula)?),
            Rule::Points(formula) => Rule::Points(self.expression(formula)?),
            Rule::Rank { .. } | Rule::RankStep { .. } | Rule::RankBands { .. } => return self.by_rank(rule),
            Rule::ZScore { .. } | Rule::Percentile | Rule::Vector => return self.by_set(rule),
        };
        Some((frozen, Vec::new()))
    }

    /// Rank rules as formulas of the rank.
    fn by_rank(&self, rule: &Rule) -> Option<(Rule, Vec<(&'static str, f64)>)> {
        let (Rule::Rank { tied, .. } | Rule::RankStep { tied, .. } | Rule::RankBands { tied, .. }) = rule
        else {
            return None;
        };
        let rank = self.rank(*tied)?;
        let value = |expr: &Typed| number_of(self.scope, &self.expression(expr)?);
        let behind = || self.binary(BinaryOp::Subtract, self.number(rank), self.number(1.0));
        let frozen = match rule {
            Rule::Rank { first, last, .. } => {
                let (first, last, n) = (value(first)?, value(last)?, stats::count(self.set));
                let way = self.binary(BinaryOp::Subtract, self.number(last), self.number(first));
                let last_place = self.number(n.saturating_sub(1).max(1) as f64);
                let part =
                    self.binary(BinaryOp::Divide, self.binary(BinaryOp::Multiply, way, behind()), last_place);
                Rule::Ratio(self.binary(BinaryOp::Add, self.number(first), part))
            }
            Rule::RankStep { first, step, .. } => {
                let lost = self.binary(BinaryOp::Multiply, self.number(value(step)?), behind());
                Rule::Ratio(self.binary(BinaryOp::Subtract, self.number(value(first)?), lost))
            }
            Rule::RankBands { rows, otherwise, .. } => {
                let table = rows
                    .iter()
                    .map(|(up_to, points)| Some((*up_to, value(points)?)))
                    .collect::<Option<Vec<_>>>()?;
                let otherwise = otherwise.as_ref().map_or(Some(0.0), value)?;
                Rule::Points(self.number(rules::rank_bands(rank, &table, otherwise)))
            }
            _ => return None,
        };
        Some((frozen, vec![("rank", rank)]))
    }

    /// Rules over the whole set as formulas of x.
    fn by_set(&self, rule: &Rule) -> Option<(Rule, Vec<(&'static str, f64)>)> {
        let sign = if self.lower() { -1.0 } else { 1.0 };
        match rule {
            Rule::ZScore { centre, spread, population } => {
                let deviation = if *population { stats::stdev_population } else { stats::stdev };
                let (mean, deviation) = (stats::mean(self.set)?, deviation(self.set)?);
                let (centre, spread) = (self.expression(centre)?, self.expression(spread)?);
                let reference = vec![("mean", mean), ("stdev", deviation)];
                if deviation == 0.0 {
                    return Some((Rule::Ratio(centre), reference));
                }
                let op = if self.lower() { BinaryOp::Subtract } else { BinaryOp::Add };
                let apart = self.binary(BinaryOp::Subtract, self.own(), self.number(mean));
                let steps = self.binary(
                    BinaryOp::Divide,
                    self.binary(BinaryOp::Multiply, spread, apart),
                    self.number(deviation),
                );
                Some((Rule::Ratio(self.binary(op, centre, steps)), reference))
            }
            Rule::Percentile => {
                let (rank, n) = (self.rank(Tied::Average)?, stats::count(self.set) as f64);
                let share = if n > 1.0 { (n - rank) / (n - 1.0) } else { 1.0 };
                Some((Rule::Ratio(self.number(share)), vec![("rank", rank)]))
            }
            Rule::Vector => {
                let squares: f64 = self.set.iter().filter(|x| !x.is_nan()).map(|x| x * x).sum();
                let length = self.number(sign * squares.sqrt());
                Some((Rule::Ratio(self.binary(BinaryOp::Divide, self.own(), length)), Vec::new()))
            }
            _ => None,
        }
    }

    /// The rank of the value in the set: that of an equal one, else behind all that are better, at most the last.
    fn rank(&self, tied: Tied) -> Option<f64> {
        let sign = if self.lower() { -1.0 } else { 1.0 };
        let set: Vec<f64> = self.set.iter().filter(|x| !x.is_nan()).map(|x| sign * x).collect();
        let value = sign * self.value;
        if let Some(at) = set.iter().position(|x| *x == value) {
            let ties = match tied {
                Tied::Best => Ties::Competition,
                Tied::Average => Ties::Average,
                Tied::Worst => Ties::Worst,
            };
            return rank_descending(&set, ties).get(at).copied();
        }
        let better = set.iter().filter(|x| **x > value).count();
        Some((better + 1).min(set.len().max(1)) as f64)
    }
}
