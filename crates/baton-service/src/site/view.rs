//! What the pages of a ranking share: its lines are made once for a run; who is among them, the gaps and the order once for each scope.
//! A page then only cuts out its rows.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use baton_score::rank::{Ties, rank_descending};
use baton_store::Scope;

use super::order::ordered;
use super::{Finished, Seen, Sort};
use crate::refused::Refused;
use crate::score::{Ranking, Row, ranking_of};

/// The lines of a run, whoever looks.
#[derive(Debug)]
pub(super) struct Lines {
    /// The ranking without rows.
    pub(super) ranking: Ranking,
    /// The rows in order of their rank, group by group.
    pub(super) rows: Vec<Row>,
    /// Ranks among all by subject, where there are groups.
    pub(super) overall: Vec<f64>,
}

/// Gaps to the neighbours in the group, above and below.
pub(super) type Gap = (Option<f64>, Option<f64>);

/// What somebody is shown of the lines.
#[derive(Debug)]
pub(super) struct View {
    /// The rows shown, as indices of [`Lines::rows`].
    pub(super) shown: Vec<usize>,
    /// The gaps of each of them, among those shown.
    pub(super) gaps: Vec<Gap>,
    /// Units shown by group.
    pub(super) group_counts: Vec<usize>,
    /// Best points by dimension.
    pub(super) best: Vec<Option<f64>>,
    orders: Mutex<Vec<(Sort, Arc<[usize]>)>>,
}

/// Whose view, and of which group: no scope where all rows are shown.
type Key = (Option<Scope>, Option<usize>);

/// What is kept beside a run.
#[derive(Debug, Default)]
pub(super) struct Views {
    lines: OnceLock<Result<Lines, Refused>>,
    held: Mutex<Vec<(Key, Arc<View>)>>,
}

/// So many views of a run are kept; the one asked for longest ago goes first.
const MOST: usize = 32;

impl Finished {
    /// The lines of the ranking.
    pub(super) fn lines(&self) -> Result<&Lines, Refused> {
        let lines = || {
            let computed = self.computed();
            let mut ranking = ranking_of(computed, None)?;
            let rows = std::mem::take(&mut ranking.rows);
            let overall = match computed.result.groups.len() {
                0 | 1 => Vec::new(),
                _ => rank_descending(&computed.result.total_ratio.values, Ties::Competition),
            };
            Ok(Lines { ranking, rows, overall })
        };
        self.views.lines.get_or_init(lines).as_ref().map_err(Clone::clone)
    }

    /// The place of a group.
    fn group(&self, name: &str) -> Result<usize, Refused> {
        let groups = &self.lines()?.ranking.groups;
        match groups.iter().position(|group| group == name).filter(|_| !name.is_empty()) {
            Some(group) => Ok(group),
            // Why there is none, is said where groups are picked.
            None => Err(ranking_of(self.computed(), Some(name))
                .err()
                .unwrap_or_else(|| Refused::Fault(format!("the group “{name}” is there and is not")))),
        }
    }
}

impl Seen {
    /// What of the lines is shown.
    pub(super) fn view(&self, group: Option<&str>) -> Result<Arc<View>, Refused> {
        let lines = self.finished.lines()?;
        let group = group.map(|name| self.finished.group(name)).transpose()?;
        let key: Key = (self.is_limited().then(|| self.rows().clone()), group);
        let mut held = self.finished.views.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = held.iter().position(|(known, _)| *known == key) {
            let found = held.remove(at);
            let view = Arc::clone(&found.1);
            held.push(found);
            return Ok(view);
        }
        let view = Arc::new(View::of(self, lines, group));
        if held.len() >= MOST {
            held.remove(0);
        }
        held.push((key, Arc::clone(&view)));
        Ok(view)
    }
}

impl View {
    fn of(seen: &Seen, lines: &Lines, group: Option<usize>) -> Self {
        let rows = lines.rows.iter().enumerate();
        let rows = rows.filter(|(_, row)| group.is_none_or(|group| row.group == group));
        let shown: Vec<usize> = rows.filter(|(_, row)| seen.shows(&row.code)).map(|(at, _)| at).collect();
        let of = |at: &usize| &lines.rows[*at];
        let count = |group: usize| shown.iter().map(of).filter(|row| row.group == group).count();
        let best = |dimension: usize| {
            let points = shown.iter().map(of).filter_map(|row| row.points.get(dimension).copied().flatten());
            points.reduce(f64::max)
        };
        Self {
            gaps: gaps(lines, &shown),
            group_counts: (0..lines.ranking.groups.len()).map(count).collect(),
            best: (0..lines.ranking.dimensions.len()).map(best).collect(),
            shown,
            orders: Mutex::default(),
        }
    }

    /// The rows shown in an order, as places of [`View::shown`].
    pub(super) fn order(&self, lines: &Lines, sort: &Sort) -> Arc<[usize]> {
        // A node that is none gives the order of ranks, and is not worth remembering.
        let known = match sort {
            Sort::Node(id) => lines.ranking.dimensions.iter().any(|dimension| dimension.id == *id),
            _ => true,
        };
        let sort = if known { sort } else { &Sort::Rank };
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, order)) = orders.iter().find(|(known, _)| known == sort) {
            return Arc::clone(order);
        }
        let rows: Vec<&Row> = self.shown.iter().map(|at| &lines.rows[*at]).collect();
        let order: Arc<[usize]> = ordered(&rows, sort, &lines.ranking).into();
        orders.push((sort.clone(), Arc::clone(&order)));
        order
    }
}

fn gaps(lines: &Lines, shown: &[usize]) -> Vec<Gap> {
    let mut found = vec![(None, None); shown.len()];
    for group in 0..lines.ranking.groups.len().max(1) {
        let row = |at: usize| &lines.rows[shown[at]];
        let members: Vec<(usize, f64)> = (0..shown.len())
            .filter(|at| row(*at).group == group)
            .filter_map(|at| Some((at, row(at).total?)))
            .collect();
        for pair in members.windows(2) {
            let [(above, more), (below, less)] = pair else { continue };
            let gap = baton_score::round::to_significant((more - less).abs());
            found[*above].1 = Some(gap);
            found[*below].0 = Some(gap);
        }
    }
    found
}
