//! Accounts (账号): made, disabled, enabled and reset by the system administrator, who grants nothing and sees no data.

use std::collections::BTreeMap;

use baton_model::{Lang, Message, UnitTree};
use baton_store::{Account, AccountState, NewAccount, PasswordChange, Store};
use jiff::Timestamp;

use super::actor::Actor;
use super::capability::Capability;
use super::denied::Denied;
use super::passwords::{self, Passwords};
use super::{messages, random};

/// An account to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRequest {
    /// The name it signs in with.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// The unit it belongs to, if it does.
    pub home_unit: Option<String>,
    /// Language of its sentences, `zh-CN` or `en`.
    pub lang: String,
    /// Does it sign in elsewhere only (OIDC)? Then it has no password.
    pub no_password: bool,
}

/// Who may see the list of accounts: who makes them, who grants, who ends sessions, who checks permissions.
const SEE: [Capability; 4] = [
    Capability::ManageAccounts,
    Capability::ManageGrants,
    Capability::ManageSessions,
    Capability::ViewPermissions,
];

/// All accounts, by code.
pub fn list(store: &Store, actor: &Actor) -> Result<Vec<Account>, Denied> {
    if !SEE.into_iter().any(|capability| actor.may(capability)) {
        return Err(Denied::lacks(Capability::ManageAccounts));
    }
    Ok(store.accounts()?)
}

/// An account in a list: with the roles it is granted, in the order of their grants, and when it was last used in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The account.
    pub account: Account,
    /// Ids of its roles.
    pub roles: Vec<String>,
    /// When it was last used in a session.
    pub last_seen: Option<Timestamp>,
}

/// All accounts as they are listed, by code.
pub fn overview(store: &Store, actor: &Actor) -> Result<Vec<Listed>, Denied> {
    let accounts = list(store, actor)?;
    let mut roles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for grant in store.grants(None, false)? {
        let held = roles.entry(grant.account).or_default();
        if !held.contains(&grant.role) {
            held.push(grant.role);
        }
    }
    let mut seen = store.last_seen()?;
    let listed = |account: Account| Listed {
        roles: roles.remove(&account.code).unwrap_or_default(),
        last_seen: seen.remove(&account.code),
        account,
    };
    Ok(accounts.into_iter().map(listed).collect())
}

/// An account, for who makes them.
pub fn get(store: &Store, actor: &Actor, code: &str) -> Result<Account, Denied> {
    actor.needs(Capability::ManageAccounts)?;
    needs_account(store, code)
}

/// Refuses a unit that never was: an account belongs to one that is, or was, in the tree.
pub fn judge_unit(tree: &UnitTree, unit: Option<&str>) -> Result<(), Denied> {
    match unit {
        Some(code) if !tree.versions().iter().any(|version| version.code == code) => {
            Err(Denied::invalid("unit", Message::new(&messages::NO_SUCH_UNIT).with("unit", code)))
        }
        _ => Ok(()),
    }
}

/// The own account.
pub fn own(store: &Store, actor: &Actor) -> Result<Account, Denied> {
    needs_account(store, actor.account())
}

/// An account that must be there.
pub(crate) fn needs_account(store: &Store, code: &str) -> Result<Account, Denied> {
    store.account(code)?.ok_or_else(|| missing(code))
}

fn missing(code: &str) -> Denied {
    Denied::Missing(Message::new(&messages::NO_ACCOUNT).with("account", code))
}

/// Refuses a text that is empty, too long or has control characters.
pub(crate) fn text(field: &'static str, text: &str, most: usize) -> Result<(), Denied> {
    let length = text.chars().count();
    if text.trim().is_empty() || length > most || text.chars().any(char::is_control) {
        return Err(Denied::invalid(field, Message::new(&messages::TEXT_LENGTH).with("most", most)));
    }
    Ok(())
}

pub(crate) fn judge_code(code: &str) -> Result<(), Denied> {
    let good = |c: char| c.is_alphanumeric() || "._-@".contains(c);
    if (1..=64).contains(&code.chars().count()) && code.chars().all(good) {
        return Ok(());
    }
    Err(Denied::invalid("account", Message::new(&messages::BAD_ACCOUNT_CODE).with("account", code)))
}

fn judge_details(name: &str, home_unit: Option<&str>, lang: &str) -> Result<(), Denied> {
    text("name", name, 100)?;
    if let Some(unit) = home_unit {
        text("unit", unit, 64)?;
    }
    if Lang::parse(lang).is_none() {
        return Err(Denied::invalid("lang", Message::new(&messages::UNKNOWN_LANG).with("found", lang)));
    }
    Ok(())
}

