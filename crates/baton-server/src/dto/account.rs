//! Accounts, grants and roles on the wire.

use baton_service::access::{Capability, Role};
use baton_service::model::Lang;
use baton_service::store::{AccessGrant, Account};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::UnitHead;

/// An account in a list.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AccountBody {
    /// The name it signs in with.
    pub account: String,
    /// What people call it.
    pub name: String,
    /// The unit it belongs to.
    pub unit: Option<UnitHead>,
    /// `active` or `disabled`.
    pub state: &'static str,
    /// Has the password to be changed before anything else?
    pub must_change: bool,
    /// Until when it is locked after too many failures; none if it is not.
    pub locked_until: Option<String>,
    /// Has it a second factor?
    pub totp: bool,
    /// When it was last used in a session, to the minute.
    pub last_seen: Option<String>,
    /// Ids of its roles.
    pub roles: Vec<String>,
}

/// Accounts.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Accounts {
    /// All of them, by name.
    pub items: Vec<AccountBody>,
}

/// An account to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccountBody {
    /// The name it signs in with.
    pub account: String,
    /// What people call it.
    pub name: String,
    /// Code of the unit it belongs to.
    pub unit: Option<String>,
    /// Does it sign in with another service only? Then it has no password.
    #[serde(default)]
    pub no_password: bool,
}

/// An account that was made.
#[derive(Serialize, ToSchema)]
pub struct MadeAccount {
    /// The name it signs in with.
    pub account: String,
    /// Its first password, shown once; none if it signs in with another service only.
    pub password: Option<String>,
}

/// A first password, shown once.
#[derive(Serialize, ToSchema)]
pub struct FirstPassword {
    /// The password; it serves only to choose another.
    pub password: String,
}

/// What changes about an account; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountChange {
    /// What people call it.
    pub name: Option<String>,
    /// Code of the unit it belongs to; `null` takes it away.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub unit: Option<Option<String>>,
    /// `active` or `disabled`.
    pub state: Option<String>,
}

/// Tells `null` from a field that is left out.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// An identity of another service that stands for an account.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct IdentityBody {
    /// Id of the service; none if it is no longer set up.
    pub provider: Option<String>,
    /// The service, as it calls itself.
    pub issuer: String,
    /// Who it is there.
    pub subject: String,
}

/// Identities.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Identities {
    /// All of them.
    pub items: Vec<IdentityBody>,
}

/// An identity to be linked, or its link taken away.
#[derive(Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct IdentityKey {
    /// Id of the service.
    pub provider: String,
    /// Who it is there.
    pub subject: String,
}

/// A grant.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GrantBody {
    /// Its number, as text.
    pub id: String,
    /// The account.
    pub account: String,
    /// Id of the role.
    pub role: String,
    /// The role in words.
    pub role_name: String,
    /// The unit whose subtree it reaches; none: everything.
    pub unit: Option<UnitHead>,
    /// The indicators it reaches; none: all.
    pub indicators: Option<Vec<String>>,
    /// When it was granted.
    pub granted_at: String,
    /// Who granted it.
    pub granted_by: String,
    /// When it was revoked.
    pub revoked_at: Option<String>,
}

/// Grants.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Grants {
    /// In the order they were made, revoked ones too.
    pub items: Vec<GrantBody>,
}

/// Whose grants.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OfAccount {
    /// Only this account's.
    pub account: Option<String>,
}

/// A grant to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGrantBody {
    /// The account.
    pub account: String,
    /// Id of the role.
    pub role: String,
    /// Code of the unit whose subtree it reaches; none: everything.
    pub unit: Option<String>,
    /// Codes of the indicators it reaches; none: all.
    pub indicators: Option<Vec<String>>,
}

/// Something a role may do.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CapabilityBody {
    /// Id.
    pub id: &'static str,
    /// In words.
    pub name: &'static str,
}

/// A role with what it may do.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RoleInfo {
    /// Id.
    pub role: &'static str,
    /// In words.
    pub name: &'static str,
    /// What it may do.
    pub capabilities: Vec<CapabilityBody>,
}

impl AccountBody {
    /// From what a use case lists; `locked` is when it is locked until, if it is.
    pub fn of(
        (account, roles): (Account, Vec<String>),
        unit: Option<UnitHead>,
        (locked_until, last_seen): (Option<String>, Option<String>),
    ) -> Self {
        Self {
            account: account.code,
            name: account.name,
            unit,
            state: account.state.word(),
            must_change: account.must_change,
            locked_until,
            totp: account.totp,
            last_seen,
            roles,
        }
    }
}

impl GrantBody {
    /// From a grant; `head` puts a unit into words.
    pub fn of(grant: AccessGrant, head: impl Fn(&str) -> UnitHead, lang: Lang) -> Self {
        let term = Role::parse(&grant.role).map(Role::term);
        Self {
            id: grant.id.to_string(),
            account: grant.account,
            role_name: term.map_or(grant.role.as_str(), |term| lang.pick(term.zh, term.en)).to_owned(),
            role: grant.role,
            unit: grant.unit.as_deref().map(head),
            indicators: grant.indicators.map(|codes| codes.into_iter().collect()),
            granted_at: grant.granted.at.to_string(),
            granted_by: grant.granted.by,
            revoked_at: grant.revoked.map(|stamp| stamp.at.to_string()),
        }
    }
}

impl CapabilityBody {
    /// A capability in words.
    pub fn of(capability: Capability, lang: Lang) -> Self {
        let term = capability.term();
        Self { id: capability.id(), name: lang.pick(term.zh, term.en) }
    }
}

impl RoleInfo {
    /// A role in words.
    pub fn of(role: Role, lang: Lang) -> Self {
        let capability = |capability| CapabilityBody::of(capability, lang);
        Self {
            role: role.id(),
            name: lang.pick(role.term().zh, role.term().en),
            capabilities: role.capabilities().into_iter().map(capability).collect(),
        }
    }
}
