//! Accounts (账号): made, disabled and enabled, never removed.

use std::borrow::Cow;

use jiff::Timestamp;

use super::{flag, maybe_moment, sealed, sessions, stamp_at};
use crate::audit::{self, Entry};
use crate::connection::{Backend, Row, Transaction, values};
use crate::error::Result;
use crate::figures::Stamp;
use crate::time;

/// May an account be used?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// 启用
    Active,
    /// 停用
    Disabled,
}

impl AccountState {
    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Disabled => "disabled",
        }
    }

    /// Reads the word in the database.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Active, Self::Disabled].into_iter().find(|state| state.word() == word)
    }
}

/// An account, without anything secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The name it signs in with.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// The unit it belongs to, if it does.
    pub home_unit: Option<String>,
    /// May it be used?
    pub state: AccountState,
    /// Has the password to be changed before anything else?
    pub must_change: bool,
    /// Until when sign-in is refused.
    pub locked_until: Option<Timestamp>,
    /// Is a second factor asked for?
    pub totp: bool,
    /// Language of its sentences, `zh-CN` or `en`.
    pub lang: String,
    /// Who made it, when, from where.
    pub created: Stamp,
}

/// An account to be made.
#[derive(Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The name it signs in with.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// The unit it belongs to, if it does.
    pub home_unit: Option<String>,
    /// The hashed password (PHC string); empty where it signs in elsewhere only.
    pub password: String,
    /// Has the password to be changed before anything else?
    pub must_change: bool,
    /// Language of its sentences.
    pub lang: String,
}

impl std::fmt::Debug for NewAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewAccount")
            .field("code", &self.code)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

const COLUMNS: &str = "a.code, a.name, a.home_unit, a.state, a.must_change, a.locked_until, a.totp_confirmed, a.lang, \
                       a.recorded_at, a.recorded_by, a.recorded_from";

/// The columns of an account called `a`; [`read`] takes them.
pub(crate) fn columns() -> &'static str {
    COLUMNS
}

/// How many columns [`read`] takes.
pub(crate) const WIDTH: usize = 11;

pub(crate) fn read(row: Row<'_>) -> Result<Account> {
    let odd = || crate::error::Error::Internal("an account in an odd state".to_owned());
    Ok(Account {
        code: row.text(0)?.to_owned(),
        name: row.text(1)?.to_owned(),
        home_unit: row.maybe_text(2)?.map(str::to_owned),
        state: AccountState::parse(row.text(3)?).ok_or_else(odd)?,
        must_change: flag(row, 4)?,
        locked_until: maybe_moment(row, 5)?,
        totp: flag(row, 6)?,
        lang: row.text(7)?.to_owned(),
        created: stamp_at(row, 8)?,
    })
}

/// What the audit chain calls an account.
pub(crate) fn subject(code: &str) -> String {
    format!("account {code}")
}

/// An account by its code.
pub(crate) async fn find(backend: &dyn Backend, code: &str) -> Result<Option<Account>> {
    find_in(&mut *backend.read().await?, code).await
}

pub(crate) async fn find_in(transaction: &mut dyn Transaction, code: &str) -> Result<Option<Account>> {
    let sql = format!("select {COLUMNS} from account a where a.code = $1");
    transaction.fetch(Cow::Owned(sql), values![code]).await?.first().map(read).transpose()
}

/// All accounts, by code.
pub(crate) async fn list(backend: &dyn Backend) -> Result<Vec<Account>> {
    let sql = format!("select {COLUMNS} from account a order by a.code");
    backend.read().await?.fetch(Cow::Owned(sql), Vec::new()).await?.iter().map(read).collect()
}

/// Makes an account; not if the code is taken.
pub(crate) async fn create(backend: &dyn Backend, new: &NewAccount, stamp: &Stamp) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let made = create_in(&mut *transaction, new, stamp).await?;
    transaction.commit().await?;
    Ok(made)
}

