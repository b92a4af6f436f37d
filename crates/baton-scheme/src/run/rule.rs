//! Steps 6 and 7: statistics of the comparison set, ratio by the rule, clamp.

use std::sync::{Mutex, PoisonError};

use baton_model::{Direction, Flags, Message, NullReason};
use baton_score::rank::Ties;
use baton_score::rule::{self, Between, Inverse, Shape, Undefined};
use baton_score::stats;

use super::blocks::BLOCK;
use super::column::Numbers;
use super::scope::{Scope, Sets};
use super::task::Task;
use super::{clamp, eval, group};
use crate::expr::typed::Typed;
use crate::messages;
use crate::plan::{Partial, Rule, Scoring, Tied};

/// A parameter of a rule: one number, one a comparison set, or one a row.
pub(super) enum Operand<'a> {
    Same(f64),
    Sets(Vec<Option<f64>>, &'a Sets),
    Rows(Numbers),
}

impl Operand<'_> {
    pub(super) fn of(scope: Scope<'_>, expr: &Typed) -> Self {
        match eval::constant(scope, expr) {
            Some(value) => Self::Same(value),
            None => Self::Rows(eval::long_numbers(scope, expr)),
        }
    }

    #[inline]
    pub(super) fn at(&self, row: usize) -> Result<f64, NullReason> {
        match self {
            Self::Same(value) => Ok(*value),
            Self::Sets(by_set, sets) => sets.of(row).and_then(|set| by_set[set]).ok_or(NullReason::TooFew),
            Self::Rows(column) => {
                column.get(row).ok_or_else(|| column.reason(row).unwrap_or(NullReason::Undefined))
            }
        }
    }
}

/// Does a rule look at one unit at a time, so that each block of rows can be scored by itself?
pub(super) fn goes_by_blocks(scope: Scope<'_>, scoring: &Scoring) -> bool {
    let alone = match &scoring.rule {
        Rule::Target { .. }
        | Rule::PerPoint { .. }
        | Rule::Bands { .. }
        | Rule::Ratio(_)
        | Rule::Points(_) => true,
        Rule::Baseline { baseline: reference }
        | Rule::BestRatio { best: reference }
        | Rule::Relative { reference, .. } => reference.is_some(),
        _ => false,
    };
    alone && scoring.parameters().into_iter().all(|part| eval::rows_at_once(scope, part) == BLOCK)
}

fn way(direction: Direction) -> rule::Direction {
    match direction {
        Direction::Lower => rule::Direction::Lower,
        Direction::Higher | Direction::None => rule::Direction::Higher,
    }
}

fn why(undefined: Undefined) -> NullReason {
    match undefined {
        Undefined::TargetNotPositive | Undefined::NoCap => NullReason::TargetNotPositive,
        Undefined::DivisionByZero | Undefined::Flat => NullReason::DivisionByZero,
    }
}

/// Ratios (or, for rules that give points, points) of all positions, clamped; flagged where flat or clamped.
pub(super) fn apply(task: &Task<'_>, scoring: &Scoring) -> Numbers {
    let mut result = unclamped(task, scoring);
    clamp::clamp(task, scoring, &mut result);
    result
}

