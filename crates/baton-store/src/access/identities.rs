//! Identities of other sign-in services (OIDC): issuer and subject stand for an account.

use std::borrow::Cow;

use super::{accounts, sealed, stamp_at};
use crate::audit::{self, Entry};
use crate::connection::{Backend, Row, Transaction, values};
use crate::error::Result;
use crate::figures::Stamp;
use crate::time;

/// An identity of another sign-in service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Address of the service.
    pub issuer: String,
    /// What it calls the person.
    pub subject: String,
    /// The account it stands for.
    pub account: String,
    /// Who linked it, when, from where.
    pub linked: Stamp,
}

/// What became of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Linked {
    /// It holds.
    Done,
    /// The identity stands for this account already.
    Taken(String),
    /// There is no such account.
    NoAccount,
}

const COLUMNS: &str = "issuer, subject, account, recorded_at, recorded_by, recorded_from";

fn read(row: Row<'_>) -> Result<Identity> {
    Ok(Identity {
        issuer: row.text(0)?.to_owned(),
        subject: row.text(1)?.to_owned(),
        account: row.text(2)?.to_owned(),
        linked: stamp_at(row, 3)?,
    })
}

async fn find_in(transaction: &mut dyn Transaction, issuer: &str, subject: &str) -> Result<Option<Identity>> {
    let sql = format!("select {COLUMNS} from account_identity where issuer = $1 and subject = $2");
    transaction.fetch(Cow::Owned(sql), values![issuer, subject]).await?.first().map(read).transpose()
}

/// The account an identity stands for.
pub(crate) async fn find(backend: &dyn Backend, issuer: &str, subject: &str) -> Result<Option<Identity>> {
    find_in(&mut *backend.read().await?, issuer, subject).await
}

/// The identities of an account.
pub(crate) async fn list(backend: &dyn Backend, account: &str) -> Result<Vec<Identity>> {
    let sql = format!("select {COLUMNS} from account_identity where account = $1 order by issuer, subject");
    backend.read().await?.fetch(Cow::Owned(sql), values![account]).await?.iter().map(read).collect()
}

/// Links an identity to an account.
pub(crate) async fn link(
    backend: &dyn Backend,
    issuer: &str,
    subject: &str,
    account: &str,
    stamp: &Stamp,
) -> Result<Linked> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    if let Some(found) = find_in(transaction_ref, issuer, subject).await? {
        return Ok(Linked::Taken(found.account));
    }
    if accounts::find_in(transaction_ref, account).await?.is_none() {
        return Ok(Linked::NoAccount);
    }
    let before = sealed::identities(transaction_ref, account).await?;
    let sql = format!("insert into account_identity ({COLUMNS}) values ($1, $2, $3, $4, $5, $6)");
    let at = time::to_text(stamp.at)?;
    let row = values![issuer, subject, account, at, stamp.by.as_str(), stamp.from.as_str()];
    transaction_ref.execute(Cow::Owned(sql), row).await?;
    recorded(transaction_ref, "link_identity", account, before, format!("{issuer} {subject}"), stamp).await?;
    transaction.commit().await?;
    Ok(Linked::Done)
}

/// Takes a link away. Not if there is none to that account.
pub(crate) async fn unlink(
    backend: &dyn Backend,
    issuer: &str,
    subject: &str,
    account: &str,
    stamp: &Stamp,
) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let before = sealed::identities(transaction_ref, account).await?;
    let sql = "delete from account_identity where issuer = $1 and subject = $2 and account = $3";
    if transaction_ref.execute(Cow::Borrowed(sql), values![issuer, subject, account]).await? == 0 {
        return Ok(false);
    }
    recorded(transaction_ref, "unlink_identity", account, before, format!("{issuer} {subject}"), stamp)
        .await?;
    transaction.commit().await?;
    Ok(true)
}

async fn recorded(
    transaction: &mut dyn Transaction,
    action: &'static str,
    account: &str,
    before: Option<String>,
    detail: String,
    stamp: &Stamp,
) -> Result<()> {
    let after = sealed::identities(transaction, account).await?;
    let entry = Entry { action, subject: format!("identities {account}"), unit: None, before, after, detail };
    audit::record(transaction, stamp, entry).await
}

crate::store::operations! {
    /// Links an identity of another sign-in service to an account.
    fn link_identity(issuer: &str, subject: &str, account: &str, stamp: &Stamp) -> Linked {
        |backend| link(backend, issuer, subject, account, stamp)
    }

    /// Takes such a link away. Not if there is none to that account.
    fn unlink_identity(issuer: &str, subject: &str, account: &str, stamp: &Stamp) -> bool {
        |backend| unlink(backend, issuer, subject, account, stamp)
    }

    /// The account an identity stands for.
    fn identity(issuer: &str, subject: &str) -> Option<Identity> {
        |backend| find(backend, issuer, subject)
    }

    /// The identities of an account.
    fn identities(account: &str) -> Vec<Identity> { |backend| list(backend, account) }
}
