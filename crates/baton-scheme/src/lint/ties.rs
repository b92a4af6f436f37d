//! Undefined ties (并列没有规定).
//!
//! *What it does.* Without figures: reports a ranking of totals that are not rounded anywhere. With figures: reports
//! equal totals where no `break` is given, from the latest period that had any.
//!
//! *Why.* Digits nobody sees decide a place, or nothing does; both end in an objection.
//!
//! *Example.* 济宁 2015: 嘉祥 and 汶上 both 77.93, both ninth; 确山 and 平舆 both 77.5, without a word.
//!
//! *References.* METHODS.md §1.11; SCHEME.md §4, ranks.

use baton_model::Message;

use super::messages;
use super::past::{Past, brief, period};
use crate::diagnostic::Diagnostic;
use crate::plan::Plan;

/// Ranks by totals that are not rounded.
pub(super) fn unrounded(plan: &Plan) -> Vec<Diagnostic> {
    let rounding = &plan.rounding;
    let rounded = rounding.total.or(rounding.node).or(rounding.leaf).or(plan.ranking.precision).is_some();
    if rounded {
        return Vec::new();
    }
    vec![Diagnostic::lint(Message::new(&messages::UNROUNDED_RANKING), plan.nodes[0].span)]
}

/// Equal totals without a rule for them.
pub(super) fn tied(plan: &Plan, past: &[Past<'_>]) -> Vec<Diagnostic> {
    if !plan.ranking.breaks.is_empty() {
        return Vec::new();
    }
    past.iter().rev().find_map(|past| of_period(plan, past)).into_iter().collect()
}

fn of_period(plan: &Plan, past: &Past<'_>) -> Option<Diagnostic> {
    let result = &past.result;
    let mut ranked: Vec<usize> =
        (0..result.subjects()).filter(|subject| result.rank.get(*subject).is_some()).collect();
    let key = |subject: &usize| (result.group_of[*subject], result.total.values[*subject]);
    ranked.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        a.0.cmp(&b.0).then(b.1.total_cmp(&a.1))
    });
    let pairs: Vec<(usize, usize)> = ranked
        .windows(2)
        .filter(|pair| key(&pair[0]) == key(&pair[1]))
        .map(|pair| (pair[0], pair[1]))
        .collect();
    let (a, b) = *pairs.first()?;
    let mut tied: Vec<usize> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    tied.sort_unstable();
    tied.dedup();
    let message = Message::new(&messages::TIED_TOTALS)
        .with("period", period(result.period))
        .with("count", tied.len())
        .with("a", past.name(a))
        .with("b", past.name(b))
        .with("total", brief(result.total.values[a]));
    Some(Diagnostic::lint(message, plan.nodes[0].span))
}
