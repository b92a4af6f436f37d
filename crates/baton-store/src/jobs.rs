//! Jobs (后台任务): long work of the server, with its progress. The server may die: what was running then is closed when it comes back.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::access::maybe_moment;
use crate::access::sign_in::note;
use crate::connection::{Backend, Row, Value, values};
use crate::error::{Error, Result};
use crate::figures::Stamp;
use crate::time;

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// 排队
    Queued,
    /// 进行
    Running,
    /// 完成
    Done,
    /// 失败
    Failed,
}

impl JobState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Queued, Self::Running, Self::Done, Self::Failed];

    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// Reads the word in the database.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Is there nothing more to come?
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Failed)
    }
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRecord {
    /// Its id.
    pub id: String,
    /// What it does: `import`, `run`.
    pub kind: String,
    /// The account it works for.
    pub account: String,
    /// Where it stands.
    pub state: JobState,
    /// How much of it is done.
    pub done: u64,
    /// Out of how much, if that is known.
    pub total: Option<u64>,
    /// What it is doing, or why it failed.
    pub message: String,
    /// When it was asked for.
    pub queued_at: Timestamp,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// What came of it, JSON.
    pub result: Option<String>,
}

const COLUMNS: &str =
    "id, kind, account, state, done, total, message, queued_at, started_at, ended_at, result";

fn read(row: Row<'_>) -> Result<JobRecord> {
    let odd = || Error::Internal("a job in an odd state".to_owned());
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(JobRecord {
        id: row.text(0)?.to_owned(),
        kind: row.text(1)?.to_owned(),
        account: row.text(2)?.to_owned(),
        state: JobState::parse(row.text(3)?).ok_or_else(odd)?,
        done: count(row.int(4)?),
        total: row.maybe_int(5)?.map(count),
        message: row.text(6)?.to_owned(),
        queued_at: time::from_text(row.text(7)?)?,
        started_at: maybe_moment(row, 8)?,
        ended_at: maybe_moment(row, 9)?,
        result: row.maybe_text(10)?.map(str::to_owned),
    })
}

/// Queues a job.
pub(crate) async fn queue(
    backend: &dyn Backend,
    id: &str,
    kind: &str,
    total: Option<u64>,
    stamp: &Stamp,
) -> Result<()> {
    let mut transaction = backend.write().await?;
    let sql = "insert into job (id, kind, account, state, done, total, message, queued_at) \
               values ($1, $2, $3, 'queued', 0, $4, '', $5)";
    let total = total.map(|total| i64::try_from(total).unwrap_or(i64::MAX));
    let row = values![id, kind, stamp.by.as_str(), total, time::to_text(stamp.at)?];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    note(&mut *transaction, "queue_job", &format!("job {id}"), kind, stamp).await?;
    transaction.commit().await
}

/// Begins a job. Not if it is not queued.
pub(crate) async fn start(backend: &dyn Backend, id: &str, now: Timestamp) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let sql = "update job set state = 'running', started_at = $2 where id = $1 and state = 'queued'";
    let touched = transaction.execute(Cow::Borrowed(sql), values![id, time::to_text(now)?]).await?;
    transaction.commit().await?;
    Ok(touched > 0)
}

/// Notes how far a running job is; no audit record.
pub(crate) async fn progress(
    backend: &dyn Backend,
    id: &str,
    done: u64,
    total: Option<u64>,
    message: &str,
) -> Result<()> {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let mut transaction = backend.write().await?;
    let sql = "update job set done = $2, total = $3, message = $4 where id = $1 and state = 'running'";
    let row = values![id, number(done), total.map(number), message];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    transaction.commit().await
}

