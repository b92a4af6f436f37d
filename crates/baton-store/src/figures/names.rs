//! Numbers for names: units, and slots (one indicator for one period, scenario and series), so that a figure is a few numbers.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use baton_model::{Period, Scenario};

use crate::connection::{LIST, Row, Transaction, Value, lists, placeholders, values};
use crate::error::{Error, Result};
use crate::figures::BatchId;

/// More names than this are looked up by reading all.
const MANY: usize = 4000;

/// One indicator for one period, scenario and series. The order is that in which figures are read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Slot {
    pub(crate) indicator: String,
    pub(crate) period: Period,
    pub(crate) scenario: Scenario,
    pub(crate) series: String,
}

/// Slots and units by number, as far as they are needed.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) slots: HashMap<i64, Slot>,
    pub(crate) units: HashMap<i64, String>,
}

impl Names {
    pub(crate) fn slot(&self, number: i64) -> Result<&Slot> {
        self.slots.get(&number).ok_or_else(|| Error::Internal(format!("no slot {number}")))
    }

    pub(crate) fn unit(&self, number: i64) -> Result<&str> {
        let found = self.units.get(&number).map(String::as_str);
        found.ok_or_else(|| Error::Internal(format!("no unit {number}")))
    }

    /// Learns the codes of units.
    pub(crate) async fn learn_units(
        &mut self,
        transaction: &mut dyn Transaction,
        numbers: &[i64],
    ) -> Result<()> {
        let unknown: BTreeSet<i64> =
            numbers.iter().copied().filter(|number| !self.units.contains_key(number)).collect();
        let unknown: Vec<i64> = unknown.into_iter().collect();
        let mut take = |row: Row<'_>| -> Result<()> {
            self.units.insert(row.int(0)?, row.text(1)?.to_owned());
            Ok(())
        };
        if unknown.len() > MANY {
            let rows = transaction.fetch(Cow::Borrowed("select id, code from unit"), Vec::new()).await?;
            return rows.iter().try_for_each(take);
        }
        for list in lists(&unknown, LIST) {
            let sql = format!("select id, code from unit where id in ({})", placeholders(1, list.len()));
            transaction.fetch(Cow::Owned(sql), list).await?.iter().try_for_each(&mut take)?;
        }
        Ok(())
    }
}

/// Numbers of units by code; unknown ones are left out.
pub(crate) async fn find_units(
    transaction: &mut dyn Transaction,
    codes: &[&str],
) -> Result<HashMap<String, i64>> {
    let mut found = HashMap::new();
    let mut take = |row: Row<'_>| -> Result<()> {
        found.insert(row.text(1)?.to_owned(), row.int(0)?);
        Ok(())
    };
    if codes.len() > MANY {
        let rows = transaction.fetch(Cow::Borrowed("select id, code from unit"), Vec::new()).await?;
        rows.iter().try_for_each(take)?;
        let wanted: BTreeSet<&str> = codes.iter().copied().collect();
        found.retain(|code, _| wanted.contains(code.as_str()));
        return Ok(found);
    }
    for list in lists(codes, LIST) {
        let sql = format!("select id, code from unit where code in ({})", placeholders(1, list.len()));
        transaction.fetch(Cow::Owned(sql), list).await?.iter().try_for_each(&mut take)?;
    }
    Ok(found)
}

/// Numbers of units by code; unknown ones are given a number.
pub(crate) async fn number_units(
    transaction: &mut dyn Transaction,
    codes: &[&str],
) -> Result<HashMap<String, i64>> {
    let mut known = find_units(transaction, codes).await?;
    let fresh: BTreeSet<&str> = codes.iter().copied().filter(|code| !known.contains_key(*code)).collect();
    let mut rows: Vec<Value> = Vec::with_capacity(fresh.len() * 2);
    let first = next_number(transaction, "select max(id) from unit").await?;
    for (number, code) in (first..).zip(fresh) {
        known.insert(code.to_owned(), number);
        rows.extend(values![number, code]);
    }
    transaction.load("unit", &["id", "code"], rows).await?;
    Ok(known)
}

/// Slots with their numbers, of some indicators or of all, ordered as figures are read.
pub(crate) async fn slots(
    transaction: &mut dyn Transaction,
    indicators: Option<&BTreeSet<String>>,
) -> Result<Vec<(Slot, i64)>> {
    const SELECT: &str = "select id, indicator, period, scenario, series from slot";
    let mut found = Vec::new();
    match indicators {
        None => {
            let rows = transaction.fetch(Cow::Borrowed(SELECT), Vec::new()).await?;
            for row in rows.iter() {
                found.push(read_slot(row)?);
            }
        }
        Some(codes) => {
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            for list in lists(&codes, LIST) {
                let sql = format!("{SELECT} where indicator in ({})", placeholders(1, list.len()));
                for row in transaction.fetch(Cow::Owned(sql), list).await?.iter() {
                    found.push(read_slot(row)?);
                }
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// The slots that batches after one brought something to.
pub(crate) async fn touched_after(
    transaction: &mut dyn Transaction,
    batch: BatchId,
) -> Result<BTreeSet<i64>> {
    let sql = "select distinct slot from batch_slot where batch > $1";
    let rows = transaction.fetch(Cow::Borrowed(sql), values![batch.0]).await?;
    rows.iter().map(|row| row.int(0)).collect()
}

fn read_slot(row: Row<'_>) -> Result<(Slot, i64)> {
    let odd = || Error::Internal("a slot that makes no sense".to_owned());
    let slot = Slot {
        indicator: row.text(1)?.to_owned(),
        period: row.text(2)?.parse().map_err(|_| odd())?,
        scenario: Scenario::parse(row.text(3)?).ok_or_else(odd)?,
        series: row.text(4)?.to_owned(),
    };
    Ok((slot, row.int(0)?))
}

/// Gives numbers to slots, in their order, and says which number is the first.
pub(crate) async fn add_slots(transaction: &mut dyn Transaction, fresh: &BTreeSet<Slot>) -> Result<i64> {
    let first = next_number(transaction, "select max(id) from slot").await?;
    let mut rows: Vec<Value> = Vec::with_capacity(fresh.len() * 5);
    for (number, slot) in (first..).zip(fresh) {
        let period = slot.period.to_string();
        rows.extend(values![
            number,
            slot.indicator.as_str(),
            period,
            slot.scenario.word(),
            slot.series.as_str()
        ]);
    }
    transaction.load("slot", &["id", "indicator", "period", "scenario", "series"], rows).await?;
    Ok(first)
}

/// One more than the largest number there is.
pub(crate) async fn next_number(transaction: &mut dyn Transaction, sql: &'static str) -> Result<i64> {
    let rows = transaction.fetch(Cow::Borrowed(sql), Vec::new()).await?;
    let largest = rows.first().map_or(Ok(None), |row| row.maybe_int(0))?;
    Ok(largest.unwrap_or(0) + 1)
}
