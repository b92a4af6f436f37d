//! A page of a ranking: filtered, sorted, and cut down to the rows that may be seen.

use baton_store::RunHead;
use jiff::Timestamp;

use super::view::{Lines, View};
use super::{Asked, Seen, Site};
use crate::access::{Actor, Denied};
use crate::number::whole;
use crate::score::{Ranking, Row};

/// What the rows are ordered by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Group by group, by rank.
    #[default]
    Rank,
    /// The total.
    Total,
    /// The name.
    Name,
    /// Places gained.
    Change,
    /// Points of a dimension.
    Node(String),
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct RankingRequest {
    /// The run.
    pub asked: Asked,
    /// Only this group.
    pub group: Option<String>,
    /// Only units whose name or code has this in it.
    pub search: String,
    /// The order.
    pub sort: Sort,
    /// The other way round?
    pub reversed: bool,
    /// Rows left out at the beginning.
    pub offset: usize,
    /// Most rows.
    pub limit: usize,
}

/// A row with what stands around it.
#[derive(Clone, Debug)]
pub struct ShownRow {
    /// The row.
    pub row: Row,
    /// Rank among all by total ÷ full mark, where there are groups.
    pub rank_overall: Option<u32>,
    /// Points ÷ weight by dimension.
    pub ratios: Vec<Option<f64>>,
    /// Points to the next better total in the group.
    pub gap_above: Option<f64>,
    /// Points to the next lower total in the group.
    pub gap_below: Option<f64>,
    /// Is a neighbour nearer than the printed decimals can tell apart?
    pub close: bool,
    /// May what lies behind it be opened?
    pub open: bool,
}

/// A node below a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildNode {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Full points, where they are the same in every group.
    pub weight: Option<f64>,
    /// Is it an indicator?
    pub leaf: bool,
}

/// A page.
#[derive(Clone, Debug)]
pub struct RankingPage {
    /// The ranking, without rows.
    pub ranking: Ranking,
    /// The kept run, if it is one.
    pub head: Option<RunHead>,
    /// To whom it was published.
    pub audience: Option<baton_store::Audience>,
    /// Is it not published?
    pub draft: bool,
    /// Are there rows that are not shown?
    pub limited: bool,
    /// Full mark, where it is the same for all.
    pub full_mark: Option<f64>,
    /// Units shown by group.
    pub group_counts: Vec<usize>,
    /// Best points by dimension among the rows shown.
    pub best: Vec<Option<f64>>,
    /// The nodes below each dimension.
    pub children: Vec<Vec<ChildNode>>,
    /// The rows of the page.
    pub rows: Vec<ShownRow>,
    /// All rows that match.
    pub count: usize,
    /// Units listed but not scored: code, name, class.
    pub unscored: Vec<(String, String, String)>,
    /// Vetoes that fired: code, name, veto.
    pub vetoes: Vec<(String, String, String)>,
}

impl Site {
    /// A page of the ranking asked for.
    pub fn ranking(
        &self,
        actor: &Actor,
        request: &RankingRequest,
        now: Timestamp,
    ) -> Result<RankingPage, Denied> {
        page(&self.seen(actor, &request.asked, now)?, request)
    }
}

/// The page of a run that may be seen.
pub(super) fn page(seen: &Seen, request: &RankingRequest) -> Result<RankingPage, Denied> {
    let lines = seen.finished.lines()?;
    let view = seen.view(request.group.as_deref())?;
    let order = view.order(lines, &request.sort);
    let wanted = request.search.trim().to_lowercase();
    let matches = |at: &usize| {
        let row = &lines.rows[view.shown[*at]];
        wanted.is_empty()
            || row.name.to_lowercase().contains(&wanted)
            || row.code.to_lowercase().contains(&wanted)
    };
    let mut found: Vec<usize> = order.iter().copied().filter(matches).collect();
    if request.reversed {
        found.reverse();
    }
    let around = Around { seen, lines, view: &view };
    let computed = seen.finished.computed();
    let (roster, result) = (&computed.snapshot.roster, computed.result);
    let unscored = result.unscored.iter().map(|unit| {
        let class = computed.plan.exempts[unit.exempt].name.clone();
        (roster.code(unit.row).to_owned(), roster.name(unit.row).to_owned(), class)
    });
    let vetoes = result.vetoes.iter().map(|fired| {
        let row = result.universe.rows[fired.subject as usize];
        let veto = computed.plan.vetoes[fired.veto].name.clone();
        (roster.code(row).to_owned(), roster.name(row).to_owned(), veto)
    });
    let may = |(code, ..): &(String, String, String)| seen.shows(code);
    let full = &result.nodes[0].weight;
    Ok(RankingPage {
        head: seen.head.clone(),
        audience: seen.audience,
        draft: seen.is_draft(),
        limited: seen.is_limited(),
        full_mark: full.first().copied().filter(|first| full.iter().all(|mark| mark == first)),
        group_counts: view.group_counts.clone(),
        best: view.best.clone(),
        children: around.children(),
        rows: found.iter().skip(request.offset).take(request.limit).map(|at| around.row(*at)).collect(),
        count: found.len(),
        unscored: unscored.filter(may).collect(),
        vetoes: vetoes.filter(may).collect(),
        ranking: lines.ranking.clone(),
    })
}

/// What a row needs from the run.
struct Around<'a> {
    seen: &'a Seen,
    lines: &'a Lines,
    view: &'a View,
}

impl Around<'_> {
    /// The row at a place among those shown.
    fn row(&self, at: usize) -> ShownRow {
        let computed = self.seen.finished.computed();
        let mut row = self.lines.rows[self.view.shown[at]].clone();
        let subject =
            computed.snapshot.roster.row(&row.code).and_then(|unit| computed.result.subject_of(unit));
        let ratio = |node: &usize| computed.result.nodes[*node].ratio_of(subject?);
        let (gap_above, gap_below) = self.view.gaps.get(at).copied().unwrap_or_default();
        let step = computed
            .plan
            .rounding
            .total
            .map_or(0.0, |places| 1.0 / (0..places).fold(1.0, |power, _| power * 10.0));
        let near = |gap: Option<f64>| gap.is_some_and(|gap| gap <= step);
        let open = self.seen.opens(&row.code);
        if !open {
            row.lost.clear();
        }
        ShownRow {
            rank_overall: whole(subject.and_then(|at| self.lines.overall.get(at)).copied()),
            ratios: computed.plan.dimensions().iter().map(ratio).collect(),
            gap_above,
            gap_below,
            close: near(gap_above) || near(gap_below),
            open,
            row,
        }
    }

    fn children(&self) -> Vec<Vec<ChildNode>> {
        let computed = self.seen.finished.computed();
        let plan = computed.plan;
        let child = |node: &usize| {
            let weights = &computed.result.nodes[*node].weight;
            let same = weights.first().copied().filter(|first| weights.iter().all(|weight| weight == first));
            let node = &plan.nodes[*node];
            ChildNode {
                id: node.id.clone(),
                name: node.name.clone(),
                weight: same,
                leaf: node.children.is_empty(),
            }
        };
        plan.dimensions().iter().map(|node| plan.nodes[*node].children.iter().map(child).collect()).collect()
    }
}
