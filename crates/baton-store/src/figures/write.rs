//! Writing a batch: its head, its files, its recordings, its versions, its seal and its audit record, in the caller's transaction.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::audit::{self, Entry};
use crate::connection::{Transaction, Value, values};
use crate::error::Result;
use crate::figures::names::Names;
use crate::figures::recording::{self, Cell, Recording};
use crate::figures::seal::{Header, Seal};
use crate::figures::{FileDigest, Stamp};

/// A version to be written.
#[derive(Clone, Debug)]
pub(crate) struct NewVersion {
    pub(crate) slot: i64,
    pub(crate) unit: i64,
    pub(crate) version: i64,
    pub(crate) value: Option<f64>,
    /// Place in [`NewRows::recordings`].
    pub(crate) recording: usize,
    pub(crate) cell: Cell,
}

/// What a batch brings, ordered by slot, unit and version.
#[derive(Debug, Default)]
pub(crate) struct NewRows {
    pub(crate) recordings: Vec<Recording>,
    pub(crate) versions: Vec<NewVersion>,
    pub(crate) added: i64,
    pub(crate) changed: i64,
}

const OBSERVATION: &[&str] = &["slot", "unit", "version", "value", "recording", "cell_row", "cell_column"];
/// Versions turned into values at a time.
const PORTION: usize = 20_000;

/// Writes a batch.
pub(crate) async fn batch(
    transaction: &mut dyn Transaction,
    header: &Header,
    files: &[FileDigest],
    rows: &NewRows,
    names: &Names,
    stamp: &Stamp,
) -> Result<()> {
    let sql = "select max(id) from recording";
    let first = super::names::next_number(transaction, sql).await?;
    let seal = seal(header, files, rows, names, first)?;
    head(transaction, header, rows, &seal).await?;
    for file in files {
        let size = i64::try_from(file.size).unwrap_or(i64::MAX);
        let row = values![header.id, file.name.as_str(), file.digest.as_str(), size];
        let sql = "insert into imported_file (batch, name, digest, size) values ($1, $2, $3, $4)";
        transaction.execute(Cow::Borrowed(sql), row).await?;
    }
    let slots: BTreeSet<i64> = rows.versions.iter().map(|version| version.slot).collect();
    let slots: Vec<Value> = slots.into_iter().flat_map(|slot| values![header.id, slot]).collect();
    transaction.load("batch_slot", &["batch", "slot"], slots).await?;
    recording::insert(transaction, first, &rows.recordings).await?;
    for portion in rows.versions.chunks(PORTION) {
        let mut values = Vec::with_capacity(portion.len() * OBSERVATION.len());
        for version in portion {
            let (row, column) = version.cell.unzip();
            values.extend(values![
                version.slot,
                version.unit,
                version.version,
                version.value,
                first + version.recording as i64,
                row.map(i64::from),
                column.map(i64::from),
            ]);
        }
        transaction.load("observation", OBSERVATION, values).await?;
    }
    let entry = Entry {
        action: header.kind,
        subject: format!("batch {}", header.id),
        unit: only_unit(rows, names),
        before: None,
        after: Some(seal),
        detail: format!(
            "new {}, changed {}, same {}: {}",
            rows.added, rows.changed, header.same, header.title
        ),
    };
    audit::record(transaction, stamp, entry).await
}

async fn head(transaction: &mut dyn Transaction, header: &Header, rows: &NewRows, seal: &str) -> Result<()> {
    let sql = "insert into batch (id, kind, title, reason, recorded_at, recorded_by, recorded_from, withdraws, added, same, \
               changed, digest) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let row = values![
        header.id,
        header.kind,
        header.title.as_str(),
        header.reason.as_deref(),
        header.recorded_at.as_str(),
        header.recorded_by.as_str(),
        header.recorded_from.as_str(),
        header.withdraws,
        rows.added,
        header.same,
        rows.changed,
        seal,
    ];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    Ok(())
}

fn seal(header: &Header, files: &[FileDigest], rows: &NewRows, names: &Names, first: i64) -> Result<String> {
    let mut seal = Seal::new(header, files);
    let mut last = None;
    for version in &rows.versions {
        if last != Some(version.slot) {
            last = Some(version.slot);
            seal.slot(version.slot, names.slot(version.slot)?);
        }
        seal.recording(first + version.recording as i64, &rows.recordings[version.recording]);
        seal.row(names.unit(version.unit)?, version.version, version.value, version.cell);
    }
    Ok(seal.finish(rows.added, rows.changed))
}

/// The unit a batch is about, if it is about one only.
fn only_unit(rows: &NewRows, names: &Names) -> Option<String> {
    let first = rows.versions.first()?.unit;
    let same = rows.versions.iter().all(|version| version.unit == first);
    if same { names.unit(first).ok().map(str::to_owned) } else { None }
}
