//! Appending figures: all of them or none. What is recorded with the same value and status adds nothing.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use baton_model::{Message, Observation, Origin, Status};
use jiff::Timestamp;

use crate::connection::{Backend, Transaction, lists};
use crate::error::{Error, Result};
use crate::figures::names::{self, Names, Slot};
use crate::figures::recording::{Recording, Recordings, Source};
use crate::figures::seal::Header;
use crate::figures::write::{self, NewRows, NewVersion};
use crate::figures::{BatchId, NewBatch, Receipt};
use crate::messages;
use crate::time;

/// Appends figures as a batch.
pub(crate) async fn append(
    backend: &dyn Backend,
    observations: &[Observation],
    batch: &NewBatch,
) -> Result<Receipt> {
    observations.iter().try_for_each(judge)?;
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let mut placed = place(transaction_ref, observations).await?;
    let recorded = recorded(transaction_ref, &placed).await?;
    let mut recordings = Recordings::default();
    recordings.learn(transaction_ref, recorded.iter().map(|version| version.recording)).await?;
    let id = names::next_number(transaction_ref, "select max(id) from batch").await?;
    let mut sorter = Sorter::new(observations, batch, id);
    sorter.sort(&mut placed.entries, &recorded, &recordings)?;
    let header = Header {
        id,
        kind: "import",
        title: batch.title.clone(),
        reason: batch.reason.clone(),
        recorded_at: time::to_text(batch.stamp.at)?,
        recorded_by: batch.stamp.by.clone(),
        recorded_from: batch.stamp.from.clone(),
        withdraws: None,
        same: sorter.same,
    };
    let rows = sorter.rows;
    write::batch(transaction_ref, &header, &batch.files, &rows, &placed.names, &batch.stamp).await?;
    transaction.commit().await?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(Receipt {
        batch: BatchId(id),
        new: count(rows.added),
        same: count(header.same),
        changed: count(rows.changed),
    })
}

fn about(def: &'static baton_model::MessageDef, observation: &Observation) -> Error {
    Error::Refused(
        Message::new(def)
            .with("unit", &observation.unit)
            .with("indicator", &observation.indicator)
            .with("period", observation.period.to_string()),
    )
}

fn judge(observation: &Observation) -> Result<()> {
    if observation.unit.is_empty() || observation.indicator.is_empty() {
        return Err(Error::refused(&messages::BLANK_CODE));
    }
    if observation.value.is_some_and(|value| !value.is_finite()) {
        return Err(about(&messages::NOT_A_NUMBER, observation));
    }
    if observation.recorded_at < YEAR_ZERO {
        time::to_text(observation.recorded_at)?;
    }
    Ok(())
}

const YEAR_ZERO: Timestamp = Timestamp::constant(-62_167_219_200, 0);

/// A figure handed in, with its numbers.
#[derive(Clone, Copy)]
struct Entry {
    slot: i64,
    unit: i64,
    at: usize,
}

/// The figures handed in, ordered by slot, unit, moment and place, with the names they need.
struct Placed {
    entries: Vec<Entry>,
    names: Names,
    /// Slots from this number on are new: nothing is recorded in them.
    first_new_slot: i64,
}

async fn place(transaction: &mut dyn Transaction, observations: &[Observation]) -> Result<Placed> {
    let codes: BTreeSet<&str> = {
        let mut last = "";
        let fresh = observations.iter().map(|observation| observation.unit.as_str());
        fresh.filter(|code| std::mem::replace(&mut last, code) != *code).collect()
    };
    let codes: Vec<&str> = codes.into_iter().collect();
    let units = names::number_units(transaction, &codes).await?;
    let (slots, first_new_slot) = number_slots(transaction, observations).await?;
    let mut names = Names::default();
    let mut entries = Vec::with_capacity(observations.len());
    let mut last: Option<(&Observation, i64)> = None;
    for (at, observation) in observations.iter().enumerate() {
        let slot = match last {
            Some((before, slot)) if same_slot(before, observation) => slot,
            _ => slots[&slot_of(observation)],
        };
        last = Some((observation, slot));
        entries.push(Entry { slot, unit: units[&observation.unit], at });
    }
    entries
        .sort_unstable_by_key(|entry| (entry.slot, entry.unit, observations[entry.at].recorded_at, entry.at));
    for code in codes {
        names.units.insert(units[code], code.to_owned());
    }
    for pair in entries.chunk_by(|a, b| a.slot == b.slot) {
        names.slots.insert(pair[0].slot, slot_of(&observations[pair[0].at]));
    }
    Ok(Placed { entries, names, first_new_slot })
}

