//! A run as a ranking (排名): rank, change, total, points by dimension, and where the most points were lost.

use baton_model::snapshot::PublishedResult;
use baton_model::{Message, NullReason, Period, Snapshot};
use baton_scheme::explain::{gives_above_weight, shortfalls as leaf_shortfalls};
use baton_scheme::plan::{Body, Plan};
use baton_scheme::run::RunResult;
use baton_scheme::run::column::Numbers;
use baton_scheme::run::result::{Listed, Unscored};
use baton_score::round::to_significant;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::computed::Computed;
use crate::messages;
use crate::nearest::nearest;
use crate::number::whole;
use crate::prepare::Prepared;
use crate::refused::Refused;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct ScoreRequest {
    /// The period; the workspace's default if none.
    pub period: Option<Period>,
    /// Figures recorded later are not seen.
    pub as_of: Timestamp,
    /// Only this group.
    pub group: Option<String>,
}

/// A ranking.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// Id of the scheme.
    pub scheme: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The period.
    pub period: Period,
    /// The period the changes are against; none where it could not be run.
    pub previous: Option<Period>,
    /// Figures as known at this moment.
    pub as_of: Timestamp,
    /// Date of the tree of units.
    pub tree_date: Date,
    /// Names of the groups, one without a name where there are none.
    pub groups: Vec<String>,
    /// The nodes below the root.
    pub dimensions: Vec<Dimension>,
    /// Decimals of totals; none where they are not rounded.
    pub total_places: Option<u8>,
    /// Can an indicator give more than its weight? Then points lost are counted from what its cap allows.
    pub above_weight: bool,
    /// Does the scheme add bonus or take deductions?
    pub adjusted: bool,
    /// Does it give grades?
    pub graded: bool,
    /// Names of the levels, the lowest first.
    pub levels: Vec<String>,
    /// The units in order of their rank, group by group.
    pub rows: Vec<Row>,
    /// Vetoes that fired: name of the unit, of the veto.
    pub vetoes: Vec<(String, String)>,
    /// Units listed but not scored: name and class.
    pub unscored: Vec<(String, String)>,
}

/// A node below the root.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Full points where they are the same in every group.
    pub weight: Option<f64>,
    /// Decimals of its points; none where they are not rounded.
    pub places: Option<u8>,
}

/// A unit in the ranking.
#[derive(Clone, Debug)]
pub struct Row {
    /// Rank in the group.
    pub rank: Option<u32>,
    /// Places gained.
    pub change: Change,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its group, as an index of [`Ranking::groups`].
    pub group: usize,
    /// Total.
    pub total: Option<f64>,
    /// Why there is no total.
    pub unranked: Option<NullReason>,
    /// Sum of bonus and deductions.
    pub adjustment: Option<f64>,
    /// Points by dimension.
    pub points: Vec<Option<f64>>,
    /// Grade.
    pub grade: Option<String>,
    /// Level, 0 is the lowest.
    pub level: Option<usize>,
    /// Leaves by points lost, most first.
    pub lost: Vec<Shortfall>,
    /// Does it share the result with other units (合并计分)?
    pub shared: bool,
}

/// Points lost on a leaf (失分).
#[derive(Clone, Debug)]
pub struct Shortfall {
    /// Id of the leaf.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Attainable points less points, in points of the total.
    pub points: f64,
}

/// How the rank moved against the previous period (进退位).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// So many places gained; 0 is the same place.
    Places(i64),
    /// Not ranked then.
    New,
    /// In another group then.
    GroupChanged,
    /// Nothing to compare with.
    Unknown,
}

/// Runs a scheme, with its changes against the period before.
pub fn score(prepared: &Prepared, request: &ScoreRequest) -> Result<Ranking, Refused> {
    prepared.compute(request.period, request.as_of, false, |computed| {
        ranking_of(computed, request.group.as_deref())
    })
}

/// The ranking of a finished run, or of one group of it.
pub fn ranking_of(computed: Computed<'_>, group: Option<&str>) -> Result<Ranking, Refused> {
    let mut ranking = ranking(computed);
    if let Some(wanted) = group {
        keep_group(&mut ranking, wanted)?;
    }
    Ok(ranking)
}

/// Places gained on an earlier result, in the same group only.
fn change(row: &Row, unit: u32, groups: &[String], earlier: &PublishedResult) -> Change {
    let unit = unit as usize;
    let then = whole(earlier.rank.get(unit).copied().filter(|rank| !rank.is_nan()));
    let group = earlier.groups.get(unit).and_then(Option::as_ref);
    match (row.rank, then, group) {
        (None, ..) => Change::Unknown,
        (_, None, _) => Change::New,
        (_, _, Some(group)) if *group != groups[row.group] => Change::GroupChanged,
        (Some(now), Some(then), _) => Change::Places(i64::from(then) - i64::from(now)),
    }
}

