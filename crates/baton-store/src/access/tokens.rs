//! Personal tokens (访问令牌) for programs: a name, an end, a part of what the account may do. Only the digest is kept.

use std::borrow::Cow;

use jiff::Timestamp;

use super::came_by::{Known, known_by, owner};
use super::{lines, maybe_moment, maybe_stamp, sealed, stamp_at};
use crate::audit::{self, Entry};
use crate::connection::{Backend, Row, Transaction, Value, values};
use crate::error::Result;
use crate::figures::Stamp;
use crate::time;

/// A token, without what opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// Its short name in lists; nobody can come in with it.
    pub id: String,
    /// The account it belongs to.
    pub account: String,
    /// What it is for, in words.
    pub name: String,
    /// Ids of what it may do at most.
    pub capabilities: Vec<String>,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// Who made it, when, from where.
    pub created: Stamp,
    /// When it was last used, to the minute.
    pub used_at: Option<Timestamp>,
    /// Who revoked it, when, from where.
    pub revoked: Option<Stamp>,
}

/// A token to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// Its short name in lists.
    pub id: String,
    /// The account it belongs to.
    pub account: String,
    /// What it is for, in words.
    pub name: String,
    /// Digest of the token.
    pub digest: String,
    /// Ids of what it may do at most.
    pub capabilities: Vec<String>,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

const COLUMNS: &str = "t.id, t.account, t.name, t.capabilities, t.expires_at, t.recorded_at, t.recorded_by, t.recorded_from, \
                       t.used_at, t.revoked_at, t.revoked_by, t.revoked_from";

fn read(row: Row<'_>, first: usize) -> Result<ApiToken> {
    Ok(ApiToken {
        id: row.text(first)?.to_owned(),
        account: row.text(first + 1)?.to_owned(),
        name: row.text(first + 2)?.to_owned(),
        capabilities: lines(row.text(first + 3)?).collect(),
        expires_at: time::from_text(row.text(first + 4)?)?,
        created: stamp_at(row, first + 5)?,
        used_at: maybe_moment(row, first + 8)?,
        revoked: maybe_stamp(row, first + 9)?,
    })
}

/// What the audit chain calls a token.
pub(crate) fn subject(id: &str) -> String {
    format!("token {id}")
}

async fn recorded(
    transaction: &mut dyn Transaction,
    action: &'static str,
    id: &str,
    before: Option<String>,
    detail: String,
    stamp: &Stamp,
) -> Result<()> {
    let after = sealed::token(transaction, id).await?;
    let entry = Entry { action, subject: subject(id), unit: None, before, after, detail };
    audit::record(transaction, stamp, entry).await
}

/// Makes a token.
pub(crate) async fn create(backend: &dyn Backend, new: &NewToken, stamp: &Stamp) -> Result<()> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let sql = "insert into api_token (id, account, name, digest, capabilities, expires_at, recorded_at, recorded_by, \
               recorded_from) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let row = values![
        new.id.as_str(),
        new.account.as_str(),
        new.name.as_str(),
        new.digest.as_str(),
        new.capabilities.join("\n"),
        time::to_text(new.expires_at)?,
        time::to_text(stamp.at)?,
        stamp.by.as_str(),
        stamp.from.as_str(),
    ];
    transaction_ref.execute(Cow::Borrowed(sql), row).await?;
    let detail = format!("{}: {}", new.account, new.capabilities.join(" "));
    recorded(transaction_ref, "create_token", &new.id, None, detail, stamp).await?;
    transaction.commit().await
}

/// Tokens of an account or of all, by account and time, revoked ones too.
pub(crate) async fn list(backend: &dyn Backend, account: Option<&str>) -> Result<Vec<ApiToken>> {
    let of = if account.is_some() { "where t.account = $1" } else { "" };
    let sql = format!("select {COLUMNS} from api_token t {of} order by t.account, t.recorded_at, t.id");
    let values = account.map(Value::from).into_iter().collect();
    let rows = backend.read().await?.fetch(Cow::Owned(sql), values).await?;
    rows.iter().map(|row| read(row, 0)).collect()
}

/// Revokes a token, of an account or of anybody. Not if there is none that holds.
pub(crate) async fn revoke(
    backend: &dyn Backend,
    id: &str,
    account: Option<&str>,
    stamp: &Stamp,
) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let sql = "select account from api_token where id = $1 and revoked_at is null";
    if owner(transaction_ref, sql, id, account).await?.is_none() {
        return Ok(false);
    }
    revoke_in(transaction_ref, id, stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

async fn revoke_in(transaction: &mut dyn Transaction, id: &str, stamp: &Stamp) -> Result<()> {
    let before = sealed::token(transaction, id).await?;
    let sql = "update api_token set revoked_at = $2, revoked_by = $3, revoked_from = $4 where id = $1";
    let row = values![id, time::to_text(stamp.at)?, stamp.by.as_str(), stamp.from.as_str()];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    recorded(transaction, "revoke_token", id, before, String::new(), stamp).await
}

/// Revokes every token of an account.
pub(crate) async fn revoke_all(
    transaction: &mut dyn Transaction,
    account: &str,
    stamp: &Stamp,
) -> Result<()> {
    let sql = "select id from api_token where account = $1 and revoked_at is null order by id";
    let rows = transaction.fetch(Cow::Borrowed(sql), values![account]).await?;
    for row in rows.iter() {
        revoke_in(transaction, row.text(0)?, stamp).await?;
    }
    Ok(())
}

/// The token of a digest, with its account and grants: whether it still counts is the caller's rule.
pub(crate) async fn find(backend: &dyn Backend, digest: &str) -> Result<Option<Known<ApiToken>>> {
    known_by(backend, ("api_token t", "t", COLUMNS), digest, read).await
}

/// Notes when a token was last used; no audit record.
pub(crate) async fn touch(backend: &dyn Backend, id: &str, now: Timestamp) -> Result<()> {
    let mut transaction = backend.write().await?;
    let sql = "update api_token set used_at = $2 where id = $1";
    transaction.execute(Cow::Borrowed(sql), values![id, time::to_text(now)?]).await?;
    transaction.commit().await
}

crate::store::operations! {
    /// Makes a token.
    fn create_token(new: &NewToken, stamp: &Stamp) -> () { |backend| create(backend, new, stamp) }

    /// The token of a digest, revoked or not, with its account and grants.
    fn token(digest: &str) -> Option<Known<ApiToken>> { |backend| find(backend, digest) }

    /// Notes when a token was last used.
    fn touch_token(id: &str, now: Timestamp) -> () { |backend| touch(backend, id, now) }

    /// Tokens of an account or of all, by account and time, revoked ones too.
    fn tokens(account: Option<&str>) -> Vec<ApiToken> { |backend| list(backend, account) }

    /// Revokes a token, of an account or of anybody. Not if there is none that holds.
    fn revoke_token(id: &str, account: Option<&str>, stamp: &Stamp) -> bool {
        |backend| revoke(backend, id, account, stamp)
    }
}
