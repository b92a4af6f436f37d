//! From a draft to a published result: kept, shown, restated by who may do so.

use baton_model::Period;
use baton_scheme::run::RunOptions;
use baton_store::{Audience, Ruling, RunHead, RunQuery, RunState};
use jiff::Timestamp;
use jiff::civil::Date;

use super::Site;
use super::seen::no_run;
use crate::access::{Actor, Capability, Denied, whole};
use crate::computed::Computed;
use crate::frozen::outputs::Outputs;
use crate::records::owner;
use crate::runs::{Kept, Restated, Verified, keep_in, publish_in, restate_in, superseded_by, verify_within};
use crate::snapshot::day_in_china;

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

/// A kept run in a list or on its page.
#[derive(Clone, Debug)]
pub struct RunEntry {
    /// Its head.
    pub head: RunHead,
    /// Who sees its rows; none before it is published.
    pub audience: Option<Audience>,
    /// The published run that took its place.
    pub superseded_by: Option<String>,
}

impl Site {
    /// The kept runs the actor may see something of, the newest first; of one scheme and period if they are named.
    pub fn runs(
        &self,
        actor: &Actor,
        scheme: Option<&str>,
        period: Option<Period>,
    ) -> Result<Vec<RunEntry>, Denied> {
        actor.needs(Capability::ViewPublished)?;
        let drafts = actor.may(Capability::ViewDrafts);
        let heads = self.store().runs(&RunQuery::new(&owner()))?;
        let audiences = self.store().audiences()?;
        let entry = |head: &RunHead| RunEntry {
            head: head.clone(),
            audience: head.state.is_published().then(|| audiences.get(&head.id).copied().unwrap_or_default()),
            superseded_by: superseded_by(&heads, &head.id).map(|later| later.id.clone()),
        };
        let wanted = |head: &&RunHead| {
            (drafts || head.state.is_published())
                && scheme.is_none_or(|scheme| head.scheme == scheme)
                && period.is_none_or(|period| head.period == period)
        };
        Ok(heads.iter().filter(wanted).map(entry).rev().collect())
    }

    /// A kept run, and the rulings on it that concern units in scope. A draft is there for its makers only.
    pub fn run_entry(
        &self,
        actor: &Actor,
        id: &str,
        now: Timestamp,
    ) -> Result<(RunEntry, Vec<Ruling>), Denied> {
        actor.needs(Capability::ViewPublished)?;
        let scope = self.known(now)?.scope(actor, Capability::ViewFigures, day_in_china(now))?;
        let drafts = actor.may(Capability::ViewDrafts);
        let head = self.store().run_head(&owner(), id).ok();
        let head = head.filter(|head| drafts || head.state.is_published()).ok_or_else(no_run)?;
        // What takes the place of a run is of its scheme and period.
        let others = self.store().runs(&RunQuery::new(&owner()).scheme(&head.scheme).period(head.period))?;
        let superseded_by = superseded_by(&others, id).map(|later| later.id.clone());
        let published = head.state.is_published();
        let audience = published.then(|| self.store().audience(id)).transpose()?;
        // That the run is there for who asks was decided above; what is cut out are the units.
        let mut rulings = self.store().rulings(&owner(), id)?;
        rulings.retain(|ruling| scope.contains(&ruling.unit));
        Ok((RunEntry { head, audience, superseded_by }, rulings))
    }

    /// The scheme of a kept run. It tells nothing of the run; whether the run may be named is for the caller to know.
    pub fn scheme_of_run(&self, run: &str) -> Result<String, Denied> {
        Ok(self.store().run_head(&owner(), run).map_err(|_| no_run())?.scheme)
    }

    /// Replays a kept run from what it froze. Differences are told as far as the actor sees the units.
    pub fn verify_run(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<Verified, Denied> {
        actor.needs(Capability::Verify)?;
        let head = self.store().run_head(&owner(), id).map_err(|_| no_run())?;
        let scope = self.known(now)?.scope(actor, Capability::Verify, head.tree_date)?;
        let verified = verify_within(self.store(), id, &scope).map_err(Denied::from);
        if scope.is_everything() { verified } else { verified.map_err(Denied::veiled) }
    }

    /// Refuses who does not reach all units of a kept run.
    pub(super) fn needs_run(
        &self,
        actor: &Actor,
        capability: Capability,
        head: &RunHead,
        now: Timestamp,
    ) -> Result<(), Denied> {
        whole::needs_run(self.store(), actor, capability, &self.known(now)?.workspace.tree, head)
    }

    /// The same for what holds for all units there are, such as the method and the map.
    pub(super) fn needs_everybody(
        &self,
        actor: &Actor,
        capability: Capability,
        now: Timestamp,
    ) -> Result<(), Denied> {
        let known = self.known(now)?;
        let (tree, today) = (&known.workspace.tree, day_in_china(now));
        let units = whole::everybody(tree, today).into_iter().map(|unit| unit.code.as_str());
        whole::needs_all(self.store(), actor, capability, (tree, today), units)
    }

    /// The same for a run that is to be made.
    fn needs_units(
        &self,
        actor: &Actor,
        capability: Capability,
        (scheme, period): (&str, Period),
        (as_of, now): (Option<Timestamp>, Timestamp),
    ) -> Result<(), Denied> {
        let known = self.known(now)?;
        let tree = &known.workspace.tree;
        if known.scope(actor, capability, period.end())?.is_everything() {
            return Ok(());
        }
        let run = known.run(scheme, period, as_of, now).map_err(|refused| Denied::from(refused).veiled())?;
        let Computed { plan, snapshot, result, .. } = run.computed();
        let outputs = Outputs::of(plan, snapshot, result);
        whole::needs_all(self.store(), actor, capability, (tree, result.tree_date), outputs.everybody())
    }

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
        let as_of = as_of.map(|moment| moment.min(now));
        self.needs_units(actor, Capability::RunScheme, (&prepared.plan.id, period), (as_of, now))?;
        let as_of = as_of.unwrap_or(now);
        Ok(keep_in(&prepared, &RunOptions::new(period), as_of, None, &actor.who(now))?)
    }

    /// Takes a run to its next state.
    pub fn publish(
        &self,
        actor: &Actor,
        request: &PublishRequest,
        now: Timestamp,
    ) -> Result<RunHead, Denied> {
        actor.needs(Capability::Publish)?;
        let head = self.store().run_head(&owner(), &request.run).map_err(|_| no_run())?;
        self.needs_run(actor, Capability::Publish, &head, now)?;
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
        self.needs_run(actor, Capability::Publish, &head, now)?;
        let as_of = as_of.map(|moment| moment.min(now));
        self.needs_units(actor, Capability::Publish, (&head.scheme, head.period), (as_of, now))?;
        let prepared = self.known(now)?.prepared(Some(&head.scheme))?;
        Ok(restate_in(&prepared, run, as_of.unwrap_or(now), &actor.who(now))?)
    }
}
