//! Objections (异议复核): a unit objects to a cell of its own in a published run; the assessment office decides.

use baton_model::{Message, UnitTree};
use baton_scheme::run::Ruling;
use baton_store::{Filed, NewObjection, Objection, ObjectionQuery, RunHead, RunQuery, Scope, Store, Verdict};
use jiff::Timestamp;

use super::actor::Actor;
use super::capability::Capability;
use super::denied::Denied;
use super::{accounts, messages, whole};
use crate::frozen::from_bytes;
use crate::frozen::outputs::Outputs;
use crate::refused::Refused;
use crate::runs;
use crate::runs::superseded_by;
use crate::snapshot::day_in_china;

/// An objection to be filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectionRequest {
    /// The run.
    pub run: String,
    /// Code of the unit.
    pub unit: String,
    /// Id of the node.
    pub node: String,
    /// Code of the indicator, where it is about a figure.
    pub indicator: Option<String>,
    /// Why.
    pub reason: String,
    /// Digest of an attachment handed in for the unit.
    pub attachment: Option<String>,
}

/// What the office decides.
#[derive(Clone, Debug, PartialEq)]
pub enum Decided {
    /// It is right; the ruling becomes part of the run and takes effect with its restatement.
    Uphold(Ruling),
    /// It is not, and why.
    Reject(String),
}

/// What the engine sees: the rules of this file say who is shown what.
fn engine() -> Scope {
    Scope::everything("the engine checks that a cell exists")
}

fn no_run(run: &str) -> Denied {
    Denied::Missing(Message::new(&messages::NO_RUN).with("run", run))
}

fn missing(id: i64) -> Denied {
    Denied::Missing(Message::new(&messages::NO_OBJECTION).with("objection", id.to_string()))
}

/// A published run that no other published one took the place of.
fn standing(store: &Store, run: &str) -> Result<RunHead, Denied> {
    // Who files never sees drafts here, so a draft is no run.
    let heads = store.runs(&RunQuery::new(&engine()))?;
    let published = |head: &&RunHead| head.state.is_published();
    let head = heads.iter().filter(published).find(|head| head.id == run).ok_or_else(|| no_run(run))?;
    match superseded_by(&heads, run) {
        Some(later) => {
            let message = Message::new(&messages::RUN_SUPERSEDED).with("run", run);
            Err(Denied::Conflict(message.with("later", &later.id)))
        }
        None => Ok(head.clone()),
    }
}

/// Files an objection. A unit outside the scope has no cells.
pub fn file(
    store: &Store,
    actor: &Actor,
    request: &ObjectionRequest,
    tree: &UnitTree,
    at: Timestamp,
) -> Result<i64, Denied> {
    let today = day_in_china(at);
    actor.needs(Capability::Object)?;
    accounts::text("reason", &request.reason.replace(['\n', '\r', '\t'], " "), 4000)?;
    if let Some(indicator) = &request.indicator {
        accounts::text("indicator", indicator, 100)?;
    }
    let head = standing(store, &request.run)?;
    let outputs = store.run(&engine(), &head.id)?.outputs;
    let outputs: Outputs = from_bytes(&outputs).map_err(Refused::Files)?;
    let there = outputs.units.contains(&request.unit)
        && outputs.nodes.iter().any(|node| node.active && node.id == request.node);
    let own = actor.sees_unit(Capability::Object, &request.unit, tree, today);
    if !there || !own {
        let message = Message::new(&messages::NO_CELL).with("run", &request.run);
        return Err(Denied::Missing(message.with("unit", &request.unit).with("node", &request.node)));
    }
    if let Some(digest) = &request.attachment
        && store.attachment(&actor.scope(Capability::Object, tree, today)?, &request.unit, digest)?.is_none()
    {
        return Err(Denied::invalid("attachment", Message::new(&messages::NO_ATTACHMENT)));
    }
    let new = NewObjection {
        run: request.run.clone(),
        unit: request.unit.clone(),
        node: request.node.clone(),
        indicator: request.indicator.clone(),
        reason: request.reason.clone(),
        attachment: request.attachment.clone(),
        stamp: actor.who(at).stamp(),
    };
    match store.object(&new)? {
        Filed::Done(id) => Ok(id),
        Filed::Stands(id) => {
            let message = Message::new(&messages::OBJECTION_OPEN).with("objection", id.to_string());
            Err(Denied::Conflict(message))
        }
        Filed::Missing => Err(no_run(&request.run)),
    }
}

