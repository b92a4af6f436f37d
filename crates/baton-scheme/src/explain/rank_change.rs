//! Places gained or lost against the period before, and which results that compares with.

use baton_model::{Flags, NullReason, Period};

use super::Explainer;

/// A change of rank.
#[derive(Clone, Debug, PartialEq)]
pub struct RankChange {
    /// Places gained; none with the reason.
    pub places: Option<f64>,
    /// Why there is none: nothing published before, or another group (*not applicable*).
    pub reason: Option<NullReason>,
    /// The period compared with.
    pub against: Period,
    /// Is what it is compared with a draft, because nothing is published?
    pub draft: bool,
}

impl Explainer<'_> {
    pub(super) fn rank_change(&self) -> Option<RankChange> {
        let change = &self.result.rank_change;
        Some(RankChange {
            places: change.get(self.subject),
            reason: change.reason(self.subject),
            against: self.result.period.offset(-1)?,
            draft: change.flags_of(self.subject).has(Flags::DRAFT),
        })
    }
}
