//! Who asks (操作者): an account with what it is granted now, and by which way it came.

use std::collections::BTreeSet;

use baton_model::Lang;
use baton_store::{AccessGrant, Account};
use jiff::Timestamp;

use super::capability::Capability;
use super::denied::Denied;
use super::role::Role;
use crate::who::Who;

/// A grant as it is weighed: a role, the unit whose subtree it reaches, the indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its number.
    pub id: i64,
    /// The role.
    pub role: Role,
    /// The unit whose subtree it reaches; none: everything.
    pub unit: Option<String>,
    /// The indicators it reaches; none: all.
    pub indicators: Option<BTreeSet<String>>,
}

impl Grant {
    /// A stored grant; none if this program does not know its role.
    pub(crate) fn of(stored: &AccessGrant) -> Option<Self> {
        let role = Role::parse(&stored.role)?;
        Some(Self { id: stored.id, role, unit: stored.unit.clone(), indicators: stored.indicators.clone() })
    }
}

/// By which way somebody came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// The owner of the workspace's files, on the command line.
    CommandLine,
    /// A session, by its short name.
    Session(String),
    /// A token, by its short name, with what it may do at most.
    Token {
        /// Its short name.
        id: String,
        /// What it may do at most.
        capabilities: BTreeSet<Capability>,
    },
}

/// Who asks. It cannot be made from outside: it comes from a session, a token, or the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    account: String,
    name: String,
    home_unit: Option<String>,
    lang: Lang,
    from: String,
    must_change: bool,
    grants: Vec<Grant>,
    via: Via,
}

impl Actor {
    /// The owner of the workspace's files, on the command line: may do everything.
    pub fn owner(who: &Who) -> Self {
        Self {
            account: who.name.clone(),
            name: who.name.clone(),
            home_unit: None,
            lang: Lang::default(),
            from: who.from.clone(),
            must_change: false,
            grants: Vec::new(),
            via: Via::CommandLine,
        }
    }

    pub(crate) fn known(account: &Account, grants: &[AccessGrant], from: &str, via: Via) -> Self {
        Self {
            account: account.code.clone(),
            name: account.name.clone(),
            home_unit: account.home_unit.clone(),
            lang: Lang::parse(&account.lang).unwrap_or_default(),
            from: from.to_owned(),
            must_change: account.must_change,
            grants: grants.iter().filter_map(Grant::of).collect(),
            via,
        }
    }

    /// The account it signs in with.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The unit it belongs to, if it does.
    pub fn home_unit(&self) -> Option<&str> {
        self.home_unit.as_deref()
    }

    /// The language of its sentences.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The address it asks from.
    pub fn from(&self) -> &str {
        &self.from
    }

    /// What it is granted.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// By which way it came.
    pub fn via(&self) -> &Via {
        &self.via
    }

    /// Has the password to be changed before anything else?
    pub fn must_change(&self) -> bool {
        self.must_change
    }

    /// Is it the owner of the files?
    pub fn is_owner(&self) -> bool {
        self.via == Via::CommandLine
    }

    /// May it do this at all? Where, [`Actor::scope`] says.
    pub fn may(&self, capability: Capability) -> bool {
        self.is_owner() || self.grants_for(capability).next().is_some()
    }

    /// Refuses what it may not do.
    pub fn needs(&self, capability: Capability) -> Result<(), Denied> {
        if self.may(capability) { Ok(()) } else { Err(Denied::lacks(capability)) }
    }

    /// What it may do, in the order of [`Capability::ALL`].
    pub fn capabilities(&self) -> Vec<Capability> {
        Capability::ALL.into_iter().filter(|capability| self.may(*capability)).collect()
    }

    /// The grants that allow this now: none while the password has to be changed, none beyond what the token says.
    pub(crate) fn grants_for(&self, capability: Capability) -> impl Iterator<Item = &Grant> {
        let open = !self.must_change
            && match &self.via {
                Via::Token { capabilities, .. } => capabilities.contains(&capability),
                Via::CommandLine | Via::Session(_) => true,
            }
            && !(capability == Capability::WhatIf && self.reports_data());
        self.grants.iter().filter(move |grant| open && capability.of(grant.role))
    }

    /// The same with one of its grants alone.
    pub(crate) fn only(&self, grant: &Grant) -> Self {
        Self { grants: vec![grant.clone()], ..self.clone() }
    }

    /// Does it report data that is scored?
    pub(crate) fn reports_data(&self) -> bool {
        self.grants.iter().any(|grant| grant.role.reports_data())
    }

    /// Who, when and from where, as it is written beside what it does.
    pub fn who(&self, at: Timestamp) -> Who {
        Who { at, name: self.account.clone(), from: self.from.clone() }
    }
}
