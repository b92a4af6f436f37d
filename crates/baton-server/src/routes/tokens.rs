//! Tokens for programs: the own ones, and those of others for who manages sessions.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use baton_service::access::tokens::{self, TokenRequest};
use http::StatusCode;

use crate::asker::Asker;
use crate::dto::access::{MadeToken, NewTokenBody, TokenBody, Tokens};
use crate::dto::account::OfAccount;
use crate::extract::{Body, Params, Parted, day, moment};
use crate::problem::Problem;
use crate::repeated::shown_once;
use crate::state::App;

/// Tokens, revoked ones too. Where no account is named: everybody's for who manages sessions, the own ones for all others.
#[utoipa::path(get, path = "/api/tokens", params(OfAccount), responses((status = 200, body = Tokens)), tag = "session")]
pub(crate) async fn list(
    State(app): State<App>,
    asker: Asker,
    Params(of): Params<OfAccount>,
) -> Result<Json<Tokens>, Problem> {
    app.blocking(move |app| {
        let found = tokens::list_of(app.site.store(), &asker.actor, of.account.as_deref())?;
        Ok(Json(Tokens { items: found.into_iter().map(TokenBody::of).collect(), next: None }))
    })
    .await
}

/// Makes a token for the own account. It is shown once.
#[utoipa::path(post, path = "/api/tokens", request_body = NewTokenBody, responses((status = 201, body = MadeToken)), tag = "session")]
pub(crate) async fn create(
    State(app): State<App>,
    asker: Asker,
    Body(wanted): Body<NewTokenBody>,
) -> Result<Response, Problem> {
    day("expires", &wanted.expires)?;
    let expires_at = moment("expires", &wanted.expires)?;
    let made = app
        .writing(move |app| {
            let store = app.site.store();
            let request = TokenRequest { name: wanted.name, capabilities: wanted.capabilities, expires_at };
            let made = tokens::create(store, &asker.actor, &request, app.now())?;
            let listed = tokens::list_of(store, &asker.actor, Some(asker.actor.account()))?;
            let listed = listed.into_iter().find(|token| token.id == made.id);
            let listed = listed.ok_or_else(|| Problem::fault("a token that was made is not listed"))?;
            Ok(MadeToken { listed: TokenBody::of(listed), token: made.token })
        })
        .await?;
    Ok(shown_once((StatusCode::CREATED, Json(made)).into_response()))
}

/// Revokes a token at once.
#[utoipa::path(delete, path = "/api/tokens/{id}", params(("id" = String, Path)), responses((status = 204)), tag = "session")]
pub(crate) async fn revoke(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        tokens::revoke(app.site.store(), &asker.actor, &id, app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
