//! Batches as people see them: a list, the files they came from, their lock.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use baton_model::Status;

use crate::audit::{self, Entry};
use crate::connection::{Backend, LIST, Row, Transaction, lists, placeholders, values};
use crate::digest::Fields;
use crate::error::{Error, Result};
use crate::figures::seal::Header;
use crate::figures::{Batch, BatchId, FileDigest, ImportedFile, Receipt, Stamp};
use crate::messages;
use crate::scope::Scope;
use crate::time;

/// What happened to a batch later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Locked,
    Withdrawn,
    Accepted,
}

impl Mark {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::Withdrawn => "withdrawn",
            Self::Accepted => "accepted",
        }
    }

    /// The word of the audit record that vouches for it.
    pub(crate) fn action(word: &str) -> &'static str {
        match word {
            "locked" => "lock",
            "accepted" => "accept",
            _ => "withdraw",
        }
    }
}

/// The columns a batch is sealed over, its counts, its seal, its marks.
pub(crate) const COLUMNS: &str = "id, kind, title, reason, recorded_at, recorded_by, recorded_from, withdraws, same, added, \
                       changed, digest, \
                       (select count(*) from batch_mark m where m.batch = batch.id and m.mark = 'locked'), \
                       (select count(*) from batch_mark m where m.batch = batch.id and m.mark = 'withdrawn'), \
                       (select count(*) from batch_mark m where m.batch = batch.id and m.mark = 'accepted')";

/// A batch with its seal.
pub(crate) fn read(row: Row<'_>) -> Result<(Header, Batch, String)> {
    let kind = match row.text(1)? {
        "import" => "import",
        "withdrawal" => "withdrawal",
        "acceptance" => "acceptance",
        other => return Err(Error::Internal(format!("a batch of kind {other}"))),
    };
    let header = Header {
        id: row.int(0)?,
        kind,
        title: row.text(2)?.to_owned(),
        reason: row.maybe_text(3)?.map(str::to_owned),
        recorded_at: row.text(4)?.to_owned(),
        recorded_by: row.text(5)?.to_owned(),
        recorded_from: row.text(6)?.to_owned(),
        withdraws: row.maybe_int(7)?,
        same: row.int(8)?,
    };
    let count = |column: usize| Ok::<u64, Error>(u64::try_from(row.int(column)?).unwrap_or(0));
    let batch = Batch {
        receipt: Receipt { batch: BatchId(header.id), new: count(9)?, same: count(8)?, changed: count(10)? },
        title: header.title.clone(),
        reason: header.reason.clone(),
        stamp: Stamp::new(time::from_text(&header.recorded_at)?, row.text(5)?, row.text(6)?),
        withdraws: header.withdraws.map(BatchId),
        acceptance: kind == "acceptance",
        locked: count(12)? > 0,
        withdrawn: count(13)? > 0,
        accepted: count(14)? > 0,
    };
    Ok((header, batch, row.text(11)?.to_owned()))
}

/// One batch.
pub(crate) async fn find(transaction: &mut dyn Transaction, id: BatchId) -> Result<Batch> {
    let sql = format!("select {COLUMNS} from batch where id = $1");
    let rows = transaction.fetch(Cow::Owned(sql), values![id.0]).await?;
    let row = rows.first().ok_or_else(|| Error::batch(&messages::UNKNOWN_BATCH, id.0))?;
    Ok(read(row)?.1)
}

/// All batches, the latest first.
pub(crate) async fn list(backend: &dyn Backend) -> Result<Vec<Batch>> {
    let sql = format!("select {COLUMNS} from batch order by id desc");
    let rows = backend.read().await?.fetch(Cow::Owned(sql), Vec::new()).await?;
    rows.iter().map(|row| Ok(read(row)?.1)).collect()
}

/// The batches that brought figures somebody reported, whether they were accepted since or not.
pub(crate) async fn reported(backend: &dyn Backend) -> Result<BTreeSet<BatchId>> {
    let sql = "select distinct batch from recording where status = $1";
    let rows = backend.read().await?.fetch(Cow::Borrowed(sql), values![Status::Submitted.word()]).await?;
    rows.iter().map(|row| Ok(BatchId(row.int(0)?))).collect()
}

