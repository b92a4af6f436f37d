//! Jobs, health and saved views on the wire.

use baton_service::model::Lang;
use baton_service::store::{JobRecord, JobState};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// An event of a stream: what happened to a job.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "the stream writes events itself; this is how the document describes them")]
pub struct JobEventBody {
    /// `job`.
    event: String,
    /// The job as it is now: a JobBody as JSON.
    #[schema(content_media_type = "application/json")]
    data: String,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct JobBody {
    /// Its id.
    pub id: String,
    /// What it does.
    pub kind: String,
    /// The same in words.
    pub kind_name: String,
    /// `waiting`, `running`, `done` or `failed`.
    pub state: &'static str,
    /// How much is done.
    pub done: u64,
    /// Of how much, where that is known.
    pub of: Option<u64>,
    /// What it is doing, or why it failed.
    pub message: String,
    /// The account it works for.
    pub by: String,
    /// When it began.
    pub started: Option<String>,
    /// When it ended.
    pub ended: Option<String>,
    /// What came of it, as JSON.
    pub result: Option<String>,
}

/// Jobs.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct JobList {
    /// The latest first.
    pub items: Vec<JobBody>,
}

/// The database.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DatabaseBody {
    /// `SQLite` or `PostgreSQL`.
    pub kind: &'static str,
    /// Where it is.
    pub place: String,
    /// Number of its structure.
    pub structure: i64,
    /// Its size in bytes.
    pub size: u64,
}

/// Answers kept in memory.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CacheBody {
    /// How many are kept.
    pub entries: usize,
    /// How often one was sent again.
    pub hits: u64,
    /// How often one was made.
    pub misses: u64,
}

/// How the server does.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct HealthBody {
    /// Version of the program.
    pub version: &'static str,
    /// Version of what schemes mean.
    pub semantics: u32,
    /// The database.
    pub database: DatabaseBody,
    /// Recorded versions of figures.
    pub figures: u64,
    /// Kept runs.
    pub runs: u64,
    /// The end of the audit chain.
    pub audit: super::audit::AuditHead,
    /// When the server started.
    pub started: String,
    /// Seconds since then.
    pub uptime_s: i64,
    /// Memory the process holds; none where the system does not say.
    pub memory_bytes: Option<u64>,
    /// Requests answered.
    pub requests: u64,
    /// Answers kept in memory.
    pub cache: CacheBody,
}

/// A view that is saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewBody {
    /// The page it belongs to.
    pub page: String,
    /// Its name.
    pub name: String,
    /// The page's query.
    pub query: String,
}

/// Saved views.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Views {
    /// By name.
    pub items: Vec<ViewBody>,
}

/// The page of a view.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OfPage {
    /// The page.
    pub page: String,
}

/// A kind of job in words.
fn kind_name(kind: &str, lang: Lang) -> &str {
    match kind {
        "verify" => lang.pick("核验全部数据", "verify everything"),
        "import" => lang.pick("导入数据", "import figures"),
        "run" => lang.pick("测算", "run a scheme"),
        "export" => lang.pick("导出", "export"),
        "backup" => lang.pick("备份", "back up"),
        other => other,
    }
}

impl JobBody {
    /// From a record.
    pub fn of(job: JobRecord, lang: Lang) -> Self {
        let state = match job.state {
            JobState::Queued => "waiting",
            JobState::Running => "running",
            JobState::Done => "done",
            JobState::Failed => "failed",
        };
        Self {
            id: job.id,
            kind_name: kind_name(&job.kind, lang).to_owned(),
            kind: job.kind,
            state,
            done: job.done,
            of: job.total,
            message: job.message,
            by: job.account,
            started: job.started_at.map(|moment| moment.to_string()),
            ended: job.ended_at.map(|moment| moment.to_string()),
            result: job.result,
        }
    }
}