/// Ends a job that is not over, with its result or why it failed. Not if there is none.
pub(crate) async fn finish(
    backend: &dyn Backend,
    id: &str,
    outcome: std::result::Result<&str, &str>,
    stamp: &Stamp,
) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let at = time::to_text(stamp.at)?;
    let (state, sql, said) = match outcome {
        Ok(result) => (JobState::Done, "result = $3", result),
        Err(message) => (JobState::Failed, "message = $3", message),
    };
    let sql = format!(
        "update job set state = $2, {sql}, ended_at = $4 where id = $1 and state in ('queued', 'running')"
    );
    let row = values![id, state.word(), said, at];
    if transaction.execute(Cow::Owned(sql), row).await? == 0 {
        return Ok(false);
    }
    note(&mut *transaction, "end_job", &format!("job {id}"), state.word(), stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

/// A job, of an account or of anybody.
pub(crate) async fn get(backend: &dyn Backend, id: &str, account: Option<&str>) -> Result<Option<JobRecord>> {
    let sql = format!("select {COLUMNS} from job where id = $1");
    let rows = backend.read().await?.fetch(Cow::Owned(sql), values![id]).await?;
    let found = rows.first().map(read).transpose()?;
    Ok(found.filter(|job| account.is_none_or(|account| account == job.account)))
}

/// Jobs of an account or of all, the latest first.
pub(crate) async fn list(
    backend: &dyn Backend,
    account: Option<&str>,
    most: usize,
) -> Result<Vec<JobRecord>> {
    let mut values = values![i64::try_from(most).unwrap_or(i64::MAX)];
    let of = if account.is_some() { "where account = $2" } else { "" };
    values.extend(account.map(Value::from));
    let sql = format!("select {COLUMNS} from job {of} order by queued_at desc, id limit $1");
    backend.read().await?.fetch(Cow::Owned(sql), values).await?.iter().map(read).collect()
}

/// Fails every job that is not over: the program that worked on it is gone. Says how many.
pub(crate) async fn abandon(backend: &dyn Backend, message: &str, stamp: &Stamp) -> Result<u64> {
    let mut transaction = backend.write().await?;
    let sql = "select id from job where state in ('queued', 'running') order by id";
    let rows = transaction.fetch(Cow::Borrowed(sql), Vec::new()).await?;
    let sql =
        "update job set state = 'failed', message = $1, ended_at = $2 where state in ('queued', 'running')";
    let touched = transaction.execute(Cow::Borrowed(sql), values![message, time::to_text(stamp.at)?]).await?;
    for row in rows.iter() {
        note(&mut *transaction, "end_job", &format!("job {}", row.text(0)?), "abandoned", stamp).await?;
    }
    transaction.commit().await?;
    Ok(touched)
}

crate::store::operations! {
    /// Queues a job for the account of the stamp.
    fn queue_job(id: &str, kind: &str, total: Option<u64>, stamp: &Stamp) -> () {
        |backend| queue(backend, id, kind, total, stamp)
    }

    /// Begins a job. Not if it is not queued.
    fn start_job(id: &str, now: Timestamp) -> bool { |backend| start(backend, id, now) }

    /// Notes how far a running job is.
    fn job_progress(id: &str, done: u64, total: Option<u64>, message: &str) -> () {
        |backend| progress(backend, id, done, total, message)
    }

    /// Ends a job with its result (JSON) or why it failed. Not if it is over, or there is none.
    fn finish_job(id: &str, outcome: std::result::Result<&str, &str>, stamp: &Stamp) -> bool {
        |backend| finish(backend, id, outcome, stamp)
    }

    /// A job, of an account or of anybody.
    fn job(id: &str, account: Option<&str>) -> Option<JobRecord> { |backend| get(backend, id, account) }

    /// At most so many jobs of an account or of all, the latest first.
    fn jobs(account: Option<&str>, most: usize) -> Vec<JobRecord> { |backend| list(backend, account, most) }

    /// Fails every job that is not over, when the program that worked on it is gone; says how many.
    fn abandon_jobs(message: &str, stamp: &Stamp) -> u64 { |backend| abandon(backend, message, stamp) }
}
