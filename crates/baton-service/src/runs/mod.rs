//! Runs that are kept (测算留存): saved with everything they read, published in steps, replayed to the same bytes.

mod restate;
mod verify;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use baton_model::{Message, Period, Snapshot};
use baton_scheme::diagnostic::{Diagnostics, Sources};
use baton_scheme::leaves;
use baton_scheme::plan::Plan;
use baton_scheme::run::{RunOptions, RunResult, SEMANTICS};
use baton_store::{Audience, NewRun, Run, RunHead, RunQuery, RunState, Store};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::compiled::Against;
use crate::frozen::inputs::Inputs;
use crate::frozen::outputs::Outputs;
use crate::frozen::{from_bytes, to_bytes};
use crate::leaf_table::Cells;
use crate::messages;
use crate::prepare::{Prepared, execute};
use crate::records::{self, owner};
use crate::refused::Refused;
use crate::snapshot::day_in_china;
use crate::who::Who;
use crate::workspace::catalogue_of;

pub use restate::{Restated, UnitChange, restate, rule};
pub(crate) use restate::{changes, judged, restate_in};
pub use verify::verify_in;
pub(crate) use verify::verify_within;
pub use verify::{Difference, Verified, verify, verify_all};

/// A run that was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its head.
    pub head: RunHead,
    /// Was the same run, with the same inputs, there before? Then it was not kept twice.
    pub was_there: bool,
    /// What was done on the way that the user should know.
    pub notes: Vec<Message>,
}

/// Runs a scheme and keeps the run as a draft.
pub fn keep(
    prepared: &mut Prepared,
    period: Option<Period>,
    as_of: Timestamp,
    who: &Who,
) -> Result<Kept, Refused> {
    let options = RunOptions::new(prepared.period(period)?);
    keep_as(prepared, &options, as_of, None, who)
}

/// Keeps a run; `supersedes` is the published run it is to take the place of. A folder without a store gets one.
fn keep_as(
    prepared: &mut Prepared,
    options: &RunOptions,
    as_of: Timestamp,
    supersedes: Option<&str>,
    who: &Who,
) -> Result<Kept, Refused> {
    let mut notes = Vec::new();
    if prepared.store.is_none() {
        let (store, said) = records::open_or_make(&prepared.workspace, who)?;
        prepared.observations = Arc::new(records::history(&store)?);
        prepared.store = Some(Arc::new(store));
        notes = said;
    }
    Ok(Kept { notes, ..keep_in(prepared, options, as_of, supersedes, who)? })
}

/// Keeps a run of a workspace that has a store.
pub(crate) fn keep_in(
    prepared: &Prepared,
    options: &RunOptions,
    as_of: Timestamp,
    supersedes: Option<&str>,
    who: &Who,
) -> Result<Kept, Refused> {
    let period = options.period;
    let snapshot = prepared.snapshot(period, as_of, true)?;
    let result = execute(&prepared.plan, &snapshot, options)?;
    let scheme = prepared.scheme_text()?;
    let against = Against::of(&prepared.workspace);
    let inputs = Inputs::freeze(&scheme, &against, &snapshot, options);
    let run = NewRun {
        id: String::new(),
        scheme: prepared.plan.id.clone(),
        version: prepared.plan.version.clone(),
        scheme_text: scheme.text,
        period,
        as_of,
        tree_date: snapshot.tree_date,
        semantics: SEMANTICS,
        inputs: to_bytes(&inputs).map_err(Refused::Files)?,
        outputs: to_bytes(&Outputs::of(&prepared.plan, &snapshot, &result)).map_err(Refused::Files)?,
        supersedes: supersedes.map(str::to_owned),
        stamp: who.stamp(),
    };
    let Some(store) = &prepared.store else {
        return Err(Refused::Request(Message::new(&messages::NO_STORE)));
    };
    let (head, was_there) = save(store, run)?;
    Ok(Kept { head, was_there, notes: Vec::new() })
}

