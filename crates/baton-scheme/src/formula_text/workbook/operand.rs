//! The parameters of score rules: a number, a cell of the parameters or the statistics, or a column of their own.

use std::rc::Rc;

use baton_model::Direction;

use super::Step;
use super::address::Sheet;
use super::builder::{Around, Builder, is_constant};
use super::piece::Piece;
use super::rule::Scored;
use crate::expr::typed::{Kind, Typed};
use crate::plan::{Partial, Rule, Scoring, Tied};

impl Builder<'_> {
    /// Columns with the parameters of a rule that differ between units.
    pub(super) fn operands(&mut self, scoring: &Scoring, around: &Rc<Around>, node: usize) {
        for (name, expr) in named(scoring) {
            if is_constant(expr) || matches!(&expr.kind, Kind::Group(_, of) if of.kind == Kind::Value) {
                continue;
            }
            let mut cells = Vec::new();
            for (unit, _, row) in self.subjects() {
                let view = self.view(around, row);
                let text = self.expression(&view, expr).close();
                cells.push((unit, text, self.evaluate(&view, expr)));
            }
            let column = self.column(Some(node), Step::Operand(name));
            for (unit, text, value) in cells {
                self.put(column, unit, text, value);
            }
        }
        if let Rule::Rank { tied, .. } | Rule::RankStep { tied, .. } | Rule::RankBands { tied, .. } =
            &scoring.rule
        {
            self.set_ranks(around, node, *tied);
        }
        if let Rule::PerPoint { partial: Partial::Drop | Partial::Count, .. } = &scoring.rule {
            self.steps(scoring, around, node);
        }
    }

    fn set_ranks(&mut self, around: &Rc<Around>, node: usize, tied: Tied) {
        let Some(value) = around.value_column else { return };
        let column = self.column(Some(node), Step::SetRank);
        let ties = match tied {
            Tied::Best => baton_score::rank::Ties::Competition,
            Tied::Average => baton_score::rank::Ties::Average,
            Tied::Worst => baton_score::rank::Ties::Worst,
        };
        let Some(values) = &around.value else { return };
        let ranks = crate::run::ranks_in_sets(values, &around.sets, around.direction, ties);
        for (unit, _, row) in self.subjects() {
            let Some(position) = around.universe.position(row) else { continue };
            let Some(set) = around.sets.of(position) else { continue };
            let x = self.here(value, unit);
            let rank = self.rank_in_set(around, value, set, &x, Sheet::Calculation);
            let equal = || self.equal_in_set(around, value, set, &x);
            let one = Piece::number(1.0);
            let rank = match tied {
                Tied::Best => rank,
                Tied::Average => rank.plus(&equal().minus(&one).over(&Piece::number(2.0))),
                Tied::Worst => rank.plus(&equal().minus(&one)),
            };
            let text = rank.close();
            self.put(column, unit, text, ranks.get(position));
        }
    }

    /// Steps above the line where only whole ones count.
    fn steps(&mut self, scoring: &Scoring, around: &Rc<Around>, node: usize) {
        let Rule::PerPoint { line, step, .. } = &scoring.rule else { return };
        let Some(value) = around.value_column else { return };
        let column = self.column(Some(node), Step::Steps);
        for (unit, _, row) in self.subjects() {
            let group = self.book.units[unit].group.unwrap_or(0);
            let task = Scored { scoring, around: Rc::clone(around), node, row, unit, group, value };
            let steps = self.steps_of(&task, line, step);
            let view = self.view(around, row);
            let x = around.universe.position(row).and_then(|at| around.value.as_ref()?.get(at));
            let result = (|| {
                let (line, step) = (self.evaluate(&view, line)?, self.evaluate(&view, step)?);
                let sign = if around.direction == Direction::Lower { -1.0 } else { 1.0 };
                Some((x? - line) / (sign * step)).filter(|steps| steps.is_finite())
            })();
            self.put(column, unit, steps.close(), result);
        }
    }

    pub(super) fn steps_of(&mut self, task: &Scored<'_>, line: &Typed, step: &Typed) -> Piece {
        let x = self.here(task.value, task.unit);
        let (line, step) = (self.operand(task, "line", line), self.operand(task, "step", step));
        let step = if task.around.direction == Direction::Lower { minus(&step) } else { step };
        x.minus(&line).over(&step)
    }

    pub(super) fn find(&self, node: usize, step: &Step) -> Option<usize> {
        self.book.columns.iter().position(|column| column.node == Some(node) && column.step == *step)
    }

    /// A parameter of a rule: a number, a cell of the parameters or the statistics, or its own column.
    pub(super) fn operand(&mut self, task: &Scored<'_>, name: &'static str, expr: &Typed) -> Piece {
        match self.find(task.node, &Step::Operand(name)) {
            Some(column) => self.here(column, task.unit),
            None => {
                let view = self.view(&task.around, task.row);
                self.expression(&view, expr)
            }
        }
    }

    /// The given parameter, or a statistic of the set.
    pub(super) fn reference(
        &mut self,
        task: &Scored<'_>,
        name: &'static str,
        given: Option<&Typed>,
        statistic: usize,
    ) -> Piece {
        if let Some(given) = given {
            return self.operand(task, name, given);
        }
        let around = Rc::clone(&task.around);
        let set = around.universe.position(task.row).and_then(|position| around.sets.of(position));
        let Some(set) = set else { return Piece::null() };
        self.statistic(&around, task.value, set, statistic, Sheet::Calculation)
    }
}

fn minus(piece: &Piece) -> Piece {
    Piece::of(format!("(-{})", piece.atom()), &[piece])
}

/// The parameters of a rule and its bounds, by name.
pub(super) fn named(scoring: &Scoring) -> Vec<(&'static str, &Typed)> {
    let mut list: Vec<(&'static str, &Typed)> = Vec::new();
    match &scoring.rule {
        Rule::MinMax { worst, best } => {
            list.extend(worst.as_ref().map(|e| ("worst", e)));
            list.extend(best.as_ref().map(|e| ("best", e)));
        }
        Rule::Efficacy { base, worst, best, .. } => {
            list.push(("base", base));
            list.extend(worst.as_ref().map(|e| ("worst", e)));
            list.extend(best.as_ref().map(|e| ("best", e)));
        }
        Rule::Target { target, .. } => list.push(("target", target)),
        Rule::Baseline { baseline } => list.extend(baseline.as_ref().map(|e| ("baseline", e))),
        Rule::BestRatio { best } => list.extend(best.as_ref().map(|e| ("best", e))),
        Rule::Rank { first, last, .. } => list.extend([("first", first), ("last", last)]),
        Rule::RankStep { first, step, .. } => list.extend([("first", first), ("step", step)]),
        Rule::PerPoint { line, step, up, down, .. } => {
            list.extend([("line", line), ("step", step), ("up", up), ("down", down)]);
        }
        Rule::Relative { reference, k, .. } => {
            list.extend(reference.as_ref().map(|e| ("reference", e)));
            list.push(("k", k));
        }
        Rule::ZScore { centre, spread, .. } => list.extend([("centre", centre), ("spread", spread)]),
        _ => {}
    }
    for (name, bound) in
        [("floor", &scoring.floor), ("cap", &scoring.cap), ("min", &scoring.min), ("max", &scoring.max)]
    {
        list.extend(bound.as_ref().map(|e| (name, e)));
    }
    list
}
