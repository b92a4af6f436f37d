//! A unit's page: what was lost where, against full marks, the best and the middle of the group, and the unit's own last run.

use std::collections::BTreeMap;

use baton_model::snapshot::PublishedResult;
use baton_model::{Direction, Flags, NullReason};
use baton_scheme::explain::shortfalls;
use baton_scheme::plan::{Body, Leaf, Plan};
use baton_scheme::run::RunResult;
use baton_score::round::to_significant;
use baton_score::stats::median;
use jiff::Timestamp;

use super::{Asked, Seen, Site};
use crate::access::{Actor, Denied};
use crate::computed::Computed;
use crate::score::{Row, full_name};

/// What a leaf gave a unit.
#[derive(Clone, Debug)]
pub struct LeafResult {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Names of the nodes above, from the dimension down.
    pub path: Vec<String>,
    /// Id of the dimension.
    pub dimension: String,
    /// Full points.
    pub weight: f64,
    /// Unit of measure.
    pub measure: String,
    /// Which way is good.
    pub direction: Direction,
    /// The value.
    pub value: Option<f64>,
    /// Why there is none.
    pub reason: Option<NullReason>,
    /// Points.
    pub points: Option<f64>,
    /// Points ÷ full points.
    pub ratio: Option<f64>,
    /// Points of the total that could still be had.
    pub lost: Option<f64>,
    /// Best points in the group.
    pub group_best: Option<f64>,
    /// Middle points in the group.
    pub group_median: Option<f64>,
    /// Points in the period before.
    pub previous: Option<f64>,
    /// Rank by points in the group.
    pub rank: Option<f64>,
    /// Units with points in the group.
    pub of: usize,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Marks.
    pub flags: Flags,
}

/// What a dimension gave a unit.
#[derive(Clone, Debug)]
pub struct DimensionResult {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Full points.
    pub weight: f64,
    /// Points.
    pub points: Option<f64>,
    /// Points ÷ full points.
    pub ratio: Option<f64>,
    /// Best points in the group.
    pub group_best: Option<f64>,
    /// Middle points in the group.
    pub group_median: Option<f64>,
    /// Rank in the group.
    pub rank: Option<f64>,
}

/// A unit's page.
#[derive(Clone, Debug)]
pub struct UnitResult {
    /// The run with what may be seen of it.
    pub seen: Seen,
    /// The line of the ranking.
    pub row: Row,
    /// Its group.
    pub group: String,
    /// Units ranked in the group.
    pub of: Option<f64>,
    /// Full mark.
    pub full_mark: f64,
    /// The units that share the result: code and name.
    pub members: Vec<(String, String)>,
    /// By dimension.
    pub dimensions: Vec<DimensionResult>,
    /// By leaf.
    pub leaves: Vec<LeafResult>,
    /// Names of vetoes that fired.
    pub vetoes: Vec<String>,
    /// Bonus and deductions: name and points.
    pub adjustments: Vec<(String, f64)>,
}

impl Site {
    /// The page of a unit in scope.
    pub fn unit_result(
        &self,
        actor: &Actor,
        asked: &Asked,
        unit: &str,
        now: Timestamp,
    ) -> Result<UnitResult, Denied> {
        let seen = self.seen(actor, asked, now)?;
        let missing = Denied::missing;
        let computed = seen.finished.computed();
        let subject = computed.snapshot.roster.row(unit).and_then(|row| computed.result.subject_of(row));
        let partly = |seen: &Seen| leaves_open(seen, computed.plan, unit).next().is_some();
        let subject = subject.filter(|_| seen.opens(unit) || partly(&seen)).ok_or_else(missing)?;
        let row = seen.finished.lines()?.rows.iter().find(|row| row.code == unit).cloned();
        let mut page = Page { computed, subject, seen: &seen }.result(row.ok_or_else(missing)?);
        page.seen = seen.clone();
        Ok(page)
    }
}

/// The leaves whose every figure may be seen.
fn leaves_open<'a>(seen: &'a Seen, plan: &'a Plan, unit: &'a str) -> impl Iterator<Item = usize> + 'a {
    plan.leaves().map(|(node, _, _)| node).filter(move |node| leaf_opens(seen, plan, *node, unit))
}

/// May everything a leaf reads of the unit be seen?
pub(super) fn leaf_opens(seen: &Seen, plan: &Plan, node: usize, unit: &str) -> bool {
    if seen.opens(unit) {
        return true;
    }
    let catalogue = &seen.known.workspace.catalogue;
    let mut read = plan.indicators_of(node).into_iter().peekable();
    read.peek().is_some() && read.all(|id| seen.opens_figure(unit, &catalogue.get(id).code))
}

struct Page<'a> {
    computed: Computed<'a>,
    subject: usize,
    seen: &'a Seen,
}

