//! Grants (授权), by the security administrator, who makes no accounts and sees no data. Nobody changes the own grants; the three
//! administrators are kept apart from each other and from roles on data.

use std::collections::BTreeSet;

use baton_model::{Catalogue, Message, UnitTree};
use baton_store::{AccessGrant, Granted, NewGrant, Store};
use jiff::Timestamp;

use super::actor::Actor;
use super::capability::Capability;
use super::denied::Denied;
use super::messages;
use super::role::Role;

/// A grant to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantRequest {
    /// The account.
    pub account: String,
    /// Id of the role.
    pub role: String,
    /// The unit whose subtree it reaches; none: everything.
    pub unit: Option<String>,
    /// The indicators it reaches; none: all.
    pub indicators: Option<BTreeSet<String>>,
}

/// Roles nobody can hold beside this one.
pub(crate) fn bars(role: Role) -> Vec<&'static str> {
    Role::ALL.into_iter().filter(|other| !role.goes_with(*other)).map(Role::id).collect()
}

pub(crate) fn parse_role(id: &str) -> Result<Role, Denied> {
    Role::parse(id).ok_or_else(|| {
        let allowed: Vec<&str> = Role::ALL.into_iter().map(Role::id).collect();
        let message = Message::new(&messages::UNKNOWN_ROLE).with("role", id).with("allowed", allowed);
        Denied::invalid("role", message)
    })
}

fn judge(request: &GrantRequest, role: Role, tree: &UnitTree, catalogue: &Catalogue) -> Result<(), Denied> {
    if role.is_administrator() && (request.unit.is_some() || request.indicators.is_some()) {
        return Err(Denied::invalid("unit", Message::new(&messages::ADMIN_WITHOUT_UNIT)));
    }
    if let Some(unit) = &request.unit
        && !tree.versions().iter().any(|version| version.code == *unit)
    {
        let message = Message::new(&messages::NO_SUCH_UNIT).with("unit", unit);
        return Err(Denied::invalid("unit", message));
    }
    let Some(codes) = &request.indicators else { return Ok(()) };
    if codes.is_empty() {
        return Err(Denied::invalid("indicators", Message::new(&messages::NO_INDICATORS)));
    }
    match codes.iter().find(|code| catalogue.by_code(code).is_none()) {
        Some(code) => {
            let message = Message::new(&messages::NO_SUCH_INDICATOR).with("indicator", code);
            Err(Denied::invalid("indicators", message))
        }
        None => Ok(()),
    }
}

/// Grants a role and gives the number of the grant; of one that holds already, its number.
pub fn grant(
    store: &Store,
    actor: &Actor,
    request: &GrantRequest,
    (tree, catalogue): (&UnitTree, &Catalogue),
    at: Timestamp,
) -> Result<i64, Denied> {
    actor.needs(Capability::ManageGrants)?;
    let role = parse_role(&request.role)?;
    if request.account == actor.account() && !actor.is_owner() {
        return Err(Denied::Forbidden(Message::new(&messages::OWN_ACCOUNT)));
    }
    judge(request, role, tree, catalogue)?;
    let new = NewGrant {
        account: request.account.clone(),
        role: role.id().to_owned(),
        unit: request.unit.clone(),
        indicators: request.indicators.clone(),
        bars: bars(role),
    };
    match store.add_grant(&new, &actor.who(at).stamp())? {
        Granted::New(id) | Granted::Already(id) => Ok(id),
        Granted::NoAccount => {
            let message = Message::new(&messages::NO_ACCOUNT).with("account", &request.account);
            Err(Denied::invalid("account", message))
        }
        Granted::Barred(held) => {
            let message = Message::new(&messages::ROLES_APART).with("role", role.term());
            let message = match Role::parse(&held) {
                Some(held) => message.with("held", held.term()),
                None => message.with("held", held),
            };
            Err(Denied::Conflict(message))
        }
    }
}

/// Revokes a grant; it no longer counts with the next request.
pub fn revoke(store: &Store, actor: &Actor, grant: i64, at: Timestamp) -> Result<(), Denied> {
    actor.needs(Capability::ManageGrants)?;
    let missing = || Denied::Missing(Message::new(&messages::NO_GRANT).with("grant", grant.to_string()));
    let found = store.grants(None, false)?.into_iter().find(|found| found.id == grant);
    let found = found.ok_or_else(missing)?;
    if found.account == actor.account() && !actor.is_owner() {
        return Err(Denied::Forbidden(Message::new(&messages::OWN_ACCOUNT)));
    }
    if store.revoke_grant(grant, &actor.who(at).stamp())? { Ok(()) } else { Err(missing()) }
}

/// Grants of an account or of all, revoked ones if asked for. Everybody may see the own.
pub fn list(
    store: &Store,
    actor: &Actor,
    account: Option<&str>,
    revoked: bool,
) -> Result<Vec<AccessGrant>, Denied> {
    let own = account == Some(actor.account());
    if !own && !actor.may(Capability::ViewPermissions) {
        actor.needs(Capability::ManageGrants)?;
    }
    Ok(store.grants(account, revoked)?)
}
