//! Runs that are kept (测算留存): saved with everything they read, published in steps, replayed to the same bytes.

use std::collections::BTreeSet;
use std::path::Path;

use baton_model::{Message, Period, Snapshot};
use baton_scheme::diagnostic::{Diagnostics, Sources};
use baton_scheme::leaves;
use baton_scheme::plan::Plan;
use baton_scheme::run::{Ruling, RulingEffect, RunOptions, RunResult, SEMANTICS};
use baton_store::{NewRun, Run, RunHead, RunQuery, RunState, Store};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::compiled::Against;
use crate::explain::find_node;
use crate::frozen::inputs::Inputs;
use crate::frozen::outputs::Outputs;
use crate::frozen::{from_bytes, to_bytes};
use crate::leaf_table::Cells;
use crate::messages;
use crate::prepare::{Prepared, execute};
use crate::records::{self, owner};
use crate::refused::Refused;
use crate::who::Who;
use crate::workspace::catalogue_of;

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

/// Keeps a run; `supersedes` is the published run it is to take the place of.
fn keep_as(
    prepared: &mut Prepared,
    options: &RunOptions,
    as_of: Timestamp,
    supersedes: Option<&str>,
    who: &Who,
) -> Result<Kept, Refused> {
    let period = options.period;
    let mut notes = Vec::new();
    if prepared.store.is_none() {
        let (store, said) = records::open_or_make(&prepared.workspace, who)?;
        prepared.observations = records::history(&store)?;
        prepared.store = Some(store);
        notes = said;
    }
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
    Ok(Kept { head, was_there, notes })
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

/// Takes a run to its next state.
pub fn publish(
    root: &Path,
    run: &str,
    state: RunState,
    until: Option<Date>,
    who: &Who,
) -> Result<RunHead, Refused> {
    Ok(records::open(root)?.publish(run, state, until, &who.stamp())?)
}

/// A restatement in the making (更正).
#[derive(Clone, Debug)]
pub struct Restated {
    /// The run that is to take the place of the earlier one, as a draft.
    pub kept: Kept,
    /// The units whose total, rank, grade or points of a node are not the same.
    pub changes: Vec<UnitChange>,
}

/// What a restatement changes for a unit: before, and after.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitChange {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Total.
    pub total: [Option<f64>; 2],
    /// Rank in the group.
    pub rank: [Option<f64>; 2],
    /// Grade.
    pub grade: [Option<String>; 2],
    /// Names of the nodes whose points changed.
    pub nodes: Vec<String>,
}

/// Runs the scheme of a published run again, on the figures of a moment, and keeps the result as the draft of a restatement.
pub fn restate(root: &Path, run: &str, as_of: Timestamp, who: &Who) -> Result<Restated, Refused> {
    let earlier = records::open(root)?.run(&owner(), run)?;
    if !earlier.head.state.is_published() {
        return Err(Refused::Request(Message::new(&messages::NOT_PUBLISHED).with("run", run)));
    }
    let mut prepared = crate::prepare::prepare(root, Some(&earlier.head.scheme), who)?;
    let rulings = rulings_up_to(&records::open(root)?, &earlier.head)?;
    let options = RunOptions { rulings, ..RunOptions::new(earlier.head.period) };
    let kept = keep_as(&mut prepared, &options, as_of, Some(run), who)?;
    let before: Outputs = from_bytes(&earlier.outputs).map_err(Refused::Files)?;
    let after = records::open(root)?.run(&owner(), &kept.head.id)?.outputs;
    let after: Outputs = from_bytes(&after).map_err(Refused::Files)?;
    Ok(Restated { kept, changes: changes(&before, &after) })
}

/// The rulings on a run and on the runs it took the place of, the oldest first.
fn rulings_up_to(store: &Store, head: &RunHead) -> Result<Vec<Ruling>, Refused> {
    let mut rulings = Vec::new();
    let mut next = Some(head.clone());
    while let Some(head) = next {
        let own = store.rulings(&owner(), &head.id)?;
        rulings.splice(0..0, own.into_iter().map(of_store));
        next = head.supersedes.map(|id| store.run_head(&owner(), &id)).transpose()?;
    }
    Ok(rulings)
}

fn of_store(ruling: baton_store::Ruling) -> Ruling {
    let effect = match ruling.effect {
        baton_store::RulingEffect::Points(points) => RulingEffect::Points(points),
        baton_store::RulingEffect::Exclusion => RulingEffect::Exclusion,
    };
    Ruling { unit: ruling.unit, node: ruling.node, effect, basis: ruling.basis, approver: ruling.approver }
}

/// Records a ruling on a published run. It takes effect with the restatement of the run. The unit and the node may be given by
/// name.
pub fn rule(root: &Path, run: &str, ruling: Ruling, who: &Who) -> Result<u32, Refused> {
    let replayed = replay(root, run)?;
    if !replayed.head.state.is_published() {
        return Err(Refused::Request(Message::new(&messages::NOT_PUBLISHED).with("run", run)));
    }
    let roster = &replayed.snapshot.roster;
    let subject = roster.find(&ruling.unit).filter(|row| replayed.result.subject_of(*row).is_some());
    let Some(row) = subject else {
        return Err(Refused::Request(Message::new(&messages::NOT_A_SUBJECT).with("unit", &ruling.unit)));
    };
    let node = find_node(&replayed.plan, &ruling.node)?;
    let kept = baton_store::Ruling {
        unit: roster.code(row).to_owned(),
        node: replayed.plan.nodes[node].id.clone(),
        effect: match ruling.effect {
            RulingEffect::Points(points) => baton_store::RulingEffect::Points(points),
            RulingEffect::Exclusion => baton_store::RulingEffect::Exclusion,
        },
        basis: ruling.basis,
        approver: ruling.approver,
        stamp: who.stamp(),
    };
    Ok(records::open(root)?.add_ruling(run, &kept)?)
}