fn slot_of(observation: &Observation) -> Slot {
    Slot {
        indicator: observation.indicator.clone(),
        period: observation.period,
        scenario: observation.scenario,
        series: observation.series.clone(),
    }
}

fn same_slot(a: &Observation, b: &Observation) -> bool {
    a.period == b.period && a.scenario == b.scenario && a.indicator == b.indicator && a.series == b.series
}

async fn number_slots(
    transaction: &mut dyn Transaction,
    observations: &[Observation],
) -> Result<(HashMap<Slot, i64>, i64)> {
    let mut wanted: BTreeSet<Slot> = BTreeSet::new();
    let mut last: Option<&Observation> = None;
    for observation in observations {
        if !last.is_some_and(|before| same_slot(before, observation)) {
            wanted.insert(slot_of(observation));
        }
        last = Some(observation);
    }
    let indicators: BTreeSet<String> = wanted.iter().map(|slot| slot.indicator.clone()).collect();
    let mut numbers: HashMap<Slot, i64> =
        names::slots(transaction, Some(&indicators)).await?.into_iter().collect();
    let fresh: BTreeSet<Slot> = wanted.into_iter().filter(|slot| !numbers.contains_key(slot)).collect();
    let first = names::add_slots(transaction, &fresh).await?;
    numbers.extend(fresh.into_iter().zip(first..));
    Ok((numbers, first))
}

/// A version already in the database.
struct Present {
    slot: i64,
    unit: i64,
    version: i64,
    value: Option<f64>,
    recording: i64,
}

/// Everything recorded for the figures handed in, ordered as they are.
async fn recorded(transaction: &mut dyn Transaction, placed: &Placed) -> Result<Vec<Present>> {
    let old = placed.entries.iter().take_while(|entry| entry.slot < placed.first_new_slot);
    let mut keys: Vec<(i64, i64)> = old.map(|entry| (entry.slot, entry.unit)).collect();
    keys.dedup();
    let mut found = Vec::new();
    for chunk in keys.chunks(KEYS) {
        let flat: Vec<i64> = chunk.iter().flat_map(|(slot, unit)| [*slot, *unit]).collect();
        let Some(mut list) = lists(&flat, flat.len()).next() else { continue };
        while list.len() < KEYS * 2 && chunk.len() > 1 {
            list.extend_from_within(list.len() - 2..);
        }
        for row in transaction.fetch(Cow::Owned(present_sql(list.len() / 2)), list).await?.iter() {
            found.push(Present {
                slot: row.int(0)?,
                unit: row.int(1)?,
                version: row.int(2)?,
                value: row.real(3)?,
                recording: row.int(4)?,
            });
        }
    }
    found.sort_unstable_by_key(|version| (version.slot, version.unit, version.version));
    found.dedup_by_key(|version| (version.slot, version.unit, version.version));
    Ok(found)
}

const KEYS: usize = 100;

fn present_sql(keys: usize) -> String {
    let mut wanted = String::from("(cast($1 as bigint), cast($2 as bigint))");
    for key in 1..keys {
        wanted.push_str(&format!(", (${}, ${})", key * 2 + 1, key * 2 + 2));
    }
    format!(
        "with wanted (slot, unit) as (values {wanted}) \
         select o.slot, o.unit, o.version, o.value, o.recording \
         from wanted w join observation o on o.slot = w.slot and o.unit = w.unit"
    )
}

/// Sorts figures into new, same and changed.
struct Sorter<'a> {
    observations: &'a [Observation],
    batch: &'a NewBatch,
    id: i64,
    places: HashMap<Key<'a>, usize>,
    last: Option<(&'a Observation, Option<&'a str>, usize)>,
    rows: NewRows,
    same: i64,
}

type Key<'a> = (Timestamp, &'a str, Option<&'a str>, &'static str, &'static str, &'a str, Option<&'a str>);

/// A version of the figure at hand.
#[derive(Clone, Copy)]
struct Held {
    recorded_at: Timestamp,
    version: i64,
    value: Option<f64>,
    status: Status,
}

