//! Two periods side by side: what moved, and why (比较).

use std::collections::BTreeMap;

use baton_model::Period;
use baton_model::UnitTree;
use baton_scheme::compare::{Change, LeafParts, Parts, Renamed, Side, compare as split};
use baton_scheme::plan::Plan;
use baton_scheme::run::RunResult;
use jiff::Timestamp;

use crate::explain::unit_row;
use crate::prepare::Prepared;
use crate::refused::Refused;
use crate::score::full_name;
use crate::successors::successor;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct CompareRequest {
    /// The earlier period.
    pub from: Period,
    /// The later period.
    pub to: Period,
    /// Only this unit, by leaf.
    pub unit: Option<String>,
    /// Figures recorded later are not seen.
    pub as_of: Timestamp,
}

/// The changes between two periods.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Id of the scheme.
    pub scheme: String,
    /// Its title.
    pub title: String,
    /// The earlier period.
    pub from: Period,
    /// The later period.
    pub to: Period,
    /// Units in the order of the later ranking, those that left it last.
    pub changes: Vec<Change>,
    /// Units that were merged in between.
    pub mergers: Vec<Merger>,
    /// The leaves of the unit asked for.
    pub leaves: Vec<LeafChange>,
    /// Its bonus and deductions, where it has any on either side.
    pub adjustment: Option<AdjustmentChange>,
}

/// The sum of bonus and deductions (加减分) of one unit in both periods.
#[derive(Clone, Copy, Debug)]
pub struct AdjustmentChange {
    /// Points before and after.
    pub points: [Option<f64>; 2],
    /// The change split as that of the total is.
    pub parts: Parts,
}

/// Units that became one (合并), or part of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merger {
    /// Codes and names before, of those that were scored under another code.
    pub from: Vec<(String, String)>,
    /// Code and name after.
    pub into: (String, String),
}

/// A leaf of one unit in both periods.
#[derive(Clone, Debug)]
pub struct LeafChange {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Unit of measure of the value.
    pub measure: String,
    /// Value before and after.
    pub value: [Option<f64>; 2],
    /// Points before and after.
    pub points: [Option<f64>; 2],
    /// The change of the points split as that of the total is, in points of the leaf.
    pub parts: Parts,
}

/// Runs the scheme in both periods and splits every change of a total into its causes.
pub fn compare(prepared: &Prepared, request: &CompareRequest) -> Result<Comparison, Refused> {
    let (before, now) = (
        prepared.snapshot(request.from, request.as_of, false)?,
        prepared.snapshot(request.to, request.as_of, false)?,
    );
    let unit = match &request.unit {
        Some(unit) => Some(now.roster.code(unit_row(prepared, &now, unit)?).to_owned()),
        None => None,
    };
    let (was, is) = (prepared.run(&before, request.from)?, prepared.run(&now, request.to)?);
    let plan = &prepared.plan;
    let earlier = Side { plan, snapshot: &before, result: &was };
    let later = Side { plan, snapshot: &now, result: &is };
    Ok(compare_sides(&earlier, &later, &prepared.workspace.tree, unit.as_deref()))
}

/// Splits the changes between two finished runs; of one unit alone, by leaf as well.
pub(crate) fn compare_sides(
    earlier: &Side<'_>,
    later: &Side<'_>,
    tree: &UnitTree,
    unit: Option<&str>,
) -> Comparison {
    let only = unit.map(|unit| vec![unit.to_owned()]);
    let (renamed, mergers) = successions(tree, earlier, later);
    let mut changes = split(earlier, later, &renamed, only.as_deref());
    let (mut leaves, mut adjustment) = (Vec::new(), None);
    if let Some(code) = unit {
        changes.retain(|change| change.code == code);
        let subject = |side: &Side<'_>, code: &str| side.result.subject_of(side.snapshot.roster.row(code)?);
        let before = subject(earlier, renamed.get(code).map_or(code, String::as_str));
        let sides = [(earlier.result, before), (later.result, subject(later, code))];
        let parts = changes.first().map(|change| change.leaves.as_slice()).unwrap_or_default();
        leaves = leaf_changes(later.plan, sides, parts);
        let points = sides.map(|(result, subject)| result.adjustment.get(subject?));
        let some = points.iter().flatten().any(|points| *points != 0.0);
        let parts = changes.first().map_or([None; 6], |change| change.adjustment);
        adjustment = some.then_some(AdjustmentChange { points, parts });
    }
    let (plan, is) = (later.plan, later.result);
    changes.sort_by(|a, b| {
        let rank = |change: &Change| change.rank_after.unwrap_or(f64::INFINITY);
        let group = |change: &Change| is.groups.iter().position(|group| *group == change.group);
        let (left, right) = (group(a).unwrap_or(usize::MAX), group(b).unwrap_or(usize::MAX));
        left.cmp(&right).then(rank(a).total_cmp(&rank(b))).then_with(|| a.code.cmp(&b.code))
    });
    Comparison {
        scheme: plan.id.clone(),
        title: plan.title.clone(),
        from: earlier.result.period,
        to: is.period,
        changes,
        mergers,
        leaves,
        adjustment,
    }
}

/// Units scored before that stand under another code now: renamed ones, and those that were merged.
fn successions(tree: &UnitTree, before: &Side<'_>, now: &Side<'_>) -> (Renamed, Vec<Merger>) {
    let scored = |side: &Side<'_>, code: &str| {
        side.snapshot.roster.row(code).is_some_and(|row| side.result.subject_of(row).is_some())
    };
    let (then, roster) = (&before.snapshot.roster, &now.snapshot.roster);
    let days = (before.snapshot.tree_date, now.snapshot.tree_date);
    let rows = &before.result.universe.rows[..before.result.subjects()];
    let (mut renamed, mut mergers) = (Renamed::new(), BTreeMap::<String, Merger>::new());
    for row in rows.iter().filter(|row| !scored(now, then.code(**row))) {
        let known = |code: &str| scored(now, code);
        let Some(found) = successor(tree, then.code(*row), days, known) else { continue };
        let code = found.code.to_owned();
        if !found.merged && !scored(before, &code) {
            renamed.insert(code, then.code(*row).to_owned());
            continue;
        }
        let name = roster.row(&code).map_or("", |row| roster.name(row)).to_owned();
        let merger = Merger { from: Vec::new(), into: (code.clone(), name) };
        let merger = mergers.entry(code).or_insert(merger);
        merger.from.push((then.code(*row).to_owned(), then.name(*row).to_owned()));
    }
    (renamed, mergers.into_values().collect())
}

fn leaf_changes(
    plan: &Plan,
    sides: [(&RunResult, Option<usize>); 2],
    parts: &[LeafParts],
) -> Vec<LeafChange> {
    let leaf = |(node, declared, leaf): (usize, &baton_scheme::plan::Node, &baton_scheme::plan::Leaf)| {
        let found = |(result, subject): (&RunResult, Option<usize>)| {
            let (found, subject) = (&result.nodes[node], subject?);
            found.active.then(|| (found.value.get(subject), found.points.get(subject)))
        };
        let both = sides.map(found);
        LeafChange {
            id: declared.id.clone(),
            name: full_name(plan, node),
            measure: leaf.measure.as_ref().map(ToString::to_string).unwrap_or_default(),
            value: both.map(|side| side.and_then(|(value, _)| value)),
            points: both.map(|side| side.and_then(|(_, points)| points)),
            parts: parts.iter().find(|one| one.id == declared.id).map_or([None; 6], |one| one.parts),
        }
    };
    plan.leaves().map(leaf).collect()
}
