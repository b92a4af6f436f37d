//! Score rules: from a value to its ratio or points, clamped. SCHEME.md §4 has the formulas.

use std::rc::Rc;

use baton_model::Direction;

use super::Step;
use super::address::Sheet;
use super::builder::{Around, Builder};
use super::piece::Piece;
use super::rounding::twelve;
use crate::expr::typed::{Kind, Typed};
use crate::plan::{Partial, Rule, Scoring};

/// A rule applied to the value of one unit.
pub(super) struct Scored<'p> {
    pub(super) scoring: &'p Scoring,
    pub(super) around: Rc<Around>,
    pub(super) node: usize,
    /// Roster row, unit row, group.
    pub(super) row: u32,
    pub(super) unit: usize,
    pub(super) group: usize,
    /// Column of the value.
    pub(super) value: usize,
}

impl Builder<'_> {
    /// The ratio (or points) of a unit, clamped, as a closed text.
    pub(super) fn scored(&mut self, task: &Scored<'_>) -> String {
        let piece = self.unclamped(task);
        let in_points = task.scoring.rule.gives_points();
        self.clamped(task, &piece, in_points).close()
    }

    fn unclamped(&mut self, task: &Scored<'_>) -> Piece {
        let x = self.here(task.value, task.unit);
        let lower = task.around.direction == Direction::Lower;
        let one = Piece::number(1.0);
        match &task.scoring.rule {
            Rule::MinMax { worst, best } => self.between(task, worst.as_ref(), best.as_ref(), &|t| t),
            Rule::Efficacy { base, worst, best, exponential } => {
                let base = match base.kind {
                    Kind::Number(base) => Piece::number(base / 100.0),
                    _ => self.operand(task, "base", base).over(&Piece::number(100.0)),
                };
                let shape = |t: Piece| match exponential {
                    true => Piece::call("POWER", &[&base, &one.clone().minus(&t)]),
                    false => base.clone().plus(&one.clone().minus(&base).times(&t)),
                };
                self.between(task, worst.as_ref(), best.as_ref(), &shape)
            }
            Rule::Target { target, reciprocal } => {
                let target = self.operand(task, "target", target);
                let ratio = match (lower, reciprocal) {
                    (false, _) => x.over(&target),
                    (true, false) => Piece::number(2.0).minus(&x.over(&target)),
                    (true, true) => self.reciprocal(task, &x, &target),
                };
                over_positive(&target, &ratio)
            }
            Rule::Baseline { baseline } => {
                let base = self.reference(task, "baseline", baseline.as_ref(), 3);
                let ratio = x.over(&base);
                let ratio = if lower { Piece::number(2.0).minus(&ratio) } else { ratio };
                over_positive(&base, &ratio)
            }
            Rule::BestRatio { best } => {
                let best = self.reference(task, "best", best.as_ref(), 1);
                let ratio = if lower { best.clone().over(&x) } else { x.over(&best) };
                over_positive(&best, &ratio)
            }
            Rule::Relative { reference, k, difference } => {
                let reference = self.reference(task, "reference", reference.as_ref(), 3);
                let apart = x.minus(&reference);
                let apart = if *difference { apart } else { apart.over(&Piece::call("ABS", &[&reference])) };
                let apart = self.operand(task, "k", k).times(&apart);
                if lower { one.minus(&apart) } else { one.plus(&apart) }
            }
            Rule::ZScore { centre, spread, population } => self.zscore(task, centre, spread, *population),
            Rule::PerPoint { line, step, up, down, partial } => {
                self.per_point(task, (line, step), (up, down), *partial)
            }
            Rule::Bands { rows, linear, open, otherwise } => {
                self.bands(task, rows, (*linear, *open), otherwise.as_ref())
            }
            Rule::Rank { .. } | Rule::RankStep { .. } | Rule::RankBands { .. } => self.by_rank(task),
            Rule::Percentile => self.percentile(task, &x),
            Rule::Vector => self.vector(task, x, lower),
            Rule::Given => x,
            Rule::Ratio(formula) | Rule::Points(formula) => {
                let view = self.view(&task.around, task.row);
                let formula = self.expression(&view, formula);
                Piece::of(formula.text.clone(), &[&x, &formula])
            }
        }
    }

    fn between(
        &mut self,
        task: &Scored<'_>,
        worst: Option<&Typed>,
        best: Option<&Typed>,
        shape: &dyn Fn(Piece) -> Piece,
    ) -> Piece {
        let x = self.here(task.value, task.unit);
        let worst = self.reference(task, "worst", worst, 2);
        let best = self.reference(task, "best", best, 1);
        let flat = Piece::number(task.scoring.flat);
        let width = best.clone().minus(&worst);
        let fixed = [&worst, &best].map(|bound| bound.text.parse::<f64>().ok());
        let ratio = shape(x.minus(&worst).over(&width));
        if let [Some(worst), Some(best)] = fixed
            && worst != best
        {
            return ratio;
        }
        let text = format!("IF({}={},{},{})", best.text, worst.text, flat.text, ratio.text);
        Piece::of(text, &[&ratio])
    }

    fn reciprocal(&mut self, task: &Scored<'_>, x: &Piece, target: &Piece) -> Piece {
        let ratio = target.clone().over(x);
        let Some(cap) = &task.scoring.cap else { return ratio };
        let cap = self.operand(task, "cap", cap);
        let text = format!("IF({}<=0,{},{})", x.text, cap.argument(), ratio.text);
        Piece::of(text, &[&cap, &ratio])
    }

    fn zscore(&mut self, task: &Scored<'_>, centre: &Typed, spread: &Typed, population: bool) -> Piece {
        let x = self.here(task.value, task.unit);
        let mean = self.reference(task, "mean", None, 3);
        let deviation = if population {
            let around = Rc::clone(&task.around);
            let set = around.universe.position(task.row).and_then(|position| around.sets.of(position));
            let units = set.map(|set| self.members(&around, set)).unwrap_or_default();
            let list = self.ranges(Sheet::Calculation, task.value, &units).join(",");
            Piece::solid(format!("STDEVP({list})"))
        } else {
            self.reference(task, "stdev", None, 5)
        };
        let (centre, spread) = (self.operand(task, "centre", centre), self.operand(task, "spread", spread));
        let standard = spread.times(&x.minus(&mean).over(&deviation));
        let lower = task.around.direction == Direction::Lower;
        let ratio = if lower { centre.clone().minus(&standard) } else { centre.clone().plus(&standard) };
        let text = format!("IF({}=0,{},{})", deviation.text, centre.argument(), ratio.text);
        Piece::of(text, &[&ratio])
    }

    fn per_point(
        &mut self,
        task: &Scored<'_>,
        (line, step): (&Typed, &Typed),
        (up, down): (&Typed, &Typed),
        partial: Partial,
    ) -> Piece {
        let steps = match self.find(task.node, &Step::Steps) {
            Some(column) => self.here(column, task.unit),
            None => self.steps_of(task, line, step),
        };
        let whole = |text: &str| {
            let s = steps.atom();
            Piece::of(format!("IF({s}=0,0,SIGN({s})*{text})"), &[&steps])
        };
        let counted = match partial {
            Partial::ProRata => steps.clone(),
            Partial::Drop => whole(&format!("INT(ABS({}))", twelve(&steps.atom()))),
            Partial::Count => whole(&format!("(-INT(-ABS({})))", twelve(&steps.atom()))),
        };
        let (up, down) = (self.operand(task, "up", up), self.operand(task, "down", down));
        let worth = if up.text == down.text {
            up
        } else {
            let text = format!("IF({}>0,{},{})", steps.argument(), up.argument(), down.argument());
            Piece::of(text, &[&steps, &up, &down])
        };
        self.weight(task.node, task.group).plus(&worth.times(&counted))
    }

    fn bands(
        &mut self,
        task: &Scored<'_>,
        rows: &[(Typed, Typed)],
        (linear, open): (bool, bool),
        otherwise: Option<&Typed>,
    ) -> Piece {
        let x = self.here(task.value, task.unit);
        let view = self.view(&task.around, task.row);
        let rows: Vec<(Piece, Piece)> = rows
            .iter()
            .map(|(edge, points)| (self.expression(&view, edge), self.expression(&view, points)))
            .collect();
        let below = otherwise.map_or_else(|| Piece::number(0.0), |below| self.expression(&view, below));
        let (Some((_, first)), Some((_, last))) = (rows.first(), rows.last()) else { return below };
        let sign = if open && !linear { "<=" } else { "<" };
        let mut text = last.text.clone();
        for at in (0..rows.len()).rev() {
            let (edge, points) = &rows[at];
            let under = match at.checked_sub(1).map(|before| &rows[before]) {
                None if linear => first.text.clone(),
                None => below.text.clone(),
                Some((_, points_before)) if !linear => points_before.text.clone(),
                Some((edge_before, points_before)) => {
                    let slope = points.clone().minus(points_before);
                    let part = slope.times(&x.clone().minus(edge_before));
                    points_before.clone().plus(&part.over(&edge.clone().minus(edge_before))).text
                }
            };
            text = format!("IF({}{sign}{},{under},{text})", x.text, edge.text);
        }
        let mut parts = vec![&x, &below];
        parts.extend(rows.iter().flat_map(|(edge, points)| [edge, points]));
        Piece::of(text, &parts)
    }

    fn by_rank(&mut self, task: &Scored<'_>) -> Piece {
        let Some(column) = self.find(task.node, &Step::SetRank) else { return Piece::null() };
        let rank = self.here(column, task.unit);
        let one = Piece::number(1.0);
        match &task.scoring.rule {
            Rule::Rank { first, last, .. } => {
                let n = self.reference(task, "n", None, 0);
                let (first, last) = (self.operand(task, "first", first), self.operand(task, "last", last));
                let slope = last.minus(&first).times(&rank.minus(&one));
                let ratio = first.clone().plus(&slope.over(&n.clone().minus(&one)));
                let text = format!("IF({}<=1,{},{})", n.text, first.argument(), ratio.text);
                Piece::of(text, &[&ratio])
            }
            Rule::RankStep { first, step, .. } => {
                let (first, step) = (self.operand(task, "first", first), self.operand(task, "step", step));
                first.minus(&step.times(&rank.minus(&one)))
            }
            Rule::RankBands { rows, otherwise, .. } => {
                let view = self.view(&task.around, task.row);
                let otherwise =
                    otherwise.as_ref().map_or_else(|| Piece::number(0.0), |e| self.expression(&view, e));
                let mut parts = vec![rank.clone(), otherwise.clone()];
                let mut text = otherwise.argument();
                for (place, points) in rows.iter().rev() {
                    let points = self.expression(&view, points);
                    text = format!("IF({}<={place},{},{text})", rank.text, points.argument());
                    parts.push(points);
                }
                Piece::of(text, &parts.iter().collect::<Vec<_>>())
            }
            _ => Piece::null(),
        }
    }

    fn percentile(&mut self, task: &Scored<'_>, x: &Piece) -> Piece {
        let around = Rc::clone(&task.around);
        let set = around.universe.position(task.row).and_then(|position| around.sets.of(position));
        let Some(set) = set else { return Piece::null() };
        let n = self.reference(task, "n", None, 0);
        let rank = self.rank_in_set(&around, task.value, set, x, Sheet::Calculation);
        let equal = self.equal_in_set(&around, task.value, set, x);
        let one = Piece::number(1.0);
        let average = rank.plus(&equal.minus(&one).over(&Piece::number(2.0)));
        let ratio = n.clone().minus(&average).over(&n.clone().minus(&one));
        let text = format!("IF({}=1,1,{})", n.text, ratio.text);
        Piece::of(text, &[&ratio])
    }

    fn vector(&mut self, task: &Scored<'_>, x: Piece, lower: bool) -> Piece {
        let around = &task.around;
        let set = around.universe.position(task.row).and_then(|position| around.sets.of(position));
        let units = set.map(|set| self.members(around, set)).unwrap_or_default();
        let list = self.ranges(Sheet::Calculation, task.value, &units).join(",");
        let length = Piece::solid(format!("SQRT(SUMSQ({list}))"));
        let ratio = x.over(&length);
        if lower { Piece::of(format!("(-{})", ratio.text), &[&ratio]) } else { ratio }
    }

    /// `floor` and `cap` bound ratios, `min` and `max` points.
    pub(super) fn clamped(&mut self, task: &Scored<'_>, piece: &Piece, in_points: bool) -> Piece {
        let scoring = task.scoring;
        let weight = self.weight(task.node, task.group);
        let nought =
            matches!(scoring.rule, Rule::Target { .. } | Rule::Baseline { .. } | Rule::BestRatio { .. });
        let mut bound = |name: &'static str, expr: &Option<Typed>, of_ratio: bool| {
            let bound = self.operand(task, name, expr.as_ref()?);
            Some(match (in_points, of_ratio) {
                (true, true) => bound.times(&weight).text,
                (false, false) => bound.over(&weight).text,
                _ => bound.text,
            })
        };
        let floor = bound("floor", &scoring.floor, true).or(nought.then(|| "0".to_owned()));
        let lows: Vec<String> = floor.into_iter().chain(bound("min", &scoring.min, false)).collect();
        let highs: Vec<String> =
            bound("cap", &scoring.cap, true).into_iter().chain(bound("max", &scoring.max, false)).collect();
        let mut text = piece.argument();
        if !lows.is_empty() {
            text = format!("MAX({text},{})", lows.join(","));
        }
        if !highs.is_empty() {
            text = format!("MIN({text},{})", highs.join(","));
        }
        if lows.is_empty() && highs.is_empty() { piece.clone() } else { Piece::of(text, &[piece]) }
    }
}

/// Null where the target, baseline or best is not above 0.
fn over_positive(base: &Piece, ratio: &Piece) -> Piece {
    if base.text.parse::<f64>().is_ok_and(|base| base > 0.0) {
        return ratio.clone();
    }
    let text = format!("IF({}>0,{},\"\")", base.argument(), ratio.text);
    Piece::of(text, &[ratio]).may_blank()
}