/// Makes an account and gives its first password, which serves only to choose another.
pub fn create(
    store: &Store,
    passwords: &Passwords,
    actor: &Actor,
    request: &AccountRequest,
    at: Timestamp,
) -> Result<Option<String>, Denied> {
    actor.needs(Capability::ManageAccounts)?;
    judge_code(&request.code)?;
    judge_details(&request.name, request.home_unit.as_deref(), &request.lang)?;
    let first = if request.no_password { None } else { Some(random::first_password()?) };
    let new = NewAccount {
        code: request.code.clone(),
        name: request.name.clone(),
        home_unit: request.home_unit.clone(),
        password: first.as_deref().map(|first| passwords.hash(first)).transpose()?.unwrap_or_default(),
        must_change: first.is_some(),
        lang: request.lang.clone(),
    };
    if store.create_account(&new, &actor.who(at).stamp())? {
        return Ok(first);
    }
    Err(Denied::Conflict(Message::new(&messages::ACCOUNT_EXISTS).with("account", &request.code)))
}

/// Changes what people call an account, its unit and its language.
pub fn change(
    store: &Store,
    actor: &Actor,
    request: &AccountRequest,
    at: Timestamp,
) -> Result<Account, Denied> {
    actor.needs(Capability::ManageAccounts)?;
    judge_details(&request.name, request.home_unit.as_deref(), &request.lang)?;
    let home = request.home_unit.as_deref();
    let stamp = actor.who(at).stamp();
    if store.set_account_details(&request.code, &request.name, home, &request.lang, &stamp)? {
        return needs_account(store, &request.code);
    }
    Err(missing(&request.code))
}

/// Changes the language of the own account.
pub fn set_own_lang(store: &Store, actor: &Actor, lang: &str, at: Timestamp) -> Result<(), Denied> {
    let own = own(store, actor)?;
    judge_details(&own.name, own.home_unit.as_deref(), lang)?;
    store.set_account_details(
        &own.code,
        &own.name,
        own.home_unit.as_deref(),
        lang,
        &actor.who(at).stamp(),
    )?;
    Ok(())
}

fn other(actor: &Actor, account: &str, capability: Capability) -> Result<(), Denied> {
    actor.needs(capability)?;
    if account == actor.account() {
        return Err(Denied::Forbidden(Message::new(&messages::OWN_ACCOUNT)));
    }
    Ok(())
}

/// Disables an account: its sessions end, its tokens no longer count.
pub fn disable(store: &Store, actor: &Actor, account: &str, at: Timestamp) -> Result<(), Denied> {
    set_state(store, actor, account, AccountState::Disabled, at)
}

/// Enables an account again.
pub fn enable(store: &Store, actor: &Actor, account: &str, at: Timestamp) -> Result<(), Denied> {
    set_state(store, actor, account, AccountState::Active, at)
}

fn set_state(
    store: &Store,
    actor: &Actor,
    account: &str,
    state: AccountState,
    at: Timestamp,
) -> Result<(), Denied> {
    other(actor, account, Capability::ManageAccounts)?;
    if store.set_account_state(account, state, &actor.who(at).stamp())? {
        Ok(())
    } else {
        Err(missing(account))
    }
}

/// Gives an account a first password again. Its sessions end, its tokens are revoked, its second factor stays.
pub fn reset(
    store: &Store,
    passwords: &Passwords,
    actor: &Actor,
    account: &str,
    at: Timestamp,
) -> Result<String, Denied> {
    other(actor, account, Capability::ManageAccounts)?;
    let first = random::first_password()?;
    let hash = passwords.hash(&first)?;
    let change = PasswordChange { account, password: &hash, was: None, must_change: true, keep: None };
    if store.set_password(change, &actor.who(at).stamp())? { Ok(first) } else { Err(missing(account)) }
}

/// Lets a locked account sign in again.
pub fn unlock(store: &Store, actor: &Actor, account: &str, at: Timestamp) -> Result<(), Denied> {
    other(actor, account, Capability::ManageSessions)?;
    needs_account(store, account)?;
    if store.unlock_account(account, at, &actor.who(at).stamp())? {
        return Ok(());
    }
    Err(Denied::Conflict(Message::new(&messages::NOT_LOCKED).with("account", account)))
}

/// The rules a password is judged by, for a form that wants to say so before it is sent.
pub fn judge_password(password: &str, account: &str) -> Result<(), Denied> {
    passwords::judge(password, account)
}
