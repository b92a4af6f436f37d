//! Suppositions on the wire.

use baton_service::site::{Reach, SupposedUnit, Way};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::whole;

/// A figure as it might be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureBody {
    /// Code of the unit.
    pub unit: String,
    /// Code of the indicator.
    pub indicator: String,
    /// The period; that of the run if left out.
    pub period: Option<String>,
    /// `actual`, `plan` or `forecast`; actual if left out.
    pub scenario: Option<String>,
    /// The value in the indicator's unit of measure; none takes the figure away.
    pub value: Option<f64>,
}

/// A weight as it might be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeightBody {
    /// Id of the node.
    pub node: String,
    /// Its weight.
    pub weight: f64,
}

/// What is supposed.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuppositionBody {
    /// Id of the scheme; the workspace's default if left out.
    pub scheme: Option<String>,
    /// The period; the newest if left out.
    pub period: Option<String>,
    /// Figures and targets.
    #[serde(default)]
    pub figures: Vec<FigureBody>,
    /// Weights.
    #[serde(default)]
    pub weights: Vec<WeightBody>,
}

/// A place to be reached.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReachBody {
    /// What is supposed beforehand.
    #[serde(default)]
    pub supposition: SuppositionBody,
    /// Code of the unit.
    pub unit: String,
    /// The rank to be reached in its group.
    pub rank: u32,
}

/// A node below the root.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NamedNode {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A unit as it is and as it would be.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SupposedRow {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Group as it would be.
    pub group: String,
    /// Rank as it is.
    pub rank_before: Option<u32>,
    /// Rank as it would be.
    pub rank_after: Option<u32>,
    /// Total as it is.
    pub total_before: Option<f64>,
    /// Total as it would be.
    pub total_after: Option<f64>,
    /// Points by dimension as they are.
    pub points_before: Vec<Option<f64>>,
    /// Points by dimension as they would be.
    pub points_after: Vec<Option<f64>>,
}

impl From<SupposedUnit> for SupposedRow {
    fn from(unit: SupposedUnit) -> Self {
        let [rank_before, rank_after] = unit.rank.map(whole);
        let [total_before, total_after] = unit.total;
        let [points_before, points_after] = unit.points;
        Self {
            code: unit.code,
            name: unit.name,
            group: unit.group,
            rank_before,
            rank_after,
            total_before,
            total_after,
            points_before,
            points_after,
        }
    }
}

/// What would come out.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SupposedBody {
    /// What has to stand beside every number of it.
    pub watermark: String,
    /// The period.
    pub period: String,
    /// The nodes below the root.
    pub dimensions: Vec<NamedNode>,
    /// Units in the order they would have.
    pub rows: Vec<SupposedRow>,
}

/// What one indicator would have to be.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReachOption {
    /// Code of the indicator.
    pub indicator: String,
    /// Its name.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// Its value now.
    pub value_now: f64,
    /// The least changed value that reaches the place.
    pub value_needed: f64,
    /// Total then.
    pub total_after: f64,
    /// Rank then.
    pub rank_after: Option<u32>,
}

impl From<Way> for ReachOption {
    fn from(way: Way) -> Self {
        Self {
            indicator: way.indicator,
            name: way.name,
            measure: way.measure,
            value_now: way.now,
            value_needed: way.needed,
            total_after: way.total,
            rank_after: whole(Some(way.rank)),
        }
    }
}

/// How a unit stands, and ways to reach a place, the least change first.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReachList {
    /// What has to stand beside every number of it.
    pub watermark: String,
    /// Rank under what is supposed beforehand.
    pub rank_now: Option<u32>,
    /// Total under what is supposed beforehand.
    pub total_now: Option<f64>,
    /// The ways; none where the rank is reached already, or no single indicator can do it.
    pub options: Vec<ReachOption>,
}

impl ReachList {
    /// With what has to stand beside it.
    pub fn of(found: Reach, watermark: String) -> Self {
        let options = found.ways.into_iter().map(ReachOption::from).collect();
        Self { watermark, rank_now: whole(found.rank), total_now: found.total, options }
    }
}
