//! Figures one by one: batches, rows entered by hand, versions.

use axum::Json;
use axum::extract::State;
use baton_service::model::Scenario;
use baton_service::site::data::{EntryRow, VersionQuery};
use baton_service::store::BatchPlace;
use http::StatusCode;

use super::session::head;
use crate::asker::Asker;
use crate::dto::figures::{
    BatchBody, BatchList, BatchPageBody, ChangedBody, EntryBody, EntryReceiptBody, EntryRowBody,
    FigureVersionBody, PageQuery, VersionList, VersionsQuery, WithdrawBody,
};
use crate::extract::{Body, Params, Parted, period};
use crate::problem::Problem;
use crate::state::App;

const BATCHES: usize = 50;
const MOST_BATCHES: usize = 200;
const FIGURES: usize = 100;
const MOST_FIGURES: usize = 200;

fn scenario(text: Option<&str>) -> Result<Option<Scenario>, Problem> {
    let filled = text.map(str::trim).filter(|text| !text.is_empty());
    let parse = |text: &str| {
        Scenario::parse(text).ok_or_else(|| Problem::parameter("scenario", text, "actual, plan, forecast"))
    };
    filled.map(parse).transpose()
}

/// Batches one brought or may look after, the latest first.
#[utoipa::path(get, path = "/api/batches", params(PageQuery), responses((status = 200, body = BatchList)), tag = "data")]
pub(crate) async fn batches(
    State(app): State<App>,
    asker: Asker,
    Params(query): Params<PageQuery>,
) -> Result<Json<BatchList>, Problem> {
    let before = match query.cursor.filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| Problem::parameter("cursor", &text, "next"))?),
    };
    let most = query.limit.unwrap_or(BATCHES).clamp(1, MOST_BATCHES);
    app.blocking(move |app| {
        let page = app.site.batches(&asker.actor, (before, most), app.now())?;
        let next = page.next.map(|number| number.to_string());
        Ok(Json(BatchList { items: page.items.into_iter().map(BatchBody::from).collect(), next }))
    })
    .await
}

/// A batch with the figures it brought, a page at a time.
#[utoipa::path(get, path = "/api/batches/{id}", params(("id" = String, Path), PageQuery), responses((status = 200, body = BatchPageBody)), tag = "data")]
pub(crate) async fn batch(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
    Params(query): Params<PageQuery>,
) -> Result<Json<BatchPageBody>, Problem> {
    let after = match query.cursor.filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => Some(place(&text).ok_or_else(|| Problem::parameter("cursor", &text, "next"))?),
    };
    let most = query.limit.unwrap_or(FIGURES).clamp(1, MOST_FIGURES);
    app.blocking(move |app| {
        let now = app.now();
        let page = app.site.batch_figures(&asker.actor, &id, (after, most), now)?;
        Ok(Json(BatchPageBody::of(page, head, now)))
    })
    .await
}

fn place(text: &str) -> Option<BatchPlace> {
    let numbers: Vec<i64> = text.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

/// Withdraws a batch that is not locked: an own one, or one that may be locked. What held before comes back.
#[utoipa::path(post, path = "/api/batches/{id}/withdraw", params(("id" = String, Path)), request_body = WithdrawBody,
    responses((status = 200, body = ChangedBody)), tag = "data")]
pub(crate) async fn withdraw(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
    Body(body): Body<WithdrawBody>,
) -> Result<Json<ChangedBody>, Problem> {
    app.writing(move |app| {
        let receipt = app.site.withdraw_batch(&asker.actor, &id, &body.reason, app.now())?;
        Ok(Json(ChangedBody { changed: receipt.changed }))
    })
    .await
}

/// Locks a batch: it can no longer be withdrawn.
#[utoipa::path(post, path = "/api/batches/{id}/lock", params(("id" = String, Path)), responses((status = 204)), tag = "data")]
pub(crate) async fn lock(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        app.site.lock_batch(&asker.actor, &id, app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Accepts what a batch reported, and locks it: from now on runs read it.
#[utoipa::path(post, path = "/api/batches/{id}/accept", params(("id" = String, Path)), responses((status = 200, body = ChangedBody)), tag = "data")]
pub(crate) async fn accept(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
) -> Result<Json<ChangedBody>, Problem> {
    app.writing(move |app| {
        let receipt = app.site.accept_batch(&asker.actor, &id, app.now())?;
        Ok(Json(ChangedBody { changed: receipt.changed }))
    })
    .await
}

/// Records rows, all or none, as one batch; the same rows again change nothing. Errors name row and field.
#[utoipa::path(put, path = "/api/figures", request_body = EntryBody, responses((status = 200, body = EntryReceiptBody)), tag = "data")]
pub(crate) async fn enter(
    State(app): State<App>,
    asker: Asker,
    Body(body): Body<EntryBody>,
) -> Result<Json<EntryReceiptBody>, Problem> {
    let rows = body.rows.into_iter().map(row).collect::<Result<Vec<_>, _>>()?;
    app.writing(move |app| {
        let entered = app.site.enter_figures(&asker.actor, &rows, body.reason.as_deref(), app.now())?;
        Ok(Json(EntryReceiptBody::of(entered, asker.lang)))
    })
    .await
}

fn row(row: EntryRowBody) -> Result<EntryRow, Problem> {
    Ok(EntryRow {
        scenario: scenario(row.scenario.as_deref())?,
        unit: row.unit,
        indicator: row.indicator,
        period: row.period,
        series: row.series,
        value: row.value,
        reason: row.reason,
    })
}

/// The versions of a figure: who reported, accepted, corrected, withdrew it, and why.
#[utoipa::path(get, path = "/api/figures/versions", params(VersionsQuery), responses((status = 200, body = VersionList)), tag = "data")]
pub(crate) async fn versions(
    State(app): State<App>,
    asker: Asker,
    Params(query): Params<VersionsQuery>,
) -> Result<Json<VersionList>, Problem> {
    let wanted = VersionQuery {
        period: period("period", &query.period)?,
        scenario: scenario(query.scenario.as_deref())?.unwrap_or_default(),
        unit: query.unit,
        indicator: query.indicator,
        series: query.series,
    };
    app.blocking(move |app| {
        let found = app.site.figure_versions(&asker.actor, &wanted, app.now())?;
        Ok(Json(VersionList { items: found.into_iter().map(FigureVersionBody::from).collect() }))
    })
    .await
}
