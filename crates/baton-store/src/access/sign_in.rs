//! Signing in: failures are counted, a success begins a session, each in one transaction with its audit record.

use std::borrow::Cow;

use jiff::Timestamp;

use super::accounts::{self, AccountState};
use super::passwords::credentials_in;
use super::sessions;
use crate::audit::{self, Entry};
use crate::connection::{Backend, Transaction, values};
use crate::error::Result;
use crate::figures::Stamp;
use crate::time;

/// A session to begin, with what the caller has checked and must still hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// Digest of the session's token.
    pub digest: String,
    /// Its short name in lists.
    pub id: String,
    /// The account.
    pub account: String,
    /// The program that asks, as it calls itself.
    pub agent: String,
    /// How the account proved who it is: `password`, `password+totp`, `oidc`.
    pub how: &'static str,
    /// The hash the password was checked against.
    pub password: Option<String>,
    /// The time step of the code of the second factor: it can be used once.
    pub totp_step: Option<i64>,
    /// Sessions that were over before this moment are forgotten.
    pub forget_before: Timestamp,
    /// Who, when, from where.
    pub stamp: Stamp,
}

/// Begins a session. Not if the account is disabled or locked, its password changed meanwhile, or the code was used before.
pub(crate) async fn start(backend: &dyn Backend, new: &NewSession) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let Some(found) = credentials_in(transaction_ref, &new.account).await? else { return Ok(false) };
    let locked = found.account.locked_until.is_some_and(|until| until > new.stamp.at);
    let changed = new.password.as_ref().is_some_and(|password| *password != found.password);
    let reused = new.totp_step.is_some_and(|step| found.totp_step.is_some_and(|last| step <= last));
    if locked || changed || reused || found.account.state != AccountState::Active {
        return Ok(false);
    }
    let step = new.totp_step.or(found.totp_step);
    let sql = "update account set failures = 0, locked_until = null, totp_step = $2 where code = $1";
    transaction_ref.execute(Cow::Borrowed(sql), values![new.account.as_str(), step]).await?;
    let at = time::to_text(new.stamp.at)?;
    let sql = "insert into session (digest, id, account, agent, started_at, started_from, seen_at, ended_at) \
               values ($1, $2, $3, $4, $5, $6, $5, null)";
    let row = values![
        new.digest.as_str(),
        new.id.as_str(),
        new.account.as_str(),
        new.agent.as_str(),
        at,
        new.stamp.from.as_str(),
    ];
    transaction_ref.execute(Cow::Borrowed(sql), row).await?;
    note(transaction_ref, "sign_in", &accounts::subject(&new.account), new.how, &new.stamp).await?;
    sessions::forget(transaction_ref, new.forget_before, &new.stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Counts a failure; so many in a row lock the account until a moment. What was typed as the name of an account that does not exist
/// is not kept: it may be a password.
pub(crate) async fn failed(
    backend: &dyn Backend,
    code: Option<&str>,
    most: u32,
    locked_until: Timestamp,
    stamp: &Stamp,
) -> Result<()> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let found = match code {
        Some(code) => credentials_in(transaction_ref, code).await?,
        None => None,
    };
    let Some(found) = found else {
        note(transaction_ref, "sign_in_refused", "account", "no such account", stamp).await?;
        return transaction.commit().await;
    };
    let subject = accounts::subject(&found.account.code);
    note(transaction_ref, "sign_in_refused", &subject, "", stamp).await?;
    // While it is locked, failures neither count nor make it longer.
    if found.account.locked_until.is_none_or(|until| until <= stamp.at) {
        let failures = found.failures.saturating_add(1);
        let locks = failures >= most;
        let until = if locks { Some(time::to_text(locked_until)?) } else { None };
        let kept = if locks { 0 } else { i64::from(failures) };
        let sql = "update account set failures = $2, locked_until = $3 where code = $1";
        transaction_ref
            .execute(Cow::Borrowed(sql), values![found.account.code.as_str(), kept, until.clone()])
            .await?;
        if let Some(until) = until {
            note(transaction_ref, "lock_account", &subject, &format!("until {until}"), stamp).await?;
        }
    }
    transaction.commit().await
}

/// A record of something that leaves no content to vouch for.
pub(crate) async fn note(
    transaction: &mut dyn Transaction,
    action: &'static str,
    subject: &str,
    detail: &str,
    stamp: &Stamp,
) -> Result<()> {
    let entry = Entry {
        action,
        subject: subject.to_owned(),
        unit: None,
        before: None,
        after: None,
        detail: detail.to_owned(),
    };
    audit::record(transaction, stamp, entry).await
}

crate::store::operations! {
    /// Counts a failure to sign in; so many in a row lock the account until a moment.
    fn sign_in_failed(code: Option<&str>, most: u32, locked_until: Timestamp, stamp: &Stamp) -> () {
        |backend| failed(backend, code, most, locked_until, stamp)
    }

    /// Begins a session. Not if the account is disabled or locked, its password changed meanwhile, or the code was used before.
    fn start_session(new: &NewSession) -> bool { |backend| start(backend, new) }
}
