//! How the server does, and the views an account has saved.

use axum::Json;
use axum::extract::State;
use baton_service::access::views::{self, View};
use baton_service::access::work;
use baton_service::scheme::run::SEMANTICS;
use http::StatusCode;

use crate::asker::Asker;
use crate::dto::audit::AuditHead;
use crate::dto::system::{CacheBody, DatabaseBody, HealthBody, OfPage, ViewBody, Views};
use crate::extract::{Body, Params, Parted};
use crate::health::memory_bytes;
use crate::problem::Problem;
use crate::state::App;

/// How the server does.
#[utoipa::path(get, path = "/api/health", responses((status = 200, body = HealthBody)), tag = "administration")]
pub(crate) async fn condition(State(app): State<App>, asker: Asker) -> Result<Json<HealthBody>, Problem> {
    app.blocking(move |app| {
        let (condition, (sequence, hash)) = work::condition(app.site.store(), &asker.actor)?;
        let (entries, hits, misses) = app.answers.counts();
        Ok(Json(HealthBody {
            version: app.config.version,
            semantics: SEMANTICS,
            database: DatabaseBody {
                kind: condition.kind,
                place: condition.place,
                structure: condition.structure,
                size: condition.bytes,
            },
            figures: condition.figures,
            runs: condition.runs,
            audit: AuditHead { sequence, hash },
            started: app.started.to_string(),
            uptime_s: app.now().duration_since(app.started).as_secs(),
            memory_bytes: memory_bytes(),
            requests: app.counts.total(),
            cache: CacheBody { entries, hits, misses },
        }))
    })
    .await
}

/// The own views of a page.
#[utoipa::path(get, path = "/api/views", params(OfPage), responses((status = 200, body = Views)), tag = "session")]
pub(crate) async fn list(
    State(app): State<App>,
    asker: Asker,
    Params(of): Params<OfPage>,
) -> Result<Json<Views>, Problem> {
    app.blocking(move |app| {
        let found = views::list(app.site.store(), &asker.actor, &of.page)?;
        let body = |view: View| ViewBody { page: view.page, name: view.name, query: view.query };
        Ok(Json(Views { items: found.into_iter().map(body).collect() }))
    })
    .await
}

/// Saves a view, in place of what had its name.
#[utoipa::path(put, path = "/api/views", request_body = ViewBody, responses((status = 204)), tag = "session")]
pub(crate) async fn save(
    State(app): State<App>,
    asker: Asker,
    Body(view): Body<ViewBody>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        let view = View { page: view.page, name: view.name, query: view.query };
        views::save(app.site.store(), &asker.actor, &view, app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Removes a view.
#[utoipa::path(delete, path = "/api/views/{name}", params(("name" = String, Path), OfPage), responses((status = 204)), tag = "session")]
pub(crate) async fn remove(
    State(app): State<App>,
    asker: Asker,
    Parted(name): Parted<String>,
    Params(of): Params<OfPage>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        views::remove(app.site.store(), &asker.actor, (&of.page, &name), app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
