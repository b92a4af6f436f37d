//! A unit's page on the wire.

use baton_service::model::{Direction, Lang};
use baton_service::site::{DimensionResult, LeafResult, UnitResult};
use baton_service::words::flag_list;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::run::RunBody;
use super::words::{ChangeBody, reason};
use super::{UnitHead, finite, whole};

/// Which run of a scheme is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ResultQuery {
    /// The period; the newest if left out.
    pub period: Option<String>,
    /// A kept run by id, or `live` for one computed now; what was published last if left out.
    pub run: Option<String>,
    /// Figures and publications as known at a moment or the end of a day.
    pub as_of: Option<String>,
    /// Id or name of a node, for explanations.
    pub node: Option<String>,
}

/// What an indicator gave the unit.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeafBody {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Names of the nodes above.
    pub path: Vec<String>,
    /// Id of the dimension.
    pub dimension: String,
    /// Full points.
    pub weight: Option<f64>,
    /// Unit of measure of the value.
    pub measure: String,
    /// `higher`, `lower` or `none`.
    pub direction: &'static str,
    /// The value.
    pub value: Option<f64>,
    /// Why there is none.
    pub reason: Option<String>,
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
    /// Points short of the best in the group.
    pub lost_vs_best: Option<f64>,
    /// Points short of the middle of the group; negative: ahead of it.
    pub lost_vs_median: Option<f64>,
    /// Points short of the period before; negative: more than then.
    pub lost_vs_previous: Option<f64>,
    /// Rank in the group.
    pub rank: Option<u32>,
    /// Units with points in the group.
    pub of: usize,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Marks in words.
    pub flags: Vec<&'static str>,
}

/// What a dimension gave the unit.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = ResultDimension)]
pub struct DimensionBody {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Full points.
    pub weight: Option<f64>,
    /// Points.
    pub points: Option<f64>,
    /// Points ÷ full points.
    pub ratio: Option<f64>,
    /// Best points in the group.
    pub group_best: Option<f64>,
    /// Middle points in the group.
    pub group_median: Option<f64>,
    /// Rank in the group.
    pub rank: Option<u32>,
}

/// Bonus or deduction.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AdjustmentHead {
    /// Name.
    pub name: String,
    /// Points.
    pub points: f64,
}

/// A unit's page.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = UnitResult)]
pub struct ResultBody {
    /// Id of the scheme.
    pub scheme: String,
    /// Its title.
    pub title: String,
    /// The period.
    pub period: String,
    /// The kept run; none where it was computed now.
    pub run: Option<RunBody>,
    /// Is it not published?
    pub draft: bool,
    /// Figures as known at this moment.
    pub as_of: String,
    /// The unit.
    pub unit: UnitHead,
    /// Its group.
    pub group: String,
    /// Rank in the group.
    pub rank: Option<u32>,
    /// Units ranked in the group.
    pub of: Option<u32>,
    /// Total.
    pub total: Option<f64>,
    /// Decimals of totals.
    pub total_places: Option<u8>,
    /// Why there is none.
    pub reason: Option<String>,
    /// Full mark.
    pub full_mark: Option<f64>,
    /// Grade.
    pub grade: Option<String>,
    /// How the rank moved.
    pub change: ChangeBody,
    /// Sum of bonus and deductions.
    pub adjustment: Option<f64>,
    /// Bonus and deductions.
    pub adjustments: Vec<AdjustmentHead>,
    /// Vetoes that fired.
    pub vetoes: Vec<String>,
    /// The units that share the result.
    pub members: Vec<UnitHead>,
    /// By dimension.
    pub dimensions: Vec<DimensionBody>,
    /// By indicator, in the order of the scheme.
    pub leaves: Vec<LeafBody>,
}

impl ResultBody {
    /// A page in words of a language.
    pub fn of(page: UnitResult, lang: Lang) -> Self {
        let computed = page.seen.finished.computed();
        let of = whole(page.of);
        Self {
            scheme: computed.plan.id.clone(),
            title: computed.plan.title.clone(),
            period: computed.result.period.to_string(),
            run: page.seen.head.as_ref().map(|head| RunBody::of(head, page.seen.audience)),
            draft: page.seen.is_draft(),
            as_of: computed.as_of.to_string(),
            total_places: computed.plan.rounding.total,
            unit: UnitHead::new(page.row.code, page.row.name),
            group: page.group,
            rank: page.row.rank,
            of: of.filter(|_| page.row.rank.is_some()),
            total: page.row.total,
            reason: reason(page.row.unranked, lang),
            full_mark: finite(page.full_mark),
            grade: page.row.grade,
            change: page.row.change.into(),
            adjustment: page.row.adjustment,
            adjustments: page
                .adjustments
                .into_iter()
                .map(|(name, points)| AdjustmentHead { name, points })
                .collect(),
            vetoes: page.vetoes,
            members: page.members.into_iter().map(|(code, name)| UnitHead { code, name }).collect(),
            dimensions: page.dimensions.into_iter().map(dimension).collect(),
            leaves: page.leaves.into_iter().map(|leaf| leaf_body(leaf, lang)).collect(),
        }
    }
}

fn dimension(found: DimensionResult) -> DimensionBody {
    DimensionBody {
        id: found.id,
        name: found.name,
        weight: finite(found.weight),
        points: found.points,
        ratio: found.ratio.and_then(finite),
        group_best: found.group_best,
        group_median: found.group_median,
        rank: whole(found.rank),
    }
}

fn leaf_body(leaf: LeafResult, lang: Lang) -> LeafBody {
    let short_of = |other: Option<f64>| {
        let (other, own) = (other?, leaf.points?);
        Some(baton_service::number::settled(other - own))
    };
    LeafBody {
        lost_vs_best: short_of(leaf.group_best),
        lost_vs_median: short_of(leaf.group_median),
        lost_vs_previous: short_of(leaf.previous),
        direction: match leaf.direction {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
            Direction::None => "none",
        },
        id: leaf.id,
        name: leaf.name,
        path: leaf.path,
        dimension: leaf.dimension,
        weight: finite(leaf.weight),
        measure: leaf.measure,
        value: leaf.value,
        reason: reason(leaf.reason, lang),
        points: leaf.points,
        ratio: leaf.ratio.and_then(finite),
        lost: leaf.lost,
        group_best: leaf.group_best,
        group_median: leaf.group_median,
        previous: leaf.previous,
        rank: whole(leaf.rank),
        of: leaf.of,
        owner: leaf.owner,
        flags: flag_list(leaf.flags, lang),
    }
}
