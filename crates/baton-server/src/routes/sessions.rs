//! Sessions that go on: the own ones, and those of others for who manages sessions.

use axum::Json;
use axum::extract::State;
use baton_service::access::{Via, sessions};
use http::StatusCode;

use crate::asker::Asker;
use crate::dto::access::{OpenSession, Sessions};
use crate::dto::account::OfAccount;
use crate::extract::{Params, Parted};
use crate::problem::Problem;
use crate::state::App;

/// Sessions that go on. Where no account is named: everybody's for who manages sessions, the own ones for all others.
#[utoipa::path(get, path = "/api/sessions", params(OfAccount), responses((status = 200, body = Sessions)), tag = "session")]
pub(crate) async fn list(
    State(app): State<App>,
    asker: Asker,
    Params(of): Params<OfAccount>,
) -> Result<Json<Sessions>, Problem> {
    app.blocking(move |app| {
        let found = sessions::list_of(app.site.store(), &asker.actor, of.account.as_deref(), app.now())?;
        let current = match asker.actor.via() {
            Via::Session(id) => Some(id.as_str()),
            Via::Token { .. } | Via::CommandLine => None,
        };
        let items = found.into_iter().map(|session| OpenSession::of(session, current)).collect();
        Ok(Json(Sessions { items, next: None }))
    })
    .await
}

/// Ends a session at once.
#[utoipa::path(delete, path = "/api/sessions/{id}", params(("id" = String, Path)), responses((status = 204)), tag = "session")]
pub(crate) async fn end(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        sessions::end(app.site.store(), &asker.actor, &id, app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
