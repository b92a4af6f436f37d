//! The store: one type for asynchronous callers, one that blocks. Both hold the same backend, chosen when opened.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use baton_model::{Observation, Period};
use jiff::Timestamp;
use jiff::civil::Date;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::access::accounts::{self, Account, AccountState, NewAccount};
use crate::access::bootstrap;
use crate::access::grants::{self, AccessGrant, Granted, NewGrant};
use crate::access::identities::{self, Identity, Linked};
use crate::access::passwords::{self, Credentials, PasswordChange};
use crate::access::sessions::{self, Known, Session};
use crate::access::sign_in::{self, NewSession};
use crate::access::tokens::{self, ApiToken, NewToken};
use crate::attachments::{self, Attachment};
use crate::audit::{self, AuditRecord};
use crate::audit_search::{self, AuditQuery};
use crate::backup::{self, BackedUp};
use crate::connection::Backend;
use crate::digest::Algorithm;
use crate::drafts::{self, ImportDraft};
use crate::error::{Error, Result};
use crate::figures::{
    self, Batch, BatchId, FigureKey, FileDigest, ImportedFile, NewBatch, Receipt, Recorded, Stamp,
};
use crate::files::{self, FileText, FileVersion, NewFile, SavedFiles};
use crate::idempotency::{self, Claim};
use crate::jobs::{self, JobRecord};
use crate::memory::{self, Remembered};
use crate::migrate;
use crate::objections::{self, Filed, NewObjection, Objection, ObjectionQuery, Verdict};
use crate::place::Place;
use crate::revision::{self, Revision};
use crate::runs::audience::{self, Audience};
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
#[expect(unused_imports, reason = "for modules that say in their own file what they add")]
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

    /// The files some batches came from, by batch and name.
    fn files_of_batches(batches: &[BatchId]) -> Vec<(BatchId, FileDigest)> {
        |backend| figures::batches::files_of(backend, batches)
    }

    /// How many of the figures a batch brought lie inside a scope, and how many outside.
    fn batch_within(scope: &Scope, batch: BatchId) -> (u64, u64) {
        |backend| figures::batches::within(backend, scope, batch)
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

    /// Who sees all rows of a run.
    fn audience(run: &str) -> Audience { |backend| audience::of_run(backend, run) }

    /// Who sees all rows, of every run for which it was ever set.
    fn audiences() -> BTreeMap<String, Audience> { |backend| audience::list(backend) }

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

    /// Makes the first accounts with their grants. Not if there is an account already.
    fn bootstrap(first: &[(NewAccount, Vec<NewGrant>)], stamp: &Stamp) -> bool {
        |backend| bootstrap::bootstrap(backend, first, stamp)
    }

    /// Makes an account. Not if the code is taken.
    fn create_account(new: &NewAccount, stamp: &Stamp) -> bool { |backend| accounts::create(backend, new, stamp) }

    /// An account by its code.
    fn account(code: &str) -> Option<Account> { |backend| accounts::find(backend, code) }

    /// All accounts, by code.
    fn accounts() -> Vec<Account> { |backend| accounts::list(backend) }

    /// Changes what people call an account, its unit and its language. Not if there is none.
    fn set_account_details(code: &str, name: &str, home_unit: Option<&str>, lang: &str, stamp: &Stamp) -> bool {
        |backend| accounts::set_details(backend, code, name, home_unit, lang, stamp)
    }

    /// Enables or disables an account; a disabled one loses its sessions. Not if there is none.
    fn set_account_state(code: &str, state: AccountState, stamp: &Stamp) -> bool {
        |backend| accounts::set_state(backend, code, state, stamp)
    }

    /// What sign-in to an account is judged by.
    fn credentials(code: &str) -> Option<Credentials> { |backend| passwords::credentials(backend, code) }

    /// Hashes of the last five passwords of an account, the present one first.
    fn password_history(code: &str) -> Vec<String> { |backend| passwords::history(backend, code) }

    /// Sets a password; other sessions end. Not if there is no such account, or its password is no longer the one named.
    fn set_password(change: PasswordChange<'_>, stamp: &Stamp) -> bool {
        |backend| passwords::set(backend, change, stamp)
    }

    /// Lets a locked account sign in again. Not if there is none, or it is not locked.
    fn unlock_account(code: &str, now: Timestamp, stamp: &Stamp) -> bool {
        |backend| passwords::unlock(backend, code, now, stamp)
    }

    /// Sets the secret of the second factor, still to be confirmed, or takes it away. Not if there is no account.
    fn set_totp(code: &str, secret: Option<&str>, stamp: &Stamp) -> bool {
        |backend| passwords::set_totp(backend, code, secret, stamp)
    }

    /// Confirms the second factor with the time step of a right code. Not if the secret is no longer the one named.
    fn confirm_totp(code: &str, secret: &str, step: i64, stamp: &Stamp) -> bool {
        |backend| passwords::confirm_totp(backend, code, secret, step, stamp)
    }

    /// Counts a failure to sign in; so many in a row lock the account until a moment.
    fn sign_in_failed(code: Option<&str>, most: u32, locked_until: Timestamp, stamp: &Stamp) -> () {
        |backend| sign_in::failed(backend, code, most, locked_until, stamp)
    }

    /// Begins a session. Not if the account is disabled or locked, its password changed meanwhile, or the code was used before.
    fn start_session(new: &NewSession) -> bool { |backend| sign_in::start(backend, new) }

    /// The session of a token's digest, ended or not, with its account and grants.
    fn session(digest: &str) -> Option<Known<Session>> { |backend| sessions::find(backend, digest) }

    /// Notes when a session was last used.
    fn touch_session(digest: &str, now: Timestamp) -> () { |backend| sessions::touch(backend, digest, now) }

    /// Sessions that were not ended and were used since a moment, of an account or of all, the latest first.
    fn sessions(account: Option<&str>, since: Timestamp) -> Vec<Session> {
        |backend| sessions::list(backend, account, since)
    }

    /// Ends a session, of an account or of anybody. Not if there is none that goes on.
    fn end_session(id: &str, account: Option<&str>, stamp: &Stamp) -> bool {
        |backend| sessions::end(backend, id, account, stamp)
    }

    /// Makes a token.
    fn create_token(new: &NewToken, stamp: &Stamp) -> () { |backend| tokens::create(backend, new, stamp) }

    /// The token of a digest, revoked or not, with its account and grants.
    fn token(digest: &str) -> Option<Known<ApiToken>> { |backend| tokens::find(backend, digest) }

    /// Notes when a token was last used.
    fn touch_token(id: &str, now: Timestamp) -> () { |backend| tokens::touch(backend, id, now) }

    /// Tokens of an account or of all, by account and time, revoked ones too.
    fn tokens(account: Option<&str>) -> Vec<ApiToken> { |backend| tokens::list(backend, account) }

    /// Revokes a token, of an account or of anybody. Not if there is none that holds.
    fn revoke_token(id: &str, account: Option<&str>, stamp: &Stamp) -> bool {
        |backend| tokens::revoke(backend, id, account, stamp)
    }

    /// Makes a grant, unless the account holds a role that excludes it.
    fn add_grant(new: &NewGrant, stamp: &Stamp) -> Granted { |backend| grants::add(backend, new, stamp) }

    /// Grants of an account or of all, in the order they were made; revoked ones only if asked for.
    fn grants(account: Option<&str>, revoked: bool) -> Vec<AccessGrant> {
        |backend| grants::list(backend, account, revoked)
    }

    /// Revokes a grant. Not if there is none that holds.
    fn revoke_grant(id: i64, stamp: &Stamp) -> bool { |backend| grants::revoke(backend, id, stamp) }

    /// Links an identity of another sign-in service to an account.
    fn link_identity(issuer: &str, subject: &str, account: &str, stamp: &Stamp) -> Linked {
        |backend| identities::link(backend, issuer, subject, account, stamp)
    }

    /// Takes such a link away. Not if there is none to that account.
    fn unlink_identity(issuer: &str, subject: &str, account: &str, stamp: &Stamp) -> bool {
        |backend| identities::unlink(backend, issuer, subject, account, stamp)
    }

    /// The account an identity stands for.
    fn identity(issuer: &str, subject: &str) -> Option<Identity> {
        |backend| identities::find(backend, issuer, subject)
    }

    /// The identities of an account.
    fn identities(account: &str) -> Vec<Identity> { |backend| identities::list(backend, account) }

    /// At most so many audit records, the newest first.
    fn audit_search(query: &AuditQuery, most: usize) -> Vec<AuditRecord> {
        |backend| audit_search::find(backend, query, most)
    }

    /// How many audit records there are of each action.
    fn audit_counts(query: &AuditQuery) -> BTreeMap<String, u64> { |backend| audit_search::counts(backend, query) }

    /// The accounts that stand in audit records.
    fn audit_accounts(query: &AuditQuery) -> BTreeSet<String> { |backend| audit_search::accounts(backend, query) }

    /// The newest version of every workspace file by a moment, ordered by path; removed ones are left out.
    fn files(moment: Timestamp) -> Vec<FileText> { |backend| files::newest(backend, moment) }

    /// The newest version of every path that ever was, removed ones too, ordered by path.
    fn file_paths() -> Vec<FileVersion> { |backend| files::paths(backend) }

    /// The versions of a file, the newest first.
    fn file_versions(path: &str) -> Vec<FileVersion> { |backend| files::versions(backend, path) }

    /// A version of a file with its text.
    fn file_version(path: &str, version: u32) -> Option<FileText> {
        |backend| files::version(backend, path, version)
    }

    /// Saves files, all or none; what is the same as before adds nothing.
    fn save_files(files: &[NewFile], note: &str, stamp: &Stamp) -> SavedFiles {
        |backend| files::save(backend, files, note, stamp)
    }

    /// Keeps an attachment for a unit, given its name and media type. The same bytes for the same unit are kept once.
    fn attach(unit: &str, name: (&str, &str), content: &[u8], stamp: &Stamp) -> Attachment {
        |backend| attachments::add(backend, unit, name, content, stamp)
    }

    /// An attachment with its bytes; of a unit outside the scope there is none.
    fn attachment(scope: &Scope, unit: &str, digest: &str) -> Option<(Attachment, Vec<u8>)> {
        |backend| attachments::get(backend, scope, unit, digest)
    }

    /// Files an objection, unless one of the unit on the same cell is still open.
    fn object(new: &NewObjection) -> Filed { |backend| objections::file(backend, new) }

    /// An objection; one of a unit outside the scope does not exist.
    fn objection(scope: &Scope, id: i64) -> Option<Objection> { |backend| objections::get(backend, scope, id) }

    /// Objections of units of the scope, in the order they were filed.
    fn objections(query: &ObjectionQuery) -> Vec<Objection> { |backend| objections::list(backend, query) }

    /// Decides an objection that is open. Upholding it adds the ruling to its run, in the same transaction.
    fn decide_objection(id: i64, verdict: &Verdict<'_>, stamp: &Stamp) -> Filed {
        |backend| objections::decide(backend, id, verdict, stamp)
    }

    /// Queues a job for the account of the stamp.
    fn queue_job(id: &str, kind: &str, total: Option<u64>, stamp: &Stamp) -> () {
        |backend| jobs::queue(backend, id, kind, total, stamp)
    }

    /// Begins a job. Not if it is not queued.
    fn start_job(id: &str, now: Timestamp) -> bool { |backend| jobs::start(backend, id, now) }

    /// Notes how far a running job is.
    fn job_progress(id: &str, done: u64, total: Option<u64>, message: &str) -> () {
        |backend| jobs::progress(backend, id, done, total, message)
    }

    /// Ends a job with its result (JSON) or why it failed. Not if it is over, or there is none.
    fn finish_job(id: &str, outcome: std::result::Result<&str, &str>, stamp: &Stamp) -> bool {
        |backend| jobs::finish(backend, id, outcome, stamp)
    }

    /// A job, of an account or of anybody.
    fn job(id: &str, account: Option<&str>) -> Option<JobRecord> { |backend| jobs::get(backend, id, account) }

    /// At most so many jobs of an account or of all, the latest first.
    fn jobs(account: Option<&str>, most: usize) -> Vec<JobRecord> { |backend| jobs::list(backend, account, most) }

    /// Fails every job that is not over, when the program that worked on it is gone; says how many.
    fn abandon_jobs(message: &str, stamp: &Stamp) -> u64 { |backend| jobs::abandon(backend, message, stamp) }

    /// Claims the idempotency key of an account for a request.
    fn claim_key(key: (&str, &str), request_digest: &str, now: Timestamp) -> Claim {
        |backend| idempotency::claim(backend, key, request_digest, now)
    }

    /// Keeps the answer to the request that claimed a key.
    fn answer_key(key: (&str, &str), status: u16, response: &[u8]) -> () {
        |backend| idempotency::answer(backend, key, status, response)
    }

    /// Gives a claimed key back: the request failed in a way that may pass.
    fn release_key(key: (&str, &str)) -> () { |backend| idempotency::release(backend, key) }

    /// What an account wants remembered of a kind, by name.
    fn remembered(account: &str, kind: &str) -> Vec<Remembered> { |backend| memory::list(backend, account, kind) }

    /// Remembers something (account, kind, name), in place of what had the name.
    fn remember(place: (&str, &str, &str), content: &str, stamp: &Stamp) -> () {
        |backend| memory::save(backend, place, content, stamp)
    }

    /// Forgets something (account, kind, name). Not if there is none.
    fn forget(place: (&str, &str, &str), stamp: &Stamp) -> bool { |backend| memory::forget(backend, place, stamp) }

    /// Keeps a file until its import is committed; those that waited 24 hours are thrown away.
    fn add_import_draft(draft: &ImportDraft, stamp: &Stamp) -> () { |backend| drafts::add(backend, draft, stamp) }

    /// A file of an account that waits.
    fn import_draft(id: &str, account: &str, now: Timestamp) -> Option<ImportDraft> {
        |backend| drafts::get(backend, id, account, now)
    }

    /// Changes how a file that waits is to be read. Not if there is none.
    fn set_import_options(id: &str, account: &str, options: &str) -> bool {
        |backend| drafts::set_options(backend, id, account, options)
    }

    /// Throws a file that waits away, committed or cancelled. Not if the account of the stamp has none of that id.
    fn remove_import_draft(id: &str, stamp: &Stamp) -> bool { |backend| drafts::remove(backend, id, stamp) }
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
        let backend = place.connect().await?;
        let mut transaction = backend.write().await?;
        backup::restore(&mut *transaction, &*backend, from).await?;
        let verified = verify::everything_in(&mut *transaction).await?;
        transaction.commit().await?;
        Ok((Self { backend }, verified))
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
