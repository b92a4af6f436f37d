//! Verification (核验): a run replayed from what it froze gives the same bytes.

use std::collections::BTreeSet;
use std::path::Path;

use baton_scheme::run::SEMANTICS;
use baton_store::{RunHead, RunQuery, Scope, Store};

use super::replayed;
use crate::frozen::outputs::Outputs;
use crate::frozen::{from_bytes, to_bytes};
use crate::records::{self, owner};
use crate::refused::Refused;
use crate::sound;

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
    sound::verify(root, &store)?;
    verify_in(&store, run)
}

/// Verifies the whole store: the audit chain, everything it vouches for, and every run by replay.
pub fn verify_all(root: &Path) -> Result<(baton_store::Verified, Vec<Verified>), Refused> {
    let store = records::open(root)?;
    let whole = sound::verify(root, &store)?;
    let heads = store.runs(&RunQuery::new(&owner()))?;
    let runs = heads.iter().map(|head| verify_in(&store, &head.id)).collect::<Result<_, _>>()?;
    Ok((whole, runs))
}

/// Replays a run of a store.
pub fn verify_in(store: &Store, run: &str) -> Result<Verified, Refused> {
    verify_within(store, run, &owner())
}

/// Replays a run of a store; differences are told of units in scope only.
pub(crate) fn verify_within(store: &Store, run: &str, scope: &Scope) -> Result<Verified, Refused> {
    let run = store.run(&owner(), run)?;
    let (head, kept) = (run.head.clone(), run.outputs.clone());
    let replayed = replayed(run)?;
    let found = Outputs::of(&replayed.plan, &replayed.snapshot, &replayed.result);
    let found = to_bytes(&found).map_err(Refused::Files)?;
    let same = found == kept;
    let mut differences = Vec::new();
    if !same {
        let then: serde_json::Value = within(&kept, scope)?;
        let now: serde_json::Value = within(&found, scope)?;
        compare("", &then, &now, &mut differences);
    }
    Ok(Verified { head, same, differences, semantics: SEMANTICS })
}

/// Outputs as JSON, as far as a scope has them. What a program does not know of cannot be cut, so a cut holds what it knows only.
fn within(outputs: &[u8], scope: &Scope) -> Result<serde_json::Value, Refused> {
    if scope.is_everything() {
        return from_bytes(outputs).map_err(Refused::Files);
    }
    let outputs: Outputs = from_bytes(outputs).map_err(Refused::Files)?;
    let cut = outputs.only(|unit| scope.contains_whole(unit));
    serde_json::to_value(cut).map_err(|error| Refused::Fault(error.to_string()))
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
            found.push(Difference {
                place: place.to_owned(),
                kept: then.to_string(),
                found: now.to_string(),
            });
        }
    }
}
