//! Schemes: the method, the text with live complaints, versions, trials.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use baton_service::access;
use http::{HeaderMap, Uri};
use serde::Deserialize;
use utoipa::IntoParams;

use super::address;
use crate::asker::Asker;
use crate::dto::scheme::{
    CheckedBody, DiagnosticBody, DiffBody, SaveScheme, SchemeBody, SchemeText, TrialBody, TrialText,
    TriedBody, VersionBody,
};
use crate::extract::{Body, Params, Parted, period};
use crate::problem::Problem;
use crate::state::App;

/// A scheme's page.
#[utoipa::path(get, path = "/api/schemes/{id}", params(("id" = String, Path)), responses((status = 200, body = SchemeBody)), tag = "schemes")]
pub(crate) async fn scheme(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (actor, lang) = (asker.actor.clone(), asker.lang);
    app.answer(&asker, (address(&uri), &headers), move |app| {
        Ok(SchemeBody::of(app.site.scheme(&actor, &id, lang, app.now())?, lang))
    })
    .await
}

/// Looks at a text without keeping it.
#[utoipa::path(post, path = "/api/schemes/check", request_body = SchemeText, responses((status = 200, body = CheckedBody)), tag = "schemes")]
pub(crate) async fn check(
    State(app): State<App>,
    asker: Asker,
    Body(wanted): Body<SchemeText>,
) -> Result<Json<CheckedBody>, Problem> {
    app.blocking(move |app| {
        let found = app.site.check_scheme(&asker.actor, &wanted.id, &wanted.text, asker.lang, app.now())?;
        let one = |diagnostic| DiagnosticBody::of(diagnostic, &found.sources, asker.lang);
        let diagnostics = found.diagnostics.iter().map(one).collect();
        Ok(Json(CheckedBody { diagnostics, method: found.method.map(Into::into) }))
    })
    .await
}

/// Saves a text as a new version.
#[utoipa::path(put, path = "/api/schemes/{id}", params(("id" = String, Path)), request_body = SaveScheme,
    responses((status = 200, body = VersionBody)), tag = "schemes")]
pub(crate) async fn save(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
    Body(wanted): Body<SaveScheme>,
) -> Result<Json<VersionBody>, Problem> {
    app.writing(move |app| {
        let text = (wanted.text.as_str(), wanted.expected);
        let saved = app.site.save_scheme(&asker.actor, &id, text, &wanted.note, app.now())?;
        Ok(Json(VersionBody::from(&saved)))
    })
    .await
}

/// Runs a text beside the adopted version.
#[utoipa::path(post, path = "/api/schemes/{id}/trial", params(("id" = String, Path)), request_body = TrialText,
    responses((status = 200, body = TrialBody)), tag = "schemes")]
pub(crate) async fn trial(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
    Body(wanted): Body<TrialText>,
) -> Result<Json<TrialBody>, Problem> {
    let of = wanted
        .period
        .as_deref()
        .filter(|text| !text.is_empty())
        .map(|text| period("period", text))
        .transpose()?;
    app.blocking(move |app| {
        let (period, units) = app.site.try_scheme(&asker.actor, &id, &wanted.text, of, app.now())?;
        let changes = units.into_iter().map(TriedBody::from).collect();
        Ok(Json(TrialBody { period: period.to_string(), changes }))
    })
    .await
}

/// Which versions are compared.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DiffQuery {
    /// The earlier version; 0 is the empty file.
    from: u32,
    /// The later version.
    to: u32,
}

/// Two versions of a scheme's file compared by lines.
#[utoipa::path(get, path = "/api/schemes/{id}/diff", params(("id" = String, Path), DiffQuery), responses((status = 200, body = DiffBody)), tag = "schemes")]
pub(crate) async fn diff(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
    Params(query): Params<DiffQuery>,
) -> Result<Json<DiffBody>, Problem> {
    app.blocking(move |app| {
        asker.actor.needs(access::Capability::ViewScheme)?;
        let known = app.site.known(app.now())?;
        let file = known.workspace.schemes.iter().find(|scheme| scheme.id == id);
        let file = file.ok_or_else(access::Denied::missing)?;
        let diff = access::files::diff(app.site.store(), &asker.actor, &file.name, (query.from, query.to))?;
        Ok(Json(DiffBody { diff }))
    })
    .await
}
