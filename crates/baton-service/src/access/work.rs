//! What a server works with: jobs, answers to repeated requests, what an account wants remembered, imports that wait.

use baton_model::Message;
use baton_store::{Claim, Condition, ImportDraft, JobRecord, Remembered, Store};
use jiff::Timestamp;

use super::actor::Actor;
use super::capability::Capability;
use super::denied::Denied;
use super::{accounts, messages, random};
use crate::who::Who;

/// Who else's jobs may be seen.
fn whose(actor: &Actor) -> Option<&str> {
    (!actor.may(Capability::ManageJobs)).then(|| actor.account())
}

/// Queues a job and gives its id.
pub fn queue_job(
    store: &Store,
    actor: &Actor,
    kind: &str,
    total: Option<u64>,
    at: Timestamp,
) -> Result<String, Denied> {
    let id = random::short_name()?;
    store.queue_job(&id, kind, total, &actor.who(at).stamp())?;
    Ok(id)
}

/// A job; one of somebody else does not exist, but for who manages jobs.
pub fn job(store: &Store, actor: &Actor, id: &str) -> Result<JobRecord, Denied> {
    let missing = || Denied::Missing(Message::new(&messages::NO_JOB).with("job", id));
    store.job(id, whose(actor))?.ok_or_else(missing)
}

/// At most so many jobs, the latest first: the own ones, or everybody's for who manages jobs.
pub fn jobs(store: &Store, actor: &Actor, most: usize) -> Result<Vec<JobRecord>, Denied> {
    Ok(store.jobs(whose(actor), most.clamp(1, 500))?)
}

/// Begins a job that is queued; says whether it was.
pub fn begin_job(store: &Store, id: &str, now: Timestamp) -> Result<bool, Denied> {
    Ok(store.start_job(id, now)?)
}

/// Notes how far a job is.
pub fn note_job(
    store: &Store,
    id: &str,
    (done, total): (u64, Option<u64>),
    message: &str,
) -> Result<(), Denied> {
    Ok(store.job_progress(id, done, total, message)?)
}

/// Ends a job with its result (JSON) or why it failed.
pub fn end_job(store: &Store, id: &str, outcome: Result<&str, &str>, who: &Who) -> Result<(), Denied> {
    store.finish_job(id, outcome, &who.stamp())?;
    Ok(())
}

/// What there is of the store: place, size, counts; and the head of its audit chain.
pub fn condition(store: &Store, actor: &Actor) -> Result<(Condition, (i64, String)), Denied> {
    if !actor.may(Capability::ManageJobs) {
        actor.needs(Capability::ViewHealth)?;
    }
    Ok((store.condition()?, store.audit_head()?))
}

/// Fails the jobs a server left behind when it stopped.
pub fn abandon_jobs(store: &Store, who: &Who) -> Result<u64, Denied> {
    Ok(store.abandon_jobs("服务停止，任务没有完成", &who.stamp())?)
}

/// Claims an idempotency key for a request: none if it is new, or the answer it got before, status and bytes.
pub fn claim(
    store: &Store,
    actor: &Actor,
    key: &str,
    request_digest: &str,
    now: Timestamp,
) -> Result<Option<(u16, Vec<u8>)>, Denied> {
    accounts::text("Idempotency-Key", key, 200)?;
    match store.claim_key((actor.account(), key), request_digest, now)? {
        Claim::New => Ok(None),
        Claim::Answered(status, response) => Ok(Some((status, response))),
        Claim::Busy => Err(Denied::Conflict(Message::new(&messages::KEY_BUSY))),
        Claim::Other => {
            let message = Message::new(&messages::KEY_REUSED).with("key", key);
            Err(Denied::invalid("Idempotency-Key", message))
        }
    }
}

/// Keeps the answer to a request that claimed a key; a failure that may pass (`None`) gives the key back.
pub fn answer(store: &Store, actor: &Actor, key: &str, answer: Option<(u16, &[u8])>) -> Result<(), Denied> {
    let key = (actor.account(), key);
    match answer {
        Some((status, response)) => store.answer_key(key, status, response)?,
        None => store.release_key(key)?,
    }
    Ok(())
}

/// Kinds of what is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// How columns of a file were mapped.
    ImportMapping,
    /// A view that was saved.
    SavedView,
}

impl Memory {
    /// The word in addresses and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::ImportMapping => "import_mapping",
            Self::SavedView => "saved_view",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Result<Self, Denied> {
        let found = [Self::ImportMapping, Self::SavedView].into_iter().find(|kind| kind.word() == word);
        found.ok_or_else(|| Denied::Missing(Message::new(&messages::MEMORY_KIND).with("kind", word)))
    }
}

/// What the own account wants remembered of a kind, by name.
pub fn remembered(store: &Store, actor: &Actor, kind: Memory) -> Result<Vec<Remembered>, Denied> {
    Ok(store.remembered(actor.account(), kind.word())?)
}

/// Remembers something for the own account, in place of what had the name.
pub fn remember(
    store: &Store,
    actor: &Actor,
    kind: Memory,
    (name, json): (&str, &str),
    at: Timestamp,
) -> Result<(), Denied> {
    accounts::text("name", name, 200)?;
    if json.len() > 64 << 10 {
        let message = Message::new(&messages::FILE_TOO_LARGE).with("most", 64_usize << 10);
        return Err(Denied::invalid("content", message));
    }
    Ok(store.remember((actor.account(), kind.word(), name), json, &actor.who(at).stamp())?)
}

/// Forgets something of the own account; says whether there was anything.
pub fn forget(store: &Store, actor: &Actor, kind: Memory, name: &str, at: Timestamp) -> Result<bool, Denied> {
    Ok(store.forget((actor.account(), kind.word(), name), &actor.who(at).stamp())?)
}

/// Keeps a file until its import is committed, for a day; gives its id.
pub fn add_draft(
    store: &Store,
    actor: &Actor,
    (file_name, content): (&str, Vec<u8>),
    options: &str,
    at: Timestamp,
) -> Result<String, Denied> {
    actor.needs(Capability::ImportFigures)?;
    accounts::text("file", file_name, 200)?;
    let draft = ImportDraft {
        id: random::short_name()?,
        account: actor.account().to_owned(),
        file_name: file_name.to_owned(),
        content,
        options: options.to_owned(),
        at,
    };
    store.add_import_draft(&draft, &actor.who(at).stamp())?;
    Ok(draft.id)
}

fn no_draft(id: &str) -> Denied {
    Denied::Missing(Message::new(&messages::NO_DRAFT).with("draft", id))
}

/// A file of the own account that waits.
pub fn draft(store: &Store, actor: &Actor, id: &str, now: Timestamp) -> Result<ImportDraft, Denied> {
    actor.needs(Capability::ImportFigures)?;
    store.import_draft(id, actor.account(), now)?.ok_or_else(|| no_draft(id))
}

/// Changes how a file that waits is to be read.
pub fn set_draft_options(store: &Store, actor: &Actor, id: &str, options: &str) -> Result<(), Denied> {
    actor.needs(Capability::ImportFigures)?;
    if store.set_import_options(id, actor.account(), options)? { Ok(()) } else { Err(no_draft(id)) }
}

/// Throws a file that waits away, committed or cancelled.
pub fn remove_draft(store: &Store, actor: &Actor, id: &str, at: Timestamp) -> Result<(), Denied> {
    actor.needs(Capability::ImportFigures)?;
    if store.remove_import_draft(id, &actor.who(at).stamp())? { Ok(()) } else { Err(no_draft(id)) }
}
