//! Digests of what decides who may do what: the last audit record of an account, a grant, a token or its identities holds the digest
//! of what stands in the database, so that a row altered past this program is found by `verify`. Counters of failures, used codes and
//! moments of last use are left out: they change without a record.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{accounts, grants, tokens};
use crate::connection::{Row, Transaction, Value, values};
use crate::digest::Fields;
use crate::error::Result;

const ACCOUNTS: &str = "select code, name, home_unit, state, password, must_change, totp_secret, totp_confirmed, lang, recorded_at, \
                        recorded_by, recorded_from from account";
const GRANTS: &str = "select id, account, role, unit, indicators, recorded_at, recorded_by, recorded_from, revoked_at, revoked_by, \
                      revoked_from from access_grant";
const TOKENS: &str = "select id, account, name, digest, capabilities, expires_at, recorded_at, recorded_by, recorded_from, \
                      revoked_at, revoked_by, revoked_from from api_token";
const IDENTITIES: &str =
    "select account, issuer, subject, recorded_at, recorded_by, recorded_from from account_identity";

/// The digest of a row, whatever its columns are.
fn row_digest(row: Row<'_>, width: usize) -> Result<String> {
    let mut fields = Fields::new();
    feed(&mut fields, row, width)?;
    Ok(fields.finish())
}

fn feed(fields: &mut Fields, row: Row<'_>, width: usize) -> Result<()> {
    for column in 0..width {
        match row.maybe_int(column) {
            Ok(number) => fields.maybe_int(number),
            Err(_) => fields.maybe(row.maybe_text(column)?),
        };
    }
    Ok(())
}

async fn one(transaction: &mut dyn Transaction, sql: String, key: Value) -> Result<Option<String>> {
    let rows = transaction.fetch(Cow::Owned(sql), vec![key]).await?;
    rows.first().map(|row| row_digest(row, rows.width)).transpose()
}

/// The digest of an account.
pub(crate) async fn account(transaction: &mut dyn Transaction, code: &str) -> Result<Option<String>> {
    one(transaction, format!("{ACCOUNTS} where code = $1"), code.into()).await
}

/// The digest of a grant.
pub(crate) async fn grant(transaction: &mut dyn Transaction, id: i64) -> Result<Option<String>> {
    one(transaction, format!("{GRANTS} where id = $1"), id.into()).await
}

/// The digest of a token.
pub(crate) async fn token(transaction: &mut dyn Transaction, id: &str) -> Result<Option<String>> {
    one(transaction, format!("{TOKENS} where id = $1"), id.into()).await
}

/// The digest of all identities of an account; none if it has none.
pub(crate) async fn identities(transaction: &mut dyn Transaction, code: &str) -> Result<Option<String>> {
    let sql = format!("{IDENTITIES} where account = $1 order by issuer, subject");
    let rows = transaction.fetch(Cow::Owned(sql), values![code]).await?;
    if rows.len() == 0 {
        return Ok(None);
    }
    let mut fields = Fields::new();
    for row in rows.iter() {
        feed(&mut fields, row, rows.width)?;
    }
    Ok(Some(fields.finish()))
}

/// The digests of everything there is, by what the audit chain calls it.
pub(crate) async fn all(transaction: &mut dyn Transaction) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let rows = transaction.fetch(Cow::Borrowed(ACCOUNTS), Vec::new()).await?;
    for row in rows.iter() {
        found.insert(accounts::subject(row.text(0)?), row_digest(row, rows.width)?);
    }
    let rows = transaction.fetch(Cow::Borrowed(GRANTS), Vec::new()).await?;
    for row in rows.iter() {
        found.insert(grants::subject(row.int(0)?), row_digest(row, rows.width)?);
    }
    let rows = transaction.fetch(Cow::Borrowed(TOKENS), Vec::new()).await?;
    for row in rows.iter() {
        found.insert(tokens::subject(row.text(0)?), row_digest(row, rows.width)?);
    }
    let sql = "select distinct account from account_identity order by account";
    let rows = transaction.fetch(Cow::Borrowed(sql), Vec::new()).await?;
    for row in rows.iter() {
        let code = row.text(0)?;
        if let Some(digest) = identities(transaction, code).await? {
            found.insert(format!("identities {code}"), digest);
        }
    }
    Ok(found)
}
