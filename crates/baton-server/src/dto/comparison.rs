//! Comparisons and trends on the wire.

use baton_service::compare::{Comparison, LeafChange};
use baton_service::model::Lang;
use baton_service::scheme::compare::{Cause, Change};
use baton_service::site::Trend;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{finite, whole};

/// What comparison is asked for: two periods, or two kept runs.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CompareQuery {
    /// Id of the scheme; the workspace's default if left out.
    pub scheme: Option<String>,
    /// The earlier period; the one before `to` if left out.
    pub from: Option<String>,
    /// The later period; the newest if left out.
    pub to: Option<String>,
    /// A kept run as the earlier side.
    pub from_run: Option<String>,
    /// A kept run as the later side.
    pub to_run: Option<String>,
    /// One unit, by indicator as well.
    pub unit: Option<String>,
    /// Figures and publications as known at a moment or the end of a day.
    pub as_of: Option<String>,
}

/// Whose trend is asked for.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TrendQuery {
    /// Id of the scheme; the workspace's default if left out.
    pub scheme: Option<String>,
    /// Code of the unit.
    pub unit: String,
    /// The latest period; the newest if left out.
    pub period: Option<String>,
    /// Publications as known at a moment or the end of a day.
    pub as_of: Option<String>,
}

/// A part of a change.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PartBody {
    /// `corrections`, `tree`, `scheme`, `targets`, `peers` or `own`.
    pub id: &'static str,
    /// In words.
    pub name: &'static str,
    /// Points; none where it could not be told from the next part.
    pub points: Option<f64>,
}

/// What changed for a unit.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChangeRow {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Group.
    pub group: String,
    /// Did the group change? Then ranks are not compared.
    pub group_changed: bool,
    /// Rank before.
    pub rank_before: Option<u32>,
    /// Rank after.
    pub rank_after: Option<u32>,
    /// Total before.
    pub total_before: Option<f64>,
    /// Total after.
    pub total_after: Option<f64>,
    /// The parts, in the order they were replaced; they sum exactly to the change.
    pub parts: Vec<PartBody>,
}

/// What changed on an indicator of the unit asked for.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeafChangeBody {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// Value before.
    pub value_before: Option<f64>,
    /// Value after.
    pub value_after: Option<f64>,
    /// Points before.
    pub points_before: Option<f64>,
    /// Points after.
    pub points_after: Option<f64>,
    /// The change of the points by cause, in the order of the parts of the total.
    pub parts: Vec<Option<f64>>,
}

/// A comparison of two periods or runs.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ComparisonBody {
    /// Id of the scheme.
    pub scheme: String,
    /// Its title.
    pub title: String,
    /// The earlier period.
    pub from: String,
    /// The later period.
    pub to: String,
    /// The parts in the order they are replaced.
    pub order: Vec<&'static str>,
    /// By unit.
    pub rows: Vec<ChangeRow>,
    /// By indicator, where a single unit was asked for.
    pub leaves: Vec<LeafChangeBody>,
    /// Its bonus and deductions, where there are any on either side.
    pub adjustment: Option<AdjustmentChangeBody>,
}

/// The sum of bonus and deductions of the unit asked for.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AdjustmentChangeBody {
    /// Points before.
    pub points_before: Option<f64>,
    /// Points after.
    pub points_after: Option<f64>,
    /// The change by cause, in the order of the parts of the total.
    pub parts: Vec<Option<f64>>,
}

impl ComparisonBody {
    /// A comparison in words of a language.
    pub fn of(found: Comparison, lang: Lang) -> Self {
        Self {
            scheme: found.scheme,
            title: found.title,
            from: found.from.to_string(),
            to: found.to.to_string(),
            order: Cause::ORDER.map(|cause| words(cause, lang).0).to_vec(),
            rows: found.changes.into_iter().map(|change| change_row(change, lang)).collect(),
            leaves: found.leaves.into_iter().map(leaf_change).collect(),
            adjustment: found.adjustment.map(|change| AdjustmentChangeBody {
                points_before: change.points[0],
                points_after: change.points[1],
                parts: numbers(&change.parts),
            }),
        }
    }
}

fn words(cause: Cause, lang: Lang) -> (&'static str, &'static str) {
    let (id, zh, en) = match cause {
        Cause::Corrections => ("corrections", "更正", "corrections"),
        Cause::Tree => ("tree", "区划与对象", "units and groups"),
        Cause::Scheme => ("scheme", "办法", "scheme"),
        Cause::Targets => ("targets", "目标", "targets"),
        Cause::Peers => ("peers", "其他单位", "other units"),
        Cause::Own => ("own", "本单位", "own data"),
    };
    (id, lang.pick(zh, en))
}

fn change_row(change: Change, lang: Lang) -> ChangeRow {
    let number = |decimal: Option<baton_service::Decimal>| decimal.map(baton_service::Decimal::to_f64);
    let part = |(cause, points)| {
        let (id, name) = words(cause, lang);
        PartBody { id, name, points: number(points) }
    };
    ChangeRow {
        parts: Cause::ORDER.into_iter().zip(change.parts).map(part).collect(),
        group_changed: change.group_changed,
        rank_before: whole(change.rank_before),
        rank_after: whole(change.rank_after),
        total_before: number(change.before),
        total_after: number(change.after),
        code: change.code,
        name: change.name,
        group: change.group,
    }
}

fn numbers(parts: &[Option<baton_service::Decimal>]) -> Vec<Option<f64>> {
    parts.iter().map(|part| part.map(baton_service::Decimal::to_f64)).collect()
}

fn leaf_change(leaf: LeafChange) -> LeafChangeBody {
    LeafChangeBody {
        id: leaf.id,
        name: leaf.name,
        measure: leaf.measure,
        value_before: leaf.value[0],
        value_after: leaf.value[1],
        points_before: leaf.points[0],
        points_after: leaf.points[1],
        parts: numbers(&leaf.parts),
    }
}

/// A node of a trend.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TrendNode {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Points ÷ weight by period.
    pub ratios: Vec<Option<f64>>,
}

/// Rank, total and ratios of a unit over periods.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TrendBody {
    /// The periods, the earliest first.
    pub periods: Vec<String>,
    /// Rank in the group.
    pub rank: Vec<Option<u32>>,
    /// Units ranked in the group.
    pub of: Vec<Option<u32>>,
    /// Total.
    pub total: Vec<Option<f64>>,
    /// Was it not published?
    pub draft: Vec<bool>,
    /// By dimension.
    pub nodes: Vec<TrendNode>,
}

impl From<Trend> for TrendBody {
    fn from(trend: Trend) -> Self {
        let points = &trend.points;
        let node = |(at, (id, name)): (usize, &(String, String))| TrendNode {
            id: id.clone(),
            name: name.clone(),
            ratios: points.iter().map(|point| point.ratios[at].and_then(finite)).collect(),
        };
        Self {
            periods: points.iter().map(|point| point.period.to_string()).collect(),
            rank: points.iter().map(|point| whole(point.rank)).collect(),
            of: points.iter().map(|point| whole(point.of)).collect(),
            total: points.iter().map(|point| point.total).collect(),
            draft: points.iter().map(|point| point.draft).collect(),
            nodes: trend.nodes.iter().enumerate().map(node).collect(),
        }
    }
}
