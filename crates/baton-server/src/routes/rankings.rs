//! Rankings: pages, comparisons, trends, files.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use baton_service::site::{CompareRequest, RankingRequest, Sort};
use http::{HeaderMap, HeaderValue, Uri, header};
use serde::Deserialize;
use utoipa::IntoParams;

use super::address;
use crate::asker::Asker;
use crate::dto::comparison::{CompareQuery, ComparisonBody, TrendBody, TrendQuery};
use crate::dto::ranking::{RankingBody, RankingQuery};
use crate::extract::{Params, asked};
use crate::problem::Problem;
use crate::state::App;

/// Rows of a page where the request does not say.
const ROWS: usize = 100;
const MOST_ROWS: usize = 1000;

/// A page of a ranking.
#[utoipa::path(get, path = "/api/rankings", params(RankingQuery), responses((status = 200, body = RankingBody)), tag = "rankings")]
pub(crate) async fn ranking(
    State(app): State<App>,
    asker: Asker,
    Params(query): Params<RankingQuery>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let request = request(&query)?;
    let (actor, lang) = (asker.actor.clone(), asker.lang);
    app.answer(&asker, (address(&uri), &headers), move |app| {
        let page = app.site.ranking(&actor, &request, app.now())?;
        Ok(RankingBody::of(page, request.offset, lang))
    })
    .await
}

fn request(query: &RankingQuery) -> Result<RankingRequest, Problem> {
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let sort = match filled(&query.sort).as_deref() {
        None | Some("rank") => Sort::Rank,
        Some("total") => Sort::Total,
        Some("name") => Sort::Name,
        Some("change") => Sort::Change,
        Some(node) => Sort::Node(node.to_owned()),
    };
    // Ranks and names grow, totals and points fall where nothing is said.
    let falls = matches!(sort, Sort::Total | Sort::Change | Sort::Node(_));
    let reversed = match filled(&query.order).as_deref() {
        None => false,
        Some("asc") => falls,
        Some("desc") => !falls,
        Some(other) => return Err(Problem::parameter("order", other, "asc, desc")),
    };
    let offset = match filled(&query.cursor) {
        None => 0,
        Some(text) => text.parse().map_err(|_| Problem::parameter("cursor", &text, "next"))?,
    };
    Ok(RankingRequest {
        asked: asked(
            query.scheme.as_deref(),
            query.period.as_deref(),
            query.run.as_deref(),
            query.as_of.as_deref(),
        )?,
        group: filled(&query.group),
        search: filled(&query.q).unwrap_or_default(),
        sort,
        reversed,
        offset,
        limit: query.limit.unwrap_or(ROWS).clamp(1, MOST_ROWS),
    })
}

/// What changed between two periods or runs, split into its parts.
#[utoipa::path(get, path = "/api/rankings/compare", params(CompareQuery), responses((status = 200, body = ComparisonBody)), tag = "rankings")]
pub(crate) async fn compare(
    State(app): State<App>,
    asker: Asker,
    Params(query): Params<CompareQuery>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let side = |period: &Option<String>, run: &Option<String>| {
        asked(query.scheme.as_deref(), period.as_deref(), run.as_deref(), query.as_of.as_deref())
    };
    let (from, to) = (side(&query.from, &query.from_run)?, side(&query.to, &query.to_run)?);
    let (actor, lang) = (asker.actor.clone(), asker.lang);
    app.answer(&asker, (address(&uri), &headers), move |app| {
        let request = CompareRequest { from, to, unit: query.unit.filter(|unit| !unit.is_empty()) };
        Ok(ComparisonBody::of(app.site.compare(&actor, &request, app.now())?, lang))
    })
    .await
}

/// Rank, total and ratios of a unit over periods.
#[utoipa::path(get, path = "/api/rankings/trend", params(TrendQuery), responses((status = 200, body = TrendBody)), tag = "rankings")]
pub(crate) async fn trend(
    State(app): State<App>,
    asker: Asker,
    Params(query): Params<TrendQuery>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let wanted = asked(query.scheme.as_deref(), query.period.as_deref(), None, query.as_of.as_deref())?;
    let actor = asker.actor.clone();
    app.answer(&asker, (address(&uri), &headers), move |app| {
        Ok(TrendBody::from(app.site.trend(&actor, &wanted, &query.unit, app.now())?))
    })
    .await
}

/// Which file of a ranking is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExportQuery {
    /// Id of the scheme; the workspace's default if left out.
    scheme: Option<String>,
    /// The period; the newest if left out.
    period: Option<String>,
    /// A kept run by id, or `live` for one computed now.
    run: Option<String>,
    /// Figures and publications as known at a moment or the end of a day.
    as_of: Option<String>,
    /// Only this group.
    group: Option<String>,
    /// Only units whose name or code has this in it.
    q: Option<String>,
    /// `xlsx` with live formulas, or `csv` of the rows shown.
    format: Option<String>,
}

/// The ranking as a file: a workbook with live formulas, or a table.
#[utoipa::path(get, path = "/api/exports/ranking", params(ExportQuery), tag = "rankings",
    responses((status = 200, content((Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (String = "text/csv")))))]
pub(crate) async fn export(
    State(app): State<App>,
    asker: Asker,
    Params(query): Params<ExportQuery>,
) -> Result<Response, Problem> {
    let lang = asker.lang;
    let rows = RankingRequest {
        asked: asked(
            query.scheme.as_deref(),
            query.period.as_deref(),
            query.run.as_deref(),
            query.as_of.as_deref(),
        )?,
        group: query.group.filter(|group| !group.is_empty()),
        search: query.q.unwrap_or_default(),
        limit: usize::MAX,
        ..RankingRequest::default()
    };
    let as_workbook = match query.format.as_deref() {
        None | Some("xlsx" | "") => true,
        Some("csv") => false,
        Some(other) => return Err(Problem::parameter("format", other, "xlsx, csv")),
    };
    let file = app
        .blocking(move |app| Ok(app.site.export(&asker.actor, &rows, as_workbook, lang, app.now())?))
        .await?;
    let kind = match as_workbook {
        true => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        false => "text/csv; charset=utf-8",
    };
    Ok(download(&file.name, kind, file.bytes))
}

/// A file to be saved.
pub(crate) fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' }).collect();
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(name));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// Percent-encoded as RFC 5987 wants it.
fn encoded(name: &str) -> String {
    let mut text = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}
