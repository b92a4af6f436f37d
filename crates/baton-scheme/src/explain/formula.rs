//! Formulas with the numbers in them, in the expression language, so that anyone can evaluate them again.

use baton_model::Flags;

use super::bounds::{Reach, bounded};
use super::number::Digits;
use super::{ExplainedRule, Explainer};
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{Kind, Typed};
use crate::plan::{Aggregate, Body, Leaf, Missing, Node, Partial, Rule};
use crate::run::{NodeResult, Scope, number_of};

/// An expression of arithmetic over the numbers an expression reads.
pub(super) fn with_numbers(digits: Digits, scope: Scope<'_>, expr: &Typed) -> String {
    let value = || number_of(scope, expr).map_or_else(|| "null".to_owned(), |value| digits.show(value));
    let wrapped = |inner: &Typed| match &inner.kind {
        Kind::Binary(..) | Kind::Convert(..) | Kind::Negate(_) => {
            format!("({})", with_numbers(digits, scope, inner))
        }
        _ => with_numbers(digits, scope, inner),
    };
    match &expr.kind {
        Kind::Binary(op, a, b) if is_arithmetic(*op) => {
            let left = match &a.kind {
                Kind::Binary(inner, ..)
                    if is_arithmetic(*inner) && binds(*inner) >= binds(*op) && *op != BinaryOp::Power =>
                {
                    with_numbers(digits, scope, a)
                }
                Kind::Convert(..) if binds(*op) <= 2 => with_numbers(digits, scope, a),
                _ => wrapped(a),
            };
            format!("{left} {} {}", op.sign(), wrapped(b))
        }
        Kind::Negate(inner) => format!("-{}", wrapped(inner)),
        Kind::Convert(inner, factor) => {
            let inner = wrapped(inner);
            match (factor.multiply == 1.0, factor.divide == 1.0) {
                (true, true) => inner,
                (false, true) => format!("{inner} * {}", factor.multiply),
                (true, false) => format!("{inner} / {}", factor.divide),
                (false, false) => format!("{inner} * {} / {}", factor.multiply, factor.divide),
            }
        }
        _ => value(),
    }
}

fn is_arithmetic(op: BinaryOp) -> bool {
    binds(op) > 0
}

fn binds(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Add | BinaryOp::Subtract => 1,
        BinaryOp::Multiply | BinaryOp::Divide => 2,
        BinaryOp::Power => 3,
        _ => 0,
    }
}

