//! Long work (作业): done away from the request that asked for it, kept in the store, with progress that can be watched.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use baton_service::Who;
use baton_service::access::{Actor, work};
use serde_json::Value;
use tokio::sync::watch;

use crate::problem::Problem;
use crate::state::App;

/// How often progress is kept at most.
const KEPT_EVERY: Duration = Duration::from_millis(500);

/// The jobs under way in this process, with a number that grows whenever what is kept of them changes.
#[derive(Debug, Default)]
pub(crate) struct Jobs(Mutex<BTreeMap<String, watch::Sender<u64>>>);

impl Jobs {
    fn begin(&self, id: &str) -> watch::Sender<u64> {
        let sender = watch::Sender::new(0);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), sender.clone());
        sender
    }

    /// Watches a job that is under way here.
    pub(crate) fn watch(&self, id: &str) -> Option<watch::Receiver<u64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).map(watch::Sender::subscribe)
    }

    fn end(&self, id: &str) {
        if let Some(sender) = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(id) {
            sender.send_modify(|number| *number += 1);
        }
    }
}

/// Says how far a job is.
#[derive(Debug)]
pub struct Progress {
    app: App,
    id: String,
    sender: watch::Sender<u64>,
    kept: Mutex<Option<Instant>>,
}

impl Progress {
    /// So much is done, of so much where that is known; and what is being done. Not every word is kept: two a second are.
    ///
    /// # Errors
    /// What the store says.
    pub fn report(&self, done: u64, of: Option<u64>, message: &str) -> Result<(), Problem> {
        {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.is_some_and(|moment| moment.elapsed() < KEPT_EVERY) {
                return Ok(());
            }
            *kept = Some(Instant::now());
        }
        work::note_job(self.app.site.store(), &self.id, (done, of), message)?;
        self.sender.send_modify(|number| *number += 1);
        Ok(())
    }
}

impl App {
    /// Queues long work for somebody and begins it; gives the id of the job. What the work answers is its result; what it
    /// refuses is told in the language of the account.
    ///
    /// # Errors
    /// The job cannot be queued.
    pub async fn begin_job(
        &self,
        actor: &Arc<Actor>,
        kind: &'static str,
        of: Option<u64>,
        task: impl FnOnce(&Self, &Progress) -> Result<Value, Problem> + Send + 'static,
    ) -> Result<String, Problem> {
        let asked = Arc::clone(actor);
        let id = self
            .blocking(move |app| Ok(work::queue_job(app.site.store(), &asked, kind, of, app.now())?))
            .await?;
        let (app, actor, job) = (self.clone(), Arc::clone(actor), id.clone());
        let sender = self.jobs.begin(&id);
        tokio::spawn(async move {
            let progress = Progress { app: app.clone(), id: job.clone(), sender, kept: Mutex::default() };
            let done = app.writing(move |app| run(app, &progress, task)).await;
            let (outcome, ended) = (done.map_err(|problem| problem.told(actor.lang())), job.clone());
            let told = app.blocking(move |app| {
                let outcome = outcome.as_deref().map_err(String::as_str);
                Ok(work::end_job(app.site.store(), &ended, outcome, &actor.who(app.now()))?)
            });
            if let Err(problem) = told.await {
                tracing::error!(job, ?problem, "the end of a job is not kept");
            }
            app.jobs.end(&job);
        });
        Ok(id)
    }
}

fn run(
    app: &App,
    progress: &Progress,
    task: impl FnOnce(&App, &Progress) -> Result<Value, Problem>,
) -> Result<String, Problem> {
    work::begin_job(app.site.store(), &progress.id, app.now())?;
    progress.sender.send_modify(|number| *number += 1);
    Ok(task(app, progress)?.to_string())
}

/// Fails the jobs that were under way when a server stopped: nobody works on them any more.
///
/// # Errors
/// What the store says.
pub async fn abandon(app: &App) -> std::io::Result<u64> {
    let failed = app.blocking(|app| {
        let who = Who { at: app.now(), name: "server".to_owned(), from: "start".to_owned() };
        Ok(work::abandon_jobs(app.site.store(), &who)?)
    });
    failed.await.map_err(|problem| std::io::Error::other(problem.told(baton_service::model::Lang::En)))
}
