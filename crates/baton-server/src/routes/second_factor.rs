//! The second factor of the own account: begun with the password, confirmed with a code, removed with both.

use axum::Json;
use axum::extract::State;
use baton_service::access::totp;
use http::StatusCode;

use crate::asker::Asker;
use crate::dto::session::{Code, OwnPassword, PasswordAndCode, TotpSecret};
use crate::extract::Body;
use crate::problem::Problem;
use crate::state::App;

/// Gives the own account a secret for an authenticator; it counts once confirmed.
#[utoipa::path(post, path = "/api/session/totp", request_body = OwnPassword, responses((status = 200, body = TotpSecret)), tag = "session")]
pub(crate) async fn start(
    State(app): State<App>,
    asker: Asker,
    Body(asked): Body<OwnPassword>,
) -> Result<Json<TotpSecret>, Problem> {
    app.writing(move |app| {
        let store = app.site.store();
        let begun = totp::start(store, &app.passwords, &asker.actor, &asked.password, app.now())?;
        Ok(Json(TotpSecret { secret: begun.secret, url: begun.url }))
    })
    .await
}

/// Confirms the secret with a code: from now on sign-in asks for one.
#[utoipa::path(put, path = "/api/session/totp", request_body = Code, responses((status = 204)), tag = "session")]
pub(crate) async fn confirm(
    State(app): State<App>,
    asker: Asker,
    Body(sent): Body<Code>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        totp::confirm(app.site.store(), &asker.actor, &sent.code, app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Takes the own second factor away.
#[utoipa::path(delete, path = "/api/session/totp", request_body = PasswordAndCode, responses((status = 204)), tag = "session")]
pub(crate) async fn remove(
    State(app): State<App>,
    asker: Asker,
    Body(sent): Body<PasswordAndCode>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        let proofs = (sent.password.as_str(), sent.code.as_str());
        totp::remove(app.site.store(), &app.passwords, &asker.actor, proofs, app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
