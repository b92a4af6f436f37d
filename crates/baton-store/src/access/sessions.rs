//! Sessions (会话): only the digest of a session's token is kept.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;

use super::accounts::{self, Account};
use super::grants::{self, AccessGrant};
use super::{maybe_moment, sign_in};
use crate::connection::{Backend, Row, Transaction, Value, values};
use crate::error::Result;
use crate::figures::Stamp;
use crate::time;

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its short name in lists; nobody can come in with it.
    pub id: String,
    /// The account.
    pub account: String,
    /// The program that asked, as it called itself.
    pub agent: String,
    /// When it began.
    pub started_at: Timestamp,
    /// From where.
    pub started_from: String,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// When it was ended, by signing out or by someone else.
    pub ended_at: Option<Timestamp>,
}

/// Who comes with a session or a token: the account, and what it is granted now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<T> {
    /// The session or the token.
    pub by: T,
    /// The account.
    pub account: Account,
    /// What it is granted now.
    pub grants: Vec<AccessGrant>,
}

const COLUMNS: &str = "s.id, s.account, s.agent, s.started_at, s.started_from, s.seen_at, s.ended_at";
const WIDTH: usize = 7;

fn read(row: Row<'_>, first: usize) -> Result<Session> {
    Ok(Session {
        id: row.text(first)?.to_owned(),
        account: row.text(first + 1)?.to_owned(),
        agent: row.text(first + 2)?.to_owned(),
        started_at: time::from_text(row.text(first + 3)?)?,
        started_from: row.text(first + 4)?.to_owned(),
        seen_at: time::from_text(row.text(first + 5)?)?,
        ended_at: maybe_moment(row, first + 6)?,
    })
}

/// The session of a token's digest, ended or not, with its account and grants: whether it still counts is the caller's rule.
pub(crate) async fn find(backend: &dyn Backend, digest: &str) -> Result<Option<Known<Session>>> {
    let mut transaction = backend.read().await?;
    let columns = accounts::columns();
    let sql = format!(
        "select {columns}, {COLUMNS} from session s join account a on a.code = s.account where s.digest = $1"
    );
    let rows = transaction.fetch(Cow::Owned(sql), values![digest]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let (account, by) = (accounts::read(row)?, read(row, accounts::WIDTH)?);
    let grants = grants::of_account(&mut *transaction, &account.code).await?;
    Ok(Some(Known { by, account, grants }))
}

/// Notes when a session was last used; no audit record.
pub(crate) async fn touch(backend: &dyn Backend, digest: &str, now: Timestamp) -> Result<()> {
    let mut transaction = backend.write().await?;
    let sql = "update session set seen_at = $2 where digest = $1 and ended_at is null and seen_at < $2";
    transaction.execute(Cow::Borrowed(sql), values![digest, time::to_text(now)?]).await?;
    transaction.commit().await
}

/// Sessions that were not ended and were used since a moment, of an account or of all, the latest first.
pub(crate) async fn list(
    backend: &dyn Backend,
    account: Option<&str>,
    since: Timestamp,
) -> Result<Vec<Session>> {
    let mut values = values![time::to_text(since)?];
    let of = if account.is_some() { "and s.account = $2" } else { "" };
    values.extend(account.map(Value::from));
    let sql = format!(
        "select {COLUMNS} from session s where s.ended_at is null and s.seen_at >= $1 {of} \
         order by s.seen_at desc, s.id"
    );
    let rows = backend.read().await?.fetch(Cow::Owned(sql), values).await?;
    debug_assert!(rows.len() == 0 || rows.width == WIDTH);
    rows.iter().map(|row| read(row, 0)).collect()
}

/// When each account last used a session of its own, ended or not.
pub(crate) async fn last_seen(backend: &dyn Backend) -> Result<BTreeMap<String, Timestamp>> {
    let sql = "select account, max(seen_at) from session group by account";
    let rows = backend.read().await?.fetch(Cow::Borrowed(sql), Vec::new()).await?;
    rows.iter().map(|row| Ok((row.text(0)?.to_owned(), time::from_text(row.text(1)?)?))).collect()
}

/// Ends a session, of an account or of anybody. Not if there is none that goes on.
pub(crate) async fn end(
    backend: &dyn Backend,
    id: &str,
    account: Option<&str>,
    stamp: &Stamp,
) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let sql = "select account from session where id = $1 and ended_at is null";
    let rows = transaction_ref.fetch(Cow::Borrowed(sql), values![id]).await?;
    let owner = rows.first().map(|row| row.text(0).map(str::to_owned)).transpose()?;
    let Some(owner) = owner.filter(|owner| account.is_none_or(|account| account == owner)) else {
        return Ok(false);
    };
    let sql = "update session set ended_at = $2 where id = $1 and ended_at is null";
    transaction_ref.execute(Cow::Borrowed(sql), values![id, time::to_text(stamp.at)?]).await?;
    let subject = accounts::subject(&owner);
    sign_in::note(transaction_ref, "end_session", &subject, &format!("session {id}"), stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Ends all sessions of an account but one. What ends them has an audit record of its own.
pub(crate) async fn end_all(
    transaction: &mut dyn Transaction,
    account: &str,
    keep: Option<&str>,
    stamp: &Stamp,
) -> Result<()> {
    let sql = "update session set ended_at = $2 where account = $1 and ended_at is null and id <> $3";
    let row = values![account, time::to_text(stamp.at)?, keep.unwrap_or("")];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    Ok(())
}

crate::store::operations! {
    /// The session of a token's digest, ended or not, with its account and grants.
    fn session(digest: &str) -> Option<Known<Session>> { |backend| find(backend, digest) }

    /// Notes when a session was last used.
    fn touch_session(digest: &str, now: Timestamp) -> () { |backend| touch(backend, digest, now) }

    /// Sessions that were not ended and were used since a moment, of an account or of all, the latest first.
    fn sessions(account: Option<&str>, since: Timestamp) -> Vec<Session> {
        |backend| list(backend, account, since)
    }

    /// When each account last used a session of its own, ended or not.
    fn last_seen() -> BTreeMap<String, Timestamp> { |backend| last_seen(backend) }

    /// Ends a session, of an account or of anybody. Not if there is none that goes on.
    fn end_session(id: &str, account: Option<&str>, stamp: &Stamp) -> bool {
        |backend| end(backend, id, account, stamp)
    }
}
