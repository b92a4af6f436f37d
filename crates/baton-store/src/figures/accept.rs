//! Accepting a batch (核定): where its figures still hold and were only reported, the same value from the same source is recorded
//! again as accepted, by whoever accepts. So it stays visible who reported and who accepted.

use baton_model::Status;

use crate::connection::Backend;
use crate::error::{Error, Result};
use crate::figures::batches::{self, Mark};
use crate::figures::names;
use crate::figures::read::{self, Stored};
use crate::figures::recording::{Recording, Recordings};
use crate::figures::seal::Header;
use crate::figures::withdraw::{names_of, slots_of};
use crate::figures::write::{self, NewRows, NewVersion};
use crate::figures::{BatchId, Receipt, Stamp};
use crate::messages;
use crate::time;

/// Accepts a batch and locks it.
pub(crate) async fn accept(backend: &dyn Backend, id: BatchId, stamp: &Stamp) -> Result<Receipt> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let batch = batches::find(transaction_ref, id).await?;
    let refusal = [
        (batch.withdraws.is_some() || batch.acceptance, &messages::NOTHING_TO_ACCEPT),
        (batch.withdrawn, &messages::BATCH_WITHDRAWN),
    ];
    if let Some((_, message)) = refusal.into_iter().find(|(applies, _)| *applies) {
        return Err(Error::batch(message, id.0));
    }
    let number = names::next_number(transaction_ref, "select max(id) from batch").await?;
    let slots = slots_of(transaction_ref, id.0).await?;
    let found = read::in_slots(transaction_ref, &slots, None).await?;
    let mut recordings = Recordings::default();
    recordings.learn(transaction_ref, found.iter().map(|version| version.recording)).await?;
    let mut accepting = Accepting { batch: id.0, number, stamp, rows: NewRows::default() };
    for figure in found.chunk_by(|a, b| (a.slot, a.unit) == (b.slot, b.unit)) {
        accepting.figure(figure, &recordings)?;
    }
    let rows = accepting.rows;
    let changed = u64::try_from(rows.changed).unwrap_or(0);
    if changed == 0 && batch.locked {
        return Ok(Receipt { batch: id, new: 0, same: 0, changed: 0 });
    }
    let mut receipt = Receipt { batch: id, new: 0, same: 0, changed };
    if changed > 0 {
        let names = names_of(transaction_ref, &rows).await?;
        let header = Header {
            id: number,
            kind: "acceptance",
            title: batch.title.clone(),
            reason: None,
            recorded_at: time::to_text(stamp.at)?,
            recorded_by: stamp.by.clone(),
            recorded_from: stamp.from.clone(),
            withdraws: None,
            same: 0,
        };
        write::batch(transaction_ref, &header, &[], &rows, &names, stamp).await?;
        receipt.batch = BatchId(number);
        if !batch.accepted {
            let detail = format!("by batch {number}: {}", batch.title);
            batches::set(transaction_ref, &batch, Mark::Accepted, stamp, &detail).await?;
        }
    }
    if !batch.locked {
        batches::set(transaction_ref, &batch, Mark::Locked, stamp, &batch.title).await?;
    }
    transaction.commit().await?;
    Ok(receipt)
}

struct Accepting<'a> {
    batch: i64,
    number: i64,
    stamp: &'a Stamp,
    rows: NewRows,
}

impl Accepting<'_> {
    /// Accepts a figure, if the version that holds is the batch's and was reported only.
    fn figure(&mut self, versions: &[Stored], recordings: &Recordings) -> Result<()> {
        let mut known = Vec::with_capacity(versions.len());
        for version in versions {
            known.push((recordings.get(version.recording)?, version));
        }
        let Some((current, holding)) =
            known.into_iter().max_by_key(|(recording, version)| (recording.recorded_at, version.version))
        else {
            return Ok(());
        };
        if current.of_batch != self.batch || current.status >= Status::Accepted {
            return Ok(());
        }
        let recording = Recording {
            batch: self.number,
            of_batch: self.number,
            recorded_at: self.stamp.at.max(current.recorded_at),
            recorded_by: self.stamp.by.clone(),
            reason: current.reason.clone(),
            status: Status::Accepted,
            source: current.source.clone(),
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
            version: versions.iter().map(|version| version.version).max().unwrap_or(0) + 1,
            value: holding.value,
            recording: place,
            cell: holding.cell,
        });
        Ok(())
    }
}
