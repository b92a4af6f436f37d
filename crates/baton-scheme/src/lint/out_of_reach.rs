//! Full marks nobody can reach (够不着的满分).
//!
//! *What it does.* For rules that measure against a number in the scheme (target, baseline, best ratio, fixed best, bands,
//! per point) it looks for the highest points any unit had in any period. If nobody had the full points, it names the
//! nearest. Full points are the weight × cap where a cap is written, the points of the top band, else the weight.
//!
//! *Why.* The scheme then has fewer points than it says, and shortfalls (失分) count points nobody can earn.
//!
//! *Example.* Bands that end at 130 % where the best unit ever reached 118 %.
//!
//! *References.* SCHEME.md §5, attainable; METHODS.md §1.6.

use baton_model::Message;
use baton_model::message::Term;

use super::messages::{self, term};
use super::past::{Past, brief, period};
use crate::diagnostic::Diagnostic;
use crate::expr::typed::{Kind, Typed};
use crate::plan::{Leaf, Plan, Rule};

pub(super) fn lint(plan: &Plan, past: &[Past<'_>]) -> Vec<Diagnostic> {
    plan.leaves()
        .filter_map(|(index, node, leaf)| {
            if node.factor.is_some() {
                return None;
            }
            let bound = bound(leaf)?;
            let (short, full, points, at, subject) = nearest(past, index, leaf)?;
            let message = Message::new(&messages::FULL_MARKS_OUT_OF_REACH)
                .with("node", &node.name)
                .with("full", brief(full))
                .with("best", brief(points))
                .with("unit", at.name(subject))
                .with("period", period(at.result.period))
                .with("bound", bound);
            (short > 1e-9 * full.abs().max(1.0)).then(|| Diagnostic::lint(message, node.span))
        })
        .collect()
}

/// What would have to be lowered; none for rules whose full mark the sample always reaches, or judges give.
fn bound(leaf: &Leaf) -> Option<&'static Term> {
    let capped = leaf.scoring.cap.is_some();
    match &leaf.scoring.rule {
        Rule::Target { .. } if !capped => Some(&term::TARGET),
        Rule::Target { .. } => Some(&term::CAP),
        Rule::Baseline { .. } if capped => Some(&term::CAP),
        Rule::MinMax { best: Some(_), .. }
        | Rule::Efficacy { best: Some(_), .. }
        | Rule::BestRatio { best: Some(_) } => Some(&term::BEST),
        Rule::Bands { .. } => Some(&term::TOP_BAND),
        Rule::PerPoint { .. } => Some(&term::LINE),
        _ => None,
    }
}

/// Who came nearest to the full points: what was lacking, the full points, the points, the run, the subject.
fn nearest<'p, 's>(
    past: &'p [Past<'s>],
    index: usize,
    leaf: &Leaf,
) -> Option<(f64, f64, f64, &'p Past<'s>, usize)> {
    let mut found: Option<(f64, f64, f64, &Past<'_>, usize)> = None;
    for one in past {
        let Some(points) = one.points(index) else { continue };
        for (subject, points) in points.iter().copied().enumerate() {
            let weight = one.result.nodes[index].weight[one.result.group_of[subject] as usize];
            let Some(full) = full(leaf, weight).filter(|_| weight > 0.0 && !points.is_nan()) else {
                continue;
            };
            let short = full - points;
            if found.is_none_or(|(least, ..)| short < least) {
                found = Some((short, full, points, one, subject));
            }
        }
    }
    found
}

/// The full points of a leaf; none where they are not written as numbers.
fn full(leaf: &Leaf, weight: f64) -> Option<f64> {
    let number = |expr: &Typed| match expr.kind {
        Kind::Number(number) => Some(number),
        _ => None,
    };
    let mut full = match &leaf.scoring.rule {
        Rule::Bands { rows, .. } => {
            let points: Vec<f64> = rows.iter().map(|(_, points)| number(points)).collect::<Option<_>>()?;
            points.into_iter().reduce(f64::max)?
        }
        _ => match &leaf.scoring.cap {
            Some(cap) => weight * number(cap)?,
            None => weight,
        },
    };
    if let Some(max) = &leaf.scoring.max {
        full = full.min(number(max)?);
    }
    Some(full)
}
