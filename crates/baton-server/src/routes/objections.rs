//! Objections to cells of published runs, and what is decided.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use baton_service::access::Capability;
use baton_service::access::attachments::{self, Upload};
use baton_service::access::objections::{self as cases, Decided, ObjectionRequest};
use baton_service::scheme::run::{Ruling, RulingEffect};
use baton_service::site::{Known, Site};
use baton_service::store::Objection;
use http::StatusCode;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::rankings::download;
use super::session::head;
use crate::asker::Asker;
use crate::dto::run::{DecideBody, ObjectionBody, ObjectionList};
use crate::extract::{Body, Form, Params, Parted};
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
        let items = bodies(&app.site, &known, found.into_iter().rev().collect())?;
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

/// Files an objection to a cell of an own unit in a published run.
#[utoipa::path(post, path = "/api/runs/{id}/objections", params(("id" = String, Path)),
    request_body(content = ObjectionForm, content_type = "multipart/form-data"), responses((status = 201, body = ObjectionBody)), tag = "objections")]
pub(crate) async fn file(
    State(app): State<App>,
    asker: Asker,
    Parted(run): Parted<String>,
    mut form: Form,
) -> Result<(StatusCode, Json<ObjectionBody>), Problem> {
    let (mut unit, mut node, mut reason, mut evidence) = (String::new(), String::new(), String::new(), None);
    while let Some(part) = form.next().await? {
        match part.name.as_str() {
            "unit" => unit = part.text()?,
            "node" => node = part.text()?,
            "reason" => reason = part.text()?,
            "file" => evidence = Some(part),
            other => return Err(Problem::parameter("form", other, "unit, node, reason, file")),
        }
    }
    app.writing(move |app| {
        let (store, now) = (app.site.store(), app.now());
        let known = app.site.known(now)?;
        let tree = &known.workspace.tree;
        let attachment = match &evidence {
            Some(part) if !part.content.is_empty() => {
                let upload = Upload {
                    unit: &unit,
                    name: part.file.as_deref().unwrap_or("file"),
                    media_type: part.media_type.as_deref().unwrap_or("application/octet-stream"),
                    content: &part.content,
                };
                Some(attachments::add(store, &asker.actor, &upload, tree, now)?.digest)
            }
            _ => None,
        };
        let request = ObjectionRequest { run, unit, node, indicator: None, reason, attachment };
        let id = cases::file(store, &asker.actor, &request, tree, now)?;
        let found = cases::get(store, &asker.actor, id, tree, now)?;
        Ok((StatusCode::CREATED, Json(body(&app.site, &known, found)?)))
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
        Ok(Json(body(&app.site, &known, cases::get(store, &asker.actor, id, tree, now)?)?))
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

/// An objection with names as they are now; the node's by the scheme as it is now, or its id where it is gone.
fn body(site: &Site, known: &Known, found: Objection) -> Result<ObjectionBody, Problem> {
    let mut bodies = bodies(site, known, vec![found])?;
    bodies.pop().ok_or_else(|| Problem::fault("an objection was lost on its way"))
}

/// The same for many. A run is asked for its scheme once.
pub(crate) fn bodies(
    site: &Site,
    known: &Known,
    found: Vec<Objection>,
) -> Result<Vec<ObjectionBody>, Problem> {
    let mut schemes: BTreeMap<String, String> = BTreeMap::new();
    let mut bodies = Vec::with_capacity(found.len());
    for one in found {
        let run = &one.filed.run;
        let scheme = match schemes.get(run) {
            Some(scheme) => scheme.clone(),
            None => schemes.entry(run.clone()).or_insert(site.scheme_of_run(run)?).clone(),
        };
        let name = known.prepared(Some(&scheme)).ok().and_then(|prepared| {
            prepared.plan.node(&one.filed.node).map(|node| prepared.plan.nodes[node].name.clone())
        });
        let name = name.unwrap_or_else(|| one.filed.node.clone());
        bodies.push(ObjectionBody::of(head(known, &one.filed.unit), name, one));
    }
    Ok(bodies)
}
