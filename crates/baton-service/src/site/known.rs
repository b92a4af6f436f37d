//! What follows from files and figures as they are: compiled schemes, results computed once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use baton_model::Period;
use baton_scheme::diagnostic::Sources;
use baton_store::{BatchId, Revision, RunQuery, Scope, Store};
use jiff::Timestamp;
use jiff::civil::Date;

use super::finished::{Finished, Source};
use super::kept;
use crate::access::{Actor, Capability, Denied, Scopes};
use crate::observations::Observations;
use crate::prepare::{Prepared, without_errors};
use crate::records::{history, owner, touched_after};
use crate::refused::Refused;
use crate::snapshot::day_in_china;
use crate::workspace::{Workspace, load_from};

/// What an answer to “now” depends on besides who asks: while it is the same, so is the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition {
    /// How far the store has come.
    pub revision: Revision,
    /// Days matter: a period closes and a notice ends with one.
    pub day: Date,
    /// The last moment by now at which a figure came to be known. A figure may be recorded for a later moment, so this can change
    /// while nothing is written.
    pub since: Option<Timestamp>,
}

/// As of when a result is asked for: now, by its edition, or a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    Now(Edition),
    At(Timestamp),
}

type Key = (String, Period, Moment);
type Slot = Arc<OnceLock<Result<Arc<Finished>, Refused>>>;

/// A workspace as it was at one revision of the store.
#[derive(Debug)]
pub struct Known {
    revision: Revision,
    store: Arc<Store>,
    /// The workspace.
    pub workspace: Arc<Workspace>,
    /// The texts of its files.
    pub sources: Sources,
    /// The figures with all their versions.
    pub observations: Arc<Observations>,
    /// The moments at which some of them came or come to be known, in order.
    turns: Arc<Vec<Timestamp>>,
    scopes: Arc<Scopes>,
    prepared: Mutex<BTreeMap<String, Arc<Prepared>>>,
    finished: Mutex<Vec<(Key, Slot)>>,
}

/// Those known before, with those of what was read: a version is never taken back.
fn turns(mut turns: Vec<Timestamp>, observations: &Observations) -> Vec<Timestamp> {
    for one in observations.iter() {
        if turns.last() != Some(&one.recorded_at) {
            turns.push(one.recorded_at);
        }
    }
    turns.sort_unstable();
    turns.dedup();
    turns
}

/// So many results are held; the oldest goes first.
const MOST: usize = 64;

impl Known {
    /// Reads the store; what did not change is taken over from what was known before.
    pub(super) fn read(
        store: &Arc<Store>,
        revision: Revision,
        before: Option<&Self>,
    ) -> Result<Self, Refused> {
        let same_files = before.filter(|before| before.revision.files == revision.files);
        let (workspace, sources) = match same_files {
            Some(before) => (Arc::clone(&before.workspace), before.sources.clone()),
            None => {
                let loaded = without_errors(load_from(kept::files(store)?).map_err(Refused::Request)?)?;
                (Arc::new(loaded.workspace), loaded.sources)
            }
        };
        let (observations, turns) = match before {
            Some(before) if before.revision.figures == revision.figures => {
                (Arc::clone(&before.observations), Arc::clone(&before.turns))
            }
            Some(before) if before.revision.figures < revision.figures => {
                let read = touched_after(store, BatchId(before.revision.figures))?;
                let turns = turns(before.turns.to_vec(), &read);
                (Arc::new(before.observations.with(read)), Arc::new(turns))
            }
            _ => {
                let observations = history(store)?;
                let turns = turns(Vec::new(), &observations);
                (Arc::new(observations), Arc::new(turns))
            }
        };
        Ok(Self {
            revision,
            store: Arc::clone(store),
            workspace,
            sources,
            observations,
            turns,
            scopes: same_files.map(|before| Arc::clone(&before.scopes)).unwrap_or_default(),
            prepared: Mutex::default(),
            finished: Mutex::default(),
        })
    }

    /// The revision of the store it follows from.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// What answers to “now” depend on.
    pub fn edition(&self, now: Timestamp) -> Edition {
        let passed = self.turns.partition_point(|turn| *turn <= now);
        let since = passed.checked_sub(1).and_then(|at| self.turns.get(at)).copied();
        Edition { revision: self.revision, day: day_in_china(now), since }
    }

    /// What a capability of somebody reaches in the tree of units on a day.
    pub fn scope(&self, actor: &Actor, capability: Capability, on: Date) -> Result<Scope, Denied> {
        self.scopes.of(actor, capability, (&self.workspace.tree, on))
    }

    /// A scheme ready to run; the default one when none is named.
    pub fn prepared(&self, scheme: Option<&str>) -> Result<Arc<Prepared>, Refused> {
        let file = self.workspace.scheme(scheme).map_err(Refused::Request)?;
        let mut held = self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(prepared) = held.get(&file.id) {
            return Ok(Arc::clone(prepared));
        }
        let prepared = Arc::new(Prepared::of(
            &self.workspace,
            self.sources.clone(),
            file,
            &self.observations,
            Some(&self.store),
        )?);
        held.insert(file.id.clone(), Arc::clone(&prepared));
        Ok(prepared)
    }

    /// Runs a scheme on the figures of a moment, `now` if none is named.
    pub fn run(
        &self,
        scheme: &str,
        period: Period,
        as_of: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Arc<Finished>, Refused> {
        let moment = as_of.map_or_else(|| Moment::Now(self.edition(now)), Moment::At);
        let slot = self.slot((scheme.to_owned(), period, moment));
        // Whoever asks for the same in the meantime waits for this one.
        slot.get_or_init(|| self.compute(scheme, period, as_of.unwrap_or(now))).clone()
    }

    fn compute(&self, scheme: &str, period: Period, as_of: Timestamp) -> Result<Arc<Finished>, Refused> {
        let prepared = self.prepared(Some(scheme))?;
        let snapshot = Box::new(prepared.snapshot(period, as_of, true)?);
        let result = Box::new(prepared.run(&snapshot, period)?);
        Ok(Arc::new(Finished::of(Source::Now { prepared, snapshot, result, as_of })))
    }

    fn slot(&self, key: Key) -> Slot {
        let mut held = self.finished.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, slot)) = held.iter().find(|(known, _)| *known == key) {
            return Arc::clone(slot);
        }
        if held.len() >= MOST {
            held.remove(0);
        }
        let slot = Slot::default();
        held.push((key, Arc::clone(&slot)));
        slot
    }

    /// How many results are held.
    pub fn held(&self) -> usize {
        self.finished.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// The periods a scheme can be run for, the newest first: those with a figure it reads, and those of kept runs.
    pub fn periods(&self, scheme: &str, as_of: Timestamp) -> Result<Vec<Period>, Refused> {
        let prepared = self.prepared(Some(scheme))?;
        let mut periods = prepared.periods_with_figures(as_of);
        let query = RunQuery::new(&owner()).scheme(scheme);
        periods.extend(self.store.runs(&query)?.into_iter().map(|head| head.period));
        Ok(periods.into_iter().rev().collect())
    }
}
