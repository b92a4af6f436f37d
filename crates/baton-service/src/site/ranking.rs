//! A page of a ranking: filtered, sorted, and cut down to the rows that may be seen.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use baton_score::rank::{Ties, rank_descending};
use baton_store::RunHead;
use jiff::Timestamp;

use super::{Asked, Finished, Seen, Site};
use crate::access::{Actor, Denied};
use crate::score::{Change, Ranking, Row, ranking_of};

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
    let mut ranking = ranking_of(seen.finished.computed(), request.group.as_deref())?;
    let mut rows = std::mem::take(&mut ranking.rows);
    rows.retain(|row| seen.shows(&row.code));
    let group_counts =
        (0..ranking.groups.len()).map(|group| rows.iter().filter(|row| row.group == group).count());
    let group_counts = group_counts.collect();
    let gaps = gaps(&rows, &ranking);
    let best = best(&rows, ranking.dimensions.len());
    let wanted = request.search.trim().to_lowercase();
    if !wanted.is_empty() {
        rows.retain(|row| {
            row.name.to_lowercase().contains(&wanted) || row.code.to_lowercase().contains(&wanted)
        });
    }
    sort(&mut rows, request, &ranking);
    let count = rows.len();
    let around = Around::of(&seen.finished);
    let shown = rows.into_iter().skip(request.offset).take(request.limit);
    let rows = shown.map(|row| around.row(seen, row, &gaps)).collect();
    let computed = seen.finished.computed();
    let (roster, result) = (&computed.snapshot.roster, computed.result);
    let unscored = result.unscored.iter().map(|unit| {
        (roster.code(unit.row).to_owned(), roster.name(unit.row).to_owned(), unit.class.to_string())
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
        group_counts,
        best,
        children: around.children(),
        rows,
        count,
        unscored: unscored.filter(may).collect(),
        vetoes: vetoes.filter(may).collect(),
        ranking,
    })
}

/// Gaps to the neighbours in the group, among rows that are shown, by code.
type Gaps = BTreeMap<String, (Option<f64>, Option<f64>)>;

fn gaps(rows: &[Row], ranking: &Ranking) -> Gaps {
    let mut found = Gaps::new();
    for group in 0..ranking.groups.len().max(1) {
        let members: Vec<&Row> =
            rows.iter().filter(|row| row.group == group && row.total.is_some()).collect();
        for (at, row) in members.iter().enumerate() {
            let gap = |other: Option<&&Row>| {
                let (own, other) = (row.total?, other?.total?);
                Some(baton_score::round::to_significant((own - other).abs()))
            };
            let above = gap(at.checked_sub(1).and_then(|before| members.get(before)));
            found.insert(row.code.clone(), (above, gap(members.get(at + 1))));
        }
    }
    found
}

fn best(rows: &[Row], dimensions: usize) -> Vec<Option<f64>> {
    let of = |dimension: usize| {
        rows.iter().filter_map(|row| row.points.get(dimension).copied().flatten()).reduce(f64::max)
    };
    (0..dimensions).map(of).collect()
}

fn sort(rows: &mut [Row], request: &RankingRequest, ranking: &Ranking) {
    let node = match &request.sort {
        Sort::Node(id) => ranking.dimensions.iter().position(|dimension| dimension.id == *id),
        _ => None,
    };
    let places = |row: &Row| match row.change {
        Change::Places(places) => Some(places as f64),
        Change::New | Change::GroupChanged | Change::Unknown => None,
    };
    match &request.sort {
        // Rows come in this order; sorting is stable, so ties keep it.
        Sort::Rank => {}
        Sort::Total => rows.sort_by(|a, b| descending(a.total, b.total)),
        Sort::Name => rows.sort_by(|a, b| a.code.cmp(&b.code)),
        Sort::Change => rows.sort_by(|a, b| descending(places(a), places(b))),
        Sort::Node(_) => {
            let points = |row: &Row| row.points.get(node?).copied().flatten();
            rows.sort_by(|a, b| descending(points(a), points(b)));
        }
    }
    if request.reversed {
        rows.reverse();
    }
}

/// The larger first, none last.
fn descending(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// What a row needs from the run.
struct Around<'a> {
    finished: &'a Finished,
    overall: Vec<f64>,
}

impl<'a> Around<'a> {
    fn of(finished: &'a Finished) -> Self {
        let result = finished.computed().result;
        let overall = match result.groups.len() {
            0 | 1 => Vec::new(),
            _ => rank_descending(&result.total_ratio.values, Ties::Competition),
        };
        Self { finished, overall }
    }

    fn row(&self, seen: &Seen, mut row: Row, gaps: &Gaps) -> ShownRow {
        let computed = self.finished.computed();
        let subject =
            computed.snapshot.roster.row(&row.code).and_then(|unit| computed.result.subject_of(unit));
        let ratio = |node: &usize| computed.result.nodes[*node].ratio_of(subject?);
        let (gap_above, gap_below) = gaps.get(&row.code).copied().unwrap_or_default();
        let step = computed
            .plan
            .rounding
            .total
            .map_or(0.0, |places| 1.0 / (0..places).fold(1.0, |power, _| power * 10.0));
        let near = |gap: Option<f64>| gap.is_some_and(|gap| gap <= step);
        let open = seen.opens(&row.code);
        if !open {
            row.lost.clear();
        }
        ShownRow {
            rank_overall: subject.and_then(|at| self.overall.get(at)).and_then(|rank| whole(*rank)),
            ratios: computed.plan.dimensions().iter().map(ratio).collect(),
            gap_above,
            gap_below,
            close: near(gap_above) || near(gap_below),
            open,
            row,
        }
    }

    fn children(&self) -> Vec<Vec<ChildNode>> {
        let computed = self.finished.computed();
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

fn whole(rank: f64) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be in range")]
    (0.0..4e9).contains(&rank).then_some(rank as u32)
}