/// The units that two results do not agree on, in the order of the later one; those that left it last.
fn changes(before: &Outputs, after: &Outputs) -> Vec<UnitChange> {
    let (then, now) = (before.positions(), after.positions());
    let left = before.units.iter().filter(|code| !now.contains_key(code.as_str()));
    let change = |code: &String| {
        let places = [then.get(code.as_str()).copied(), now.get(code.as_str()).copied()];
        let sides = [before, after];
        let number = |pick: &dyn Fn(&Outputs, usize) -> Option<f64>| {
            [0, 1].map(|side| places[side].and_then(|at| pick(sides[side], at)))
        };
        let grade = [0, 1].map(|side| sides[side].grade.get(places[side]?).cloned().flatten());
        // The root is the total.
        let nodes = after.nodes.iter().skip(1).filter(|node| {
            let points = [0, 1].map(|side| {
                let own = sides[side].nodes.iter().find(|other| other.id == node.id)?;
                own.points.values.get(places[side]?).copied().flatten()
            });
            points[0] != points[1]
        });
        let found = UnitChange {
            code: code.clone(),
            name: after.name(code).or_else(|| before.name(code)).unwrap_or_default(),
            total: number(&|side, at| side.total.values.get(at).copied().flatten()),
            rank: number(&|side, at| side.rank.values.get(at).copied().flatten()),
            grade,
            nodes: nodes.map(|node| node.name.clone()).collect(),
        };
        let same = found.total[0] == found.total[1]
            && found.rank[0] == found.rank[1]
            && found.grade[0] == found.grade[1]
            && found.nodes.is_empty();
        (!same).then_some(found)
    };
    after.units.iter().chain(left).filter_map(change).collect()
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

/// What a replay showed.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The run.
    pub head: RunHead,
    /// Are the outputs the same, byte for byte?
    pub same: bool,
    /// The first values that are not the same: place, then, now.
    pub differences: Vec<Difference>,
    /// The semantics of formulas of this program.
    pub semantics: u32,
}

/// A value that a replay found otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where in the outputs, such as `nodes.2.points.values.7`.
    pub place: String,
    /// As it was kept.
    pub kept: String,
    /// As it came out.
    pub found: String,
}

/// Most differences that are listed.
const MOST: usize = 20;

/// Replays a run from its frozen inputs and compares the outputs byte for byte.
pub fn verify(root: &Path, run: &str) -> Result<Verified, Refused> {
    let store = records::open(root)?;
    store.verify()?;
    verify_in(&store, run)
}

/// Verifies the whole store: the audit chain, everything it vouches for, and every run by replay.
pub fn verify_all(root: &Path) -> Result<(baton_store::Verified, Vec<Verified>), Refused> {
    let store = records::open(root)?;
    let whole = store.verify()?;
    let heads = store.runs(&RunQuery::new(&owner()))?;
    let runs = heads.iter().map(|head| verify_in(&store, &head.id)).collect::<Result<_, _>>()?;
    Ok((whole, runs))
}

fn verify_in(store: &Store, run: &str) -> Result<Verified, Refused> {
    let run = store.run(&owner(), run)?;
    let (head, kept) = (run.head.clone(), run.outputs.clone());
    let replayed = replayed(run)?;
    let found = Outputs::of(&replayed.plan, &replayed.snapshot, &replayed.result);
    let found = to_bytes(&found).map_err(Refused::Files)?;
    let same = found == kept;
    let mut differences = Vec::new();
    if !same {
        let then: serde_json::Value = from_bytes(&kept).map_err(Refused::Files)?;
        let now: serde_json::Value = from_bytes(&found).map_err(Refused::Files)?;
        compare("", &then, &now, &mut differences);
    }
    Ok(Verified { head, same, differences, semantics: SEMANTICS })
}

/// Lists the leaves of two JSON values that differ.
fn compare(place: &str, then: &serde_json::Value, now: &serde_json::Value, found: &mut Vec<Difference>) {
    use serde_json::Value;
    if found.len() >= MOST || then == now {
        return;
    }
    let inside = |name: &str| if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
    match (then, now) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for key in keys {
                let side = |map: &serde_json::Map<String, Value>| map.get(key).cloned().unwrap_or_default();
                compare(&inside(key), &side(a), &side(b), found);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (at, (a, b)) in a.iter().zip(b).enumerate() {
                compare(&inside(&at.to_string()), a, b, found);
            }
        }
        _ => {
            found.push(Difference { place: place.to_owned(), kept: then.to_string(), found: now.to_string() })
        }
    }
}

/// What the latest published run of each scheme and period found and froze.
pub(crate) fn published(
    store: &Store,
    as_of: Timestamp,
) -> Result<Vec<(String, Period, Outputs, Snapshot)>, Refused> {
    let heads = store.runs(&RunQuery::new(&owner()))?;
    let keys: BTreeSet<(String, Period)> = heads.into_iter().map(|head| (head.scheme, head.period)).collect();
    let mut found = Vec::new();
    for (scheme, period) in keys {
        let Some(head) = store.latest_published(&scheme, period, as_of)? else { continue };
        let run = store.run(&owner(), &head.id)?;
        let inputs: Inputs = from_bytes(&run.inputs).map_err(Refused::Files)?;
        let catalogue = catalogue_of(&inputs.catalogue, &mut Sources::default(), &mut Diagnostics::default());
        let snapshot = inputs.snapshot(catalogue).map_err(Refused::Files)?;
        found.push((scheme, period, from_bytes(&run.outputs).map_err(Refused::Files)?, snapshot));
    }
    Ok(found)
}
