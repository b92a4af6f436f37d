//! Grants (授权): account × role × unit subtree × indicators. Added and revoked, never removed.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{lines, maybe_stamp, sealed, stamp_at};
use crate::access::accounts;
use crate::audit::{self, Entry};
use crate::connection::{Backend, Row, Transaction, Value, values};
use crate::error::Result;
use crate::figures::Stamp;
use crate::figures::names::next_number;
use crate::time;

/// A grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessGrant {
    /// Its number.
    pub id: i64,
    /// The account.
    pub account: String,
    /// Id of the role.
    pub role: String,
    /// The unit whose subtree it reaches; none: everything.
    pub unit: Option<String>,
    /// The indicators it reaches; none: all.
    pub indicators: Option<BTreeSet<String>>,
    /// Who granted it, when, from where.
    pub granted: Stamp,
    /// Who revoked it, when, from where.
    pub revoked: Option<Stamp>,
}

/// A grant to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGrant {
    /// The account.
    pub account: String,
    /// Id of the role.
    pub role: String,
    /// The unit whose subtree it reaches; none: everything.
    pub unit: Option<String>,
    /// The indicators it reaches; none: all.
    pub indicators: Option<BTreeSet<String>>,
    /// Ids of roles the account must not hold at the same time.
    pub bars: Vec<&'static str>,
}

/// What became of a grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Granted {
    /// It holds, under this number.
    New(i64),
    /// The very same holds already, under this number.
    Already(i64),
    /// There is no such account.
    NoAccount,
    /// The account holds this role, which excludes it.
    Barred(String),
}

const COLUMNS: &str = "id, account, role, unit, indicators, recorded_at, recorded_by, recorded_from, revoked_at, revoked_by, \
                       revoked_from";

fn read(row: Row<'_>) -> Result<AccessGrant> {
    Ok(AccessGrant {
        id: row.int(0)?,
        account: row.text(1)?.to_owned(),
        role: row.text(2)?.to_owned(),
        unit: row.maybe_text(3)?.map(str::to_owned),
        indicators: row.maybe_text(4)?.map(|text| lines(text).collect()),
        granted: stamp_at(row, 5)?,
        revoked: maybe_stamp(row, 8)?,
    })
}

/// What the audit chain calls a grant.
pub(crate) fn subject(id: i64) -> String {
    format!("grant {id}")
}

/// What an account is granted now.
pub(crate) async fn of_account(transaction: &mut dyn Transaction, account: &str) -> Result<Vec<AccessGrant>> {
    let sql =
        format!("select {COLUMNS} from access_grant where account = $1 and revoked_at is null order by id");
    transaction.fetch(Cow::Owned(sql), values![account]).await?.iter().map(read).collect()
}

/// Grants of an account or of all, in the order they were made; revoked ones only if asked for.
pub(crate) async fn list(
    backend: &dyn Backend,
    account: Option<&str>,
    revoked: bool,
) -> Result<Vec<AccessGrant>> {
    let of = if account.is_some() { "account = $1" } else { "1 = 1" };
    let now = if revoked { "" } else { "and revoked_at is null" };
    let sql = format!("select {COLUMNS} from access_grant where {of} {now} order by id");
    let values = account.map(Value::from).into_iter().collect();
    backend.read().await?.fetch(Cow::Owned(sql), values).await?.iter().map(read).collect()
}

/// Makes a grant.
pub(crate) async fn add(backend: &dyn Backend, new: &NewGrant, stamp: &Stamp) -> Result<Granted> {
    let mut transaction = backend.write().await?;
    let granted = add_in(&mut *transaction, new, stamp).await?;
    transaction.commit().await?;
    Ok(granted)
}

pub(crate) async fn add_in(
    transaction: &mut dyn Transaction,
    new: &NewGrant,
    stamp: &Stamp,
) -> Result<Granted> {
    if accounts::find_in(transaction, &new.account).await?.is_none() {
        return Ok(Granted::NoAccount);
    }
    let held = of_account(transaction, &new.account).await?;
    if let Some(grant) = held.iter().find(|grant| new.bars.contains(&grant.role.as_str())) {
        return Ok(Granted::Barred(grant.role.clone()));
    }
    let same = |grant: &&AccessGrant| {
        grant.role == new.role && grant.unit == new.unit && grant.indicators == new.indicators
    };
    if let Some(grant) = held.iter().find(same) {
        return Ok(Granted::Already(grant.id));
    }
    let id = next_number(transaction, "select max(id) from access_grant").await?;
    let sql = "insert into access_grant (id, account, role, unit, indicators, recorded_at, recorded_by, recorded_from) \
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let codes = new.indicators.as_ref().map(|codes| codes.iter().cloned().collect::<Vec<_>>().join("\n"));
    let row = values![
        id,
        new.account.as_str(),
        new.role.as_str(),
        new.unit.as_deref(),
        codes,
        time::to_text(stamp.at)?,
        stamp.by.as_str(),
        stamp.from.as_str(),
    ];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    recorded(transaction, "grant", id, None, stamp).await?;
    Ok(Granted::New(id))
}

/// Revokes a grant. Not if there is none that holds.
pub(crate) async fn revoke(backend: &dyn Backend, id: i64, stamp: &Stamp) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let before = sealed::grant(transaction_ref, id).await?;
    let sql = "update access_grant set revoked_at = $2, revoked_by = $3, revoked_from = $4 \
               where id = $1 and revoked_at is null";
    let row = values![id, time::to_text(stamp.at)?, stamp.by.as_str(), stamp.from.as_str()];
    if transaction_ref.execute(Cow::Borrowed(sql), row).await? == 0 {
        return Ok(false);
    }
    recorded(transaction_ref, "revoke_grant", id, before, stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

async fn recorded(
    transaction: &mut dyn Transaction,
    action: &'static str,
    id: i64,
    before: Option<String>,
    stamp: &Stamp,
) -> Result<()> {
    let sql = format!("select {COLUMNS} from access_grant where id = $1");
    let rows = transaction.fetch(Cow::Owned(sql), values![id]).await?;
    let grant = rows.first().map(read).transpose()?;
    let detail = grant.as_ref().map_or_else(String::new, |grant| {
        let codes =
            grant.indicators.as_ref().map(|codes| codes.iter().cloned().collect::<Vec<_>>().join(" "));
        let unit = grant.unit.as_deref().unwrap_or("*");
        format!("{} {} {unit} {}", grant.account, grant.role, codes.as_deref().unwrap_or("*"))
    });
    let entry = Entry {
        action,
        subject: subject(id),
        unit: grant.and_then(|grant| grant.unit),
        before,
        after: sealed::grant(transaction, id).await?,
        detail,
    };
    audit::record(transaction, stamp, entry).await
}

crate::store::operations! {
    /// Makes a grant, unless the account holds a role that excludes it.
    fn add_grant(new: &NewGrant, stamp: &Stamp) -> Granted { |backend| add(backend, new, stamp) }

    /// Grants of an account or of all, in the order they were made; revoked ones only if asked for.
    fn grants(account: Option<&str>, revoked: bool) -> Vec<AccessGrant> {
        |backend| list(backend, account, revoked)
    }

    /// Revokes a grant. Not if there is none that holds.
    fn revoke_grant(id: i64, stamp: &Stamp) -> bool { |backend| revoke(backend, id, stamp) }
}