/// Saves a run under the next free number, unless the last of its kind is the same.
fn save(store: &Store, run: NewRun) -> Result<(RunHead, bool), Refused> {
    let earlier = store.runs(&RunQuery::new(&owner()).scheme(&run.scheme).period(run.period))?;
    let inputs = baton_store::digest(&run.inputs);
    let scheme = baton_store::digest(run.scheme_text.as_bytes());
    if let Some(last) = earlier.last()
        && last.input_digest == inputs
        && last.scheme_digest == scheme
        && last.supersedes == run.supersedes
    {
        return Ok((last.clone(), true));
    }
    let taken: BTreeSet<&str> = earlier.iter().map(|head| head.id.as_str()).collect();
    let id = (earlier.len() + 1..)
        .map(|number| format!("{}-{}-{number}", run.scheme, run.period))
        .find(|id| !taken.contains(id.as_str()))
        .unwrap_or_default();
    Ok((store.save_run(&NewRun { id, ..run })?, false))
}

/// The runs of a workspace, as they stand now.
pub fn list(root: &Path, scheme: Option<&str>) -> Result<Vec<RunHead>, Refused> {
    let query = RunQuery::new(&owner());
    let query = match scheme {
        Some(scheme) => query.scheme(scheme),
        None => query,
    };
    Ok(records::open(root)?.runs(&query)?)
}

/// A notice ends in the future and is waited for; a restatement is published as one.
pub(crate) fn judge(
    head: &RunHead,
    state: RunState,
    until: Option<Date>,
    today: Date,
) -> Result<(), Refused> {
    if let Some(day) = until.filter(|day| state == RunState::Notice && *day < today) {
        let message = Message::new(&messages::NOTICE_IN_THE_PAST).with("day", day.to_string());
        return Err(Refused::Request(message));
    }
    if let Some(day) = head.notice_until.filter(|day| head.state == RunState::Notice && *day >= today) {
        let message = Message::new(&messages::NOTICE_RUNS).with("run", &head.id).with("day", day.to_string());
        return Err(Refused::Request(message));
    }
    match &head.supersedes {
        Some(earlier) if state == RunState::Final => {
            let message = Message::new(&messages::IS_A_RESTATEMENT).with("run", &head.id);
            Err(Refused::Request(message.with("earlier", earlier)))
        }
        _ => Ok(()),
    }
}

/// Refuses a second published result beside one of the same scheme and period: what takes its place is a restatement.
pub(crate) fn judge_beside(store: &Store, head: &RunHead, state: RunState) -> Result<(), Refused> {
    if head.state != RunState::Draft || state == RunState::Restated {
        return Ok(());
    }
    let others = store.runs(&RunQuery::new(&owner()).scheme(&head.scheme).period(head.period))?;
    let stands = |other: &&RunHead| {
        other.state.is_published() && other.id != head.id && superseded_by(&others, &other.id).is_none()
    };
    let beside = others.iter().filter(stands).find(|other| head.supersedes.as_ref() != Some(&other.id));
    match beside {
        Some(other) => {
            let message = Message::new(&messages::STANDS_BESIDE).with("run", &head.id);
            let message = message.with("other", &other.id).with("state", other.state.term());
            Err(Refused::Request(message))
        }
        None => Ok(()),
    }
}

/// The published run that took the place of another.
pub fn superseded_by<'h>(heads: &'h [RunHead], run: &str) -> Option<&'h RunHead> {
    heads.iter().find(|later| later.state.is_published() && later.supersedes.as_deref() == Some(run))
}

/// Takes a run to its next state.
pub fn publish(
    root: &Path,
    run: &str,
    state: RunState,
    until: Option<Date>,
    who: &Who,
) -> Result<RunHead, Refused> {
    publish_in(&records::open(root)?, run, (state, until, None), who)
}

