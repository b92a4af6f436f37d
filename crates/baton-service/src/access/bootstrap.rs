//! The first accounts (初始账号): the three administrators of a new server, or the accounts of a demonstration.

use std::collections::BTreeSet;

use baton_model::Message;
use baton_store::{NewAccount, NewGrant, Store};

use super::accounts::judge_code;
use super::denied::Denied;
use super::grants::bars;
use super::messages;
use super::passwords::Passwords;
use super::role::Role;
use crate::who::Who;

/// One of the first accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstAccount {
    /// The name it signs in with.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// The unit it belongs to, if it does.
    pub home_unit: Option<String>,
    /// Its password. The rules are not asked: whoever writes it down is the owner of the server.
    pub password: String,
    /// Has it to be changed before anything else? Always, but in a demonstration.
    pub must_change: bool,
    /// What it is granted.
    pub grants: Vec<FirstGrant>,
}

/// What one of the first accounts is granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstGrant {
    /// The role.
    pub role: Role,
    /// The unit whose subtree it reaches; none: everything.
    pub unit: Option<String>,
    /// The indicators it reaches; none: all.
    pub indicators: Option<BTreeSet<String>>,
}

impl FirstGrant {
    /// A role everywhere.
    pub fn everywhere(role: Role) -> Self {
        Self { role, unit: None, indicators: None }
    }

    /// A role in the subtree of a unit.
    pub fn in_unit(role: Role, unit: impl Into<String>) -> Self {
        Self { role, unit: Some(unit.into()), indicators: None }
    }
}

fn judge(first: &FirstAccount) -> Result<(), Denied> {
    judge_code(&first.code)?;
    for grant in &first.grants {
        if let Some(other) = first.grants.iter().find(|other| !grant.role.goes_with(other.role)) {
            let message = Message::new(&messages::ROLES_APART).with("role", grant.role.term());
            return Err(Denied::Conflict(message.with("held", other.role.term())));
        }
    }
    Ok(())
}

/// Makes the first accounts with their grants, all or none, where there is no account yet. Says whether they were made.
pub fn bootstrap(
    store: &Store,
    passwords: &Passwords,
    accounts: &[FirstAccount],
    who: &Who,
) -> Result<bool, Denied> {
    if !store.accounts()?.is_empty() {
        return Ok(false);
    }
    let mut first = Vec::new();
    for account in accounts {
        judge(account)?;
        let new = NewAccount {
            code: account.code.clone(),
            name: account.name.clone(),
            home_unit: account.home_unit.clone(),
            password: passwords.hash(&account.password)?,
            must_change: account.must_change,
            lang: "zh-CN".to_owned(),
        };
        let grant = |grant: &FirstGrant| NewGrant {
            account: account.code.clone(),
            role: grant.role.id().to_owned(),
            unit: grant.unit.clone(),
            indicators: grant.indicators.clone(),
            bars: bars(grant.role),
        };
        first.push((new, account.grants.iter().map(grant).collect()));
    }
    Ok(store.bootstrap(&first, &who.stamp())?)
}

/// The three administrators of a new server, to be told their first password. Everybody else they make themselves.
pub fn administrators(password: &str) -> Vec<FirstAccount> {
    [Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin]
        .into_iter()
        .map(|role| FirstAccount {
            code: role.id().to_owned(),
            name: role.term().zh.to_owned(),
            home_unit: None,
            password: password.to_owned(),
            must_change: true,
            grants: vec![FirstGrant::everywhere(role)],
        })
        .collect()
}
