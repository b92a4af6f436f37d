//! What all routes share.

use std::sync::Arc;
use std::time::Duration;

use baton_service::access::Passwords;
use baton_service::site::Site;
use jiff::Timestamp;

use crate::answers::Answers;
use crate::asker::Known;
use crate::counts::Counts;
use crate::jobs::Jobs;
use crate::limit::Limits;
use crate::oidc::Providers;
use crate::problem::Problem;

/// How a server is set up.
#[derive(Clone, Debug)]
pub struct Config {
    /// The clock; only the binary reads it.
    pub clock: fn() -> Timestamp,
    /// Does the browser reach it over TLS, by its own or a proxy's? Then cookies are sent over TLS only.
    pub secure: bool,
    /// Is it behind a reverse proxy whose `X-Forwarded-For` is to be believed?
    pub behind_proxy: bool,
    /// The address people know it by, for same-origin checks behind a proxy and for sign-in elsewhere.
    pub origin: Option<String>,
    /// Largest upload, in bytes.
    pub upload_bytes: usize,
    /// How long a request may take.
    pub patience: Duration,
    /// Token that opens `/metrics` to addresses other than the own machine's.
    pub counts_token: Option<String>,
    /// Version of the program.
    pub version: &'static str,
}

/// What all routes share.
#[derive(Clone, Debug)]
pub struct App(Arc<Inner>);

/// The parts of [`App`].
#[derive(Debug)]
pub struct Inner {
    /// The site served.
    pub site: Site,
    /// How it is set up.
    pub config: Config,
    /// How passwords are kept.
    pub passwords: Passwords,
    pub(crate) answers: Answers,
    pub(crate) known: Known,
    pub(crate) limits: Limits,
    pub(crate) counts: Counts,
    pub(crate) jobs: Jobs,
    pub(crate) providers: Providers,
    pub(crate) started: Timestamp,
}

impl std::ops::Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// A server of a site.
    pub fn new(site: Site, config: Config, passwords: Passwords, providers: Providers) -> Self {
        let started = (config.clock)();
        Self(Arc::new(Inner {
            site,
            passwords,
            answers: Answers::default(),
            known: Known::default(),
            limits: Limits::default(),
            counts: Counts::new(),
            jobs: Jobs::default(),
            providers,
            started,
            config,
        }))
    }

    /// The moment it is.
    pub fn now(&self) -> Timestamp {
        (self.config.clock)()
    }

    /// Does work that blocks, such as every use case, away from the threads that serve.
    pub async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let app = self.clone();
        match tokio::task::spawn_blocking(move || work(&app)).await {
            Ok(done) => done,
            Err(error) => Err(Problem::fault(format!("a use case did not end: {error}"))),
        }
    }

    /// Does work that writes: what was kept of earlier answers and of who may do what is thrown away afterwards.
    pub async fn writing<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let done = self.blocking(work).await;
        self.site.changed();
        self.known.forget();
        done
    }
}