/// Takes a run to its next state; a notice has its last day. The audience stays as it was where none is named.
pub fn publish_in(
    store: &Store,
    run: &str,
    (state, until, audience): (RunState, Option<Date>, Option<Audience>),
    who: &Who,
) -> Result<RunHead, Refused> {
    let head = store.run_head(&owner(), run)?;
    judge(&head, state, until, day_in_china(who.at))?;
    judge_beside(store, &head, state)?;
    Ok(match audience {
        Some(audience) => store.publish_to(run, state, until, audience, &who.stamp())?,
        None => store.publish(run, state, until, &who.stamp())?,
    })
}

/// A run computed again from what it froze.
#[derive(Debug)]
pub struct Replayed {
    /// Its head.
    pub head: RunHead,
    /// The texts of its files.
    pub sources: Sources,
    /// The plan.
    pub plan: Plan,
    /// What it read.
    pub snapshot: Snapshot,
    /// What it found.
    pub result: RunResult,
}

/// Loads a run and computes it again from its frozen inputs.
pub fn replay(root: &Path, run: &str) -> Result<Replayed, Refused> {
    replayed(records::open(root)?.run(&owner(), run)?)
}

/// Computes a run again from its frozen inputs.
pub(crate) fn replayed(run: Run) -> Result<Replayed, Refused> {
    let inputs: Inputs = from_bytes(&run.inputs).map_err(Refused::Files)?;
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let catalogue = catalogue_of(&inputs.catalogue, &mut sources, &mut diagnostics);
    let against = inputs.against(catalogue).map_err(Refused::Files)?;
    let file = sources.add(inputs.scheme_file.clone(), run.scheme_text);
    let mut document = baton_scheme::document::read(file, &sources, &mut diagnostics);
    if let Some(rows) = &inputs.leaves {
        let table = Cells::frozen(rows).table(&mut sources);
        leaves::add(&mut document, &table, &mut diagnostics);
    }
    let plan = against.compile(&document, &mut sources, &mut diagnostics);
    let Some(plan) = plan.filter(|_| !diagnostics.has_errors()) else {
        return Err(Refused::Diagnostics { list: diagnostics.into_sorted(), sources });
    };
    let options = inputs.options().map_err(Refused::Files)?;
    let snapshot = inputs.snapshot(against.catalogue).map_err(Refused::Files)?;
    let result = execute(&plan, &snapshot, &options)?;
    Ok(Replayed { head: run.head, sources, plan, snapshot, result })
}

/// What a published run found and, where it was asked for, what it froze.
pub(crate) struct Published {
    pub(crate) scheme: String,
    pub(crate) period: Period,
    pub(crate) outputs: Outputs,
    pub(crate) inputs: Option<Snapshot>,
}

/// The runs of schemes published last for each period; of all schemes if none are named.
pub(crate) fn published(
    store: &Store,
    as_of: Timestamp,
    schemes: Option<&BTreeSet<&str>>,
    with_inputs: bool,
) -> Result<Vec<Published>, Refused> {
    let heads = store.runs(&RunQuery::new(&owner()))?;
    let wanted = |head: &RunHead| {
        head.state.is_published() && schemes.is_none_or(|schemes| schemes.contains(head.scheme.as_str()))
    };
    let keys: BTreeSet<(String, Period)> =
        heads.into_iter().filter(wanted).map(|head| (head.scheme, head.period)).collect();
    let mut found = Vec::new();
    for (scheme, period) in keys {
        let Some(head) = store.latest_published(&scheme, period, as_of)? else { continue };
        let run = store.run(&owner(), &head.id)?;
        let inputs = if with_inputs { Some(frozen_snapshot(&run)?) } else { None };
        let outputs = from_bytes(&run.outputs).map_err(Refused::Files)?;
        found.push(Published { scheme, period, outputs, inputs });
    }
    Ok(found)
}

fn frozen_snapshot(run: &Run) -> Result<Snapshot, Refused> {
    let inputs: Inputs = from_bytes(&run.inputs).map_err(Refused::Files)?;
    let catalogue = catalogue_of(&inputs.catalogue, &mut Sources::default(), &mut Diagnostics::default());
    inputs.snapshot(catalogue).map_err(Refused::Files)
}