/// The formula of a leaf's points; empty where there are none.
pub(super) fn of_leaf(
    (explainer, digits): (&Explainer<'_>, Digits),
    (node, leaf): (&Node, &Leaf),
    scope: Scope<'_>,
    rule: &ExplainedRule,
    found: &NodeResult,
) -> String {
    let weight = found.weight[explainer.result.group_of[explainer.subject] as usize];
    let Some(points) = found.points.get(explainer.subject) else { return String::new() };
    let flags = found.points.flags_of(explainer.subject);
    let unrounded = found.unrounded.get(explainer.subject).copied().unwrap_or(points);
    let factor = node.factor.as_ref().and_then(|factor| number_of(scope, factor));
    let before_factor =
        factor.map_or(unrounded, |factor| if factor == 0.0 { 0.0 } else { unrounded / factor });
    let show = |number: f64| digits.show(number);
    let body = if flags.has(Flags::VETOED) {
        "0".to_owned()
    } else if flags.has(Flags::POLICY_POINTS) {
        match &leaf.missing {
            Missing::Floor(ratio) => match number_of(scope, ratio) {
                Some(ratio) => {
                    let text = format!("{} * {}", show(weight), show(ratio));
                    bounded(digits, (leaf, scope), text, weight, Reach::default())
                }
                None => show(before_factor),
            },
            _ => show(before_factor),
        }
    } else {
        match (rule.value, scored(digits, leaf, scope, rule, weight)) {
            (Some(_), Some(text)) => {
                bounded(digits, (leaf, scope), text, weight, Reach::of(leaf, scope, rule))
            }
            _ => share(digits, leaf, rule, (before_factor, weight)).unwrap_or_else(|| show(before_factor)),
        }
    };
    match factor {
        Some(factor) if !flags.has(Flags::VETOED) => format!("({body}) * {}", show(factor)),
        _ => body,
    }
}

/// Ratio rules as `weight * (…)`, point rules as points; none where the rule has no short formula.
fn scored(
    digits: Digits,
    leaf: &Leaf,
    scope: Scope<'_>,
    rule: &ExplainedRule,
    weight: f64,
) -> Option<String> {
    let show = |number: f64| digits.show(number);
    let x = show(rule.value?);
    let number = |expr: &Typed| number_of(scope, expr);
    let named =
        |name: &str| rule.reference.iter().find(|(other, _)| *other == name).map(|(_, number)| *number);
    let lower = leaf.direction == baton_model::Direction::Lower;
    let way = |worst: f64, best: f64| format!("({x} - {}) / ({} - {})", show(worst), show(best), show(worst));
    let flat = |worst: f64, best: f64| (worst == best).then(|| show(leaf.scoring.flat));
    let text = match &leaf.scoring.rule {
        Rule::MinMax { .. } => {
            let (worst, best) = (named("worst")?, named("best")?);
            flat(worst, best).unwrap_or_else(|| way(worst, best))
        }
        Rule::Efficacy { base, exponential, .. } => {
            let (worst, best, base) = (named("worst")?, named("best")?, number(base)? / 100.0);
            flat(worst, best).unwrap_or_else(|| {
                let way = way(worst, best);
                if *exponential {
                    format!("{} ^ (1 - {way})", show(base))
                } else {
                    format!("{} + (1 - {}) * ({way})", show(base), show(base))
                }
            })
        }
        Rule::Target { reciprocal, .. } => {
            let target = show(named("target")?);
            match (lower, reciprocal) {
                (false, _) => format!("{x} / {target}"),
                (true, false) => format!("2 - {x} / {target}"),
                (true, true) if rule.value? <= 0.0 => show(number(leaf.scoring.cap.as_ref()?)?),
                (true, true) => format!("{target} / {x}"),
            }
        }
        Rule::Baseline { .. } => {
            let baseline = show(named("baseline")?);
            if lower { format!("2 - {x} / {baseline}") } else { format!("{x} / {baseline}") }
        }
        Rule::BestRatio { .. } => {
            let best = show(named("best")?);
            if lower { format!("{best} / {x}") } else { format!("{x} / {best}") }
        }
        Rule::Rank { first, last, .. } => {
            let (first, last, rank, n) = (number(first)?, number(last)?, named("rank")?, named("n")?);
            if n <= 1.0 {
                show(first)
            } else {
                format!("{} + ({} - {}) * ({rank} - 1) / ({n} - 1)", show(first), show(last), show(first))
            }
        }
        Rule::RankStep { first, step, .. } => {
            format!("{} - {} * ({} - 1)", show(number(first)?), show(number(step)?), named("rank")?)
        }
        Rule::Relative { k, difference, .. } => {
            let (reference, k) = (named("reference")?, show(number(k)?));
            let sign = if lower { "-" } else { "+" };
            let apart = format!("({x} - {})", show(reference));
            let apart = if *difference { apart } else { format!("{apart} / {}", show(reference.abs())) };
            format!("1 {sign} {k} * {apart}")
        }
        Rule::ZScore { centre, spread, .. } => {
            let (mean, stdev) = (named("mean")?, named("stdev")?);
            let (centre, spread) = (show(number(centre)?), show(number(spread)?));
            let sign = if lower { "-" } else { "+" };
            if stdev == 0.0 {
                centre
            } else {
                format!("{centre} {sign} {spread} * ({x} - {}) / {}", show(mean), show(stdev))
            }
        }
        Rule::PerPoint { up, down, partial, .. } => {
            let (line, step) = (named("line")?, named("step")?);
            let above = (rule.value? > line) != lower;
            let worth = show(if above { number(up)? } else { number(down)? });
            let sign = if lower { "-" } else { "" };
            let steps = format!("({x} - {}) / {sign}{}", show(line), show(step));
            let steps = match partial {
                Partial::ProRata => steps,
                Partial::Drop if above => format!("floor({steps})"),
                Partial::Drop => format!("ceil({steps})"),
                Partial::Count if above => format!("ceil({steps})"),
                Partial::Count => format!("floor({steps})"),
            };
            return Some(format!("{} + {worth} * ({steps})", show(weight)));
        }
        Rule::Given => return Some(x),
        Rule::Ratio(formula) => with_numbers(digits, scope, formula),
        Rule::Points(formula) => return Some(with_numbers(digits, scope, formula)),
        Rule::Bands { rows, linear: true, .. } => return between(digits, rule.value?, rows, &number),
        Rule::RankBands { .. } | Rule::Bands { .. } | Rule::Percentile | Rule::Vector => return None,
    };
    Some(format!("{} * ({text})", show(weight)))
}

/// A percentile as units behind ÷ other units, where that is what the points are.
fn share(digits: Digits, leaf: &Leaf, rule: &ExplainedRule, (points, weight): (f64, f64)) -> Option<String> {
    let n = rule.reference.iter().find(|(name, _)| *name == "n").map(|(_, n)| *n)?;
    let others = n - 1.0;
    if !matches!(leaf.scoring.rule, Rule::Percentile) || weight == 0.0 || others < 1.0 {
        return None;
    }
    let behind = (points / weight * others).round();
    let same = (behind / others - points / weight).abs() < 1e-12;
    same.then(|| format!("{} * ({behind} / {others})", digits.show(weight)))
}

/// The straight line between the two edges a value lies between; the points of an edge outside them.
fn between(
    digits: Digits,
    x: f64,
    rows: &[(Typed, Typed)],
    number: &dyn Fn(&Typed) -> Option<f64>,
) -> Option<String> {
    let show = |number: f64| digits.show(number);
    let rows: Vec<(f64, f64)> =
        rows.iter().map(|(edge, points)| Some((number(edge)?, number(points)?))).collect::<Option<_>>()?;
    let above = rows.iter().position(|(edge, _)| *edge >= x);
    match above {
        Some(0) => rows.first().map(|(_, points)| show(*points)),
        None => rows.last().map(|(_, points)| show(*points)),
        Some(at) => {
            let ((e0, p0), (e1, p1)) = (rows[at - 1], rows[at]);
            let way = format!("({} - {}) / ({} - {})", show(x), show(e0), show(e1), show(e0));
            Some(format!("{} + ({} - {}) * {way}", show(p0), show(p1), show(p0)))
        }
    }
}

/// The formula of an inner node from its children's printed points.
pub(super) fn of_children(
    (explainer, digits): (&Explainer<'_>, Digits),
    node: &Node,
    found: &NodeResult,
    weight: f64,
) -> String {
    let show = |number: f64| digits.show(number);
    let subject = explainer.subject;
    let Body::Inner(inner) = &node.body else { return String::new() };
    let Some(points) = found.points.get(subject) else { return String::new() };
    let unrounded = found.unrounded.get(subject).copied().unwrap_or(points);
    let plain = inner.aggregate == Aggregate::Sum && inner.score.is_none() && node.factor.is_none();
    if !plain || found.points.flags_of(subject).has(Flags::VETOED) {
        return show(unrounded);
    }
    let group = explainer.result.group_of[subject] as usize;
    let results = &explainer.result.nodes;
    let active: Vec<usize> = node.children.iter().copied().filter(|child| results[*child].active).collect();
    let present: Vec<usize> =
        active.iter().copied().filter(|child| results[*child].points.get(subject).is_some()).collect();
    let terms: Vec<String> =
        present.iter().filter_map(|child| results[*child].points.get(subject).map(show)).collect();
    let mut text = terms.join(" + ");
    if found.points.flags_of(subject).has(Flags::REWEIGHTED) {
        let sum = |list: &[usize]| list.iter().map(|child| results[*child].weight[group]).sum::<f64>();
        text = format!("({text}) * {} / {}", show(sum(&active)), show(sum(&present)));
    }
    if let Some(full) = inner.full {
        text = format!("({text}) * {} / {}", show(weight), show(full));
    }
    text
}
