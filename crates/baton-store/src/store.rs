//! The store: one type for asynchronous callers, one that blocks. Both hold the same backend, chosen when opened.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use baton_model::{Observation, Period};
use jiff::Timestamp;
use jiff::civil::Date;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::access::sessions;
use crate::audit::{self, AuditRecord};
use crate::backup::{self, BackedUp};
use crate::connection::Backend;
use crate::digest::Algorithm;
use crate::error::{Error, Result};
use crate::figures::of_batch::BatchPlace;
use crate::figures::{
    self, Batch, BatchId, FigureKey, FileDigest, ImportedFile, NewBatch, Receipt, Recorded, Stamp,
};
use crate::migrate;
use crate::place::Place;
use crate::revision::{self, Revision};
use crate::runs::audience::Audience;
use crate::runs::save::RunQuery;
use crate::runs::{NewRun, Ruling, Run, RunHead, RunState, publish, rulings, save};
use crate::scope::{Query, Scope};
use crate::verify::{self, Verified};

/// A store for asynchronous callers (needs a tokio runtime). A clone is the same store. See [`Store`] for what the methods do.
#[derive(Clone)]
pub struct AsyncStore {
    backend: Arc<dyn Backend>,
}

/// Everything the two stores can do, said once. A module may say what it adds in its own file: `operations! { … }`.
macro_rules! operations {
    ($(
        $(#[$meta:meta])*
        fn $name:ident($($argument:ident: $type:ty),* $(,)?) -> $result:ty { |$backend:ident| $body:expr }
    )*) => {
        impl $crate::AsyncStore {
            $( $(#[$meta])* pub async fn $name(&self, $($argument: $type),*) -> $crate::Result<$result> {
                let $backend = self.backend();
                $body.await
            } )*
        }

        impl $crate::Store {
            $( $(#[$meta])* pub fn $name(&self, $($argument: $type),*) -> $crate::Result<$result> {
                self.block_on(self.shared().$name($($argument),*))
            } )*
        }
    };
}
pub(crate) use operations;

operations! {
    /// Appends figures, all or none. Figures recorded with the same value and status add nothing, so importing a file again is
    /// harmless; other values become new versions, for which the figure or the batch must give a reason. What counts as recorded is
    /// what held at the figure's own `recorded_at`, so vintages may be recorded late; those of one batch are taken in the order of
    /// their moments. A figure that was the same as what held is not kept as a confirmation: a vintage slipped in before it later is
    /// then the one that holds.
    fn append(observations: &[Observation], batch: &NewBatch) -> Receipt {
        |backend| figures::append::append(backend, observations, batch)
    }

    /// Withdraws a batch that is not locked: where its figures still hold, what held before comes back as a new version.
    fn withdraw(batch: BatchId, stamp: &Stamp, reason: &str) -> Receipt {
        |backend| figures::withdraw::withdraw(backend, batch, stamp, reason)
    }

    /// Locks a batch: it can no longer be withdrawn.
    fn lock(batch: BatchId, stamp: &Stamp) -> () { |backend| figures::batches::lock(backend, batch, stamp) }

    /// Accepts what a batch reported: where its figures still hold and were reported only, a version with the same value and source is
    /// recorded as accepted. The batch is locked with it. Accepting twice changes nothing.
    fn accept(batch: BatchId, stamp: &Stamp) -> Receipt { |backend| figures::accept::accept(backend, batch, stamp) }

    /// The figures that hold at a moment: of each the version recorded last by then, of equal moments the later version.
    /// Ordered by indicator, period, scenario, series and unit. Withdrawn figures are left out.
    fn as_of(query: &Query, moment: Timestamp) -> Vec<Recorded> { |backend| figures::read::as_of(backend, query, moment) }

    /// How many figures hold at a moment.
    fn count(query: &Query, moment: Timestamp) -> u64 { |backend| figures::read::count(backend, query, moment) }

    /// Every version recorded by a moment, ordered as in [`Store::as_of`], versions of a figure as they were recorded.
    fn history(query: &Query, moment: Timestamp) -> Vec<Recorded> { |backend| figures::read::history(backend, query, moment) }

    /// All versions of one figure in the order they were recorded.
    fn versions(scope: &Scope, key: &FigureKey<'_>) -> Vec<Recorded> { |backend| figures::read::versions(backend, scope, key) }

    /// How far it has come: equal revisions mean equal contents.
    fn revision() -> Revision { |backend| revision::read(backend) }

    /// Has nothing been appended yet?
    fn is_empty() -> bool { |backend| figures::read::is_empty(backend) }

    /// All batches, the latest first.
    fn batches() -> Vec<Batch> { |backend| figures::batches::list(backend) }

    /// The batches that brought figures somebody reported, whether they were accepted since or not.
    fn reported_batches() -> BTreeSet<BatchId> { |backend| figures::batches::reported(backend) }

    /// The files some batches came from, by batch and name.
    fn files_of_batches(batches: &[BatchId]) -> Vec<(BatchId, FileDigest)> {
        |backend| figures::batches::files_of(backend, batches)
    }

    /// How many of the figures a batch brought lie inside a scope, and how many outside.
    fn batch_within(scope: &Scope, batch: BatchId) -> (u64, u64) {
        |backend| figures::batches::within(backend, scope, batch)
    }

    /// So many of the figures a batch brought after a place, within a scope; and the place the next page follows on.
    fn batch_figures(scope: &Scope, batch: BatchId, after: Option<BatchPlace>, most: usize) -> (Vec<Recorded>, Option<BatchPlace>) {
        |backend| figures::of_batch::figures_of(backend, scope, batch, (after, most))
    }

    /// Every file as it was when last imported, by name: what differs from it must be imported again.
    fn imported_files() -> Vec<ImportedFile> { |backend| figures::batches::files(backend) }

    /// Saves a run as a draft. It never changes afterwards.
    fn save_run(run: &NewRun) -> RunHead { |backend| save::save(backend, run) }

    /// Takes a run to its next state. A notice needs its last day; a restatement needs a run it supersedes.
    fn publish(run: &str, state: RunState, notice_until: Option<Date>, stamp: &Stamp) -> RunHead {
        |backend| publish::publish(backend, run, state, notice_until, None, stamp)
    }

    /// The same, with who sees all of its rows from now on.
    fn publish_to(run: &str, state: RunState, notice_until: Option<Date>, audience: Audience, stamp: &Stamp) -> RunHead {
        |backend| publish::publish(backend, run, state, notice_until, Some(audience), stamp)
    }

    /// A run with its frozen contents. They hold all units, so a narrower scope is refused.
    fn run(scope: &Scope, id: &str) -> Run { |backend| save::run(backend, scope, id) }

    /// The head of a run; drafts exist only for a scope that holds everything.
    fn run_head(scope: &Scope, id: &str) -> RunHead { |backend| save::head(backend, scope, id) }

    /// Runs in the order they were saved.
    fn runs(query: &RunQuery) -> Vec<RunHead> { |backend| save::list(backend, query) }

    /// The run of a scheme for a period that was published last by a moment, as it stood then.
    fn latest_published(scheme: &str, period: Period, as_of: Timestamp) -> Option<RunHead> {
        |backend| save::latest_published(backend, scheme, period, as_of)
    }

    /// Adds a ruling to a run and gives its number there.
    fn add_ruling(run: &str, ruling: &Ruling) -> u32 { |backend| rulings::add(backend, run, ruling) }

    /// The rulings of a run on units of the scope, in order.
    fn rulings(scope: &Scope, run: &str) -> Vec<Ruling> { |backend| rulings::list(backend, scope, run) }

    /// At most so many audit records after a number. A scope of units sees only records on one of them.
    fn audit(scope: &Scope, after: i64, most: usize) -> Vec<AuditRecord> {
        |backend| audit::list(backend, scope, after, most)
    }

    /// Number and hash of the last audit record, to be noted elsewhere.
    fn audit_head() -> (i64, String) { |backend| audit::head(backend) }

    /// From now on audit records are hashed by this algorithm: called when a store is made, its whole chain is; called later, the
    /// chain goes on by it. The change is itself recorded, and both are verified.
    fn hash_by(algorithm: Algorithm, stamp: &Stamp) -> () {
        |backend| audit::change_algorithm(backend, algorithm, stamp)
    }

    /// Follows the audit chain; [`Error::Broken`] names the first record that was altered.
    fn verify_audit() -> () { |backend| verify::chain(backend) }

    /// Writes a consistent copy of everything into a file that is not there yet, while others go on writing. Reading and writing
    /// files, it is for threads that may block.
    fn backup(to: &Path) -> BackedUp { |backend| backup::backup(backend, to) }

    /// Verifies the database, the audit chain and everything it vouches for; [`Error::Broken`] names what was altered.
    fn verify() -> Verified { |backend| verify::everything(backend) }
}

/// What became of the ways in when a backup was taken over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenOver {
    /// Sessions that were ended.
    pub sessions: u64,
    /// Tokens that hold.
    pub tokens: u64,
}

impl AsyncStore {
    /// Opens a database file, made if it is not there, and brings it to the newest structure.
    pub async fn open(path: &Path) -> Result<Self> {
        Self::open_place(&Place::file(path)).await
    }

    /// Opens `sqlite:PATH` or `postgres://…`, see [`Place`], and brings it to the newest structure.
    pub async fn open_url(url: &str) -> Result<Self> {
        Self::open_place(&Place::parse(url)?).await
    }

    /// Opens a place and brings it to the newest structure.
    pub async fn open_place(place: &Place) -> Result<Self> {
        Self::with(place.connect().await?).await
    }

    /// A store that is gone when dropped.
    pub async fn open_in_memory() -> Result<Self> {
        Self::open_place(&Place::memory()).await
    }

    async fn with(backend: Arc<dyn Backend>) -> Result<Self> {
        migrate::migrate(&*backend).await?;
        Ok(Self { backend })
    }

    /// Restores a backup into a place that is empty, brings it to the newest structure and verifies it; all of it or nothing.
    pub async fn restore(place: &Place, from: &Path) -> Result<(Self, Verified)> {
        let (store, verified, _) = Self::restored(place, from, None).await?;
        Ok((store, verified))
    }

    /// The same to go on working with: no session of then goes on, and that is recorded. Tokens are left as they were when the
    /// backup was made; one that was revoked later holds again.
    pub async fn take_over(place: &Place, from: &Path, stamp: &Stamp) -> Result<(Self, Verified, TakenOver)> {
        Self::restored(place, from, Some(stamp)).await
    }

    async fn restored(
        place: &Place,
        from: &Path,
        taken_over: Option<&Stamp>,
    ) -> Result<(Self, Verified, TakenOver)> {
        let backend = place.connect().await?;
        let mut transaction = backend.write().await?;
        backup::restore(&mut *transaction, &*backend, from).await?;
        let verified = verify::everything_in(&mut *transaction).await?;
        let mut told = TakenOver::default();
        if let Some(stamp) = taken_over {
            (told.sessions, told.tokens) = sessions::end_restored(&mut *transaction, stamp).await?;
        }
        transaction.commit().await?;
        Ok((Self { backend }, verified, told))
    }

    pub(crate) fn backend(&self) -> &dyn Backend {
        &*self.backend
    }

    /// How many statements it has run. What is hidden takes as many as what is not there.
    pub fn statements(&self) -> u64 {
        self.backend.statements()
    }

    /// The same store for code that blocks, on threads of the runtime's own that may: `spawn_blocking`. Its connections stay with
    /// the runtime of the handle, which must have several threads and outlive it.
    #[must_use]
    pub fn blocking(&self, handle: Handle) -> Store {
        Store { inner: self.clone(), runtime: Runs::On(handle) }
    }

    /// Closes it when work under way is done, for all its clones. Dropping the last does, too, but does not wait.
    pub async fn close(&self) -> Result<()> {
        self.backend.close().await
    }
}

/// A store for callers that block: the command line, tests. Every write is one transaction: acknowledged it lasts, otherwise
/// nothing of it happened. Not to be used from asynchronous code; that is what [`AsyncStore`] is for.
pub struct Store {
    inner: AsyncStore,
    runtime: Runs,
}

/// What drives the work of a blocking store.
enum Runs {
    Own(Box<Runtime>),
    On(Handle),
}

impl Store {
    /// Opens a database file, made if it is not there, and brings it to the newest structure.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_place(&Place::file(path.as_ref()))
    }

    /// Opens `sqlite:PATH` or `postgres://…`, see [`Place`], and brings it to the newest structure.
    pub fn open_url(url: &str) -> Result<Self> {
        Self::open_place(&Place::parse(url)?)
    }

    /// Opens a place and brings it to the newest structure.
    pub fn open_place(place: &Place) -> Result<Self> {
        let runtime = runtime(place)?;
        let inner = runtime.block_on(AsyncStore::open_place(place))?;
        Ok(Self { inner, runtime: Runs::Own(Box::new(runtime)) })
    }

    /// Restores a backup into a place that is empty, brings it to the newest structure and verifies it; all of it or nothing.
    pub fn restore(place: &Place, from: impl AsRef<Path>) -> Result<(Self, Verified)> {
        let runtime = runtime(place)?;
        let (inner, verified) = runtime.block_on(AsyncStore::restore(place, from.as_ref()))?;
        Ok((Self { inner, runtime: Runs::Own(Box::new(runtime)) }, verified))
    }

    /// The same to go on working with: no session of then goes on, and that is recorded. Tokens are left as they were when the
    /// backup was made; one that was revoked later holds again.
    pub fn take_over(
        place: &Place,
        from: impl AsRef<Path>,
        stamp: &Stamp,
    ) -> Result<(Self, Verified, TakenOver)> {
        let runtime = runtime(place)?;
        let (inner, verified, told) = runtime.block_on(AsyncStore::take_over(place, from.as_ref(), stamp))?;
        Ok((Self { inner, runtime: Runs::Own(Box::new(runtime)) }, verified, told))
    }

    /// A store that is gone when dropped.
    pub fn open_in_memory() -> Result<Self> {
        Self::open_place(&Place::memory())
    }

    /// How many statements it has run. What is hidden takes as many as what is not there.
    pub fn statements(&self) -> u64 {
        self.inner.statements()
    }

    pub(crate) fn shared(&self) -> &AsyncStore {
        &self.inner
    }

    pub(crate) fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        match &self.runtime {
            Runs::Own(runtime) => runtime.block_on(work),
            Runs::On(handle) => handle.block_on(work),
        }
    }
}

fn runtime(place: &Place) -> Result<Runtime> {
    let built = if place.is_remote() {
        // A transaction given up is rolled back in the background, or its lock would be held until the store is used again.
        Builder::new_multi_thread().worker_threads(1).enable_all().build()
    } else {
        Builder::new_current_thread().enable_all().build()
    };
    built.map_err(|error| Error::Internal(error.to_string()))
}

impl Drop for Store {
    fn drop(&mut self) {
        // Of a server's runtime the store is shared. Inside another runtime waiting would be a panic; the connections then close
        // by themselves.
        if let Runs::Own(runtime) = &self.runtime
            && Handle::try_current().is_err()
        {
            let _ = runtime.block_on(self.inner.close());
        }
    }
}

impl std::fmt::Debug for AsyncStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("AsyncStore").field(&self.backend.place()).finish()
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Store").field(&self.inner.backend.place()).finish()
    }
}
