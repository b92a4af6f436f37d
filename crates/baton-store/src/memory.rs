//! What an account wants remembered (记忆): mappings of imports, saved views. It decides nothing.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::access::sign_in::note;
use crate::connection::{Backend, Row, values};
use crate::error::Result;
use crate::figures::Stamp;
use crate::time;

/// Something remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Its name.
    pub name: String,
    /// What it is, JSON.
    pub content: String,
    /// Since when.
    pub at: Timestamp,
}

fn read(row: Row<'_>) -> Result<Remembered> {
    Ok(Remembered {
        name: row.text(0)?.to_owned(),
        content: row.text(1)?.to_owned(),
        at: time::from_text(row.text(2)?)?,
    })
}

/// What an account has of a kind, by name.
pub(crate) async fn list(backend: &dyn Backend, account: &str, kind: &str) -> Result<Vec<Remembered>> {
    let sql = "select name, content, recorded_at from memory where account = $1 and kind = $2 order by name";
    backend.read().await?.fetch(Cow::Borrowed(sql), values![account, kind]).await?.iter().map(read).collect()
}

/// Remembers something, in place of what had the name.
pub(crate) async fn save(
    backend: &dyn Backend,
    (account, kind, name): (&str, &str, &str),
    content: &str,
    stamp: &Stamp,
) -> Result<()> {
    let mut transaction = backend.write().await?;
    let row = values![account, kind, name, content, time::to_text(stamp.at)?];
    let sql =
        "update memory set content = $4, recorded_at = $5 where account = $1 and kind = $2 and name = $3";
    if transaction.execute(Cow::Borrowed(sql), row.clone()).await? == 0 {
        let sql =
            "insert into memory (account, kind, name, content, recorded_at) values ($1, $2, $3, $4, $5)";
        transaction.execute(Cow::Borrowed(sql), row).await?;
    }
    note(&mut *transaction, "remember", &format!("{kind} {name}"), "", stamp).await?;
    transaction.commit().await
}

/// Forgets something. Not if there is none.
pub(crate) async fn forget(
    backend: &dyn Backend,
    (account, kind, name): (&str, &str, &str),
    stamp: &Stamp,
) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let sql = "delete from memory where account = $1 and kind = $2 and name = $3";
    if transaction.execute(Cow::Borrowed(sql), values![account, kind, name]).await? == 0 {
        return Ok(false);
    }
    note(&mut *transaction, "forget", &format!("{kind} {name}"), "", stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

crate::store::operations! {
    /// What an account wants remembered of a kind, by name.
    fn remembered(account: &str, kind: &str) -> Vec<Remembered> { |backend| list(backend, account, kind) }

    /// Remembers something (account, kind, name), in place of what had the name.
    fn remember(place: (&str, &str, &str), content: &str, stamp: &Stamp) -> () {
        |backend| save(backend, place, content, stamp)
    }

    /// Forgets something (account, kind, name). Not if there is none.
    fn forget(place: (&str, &str, &str), stamp: &Stamp) -> bool { |backend| forget(backend, place, stamp) }
}
