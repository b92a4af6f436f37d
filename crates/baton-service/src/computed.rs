//! A run with everything it was made of: computed just now, or replayed from what a kept run froze. Rankings, explanations and
//! workbooks are views of it.

use baton_model::{Message, Period, Snapshot};
use baton_scheme::diagnostic::Sources;
use baton_scheme::plan::Plan;
use baton_scheme::run::RunResult;
use jiff::Timestamp;

use crate::messages;
use crate::prepare::Prepared;
use crate::refused::Refused;
use crate::runs::Replayed;

/// A finished run.
#[derive(Clone, Copy, Debug)]
pub struct Computed<'a> {
    /// The scheme.
    pub plan: &'a Plan,
    /// The texts of its files.
    pub sources: &'a Sources,
    /// What it read.
    pub snapshot: &'a Snapshot,
    /// What it found.
    pub result: &'a RunResult,
    /// Figures as known at this moment.
    pub as_of: Timestamp,
}

impl Prepared {
    /// Runs the scheme and hands the run to `view`. `provenance` keeps the source of every figure.
    pub fn compute<T>(
        &self,
        period: Option<Period>,
        as_of: Timestamp,
        provenance: bool,
        view: impl FnOnce(Computed<'_>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let period = self.period(period)?;
        let snapshot = self.snapshot(period, as_of, provenance)?;
        let result = self.run(&snapshot, period).map_err(|refused| absence(refused, &snapshot, period))?;
        view(Computed {
            plan: &self.plan,
            sources: &self.sources,
            snapshot: &snapshot,
            result: &result,
            as_of,
        })
    }
}

/// Where a run is refused for want of figures and the period lies behind all of them, that is what there is to say.
fn absence(refused: Refused, snapshot: &Snapshot, period: Period) -> Refused {
    let last = snapshot.columns().map(|(_, _, of, _)| of).max_by_key(|of| of.end());
    match (&refused, last) {
        (Refused::Run(_), Some(last)) if last.end() < period.start() => {
            let message = Message::new(&messages::NO_FIGURES_THEN).with("period", period.to_string());
            Refused::Request(message.with("last", last.to_string()))
        }
        _ => refused,
    }
}

impl Replayed {
    /// The run as it was kept.
    pub fn computed(&self) -> Computed<'_> {
        Computed {
            plan: &self.plan,
            sources: &self.sources,
            snapshot: &self.snapshot,
            result: &self.result,
            as_of: self.head.as_of,
        }
    }
}
