//! Results of the run so far, as expressions read them.

use baton_model::NullReason;

use super::column::{Numbers, Texts};
use super::result::NodeResult;
use crate::expr::typed::Outcome;
use crate::plan::Plan;

/// The columns that exist by now, one entry a subject.
#[derive(Default)]
pub(crate) struct Outcomes<'a> {
    pub(crate) nodes: &'a [NodeResult],
    pub(crate) groups: &'a [u32],
    pub(crate) total: Option<&'a Numbers>,
    pub(crate) ratio: Option<&'a Numbers>,
    pub(crate) rank: Option<&'a Numbers>,
    pub(crate) rank_change: Option<&'a Numbers>,
    pub(crate) count: Option<&'a Numbers>,
    pub(crate) grade: Option<&'a Texts>,
    pub(crate) level: Option<&'a Numbers>,
    /// In an alert: the watched node, which `points`, `ratio`, `rank` mean.
    pub(crate) watched: Option<usize>,
}

impl Outcomes<'_> {
    /// A number of the run for every subject.
    pub(crate) fn numbers(&self, plan: &Plan, outcome: &Outcome, subjects: usize) -> Numbers {
        let missing = || Numbers::null(NullReason::NotApplicable, subjects);
        let node = |id: &str| plan.node(id).and_then(|index| self.nodes.get(index));
        let kept = |column: Option<&Numbers>| column.cloned().unwrap_or_else(missing);
        match outcome {
            Outcome::Points(id) => node(id).map_or_else(missing, |node| node.points.clone()),
            Outcome::Ratio(id) => node(id).map_or_else(missing, NodeResult::ratio),
            Outcome::Rank(id) => node(id).map_or_else(missing, |node| node.rank_in(self.groups)),
            Outcome::Total => match self.watched.and_then(|index| self.nodes.get(index)) {
                Some(node) => node.points.clone(),
                None => kept(self.total),
            },
            Outcome::TotalRatio => match self.watched.and_then(|index| self.nodes.get(index)) {
                Some(node) => node.ratio(),
                None => kept(self.ratio),
            },
            Outcome::TotalRank => match self.watched.and_then(|index| self.nodes.get(index)) {
                Some(node) => node.rank_in(self.groups),
                None => kept(self.rank),
            },
            Outcome::RankChange => kept(self.rank_change),
            Outcome::Count => kept(self.count),
            Outcome::Level => kept(self.level),
            Outcome::Grade => missing(),
        }
    }
}
