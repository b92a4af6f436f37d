//! What there is of a store (状况): for the page on which a system administrator looks whether all is well.

use std::borrow::Cow;

use crate::connection::{Backend, Transaction};
use crate::error::{Error, Result};
use crate::migrate;

/// What there is of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The database: `SQLite` or `PostgreSQL`.
    pub kind: &'static str,
    /// Where it is; without a password.
    pub place: String,
    /// Number of its structure.
    pub structure: i64,
    /// Its size in bytes.
    pub bytes: u64,
    /// Recorded versions of figures.
    pub figures: u64,
    /// Kept runs.
    pub runs: u64,
}

/// Batches know how many versions they added: counting the versions themselves would read all of them.
const FIGURES: &str = "select cast(coalesce(sum(added + changed), 0) as bigint) from batch";

async fn number(transaction: &mut dyn Transaction, sql: &'static str) -> Result<u64> {
    let rows = transaction.fetch(Cow::Borrowed(sql), Vec::new()).await?;
    let row = rows.first().ok_or_else(|| Error::Internal("a count without a row".to_owned()))?;
    Ok(u64::try_from(row.int(0)?).unwrap_or(0))
}

/// What there is. The counts are of one moment.
pub(crate) async fn read(backend: &dyn Backend) -> Result<Condition> {
    let mut transaction = backend.read().await?;
    Ok(Condition {
        kind: backend.kind(),
        place: backend.place().to_owned(),
        // Opening a store brings it there.
        structure: migrate::NEWEST,
        bytes: number(&mut *transaction, backend.size()).await?,
        figures: number(&mut *transaction, FIGURES).await?,
        runs: number(&mut *transaction, "select count(*) from run").await?,
    })
}

crate::store::operations! {
    /// What there is of it: place, size, counts.
    fn condition() -> Condition { |backend| read(backend) }
}
