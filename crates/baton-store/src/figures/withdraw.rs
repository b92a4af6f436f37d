//! Withdrawing a batch (撤回): where its figures still hold, what held before comes back as a new version. Nothing is removed,
//! so a read as of an earlier moment still sees what was known then.

use std::borrow::Cow;
use std::collections::BTreeSet;

use baton_model::Status;

use crate::audit::{self, Entry};
use crate::connection::{Backend, Transaction, values};
use crate::error::{Error, Result};
use crate::figures::batches::{self, Mark};
use crate::figures::names::{self, Names};
use crate::figures::read::{self, Stored};
use crate::figures::recording::{Recording, Recordings};
use crate::figures::seal::Header;
use crate::figures::write::{self, NewRows, NewVersion};
use crate::figures::{BatchId, Receipt, Stamp};
use crate::messages;
use crate::time;

/// Withdraws a batch.
pub(crate) async fn withdraw(
    backend: &dyn Backend,
    id: BatchId,
    stamp: &Stamp,
    reason: &str,
) -> Result<Receipt> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let batch = batches::find(transaction_ref, id).await?;
    let refusal = [
        (batch.withdraws.is_some(), &messages::NOT_AN_IMPORT),
        (batch.acceptance, &messages::IS_AN_ACCEPTANCE),
        (batch.withdrawn, &messages::BATCH_WITHDRAWN),
        (batch.locked, &messages::BATCH_LOCKED),
    ];
    if let Some((_, message)) = refusal.into_iter().find(|(applies, _)| *applies) {
        return Err(Error::batch(message, id.0));
    }
    let number = names::next_number(transaction_ref, "select max(id) from batch").await?;
    let mut undo = Undo {
        batch: id.0,
        number,
        stamp,
        reason,
        gone: withdrawn(transaction_ref, id.0).await?,
        rows: NewRows::default(),
    };
    let slots = slots_of(transaction_ref, id.0).await?;
    let found = read::in_slots(transaction_ref, &slots, None).await?;
    let mut recordings = Recordings::default();
    recordings.learn(transaction_ref, found.iter().map(|version| version.recording)).await?;
    for figure in found.chunk_by(|a, b| (a.slot, a.unit) == (b.slot, b.unit)) {
        undo.figure(figure, &recordings)?;
    }
    let rows = undo.rows;
    let names = names_of(transaction_ref, &rows).await?;
    let header = Header {
        id: number,
        kind: "withdrawal",
        title: batch.title.clone(),
        reason: Some(reason.to_owned()),
        recorded_at: time::to_text(stamp.at)?,
        recorded_by: stamp.by.clone(),
        recorded_from: stamp.from.clone(),
        withdraws: Some(id.0),
        same: 0,
    };
    write::batch(transaction_ref, &header, &[], &rows, &names, stamp).await?;
    let after = batches::mark(transaction_ref, id.0, Mark::Withdrawn, stamp, Some(reason)).await?;
    let entry = Entry {
        action: "withdraw",
        subject: format!("batch {}", id.0),
        unit: None,
        before: None,
        after: Some(after),
        detail: format!("by batch {number}: {reason}"),
    };
    audit::record(transaction_ref, stamp, entry).await?;
    transaction.commit().await?;
    let changed = u64::try_from(rows.changed).unwrap_or(0);
    Ok(Receipt { batch: BatchId(number), new: 0, same: 0, changed })
}

/// The batches withdrawn so far, with this one.
async fn withdrawn(transaction: &mut dyn Transaction, batch: i64) -> Result<BTreeSet<i64>> {
    let sql = "select batch from batch_mark where mark = 'withdrawn'";
    let rows = transaction.fetch(Cow::Borrowed(sql), Vec::new()).await?;
    let mut gone: BTreeSet<i64> = rows.iter().map(|row| row.int(0)).collect::<Result<_>>()?;
    gone.insert(batch);
    Ok(gone)
}

pub(crate) async fn slots_of(transaction: &mut dyn Transaction, batch: i64) -> Result<Vec<i64>> {
    let sql = "select slot from batch_slot where batch = $1 order by slot";
    let rows = transaction.fetch(Cow::Borrowed(sql), values![batch]).await?;
    rows.iter().map(|row| row.int(0)).collect()
}

pub(crate) async fn names_of(transaction: &mut dyn Transaction, rows: &NewRows) -> Result<Names> {
    let mut names = Names::default();
    let units: Vec<i64> = rows.versions.iter().map(|version| version.unit).collect();
    names.learn_units(transaction, &units).await?;
    names.slots = names::slots(transaction, None).await?.into_iter().map(|(slot, id)| (id, slot)).collect();
    Ok(names)
}

struct Undo<'a> {
    batch: i64,
    number: i64,
    stamp: &'a Stamp,
    reason: &'a str,
    gone: BTreeSet<i64>,
    rows: NewRows,
}

impl Undo<'_> {
    /// Brings back what held before, if the figure that holds is the batch's.
    fn figure(&mut self, versions: &[Stored], recordings: &Recordings) -> Result<()> {
        let mut known = Vec::with_capacity(versions.len());
        for version in versions {
            known.push((recordings.get(version.recording)?, version));
        }
        known.sort_by_key(|(recording, version)| (recording.recorded_at, version.version));
        let Some((current, holding)) = known.last().copied() else { return Ok(()) };
        if current.of_batch != self.batch {
            return Ok(());
        }
        if current.status == Status::Locked {
            return Err(Error::batch(&messages::BATCH_LOCKED, self.batch));
        }
        let before = known.iter().rev().find(|(recording, _)| !self.gone.contains(&recording.of_batch));
        if before.is_none() && holding.value.is_none() {
            return Ok(());
        }
        let next = versions.iter().map(|version| version.version).max().unwrap_or(0) + 1;
        let recording = Recording {
            batch: self.number,
            of_batch: before.map_or(self.number, |(recording, _)| recording.of_batch),
            recorded_at: self.stamp.at.max(current.recorded_at),
            recorded_by: self.stamp.by.clone(),
            reason: Some(self.reason.to_owned()),
            status: before.map_or(current.status, |(recording, _)| recording.status),
            source: before.map_or(current, |(recording, _)| *recording).source.clone(),
        };
        let place = match self.rows.recordings.iter().rposition(|known| *known == recording) {
            Some(place) => place,
            None => {
                self.rows.recordings.push(recording);
                self.rows.recordings.len() - 1
            }
        };
        self.rows.changed += 1;
        self.rows.versions.push(NewVersion {
            slot: holding.slot,
            unit: holding.unit,
            version: next,
            value: before.and_then(|(_, version)| version.value),
            recording: place,
            cell: before.map_or(holding, |(_, version)| *version).cell,
        });
        Ok(())
    }
}