/// Objections of units whose figures the actor may see; of a run, open or decided.
pub fn list(
    store: &Store,
    actor: &Actor,
    (run, open): (Option<&str>, Option<bool>),
    tree: &UnitTree,
    at: Timestamp,
) -> Result<Vec<Objection>, Denied> {
    let scope = actor.scope(Capability::ViewFigures, tree, day_in_china(at))?;
    let mut query = ObjectionQuery::new(&scope);
    if let Some(run) = run {
        query = query.run(run);
    }
    if let Some(open) = open {
        query = query.open(open);
    }
    Ok(store.objections(&query)?)
}

/// An objection.
pub fn get(
    store: &Store,
    actor: &Actor,
    id: i64,
    tree: &UnitTree,
    at: Timestamp,
) -> Result<Objection, Denied> {
    let scope = actor.scope(Capability::ViewFigures, tree, day_in_china(at))?;
    store.objection(&scope, id)?.ok_or_else(|| missing(id))
}

fn settled(filed: &Filed, id: i64) -> Result<i64, Denied> {
    match filed {
        Filed::Done(number) => Ok(*number),
        Filed::Missing => Err(missing(id)),
        Filed::Stands(_) => {
            let message = Message::new(&messages::OBJECTION_DECIDED).with("objection", id.to_string());
            Err(Denied::Conflict(message))
        }
    }
}

/// Decides an objection. Upheld, it gives the number of the ruling in the run; ruling and decision are recorded together.
pub fn decide(
    store: &Store,
    actor: &Actor,
    id: i64,
    decided: &Decided,
    tree: &UnitTree,
    at: Timestamp,
) -> Result<Option<u32>, Denied> {
    let scope = actor.scope(Capability::Rule, tree, day_in_china(at))?;
    let found = store.objection(&scope, id)?.ok_or_else(|| missing(id))?;
    // A ruling on one unit moves the others: whoever rules answers for the whole run.
    let head = store.run_head(&engine(), &found.filed.run)?;
    whole::needs_run(store, actor, Capability::Rule, tree, &head)?;
    let who = actor.who(at);
    match decided {
        Decided::Reject(reason) => {
            accounts::text("reason", &reason.replace(['\n', '\r', '\t'], " "), 4000)?;
            settled(&store.decide_objection(id, &Verdict::Reject(reason), &who.stamp())?, id)?;
            Ok(None)
        }
        Decided::Uphold(ruling) => {
            if found.decided.is_some() {
                return settled(&Filed::Stands(id), id).map(|_| None);
            }
            let judged = runs::judged(store, &found.filed.run, ruling.clone(), &who)?;
            if (&judged.unit, &judged.node) != (&found.filed.unit, &found.filed.node) {
                return Err(Denied::invalid("node", Message::new(&messages::RULING_ELSEWHERE)));
            }
            let number = settled(&store.decide_objection(id, &Verdict::Uphold(&judged), &who.stamp())?, id)?;
            Ok(Some(u32::try_from(number).unwrap_or(u32::MAX)))
        }
    }
}

/// Takes an objection of the own unit back.
pub fn withdraw(store: &Store, actor: &Actor, id: i64, tree: &UnitTree, at: Timestamp) -> Result<(), Denied> {
    let scope = actor.scope(Capability::Object, tree, day_in_china(at))?;
    store.objection(&scope, id)?.ok_or_else(|| missing(id))?;
    settled(&store.decide_objection(id, &Verdict::Withdraw, &actor.who(at).stamp())?, id).map(drop)
}
