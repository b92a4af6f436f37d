//! Rankings on the wire.

use baton_service::model::Lang;
use baton_service::site::{ChildNode, RankingPage, ShownRow};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::finite;
use super::run::RunBody;
use super::words::{ChangeBody, reason};

/// What ranking is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RankingQuery {
    /// Id of the scheme; the workspace's default if left out.
    pub scheme: Option<String>,
    /// The period; the newest if left out.
    pub period: Option<String>,
    /// A kept run by id, or `live` for one computed now; what was published last if left out.
    pub run: Option<String>,
    /// Figures and publications as known at a moment or the end of a day.
    pub as_of: Option<String>,
    /// Only this group.
    pub group: Option<String>,
    /// Only units whose name or code has this in it.
    pub q: Option<String>,
    /// `rank`, `total`, `name`, `change` or the id of a dimension.
    pub sort: Option<String>,
    /// `asc` or `desc`; each order has a natural way round if left out.
    pub order: Option<String>,
    /// Where the page begins, as `next` of the page before said.
    pub cursor: Option<String>,
    /// Most rows, 100 if left out, 1000 at most.
    pub limit: Option<usize>,
}

/// A node below the root.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DimensionBody {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Full points, where they are the same in every group.
    pub weight: Option<f64>,
    /// Decimals of its points.
    pub places: Option<u8>,
    /// Best points among the rows shown.
    pub best: Option<f64>,
    /// The nodes below.
    pub children: Vec<ChildBody>,
}

/// A node below a dimension.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChildBody {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Full points, where they are the same in every group.
    pub weight: Option<f64>,
    /// Is it an indicator?
    pub leaf: bool,
}

/// Points lost on an indicator.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LostBody {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Points.
    pub points: f64,
}

/// A row of a ranking.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RowBody {
    /// Rank in the group.
    pub rank: Option<u32>,
    /// Rank among all, where there are groups.
    pub rank_all: Option<u32>,
    /// How the rank moved.
    pub change: ChangeBody,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Group; empty where there are none.
    pub group: String,
    /// Total.
    pub total: Option<f64>,
    /// Why there is no total.
    pub reason: Option<String>,
    /// Points to the next better total in the group.
    pub gap_above: Option<f64>,
    /// Points to the next lower total in the group.
    pub gap_below: Option<f64>,
    /// Is a neighbour nearer than the printed decimals can tell apart?
    pub close: bool,
    /// Sum of bonus and deductions.
    pub adjustment: Option<f64>,
    /// Points by dimension.
    pub points: Vec<Option<f64>>,
    /// Points ÷ weight by dimension.
    pub ratios: Vec<Option<f64>>,
    /// Grade.
    pub grade: Option<String>,
    /// Level.
    pub level: Option<String>,
    /// Where the most points were lost; only for rows that may be opened.
    pub lost: Vec<LostBody>,
    /// Does it share the result with other units?
    pub shared: bool,
    /// May the explanation be opened?
    pub in_scope: bool,
}

/// A unit that is listed but not scored, or met a veto.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MarkedUnit {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// The class, or the veto.
    pub mark: String,
}

/// A page of a ranking.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RankingBody {
    /// Id of the scheme.
    pub scheme: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// The period.
    pub period: String,
    /// The period the changes are against.
    pub previous: Option<String>,
    /// The kept run; none where it was computed now.
    pub run: Option<RunBody>,
    /// Figures as known at this moment.
    pub as_of: String,
    /// Date of the tree of units.
    pub tree_date: String,
    /// Is it not published?
    pub draft: bool,
    /// Are there rows that are not shown?
    pub audience_limited: bool,
    /// Names of the groups.
    pub groups: Vec<String>,
    /// Units shown by group.
    pub group_counts: Vec<usize>,
    /// Full mark, where it is the same for all.
    pub full_mark: Option<f64>,
    /// Decimals of totals.
    pub total_places: Option<u8>,
    /// Does the scheme add bonus or take deductions?
    pub adjusted: bool,
    /// Does it give grades?
    pub graded: bool,
    /// Names of the levels, the lowest first.
    pub levels: Vec<String>,
    /// The nodes below the root.
    pub dimensions: Vec<DimensionBody>,
    /// The rows.
    pub rows: Vec<RowBody>,
    /// All rows that match.
    pub count: usize,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Units listed but not scored.
    pub unscored: Vec<MarkedUnit>,
    /// Vetoes that fired.
    pub vetoes: Vec<MarkedUnit>,
}

/// Indicators named where points were lost.
const LOST: usize = 3;

impl RankingBody {
    /// A page that began at `offset`.
    pub fn of(page: RankingPage, offset: usize, lang: Lang) -> Self {
        let ranking = page.ranking;
        let children = page.children.into_iter().map(|children| {
            let child = |node: ChildNode| ChildBody {
                id: node.id,
                name: node.name,
                weight: node.weight.and_then(finite),
                leaf: node.leaf,
            };
            children.into_iter().map(child).collect::<Vec<_>>()
        });
        let dimensions = ranking.dimensions.into_iter().zip(page.best).zip(children);
        let end = offset + page.rows.len();
        let marked = |(code, name, mark)| MarkedUnit { code, name, mark };
        Self {
            run: page.head.as_ref().map(|head| RunBody::of(head, page.audience)),
            scheme: ranking.scheme,
            title: ranking.title,
            version: ranking.version,
            period: ranking.period.to_string(),
            previous: ranking.previous.map(|period| period.to_string()),
            as_of: ranking.as_of.to_string(),
            tree_date: ranking.tree_date.to_string(),
            draft: page.draft,
            audience_limited: page.limited,
            group_counts: page.group_counts,
            full_mark: page.full_mark.and_then(finite),
            total_places: ranking.total_places,
            adjusted: ranking.adjusted,
            graded: ranking.graded,
            dimensions: dimensions
                .map(|((node, best), children)| DimensionBody {
                    id: node.id,
                    name: node.name,
                    weight: node.weight.and_then(finite),
                    places: node.places,
                    best,
                    children,
                })
                .collect(),
            rows: page
                .rows
                .into_iter()
                .map(|row| row_body(row, &ranking.groups, &ranking.levels, lang))
                .collect(),
            groups: ranking.groups,
            levels: ranking.levels,
            next: (end < page.count).then(|| end.to_string()),
            count: page.count,
            unscored: page.unscored.into_iter().map(marked).collect(),
            vetoes: page.vetoes.into_iter().map(marked).collect(),
        }
    }
}

fn row_body(shown: ShownRow, groups: &[String], levels: &[String], lang: Lang) -> RowBody {
    let row = shown.row;
    let lost = row.lost.into_iter().take(LOST);
    RowBody {
        rank: row.rank,
        rank_all: shown.rank_overall,
        change: row.change.into(),
        code: row.code,
        name: row.name,
        group: groups.get(row.group).cloned().unwrap_or_default(),
        total: row.total,
        reason: reason(row.unranked, lang),
        gap_above: shown.gap_above,
        gap_below: shown.gap_below,
        close: shown.close,
        adjustment: row.adjustment,
        points: row.points,
        ratios: shown.ratios.into_iter().map(|ratio| ratio.and_then(finite)).collect(),
        grade: row.grade,
        level: row.level.and_then(|level| levels.get(level).cloned()),
        lost: lost.map(|one| LostBody { id: one.id, name: one.name, points: one.points }).collect(),
        shared: row.shared,
        in_scope: shown.open,
    }
}
