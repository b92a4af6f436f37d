//! A unit's score taken apart (得分说明): rule, formula with numbers, reference set, rounding, source cells.

use std::collections::BTreeMap;

use baton_import::UnitNames;
use baton_import::units::Found;
use baton_model::{Direction, Message, Period, Snapshot};
use baton_scheme::explain::{
    Exemption, ExplainedNode, Explanation, explain as explain_subject, explain_exempt,
};
use baton_scheme::plan::{ComparisonSet, Node, Plan};
use baton_scheme::run::RunResult;
use baton_score::stats::median;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::computed::Computed;
use crate::messages;
use crate::nearest::nearest;
use crate::prepare::Prepared;
use crate::refused::Refused;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct ExplainRequest {
    /// The period; the workspace's default if none.
    pub period: Option<Period>,
    /// Figures recorded later are not seen.
    pub as_of: Timestamp,
    /// Code or name of the unit.
    pub unit: String,
    /// Id or name of a node; the whole tree if none.
    pub node: Option<String>,
}

/// The explanation with what belongs around it.
#[derive(Clone, Debug)]
pub struct Explained {
    /// Id of the scheme.
    pub scheme: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The period.
    pub period: Period,
    /// Figures as known at this moment.
    pub as_of: Timestamp,
    /// Date of the tree of units.
    pub tree_date: Date,
    /// The tree.
    pub explanation: Explanation,
    /// The node asked for, as an index in the plan.
    pub node: Option<usize>,
    /// By leaf: its value as written in the scheme.
    pub written: BTreeMap<usize, String>,
    /// By leaf that is compared with units for which a condition holds: the condition as written.
    pub compared: BTreeMap<usize, String>,
    /// By leaf: the values of the unit's group.
    pub group: BTreeMap<usize, GroupValues>,
}

/// The values of a leaf in the unit's group.
#[derive(Clone, Debug)]
pub struct GroupValues {
    /// Best value and a unit that has it.
    pub best: (f64, String),
    /// Median.
    pub median: f64,
    /// Worst value and a unit that has it.
    pub worst: (f64, String),
    /// Units with a value.
    pub n: usize,
}

/// What there is to say about a unit.
#[derive(Clone, Debug)]
pub enum Answered {
    /// It was scored.
    Scored(Box<Explained>),
    /// It is listed but not scored.
    Exempt(Box<Exempted>),
}

/// Why a unit is listed but not scored.
#[derive(Clone, Debug)]
pub struct Exempted {
    /// Title of the scheme.
    pub title: String,
    /// The period.
    pub period: Period,
    /// The rule that took it out, with what it read.
    pub exemption: Exemption,
    /// The condition as written in the scheme.
    pub written: String,
}

/// Runs the scheme and explains one unit, whatever became of it.
pub fn answer(prepared: &Prepared, request: &ExplainRequest) -> Result<Answered, Refused> {
    prepared.compute(request.period, request.as_of, true, |computed| {
        let row = unit_row(prepared, computed.snapshot, &request.unit)?;
        answer_in(computed, row, request.node.as_deref())
    })
}

/// Explains one unit of a finished run by code or name, whatever became of it.
pub fn answer_of(computed: Computed<'_>, unit: &str, node: Option<&str>) -> Result<Answered, Refused> {
    let row = computed.snapshot.roster.find(unit).ok_or_else(|| no_unit(computed.snapshot, unit))?;
    answer_in(computed, row, node)
}

fn answer_in(computed: Computed<'_>, row: u32, node: Option<&str>) -> Result<Answered, Refused> {
    let Computed { plan, sources, snapshot, result, .. } = computed;
    if let Some(exemption) = explain_exempt(plan, snapshot, result, row) {
        let written = sources.slice(exemption.when).to_owned();
        let (title, period) = (plan.title.clone(), result.period);
        return Ok(Answered::Exempt(Box::new(Exempted { title, period, exemption, written })));
    }
    explained(computed, row, node).map(|found| Answered::Scored(Box::new(found)))
}

