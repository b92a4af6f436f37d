//! Results of the run so far, as expressions read them.

use std::borrow::Cow;

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
    pub(crate) fn numbers(&self, plan: &Plan, outcome: &Outcome, subjects: usize) -> Cow<'_, Numbers> {
        let missing = || Cow::Owned(Numbers::null(NullReason::NotApplicable, subjects));
        let node = |id: &str| plan.node(id).and_then(|index| self.nodes.get(index));
        let watched = self.watched.and_then(|index| self.nodes.get(index));
        let found = match outcome {
            Outcome::Points(id) => node(id).map(|node| Cow::Borrowed(&node.points)),
            Outcome::Ratio(id) => node(id).map(|node| Cow::Owned(node.ratio())),
            Outcome::Rank(id) => node(id).map(|node| Cow::Owned(node.rank_in(self.groups))),
            Outcome::Total => watched.map(|node| &node.points).or(self.total).map(Cow::Borrowed),
            Outcome::TotalRatio => match watched {
                Some(node) => Some(Cow::Owned(node.ratio())),
                None => self.ratio.map(Cow::Borrowed),
            },
            Outcome::TotalRank => match watched {
                Some(node) => Some(Cow::Owned(node.rank_in(self.groups))),
                None => self.rank.map(Cow::Borrowed),
            },
            Outcome::RankChange => self.rank_change.map(Cow::Borrowed),
            Outcome::Count => self.count.map(Cow::Borrowed),
            Outcome::Level => self.level.map(Cow::Borrowed),
            Outcome::Grade => None,
        };
        found.unwrap_or_else(missing)
    }
}