fn unclamped(task: &Task<'_>, scoring: &Scoring) -> Numbers {
    let (scope, direction) = (task.scope, way(task.direction));
    let operand = |expr: &Typed| Operand::of(scope, expr);
    match &scoring.rule {
        Rule::MinMax { worst, best } => between(task, worst.as_ref(), best.as_ref(), scoring.flat, None),
        Rule::Efficacy { base, worst, best, exponential } => {
            let base = operand(base);
            let shape = if *exponential { Shape::Exponential } else { Shape::Linear };
            let shaped = |row, t| base.at(row).map(|base| rule::efficacy(t, base / 100.0, shape));
            between(task, worst.as_ref(), best.as_ref(), scoring.flat, Some(&shaped))
        }
        Rule::Target { target, reciprocal } => {
            let (target, cap) = (operand(target), scoring.cap.as_ref().map(operand));
            each(task, &|row, x| {
                let cap = cap.as_ref().and_then(|cap| cap.at(row).ok());
                let inverse = if *reciprocal { Inverse::Reciprocal { cap } } else { Inverse::Difference };
                let ratio = rule::target(x, target.at(row)?, direction, inverse);
                if ratio == Err(Undefined::NoCap) {
                    refuse_reciprocal(task, row, x);
                }
                ratio.map_err(why)
            })
        }
        Rule::Baseline { baseline } => {
            let baseline = reference(task, baseline.as_ref(), stats::mean);
            let ratio = move |x, base| rule::baseline(x, base, direction);
            // Whether there is a ratio is a matter of the base alone.
            let undefined = |base| ratio(1.0, base).map_or_else(why, |_| NullReason::Undefined);
            let number = |x, base| ratio(x, base).unwrap_or(f64::NAN);
            match &baseline {
                Operand::Same(base) => task.value.clone().map(undefined(*base), &|x| number(x, *base)),
                Operand::Rows(bases) => task.value.clone().against(bases, &undefined, &number),
                Operand::Sets(..) => each(task, &|row, x| ratio(x, baseline.at(row)?).map_err(why)),
            }
        }
        Rule::BestRatio { best } => {
            let sample = if task.direction == Direction::Lower { stats::min } else { stats::max };
            let best = reference(task, best.as_ref(), sample);
            each(task, &|row, x| rule::best_ratio(x, best.at(row)?, direction).map_err(why))
        }
        Rule::Relative { reference: given, k, difference } => {
            let (reference, k) = (reference(task, given.as_ref(), stats::mean), operand(k));
            each(task, &|row, x| {
                rule::relative(x, reference.at(row)?, k.at(row)?, *difference, direction).map_err(why)
            })
        }
        Rule::ZScore { centre, spread, population } => {
            let deviation = if *population { stats::stdev_population } else { stats::stdev };
            let (mean, deviation) = (reference(task, None, stats::mean), reference(task, None, deviation));
            let (centre, spread) = (operand(centre), operand(spread));
            each(task, &|row, x| {
                Ok(rule::zscore(
                    x,
                    mean.at(row)?,
                    deviation.at(row)?,
                    centre.at(row)?,
                    spread.at(row)?,
                    direction,
                ))
            })
        }
        Rule::PerPoint { line, step, up, down, partial } => {
            let (line, step, up, down) = (operand(line), operand(step), operand(up), operand(down));
            let partial = partial_of(*partial);
            let sign = if task.direction == Direction::Lower { -1.0 } else { 1.0 };
            each(task, &|row, x| {
                let more = rule::per_point(
                    x,
                    line.at(row)?,
                    sign * step.at(row)?,
                    up.at(row)?,
                    down.at(row)?,
                    partial,
                );
                more.map(|more| task.full(row) + more).map_err(why)
            })
        }
        Rule::Bands { rows, linear, open, otherwise } => {
            bands(task, rows, *linear, *open, otherwise.as_ref())
        }
        Rule::Rank { .. } | Rule::RankStep { .. } | Rule::RankBands { .. } => by_rank(task, &scoring.rule),
        Rule::Percentile => by_set(task, &|values| rule::percentile(values, direction)),
        Rule::Vector => by_set(task, &|values| {
            rule::vector(values, direction).unwrap_or_else(|_| vec![f64::NAN; values.len()])
        }),
        Rule::Given => task.value.clone(),
        Rule::Ratio(formula) | Rule::Points(formula) => {
            let mut result = eval::long_numbers(scope, formula);
            for position in 0..task.value.len() {
                if let Some(reason) = task.value.reason(position) {
                    result.set_null(position, reason);
                }
            }
            result
        }
    }
}

fn refuse_reciprocal(task: &Task<'_>, row: usize, x: f64) {
    let roster_row = task.unit(row);
    let message = Message::new(&messages::RECIPROCAL_WITHOUT_CAP)
        .with("unit", task.context.unit_name(roster_row))
        .with("node", &task.context.plan.nodes[task.node].name)
        .with("value", x);
    task.context.refuse(Some(task.node), Some(roster_row), message);
}

