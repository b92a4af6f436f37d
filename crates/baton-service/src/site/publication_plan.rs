//! What publishing a run will change, what it will not, and what stands in the way: to be read before it is done.

use baton_model::Message;
use baton_store::{Audience, ObjectionQuery, RunHead, RunQuery, RunState};
use jiff::Timestamp;
use jiff::civil::Date;

use super::Site;
use super::seen::no_run;
use crate::access::{Actor, Capability, Denied};
use crate::frozen::from_bytes;
use crate::frozen::outputs::Outputs;
use crate::messages;
use crate::records::owner;
use crate::refused::Refused;
use crate::runs::{UnitChange, changes, judge, judge_beside};
use crate::snapshot::day_in_china;

/// What is planned.
#[derive(Clone, Debug)]
pub struct Step {
    /// The state the run is to come to.
    pub to: RunState,
    /// Last day of the notice.
    pub until: Option<Date>,
    /// To whom it is shown.
    pub audience: Audience,
}

/// What will happen.
#[derive(Clone, Debug, Default)]
pub struct PublicationPlan {
    /// What changes.
    pub will: Vec<Message>,
    /// What stays as it is.
    pub will_not: Vec<Message>,
    /// What stands in the way.
    pub blocked: Vec<Message>,
    /// The units whose result differs from the published one it takes the place of.
    pub changes: Vec<UnitChange>,
}

impl Site {
    /// Says what a step would do, and does nothing.
    pub fn publication_plan(
        &self,
        actor: &Actor,
        run: &str,
        step: &Step,
        now: Timestamp,
    ) -> Result<PublicationPlan, Denied> {
        actor.needs(Capability::Publish)?;
        let head = self.store().run_head(&owner(), run).map_err(|_| no_run())?;
        self.needs_run(actor, Capability::Publish, &head, now)?;
        let mut plan = PublicationPlan::default();
        let others = self.store().runs(&RunQuery::new(&owner()))?;
        let others = others.iter().filter(|other| other.state.is_published() && other.id != head.id).count();
        plan.will_not.push(Message::new(&messages::WILL_NOT_FROZEN));
        plan.will_not.push(Message::new(&messages::WILL_NOT_EARLIER).with("count", others));
        plan.will.push(Message::new(match step.audience {
            Audience::Own => &messages::WILL_BE_SHOWN_OWN,
            Audience::Everyone => &messages::WILL_BE_SHOWN_ALL,
        }));
        match step.to {
            RunState::Notice => plan.will.push(Message::new(&messages::WILL_TAKE_OBJECTIONS)),
            RunState::Final => plan.will.push(Message::new(&messages::WILL_BE_FINAL)),
            RunState::Draft | RunState::Restated => {}
        }
        self.obstacles(&head, step, now, &mut plan)?;
        if let Some(earlier) = &head.supersedes {
            plan.will.push(Message::new(&messages::WILL_REPLACE).with("earlier", earlier));
            plan.changes = self.differences(earlier, &head.id)?;
            let message = Message::new(&messages::WILL_CHANGE).with("count", plan.changes.len());
            plan.will.push(message.with("earlier", earlier));
        }
        Ok(plan)
    }

    fn obstacles(
        &self,
        head: &RunHead,
        step: &Step,
        now: Timestamp,
        plan: &mut PublicationPlan,
    ) -> Result<(), Denied> {
        let allowed = match head.state {
            RunState::Draft => matches!(step.to, RunState::Notice | RunState::Restated),
            RunState::Notice => step.to == RunState::Final,
            RunState::Final | RunState::Restated => false,
        };
        if !allowed {
            let message = Message::new(&messages::BLOCKED_STATE).with("run", &head.id);
            plan.blocked.push(message.with("state", head.state.term()).with("to", step.to.term()));
        }
        if let Err(Refused::Request(message)) = judge(head, step.to, step.until, day_in_china(now)) {
            plan.blocked.push(message);
        }
        if allowed && let Err(Refused::Request(message)) = judge_beside(self.store(), head, step.to) {
            plan.blocked.push(message);
        }
        let open = self.store().objections(&ObjectionQuery::new(&owner()).run(&head.id).open(true))?;
        if step.to == RunState::Final && !open.is_empty() {
            plan.blocked.push(Message::new(&messages::BLOCKED_OBJECTIONS).with("count", open.len()));
        }
        Ok(())
    }

    /// The units whose result differs between two kept runs.
    pub(super) fn differences(&self, earlier: &str, later: &str) -> Result<Vec<UnitChange>, Denied> {
        let outputs = |id: &str| -> Result<Outputs, Refused> {
            from_bytes(&self.store().run(&owner(), id)?.outputs).map_err(Refused::Files)
        };
        Ok(changes(&outputs(earlier)?, &outputs(later)?))
    }
}
