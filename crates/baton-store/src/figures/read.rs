//! Reading figures as of a moment, within a scope.

use std::borrow::Cow;
use std::collections::HashMap;

use baton_model::{Observation, Status};
use jiff::Timestamp;

use crate::connection::{Backend, LIST, Rows, Transaction, Value, lists, placeholders, values};
use crate::error::Result;
use crate::figures::names::{self, Names, Slot};
use crate::figures::recording::{Cell, Recordings};
use crate::figures::{BatchId, FigureKey, Recorded};
use crate::scope::{Query, Scope};

/// Slots read at a time.
const SLOTS: usize = 32;

/// A version as stored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stored {
    pub(crate) slot: i64,
    pub(crate) unit: i64,
    pub(crate) version: i64,
    pub(crate) value: Option<f64>,
    pub(crate) recording: i64,
    pub(crate) cell: Cell,
}

const COLUMNS: &str = "slot, unit, version, value, recording, cell_row, cell_column";

pub(crate) fn stored(rows: &Rows) -> Result<Vec<Stored>> {
    let cell = |row: Option<i64>, column: Option<i64>| {
        Some((u32::try_from(row?).unwrap_or(u32::MAX), u32::try_from(column?).unwrap_or(u32::MAX)))
    };
    rows.iter()
        .map(|row| {
            Ok(Stored {
                slot: row.int(0)?,
                unit: row.int(1)?,
                version: row.int(2)?,
                value: row.real(3)?,
                recording: row.int(4)?,
                cell: cell(row.maybe_int(5)?, row.maybe_int(6)?),
            })
        })
        .collect()
}

/// All versions in some slots, of some units or of all, ordered by slot, unit and version.
pub(crate) async fn in_slots(
    transaction: &mut dyn Transaction,
    slots: &[i64],
    units: Option<&[i64]>,
) -> Result<Vec<Stored>> {
    let mut found = Vec::new();
    for list in lists(slots, SLOTS) {
        let inside = placeholders(1, list.len());
        let Some(units) = units else {
            let sql = format!(
                "select {COLUMNS} from observation where slot in ({inside}) order by slot, unit, version"
            );
            found.extend(stored(&transaction.fetch(Cow::Owned(sql), list).await?)?);
            continue;
        };
        for of in lists(units, LIST) {
            let also = placeholders(list.len() + 1, of.len());
            let sql = format!(
                "select {COLUMNS} from observation where slot in ({inside}) and unit in ({also}) order by slot, unit, version"
            );
            let values: Vec<Value> = list.iter().cloned().chain(of).collect();
            found.extend(stored(&transaction.fetch(Cow::Owned(sql), values).await?)?);
        }
    }
    found.sort_unstable_by_key(|version| (version.slot, version.unit, version.version));
    Ok(found)
}

/// Which versions of a figure are wanted.
#[derive(Clone, Copy)]
enum Wanted {
    /// The one that holds at the moment, unless it withdraws the figure.
    Holding,
    /// All recorded by the moment.
    All,
}

struct Reader {
    transaction: Box<dyn Transaction>,
    names: Names,
    recordings: Recordings,
    least: Status,
    moment: Timestamp,
    wanted: Wanted,
}

/// A version picked, with the one it supersedes.
type Picked = (Stored, Option<i64>);

impl Reader {
    /// The versions wanted in some slots, in the order of the slots given and of unit codes.
    async fn pick(&mut self, slots: &[i64], units: Option<&[i64]>) -> Result<Vec<Picked>> {
        let found = in_slots(&mut *self.transaction, slots, units).await?;
        self.recordings.learn(&mut *self.transaction, found.iter().map(|version| version.recording)).await?;
        let mut picked = Vec::new();
        let mut versions = Vec::new();
        for figure in found.chunk_by(|a, b| (a.slot, a.unit) == (b.slot, b.unit)) {
            versions.clear();
            for version in figure {
                let recording = self.recordings.get(version.recording)?;
                if recording.recorded_at <= self.moment && recording.status >= self.least {
                    versions.push((recording.recorded_at, version));
                }
            }
            versions.sort_by_key(|(recorded_at, version)| (*recorded_at, version.version));
            let before = |at: usize| Some(versions[at.checked_sub(1)?].1.version);
            match self.wanted {
                Wanted::All => {
                    picked.extend(
                        versions.iter().enumerate().map(|(at, (_, version))| (**version, before(at))),
                    );
                }
                Wanted::Holding => {
                    let last = versions.len().checked_sub(1).filter(|last| versions[*last].1.value.is_some());
                    picked.extend(last.map(|last| (*versions[last].1, before(last))));
                }
            }
        }
        Ok(picked)
    }

    async fn finish(
        &mut self,
        mut picked: Vec<Picked>,
        slots: &HashMap<i64, (usize, &Slot)>,
    ) -> Result<Vec<Recorded>> {
        let units: Vec<i64> = picked.iter().map(|(version, _)| version.unit).collect();
        self.names.learn_units(&mut *self.transaction, &units).await?;
        for unit in units {
            self.names.unit(unit)?;
        }
        let code = |unit: i64| self.names.units.get(&unit).map(String::as_str);
        // The sort is stable: versions of a figure stay in the order they were recorded.
        picked.sort_by(|(a, _), (b, _)| {
            (slots[&a.slot].0, code(a.unit)).cmp(&(slots[&b.slot].0, code(b.unit)))
        });
        picked
            .iter()
            .map(|(version, before)| self.recorded(version, *before, slots[&version.slot].1))
            .collect()
    }