/// Every file as it was when last imported, by name.
pub(crate) async fn files(backend: &dyn Backend) -> Result<Vec<ImportedFile>> {
    let sql = "select f.batch, f.name, f.digest, f.size, (select count(*) from batch_mark m \
               where m.batch = f.batch and m.mark = 'withdrawn') from imported_file f order by f.batch";
    let rows = backend.read().await?.fetch(Cow::Borrowed(sql), Vec::new()).await?;
    let mut files: BTreeMap<String, ImportedFile> = BTreeMap::new();
    for row in rows.iter() {
        let file = FileDigest {
            name: row.text(1)?.to_owned(),
            digest: row.text(2)?.to_owned(),
            size: u64::try_from(row.int(3)?).unwrap_or(0),
        };
        let imported = ImportedFile { batch: BatchId(row.int(0)?), withdrawn: row.int(4)? > 0, file };
        files.insert(imported.file.name.clone(), imported);
    }
    Ok(files.into_values().collect())
}

/// The files some batches came from, by batch and name.
pub(crate) async fn files_of(
    backend: &dyn Backend,
    batches: &[BatchId],
) -> Result<Vec<(BatchId, FileDigest)>> {
    let mut transaction = backend.read().await?;
    let mut found = Vec::new();
    let numbers: Vec<i64> = batches.iter().map(|batch| batch.0).collect();
    for list in lists(&numbers, LIST) {
        let sql = format!(
            "select batch, name, digest, size from imported_file where batch in ({}) order by batch, name",
            placeholders(1, list.len())
        );
        for row in transaction.fetch(Cow::Owned(sql), list).await?.iter() {
            let file = FileDigest {
                name: row.text(1)?.to_owned(),
                digest: row.text(2)?.to_owned(),
                size: u64::try_from(row.int(3)?).unwrap_or(0),
            };
            found.push((BatchId(row.int(0)?), file));
        }
    }
    found.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    found.dedup();
    Ok(found)
}

/// How many of the figures a batch brought lie inside a scope, and how many outside. One statement, also for a batch that is not there.
pub(crate) async fn within(backend: &dyn Backend, scope: &Scope, batch: BatchId) -> Result<(u64, u64)> {
    let sql = "select s.indicator, u.code, count(*) from batch_slot b join slot s on s.id = b.slot \
               join observation o on o.slot = b.slot join recording r on r.id = o.recording join unit u on u.id = o.unit \
               where b.batch = $1 and r.batch = $1 group by s.indicator, u.code";
    let rows = backend.read().await?.fetch(Cow::Borrowed(sql), values![batch.0]).await?;
    let (mut inside, mut outside) = (0, 0);
    for row in rows.iter() {
        let count =
            if scope.contains_figure(row.text(1)?, row.text(0)?) { &mut inside } else { &mut outside };
        *count += u64::try_from(row.int(2)?).unwrap_or(0);
    }
    Ok((inside, outside))
}

/// Locks a batch: it can no longer be withdrawn. Locking twice changes nothing.
pub(crate) async fn lock(backend: &dyn Backend, id: BatchId, stamp: &Stamp) -> Result<()> {
    let mut transaction = backend.write().await?;
    let batch = find(&mut *transaction, id).await?;
    if batch.withdrawn {
        return Err(Error::batch(&messages::BATCH_WITHDRAWN, id.0));
    }
    if batch.locked {
        return Ok(());
    }
    set(&mut *transaction, &batch, Mark::Locked, stamp, &batch.title).await?;
    transaction.commit().await
}

/// Marks a batch, with the audit record that vouches for the mark.
pub(crate) async fn set(
    transaction: &mut dyn Transaction,
    batch: &Batch,
    to: Mark,
    stamp: &Stamp,
    detail: &str,
) -> Result<()> {
    let id = batch.receipt.batch.0;
    let after = mark(transaction, id, to, stamp, None).await?;
    let entry = Entry {
        action: Mark::action(to.word()),
        subject: format!("batch {id}"),
        unit: None,
        before: None,
        after: Some(after),
        detail: detail.to_owned(),
    };
    audit::record(transaction, stamp, entry).await
}

/// Marks a batch and gives the digest of the mark.
pub(crate) async fn mark(
    transaction: &mut dyn Transaction,
    batch: i64,
    mark: Mark,
    stamp: &Stamp,
    reason: Option<&str>,
) -> Result<String> {
    let at = time::to_text(stamp.at)?;
    let sql = "insert into batch_mark (batch, mark, recorded_at, recorded_by, recorded_from, reason) \
               values ($1, $2, $3, $4, $5, $6)";
    let row = values![batch, mark.word(), at.as_str(), stamp.by.as_str(), stamp.from.as_str(), reason];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    Ok(mark_digest(batch, [mark.word(), &at, &stamp.by, &stamp.from], reason))
}

/// The digest of a mark: its word, moment, person and place.
pub(crate) fn mark_digest(batch: i64, mark: [&str; 4], reason: Option<&str>) -> String {
    let mut fields = Fields::new();
    fields.int(batch);
    for text in mark {
        fields.text(text);
    }
    fields.maybe(reason);
    fields.finish()
}
