//! Sessions (会话): only the digest of a session's token is kept.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;

use super::came_by::{Known, known_by, owner};
use super::{accounts, maybe_moment, sign_in};
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
    known_by(backend, ("session s", "s", COLUMNS), digest, read).await
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
    let Some(owner) = owner(transaction_ref, sql, id, account).await? else { return Ok(false) };
    let sql = "update session set ended_at = $2 where id = $1 and ended_at is null";
    transaction_ref.execute(Cow::Borrowed(sql), values![id, time::to_text(stamp.at)?]).await?;
    let subject = accounts::subject(&owner);
    sign_in::note(transaction_ref, "end_session", &subject, &format!("session {id}"), stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Forgets sessions that were over before a moment, whether ended or only not used since; of each account the one used last stays,
/// for the list that says when that was. What the audit chain says of them stays.
pub(crate) async fn forget(
    transaction: &mut dyn Transaction,
    before: Timestamp,
    stamp: &Stamp,
) -> Result<()> {
    let sql = "delete from session where coalesce(ended_at, seen_at) < $1 and seen_at < $1 and exists \
               (select 1 from session l where l.account = session.account and l.seen_at > session.seen_at)";
    let gone = transaction.execute(Cow::Borrowed(sql), values![time::to_text(before)?]).await?;
    if gone > 0 {
        let detail = format!("{gone} over before {}", time::to_text(before)?);
        sign_in::note(transaction, "forget_sessions", "sessions", &detail, stamp).await?;
    }
    Ok(())
}

/// Ends every session that goes on, in a database that was restored: who had signed in when the backup was made has not signed in
/// here. Gives how many, and how many tokens hold as they did then.
pub(crate) async fn end_restored(transaction: &mut dyn Transaction, stamp: &Stamp) -> Result<(u64, u64)> {
    let at = time::to_text(stamp.at)?;
    let sql = "update session set ended_at = $1 where ended_at is null";
    let ended = transaction.execute(Cow::Borrowed(sql), values![at.as_str()]).await?;
    let sql = "select count(*) from api_token where revoked_at is null and expires_at > $1";
    let rows = transaction.fetch(Cow::Borrowed(sql), values![at]).await?;
    let tokens = rows.first().map_or(Ok(0), |row| row.int(0))?;
    let detail = format!("{ended} sessions ended, {tokens} tokens hold");
    sign_in::note(transaction, "restore", "database", &detail, stamp).await?;
    Ok((ended, u64::try_from(tokens).unwrap_or(0)))
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
