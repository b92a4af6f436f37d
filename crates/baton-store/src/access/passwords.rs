//! Passwords, lockout and the second factor of an account. Only hashes come in; none of it goes into an audit record.

use std::borrow::Cow;

use jiff::Timestamp;

use super::accounts::{self, Account};
use super::{sealed, sessions, tokens};
use crate::connection::{Backend, Row, Transaction, values};
use crate::error::Result;
use crate::figures::Stamp;
use crate::time;

/// How many earlier passwords are remembered.
const REMEMBERED: i64 = 5;

/// What sign-in is judged by. It is never shown: not even its `Debug` says anything.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The account.
    pub account: Account,
    /// The hashed password (PHC string); empty where there is none.
    pub password: String,
    /// Failures since the last success.
    pub failures: u32,
    /// The secret of the second factor, base32, confirmed or not yet.
    pub totp_secret: Option<String>,
    /// The time step a code was used for last.
    pub totp_step: Option<i64>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("account", &self.account.code).finish_non_exhaustive()
    }
}

/// A password to be set.
#[derive(Clone, Copy)]
pub struct PasswordChange<'c> {
    /// The account.
    pub account: &'c str,
    /// The hashed password (PHC string).
    pub password: &'c str,
    /// The hash it must still have, so that of two changes at once one is refused.
    pub was: Option<&'c str>,
    /// Has it to be changed before anything else? So after a reset by someone else, which revokes the tokens, too.
    pub must_change: bool,
    /// The session that goes on; all others end.
    pub keep: Option<&'c str>,
}

impl std::fmt::Debug for PasswordChange<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PasswordChange").field("account", &self.account).finish_non_exhaustive()
    }
}

fn read(row: Row<'_>) -> Result<Credentials> {
    let first = accounts::WIDTH;
    Ok(Credentials {
        account: accounts::read(row)?,
        password: row.text(first)?.to_owned(),
        failures: u32::try_from(row.int(first + 1)?).unwrap_or(u32::MAX),
        totp_secret: row.maybe_text(first + 2)?.map(str::to_owned),
        totp_step: row.maybe_int(first + 3)?,
    })
}

/// What sign-in to an account is judged by.
pub(crate) async fn credentials(backend: &dyn Backend, code: &str) -> Result<Option<Credentials>> {
    credentials_in(&mut *backend.read().await?, code).await
}

pub(crate) async fn credentials_in(
    transaction: &mut dyn Transaction,
    code: &str,
) -> Result<Option<Credentials>> {
    let columns = accounts::columns();
    let sql = format!(
        "select {columns}, a.password, a.failures, a.totp_secret, a.totp_step from account a where a.code = $1"
    );
    transaction.fetch(Cow::Owned(sql), values![code]).await?.first().map(read).transpose()
}

/// Hashes of the passwords an account had last, the present one first.
pub(crate) async fn history(backend: &dyn Backend, code: &str) -> Result<Vec<String>> {
    let sql = "select password from password_history where account = $1 order by number desc";
    let rows = backend.read().await?.fetch(Cow::Borrowed(sql), values![code]).await?;
    rows.iter().map(|row| row.text(0).map(str::to_owned)).collect()
}

/// Remembers a password; the oldest beyond [`REMEMBERED`] are forgotten.
pub(crate) async fn remember(
    transaction: &mut dyn Transaction,
    code: &str,
    password: &str,
    stamp: &Stamp,
) -> Result<()> {
    if password.is_empty() {
        return Ok(());
    }
    let sql = "select max(number) from password_history where account = $1";
    let rows = transaction.fetch(Cow::Borrowed(sql), values![code]).await?;
    let number = rows.first().map_or(Ok(None), |row| row.maybe_int(0))?.unwrap_or(0) + 1;
    let sql = "insert into password_history (account, number, password, recorded_at) values ($1, $2, $3, $4)";
    let row = values![code, number, password, time::to_text(stamp.at)?];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    let sql = "delete from password_history where account = $1 and number <= $2";
    transaction.execute(Cow::Borrowed(sql), values![code, number - REMEMBERED]).await?;
    Ok(())
}

