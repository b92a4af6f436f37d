//! A site (站点): a workspace as a server keeps it. Files lie as versions and figures with all theirs in one store; what follows
//! from them (plans, results) is worked out once for everybody and thrown away when they change.
//!
//! Everything here is asked by an [`Actor`](crate::access::Actor) and answers only what that one may see.

mod comparison;
pub mod data;
mod explanation;
mod export;
mod finished;
mod home;
mod kept;
mod known;
mod order;
mod publication;
mod publication_plan;
mod ranking;
mod scheme;
mod search;
mod seen;
mod summary;
mod trend;
mod unit_result;
mod verification;
mod view;
mod what_if;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use baton_store::Store;
use jiff::{SignedDuration, Timestamp};

use crate::refused::Refused;

pub use comparison::CompareRequest;
pub use export::ExportedFile;
pub use finished::Finished;
pub use home::{Home, Moved, Standing};
pub use kept::adopt;
pub use known::{Edition, Known};
pub use publication::{PublishRequest, RunEntry};
pub use publication_plan::{PublicationPlan, Step};
pub use ranking::{ChildNode, RankingPage, RankingRequest, ShownRow, Sort};
pub use scheme::{CheckedText, SchemePage, TriedUnit};
pub use search::Hit;
pub use seen::{Asked, Choice, Seen};
pub use summary::{SchemeSummary, Summary};
pub use trend::{Trend, TrendPoint};
pub use unit_result::{DimensionResult, LeafResult, UnitResult};
pub use verification::WholeVerified;
pub use what_if::{Reach, Supposed, SupposedFigure, SupposedUnit, Supposition, Way};

/// How long what is known counts as current when nothing was written here: another process may have written.
const CURRENT_FOR: SignedDuration = SignedDuration::from_secs(1);

/// A site.
#[derive(Debug)]
pub struct Site {
    store: Arc<Store>,
    /// Held for moments only and never while the store is asked: those who look here may be the threads that drive the store.
    state: Mutex<State>,
    /// Held by the one who looks at the store for everybody.
    looking: Mutex<()>,
    /// Held while an import is committed, so that the same one is not committed twice.
    committing: Mutex<()>,
}

#[derive(Debug, Default)]
struct State {
    known: Option<Arc<Known>>,
    /// When the store was last asked whether anything changed.
    asked: Option<Timestamp>,
    /// How often somebody said that something was written here.
    changes: u64,
    replayed: finished::Replays,
}

impl Site {
    /// A site on a store.
    pub fn new(store: Arc<Store>) -> Self {
        Self { store, state: Mutex::default(), looking: Mutex::default(), committing: Mutex::default() }
    }

    /// Its store.
    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// The workspace as it is now. Blocks while the store is looked at.
    pub fn known(&self, now: Timestamp) -> Result<Arc<Known>, Refused> {
        if let Some(known) = self.current(now) {
            return Ok(known);
        }
        // One looks, the others wait for what is found.
        let _looking = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = self.current(now) {
            return Ok(known);
        }
        let (before, changes) = {
            let state = self.state();
            (state.known.clone(), state.changes)
        };
        let revision = self.store.revision()?;
        let known = match before {
            Some(known) if known.revision() == revision => known,
            before => Arc::new(Known::read(&self.store, revision, before.as_deref())?),
        };
        let mut state = self.state();
        state.known = Some(Arc::clone(&known));
        // What was written meanwhile may not be in it.
        state.asked = Some(now).filter(|_| state.changes == changes);
        Ok(known)
    }

    fn current(&self, now: Timestamp) -> Option<Arc<Known>> {
        let state = self.state();
        let current = state.asked.is_some_and(|asked| now.duration_since(asked).abs() < CURRENT_FOR);
        state.known.clone().filter(|_| current)
    }

    /// What answers depend on now, without a look at the store: for answers that were kept.
    pub fn at_hand(&self, now: Timestamp) -> Option<Edition> {
        self.current(now).map(|known| known.edition(now))
    }

    /// To be said after every write: the next question looks at the store again.
    pub fn changed(&self) {
        let mut state = self.state();
        state.changes += 1;
        state.asked = None;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic in between leaves nothing half written: the parts are replaced whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
