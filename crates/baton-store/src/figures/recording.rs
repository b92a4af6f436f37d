//! What all figures of one sheet share: when they were recorded, by whom, why, how far they have come, where they stood.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use baton_model::{CellAddress, Origin, Status};
use jiff::Timestamp;

use crate::connection::{LIST, Row, Transaction, lists, placeholders, values};
use crate::error::{Error, Result};
use crate::time;

/// How and when figures were recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recording {
    /// The batch that brought the version.
    pub(crate) batch: i64,
    /// The batch whose figure it is: another one where a withdrawal brings an earlier figure back.
    pub(crate) of_batch: i64,
    pub(crate) recorded_at: Timestamp,
    pub(crate) recorded_by: String,
    pub(crate) reason: Option<String>,
    pub(crate) status: Status,
    pub(crate) source: Source,
}

/// An [`Origin`] without its cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    File { name: String, sheet: Option<String> },
    Person(String),
    Computed(String),
}

/// A cell as two columns.
pub(crate) type Cell = Option<(u32, u32)>;

impl Source {
    pub(crate) fn of(origin: &Origin) -> (Self, Cell) {
        match origin {
            Origin::Cell { file, sheet, cell } => {
                (Self::File { name: file.clone(), sheet: sheet.clone() }, Some((cell.row, cell.column)))
            }
            Origin::Person(name) => (Self::Person(name.clone()), None),
            Origin::Computed(how) => (Self::Computed(how.clone()), None),
        }
    }

    /// The same as [`Source::of`] without making anything.
    pub(crate) fn is_of(&self, origin: &Origin) -> bool {
        match (self, origin) {
            (Self::File { name, sheet }, Origin::Cell { file, sheet: other, .. }) => {
                name == file && sheet == other
            }
            (Self::Person(name), Origin::Person(other)) | (Self::Computed(name), Origin::Computed(other)) => {
                name == other
            }
            _ => false,
        }
    }

    pub(crate) fn origin(&self, cell: Cell) -> Origin {
        match self {
            Self::File { name, sheet } => {
                let (row, column) = cell.unwrap_or_default();
                Origin::Cell { file: name.clone(), sheet: sheet.clone(), cell: CellAddress { row, column } }
            }
            Self::Person(name) => Origin::Person(name.clone()),
            Self::Computed(how) => Origin::Computed(how.clone()),
        }
    }

    /// Kind, name and sheet, as in the columns.
    pub(crate) fn columns(&self) -> (&'static str, &str, Option<&str>) {
        match self {
            Self::File { name, sheet } => ("file", name, sheet.as_deref()),
            Self::Person(name) => ("person", name, None),
            Self::Computed(how) => ("computed", how, None),
        }
    }
}

const COLUMNS: &[&str] = &[
    "id",
    "batch",
    "of_batch",
    "recorded_at",
    "recorded_by",
    "reason",
    "status",
    "origin",
    "origin_name",
    "sheet",
];

/// Writes recordings, numbered from `first`.
pub(crate) async fn insert(
    transaction: &mut dyn Transaction,
    first: i64,
    recordings: &[Recording],
) -> Result<()> {
    let mut rows = Vec::with_capacity(recordings.len() * COLUMNS.len());
    for (number, recording) in (first..).zip(recordings) {
        let (origin, name, sheet) = recording.source.columns();
        rows.extend(values![
            number,
            recording.batch,
            recording.of_batch,
            time::to_text(recording.recorded_at)?,
            recording.recorded_by.as_str(),
            recording.reason.as_deref(),
            recording.status.word(),
            origin,
            name,
            sheet,
        ]);
    }
    transaction.load("recording", COLUMNS, rows).await
}

fn read(row: Row<'_>) -> Result<Recording> {
    let odd = |what: &str| Error::Internal(format!("a recording with {what}"));
    let name = row.text(8)?.to_owned();
    let source = match row.text(7)? {
        "file" => Source::File { name, sheet: row.maybe_text(9)?.map(str::to_owned) },
        "person" => Source::Person(name),
        "computed" => Source::Computed(name),
        other => return Err(odd(other)),
    };
    Ok(Recording {
        batch: row.int(1)?,
        of_batch: row.int(2)?,
        recorded_at: time::from_text(row.text(3)?)?,
        recorded_by: row.text(4)?.to_owned(),
        reason: row.maybe_text(5)?.map(str::to_owned),
        status: Status::parse(row.text(6)?).ok_or_else(|| odd("an unknown status"))?,
        source,
    })
}

/// Recordings by number, read when first needed.
#[derive(Debug, Default)]
pub(crate) struct Recordings(HashMap<i64, Recording>);

impl Recordings {
    /// Reads those not yet known.
    pub(crate) async fn learn(
        &mut self,
        transaction: &mut dyn Transaction,
        numbers: impl Iterator<Item = i64>,
    ) -> Result<()> {
        let unknown: BTreeSet<i64> = numbers.filter(|number| !self.0.contains_key(number)).collect();
        let unknown: Vec<i64> = unknown.into_iter().collect();
        for list in lists(&unknown, LIST) {
            let sql = format!(
                "select {} from recording where id in ({})",
                COLUMNS.join(", "),
                placeholders(1, list.len())
            );
            for row in transaction.fetch(Cow::Owned(sql), list).await?.iter() {
                self.0.insert(row.int(0)?, read(row)?);
            }
        }
        Ok(())
    }

    pub(crate) fn get(&self, number: i64) -> Result<&Recording> {
        self.0.get(&number).ok_or_else(|| Error::Internal(format!("no recording {number}")))
    }
}
