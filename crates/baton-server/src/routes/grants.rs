//! Grants, by the security administrator, and the roles there are.

use axum::Json;
use axum::extract::State;
use baton_service::access::grants::{self, GrantRequest};
use baton_service::access::{Role, messages};
use baton_service::model::Message;
use http::StatusCode;

use super::session::head;
use crate::asker::Asker;
use crate::dto::account::{GrantBody, Grants, NewGrantBody, OfAccount, RoleInfo};
use crate::extract::{Body, Params, Parted};
use crate::problem::Problem;
use crate::state::App;

/// Grants of all accounts or of one, revoked ones too. Everybody may ask for the own ones by name.
#[utoipa::path(get, path = "/api/grants", params(OfAccount), responses((status = 200, body = Grants)), tag = "administration")]
pub(crate) async fn list(
    State(app): State<App>,
    asker: Asker,
    Params(of): Params<OfAccount>,
) -> Result<Json<Grants>, Problem> {
    app.blocking(move |app| {
        let account = of.account.as_deref().filter(|account| !account.is_empty());
        let found = grants::list(app.site.store(), &asker.actor, account, true)?;
        let known = app.site.known(app.now())?;
        let body = |grant| GrantBody::of(grant, |code| head(&known, code), asker.lang);
        Ok(Json(Grants { items: found.into_iter().map(body).collect() }))
    })
    .await
}

/// Grants a role. The very same grant, where it holds already, is answered.
#[utoipa::path(post, path = "/api/grants", request_body = NewGrantBody, responses((status = 201, body = GrantBody)), tag = "administration")]
pub(crate) async fn grant(
    State(app): State<App>,
    asker: Asker,
    Body(wanted): Body<NewGrantBody>,
) -> Result<(StatusCode, Json<GrantBody>), Problem> {
    app.writing(move |app| {
        let (store, now) = (app.site.store(), app.now());
        let known = app.site.known(now)?;
        let request = GrantRequest {
            account: wanted.account,
            role: wanted.role,
            unit: wanted.unit.filter(|unit| !unit.is_empty()),
            indicators: wanted.indicators.map(|codes| codes.into_iter().collect()),
        };
        let on = (&known.workspace.tree, &known.workspace.catalogue);
        let id = grants::grant(store, &asker.actor, &request, on, now)?;
        let found = grants::list(store, &asker.actor, Some(&request.account), false)?;
        let found = found.into_iter().find(|grant| grant.id == id);
        let found = found.ok_or_else(|| Problem::fault("a grant that was made is not listed"))?;
        let body = GrantBody::of(found, |code| head(&known, code), asker.lang);
        Ok((StatusCode::CREATED, Json(body)))
    })
    .await
}

/// Revokes a grant; it no longer counts with the next request.
#[utoipa::path(delete, path = "/api/grants/{id}", params(("id" = String, Path)), responses((status = 204)), tag = "administration")]
pub(crate) async fn revoke(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        // A text that is no number is the number of no grant.
        let number = id.parse().unwrap_or(-1);
        match grants::revoke(app.site.store(), &asker.actor, number, app.now()) {
            Ok(()) => Ok(StatusCode::NO_CONTENT),
            Err(baton_service::access::Denied::Missing(_)) => {
                let message = Message::new(&messages::NO_GRANT).with("grant", id);
                Err(Problem::new(StatusCode::NOT_FOUND, message))
            }
            Err(denied) => Err(denied.into()),
        }
    })
    .await
}

/// The roles with what they may do.
#[utoipa::path(get, path = "/api/roles", responses((status = 200, body = [RoleInfo])), tag = "administration")]
pub(crate) async fn roles(asker: Asker) -> Json<Vec<RoleInfo>> {
    Json(Role::ALL.into_iter().map(|role| RoleInfo::of(role, asker.lang)).collect())
}
