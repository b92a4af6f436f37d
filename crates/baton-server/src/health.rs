//! Is the server there (`/healthz`), can it serve (`/readyz`), what does it count (`/metrics`).

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode, header};

use crate::guard::Client;
use crate::problem::Problem;
use crate::state::App;

/// The process runs.
pub(crate) async fn alive() -> &'static str {
    "ok"
}

/// The store answers and the workspace can be read.
pub(crate) async fn ready(State(app): State<App>) -> Result<&'static str, Problem> {
    app.blocking(|app| Ok(app.site.known(app.now()).map(|_| "ready")?)).await
}

/// Counts, for the own machine and for whoever has the token.
pub(crate) async fn counts(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let token =
        headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let known = app.config.counts_token.as_deref();
    let by_token =
        token.zip(known).is_some_and(|(sent, known)| baton_service::access::same_secret(sent, known));
    let here = client.is_here() && !app.config.behind_proxy;
    if !here && !by_token {
        return Ok(StatusCode::NOT_FOUND.into_response());
    }
    let text = app.counts.text(app.answers.counts().0).map_err(|error| Problem::fault(error.to_string()))?;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

/// Memory the process holds, in bytes; none where the system does not say.
pub(crate) fn memory_bytes() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}
