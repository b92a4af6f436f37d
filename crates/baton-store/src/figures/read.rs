//! Reading figures as of a moment, within a scope.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
/// More units than this are picked from all that were read.
const MANY: usize = 2000;
/// No slot and no unit has this number. It is looked for where nothing is left to look for, so that what is hidden takes as many
/// statements as what is not there.
const NOWHERE: i64 = -1;

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

/// All versions in some slots, of some units (in order) or of all, ordered by slot, unit and version.
pub(crate) async fn in_slots(
    transaction: &mut dyn Transaction,
    slots: &[i64],
    units: Option<&[i64]>,
) -> Result<Vec<Stored>> {
    if let Some(units) = units.filter(|units| units.len() > MANY) {
        let mut found = Box::pin(in_slots(transaction, slots, None)).await?;
        found.retain(|version| units.binary_search(&version.unit).is_ok());
        return Ok(found);
    }
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
            .map(|(version, before)| {
                recorded(version, *before, (&self.names, slots[&version.slot].1), &self.recordings)
            })
            .collect()
    }
}

/// A stored version with its names, and the version that held before it.
pub(crate) fn recorded(
    version: &Stored,
    before: Option<i64>,
    (names, slot): (&Names, &Slot),
    recordings: &Recordings,
) -> Result<Recorded> {
    let recording = recordings.get(version.recording)?;
    let number = |version: i64| u32::try_from(version).unwrap_or(u32::MAX);
    Ok(Recorded {
        observation: Observation {
            unit: names.unit(version.unit)?.to_owned(),
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

/// What is left of a query once its names are numbers.
struct Resolved {
    reader: Reader,
    /// The slots that are seen of any unit, in the order they are read.
    slots: Vec<(Slot, i64)>,
    parts: Vec<Part>,
}

/// Slots that are seen of the same units; all units if there is no list.
struct Part {
    slots: Vec<i64>,
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
    if let Some(batch) = query.touched_after {
        let touched = names::touched_after(&mut *transaction, batch).await?;
        slots.retain(|(_, number)| touched.contains(number));
    }
    slots.dedup();
    slots.retain(|(slot, _)| query.scope.patches_with(&slot.indicator).is_some());
    let asked = match &query.units {
        Some(codes) => Some(codes.iter().map(String::as_str).collect()),
        None => query.scope.limit(),
    };
    let units = match asked {
        None => None,
        Some(codes) => {
            let codes: Vec<&str> = codes.into_iter().collect();
            Some(names::find_units(&mut *transaction, &codes).await?)
        }
    };
    let parts = parts(&query.scope, &slots, units.as_ref());
    let reader = Reader {
        transaction,
        names: Names::default(),
        recordings: Recordings::default(),
        least: query.least_status,
        moment,
        wanted,
    };
    Ok(Resolved { reader, slots, parts })
}

/// The slots in their order, cut where the units change they are seen of, and where there would be too many.
fn parts(scope: &Scope, slots: &[(Slot, i64)], units: Option<&HashMap<String, i64>>) -> Vec<Part> {
    let of = |places: &[usize]| {
        let mut seen: Vec<i64> = Vec::new();
        for code in units?.keys().collect::<BTreeSet<_>>() {
            if scope.in_patches(places, code) {
                seen.extend(units?.get(code));
            }
        }
        seen.sort_unstable();
        if seen.is_empty() { Some(vec![NOWHERE]) } else { Some(seen) }
    };
    let mut known: BTreeMap<Vec<usize>, Option<Vec<i64>>> = BTreeMap::new();
    let mut parts = Vec::new();
    for same in slots.chunk_by(|(a, _), (b, _)| a.indicator == b.indicator) {
        let places = scope.patches_with(&same[0].0.indicator).unwrap_or_default();
        known.entry(places.clone()).or_insert_with(|| of(&places));
    }
    let places = |slot: &(Slot, i64)| scope.patches_with(&slot.0.indicator);
    for same in slots.chunk_by(|a, b| a.0.indicator == b.0.indicator || places(a) == places(b)) {
        let units = places(&same[0]).and_then(|places| known.get(&places)).cloned().flatten();
        for chunk in same.chunks(SLOTS) {
            parts.push(Part {
                slots: chunk.iter().map(|(_, number)| *number).collect(),
                units: units.clone(),
            });
        }
    }
    if parts.is_empty() {
        parts.push(Part { slots: vec![NOWHERE], units: Some(vec![NOWHERE]) });
    }
    parts
}

async fn read(
    backend: &dyn Backend,
    query: &Query,
    moment: Timestamp,
    wanted: Wanted,
) -> Result<Vec<Recorded>> {
    let Resolved { mut reader, slots, parts } = resolve(backend, query, moment, wanted).await?;
    let places: HashMap<i64, (usize, &Slot)> =
        slots.iter().enumerate().map(|(place, (slot, number))| (*number, (place, slot))).collect();
    let mut recorded = Vec::new();
    for part in parts {
        let picked = reader.pick(&part.slots, part.units.as_deref()).await?;
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
    let Resolved { mut reader, parts, .. } = resolve(backend, query, moment, Wanted::Holding).await?;
    let mut count = 0;
    for part in parts {
        count += reader.pick(&part.slots, part.units.as_deref()).await?.len() as u64;
    }
    Ok(count)
}

/// All versions of one figure in the order they were recorded; none if it lies outside the scope.
pub(crate) async fn versions(
    backend: &dyn Backend,
    scope: &Scope,
    key: &FigureKey<'_>,
) -> Result<Vec<Recorded>> {
    let query = Query::new(scope).units([key.unit]).indicators([key.indicator]).periods([key.period]);
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
