//! From a draft to a published result: kept, shown, restated by who may do so.

use baton_model::Period;
use baton_scheme::run::RunOptions;
use baton_store::{Audience, RunHead, RunState};
use jiff::Timestamp;
use jiff::civil::Date;

use super::Site;
use super::seen::no_run;
use crate::access::{Actor, Capability, Denied};
use crate::records::owner;
use crate::runs::{Kept, Restated, keep_in, publish_in, restate_in};

/// How a run is published.
#[derive(Clone, Debug)]
pub struct PublishRequest {
    /// The run.
    pub run: String,
    /// The state it comes to.
    pub state: RunState,
    /// Last day of the public notice.
    pub until: Option<Date>,
    /// Who sees all rows; as it was where none is named.
    pub audience: Option<Audience>,
}

impl Site {
    /// Runs a scheme and keeps the run as a draft.
    pub fn keep(
        &self,
        actor: &Actor,
        scheme: Option<&str>,
        period: Option<Period>,
        as_of: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Kept, Denied> {
        actor.needs(Capability::RunScheme)?;
        let known = self.known(now)?;
        let prepared = known.prepared(scheme)?;
        let period = self.period(&known, &prepared.plan.id, period, now)?;
        let as_of = as_of.unwrap_or(now).min(now);
        Ok(keep_in(&prepared, &RunOptions::new(period), as_of, None, &actor.who(now))?)
    }

    /// Takes a run to its next state.
    pub fn publish(&self, actor: &Actor, request: &PublishRequest, now: Timestamp) -> Result<RunHead, Denied> {
        actor.needs(Capability::Publish)?;
        self.store().run_head(&owner(), &request.run).map_err(|_| no_run())?;
        let step = (request.state, request.until, request.audience);
        Ok(publish_in(self.store(), &request.run, step, &actor.who(now))?)
    }

    /// Runs the scheme of a published run again, with its rulings and on what is known by a moment.
    pub fn restate(
        &self,
        actor: &Actor,
        run: &str,
        as_of: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Restated, Denied> {
        actor.needs(Capability::Publish)?;
        let head = self.store().run_head(&owner(), run).map_err(|_| no_run())?;
        let prepared = self.known(now)?.prepared(Some(&head.scheme))?;
        Ok(restate_in(&prepared, run, as_of.unwrap_or(now).min(now), &actor.who(now))?)
    }
}
