//! Searching the audit chain, the newest record first. A scope of units finds only records on one it holds as a whole, also in
//! counts; how many queries that takes depends on the scope alone.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::audit::{self, AuditRecord};
use crate::connection::{Backend, LIST, Rows, Transaction, Value, lists, placeholders};
use crate::error::Result;
use crate::scope::Scope;
use crate::time;

/// Which audit records are looked for. It cannot be made without a scope.
#[derive(Clone, Debug)]
pub struct AuditQuery {
    scope: Scope,
    text: Option<String>,
    action: Option<String>,
    account: Option<String>,
    unit: Option<String>,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    before: Option<i64>,
}

impl AuditQuery {
    /// Every record of the scope.
    pub fn new(scope: &Scope) -> Self {
        Self {
            scope: scope.clone(),
            text: None,
            action: None,
            account: None,
            unit: None,
            from: None,
            to: None,
            before: None,
        }
    }

    /// Only with this text in subject, detail or place; the case of Latin letters does not count.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Only of this action.
    #[must_use]
    pub fn action(mut self, action: impl Into<String>) -> Self {
        self.action = Some(action.into());
        self
    }

    /// Only by this account.
    #[must_use]
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// Only on this unit.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// Only from this moment on.
    #[must_use]
    pub fn from(mut self, moment: Timestamp) -> Self {
        self.from = Some(moment);
        self
    }

    /// Only before this moment.
    #[must_use]
    pub fn to(mut self, moment: Timestamp) -> Self {
        self.to = Some(moment);
        self
    }

    /// Only records with a smaller number: the next page.
    #[must_use]
    pub fn before(mut self, sequence: i64) -> Self {
        self.before = Some(sequence);
        self
    }

    /// Conditions with their arguments.
    fn conditions(&self) -> Result<(String, Vec<Value>)> {
        let mut conditions = vec!["1 = 1".to_owned()];
        let mut values: Vec<Value> = Vec::new();
        let mut add = |condition: &str, value: Value| {
            values.push(value);
            conditions.push(condition.replace('?', &format!("${}", values.len())));
        };
        if let Some(text) = &self.text {
            let condition = "(lower(subject) like ? escape '!' or lower(detail) like ? escape '!' \
                             or lower(recorded_from) like ? escape '!')";
            add(condition, pattern(text).into());
        }
        let equal = [("action", &self.action), ("recorded_by", &self.account), ("unit", &self.unit)];
        for (column, wanted) in equal {
            if let Some(wanted) = wanted {
                add(&format!("{column} = ?"), wanted.as_str().into());
            }
        }
        if let Some(from) = self.from {
            add("recorded_at >= ?", time::to_text(from)?.into());
        }
        if let Some(to) = self.to {
            add("recorded_at < ?", time::to_text(to)?.into());
        }
        if let Some(before) = self.before {
            add("sequence < ?", before.into());
        }
        Ok((conditions.join(" and "), values))
    }
}

/// A text as it is looked for anywhere in another.
fn pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.to_ascii_lowercase().chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// Units of the scope on which there is any record at all.
async fn units(transaction: &mut dyn Transaction, scope: &Scope) -> Result<Vec<String>> {
    let sql = "select distinct unit from audit where unit is not null order by unit";
    let rows = transaction.fetch(Cow::Borrowed(sql), Vec::new()).await?;
    let mut found = Vec::new();
    for row in rows.iter() {
        let unit = row.text(0)?;
        if scope.contains_whole(unit) {
            found.push(unit.to_owned());
        }
    }
    Ok(found)
}

/// Runs a query for the scope, a list of units at a time: `select … from audit where CONDITIONS AND tail`.
async fn rows(
    transaction: &mut dyn Transaction,
    query: &AuditQuery,
    select: &str,
    tail: &str,
) -> Result<Vec<Rows>> {
    let (conditions, values) = query.conditions()?;
    if query.scope.is_everything() {
        let sql = format!("select {select} from audit where {conditions} {tail}");
        return Ok(vec![transaction.fetch(Cow::Owned(sql), values).await?]);
    }
    let units = units(transaction, &query.scope).await?;
    let mut found = Vec::new();
    for list in lists(&units, LIST) {
        let within = placeholders(values.len() + 1, list.len());
        let sql = format!("select {select} from audit where {conditions} and unit in ({within}) {tail}");
        let all = values.iter().cloned().chain(list).collect();
        found.push(transaction.fetch(Cow::Owned(sql), all).await?);
    }
    Ok(found)
}

/// At most so many records, the newest first.
pub(crate) async fn find(backend: &dyn Backend, query: &AuditQuery, most: usize) -> Result<Vec<AuditRecord>> {
    let mut transaction = backend.read().await?;
    let tail = format!("order by sequence desc limit {most}");
    let mut records = Vec::new();
    for rows in rows(&mut *transaction, query, audit::COLUMNS, &tail).await? {
        for row in rows.iter() {
            records.push(audit::read(row)?.0);
        }
    }
    records.sort_unstable_by_key(|record| std::cmp::Reverse(record.sequence));
    records.truncate(most);
    Ok(records)
}

/// How many records there are of each action.
pub(crate) async fn counts(backend: &dyn Backend, query: &AuditQuery) -> Result<BTreeMap<String, u64>> {
    let mut transaction = backend.read().await?;
    let mut counts = BTreeMap::new();
    for rows in rows(&mut *transaction, query, "action, count(*)", "group by action").await? {
        for row in rows.iter() {
            let count = u64::try_from(row.int(1)?).unwrap_or(0);
            *counts.entry(row.text(0)?.to_owned()).or_default() += count;
        }
    }
    Ok(counts)
}

/// The accounts that stand in records of the scope: for a filter to choose from.
pub(crate) async fn accounts(backend: &dyn Backend, query: &AuditQuery) -> Result<BTreeSet<String>> {
    let mut transaction = backend.read().await?;
    let mut found = BTreeSet::new();
    for rows in rows(&mut *transaction, query, "distinct recorded_by", "").await? {
        for row in rows.iter() {
            found.insert(row.text(0)?.to_owned());
        }
    }
    Ok(found)
}

crate::store::operations! {
    /// At most so many audit records, the newest first.
    fn audit_search(query: &AuditQuery, most: usize) -> Vec<AuditRecord> {
        |backend| find(backend, query, most)
    }

    /// How many audit records there are of each action.
    fn audit_counts(query: &AuditQuery) -> BTreeMap<String, u64> { |backend| counts(backend, query) }

    /// The accounts that stand in audit records.
    fn audit_accounts(query: &AuditQuery) -> BTreeSet<String> { |backend| accounts(backend, query) }
}
