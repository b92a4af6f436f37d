//! Verification (核验): the audit chain from its first record, and everything the chain vouches for. One altered byte in a figure,
//! its source, a name, a run, a step, a ruling, a file, an objection, an account or a grant is found and named.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::access::sealed;
use crate::attachments;
use crate::audit::{self, AuditRecord};
use crate::connection::{Backend, Transaction};
use crate::error::{Broken, BrokenPart, Error, Result};
use crate::figures::names::{self, Names};
use crate::figures::read::{self, Stored};
use crate::figures::recording::Recordings;
use crate::figures::seal::{Header, Seal};
use crate::figures::{FileDigest, batches};
use crate::runs::{RunState, audience, publish, rulings, save};
use crate::{files, objections};

/// What was verified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Audit records.
    pub records: u64,
    /// Batches.
    pub batches: u64,
    /// Versions of figures.
    pub versions: u64,
    /// Runs.
    pub runs: u64,
    /// Hash of the last audit record: noted elsewhere, it also proves that nothing was cut off at the end.
    pub head: String,
}

/// Digests found in the database: by action, subject, and the how-manieth it is of them.
type Found = BTreeMap<(&'static str, String, usize), String>;

const SLOTS: usize = 32;

/// Follows the audit chain alone.
pub(crate) async fn chain(backend: &dyn Backend) -> Result<()> {
    audit::verify(&mut *backend.read().await?, &mut |_| {}).await
}

/// Verifies everything.
pub(crate) async fn everything(backend: &dyn Backend) -> Result<Verified> {
    everything_in(&mut *backend.read().await?).await
}

/// Verifies everything as a transaction sees it.
pub(crate) async fn everything_in(transaction: &mut dyn Transaction) -> Result<Verified> {
    transaction.check().await?;
    let mut records: Vec<AuditRecord> = Vec::new();
    audit::verify(transaction, &mut |record| records.push(record)).await?;
    let mut found = Found::new();
    let mut verified = Verified { records: records.len() as u64, ..Verified::default() };
    verified.head = records.last().map_or_else(String::new, |record| record.hash.clone());
    of_batches(transaction, &mut found, &mut verified).await?;
    of_marks(transaction, &mut found).await.map_err(|error| altered("batch_mark", error))?;
    of_runs(transaction, &mut found, &mut verified).await?;
    of_rulings(transaction, &mut found).await.map_err(|error| altered("ruling", error))?;
    appended(transaction, &mut found).await?;
    let current = sealed::all(transaction).await.map_err(|error| altered("account", error))?;
    compare(&records, found, current)?;
    Ok(verified)
}

/// What cannot even be read was altered.
fn altered(subject: &str, error: Error) -> Error {
    match error {
        Error::Internal(_) | Error::Refused(_) => broken(0, subject),
        other => other,
    }
}

fn broken(sequence: i64, subject: &str) -> Error {
    Error::Broken(Broken { sequence, what: BrokenPart::Content(subject.to_owned()) })
}

fn not_audited(what: &str, count: u64) -> Error {
    Error::Broken(Broken { sequence: 0, what: BrokenPart::NotAudited { what: what.to_owned(), count } })
}

/// What is appended: each has one record that vouches for it.
const APPENDED: [&str; 15] = [
    "import",
    "withdrawal",
    "acceptance",
    "lock",
    "accept",
    "withdraw",
    "save_run",
    "publish",
    "ruling",
    "save_file",
    "remove_file",
    "attach",
    "object",
    "decide_objection",
    "set_audience",
];

fn compare(records: &[AuditRecord], mut found: Found, mut current: BTreeMap<String, String>) -> Result<()> {
    let mut nth: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut last: BTreeMap<&str, (i64, Option<&str>)> = BTreeMap::new();
    for record in records {
        // Vouches for nothing but the chain itself.
        if record.action == audit::CHANGES_ALGORITHM {
            continue;
        }
        let Some(action) = APPENDED.into_iter().find(|action| *action == record.action) else {
            // What may change is vouched for by its last record; notes such as a sign-in vouch for nothing.
            if record.before.is_some() || record.after.is_some() {
                last.insert(&record.subject, (record.sequence, record.after.as_deref()));
            }
            continue;
        };
        let count = nth.entry((&record.action, &record.subject)).or_default();
        *count += 1;
        let there = found.remove(&(action, record.subject.clone(), *count));
        if there.is_none() || there != record.after {
            return Err(broken(record.sequence, &record.subject));
        }
    }
    for (subject, (sequence, after)) in last {
        if current.remove(subject).as_deref() != after {
            return Err(broken(sequence, subject));
        }
    }
    if let Some((subject, _)) = current.first_key_value() {
        return Err(not_audited(subject, current.len() as u64));
    }
    match found.first_key_value() {
        Some(((_, subject, _), _)) => Err(not_audited(subject, found.len() as u64)),
        None => Ok(()),
    }
}

/// Files, attachments, objections and audiences.
async fn appended(transaction: &mut dyn Transaction, found: &mut Found) -> Result<()> {
    let files = files::seals(transaction).await.map_err(|error| altered("workspace_file", error))?;
    let attached = attachments::seals(transaction).await.map_err(|error| altered("attachment", error))?;
    let objected = objections::seals(transaction).await.map_err(|error| altered("objection", error))?;
    let audiences = audience::seals(transaction).await.map_err(|error| altered("run_audience", error))?;
    for (action, subject, digest) in files.into_iter().chain(attached).chain(objected).chain(audiences) {
        found.insert((action, subject, 1), digest);
    }
    Ok(())
}

/// A batch whose rows are being sealed anew.
struct Sealed {
    header: Header,
    seal: Seal,
    kept: String,
    counts: (i64, i64),
}

async fn of_batches(
    transaction: &mut dyn Transaction,
    found: &mut Found,
    verified: &mut Verified,
) -> Result<()> {
    let mut sealed = heads(transaction).await.map_err(|error| altered("batch", error))?;
    let mut places = BTreeSet::new();
    verified.versions =
        rows(transaction, &mut sealed, &mut places).await.map_err(|error| altered("observation", error))?;
    let all = count(transaction, "select count(*) from observation").await?;
    if all > verified.versions {
        return Err(not_audited("observation", all - verified.versions));
    }
    let stored = transaction.fetch(Cow::Borrowed("select batch, slot from batch_slot"), Vec::new()).await?;
    let stored: BTreeSet<(i64, i64)> =
        stored.iter().map(|row| Ok((row.int(0)?, row.int(1)?))).collect::<Result<_>>()?;
    if let Some((batch, _)) = stored.symmetric_difference(&places).next() {
        return Err(broken(0, &format!("batch {batch}")));
    }
    verified.batches = sealed.len() as u64;
    for (id, batch) in sealed {
        let digest = batch.seal.finish(batch.counts.0, batch.counts.1);
        // A seal that is not the one kept goes unmatched: the chain then says which record vouches for the batch.
        let digest = if digest == batch.kept { digest } else { String::new() };
        found.insert((batch.header.kind, format!("batch {id}"), 1), digest);
    }
    Ok(())
}

async fn heads(transaction: &mut dyn Transaction) -> Result<BTreeMap<i64, Sealed>> {
    let sql = "select batch, name, digest, size from imported_file order by batch, name";
    let mut files: BTreeMap<i64, Vec<FileDigest>> = BTreeMap::new();
    for row in transaction.fetch(Cow::Borrowed(sql), Vec::new()).await?.iter() {
        let size = u64::try_from(row.int(3)?).unwrap_or(0);
        let file = FileDigest { name: row.text(1)?.to_owned(), digest: row.text(2)?.to_owned(), size };
        files.entry(row.int(0)?).or_default().push(file);
    }
    let sql = format!("select {} from batch order by id", batches::COLUMNS);
    let mut sealed = BTreeMap::new();
    for row in transaction.fetch(Cow::Owned(sql), Vec::new()).await?.iter() {
        let (header, _, kept) = batches::read(row)?;
        let seal = Seal::new(&header, files.get(&header.id).map_or(&[], Vec::as_slice));
        let counts = (row.int(9)?, row.int(10)?);
        sealed.insert(header.id, Sealed { header, seal, kept, counts });
    }
    Ok(sealed)
}

/// Feeds every version to the seal of its batch and notes which slots each batch has figures in.
async fn rows(
    transaction: &mut dyn Transaction,
    sealed: &mut BTreeMap<i64, Sealed>,
    places: &mut BTreeSet<(i64, i64)>,
) -> Result<u64> {
    let mut slots: Vec<i64> = Vec::new();
    let mut names = Names::default();
    for (slot, number) in names::slots(transaction, None).await? {
        slots.push(number);
        names.slots.insert(number, slot);
    }
    slots.sort_unstable();
    let mut recordings = Recordings::default();
    let mut count = 0;
    for chunk in slots.chunks(SLOTS) {
        let versions = read::in_slots(transaction, chunk, None).await?;
        let units: Vec<i64> = versions.iter().map(|version| version.unit).collect();
        names.learn_units(transaction, &units).await?;
        recordings.learn(transaction, versions.iter().map(|version| version.recording)).await?;
        for version in &versions {
            feed(version, sealed, places, &names, &recordings)?;
        }
        count += versions.len() as u64;
    }
    Ok(count)
}

fn feed(
    version: &Stored,
    sealed: &mut BTreeMap<i64, Sealed>,
    places: &mut BTreeSet<(i64, i64)>,
    names: &Names,
    recordings: &Recordings,
) -> Result<()> {
    let recording = recordings.get(version.recording)?;
    let batch = sealed
        .get_mut(&recording.batch)
        .ok_or_else(|| Error::Internal(format!("no batch {}", recording.batch)))?;
    places.insert((recording.batch, version.slot));
    batch.seal.slot(version.slot, names.slot(version.slot)?);
    batch.seal.recording(version.recording, recording);
    batch.seal.row(names.unit(version.unit)?, version.version, version.value, version.cell);
    Ok(())
}

async fn count(transaction: &mut dyn Transaction, sql: &'static str) -> Result<u64> {
    let rows = transaction.fetch(Cow::Borrowed(sql), Vec::new()).await?;
    let count = rows.first().map_or(Ok(0), |row| row.int(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

async fn of_marks(transaction: &mut dyn Transaction, found: &mut Found) -> Result<()> {
    let sql = "select batch, mark, recorded_at, recorded_by, recorded_from, reason from batch_mark";
    for row in transaction.fetch(Cow::Borrowed(sql), Vec::new()).await?.iter() {
        let batch = row.int(0)?;
        let mark = [row.text(1)?, row.text(2)?, row.text(3)?, row.text(4)?];
        let action = batches::Mark::action(mark[0]);
        let digest = batches::mark_digest(batch, mark, row.maybe_text(5)?);
        found.insert((action, format!("batch {batch}"), 1), digest);
    }
    Ok(())
}

async fn of_runs(
    transaction: &mut dyn Transaction,
    found: &mut Found,
    verified: &mut Verified,
) -> Result<()> {
    let rows = transaction.fetch(Cow::Borrowed("select id from run order by id"), Vec::new()).await?;
    verified.runs = rows.len() as u64;
    for row in rows.iter() {
        let id = row.text(0).map_err(|error| altered("run", error))?;
        let subject = format!("run {id}");
        let run = save::run_in(transaction, id).await.map_err(|error| altered(&subject, error))?;
        let seal = save::seal(&run.head, &save::Digests::found(&run))?;
        found.insert(("save_run", subject, 1), seal);
    }
    of_steps(transaction, found).await.map_err(|error| altered("run_step", error))
}

async fn of_steps(transaction: &mut dyn Transaction, found: &mut Found) -> Result<()> {
    let sql = "select s.run, s.number, s.state, s.recorded_at, s.recorded_by, s.recorded_from, s.notice_until, \
               r.recorded_at, r.recorded_by, r.recorded_from \
               from run_step s join run r on r.id = s.run order by s.run, s.number";
    for row in transaction.fetch(Cow::Borrowed(sql), Vec::new()).await?.iter() {
        let (id, number) = (row.text(0)?, row.int(1)?);
        let subject = format!("run {id}");
        if number == 1 {
            let as_saved = (3..6).all(|column| row.text(column).ok() == row.text(column + 4).ok());
            if row.text(2)? != RunState::Draft.word() || !as_saved || row.maybe_text(6)?.is_some() {
                return Err(broken(0, &subject));
            }
            continue;
        }
        let step = [row.text(2)?, row.text(3)?, row.text(4)?, row.text(5)?];
        let nth = usize::try_from(number - 1).unwrap_or(usize::MAX);
        found.insert(("publish", subject, nth), publish::digest(id, number, step, row.maybe_text(6)?));
    }
    Ok(())
}

async fn of_rulings(transaction: &mut dyn Transaction, found: &mut Found) -> Result<()> {
    for (run, number, ruling) in rulings::all(transaction).await? {
        let digest = rulings::digest(&run, number, &ruling)?;
        found.insert(("ruling", rulings::subject(&run, number), 1), digest);
    }
    Ok(())
}
