//! Where figures come from: files of the workspace now, a store later.

use std::borrow::Cow;

use baton_model::{IndicatorId, Message, Observation};

/// A source of figures, with all their versions.
pub trait Observations {
    /// Every version of every figure of the indicators, in the order they were recorded; more may be given.
    fn read(&self, indicators: &[IndicatorId]) -> Result<Cow<'_, [Observation]>, Message>;
}

/// Figures held in memory.
impl Observations for Vec<Observation> {
    fn read(&self, _: &[IndicatorId]) -> Result<Cow<'_, [Observation]>, Message> {
        Ok(Cow::Borrowed(self))
    }
}