fn explained(computed: Computed<'_>, row: u32, node: Option<&str>) -> Result<Explained, Refused> {
    let Computed { plan, sources, snapshot, result, as_of } = computed;
    let node = node.map(|wanted| find_node(plan, wanted)).transpose()?;
    let Some(subject) = result.subject_of(row) else {
        let message = Message::new(&messages::NOT_A_SUBJECT).with("unit", snapshot.roster.name(row));
        return Err(Refused::Request(message));
    };
    let leaves = || plan.leaves();
    Ok(Explained {
        scheme: plan.id.clone(),
        version: plan.version.clone(),
        title: plan.title.clone(),
        period: result.period,
        as_of,
        tree_date: result.tree_date,
        explanation: explain_subject(plan, snapshot, result, subject),
        node,
        written: leaves().map(|(node, _, leaf)| (node, sources.slice(leaf.value.span).to_owned())).collect(),
        compared: leaves()
            .filter_map(|(node, _, leaf)| match &leaf.set {
                ComparisonSet::Where(condition) => Some((node, sources.slice(condition.span).to_owned())),
                _ => None,
            })
            .collect(),
        group: leaves()
            .filter_map(|(node, _, leaf)| {
                Some((node, group_values(snapshot, result, (node, leaf.direction), subject)?))
            })
            .collect(),
    })
}

/// The row of a unit by code, by name, or by the only name that is nearly so.
pub(crate) fn unit_row(prepared: &Prepared, snapshot: &Snapshot, wanted: &str) -> Result<u32, Refused> {
    let roster = &snapshot.roster;
    if let Some(row) = roster.find(wanted) {
        return Ok(row);
    }
    let names = UnitNames::new(&prepared.workspace.tree);
    if let Found::One(unit) | Found::Loosely(unit) = names.find(wanted, Some(snapshot.tree_date))
        && let Some(row) = roster.row(names.code(unit))
    {
        return Ok(row);
    }
    Err(no_unit(snapshot, wanted))
}

fn no_unit(snapshot: &Snapshot, wanted: &str) -> Refused {
    let roster = &snapshot.roster;
    let rows = 0..u32::try_from(roster.len()).unwrap_or(u32::MAX);
    let message = Message::new(&messages::NO_UNIT)
        .with("unit", wanted)
        .with("nearest", nearest(wanted, rows.map(|row| roster.name(row))));
    Refused::Request(message)
}

/// A node by id or by name.
pub fn find_node(plan: &Plan, wanted: &str) -> Result<usize, Refused> {
    let named = |node: &Node| node.name == wanted || node.name_en.as_deref() == Some(wanted);
    let by_name = || plan.nodes.iter().position(named);
    plan.node(wanted).or_else(by_name).ok_or_else(|| {
        let ids = || plan.nodes.iter().skip(1).map(|node| node.id.as_str());
        let message = Message::new(&messages::NO_NODE)
            .with("node", wanted)
            .with("nearest", nearest(wanted, ids()))
            .with("allowed", messages::list(ids()));
        Refused::Request(message)
    })
}

/// A node of an explained tree by its index in the plan.
pub fn find(node: &ExplainedNode, index: usize) -> Option<&ExplainedNode> {
    if node.index == index {
        return Some(node);
    }
    node.children.iter().find_map(|child| find(child, index))
}

fn group_values(
    snapshot: &Snapshot,
    result: &RunResult,
    (node, direction): (usize, Direction),
    subject: usize,
) -> Option<GroupValues> {
    let values = &result.nodes[node].value;
    let group = result.group_of[subject];
    let mut members: Vec<(f64, usize)> = (0..result.subjects())
        .filter(|other| result.group_of[*other] == group && *other < values.len())
        .filter_map(|other| Some((values.get(other)?, other)))
        .collect();
    members.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    if direction == Direction::Lower {
        members.reverse();
    }
    let name = |(value, other): &(f64, usize)| {
        (*value, snapshot.roster.name(result.universe.rows[*other]).to_owned())
    };
    let values: Vec<f64> = members.iter().map(|(value, _)| *value).collect();
    Some(GroupValues {
        best: name(members.first()?),
        median: median(&values)?,
        worst: name(members.last()?),
        n: members.len(),
    })
}
