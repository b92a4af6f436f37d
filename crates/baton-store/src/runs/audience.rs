//! To whom a run is published (公开范围): set with the publication, the latest holds.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::access::stamp_at;
use crate::audit::{self, Entry};
use crate::connection::{Backend, Row, Transaction, values};
use crate::digest::Fields;
use crate::error::{Error, Result};
use crate::figures::Stamp;
use crate::time;

/// Who sees all rows of ranks, totals and dimension points of a published run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Everybody sees the rows of the units in the own scope only.
    #[default]
    Own,
    /// Every account that may see published runs sees all rows. Figures and explanations stay within the scope.
    Everyone,
}

impl Audience {
    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Everyone => "everyone",
        }
    }

    /// Reads the word in the database.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Own, Self::Everyone].into_iter().find(|audience| audience.word() == word)
    }
}

const COLUMNS: &str = "run, number, audience, recorded_at, recorded_by, recorded_from";

struct Set {
    run: String,
    number: i64,
    audience: Audience,
    stamp: Stamp,
}

fn read(row: Row<'_>) -> Result<Set> {
    let odd = || Error::Internal("an odd audience".to_owned());
    Ok(Set {
        run: row.text(0)?.to_owned(),
        number: row.int(1)?,
        audience: Audience::parse(row.text(2)?).ok_or_else(odd)?,
        stamp: stamp_at(row, 3)?,
    })
}

async fn all(transaction: &mut dyn Transaction) -> Result<Vec<Set>> {
    let sql = format!("select {COLUMNS} from run_audience order by run, number");
    transaction.fetch(Cow::Owned(sql), Vec::new()).await?.iter().map(read).collect()
}

/// Sets the audience of a run in the caller's transaction, unless it is set so already.
pub(crate) async fn set(
    transaction: &mut dyn Transaction,
    run: &str,
    audience: Audience,
    stamp: &Stamp,
) -> Result<()> {
    let sql = format!("select {COLUMNS} from run_audience where run = $1 order by number desc limit 1");
    let last = transaction.fetch(Cow::Owned(sql), values![run]).await?.first().map(read).transpose()?;
    if last.as_ref().map(|last| last.audience).unwrap_or_default() == audience {
        return Ok(());
    }
    let set = Set {
        run: run.to_owned(),
        number: last.as_ref().map_or(0, |last| last.number) + 1,
        audience,
        stamp: stamp.clone(),
    };
    let sql = format!("insert into run_audience ({COLUMNS}) values ($1, $2, $3, $4, $5, $6)");
    let row = values![
        run,
        set.number,
        audience.word(),
        time::to_text(stamp.at)?,
        stamp.by.as_str(),
        stamp.from.as_str()
    ];
    transaction.execute(Cow::Owned(sql), row).await?;
    let entry = Entry {
        action: "set_audience",
        subject: subject(&set),
        unit: None,
        before: last.as_ref().map(seal).transpose()?,
        after: Some(seal(&set)?),
        detail: audience.word().to_owned(),
    };
    audit::record(transaction, stamp, entry).await
}

/// The audience of a run.
pub(crate) async fn of_run(backend: &dyn Backend, run: &str) -> Result<Audience> {
    let sql = format!("select {COLUMNS} from run_audience where run = $1 order by number desc limit 1");
    let rows = backend.read().await?.fetch(Cow::Owned(sql), values![run]).await?;
    Ok(rows.first().map(read).transpose()?.map(|set| set.audience).unwrap_or_default())
}

/// The audiences of all runs for which one was set.
pub(crate) async fn list(backend: &dyn Backend) -> Result<BTreeMap<String, Audience>> {
    let sets = all(&mut *backend.read().await?).await?;
    Ok(sets.into_iter().map(|set| (set.run, set.audience)).collect())
}

fn subject(set: &Set) -> String {
    format!("audience {} of run {}", set.number, set.run)
}

fn seal(set: &Set) -> Result<String> {
    let mut fields = Fields::new();
    fields.text(&set.run).int(set.number).text(set.audience.word());
    fields.text(&time::to_text(set.stamp.at)?).text(&set.stamp.by).text(&set.stamp.from);
    Ok(fields.finish())
}

/// What the audit chain calls each, and its digest as it stands in the database.
pub(crate) async fn seals(transaction: &mut dyn Transaction) -> Result<Vec<(&'static str, String, String)>> {
    let sets = all(transaction).await?;
    sets.iter().map(|set| Ok(("set_audience", subject(set), seal(set)?))).collect()
}

crate::store::operations! {
    /// Who sees all rows of a run.
    fn audience(run: &str) -> Audience { |backend| of_run(backend, run) }

    /// Who sees all rows, of every run for which it was ever set.
    fn audiences() -> BTreeMap<String, Audience> { |backend| list(backend) }
}
