//! “Why can I (not) see this?” (我为什么看得到、看不到): which grant allows it, or what is missing and whom to ask.

use baton_model::{Message, UnitTree};
use baton_store::{AccountState, Store};
use jiff::civil::Date;

use super::accounts::needs_account;
use super::actor::{Actor, Grant, Via};
use super::capability::Capability;
use super::denied::Denied;
use super::messages;
use super::role::Role;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The account; none: the actor itself.
    pub account: Option<&'a str>,
    /// What it wants to do.
    pub capability: Capability,
    /// With which unit; none: with something that holds all units.
    pub unit: Option<&'a str>,
    /// With which indicator.
    pub indicator: Option<&'a str>,
}

/// The answer. It is the same for a unit outside the scope and one that does not exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// May it?
    pub allowed: bool,
    /// The grant that allows it.
    pub grant: Option<Grant>,
    /// What is missing.
    pub missing: Vec<Message>,
    /// Names of who can grant it.
    pub ask: Vec<String>,
}

/// Answers for the actor itself, or, for who may ask that, for somebody else.
pub fn why(
    store: &Store,
    actor: &Actor,
    question: &Question<'_>,
    (tree, on): (&UnitTree, Date),
) -> Result<Answer, Denied> {
    let about = match question.account {
        Some(code) if code != actor.account() => {
            actor.needs(Capability::ExplainAccess)?;
            let account = needs_account(store, code)?;
            let disabled = account.state == AccountState::Disabled;
            let granted = store.grants(Some(code), false)?;
            let other = Actor::known(&account, &granted, "", Via::Session(String::new()));
            if disabled {
                return answer(store, None, vec![Message::new(&messages::WHY_DISABLED)]);
            }
            other
        }
        _ => actor.clone(),
    };
    let reach = |grant: &&Grant| reaches(&about, grant, question, (tree, on));
    if about.is_owner() {
        return answer(store, Some(None), Vec::new());
    }
    match about.grants_for(question.capability).find(reach) {
        Some(grant) => answer(store, Some(Some(grant.clone())), Vec::new()),
        None => {
            let missing = missing(&about, question, (tree, on));
            answer(store, None, missing)
        }
    }
}

fn reaches(about: &Actor, grant: &Grant, question: &Question<'_>, at: (&UnitTree, Date)) -> bool {
    let alone = about.only(grant);
    alone.reaches(question.capability, question.unit, question.indicator, at)
}

fn missing(about: &Actor, question: &Question<'_>, at: (&UnitTree, Date)) -> Vec<Message> {
    let capability = question.capability;
    if about.must_change() {
        return vec![Message::new(&messages::CHANGE_PASSWORD_FIRST)];
    }
    if capability == Capability::WhatIf && about.reports_data() {
        return vec![Message::new(&messages::WHY_REPORTS)];
    }
    if !about.grants().iter().any(|grant| capability.of(grant.role)) {
        let roles: Vec<&str> = capability
            .roles()
            .into_iter()
            .map(|role| about.lang().pick(role.term().zh, role.term().en))
            .collect();
        let message = Message::new(&messages::WHY_NO_ROLE).with("what", capability.term());
        return vec![message.with("roles", roles)];
    }
    if !about.may(capability) {
        return vec![Message::new(&messages::WHY_TOKEN)];
    }
    let mut missing = Vec::new();
    if !about.reaches(capability, question.unit, None, at) {
        missing.push(match question.unit {
            Some(unit) => Message::new(&messages::WHY_UNIT).with("unit", unit),
            None => Message::new(&messages::WHY_ALL_UNITS),
        });
    }
    if let Some(indicator) = question.indicator
        && missing.is_empty()
    {
        missing.push(Message::new(&messages::WHY_INDICATOR).with("indicator", indicator));
    }
    missing
}

/// `Some(None)`: the owner of the files, who needs no grant.
fn answer(store: &Store, by: Option<Option<Grant>>, missing: Vec<Message>) -> Result<Answer, Denied> {
    let allowed = by.is_some();
    let ask = if allowed { Vec::new() } else { security_administrators(store)? };
    Ok(Answer { allowed, grant: by.flatten(), missing, ask })
}

/// Names of the security administrators whose accounts are in use.
pub(crate) fn security_administrators(store: &Store) -> Result<Vec<String>, Denied> {
    let grants = store.grants(None, false)?;
    let holds = |code: &str| {
        grants.iter().any(|grant| grant.account == code && grant.role == Role::SecurityAdmin.id())
    };
    let active = store.accounts()?.into_iter().filter(|account| account.state == AccountState::Active);
    Ok(active.filter(|account| holds(&account.code)).map(|account| account.name).collect())
}