impl<'a> Sorter<'a> {
    fn new(observations: &'a [Observation], batch: &'a NewBatch, id: i64) -> Self {
        Self {
            observations,
            batch,
            id,
            places: HashMap::new(),
            last: None,
            rows: NewRows::default(),
            same: 0,
        }
    }

    fn sort(&mut self, entries: &mut [Entry], recorded: &[Present], recordings: &Recordings) -> Result<()> {
        self.rows.versions.reserve(entries.len().saturating_sub(recorded.len()));
        let mut recorded = recorded.iter().peekable();
        let mut held: Vec<Held> = Vec::new();
        for same_figure in entries.chunk_by(|a, b| (a.slot, a.unit) == (b.slot, b.unit)) {
            held.clear();
            let key = (same_figure[0].slot, same_figure[0].unit);
            while let Some(version) = recorded.next_if(|version| (version.slot, version.unit) <= key) {
                let recording = recordings.get(version.recording)?;
                held.push(Held {
                    recorded_at: recording.recorded_at,
                    version: version.version,
                    value: version.value,
                    status: recording.status,
                });
            }
            for entry in same_figure {
                self.take(*entry, &mut held)?;
            }
        }
        Ok(())
    }

    /// Compares a figure with the version that held when it was recorded.
    fn take(&mut self, entry: Entry, held: &mut Vec<Held>) -> Result<()> {
        let observation = &self.observations[entry.at];
        // −0 is 0: a database keeps no difference.
        let value = observation.value.map(|value| value + 0.0);
        let now = held
            .iter()
            .filter(|version| version.recorded_at <= observation.recorded_at)
            .max_by_key(|version| (version.recorded_at, version.version));
        let before = now.and_then(|now| now.value);
        match now {
            Some(now) if now.value == value && (now.status == observation.status || value.is_none()) => {
                self.same += 1;
                return Ok(());
            }
            None if value.is_none() => {
                self.same += 1;
                return Ok(());
            }
            _ => {}
        }
        let is_change = before.is_some();
        let mut reason = observation.reason.as_deref();
        if is_change {
            self.rows.changed += 1;
            reason = reason.or(self.batch.reason.as_deref());
            if reason.is_none_or(|reason| reason.trim().is_empty()) && before != value {
                return Err(about(&messages::REASON_MISSING, observation));
            }
        } else {
            self.rows.added += 1;
        }
        let version = held.iter().map(|version| version.version).max().unwrap_or(0) + 1;
        held.push(Held { recorded_at: observation.recorded_at, version, value, status: observation.status });
        let recording = self.recording(observation, reason);
        let cell = match &observation.origin {
            Origin::Cell { cell, .. } => Some((cell.row, cell.column)),
            _ => None,
        };
        self.rows.versions.push(NewVersion {
            slot: entry.slot,
            unit: entry.unit,
            version,
            value,
            recording,
            cell,
        });
        Ok(())
    }

    fn recording(&mut self, observation: &'a Observation, reason: Option<&'a str>) -> usize {
        if let Some((before, before_reason, place)) = self.last
            && before.recorded_at == observation.recorded_at
            && before.recorded_by == observation.recorded_by
            && before.status == observation.status
            && before_reason == reason
            && self.rows.recordings[place].source.is_of(&observation.origin)
        {
            return place;
        }
        let by = match observation.recorded_by.as_str() {
            "" => self.batch.stamp.by.as_str(),
            by => by,
        };
        let (kind, name, sheet) = origin(&observation.origin);
        let key = (observation.recorded_at, by, reason, observation.status.word(), kind, name, sheet);
        let next = self.places.len();
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.rows.recordings.push(Recording {
                batch: self.id,
                of_batch: self.id,
                recorded_at: observation.recorded_at,
                recorded_by: by.to_owned(),
                reason: reason.map(str::to_owned),
                status: observation.status,
                source: Source::of(&observation.origin).0,
            });
        }
        self.last = Some((observation, reason, place));
        place
    }
}

fn origin(origin: &Origin) -> (&'static str, &str, Option<&str>) {
    match origin {
        Origin::Cell { file, sheet, .. } => ("file", file, sheet.as_deref()),
        Origin::Person(name) => ("person", name, None),
        Origin::Computed(how) => ("computed", how, None),
    }
}
