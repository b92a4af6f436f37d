//! Audit records (审计记录) for who may see them: those on units of the scope, or all.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::UnitTree;
use baton_store::{AuditQuery, AuditRecord, Store};
use jiff::Timestamp;

use super::actor::Actor;
use super::capability::Capability;
use super::denied::Denied;
use crate::snapshot::day_in_china;

/// The most records on a page.
pub const PAGE: usize = 500;

/// What is looked for; everything that is left out matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditSearch {
    /// A text in subject, detail or place.
    pub text: Option<String>,
    /// An action.
    pub action: Option<String>,
    /// An account.
    pub account: Option<String>,
    /// A unit.
    pub unit: Option<String>,
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub to: Option<Timestamp>,
    /// The number of the last record of the page before.
    pub before: Option<i64>,
}

/// A page of records, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditPage {
    /// The records.
    pub records: Vec<AuditRecord>,
    /// Where the next page goes on; none if this is the last.
    pub next: Option<i64>,
}

fn query(actor: &Actor, search: &AuditSearch, tree: &UnitTree, now: Timestamp) -> Result<AuditQuery, Denied> {
    let scope = actor.scope(Capability::ViewAudit, tree, day_in_china(now))?;
    let mut query = AuditQuery::new(&scope);
    if let Some(text) = search.text.as_deref().filter(|text| !text.is_empty()) {
        query = query.text(text);
    }
    if let Some(action) = &search.action {
        query = query.action(action);
    }
    if let Some(account) = &search.account {
        query = query.account(account);
    }
    if let Some(unit) = &search.unit {
        query = query.unit(unit);
    }
    if let Some(from) = search.from {
        query = query.from(from);
    }
    if let Some(to) = search.to {
        query = query.to(to);
    }
    if let Some(before) = search.before {
        query = query.before(before);
    }
    Ok(query)
}

/// A page of records, at most so many.
pub fn search(
    store: &Store,
    actor: &Actor,
    search: &AuditSearch,
    most: usize,
    (tree, now): (&UnitTree, Timestamp),
) -> Result<AuditPage, Denied> {
    let most = most.clamp(1, PAGE);
    let query = query(actor, search, tree, now)?;
    let mut records = store.audit_search(&query, most + 1)?;
    let more = records.len() > most;
    records.truncate(most);
    let next = records.last().map(|record| record.sequence).filter(|_| more);
    Ok(AuditPage { records, next })
}

/// All records that match, the newest first; so many at most, which must be enough for a year of a busy server.
pub fn all(
    store: &Store,
    actor: &Actor,
    wanted: &AuditSearch,
    most: usize,
    at: (&UnitTree, Timestamp),
) -> Result<Vec<AuditRecord>, Denied> {
    let mut found = Vec::new();
    let mut wanted = wanted.clone();
    loop {
        let page = search(store, actor, &wanted, PAGE.min(most - found.len()), at)?;
        found.extend(page.records);
        match page.next {
            Some(_) if found.len() < most => wanted.before = page.next,
            _ => return Ok(found),
        }
    }
}

/// Number and hash of the last record, to be noted where this server cannot change it.
pub fn head(store: &Store, actor: &Actor) -> Result<(i64, String), Denied> {
    actor.needs(Capability::ViewAudit)?;
    Ok(store.audit_head()?)
}

/// How many records there are of each action.
pub fn counts(
    store: &Store,
    actor: &Actor,
    search: &AuditSearch,
    (tree, now): (&UnitTree, Timestamp),
) -> Result<BTreeMap<String, u64>, Denied> {
    Ok(store.audit_counts(&query(actor, search, tree, now)?)?)
}

/// What the people are called whose accounts stand in the records.
pub fn names(store: &Store, actor: &Actor) -> Result<BTreeMap<String, String>, Denied> {
    actor.needs(Capability::ViewAudit)?;
    Ok(store.accounts()?.into_iter().map(|account| (account.code, account.name)).collect())
}

/// The accounts that stand in the records.
pub fn accounts(
    store: &Store,
    actor: &Actor,
    search: &AuditSearch,
    (tree, now): (&UnitTree, Timestamp),
) -> Result<BTreeSet<String>, Denied> {
    Ok(store.audit_accounts(&query(actor, search, tree, now)?)?)
}
