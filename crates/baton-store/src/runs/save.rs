//! Saving runs and finding them again.

use std::borrow::Cow;

use baton_model::Period;
use jiff::Timestamp;

use crate::audit::{self, Entry};
use crate::connection::{Backend, Row, Transaction, Value, values};
use crate::digest::{Fields, digest};
use crate::error::{Error, Result};
use crate::figures::Stamp;
use crate::messages;
use crate::runs::{NewRun, Run, RunHead, RunState, publish};
use crate::scope::Scope;
use crate::time;

/// Columns of the run with those of the step it stands on; `$1` is the moment until which steps count.
const HEAD: &str = "select r.id, r.scheme, r.version, r.period, r.as_of, r.tree_date, r.semantics, r.supersedes, r.recorded_at, \
                    r.recorded_by, r.recorded_from, r.scheme_digest, r.input_digest, r.output_digest, \
                    s.state, s.notice_until, s.recorded_at, s.recorded_by, s.recorded_from \
                    from run r join run_step s on s.run = r.id and s.number = \
                    (select max(l.number) from run_step l where l.run = r.id and l.recorded_at <= $1)";

/// Saves a run as a draft.
pub(crate) async fn save(backend: &dyn Backend, run: &NewRun) -> Result<RunHead> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    if exists(transaction_ref, &run.id).await? {
        return Err(Error::run(&messages::RUN_EXISTS, &run.id));
    }
    if let Some(earlier) = &run.supersedes {
        let earlier = head_in(transaction_ref, earlier).await?;
        if !earlier.state.is_published() {
            return Err(Error::run(&messages::NOTHING_TO_RESTATE, &run.id));
        }
    }
    let digests = Digests::of(run);
    let sql = "insert into run (id, scheme, version, period, as_of, tree_date, semantics, supersedes, recorded_at, recorded_by, \
               recorded_from, scheme_digest, input_digest, output_digest, scheme_text, input, output) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    let row = values![
        run.id.as_str(),
        run.scheme.as_str(),
        run.version.as_str(),
        run.period.to_string(),
        time::to_text(run.as_of)?,
        run.tree_date.to_string(),
        i64::from(run.semantics),
        run.supersedes.as_deref(),
        time::to_text(run.stamp.at)?,
        run.stamp.by.as_str(),
        run.stamp.from.as_str(),
        digests.scheme.as_str(),
        digests.input.as_str(),
        digests.output.as_str(),
        run.scheme_text.as_str(),
        run.inputs.clone(),
        run.outputs.clone(),
    ];
    transaction_ref.execute(Cow::Borrowed(sql), row).await?;
    publish::step(transaction_ref, &run.id, 1, RunState::Draft, None, &run.stamp).await?;
    let head = head_in(transaction_ref, &run.id).await?;
    let entry = Entry {
        action: "save_run",
        subject: format!("run {}", run.id),
        unit: None,
        before: None,
        after: Some(seal(&head, &digests)?),
        detail: format!("{} {}", run.scheme, run.period),
    };
    audit::record(transaction_ref, &run.stamp, entry).await?;
    transaction.commit().await?;
    Ok(head)
}

/// Digests of the contents of a run.
pub(crate) struct Digests {
    scheme: String,
    input: String,
    output: String,
}

impl Digests {
    fn of(run: &NewRun) -> Self {
        Self {
            scheme: digest(run.scheme_text.as_bytes()),
            input: digest(&run.inputs),
            output: digest(&run.outputs),
        }
    }

    /// Of the contents as stored, whatever the columns say.
    pub(crate) fn found(run: &Run) -> Self {
        Self {
            scheme: digest(run.scheme_text.as_bytes()),
            input: digest(&run.inputs),
            output: digest(&run.outputs),
        }
    }
}

/// The digest the audit chain keeps of a run: what identifies it and its contents.
pub(crate) fn seal(head: &RunHead, digests: &Digests) -> Result<String> {
    let mut fields = Fields::new();
    fields.text(&head.id).text(&head.scheme).text(&head.version).text(&head.period.to_string());
    fields.text(&time::to_text(head.as_of)?).text(&head.tree_date.to_string()).int(i64::from(head.semantics));
    fields.maybe(head.supersedes.as_deref()).text(&time::to_text(head.stamp.at)?);
    fields.text(&head.stamp.by).text(&head.stamp.from);
    fields.text(&digests.scheme).text(&digests.input).text(&digests.output);
    fields.text(&head.scheme_digest).text(&head.input_digest).text(&head.output_digest);
    Ok(fields.finish())
}

async fn exists(transaction: &mut dyn Transaction, id: &str) -> Result<bool> {
    let rows = transaction.fetch(Cow::Borrowed("select 1 from run where id = $1"), values![id]).await?;
    Ok(rows.len() > 0)
}