impl Page<'_> {
    fn result(&self, row: Row) -> UnitResult {
        let Computed { plan, snapshot, result, .. } = self.computed;
        let whole = self.seen.opens(&row.code);
        let vetoes = result.vetoes.iter().filter(|fired| fired.subject as usize == self.subject);
        let adjustments = plan.adjustments.iter().zip(&result.adjustments).filter_map(|(rule, found)| {
            Some((rule.name.clone(), found.points.get(self.subject).filter(|points| *points != 0.0)?))
        });
        let roster = &snapshot.roster;
        let rows = result.rows_of(self.subject);
        let named = |unit: &u32| (roster.code(*unit).to_owned(), roster.name(*unit).to_owned());
        let group = result.group_of[self.subject] as usize;
        UnitResult {
            group: result.groups.get(group).cloned().unwrap_or_default(),
            of: result.count.get(self.subject),
            full_mark: result.nodes[0].weight.get(group).copied().unwrap_or_default(),
            members: if rows.len() < 2 { Vec::new() } else { rows.iter().map(named).collect() },
            dimensions: if whole {
                plan.dimensions().iter().map(|node| self.dimension(*node)).collect()
            } else {
                Vec::new()
            },
            leaves: self.leaves(&row.code),
            vetoes: vetoes.map(|fired| plan.vetoes[fired.veto].name.clone()).collect(),
            adjustments: if whole { adjustments.collect() } else { Vec::new() },
            seen: self.seen.clone(),
            row: if whole { row } else { without_totals(row) },
        }
    }

    fn leaves(&self, unit: &str) -> Vec<LeafResult> {
        let Computed { plan, snapshot, result, .. } = self.computed;
        let lost: BTreeMap<usize, f64> =
            shortfalls(plan, snapshot, result, self.subject).into_iter().collect();
        let earlier = result.period.offset(-1);
        let earlier = earlier.and_then(|before| snapshot.results.get(&(plan.id.clone(), before)));
        let row = result.universe.rows[self.subject];
        plan.leaves()
            .filter(|(node, _, _)| result.nodes[*node].active && leaf_opens(self.seen, plan, *node, unit))
            .map(|(node, _, leaf)| self.leaf((node, leaf), lost.get(&node).copied(), earlier, row))
            .collect()
    }

    fn leaf(
        &self,
        (node, leaf): (usize, &Leaf),
        lost: Option<f64>,
        earlier: Option<&PublishedResult>,
        row: u32,
    ) -> LeafResult {
        let Computed { plan, result, .. } = self.computed;
        let (declared, found) = (&plan.nodes[node], &result.nodes[node]);
        let group = result.group_of[self.subject];
        let path = path(plan, node);
        let spread = Spread::of(result, node, group);
        let before =
            earlier.and_then(|earlier| earlier.nodes.get(&declared.id)?[0].get(row as usize).copied());
        LeafResult {
            id: declared.id.clone(),
            name: full_name(plan, node),
            dimension: path.first().map(|top| plan.nodes[*top].id.clone()).unwrap_or_default(),
            path: path.iter().map(|above| plan.nodes[*above].name.clone()).collect(),
            weight: found.weight.get(group as usize).copied().unwrap_or_default(),
            measure: leaf.measure.as_ref().map(ToString::to_string).unwrap_or_default(),
            direction: leaf.direction,
            value: found.value.get(self.subject),
            reason: found.value.reason(self.subject).or(found.points.reason(self.subject)),
            points: found.points.get(self.subject),
            ratio: found.ratio_of(self.subject),
            lost: lost.map(to_significant),
            group_best: spread.best,
            group_median: spread.median,
            previous: before.filter(|points| !points.is_nan()),
            rank: found.rank_in(&result.group_of).get(self.subject),
            of: spread.of,
            owner: leaf.owner.clone().filter(|owner| !owner.is_empty()),
            flags: found.points.flags_of(self.subject),
        }
    }

    fn dimension(&self, node: usize) -> DimensionResult {
        let Computed { plan, result, .. } = self.computed;
        let found = &result.nodes[node];
        let group = result.group_of[self.subject];
        let spread = Spread::of(result, node, group);
        DimensionResult {
            id: plan.nodes[node].id.clone(),
            name: plan.nodes[node].name.clone(),
            weight: found.weight.get(group as usize).copied().unwrap_or_default(),
            points: found.points.get(self.subject),
            ratio: found.ratio_of(self.subject),
            group_best: spread.best,
            group_median: spread.median,
            rank: found.rank_in(&result.group_of).get(self.subject),
        }
    }
}

/// A line for somebody who may see single figures only: no total, no place.
fn without_totals(row: Row) -> Row {
    Row {
        rank: None,
        change: crate::score::Change::Unknown,
        total: None,
        unranked: None,
        adjustment: None,
        points: Vec::new(),
        grade: None,
        level: None,
        lost: Vec::new(),
        ..row
    }
}

/// The nodes above a node, from the dimension down, without the root.
fn path(plan: &Plan, node: usize) -> Vec<usize> {
    let mut path: Vec<usize> =
        std::iter::successors(plan.nodes[node].parent, |above| plan.nodes[*above].parent).collect();
    path.pop();
    path.reverse();
    // A leaf that is itself a dimension stands for itself.
    if path.is_empty() && matches!(plan.nodes[node].body, Body::Leaf(_)) { vec![node] } else { path }
}

/// Points of a node in a group.
struct Spread {
    best: Option<f64>,
    median: Option<f64>,
    of: usize,
}

impl Spread {
    fn of(result: &RunResult, node: usize, group: u32) -> Self {
        let points = &result.nodes[node].points;
        let members = (0..result.subjects()).filter(|other| result.group_of[*other] == group);
        let points: Vec<f64> = members.filter_map(|other| points.get(other)).collect();
        Self {
            best: points.iter().copied().reduce(f64::max),
            median: median(&points).map(to_significant),
            of: points.len(),
        }
    }
}
