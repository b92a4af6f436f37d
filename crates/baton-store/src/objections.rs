//! Objections (异议) to cells of published runs, and their decisions: each at most one, none is ever changed.

use std::borrow::Cow;

use crate::access::stamp_at;
use crate::audit::{self, Entry};
use crate::connection::{Backend, Row, Transaction, Value, values};
use crate::digest::Fields;
use crate::error::{Error, Result};
use crate::figures::Stamp;
use crate::figures::names::next_number;
use crate::runs::{Ruling, rulings};
use crate::scope::Scope;
use crate::time;

/// An objection to be filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewObjection {
    /// The run.
    pub run: String,
    /// Code of the unit.
    pub unit: String,
    /// Id of the node.
    pub node: String,
    /// Code of the indicator, where it is about a figure.
    pub indicator: Option<String>,
    /// Why.
    pub reason: String,
    /// Digest of the attachment.
    pub attachment: Option<String>,
    /// Who files it, when, from where.
    pub stamp: Stamp,
}

impl NewObjection {
    /// One that names an indicator is seen with its figures, any other by who sees the whole unit.
    fn lies_in(&self, scope: &Scope) -> bool {
        match &self.indicator {
            Some(indicator) => scope.contains_figure(&self.unit, indicator),
            None => scope.contains_whole(&self.unit),
        }
    }
}

/// An objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// Its number.
    pub id: i64,
    /// What was filed.
    pub filed: NewObjection,
    /// What was decided, and by whom; none while it is open.
    pub decided: Option<(Decision, Stamp)>,
}

/// What was decided on an objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// 成立: with the number of the ruling in the run.
    Upheld(u32),
    /// 不成立: with the reason.
    Rejected(String),
    /// 撤回, by who filed it.
    Withdrawn,
}

impl Decision {
    /// The word in the database.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Upheld(_) => "upheld",
            Self::Rejected(_) => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Which objections are listed. It cannot be made without a scope.
#[derive(Clone, Debug)]
pub struct ObjectionQuery {
    scope: Scope,
    run: Option<String>,
    open: Option<bool>,
}

impl ObjectionQuery {
    /// All objections of units of the scope.
    pub fn new(scope: &Scope) -> Self {
        Self { scope: scope.clone(), run: None, open: None }
    }

    /// Only on this run.
    #[must_use]
    pub fn run(mut self, id: impl Into<String>) -> Self {
        self.run = Some(id.into());
        self
    }

    /// Only open ones, or only decided ones.
    #[must_use]
    pub fn open(mut self, open: bool) -> Self {
        self.open = Some(open);
        self
    }
}

/// What became of an objection to be filed or decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filed {
    /// It is done: the number of the objection, or of the ruling that upholds it.
    Done(i64),
    /// This one on the same cell is still open, or it is decided already.
    Stands(i64),
    /// There is none.
    Missing,
}

const SELECT: &str = "select o.id, o.run, o.unit, o.node, o.indicator, o.reason, o.attachment, o.recorded_at, o.recorded_by, \
                      o.recorded_from, d.decision, d.ruling, d.reason, d.recorded_at, d.recorded_by, d.recorded_from \
                      from objection o left join objection_decision d on d.objection = o.id";

fn read(row: Row<'_>) -> Result<Objection> {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let filed = NewObjection {
        run: row.text(1)?.to_owned(),
        unit: row.text(2)?.to_owned(),
        node: row.text(3)?.to_owned(),
        indicator: owned(row.maybe_text(4)?),
        reason: row.text(5)?.to_owned(),
        attachment: owned(row.maybe_text(6)?),
        stamp: stamp_at(row, 7)?,
    };
    let decision = match (row.maybe_text(10)?, row.maybe_int(11)?, row.maybe_text(12)?) {
        (None, ..) => None,
        (Some("upheld"), Some(ruling), None) => {
            Some(Decision::Upheld(u32::try_from(ruling).unwrap_or(u32::MAX)))
        }
        (Some("rejected"), None, Some(reason)) => Some(Decision::Rejected(reason.to_owned())),
        (Some("withdrawn"), None, None) => Some(Decision::Withdrawn),
        _ => return Err(Error::Internal("an odd decision on an objection".to_owned())),
    };
    let decided = match decision {
        Some(decision) => Some((decision, stamp_at(row, 13)?)),
        None => None,
    };
    Ok(Objection { id: row.int(0)?, filed, decided })
}