    fn recorded(&self, version: &Stored, before: Option<i64>, slot: &Slot) -> Result<Recorded> {
        let recording = self.recordings.get(version.recording)?;
        let number = |version: i64| u32::try_from(version).unwrap_or(u32::MAX);
        Ok(Recorded {
            observation: Observation {
                unit: self.names.unit(version.unit)?.to_owned(),
                indicator: slot.indicator.clone(),
                period: slot.period,
                scenario: slot.scenario,
                series: slot.series.clone(),
                value: version.value,
                origin: recording.source.origin(version.cell),
                status: recording.status,
                recorded_at: recording.recorded_at,
                recorded_by: recording.recorded_by.clone(),
                reason: recording.reason.clone(),
            },
            version: number(version.version),
            supersedes: before.map(number),
            batch: BatchId(recording.batch),
        })
    }
}

/// What is left of a query once its names are numbers.
struct Resolved {
    reader: Reader,
    slots: Vec<(Slot, i64)>,
    units: Option<Vec<i64>>,
}

async fn resolve(
    backend: &dyn Backend,
    query: &Query,
    moment: Timestamp,
    wanted: Wanted,
) -> Result<Resolved> {
    let mut transaction = backend.read().await?;
    let mut slots = names::slots(&mut *transaction, query.indicators.as_ref()).await?;
    if let Some(periods) = &query.periods {
        slots.retain(|(slot, _)| periods.contains(&slot.period));
    }
    slots.dedup();
    let units = match query.scope.limit() {
        None => None,
        Some(codes) => {
            let found = names::find_units(&mut *transaction, &codes).await?;
            Some(codes.iter().filter_map(|code| found.get(*code).copied()).collect())
        }
    };
    let reader = Reader {
        transaction,
        names: Names::default(),
        recordings: Recordings::default(),
        least: query.least_status,
        moment,
        wanted,
    };
    Ok(Resolved { reader, slots, units })
}

async fn read(
    backend: &dyn Backend,
    query: &Query,
    moment: Timestamp,
    wanted: Wanted,
) -> Result<Vec<Recorded>> {
    let Resolved { mut reader, slots, units } = resolve(backend, query, moment, wanted).await?;
    let places: HashMap<i64, (usize, &Slot)> =
        slots.iter().enumerate().map(|(place, (slot, number))| (*number, (place, slot))).collect();
    let mut recorded = Vec::new();
    for chunk in slots.chunks(SLOTS) {
        let numbers: Vec<i64> = chunk.iter().map(|(_, number)| *number).collect();
        let picked = reader.pick(&numbers, units.as_deref()).await?;
        recorded.extend(reader.finish(picked, &places).await?);
    }
    Ok(recorded)
}

/// The figures that hold at a moment.
pub(crate) async fn as_of(backend: &dyn Backend, query: &Query, moment: Timestamp) -> Result<Vec<Recorded>> {
    read(backend, query, moment, Wanted::Holding).await
}

/// Every version recorded by a moment.
pub(crate) async fn history(
    backend: &dyn Backend,
    query: &Query,
    moment: Timestamp,
) -> Result<Vec<Recorded>> {
    read(backend, query, moment, Wanted::All).await
}

/// How many figures hold at a moment.
pub(crate) async fn count(backend: &dyn Backend, query: &Query, moment: Timestamp) -> Result<u64> {
    let Resolved { mut reader, slots, units } = resolve(backend, query, moment, Wanted::Holding).await?;
    let mut count = 0;
    for chunk in slots.chunks(SLOTS) {
        let numbers: Vec<i64> = chunk.iter().map(|(_, number)| *number).collect();
        count += reader.pick(&numbers, units.as_deref()).await?.len() as u64;
    }
    Ok(count)
}

/// All versions of one figure in the order they were recorded; none if it lies outside the scope.
pub(crate) async fn versions(
    backend: &dyn Backend,
    scope: &Scope,
    key: &FigureKey<'_>,
) -> Result<Vec<Recorded>> {
    if !scope.contains(key.unit) {
        return Ok(Vec::new());
    }
    let only = Scope::units([key.unit.to_owned()]);
    let query = Query::new(&only).indicators([key.indicator]).periods([key.period]);
    let mut recorded = history(backend, &query, Timestamp::MAX).await?;
    recorded
        .retain(|found| found.observation.scenario == key.scenario && found.observation.series == key.series);
    Ok(recorded)
}

/// Is anything recorded at all?
pub(crate) async fn is_empty(backend: &dyn Backend) -> Result<bool> {
    let rows = backend.read().await?.fetch(Cow::Borrowed("select 1 from batch limit 1"), values![]).await?;
    Ok(rows.len() == 0)
}
