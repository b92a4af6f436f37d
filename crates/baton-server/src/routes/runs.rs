//! Kept runs: lists, drafts, publication, restatement, replay.

use axum::Json;
use axum::extract::State;
use baton_service::site::{PublishRequest, Step};
use baton_service::store::{Audience, RunState};
use http::StatusCode;

use crate::asker::Asker;
use crate::dto::run::{
    MadeRun, NewRunBody, PlanBody, PlanQuery, PublishBody, RestateBody, RestatedBody, RulingItem, RunBody,
    RunItem, RunList, RunPage, RunsQuery, UnitChangeBody, VerifiedBody,
};
use crate::extract::{Body, Params, Parted, day, moment, period};
use crate::problem::Problem;
use crate::state::App;

/// Kept runs, the newest first; drafts for their makers only.
#[utoipa::path(get, path = "/api/runs", params(RunsQuery), responses((status = 200, body = RunList)), tag = "runs")]
pub(crate) async fn list(
    State(app): State<App>,
    asker: Asker,
    Params(query): Params<RunsQuery>,
) -> Result<Json<RunList>, Problem> {
    let wanted = query.period.as_deref().filter(|text| !text.is_empty()).map(|text| period("period", text));
    let wanted = wanted.transpose()?;
    app.blocking(move |app| {
        let scheme = query.scheme.as_deref().filter(|scheme| !scheme.is_empty());
        let runs = app.site.runs(&asker.actor, scheme, wanted)?;
        Ok(Json(RunList { items: runs.iter().map(RunItem::from).collect() }))
    })
    .await
}

/// A kept run with its rulings.
#[utoipa::path(get, path = "/api/runs/{id}", params(("id" = String, Path)), responses((status = 200, body = RunPage)), tag = "runs")]
pub(crate) async fn one(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
) -> Result<Json<RunPage>, Problem> {
    app.blocking(move |app| {
        let (entry, rulings) = app.site.run_entry(&asker.actor, &id, app.now())?;
        Ok(Json(RunPage {
            item: RunItem::from(&entry),
            rulings: rulings.iter().map(RulingItem::from).collect(),
        }))
    })
    .await
}

/// Runs a scheme and keeps the run as a draft.
#[utoipa::path(post, path = "/api/runs", request_body = NewRunBody, responses((status = 201, body = MadeRun)), tag = "runs")]
pub(crate) async fn make(
    State(app): State<App>,
    asker: Asker,
    Body(wanted): Body<NewRunBody>,
) -> Result<(StatusCode, Json<MadeRun>), Problem> {
    let of = wanted.period.as_deref().map(|text| period("period", text)).transpose()?;
    let as_of = wanted.as_of.as_deref().map(|text| moment("as_of", text)).transpose()?;
    app.writing(move |app| {
        let kept = app.site.keep(&asker.actor, wanted.scheme.as_deref(), of, as_of, app.now())?;
        let made = MadeRun { run: RunBody::of(&kept.head, None), was_there: kept.was_there };
        Ok((StatusCode::CREATED, Json(made)))
    })
    .await
}

/// What a step of publication will change, what not, and what stands in the way.
#[utoipa::path(get, path = "/api/runs/{id}/plan", params(("id" = String, Path), PlanQuery), responses((status = 200, body = PlanBody)), tag = "runs")]
pub(crate) async fn plan(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
    Params(query): Params<PlanQuery>,
) -> Result<Json<PlanBody>, Problem> {
    let step = Step {
        to: state("to", &query.to)?,
        until: query.notice_until.as_deref().map(|text| day("notice_until", text)).transpose()?,
        audience: query.audience.as_deref().map(audience).transpose()?.unwrap_or_default(),
    };
    app.blocking(move |app| {
        let plan = app.site.publication_plan(&asker.actor, &id, &step, app.now())?;
        Ok(Json(PlanBody::of(plan, asker.lang)))
    })
    .await
}

/// Takes a run to its next state.
#[utoipa::path(post, path = "/api/runs/{id}/publish", params(("id" = String, Path)), request_body = PublishBody,
    responses((status = 200, body = RunBody)), tag = "runs")]
pub(crate) async fn publish(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
    Body(wanted): Body<PublishBody>,
) -> Result<Json<RunBody>, Problem> {
    let request = PublishRequest {
        run: id,
        state: state("state", &wanted.state)?,
        until: wanted.notice_until.as_deref().map(|text| day("notice_until", text)).transpose()?,
        audience: wanted.audience.as_deref().map(audience).transpose()?,
    };
    app.writing(move |app| {
        let head = app.site.publish(&asker.actor, &request, app.now())?;
        let audience = app.site.store().audience(&head.id)?;
        Ok(Json(RunBody::of(&head, Some(audience))))
    })
    .await
}

/// Makes the draft of a restatement: the same scheme with the rulings, on what is known by a moment.
#[utoipa::path(post, path = "/api/runs/{id}/restate", params(("id" = String, Path)), request_body = RestateBody,
    responses((status = 201, body = RestatedBody)), tag = "runs")]
pub(crate) async fn restate(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
    Body(wanted): Body<RestateBody>,
) -> Result<(StatusCode, Json<RestatedBody>), Problem> {
    let as_of = wanted.as_of.as_deref().map(|text| moment("as_of", text)).transpose()?;
    app.writing(move |app| {
        let restated = app.site.restate(&asker.actor, &id, as_of, app.now())?;
        let run = RunBody::of(&restated.kept.head, None);
        let changes = restated.changes.into_iter().map(UnitChangeBody::from).collect();
        Ok((StatusCode::CREATED, Json(RestatedBody { run, changes })))
    })
    .await
}

/// Replays a run from what it froze and compares byte for byte.
#[utoipa::path(post, path = "/api/runs/{id}/verify", params(("id" = String, Path)), responses((status = 200, body = VerifiedBody)), tag = "runs")]
pub(crate) async fn verify(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
) -> Result<Json<VerifiedBody>, Problem> {
    app.blocking(move |app| {
        let found = app.site.verify_run(&asker.actor, &id, app.now())?;
        let line =
            |one: &baton_service::runs::Difference| format!("{}: {} → {}", one.place, one.kept, one.found);
        Ok(Json(VerifiedBody { ok: found.same, differences: found.differences.iter().map(line).collect() }))
    })
    .await
}

fn state(name: &'static str, text: &str) -> Result<RunState, Problem> {
    let found = RunState::parse(text).filter(|state| *state != RunState::Draft);
    found.ok_or_else(|| Problem::parameter(name, text, "notice, final, restated"))
}

fn audience(text: &str) -> Result<Audience, Problem> {
    Audience::parse(text).ok_or_else(|| Problem::parameter("audience", text, "own, everyone"))
}