fn partial_of(partial: Partial) -> rule::Partial {
    match partial {
        Partial::ProRata => rule::Partial::Prorata,
        Partial::Drop => rule::Partial::Drop,
        Partial::Count => rule::Partial::Count,
    }
}

/// Applies a function to every value.
fn each(task: &Task<'_>, function: &(impl Fn(usize, f64) -> Result<f64, NullReason> + Sync)) -> Numbers {
    task.value.clone().change(function, NullReason::Undefined)
}

/// A statistic of a column.
type Statistic = fn(&[f64]) -> Option<f64>;

/// A statistic of each row's set, unless the scheme gives the number.
fn reference<'a>(task: &Task<'a>, given: Option<&Typed>, statistic: Statistic) -> Operand<'a> {
    if let Some(given) = given {
        return Operand::of(task.scope, given);
    }
    let of_set = |set| statistic(&task.sets.gather(&task.value.values, set));
    Operand::Sets((0..task.sets.members.len()).map(of_set).collect(), task.sets)
}

/// What becomes of t; none leaves it as it is.
type ShapeOf<'a> = Option<&'a (dyn Fn(usize, f64) -> Result<f64, NullReason> + Sync)>;

/// (x − worst)/(best − worst), shaped; `flat` where that divides by 0.
fn between(
    task: &Task<'_>,
    worst: Option<&Typed>,
    best: Option<&Typed>,
    flat: f64,
    shape: ShapeOf<'_>,
) -> Numbers {
    let (worst, best) = ends(task, worst, best);
    if let Some(result) = between_two(task, &worst, &best, shape) {
        return result;
    }
    let marked = Mutex::new(Vec::new());
    let mut result = each(task, &|row, x| {
        let (worst, best) = (worst.at(row)?, best.at(row)?);
        if worst == best {
            marked.lock().unwrap_or_else(PoisonError::into_inner).push(row);
            return Ok(flat);
        }
        let t = (x - worst) / (best - worst);
        shape.map_or(Ok(t), |shape| shape(row, t))
    });
    for row in marked.into_inner().unwrap_or_else(PoisonError::into_inner) {
        result.mark(row, Flags::FLAT);
    }
    result
}

/// Worst and best, each from the scheme or from the sample.
fn ends<'a>(task: &Task<'a>, worst: Option<&Typed>, best: Option<&Typed>) -> (Operand<'a>, Operand<'a>) {
    let lower = task.direction == Direction::Lower;
    if worst.is_some() || best.is_some() {
        let (low, high): (Statistic, Statistic) =
            if lower { (stats::max, stats::min) } else { (stats::min, stats::max) };
        return (reference(task, worst, low), reference(task, best, high));
    }
    let of_set = |set| stats::extremes(&task.sets.gather(&task.value.values, set)).unzip();
    let (least, most) = (0..task.sets.members.len()).map(of_set).unzip();
    let (least, most) = (Operand::Sets(least, task.sets), Operand::Sets(most, task.sets));
    if lower { (most, least) } else { (least, most) }
}

/// The usual case, where all units are compared with the same two numbers.
fn between_two(
    task: &Task<'_>,
    worst: &Operand<'_>,
    best: &Operand<'_>,
    shape: ShapeOf<'_>,
) -> Option<Numbers> {
    let one = |operand: &Operand<'_>| match operand {
        Operand::Same(value) => Some(*value),
        Operand::Sets(by_set, sets) if sets.is_one_of_all(task.value.len()) => by_set[0],
        _ => None,
    };
    let (worst, best) = (one(worst)?, one(best)?);
    if worst == best {
        return None;
    }
    let span = best - worst;
    let value = task.value;
    let mut values = Vec::with_capacity(value.len());
    let mut check = false;
    for block in value.values.chunks(BLOCK) {
        let start = values.len();
        values.extend(block.iter().map(|x| (x - worst) / span));
        check |= values[start..].iter().fold(false, |any, t: &f64| any | t.is_infinite());
    }
    let result = Numbers { values: values.into(), why: value.why.clone(), flags: value.flags.clone() };
    Some(match shape {
        Some(shape) => result.change(shape, NullReason::Undefined),
        None if check => result.change(&|_, t| Ok(t), NullReason::Undefined),
        None => result,
    })
}

