//! Objections to cells of published runs, and what is decided.

use axum::Json;
use axum::extract::{Multipart, State};
use axum::response::Response;
use baton_service::access::Capability;
use baton_service::access::attachments::{self, Upload};
use baton_service::access::objections::{self as cases, Decided, ObjectionRequest};
use baton_service::scheme::run::{Ruling, RulingEffect};
use baton_service::site::Known;
use baton_service::store::Objection;
use http::StatusCode;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::rankings::download;
use super::session::head;
use crate::asker::Asker;
use crate::dto::run::{DecideBody, ObjectionBody, ObjectionList};
use crate::extract::{Body, Params, Parted, unreadable};
use crate::problem::Problem;
use crate::state::App;

/// Which objections are listed.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ObjectionsQuery {
    /// Of this run only.
    run: Option<String>,
    /// Only those not decided yet, or only those decided.
    open: Option<bool>,
}

/// Objections of units in scope.
#[utoipa::path(get, path = "/api/objections", params(ObjectionsQuery), responses((status = 200, body = ObjectionList)), tag = "objections")]
pub(crate) async fn list(
    State(app): State<App>,
    asker: Asker,
    Params(query): Params<ObjectionsQuery>,
) -> Result<Json<ObjectionList>, Problem> {
    app.blocking(move |app| {
        let known = app.site.known(app.now())?;
        let run = query.run.as_deref().filter(|run| !run.is_empty());
        let found =
            cases::list(app.site.store(), &asker.actor, (run, query.open), &known.workspace.tree, app.now())?;
        let items = found.into_iter().rev().map(|one| body(&known, one)).collect();
        Ok(Json(ObjectionList { items }))
    })
    .await
}

/// What an objection consists of.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the parts of the form; they are read one by one")]
pub(crate) struct ObjectionForm {
    /// Code of the unit.
    unit: String,
    /// Id of the node.
    node: String,
    /// Why.
    reason: String,
    /// A file as evidence.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: Option<String>,
}

/// A file as it came.
struct Part {
    name: String,
    media_type: String,
    content: Vec<u8>,
}

/// Files an objection to a cell of an own unit in a published run.
#[utoipa::path(post, path = "/api/runs/{id}/objections", params(("id" = String, Path)),
    request_body(content = ObjectionForm, content_type = "multipart/form-data"), responses((status = 201, body = ObjectionBody)), tag = "objections")]
pub(crate) async fn file(
    State(app): State<App>,
    asker: Asker,
    Parted(run): Parted<String>,
    mut form: Multipart,
) -> Result<(StatusCode, Json<ObjectionBody>), Problem> {
    let bad = |error: axum::extract::multipart::MultipartError| unreadable(error.status(), error.body_text());
    let (mut unit, mut node, mut reason, mut part) = (String::new(), String::new(), String::new(), None);
    while let Some(field) = form.next_field().await.map_err(bad)? {
        match field.name() {
            Some("unit") => unit = field.text().await.map_err(bad)?,
            Some("node") => node = field.text().await.map_err(bad)?,
            Some("reason") => reason = field.text().await.map_err(bad)?,
            Some("file") => {
                let name = field.file_name().unwrap_or("file").to_owned();
                let media_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
                let content = field.bytes().await.map_err(bad)?.to_vec();
                part = Some(Part { name, media_type, content });
            }
            _ => {
                return Err(Problem::parameter(
                    "form",
                    field.name().unwrap_or(""),
                    "unit, node, reason, file",
                ));
            }
        }
    }
    app.writing(move |app| {
        let (store, now) = (app.site.store(), app.now());
        let known = app.site.known(now)?;
        let tree = &known.workspace.tree;
        let attachment = match &part {
            Some(part) if !part.content.is_empty() => {
                let upload = Upload {
                    unit: &unit,
                    name: &part.name,
                    media_type: &part.media_type,
                    content: &part.content,
                };
                Some(attachments::add(store, &asker.actor, &upload, tree, now)?.digest)
            }
            _ => None,
        };
        let request = ObjectionRequest { run, unit, node, indicator: None, reason, attachment };
        let id = cases::file(store, &asker.actor, &request, tree, now)?;
        let found = cases::get(store, &asker.actor, id, tree, now)?;
        Ok((StatusCode::CREATED, Json(body(&known, found))))
    })
    .await
}

/// Decides an objection: upheld with a ruling, or rejected with a reason.
#[utoipa::path(post, path = "/api/objections/{id}/decision", params(("id" = i64, Path)), request_body = DecideBody,
    responses((status = 200, body = ObjectionBody)), tag = "objections")]
pub(crate) async fn decide(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<i64>,
    Body(wanted): Body<DecideBody>,
) -> Result<Json<ObjectionBody>, Problem> {
    app.writing(move |app| {
        let (store, now) = (app.site.store(), app.now());
        let known = app.site.known(now)?;
        let tree = &known.workspace.tree;
        asker.actor.needs(Capability::Rule)?;
        let found = cases::get(store, &asker.actor, id, tree, now)?;
        let decided = decided(&found, wanted)?;
        cases::decide(store, &asker.actor, id, &decided, tree, now)?;
        Ok(Json(body(&known, cases::get(store, &asker.actor, id, tree, now)?)))
    })
    .await
}

fn decided(found: &Objection, wanted: DecideBody) -> Result<Decided, Problem> {
    if !wanted.uphold {
        return Ok(Decided::Reject(wanted.reason));
    }
    let effect = match (wanted.points, wanted.exclude) {
        (Some(points), false) => RulingEffect::Points(points),
        (None, true) => RulingEffect::Exclusion,
        _ => return Err(Problem::parameter("points", "", "points or exclude")),
    };
    Ok(Decided::Uphold(Ruling {
        unit: found.filed.unit.clone(),
        node: found.filed.node.clone(),
        effect,
        basis: wanted.basis,
        approver: wanted.approver,
    }))
}

/// Takes an objection of an own unit back.
#[utoipa::path(delete, path = "/api/objections/{id}", params(("id" = i64, Path)), responses((status = 204)), tag = "objections")]
pub(crate) async fn withdraw(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<i64>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        let known = app.site.known(app.now())?;
        cases::withdraw(app.site.store(), &asker.actor, id, &known.workspace.tree, app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// The file of an objection.
#[utoipa::path(get, path = "/api/objections/{id}/attachment", params(("id" = i64, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)), tag = "objections")]
pub(crate) async fn attachment(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<i64>,
) -> Result<Response, Problem> {
    app.blocking(move |app| {
        let known = app.site.known(app.now())?;
        let (kept, content) =
            attachments::get(app.site.store(), &asker.actor, id, &known.workspace.tree, app.now())?;
        // Never as what the uploader called it: a page would run in our name.
        Ok(download(&kept.name, "application/octet-stream", content))
    })
    .await
}

/// Names as they are now; the node's by the scheme as it is now, or its id where it is gone.
pub(crate) fn body(known: &Known, found: Objection) -> ObjectionBody {
    let unit = head(known, &found.filed.unit);
    let scheme = known.workspace.schemes.iter().map(|scheme| &scheme.id);
    let scheme = scheme.filter(|id| found.filed.run.starts_with(id.as_str())).max_by_key(|id| id.len());
    let name = scheme.and_then(|id| known.prepared(Some(id)).ok()).and_then(|prepared| {
        prepared.plan.node(&found.filed.node).map(|node| prepared.plan.nodes[node].name.clone())
    });
    let name = name.unwrap_or_else(|| found.filed.node.clone());
    ObjectionBody::of(found, unit, name)
}