/// Files an objection, unless one of the unit on the same cell is still open.
pub(crate) async fn file(backend: &dyn Backend, new: &NewObjection) -> Result<Filed> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let sql = format!("{SELECT} where o.run = $1 and o.unit = $2 and o.node = $3 and d.decision is null");
    let key = values![new.run.as_str(), new.unit.as_str(), new.node.as_str()];
    if let Some(open) = transaction_ref.fetch(Cow::Owned(sql), key).await?.first() {
        return Ok(Filed::Stands(open.int(0)?));
    }
    let id = next_number(transaction_ref, "select max(id) from objection").await?;
    let sql = "insert into objection (id, run, unit, node, indicator, reason, attachment, recorded_at, recorded_by, \
               recorded_from) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let row = values![
        id,
        new.run.as_str(),
        new.unit.as_str(),
        new.node.as_str(),
        new.indicator.as_deref(),
        new.reason.as_str(),
        new.attachment.as_deref(),
        time::to_text(new.stamp.at)?,
        new.stamp.by.as_str(),
        new.stamp.from.as_str(),
    ];
    transaction_ref.execute(Cow::Borrowed(sql), row).await?;
    let entry = Entry {
        action: "object",
        subject: subject(id),
        unit: Some(new.unit.clone()),
        before: None,
        after: Some(filed_digest(id, new)?),
        detail: format!("run {} {}", new.run, new.node),
    };
    audit::record(transaction_ref, &new.stamp, entry).await?;
    transaction.commit().await?;
    Ok(Filed::Done(id))
}

/// An objection; one of a unit outside the scope does not exist.
pub(crate) async fn get(backend: &dyn Backend, scope: &Scope, id: i64) -> Result<Option<Objection>> {
    let found = find(&mut *backend.read().await?, id).await?;
    Ok(found.filter(|found| found.filed.lies_in(scope)))
}

async fn find(transaction: &mut dyn Transaction, id: i64) -> Result<Option<Objection>> {
    let sql = format!("{SELECT} where o.id = $1");
    transaction.fetch(Cow::Owned(sql), values![id]).await?.first().map(read).transpose()
}

/// Objections of units of the scope, in the order they were filed.
pub(crate) async fn list(backend: &dyn Backend, query: &ObjectionQuery) -> Result<Vec<Objection>> {
    let of = if query.run.is_some() { "o.run = $1" } else { "1 = 1" };
    let open = match query.open {
        None => "",
        Some(true) => "and d.decision is null",
        Some(false) => "and d.decision is not null",
    };
    let sql = format!("{SELECT} where {of} {open} order by o.id");
    let values = query.run.as_deref().map(Value::from).into_iter().collect();
    let rows = backend.read().await?.fetch(Cow::Owned(sql), values).await?;
    let mut found = Vec::new();
    for row in rows.iter() {
        let objection = read(row)?;
        if objection.filed.lies_in(&query.scope) {
            found.push(objection);
        }
    }
    Ok(found)
}

