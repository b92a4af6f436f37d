//! What changed between two runs, for the units whose lines may be seen.

use std::sync::Arc;

use baton_model::Message;
use baton_scheme::compare::Side;
use baton_store::RunState;
use jiff::Timestamp;

use super::finished::Finished;
use super::{Asked, Choice, Seen, Site};
use crate::access::{Actor, Denied};
use crate::compare::{Comparison, compare_sides};
use crate::messages;

/// What is compared.
#[derive(Clone, Debug, Default)]
pub struct CompareRequest {
    /// The earlier run; of the period before the later one if no period is named.
    pub from: Asked,
    /// The later run.
    pub to: Asked,
    /// One unit, by indicator as well.
    pub unit: Option<String>,
}

impl Site {
    /// Compares two runs.
    pub fn compare(
        &self,
        actor: &Actor,
        request: &CompareRequest,
        now: Timestamp,
    ) -> Result<Comparison, Denied> {
        let to = self.seen(actor, &request.to, now)?;
        let later = to.finished.computed();
        let mut asked = request.from.clone();
        if asked.period.is_none() && asked.choice == Choice::Default {
            asked.period = later.result.period.offset(-1);
        }
        asked.scheme.get_or_insert_with(|| later.plan.id.clone());
        let from = self.seen(actor, &asked, now)?;
        of_one_scheme(&from, &to)?;
        let unit = match &request.unit {
            Some(unit) if !(to.opens(unit) && from.opens(unit)) => return Err(Denied::missing()),
            unit => unit.as_deref(),
        };
        let knowledge = self.known_now(&from, now);
        let (earlier, knowledge) = (from.finished.computed(), knowledge.as_ref().map(|run| run.computed()));
        // What was corrected since is told apart by looking at the earlier period with what is known now.
        let snapshot = knowledge.map_or(earlier.snapshot, |known| known.snapshot);
        let before = Side { plan: earlier.plan, snapshot, result: earlier.result };
        let after = Side { plan: later.plan, snapshot: later.snapshot, result: later.result };
        let mut found = compare_sides(&before, &after, &to.known.workspace.tree, unit);
        found.changes.retain(|change| {
            let was = change.was.as_ref().map_or(&change.code, |(code, _)| code);
            to.shows(&change.code) && from.shows(was)
        });
        found.mergers.iter_mut().for_each(|merger| merger.from.retain(|(code, _)| from.shows(code)));
        found.mergers.retain(|merger| to.shows(&merger.into.0) && !merger.from.is_empty());
        Ok(found)
    }

    /// The run of a kept period on the figures as known now, where it can be computed.
    fn known_now(&self, from: &Seen, now: Timestamp) -> Option<Arc<Finished>> {
        from.head.as_ref().filter(|head| head.state != RunState::Draft)?;
        let computed = from.finished.computed();
        from.known.run(&computed.plan.id, computed.result.period, None, now).ok()
    }
}

/// Runs of different schemes share no items that could be compared.
fn of_one_scheme(from: &Seen, to: &Seen) -> Result<(), Denied> {
    let [from, to] = [from, to].map(|seen| &seen.finished.computed().plan.id);
    if from == to {
        return Ok(());
    }
    let message = Message::new(&messages::DIFFERENT_SCHEMES).with("from", from).with("to", to);
    Err(Denied::Invalid { field: "from_run", message })
}