pub(crate) async fn create_in(
    transaction: &mut dyn Transaction,
    new: &NewAccount,
    stamp: &Stamp,
) -> Result<bool> {
    if find_in(transaction, &new.code).await?.is_some() {
        return Ok(false);
    }
    let sql = "insert into account (code, name, home_unit, state, password, must_change, failures, locked_until, totp_secret, \
               totp_confirmed, totp_step, lang, recorded_at, recorded_by, recorded_from) \
               values ($1, $2, $3, $4, $5, $6, 0, null, null, 0, null, $7, $8, $9, $10)";
    let row = values![
        new.code.as_str(),
        new.name.as_str(),
        new.home_unit.as_deref(),
        AccountState::Active.word(),
        new.password.as_str(),
        i64::from(new.must_change),
        new.lang.as_str(),
        time::to_text(stamp.at)?,
        stamp.by.as_str(),
        stamp.from.as_str(),
    ];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    super::passwords::remember(transaction, &new.code, &new.password, stamp).await?;
    changed(transaction, "create_account", &new.code, None, &new.name, stamp).await?;
    Ok(true)
}

/// Records a change of an account: what it was before and what it is now.
pub(crate) async fn changed(
    transaction: &mut dyn Transaction,
    action: &'static str,
    code: &str,
    before: Option<String>,
    detail: &str,
    stamp: &Stamp,
) -> Result<()> {
    let entry = Entry {
        action,
        subject: subject(code),
        unit: None,
        before,
        after: sealed::account(transaction, code).await?,
        detail: detail.to_owned(),
    };
    audit::record(transaction, stamp, entry).await
}

/// Enables or disables an account; a disabled one loses its sessions. Not if there is none.
pub(crate) async fn set_state(
    backend: &dyn Backend,
    code: &str,
    state: AccountState,
    stamp: &Stamp,
) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let before = sealed::account(transaction_ref, code).await?;
    let sql = "update account set state = $2 where code = $1";
    if transaction_ref.execute(Cow::Borrowed(sql), values![code, state.word()]).await? == 0 {
        return Ok(false);
    }
    if state == AccountState::Disabled {
        sessions::end_all(transaction_ref, code, None, stamp).await?;
    }
    let action = match state {
        AccountState::Active => "enable_account",
        AccountState::Disabled => "disable_account",
    };
    changed(transaction_ref, action, code, before, "", stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Changes what people call an account, its unit and its language. Not if there is none.
pub(crate) async fn set_details(
    backend: &dyn Backend,
    code: &str,
    name: &str,
    home_unit: Option<&str>,
    lang: &str,
    stamp: &Stamp,
) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let before = sealed::account(transaction_ref, code).await?;
    let sql = "update account set name = $2, home_unit = $3, lang = $4 where code = $1";
    let row = values![code, name, home_unit, lang];
    if transaction_ref.execute(Cow::Borrowed(sql), row).await? == 0 {
        return Ok(false);
    }
    changed(transaction_ref, "change_account", code, before, name, stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

crate::store::operations! {
    /// Makes an account. Not if the code is taken.
    fn create_account(new: &NewAccount, stamp: &Stamp) -> bool { |backend| create(backend, new, stamp) }

    /// An account by its code.
    fn account(code: &str) -> Option<Account> { |backend| find(backend, code) }

    /// All accounts, by code.
    fn accounts() -> Vec<Account> { |backend| list(backend) }

    /// Changes what people call an account, its unit and its language. Not if there is none.
    fn set_account_details(code: &str, name: &str, home_unit: Option<&str>, lang: &str, stamp: &Stamp) -> bool {
        |backend| set_details(backend, code, name, home_unit, lang, stamp)
    }

    /// Enables or disables an account; a disabled one loses its sessions. Not if there is none.
    fn set_account_state(code: &str, state: AccountState, stamp: &Stamp) -> bool {
        |backend| set_state(backend, code, state, stamp)
    }
}
