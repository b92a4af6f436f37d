//! Rank, total and points of a unit over the periods of a scheme (走势).

use baton_model::Period;
use jiff::Timestamp;

use super::{Asked, Choice, Seen, Site};
use crate::access::{Actor, Denied};
use crate::successors::earlier_code;

/// One period of a trend.
#[derive(Clone, Debug)]
pub struct TrendPoint {
    /// The period.
    pub period: Period,
    /// Rank in the group.
    pub rank: Option<f64>,
    /// Units ranked in the group.
    pub of: Option<f64>,
    /// Total.
    pub total: Option<f64>,
    /// Ratio of points to full points by node of [`Trend::nodes`]: comparable where weights changed.
    pub ratios: Vec<Option<f64>>,
    /// Was it not published?
    pub draft: bool,
}

/// A trend, the earliest period first.
#[derive(Clone, Debug)]
pub struct Trend {
    /// Id and name of the dimensions as they are in the latest period.
    pub nodes: Vec<(String, String)>,
    /// The periods.
    pub points: Vec<TrendPoint>,
}

/// Most periods.
const MOST: usize = 24;

impl Site {
    /// The trend of a unit whose line is shown in the periods that may be seen.
    pub fn trend(&self, actor: &Actor, asked: &Asked, unit: &str, now: Timestamp) -> Result<Trend, Denied> {
        let latest = self.seen(actor, asked, now)?;
        let scheme = latest.finished.computed().plan.id.clone();
        if !latest.shows(unit) {
            return Err(Denied::missing());
        }
        let plan = latest.finished.computed().plan;
        let dimensions = plan.dimensions().iter().map(|node| &plan.nodes[*node]);
        let nodes: Vec<(String, String)> =
            dimensions.map(|node| (node.id.clone(), node.name.clone())).collect();
        let last = latest.finished.computed().result.period;
        let mut periods = latest.known.periods(&scheme, now)?;
        periods.retain(|period| *period <= last);
        periods.truncate(MOST);
        let mut points = Vec::new();
        for period in periods.into_iter().rev() {
            let seen = if period == last {
                latest.clone()
            } else {
                let asked = Asked {
                    scheme: Some(scheme.clone()),
                    period: Some(period),
                    choice: Choice::Default,
                    as_of: asked.as_of,
                };
                // A period that was not published, or cannot be run, is not part of the trend.
                let Ok(seen) = self.seen(actor, &asked, now) else { continue };
                seen
            };
            let unit = code_in(&seen, unit, last);
            points.extend(point(&seen, unit, &nodes));
        }
        Ok(Trend { nodes, points })
    }
}

/// The code a unit had in a period, where it was renamed since.
fn code_in<'s>(seen: &'s Seen, unit: &'s str, last: Period) -> &'s str {
    let roster = &seen.finished.computed().snapshot.roster;
    if roster.row(unit).is_some() {
        return unit;
    }
    let span = (seen.finished.computed().result.period.end(), last.end());
    let known = |code: &str| roster.row(code).is_some();
    earlier_code(&seen.known.workspace.tree, unit, span, known).unwrap_or(unit)
}

fn point(seen: &Seen, unit: &str, nodes: &[(String, String)]) -> Option<TrendPoint> {
    if !seen.shows(unit) {
        return None;
    }
    let computed = seen.finished.computed();
    let result = computed.result;
    let subject = result.subject_of(computed.snapshot.roster.row(unit)?)?;
    let ratio = |(id, _): &(String, String)| result.nodes[computed.plan.node(id)?].ratio_of(subject);
    Some(TrendPoint {
        period: result.period,
        rank: result.rank.get(subject),
        of: result.count.get(subject),
        total: result.total.get(subject),
        ratios: nodes.iter().map(ratio).collect(),
        draft: seen.is_draft(),
    })
}
