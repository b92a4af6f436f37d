//! Whom one more or one less subject would move (一家进出，众人易位).
//!
//! *What it does.* Where min-max or efficacy takes best or worst from the sample, the units that hold an extreme alone are
//! left out one at a time, the latest period is run again, and the order of the others is compared. Reports the unit that
//! changes most, if somebody moves three places and a tenth of the field or more.
//!
//! *Why.* Units come and go (撤并, 暂不评价); a ranking that depends on who else is listed can be steered by the list, and
//! each new subject changes everyone's points.
//!
//! *Example.* One county with ten times the exports of the next: without it, all the others spread out.
//!
//! *References.* METHODS.md §1.1 (a study of Zhejiang's eleven cities); OECD/JRC Handbook (2008), step 7, robustness.

use baton_model::{Direction, Message};
use baton_score::rank::{Ties, rank_descending};
use baton_score::stats;

use super::messages;
use super::past::{Past, period, shown};
use crate::diagnostic::Diagnostic;
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{Kind, Type, Typed, UnitField};
use crate::plan::{Condition, Plan, Rule, Unknown};
use crate::run::{RunOptions, RunResult, run};

/// A larger field is not run again for every unit: one of so many moves nobody far.
const LARGEST: usize = 5_000;
/// A smaller field has no places to move.
const SMALLEST: usize = 5;
/// At most so many units are left out.
const TRIED: usize = 48;

pub(super) fn lint(plan: &Plan, past: &[Past<'_>]) -> Vec<Diagnostic> {
    let Some(last) = past.last() else { return Vec::new() };
    let subjects = last.result.subjects();
    if !(SMALLEST..=LARGEST).contains(&subjects) {
        return Vec::new();
    }
    let largest = holders(plan, last)
        .into_iter()
        .take(TRIED)
        .filter_map(|(subject, node)| Some((node, moved(plan, last, subject)?)))
        .reduce(|a, b| if b.1.places > a.1.places { b } else { a });
    let far = |(_, moved): &(usize, Moved)| moved.places >= 3.0 && moved.places * 10.0 >= subjects as f64;
    largest.filter(far).map(|(node, moved)| diagnostic(plan, last, node, &moved)).into_iter().collect()
}

fn diagnostic(plan: &Plan, last: &Past<'_>, node: usize, moved: &Moved) -> Diagnostic {
    let message = Message::new(&messages::ONE_UNIT_MOVES_OTHERS)
        .with("unit", last.name(moved.without))
        .with("period", period(last.result.period))
        .with("count", moved.count)
        .with("moved", last.name(moved.furthest))
        .with("from", shown(moved.from, 0))
        .with("to", shown(moved.to, 0))
        .with("node", &plan.nodes[node].name);
    Diagnostic::lint(message, plan.nodes[node].span)
}

/// Subjects that alone hold a sample extreme, each with the leaf where it stands furthest out.
fn holders(plan: &Plan, last: &Past<'_>) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize, f64)> = Vec::new();
    for (index, _, leaf) in plan.leaves() {
        let (Rule::MinMax { worst, best } | Rule::Efficacy { worst, best, .. }) = &leaf.scoring.rule else {
            continue;
        };
        let Some(values) = last.values(index) else { continue };
        let lower = leaf.direction == Direction::Lower;
        let (top, bottom) = if lower { (worst, best) } else { (best, worst) };
        for members in last.groups() {
            for (free, sign) in [(top.is_none(), 1.0), (bottom.is_none(), -1.0)] {
                let column: Vec<f64> = members.iter().map(|subject| sign * values[*subject]).collect();
                if let Some((at, lead)) = outermost(&column).filter(|_| free) {
                    found.push((members[at], index, lead));
                }
            }
        }
    }
    found.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.cmp_places(b)));
    let mut seen = Vec::new();
    found.retain(|(subject, ..)| {
        let new = !seen.contains(subject);
        seen.push(*subject);
        new
    });
    found.into_iter().map(|(subject, index, _)| (subject, index)).collect()
}

/// An order for equal leads, so that the same data give the same lint.
trait Places {
    fn cmp_places(&self, other: &Self) -> std::cmp::Ordering;
}

impl Places for (usize, usize, f64) {
    fn cmp_places(&self, other: &Self) -> std::cmp::Ordering {
        (self.0, self.1).cmp(&(other.0, other.1))
    }
}

/// The position of the largest value, and how far it leads the next as a share of the range; none if it is shared.
fn outermost(column: &[f64]) -> Option<(usize, f64)> {
    let (largest, smallest) = (stats::max(column)?, stats::min(column)?);
    let at = column.iter().position(|value| *value == largest)?;
    let rest: Vec<f64> =
        column.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, value)| *value).collect();
    let next = stats::max(&rest)?;
    (largest > next && largest > smallest).then(|| (at, (largest - next) / (largest - smallest)))
}

/// How the order of the others changes without one unit.
struct Moved {
    without: usize,
    furthest: usize,
    from: f64,
    to: f64,
    places: f64,
    count: usize,
}

fn moved(plan: &Plan, last: &Past<'_>, without: usize) -> Option<Moved> {
    let result = &last.result;
    let code = last.snapshot.roster.code(result.universe.rows[without]);
    let rerun = run(&leaving_out(plan, code), last.snapshot, &RunOptions::new(result.period)).ok()?;
    let mut found = Moved { without, furthest: without, from: 0.0, to: 0.0, places: 0.0, count: 0 };
    for members in last.groups() {
        let others: Vec<usize> = members.into_iter().filter(|subject| *subject != without).collect();
        let before: Vec<f64> = others.iter().map(|subject| result.total.values[*subject]).collect();
        let after: Vec<f64> =
            others.iter().map(|subject| total_in(&rerun, result.universe.rows[*subject])).collect();
        let ranks = |totals: &[f64]| rank_descending(totals, Ties::Competition);
        for ((subject, from), to) in others.iter().zip(ranks(&before)).zip(ranks(&after)) {
            let places = (to - from).abs();
            found.count += usize::from(places > 0.0);
            if places > found.places {
                found = Moved { furthest: *subject, from, to, places, ..found };
            }
        }
    }
    (found.count > 0).then_some(found)
}

fn total_in(result: &RunResult, row: u32) -> f64 {
    result.subject_of(row).map_or(f64::NAN, |subject| result.total.values[subject])
}

/// The plan with one unit no subject.
fn leaving_out(plan: &Plan, code: &str) -> Plan {
    let span = plan.nodes[0].span;
    let typed = |kind: Kind, ty: Type| Typed { kind, ty, span };
    let field = typed(Kind::UnitField(UnitField::Code), Type::Text);
    let text = typed(Kind::Text(code.to_owned()), Type::Text);
    let other = typed(Kind::Binary(BinaryOp::NotEqual, Box::new(field), Box::new(text)), Type::Bool);
    let condition = match &plan.subjects {
        Some(Condition { when, unknown }) => Condition {
            when: typed(Kind::Binary(BinaryOp::And, Box::new(when.clone()), Box::new(other)), Type::Bool),
            unknown: *unknown,
        },
        None => Condition { when: other, unknown: Unknown::Error },
    };
    Plan { subjects: Some(condition), ..plan.clone() }
}
