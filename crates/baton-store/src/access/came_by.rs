//! What somebody comes by, a session or a token: who it is found out in the same way for both.

use std::borrow::Cow;

use super::accounts::{self, Account};
use super::grants::{self, AccessGrant};
use crate::connection::{Backend, Row, Transaction, values};
use crate::error::Result;

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

/// What a digest opens: a row of a table (with its short name and its columns), the account of it, and the account's grants.
pub(super) async fn known_by<T>(
    backend: &dyn Backend,
    (table, short, columns): (&str, &str, &str),
    digest: &str,
    read: impl Fn(Row<'_>, usize) -> Result<T>,
) -> Result<Option<Known<T>>> {
    let mut transaction = backend.read().await?;
    let of_account = accounts::columns();
    let sql = format!(
        "select {of_account}, {columns} from {table} join account a on a.code = {short}.account \
         where {short}.digest = $1"
    );
    let rows = transaction.fetch(Cow::Owned(sql), values![digest]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let (account, by) = (accounts::read(row)?, read(row, accounts::WIDTH)?);
    let grants = grants::of_account(&mut *transaction, &account.code).await?;
    Ok(Some(Known { by, account, grants }))
}

/// Whose the row of an id is, by a query for its account; none if there is none, or it is not of the account asked for.
pub(super) async fn owner(
    transaction: &mut dyn Transaction,
    sql: &'static str,
    id: &str,
    account: Option<&str>,
) -> Result<Option<String>> {
    let rows = transaction.fetch(Cow::Borrowed(sql), values![id]).await?;
    let owner = rows.first().map(|row| row.text(0).map(str::to_owned)).transpose()?;
    Ok(owner.filter(|owner| account.is_none_or(|account| account == owner)))
}