fn keep_group(ranking: &mut Ranking, wanted: &str) -> Result<(), Refused> {
    if ranking.groups.iter().all(String::is_empty) {
        return Err(Refused::Request(Message::new(&messages::NO_GROUPS)));
    }
    let Some(group) = ranking.groups.iter().position(|name| name == wanted) else {
        let message = Message::new(&messages::NO_GROUP)
            .with("group", wanted)
            .with("nearest", nearest(wanted, ranking.groups.iter().map(String::as_str)))
            .with("allowed", messages::list(ranking.groups.iter().map(String::as_str)));
        return Err(Refused::Request(message));
    };
    ranking.rows.retain(|row| row.group == group);
    Ok(())
}

/// The view of a run.
fn ranking(computed: Computed<'_>) -> Ranking {
    let Computed { plan, snapshot, result, as_of, .. } = computed;
    let previous = result.period.offset(-1);
    let earlier = previous.and_then(|previous| snapshot.results.get(&(plan.id.clone(), previous)));
    let rows = result.listed().into_iter().filter_map(|listed| {
        let mut row = row(plan, snapshot, result, (listed.subject? as usize, listed));
        if let Some(earlier) = earlier {
            row.change = change(&row, listed.row, &result.groups, earlier);
        }
        Some(row)
    });
    let class = |unit: &Unscored| plan.exempts[unit.exempt].name.clone();
    let unscored = result.unscored.iter();
    Ranking {
        scheme: plan.id.clone(),
        version: plan.version.clone(),
        title: plan.title.clone(),
        period: result.period,
        previous: previous.filter(|_| earlier.is_some()),
        as_of,
        tree_date: result.tree_date,
        groups: result.groups.clone(),
        dimensions: plan.dimensions().iter().map(|node| dimension(plan, result, *node)).collect(),
        total_places: plan.rounding.total,
        above_weight: gives_above_weight(plan, snapshot, result),
        adjusted: !plan.adjustments.is_empty(),
        graded: !plan.grades.is_empty(),
        levels: plan.levels.iter().rev().map(|level| level.name.clone()).collect(),
        rows: rows.collect(),
        vetoes: result
            .vetoes
            .iter()
            .map(|fired| {
                let row = result.universe.rows[fired.subject as usize];
                (snapshot.roster.name(row).to_owned(), plan.vetoes[fired.veto].name.clone())
            })
            .collect(),
        unscored: unscored.map(|unit| (snapshot.roster.name(unit.row).to_owned(), class(unit))).collect(),
    }
}

fn dimension(plan: &Plan, result: &RunResult, node: usize) -> Dimension {
    let weights = &result.nodes[node].weight;
    let same = weights.iter().all(|weight| *weight == weights[0]);
    Dimension {
        id: plan.nodes[node].id.clone(),
        name: plan.nodes[node].name.clone(),
        weight: weights.first().copied().filter(|weight| same && weight.is_finite()),
        places: result.nodes[node].places,
    }
}

fn row(plan: &Plan, snapshot: &Snapshot, result: &RunResult, (subject, listed): (usize, Listed)) -> Row {
    let unit = listed.row;
    let points = |node: &usize| result.nodes[*node].points.get(subject);
    Row {
        rank: whole(result.rank.get(subject)),
        change: Change::Unknown,
        code: snapshot.roster.code(unit).to_owned(),
        name: snapshot.roster.name(unit).to_owned(),
        group: result.group_of[subject] as usize,
        total: result.total.get(subject),
        unranked: result.total.reason(subject),
        adjustment: value(&result.adjustment, subject),
        points: plan.dimensions().iter().map(points).collect(),
        grade: result.grade.get(subject).map(str::to_owned),
        level: whole(value(&result.level, subject)).map(|level| level as usize),
        lost: shortfalls(plan, snapshot, result, subject),
        shared: listed.shared,
    }
}

fn value(numbers: &Numbers, subject: usize) -> Option<f64> {
    if subject < numbers.len() { numbers.get(subject) } else { None }
}

/// Leaves by points lost, most first; equal ones in file order.
fn shortfalls(plan: &Plan, snapshot: &Snapshot, result: &RunResult, subject: usize) -> Vec<Shortfall> {
    let mut lost: Vec<Shortfall> = leaf_shortfalls(plan, snapshot, result, subject)
        .into_iter()
        .map(|(node, points)| Shortfall {
            id: plan.nodes[node].id.clone(),
            name: full_name(plan, node),
            points: to_significant(points),
        })
        .filter(|lost| lost.points > 0.0)
        .collect();
    lost.sort_by(|a, b| b.points.total_cmp(&a.points));
    lost
}

/// The name of a node; that of a part has the name of its indicator before it.
pub fn full_name(plan: &Plan, node: usize) -> String {
    let own = &plan.nodes[node];
    let is_part = matches!(own.body, Body::Leaf(_)) && own.id.contains('.');
    match own.parent.filter(|_| is_part) {
        Some(parent) if plan.nodes[parent].name != own.name => {
            format!("{}·{}", plan.nodes[parent].name, own.name)
        }
        _ => own.name.clone(),
    }
}
