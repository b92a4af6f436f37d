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
pub use what_if::{Reach, Supposed, SupposedFigure, SupposedUnit, Supposition};

/// How long what is known counts as current when nothing was written here: another process may have written.
const CURRENT_FOR: SignedDuration = SignedDuration::from_secs(1);

/// A site.
#[derive(Debug)]
pub struct Site {
    store: Arc<Store>,
    state: Mutex<State>,
    /// Held while an import is committed, so that the same one is not committed twice.
    committing: Mutex<()>,
}

#[derive(Debug, Default)]
struct State {
    known: Option<Arc<Known>>,
    /// When the store was last asked whether anything changed.
    asked: Option<Timestamp>,
    replayed: finished::Replays,
}

impl Site {
    /// A site on a store.
    pub fn new(store: Arc<Store>) -> Self {
        Self { store, state: Mutex::default(), committing: Mutex::default() }
    }

    /// Its store.
    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// The workspace as it is now.
    pub fn known(&self, now: Timestamp) -> Result<Arc<Known>, Refused> {
        let mut state = self.state();
        if let (Some(known), Some(asked)) = (&state.known, state.asked)
            && now.duration_since(asked).abs() < CURRENT_FOR
        {
            return Ok(Arc::clone(known));
        }
        let revision = self.store.revision()?;
        state.asked = Some(now);
        if let Some(known) = state.known.as_ref().filter(|known| known.revision() == revision) {
            return Ok(Arc::clone(known));
        }
        let known = Arc::new(Known::read(&self.store, revision, state.known.as_deref())?);
        state.known = Some(Arc::clone(&known));
        Ok(known)
    }

    /// What answers depend on now, without a look at the store: for answers that were kept.
    pub fn at_hand(&self, now: Timestamp) -> Option<Edition> {
        let state = self.state();
        let current = state.asked.is_some_and(|asked| now.duration_since(asked).abs() < CURRENT_FOR);
        state.known.as_ref().filter(|_| current).map(|known| known.edition(now))
    }

    /// To be said after every write: the next question looks at the store again.
    pub fn changed(&self) {
        self.state().asked = None;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic in between leaves nothing half written: the parts are replaced whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
