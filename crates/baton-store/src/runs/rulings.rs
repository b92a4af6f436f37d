//! Rulings (裁定): added to a run, never changed.

use std::borrow::Cow;

use crate::audit::{self, Entry};
use crate::connection::{Backend, Row, Transaction, values};
use crate::digest::Fields;
use crate::error::{Error, Result};
use crate::figures::Stamp;
use crate::messages;
use crate::runs::{Ruling, RulingEffect, save};
use crate::scope::Scope;
use crate::time;

/// Adds a ruling and gives its number inside the run.
pub(crate) async fn add(backend: &dyn Backend, run: &str, ruling: &Ruling) -> Result<u32> {
    let mut transaction = backend.write().await?;
    let number = add_in(&mut *transaction, run, ruling).await?;
    transaction.commit().await?;
    Ok(number)
}

/// The same in the caller's transaction.
pub(crate) async fn add_in(transaction: &mut dyn Transaction, run: &str, ruling: &Ruling) -> Result<u32> {
    judge(ruling)?;
    save::head_in(transaction, run).await?;
    let sql = "select max(number) from ruling where run = $1";
    let rows = transaction.fetch(Cow::Borrowed(sql), values![run]).await?;
    let number = rows.first().map_or(Ok(None), |row| row.maybe_int(0))?.unwrap_or(0) + 1;
    let (effect, points) = columns(ruling.effect);
    let sql = "insert into ruling (run, number, unit, node, effect, points, basis, approver, recorded_at, recorded_by, \
               recorded_from) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let row = values![
        run,
        number,
        ruling.unit.as_str(),
        ruling.node.as_str(),
        effect,
        points,
        ruling.basis.as_str(),
        ruling.approver.as_str(),
        time::to_text(ruling.stamp.at)?,
        ruling.stamp.by.as_str(),
        ruling.stamp.from.as_str(),
    ];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    let entry = Entry {
        action: "ruling",
        subject: subject(run, number),
        unit: Some(ruling.unit.clone()),
        before: None,
        after: Some(digest(run, number, ruling)?),
        detail: format!("{} {effect}: {}", ruling.node, ruling.basis),
    };
    audit::record(transaction, &ruling.stamp, entry).await?;
    Ok(u32::try_from(number).unwrap_or(u32::MAX))
}

fn judge(ruling: &Ruling) -> Result<()> {
    let texts = [&ruling.unit, &ruling.node, &ruling.basis, &ruling.approver];
    if texts.iter().any(|text| text.trim().is_empty()) {
        return Err(Error::refused(&messages::RULING_INCOMPLETE));
    }
    match ruling.effect {
        RulingEffect::Points(points) if !points.is_finite() => Err(Error::refused(&messages::RULING_POINTS)),
        _ => Ok(()),
    }
}

fn columns(effect: RulingEffect) -> (&'static str, Option<f64>) {
    match effect {
        RulingEffect::Points(points) => ("points", Some(points + 0.0)),
        RulingEffect::Exclusion => ("exclusion", None),
    }
}

/// What the audit chain calls a ruling.
pub(crate) fn subject(run: &str, number: i64) -> String {
    format!("ruling {number} on run {run}")
}

/// The digest the audit chain keeps of a ruling.
pub(crate) fn digest(run: &str, number: i64, ruling: &Ruling) -> Result<String> {
    let (effect, points) = columns(ruling.effect);
    let mut fields = Fields::new();
    fields.text(run).int(number).text(&ruling.unit).text(&ruling.node).text(effect).real(points);
    fields.text(&ruling.basis).text(&ruling.approver).text(&time::to_text(ruling.stamp.at)?);
    fields.text(&ruling.stamp.by).text(&ruling.stamp.from);
    Ok(fields.finish())
}

fn read(row: Row<'_>) -> Result<(String, i64, Ruling)> {
    let effect = match (row.text(4)?, row.real(5)?) {
        ("points", Some(points)) => RulingEffect::Points(points),
        ("exclusion", None) => RulingEffect::Exclusion,
        _ => return Err(Error::Internal("a ruling with an odd effect".to_owned())),
    };
    let stamp = Stamp::new(time::from_text(row.text(8)?)?, row.text(9)?, row.text(10)?);
    let ruling = Ruling {
        unit: row.text(2)?.to_owned(),
        node: row.text(3)?.to_owned(),
        effect,
        basis: row.text(6)?.to_owned(),
        approver: row.text(7)?.to_owned(),
        stamp,
    };
    Ok((row.text(0)?.to_owned(), row.int(1)?, ruling))
}

const SELECT: &str = "select run, number, unit, node, effect, points, basis, approver, recorded_at, recorded_by, recorded_from \
                      from ruling";

/// All rulings with their runs and numbers.
pub(crate) async fn all(transaction: &mut dyn Transaction) -> Result<Vec<(String, i64, Ruling)>> {
    let sql = format!("{SELECT} order by run, number");
    transaction.fetch(Cow::Owned(sql), Vec::new()).await?.iter().map(read).collect()
}

/// The rulings of a run, in order; those on units outside the scope do not exist.
pub(crate) async fn list(backend: &dyn Backend, scope: &Scope, run: &str) -> Result<Vec<Ruling>> {
    save::head(backend, scope, run).await?;
    let sql = format!("{SELECT} where run = $1 order by number");
    let rows = backend.read().await?.fetch(Cow::Owned(sql), values![run]).await?;
    let mut rulings = Vec::new();
    for row in rows.iter() {
        let (_, _, ruling) = read(row)?;
        if scope.contains(&ruling.unit) {
            rulings.push(ruling);
        }
    }
    Ok(rulings)
}
