//! An explanation as JSON, numbers in full. Keys, which do not change:
//!
//! ```text
//! scheme, version, title, period, as_of, tree_date
//! unit { code, name }, group, total|null, total_unrounded|null, full_mark, rank|null, count|null, grade|null, reason|null
//! adjustment, adjustments[] { name, formula, points, raw, inputs[] }, vetoes[]
//! tree: node
//! members[] { code, name }, rank_change|null { places|null, against, draft }
//! node { id, name, active, weight, points|null, unrounded|null, places|null, ratio|null, rank|null, attainable, shortfall|null,
//!        reason|null, marks[], formula, rule|null, ruling|null, children[] }
//! ruling { points|null, basis, approver }
//! rule { by, value|null, unit|null, written, value_formula, reference { name: number }, group|null, inputs[] }
//! group { best, best_unit, median, worst, worst_unit, n }
//! input { code, name, unit, of|null, period, scenario, value|null, reason|null, marks[], series|null, source|null }
//! source { origin, status, recorded_at, recorded_by, version }
//! ```

use baton_service::explain::{Exempted, Explained, find};
use baton_service::model::{Flags, Lang, NullReason};
use baton_service::scheme::explain::{ExplainedNode, ExplainedRule, Input};
use baton_service::scheme::run::{Ruling, RulingEffect};
use baton_service::words::flag_list;
use serde_json::{Map, Value, json};

/// The whole tree, or the node asked for.
pub(crate) fn json(explained: &Explained) -> Value {
    let found = &explained.explanation;
    let shown = explained.node.and_then(|node| find(&found.root, node)).unwrap_or(&found.root);
    let adjustments = found.adjustments.iter().map(|one| {
        json!({
            "name": one.name,
            "formula": one.formula,
            "points": one.points,
            "raw": one.raw,
            "inputs": one.inputs.iter().map(input).collect::<Vec<_>>(),
        })
    });
    json!({
        "scheme": explained.scheme,
        "version": explained.version,
        "title": explained.title,
        "period": explained.period.to_string(),
        "as_of": explained.as_of.to_string(),
        "tree_date": explained.tree_date.to_string(),
        "unit": { "code": found.code, "name": found.name },
        "group": found.group,
        "total": found.total,
        "total_unrounded": found.total_unrounded,
        "full_mark": found.full_mark,
        "rank": whole(found.rank),
        "count": whole(found.count),
        "grade": found.grade,
        "reason": reason(found.reason),
        "members": found.members.iter().map(|one| json!({"code": one.code, "name": one.name})).collect::<Vec<_>>(),
        "rank_change": found.rank_change.as_ref().map(|change| {
            json!({"places": change.places, "against": change.against.to_string(), "draft": change.draft})
        }),
        "adjustment": found.adjustment,
        "adjustments": adjustments.collect::<Vec<_>>(),
        "vetoes": found.vetoes,
        "tree": node(explained, shown),
    })
}

/// Why a unit is listed but not scored: `unit`, `class`, `when` as written, `condition` with what it read, `inputs[]`.
pub(crate) fn exempt(exempted: &Exempted) -> Value {
    let found = &exempted.exemption;
    json!({
        "title": exempted.title,
        "period": exempted.period.to_string(),
        "unit": { "code": found.code, "name": found.name },
        "class": found.class,
        "when": exempted.written,
        "condition": found.condition,
        "in_n": found.in_n,
        "in_statistics": found.in_statistics,
        "inputs": found.inputs.iter().map(input).collect::<Vec<_>>(),
    })
}

fn ruling(ruling: &Ruling) -> Value {
    let points = match ruling.effect {
        RulingEffect::Points(points) => Some(points),
        RulingEffect::Exclusion => None,
    };
    json!({ "points": points, "basis": ruling.basis, "approver": ruling.approver })
}

fn reason(reason: Option<NullReason>) -> Option<&'static str> {
    reason.map(|reason| reason.term().en)
}

/// A rank or a count; one that is shared by averaging stays as it is.
fn whole(number: Option<f64>) -> Value {
    match number {
        Some(number) if number.fract() == 0.0 => {
            number.to_string().parse::<i64>().map_or(json!(number), |number| json!(number))
        }
        other => json!(other),
    }
}

fn marks(flags: Flags) -> Vec<&'static str> {
    flag_list(flags, Lang::En)
}

fn node(explained: &Explained, found: &ExplainedNode) -> Value {
    json!({
        "id": found.id,
        "name": found.name,
        "active": found.active,
        "weight": found.weight,
        "points": found.points,
        "unrounded": found.unrounded,
        "places": found.places,
        "ratio": found.ratio,
        "rank": whole(found.rank),
        "attainable": found.attainable,
        "shortfall": found.shortfall,
        "reason": reason(found.reason),
        "marks": marks(found.flags),
        "formula": found.formula,
        "ruling": found.ruling.as_ref().map(ruling),
        "rule": found.rule.as_ref().map(|found_rule| rule(explained, found.index, found_rule)),
        "children": found.children.iter().map(|child| node(explained, child)).collect::<Vec<_>>(),
    })
}

fn rule(explained: &Explained, index: usize, found: &ExplainedRule) -> Value {
    let reference: Map<String, Value> =
        found.reference.iter().map(|(name, number)| ((*name).to_owned(), json!(number))).collect();
    let group = explained.group.get(&index).map(|group| {
        json!({
            "best": group.best.0,
            "best_unit": group.best.1,
            "median": group.median,
            "worst": group.worst.0,
            "worst_unit": group.worst.1,
            "n": group.n,
        })
    });
    json!({
        "by": found.rule,
        "value": found.value,
        "unit": found.measure.as_ref().map(ToString::to_string),
        "written": explained.written.get(&index),
        "value_formula": found.value_formula,
        "set": found.set,
        "reference": reference,
        "group": group,
        "inputs": found.inputs.iter().map(input).collect::<Vec<_>>(),
    })
}

fn input(found: &Input) -> Value {
    let source = found.source.as_ref().map(|source| {
        json!({
            "origin": source.origin.to_string(),
            "status": source.status.word(),
            "recorded_at": source.recorded_at,
            "recorded_by": source.recorded_by,
            "version": source.version,
        })
    });
    json!({
        "code": found.code,
        "name": found.name,
        "unit": found.measure,
        "of": found.unit,
        "period": found.period.to_string(),
        "scenario": found.scenario.word(),
        "value": found.value,
        "reason": reason(found.reason),
        "marks": marks(found.flags),
        "series": found.series,
        "source": source,
    })
}
