//! Jobs: the own ones, and everybody's for who manages jobs; their progress as a stream of events.

use std::convert::Infallible;
use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use baton_service::access::{Capability, work};
use futures_util::stream::{Stream, unfold};
use http::{HeaderName, HeaderValue};
use tokio::sync::watch;

use crate::asker::Asker;
use crate::dto::system::{JobBody, JobEventBody, JobList};
use crate::extract::Parted;
use crate::problem::Problem;
use crate::state::App;

/// Most jobs listed.
const MOST: usize = 200;
/// A sign of life where nothing happens, so that proxies do not take the stream for dead.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// The time between two events at least.
const GAP: Duration = Duration::from_millis(200);
/// How often a job of another process is looked at.
const LOOK: Duration = Duration::from_secs(2);
/// How long a stream goes on; who wants to see more comes again, and is asked again who it is.
const LONGEST: Duration = Duration::from_secs(600);

/// Jobs, the latest first.
#[utoipa::path(get, path = "/api/jobs", responses((status = 200, body = JobList)), tag = "administration")]
pub(crate) async fn list(State(app): State<App>, asker: Asker) -> Result<Json<JobList>, Problem> {
    app.blocking(move |app| {
        let found = work::jobs(app.site.store(), &asker.actor, MOST)?;
        Ok(Json(JobList { items: found.into_iter().map(|job| JobBody::of(job, asker.lang)).collect() }))
    })
    .await
}

async fn find(app: &App, asker: &Asker, id: &str) -> Result<JobBody, Problem> {
    let (asker, id) = (asker.clone(), id.to_owned());
    app.blocking(move |app| Ok(JobBody::of(work::job(app.site.store(), &asker.actor, &id)?, asker.lang)))
        .await
}

/// Begins to verify everything: the audit chain, what it vouches for, every run by replay. The job's result says what was looked at
/// and which runs differ; it fails where something was altered, and names it.
#[utoipa::path(post, path = "/api/verify", responses((status = 200, body = JobBody)), tag = "runs")]
pub(crate) async fn verify(State(app): State<App>, asker: Asker) -> Result<Json<JobBody>, Problem> {
    asker.actor.needs(Capability::Verify)?;
    let actor = asker.actor.clone();
    let begun = app.begin_job(&asker.actor, "verify", None, move |app, progress| {
        let step = |done, of, run: &str| progress.report(done, Some(of), run);
        let found = app.site.verify_everything(&actor, app.now(), step)?;
        // How much there is, is for who may see it all.
        Ok(match found.store {
            Some(whole) => serde_json::json!({
                "records": whole.records, "batches": whole.batches, "versions": whole.versions, "runs": whole.runs,
                "head": found.head, "differing": found.differing,
            }),
            None => serde_json::json!({ "head": found.head, "differing": found.differing }),
        })
    });
    let id = begun.await?;
    find(&app, &asker, &id).await.map(Json)
}

/// A job.
#[utoipa::path(get, path = "/api/jobs/{id}", params(("id" = String, Path)), responses((status = 200, body = JobBody)), tag = "administration")]
pub(crate) async fn one(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
) -> Result<Json<JobBody>, Problem> {
    find(&app, &asker, &id).await.map(Json)
}

/// What happens to a job, as events named `job` whose data is a JobBody; the last is the one with its end.
#[utoipa::path(get, path = "/api/jobs/{id}/events", params(("id" = String, Path)), responses((status = 200, body = JobEventBody, content_type = "text/event-stream")), tag = "administration")]
pub(crate) async fn events(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
) -> Result<Response, Problem> {
    // Watched first, looked at second: nothing happens in between unseen.
    let watch = app.jobs.watch(&id);
    let first = find(&app, &asker, &id).await?;
    let watching =
        Watching { app, asker, id, watch, next: Some(first), last: None, until: Instant::now() + LONGEST };
    let mut response =
        Sse::new(stream(watching)).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response();
    let unbuffered = HeaderName::from_static("x-accel-buffering");
    response.headers_mut().insert(unbuffered, HeaderValue::from_static("no"));
    Ok(response)
}

struct Watching {
    app: App,
    asker: Asker,
    id: String,
    watch: Option<watch::Receiver<u64>>,
    next: Option<JobBody>,
    last: Option<JobBody>,
    until: Instant,
}

fn is_over(job: &JobBody) -> bool {
    matches!(job.state, "done" | "failed")
}

fn stream(watching: Watching) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold(watching, |mut watching| async move {
        let job = watching.news().await?;
        let event = Event::default().event("job").json_data(&job).ok()?;
        watching.last = Some(job);
        Some((Ok(event), watching))
    })
}

impl Watching {
    /// The job as it is once it is no longer as it was; none when there is nothing more to come.
    async fn news(&mut self) -> Option<JobBody> {
        if let Some(first) = self.next.take() {
            return Some(first);
        }
        while !self.last.as_ref().is_some_and(is_over) && Instant::now() < self.until {
            self.wait().await;
            let job = find(&self.app, &self.asker, &self.id).await.ok()?;
            if self.last.as_ref() != Some(&job) {
                return Some(job);
            }
        }
        None
    }

    async fn wait(&mut self) {
        match &mut self.watch {
            Some(watch) => {
                let changed = tokio::time::timeout(LOOK, watch.changed()).await;
                if matches!(changed, Ok(Err(_))) {
                    self.watch = None;
                }
                tokio::time::sleep(GAP).await;
            }
            None => tokio::time::sleep(LOOK).await,
        }
    }
}