fn bands(
    task: &Task<'_>,
    rows: &[(Typed, Typed)],
    linear: bool,
    open: bool,
    otherwise: Option<&Typed>,
) -> Numbers {
    let operand = |expr: &Typed| Operand::of(task.scope, expr);
    let rows: Vec<(Operand<'_>, Operand<'_>)> =
        rows.iter().map(|(edge, points)| (operand(edge), operand(points))).collect();
    let below = otherwise.map_or(Operand::Same(0.0), operand);
    each(task, &|row, x| {
        let table: Vec<(f64, f64)> = rows
            .iter()
            .map(|(edge, points)| Ok((edge.at(row)?, points.at(row)?)))
            .collect::<Result<_, _>>()?;
        let between = if linear { Between::Linear } else { Between::Step { open, below: below.at(row)? } };
        Ok(rule::bands(x, &table, between))
    })
}

fn ties(tied: Tied) -> Ties {
    match tied {
        Tied::Best => Ties::Competition,
        Tied::Average => Ties::Average,
        Tied::Worst => Ties::Worst,
    }
}

fn by_rank(task: &Task<'_>, rule_of: &Rule) -> Numbers {
    let operand = |expr: &Typed| Operand::of(task.scope, expr);
    let (Rule::Rank { tied, .. } | Rule::RankStep { tied, .. } | Rule::RankBands { tied, .. }) = rule_of
    else {
        return task.value.clone();
    };
    let ranks = group::ranks(task.value, task.sets, task.direction, ties(*tied));
    let counts: Vec<usize> = (0..task.sets.members.len())
        .map(|set| stats::count(&task.sets.gather(&task.value.values, set)))
        .collect();
    let ranked = Task { value: &ranks, ..*task };
    match rule_of {
        Rule::Rank { first, last, .. } => {
            let (first, last) = (operand(first), operand(last));
            each(&ranked, &|row, rank| {
                let n = task.sets.of(row).map_or(0, |set| counts[set]);
                Ok(rule::rank_linear(rank, n, first.at(row)?, last.at(row)?))
            })
        }
        Rule::RankStep { first, step, .. } => {
            let (first, step) = (operand(first), operand(step));
            each(&ranked, &|row, rank| Ok(rule::rank_step(rank, first.at(row)?, step.at(row)?)))
        }
        Rule::RankBands { rows, otherwise, .. } => {
            let rows: Vec<(f64, Operand<'_>)> =
                rows.iter().map(|(rank, points)| (*rank, operand(points))).collect();
            let otherwise = otherwise.as_ref().map_or(Operand::Same(0.0), operand);
            each(&ranked, &|row, rank| {
                let table: Vec<(f64, f64)> = rows
                    .iter()
                    .map(|(up_to, points)| Ok((*up_to, points.at(row)?)))
                    .collect::<Result<_, _>>()?;
                Ok(rule::rank_bands(rank, &table, otherwise.at(row)?))
            })
        }
        _ => ranks.clone(),
    }
}

fn by_set(task: &Task<'_>, function: &dyn Fn(&[f64]) -> Vec<f64>) -> Numbers {
    let mut result = Numbers::null(NullReason::NotApplicable, task.value.len());
    for (set, members) in task.sets.members.iter().enumerate() {
        let ratios = function(&task.sets.gather(&task.value.values, set));
        for (position, ratio) in members.iter().zip(ratios) {
            let row = *position as usize;
            match task.value.reason(row) {
                Some(reason) => result.set_null(row, reason),
                None if ratio.is_finite() => result.set(row, ratio),
                None => result.set_null(row, NullReason::DivisionByZero),
            }
            result.mark(row, task.value.flags_of(row));
        }
    }
    result
}
