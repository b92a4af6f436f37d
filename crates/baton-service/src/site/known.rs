//! What follows from files and figures as they are: compiled schemes, results computed once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use baton_model::{Observation, Period, Scenario};
use baton_scheme::diagnostic::Sources;
use baton_scheme::plan::Plan;
use baton_store::{Revision, RunQuery, Store};
use jiff::Timestamp;
use jiff::civil::Date;

use super::finished::Finished;
use super::kept;
use crate::prepare::{Prepared, without_errors};
use crate::records::{history, owner};
use crate::refused::Refused;
use crate::snapshot::day_in_china;
use crate::workspace::{Workspace, load_from};

/// As of when a result is asked for: now, which is the same all day long while nothing is recorded, or a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    Today(Date),
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
    pub observations: Arc<Vec<Observation>>,
    prepared: Mutex<BTreeMap<String, Arc<Prepared>>>,
    finished: Mutex<Vec<(Key, Slot)>>,
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
        let observations = match before.filter(|before| before.revision.figures == revision.figures) {
            Some(before) => Arc::clone(&before.observations),
            None => Arc::new(history(store)?),
        };
        Ok(Self {
            revision,
            store: Arc::clone(store),
            workspace,
            sources,
            observations,
            prepared: Mutex::default(),
            finished: Mutex::default(),
        })
    }

    /// The revision of the store it follows from.
    pub fn revision(&self) -> Revision {
        self.revision
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
        let moment = as_of.map_or(Moment::Today(day_in_china(now)), Moment::At);
        let slot = self.slot((scheme.to_owned(), period, moment));
        // Whoever asks for the same in the meantime waits for this one.
        slot.get_or_init(|| self.compute(scheme, period, as_of.unwrap_or(now))).clone()
    }

    fn compute(&self, scheme: &str, period: Period, as_of: Timestamp) -> Result<Arc<Finished>, Refused> {
        let prepared = self.prepared(Some(scheme))?;
        let snapshot = Box::new(prepared.snapshot(period, as_of, true)?);
        let result = Box::new(prepared.run(&snapshot, period)?);
        Ok(Arc::new(Finished::Now { prepared, snapshot, result, as_of }))
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
        let mut periods = self.periods_with_figures(&prepared.plan, as_of);
        let query = RunQuery::new(&owner()).scheme(scheme);
        periods.extend(self.store.runs(&query)?.into_iter().map(|head| head.period));
        Ok(periods.into_iter().rev().collect())
    }

    fn periods_with_figures(&self, plan: &Plan, as_of: Timestamp) -> BTreeSet<Period> {
        let catalogue = &self.workspace.catalogue;
        let read: BTreeSet<&str> =
            plan.indicators_read().into_iter().map(|id| catalogue.get(id).code.as_str()).collect();
        let mut seen: BTreeSet<Period> = BTreeSet::new();
        for one in self.observations.iter().filter(|one| one.scenario == Scenario::Actual) {
            if one.recorded_at <= as_of
                && !seen.contains(&one.period)
                && read.contains(one.indicator.as_str())
            {
                seen.insert(one.period);
            }
        }
        let of_kind = |period: Period| {
            let whole = Period::containing(plan.period, period.start());
            (whole == period || whole.contains(period)).then_some(whole)
        };
        seen.into_iter().filter_map(of_kind).collect()
    }
}