/// Sets a password. Not if there is no such account, or its password is no longer the one named.
pub(crate) async fn set(backend: &dyn Backend, change: PasswordChange<'_>, stamp: &Stamp) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let Some(found) = credentials_in(transaction_ref, change.account).await? else { return Ok(false) };
    if change.was.is_some_and(|was| was != found.password) {
        return Ok(false);
    }
    let before = sealed::account(transaction_ref, change.account).await?;
    let sql = "update account set password = $2, must_change = $3, failures = 0, locked_until = null where code = $1";
    let row = values![change.account, change.password, i64::from(change.must_change)];
    transaction_ref.execute(Cow::Borrowed(sql), row).await?;
    remember(transaction_ref, change.account, change.password, stamp).await?;
    sessions::end_all(transaction_ref, change.account, change.keep, stamp).await?;
    if change.must_change {
        tokens::revoke_all(transaction_ref, change.account, stamp).await?;
    }
    let action = if change.must_change { "reset_password" } else { "change_password" };
    accounts::changed(transaction_ref, action, change.account, before, "", stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Lets an account sign in again. Not if there is none, or it is not locked.
pub(crate) async fn unlock(backend: &dyn Backend, code: &str, now: Timestamp, stamp: &Stamp) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let sql = "update account set failures = 0, locked_until = null where code = $1 and locked_until > $2";
    if transaction_ref.execute(Cow::Borrowed(sql), values![code, time::to_text(now)?]).await? == 0 {
        return Ok(false);
    }
    let before = sealed::account(transaction_ref, code).await?;
    accounts::changed(transaction_ref, "unlock_account", code, before, "", stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Sets the secret of the second factor, still to be confirmed, or takes it away. Not if there is no account.
pub(crate) async fn set_totp(
    backend: &dyn Backend,
    code: &str,
    secret: Option<&str>,
    stamp: &Stamp,
) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let before = sealed::account(transaction_ref, code).await?;
    let sql = "update account set totp_secret = $2, totp_confirmed = 0, totp_step = null where code = $1";
    if transaction_ref.execute(Cow::Borrowed(sql), values![code, secret]).await? == 0 {
        return Ok(false);
    }
    let action = if secret.is_some() { "start_totp" } else { "remove_totp" };
    accounts::changed(transaction_ref, action, code, before, "", stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Confirms the second factor with the time step of a right code. Not if the secret is no longer the one named.
pub(crate) async fn confirm_totp(
    backend: &dyn Backend,
    code: &str,
    secret: &str,
    step: i64,
    stamp: &Stamp,
) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let before = sealed::account(transaction_ref, code).await?;
    let sql = "update account set totp_confirmed = 1, totp_step = $3 \
               where code = $1 and totp_secret = $2 and totp_confirmed = 0";
    if transaction_ref.execute(Cow::Borrowed(sql), values![code, secret, step]).await? == 0 {
        return Ok(false);
    }
    accounts::changed(transaction_ref, "confirm_totp", code, before, "", stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

crate::store::operations! {
    /// What sign-in to an account is judged by.
    fn credentials(code: &str) -> Option<Credentials> { |backend| credentials(backend, code) }

    /// Hashes of the last five passwords of an account, the present one first.
    fn password_history(code: &str) -> Vec<String> { |backend| history(backend, code) }

    /// Sets a password; other sessions end. Not if there is no such account, or its password is no longer the one named.
    fn set_password(change: PasswordChange<'_>, stamp: &Stamp) -> bool {
        |backend| set(backend, change, stamp)
    }

    /// Lets a locked account sign in again. Not if there is none, or it is not locked.
    fn unlock_account(code: &str, now: Timestamp, stamp: &Stamp) -> bool {
        |backend| unlock(backend, code, now, stamp)
    }

    /// Sets the secret of the second factor, still to be confirmed, or takes it away. Not if there is no account.
    fn set_totp(code: &str, secret: Option<&str>, stamp: &Stamp) -> bool {
        |backend| set_totp(backend, code, secret, stamp)
    }

    /// Confirms the second factor with the time step of a right code. Not if the secret is no longer the one named.
    fn confirm_totp(code: &str, secret: &str, step: i64, stamp: &Stamp) -> bool {
        |backend| confirm_totp(backend, code, secret, step, stamp)
    }
}