fn read(row: Row<'_>) -> Result<RunHead> {
    let odd = |what: &str| Error::Internal(format!("a run with an odd {what}"));
    let stamp = |first: usize| -> Result<Stamp> {
        Ok(Stamp::new(time::from_text(row.text(first)?)?, row.text(first + 1)?, row.text(first + 2)?))
    };
    let notice = row.maybe_text(15)?;
    Ok(RunHead {
        id: row.text(0)?.to_owned(),
        scheme: row.text(1)?.to_owned(),
        version: row.text(2)?.to_owned(),
        period: row.text(3)?.parse().map_err(|_| odd("period"))?,
        as_of: time::from_text(row.text(4)?)?,
        tree_date: row.text(5)?.parse().map_err(|_| odd("tree date"))?,
        semantics: u32::try_from(row.int(6)?).map_err(|_| odd("number of semantics"))?,
        supersedes: row.maybe_text(7)?.map(str::to_owned),
        stamp: stamp(8)?,
        scheme_digest: row.text(11)?.to_owned(),
        input_digest: row.text(12)?.to_owned(),
        output_digest: row.text(13)?.to_owned(),
        state: RunState::parse(row.text(14)?).ok_or_else(|| odd("state"))?,
        notice_until: notice.map(str::parse).transpose().map_err(|_| odd("notice"))?,
        step: stamp(16)?,
    })
}

async fn heads(
    transaction: &mut dyn Transaction,
    moment: Timestamp,
    filter: &'static str,
    values: Vec<Value>,
) -> Result<Vec<RunHead>> {
    let mut all = values![time::to_text(moment)?];
    all.extend(values);
    let rows = transaction.fetch(Cow::Owned(format!("{HEAD} {filter}")), all).await?;
    rows.iter().map(read).collect()
}

/// A run as it stands now.
pub(crate) async fn head_in(transaction: &mut dyn Transaction, id: &str) -> Result<RunHead> {
    let found = heads(transaction, Timestamp::MAX, "where r.id = $2", values![id]).await?;
    found.into_iter().next().ok_or_else(|| Error::run(&messages::UNKNOWN_RUN, id))
}

/// A run with its contents, as stored.
pub(crate) async fn run_in(transaction: &mut dyn Transaction, id: &str) -> Result<Run> {
    let head = head_in(transaction, id).await?;
    let sql = "select scheme_text, input, output from run where id = $1";
    let rows = transaction.fetch(Cow::Borrowed(sql), values![id]).await?;
    let row = rows.first().ok_or_else(|| Error::run(&messages::UNKNOWN_RUN, id))?;
    Ok(Run {
        head,
        scheme_text: row.text(0)?.to_owned(),
        inputs: row.bytes(1)?.to_vec(),
        outputs: row.bytes(2)?.to_vec(),
    })
}

/// Drafts exist only for who may see everything.
fn visible(scope: &Scope, head: &RunHead) -> bool {
    scope.is_everything() || head.state.is_published()
}

/// The head of a run.
pub(crate) async fn head(backend: &dyn Backend, scope: &Scope, id: &str) -> Result<RunHead> {
    let found = head_in(&mut *backend.read().await?, id).await?;
    if visible(scope, &found) { Ok(found) } else { Err(Error::run(&messages::UNKNOWN_RUN, id)) }
}

/// A run with its contents, which hold all units.
pub(crate) async fn run(backend: &dyn Backend, scope: &Scope, id: &str) -> Result<Run> {
    if !scope.is_everything() {
        head(backend, scope, id).await?;
        return Err(Error::refused(&messages::SCOPE_TOO_NARROW));
    }
    run_in(&mut *backend.read().await?, id).await
}

/// Which runs are listed.
#[derive(Clone, Debug)]
pub struct RunQuery {
    scope: Scope,
    scheme: Option<String>,
    period: Option<Period>,
}

impl RunQuery {
    /// All runs the scope may see: drafts only if it holds everything.
    pub fn new(scope: &Scope) -> Self {
        Self { scope: scope.clone(), scheme: None, period: None }
    }

    /// Only of this scheme.
    #[must_use]
    pub fn scheme(mut self, id: impl Into<String>) -> Self {
        self.scheme = Some(id.into());
        self
    }

    /// Only for this period.
    #[must_use]
    pub fn period(mut self, period: Period) -> Self {
        self.period = Some(period);
        self
    }
}

/// Runs in the order they were saved, as they stand now.
pub(crate) async fn list(backend: &dyn Backend, query: &RunQuery) -> Result<Vec<RunHead>> {
    const ORDER: &str = "order by r.recorded_at, r.id";
    const OF_SCHEME: &str = "where r.scheme = $2 order by r.recorded_at, r.id";
    let mut transaction = backend.read().await?;
    let mut found = match &query.scheme {
        None => heads(&mut *transaction, Timestamp::MAX, ORDER, Vec::new()).await?,
        Some(scheme) => heads(&mut *transaction, Timestamp::MAX, OF_SCHEME, values![scheme.as_str()]).await?,
    };
    found.retain(|head| {
        visible(&query.scope, head) && query.period.is_none_or(|period| head.period == period)
    });
    Ok(found)
}

/// The run of a scheme for a period that was published last by a moment, as it stood then.
pub(crate) async fn latest_published(
    backend: &dyn Backend,
    scheme: &str,
    period: Period,
    as_of: Timestamp,
) -> Result<Option<RunHead>> {
    let filter = "where r.scheme = $2 and r.period = $3 and s.state <> 'draft' \
                  order by s.recorded_at desc, r.recorded_at desc, r.id desc";
    let values = values![scheme, period.to_string()];
    Ok(heads(&mut *backend.read().await?, as_of, filter, values).await?.into_iter().next())
}
