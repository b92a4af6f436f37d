//! The permission matrix (权限清单): account × role × unit × capability, one row each, for people to check and export.

use std::collections::BTreeMap;

use baton_store::{Account, AccountState, Store};

use super::actor::{Actor, Grant, Via};
use super::capability::Capability;
use super::denied::Denied;
use super::role::Role;

/// A row of the matrix: what one grant allows one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// The account.
    pub account: String,
    /// What people call it.
    pub name: String,
    /// May it be used?
    pub state: AccountState,
    /// Number of the grant.
    pub grant: i64,
    /// The role.
    pub role: Role,
    /// The unit whose subtree it reaches; none: everything.
    pub unit: Option<String>,
    /// The indicators it reaches; none: all.
    pub indicators: Option<Vec<String>>,
    /// What it allows.
    pub capability: Capability,
}

/// The whole matrix, by account, grant and capability. What a role would allow but the account's other roles take away is left out.
pub fn matrix(store: &Store, actor: &Actor) -> Result<Vec<MatrixRow>, Denied> {
    actor.needs(Capability::ViewPermissions)?;
    let mut grants: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for grant in store.grants(None, false)? {
        grants.entry(grant.account.clone()).or_default().push(grant);
    }
    let mut rows = Vec::new();
    for account in store.accounts()? {
        let Some(granted) = grants.get(&account.code) else { continue };
        // A first password hides everything only until it is changed.
        let settled = Account { must_change: false, ..account };
        let whole = Actor::known(&settled, granted, "", Via::Session(String::new()));
        for grant in whole.grants() {
            let of =
                |capability: &Capability| whole.grants_for(*capability).any(|allowed| allowed.id == grant.id);
            rows.extend(
                Capability::ALL.into_iter().filter(of).map(|capability| row(&settled, grant, capability)),
            );
        }
    }
    Ok(rows)
}

fn row(account: &Account, grant: &Grant, capability: Capability) -> MatrixRow {
    MatrixRow {
        account: account.code.clone(),
        name: account.name.clone(),
        state: account.state,
        grant: grant.id,
        role: grant.role,
        unit: grant.unit.clone(),
        indicators: grant.indicators.as_ref().map(|codes| codes.iter().cloned().collect()),
        capability,
    }
}