/// Decides an objection that is open. Upholding it adds the ruling to its run, in the same transaction.
pub(crate) async fn decide(
    backend: &dyn Backend,
    id: i64,
    verdict: &Verdict<'_>,
    stamp: &Stamp,
) -> Result<Filed> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let Some(objection) = find(transaction_ref, id).await? else { return Ok(Filed::Missing) };
    if objection.decided.is_some() {
        return Ok(Filed::Stands(id));
    }
    let decision = match verdict {
        Verdict::Uphold(ruling) => {
            Decision::Upheld(rulings::add_in(transaction_ref, &objection.filed.run, ruling).await?)
        }
        Verdict::Reject(reason) => Decision::Rejected((*reason).to_owned()),
        Verdict::Withdraw => Decision::Withdrawn,
    };
    let (ruling, reason) = columns(&decision);
    let sql = "insert into objection_decision (objection, decision, ruling, reason, recorded_at, recorded_by, recorded_from) \
               values ($1, $2, $3, $4, $5, $6, $7)";
    let row = values![
        id,
        decision.word(),
        ruling,
        reason,
        time::to_text(stamp.at)?,
        stamp.by.as_str(),
        stamp.from.as_str(),
    ];
    transaction_ref.execute(Cow::Borrowed(sql), row).await?;
    let entry = Entry {
        action: "decide_objection",
        subject: subject(id),
        unit: Some(objection.filed.unit.clone()),
        before: Some(filed_digest(id, &objection.filed)?),
        after: Some(decision_digest(id, &decision, stamp)?),
        detail: decision.word().to_owned(),
    };
    audit::record(transaction_ref, stamp, entry).await?;
    transaction.commit().await?;
    Ok(Filed::Done(ruling.unwrap_or(id)))
}

/// A decision to be recorded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict<'v> {
    /// It is right: with the ruling to be added to the run.
    Uphold(&'v Ruling),
    /// It is not: with the reason.
    Reject(&'v str),
    /// Who filed it takes it back.
    Withdraw,
}

fn columns(decision: &Decision) -> (Option<i64>, Option<&str>) {
    match decision {
        Decision::Upheld(ruling) => (Some(i64::from(*ruling)), None),
        Decision::Rejected(reason) => (None, Some(reason)),
        Decision::Withdrawn => (None, None),
    }
}

fn subject(id: i64) -> String {
    format!("objection {id}")
}

fn filed_digest(id: i64, filed: &NewObjection) -> Result<String> {
    let mut fields = Fields::new();
    fields.int(id).text(&filed.run).text(&filed.unit).text(&filed.node).maybe(filed.indicator.as_deref());
    fields.text(&filed.reason).maybe(filed.attachment.as_deref());
    fields.text(&time::to_text(filed.stamp.at)?).text(&filed.stamp.by).text(&filed.stamp.from);
    Ok(fields.finish())
}

fn decision_digest(id: i64, decision: &Decision, stamp: &Stamp) -> Result<String> {
    let (ruling, reason) = columns(decision);
    let mut fields = Fields::new();
    fields.int(id).text(decision.word()).maybe_int(ruling).maybe(reason);
    fields.text(&time::to_text(stamp.at)?).text(&stamp.by).text(&stamp.from);
    Ok(fields.finish())
}

/// What the audit chain calls objections and decisions, and their digests as they stand in the database.
pub(crate) async fn seals(transaction: &mut dyn Transaction) -> Result<Vec<(&'static str, String, String)>> {
    let sql = format!("{SELECT} order by o.id");
    let mut found = Vec::new();
    for row in transaction.fetch(Cow::Owned(sql), Vec::new()).await?.iter() {
        let Objection { id, filed, decided } = read(row)?;
        found.push(("object", subject(id), filed_digest(id, &filed)?));
        if let Some((decision, stamp)) = decided {
            found.push(("decide_objection", subject(id), decision_digest(id, &decision, &stamp)?));
        }
    }
    Ok(found)
}

crate::store::operations! {
    /// Files an objection, unless one of the unit on the same cell is still open.
    fn object(new: &NewObjection) -> Filed { |backend| file(backend, new) }

    /// An objection; one of a unit outside the scope does not exist.
    fn objection(scope: &Scope, id: i64) -> Option<Objection> { |backend| get(backend, scope, id) }

    /// Objections of units of the scope, in the order they were filed.
    fn objections(query: &ObjectionQuery) -> Vec<Objection> { |backend| list(backend, query) }

    /// Decides an objection that is open. Upholding it adds the ruling to its run, in the same transaction.
    fn decide_objection(id: i64, verdict: &Verdict<'_>, stamp: &Stamp) -> Filed {
        |backend| decide(backend, id, verdict, stamp)
    }
}
