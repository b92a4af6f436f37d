//! A finished run with everything it was made of, computed now or replayed from what was kept.

use std::sync::Arc;

use baton_model::Snapshot;
use baton_scheme::run::RunResult;
use baton_store::Store;
use jiff::Timestamp;

use super::Site;
use super::view::Views;
use crate::computed::Computed;
use crate::prepare::Prepared;
use crate::records::owner;
use crate::refused::Refused;
use crate::runs::{Replayed, replayed};

/// A finished run, with what its pages share.
#[derive(Debug)]
pub struct Finished {
    source: Source,
    pub(super) views: Views,
}

/// Where a run comes from.
#[derive(Debug)]
pub(super) enum Source {
    /// Computed from what is known.
    Now {
        /// The scheme with its figures.
        prepared: Arc<Prepared>,
        /// What it read.
        snapshot: Box<Snapshot>,
        /// What it found.
        result: Box<RunResult>,
        /// Figures as known at this moment.
        as_of: Timestamp,
    },
    /// Replayed from what was kept.
    Kept(Box<Replayed>),
}

impl Finished {
    pub(super) fn of(source: Source) -> Self {
        Self { source, views: Views::default() }
    }

    /// The run for views.
    pub fn computed(&self) -> Computed<'_> {
        match &self.source {
            Source::Now { prepared, snapshot, result, as_of } => {
                Computed { plan: &prepared.plan, sources: &prepared.sources, snapshot, result, as_of: *as_of }
            }
            Source::Kept(replayed) => replayed.computed(),
        }
    }
}

/// Replayed runs that are held: a kept run never changes.
#[derive(Debug, Default)]
pub(super) struct Replays {
    held: Vec<(String, Arc<Finished>)>,
}

/// So many are held; the one asked for longest ago goes first.
const MOST: usize = 24;

impl Replays {
    fn get(&mut self, id: &str) -> Option<Arc<Finished>> {
        let at = self.held.iter().position(|(held, _)| held == id)?;
        let found = self.held.remove(at);
        let run = Arc::clone(&found.1);
        self.held.push(found);
        Some(run)
    }

    fn put(&mut self, id: &str, run: &Arc<Finished>) {
        if self.held.len() >= MOST {
            self.held.remove(0);
        }
        self.held.push((id.to_owned(), Arc::clone(run)));
    }
}

impl Site {
    /// A run as it was kept. Whether it may be seen is for the caller to ask first.
    pub(super) fn replayed(&self, id: &str) -> Result<Arc<Finished>, Refused> {
        if let Some(run) = self.state().replayed.get(id) {
            return Ok(run);
        }
        let run = Arc::new(Finished::of(Source::Kept(Box::new(replay_of(self.store(), id)?))));
        self.state().replayed.put(id, &run);
        Ok(run)
    }
}

fn replay_of(store: &Store, id: &str) -> Result<Replayed, Refused> {
    replayed(store.run(&owner(), id)?)
}
