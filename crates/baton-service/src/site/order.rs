//! The order of the rows of a ranking.

use std::cmp::Ordering;

use super::Sort;
use crate::score::{Change, Ranking, Row};

/// The places of rows in an order. They come by rank, group by group; sorting is stable, so ties keep that.
pub(super) fn ordered(rows: &[&Row], sort: &Sort, ranking: &Ranking) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let places = |row: &Row| match row.change {
        Change::Places(places) => Some(places as f64),
        Change::New | Change::GroupChanged | Change::Unknown => None,
    };
    match sort {
        Sort::Rank => {}
        Sort::Total => order.sort_by(|a, b| descending(rows[*a].total, rows[*b].total)),
        Sort::Name => order.sort_by(|a, b| rows[*a].code.cmp(&rows[*b].code)),
        Sort::Change => order.sort_by(|a, b| descending(places(rows[*a]), places(rows[*b]))),
        Sort::Node(id) => {
            let node = ranking.dimensions.iter().position(|dimension| dimension.id == *id);
            let points = |at: usize| rows[at].points.get(node?).copied().flatten();
            order.sort_by(|a, b| descending(points(*a), points(*b)));
        }
    }
    order
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
