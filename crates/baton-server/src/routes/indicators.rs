//! The catalogue of indicators, and their values.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, Uri};

use super::address;
use crate::asker::Asker;
use crate::dto::indicator::{
    IndicatorBody, IndicatorDetail, IndicatorList, IndicatorQuery, SeriesBody, SeriesQuery, ValuesBody,
    ValuesQuery,
};
use crate::extract::{Params, Parted, moment, period};
use crate::problem::Problem;
use crate::state::App;

fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The catalogue.
#[utoipa::path(get, path = "/api/indicators", params(IndicatorQuery), responses((status = 200, body = IndicatorList)), tag = "indicators")]
pub(crate) async fn list(
    State(app): State<App>,
    asker: Asker,
    Params(query): Params<IndicatorQuery>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let actor = asker.actor.clone();
    app.answer(&asker, (address(&uri), &headers), move |app| {
        let found = app.site.indicators(&actor, &query.q.unwrap_or_default(), app.now())?;
        Ok(IndicatorList { items: found.into_iter().map(IndicatorBody::from).collect() })
    })
    .await
}

/// An indicator with the periods and series there are of it.
#[utoipa::path(get, path = "/api/indicators/{code}", params(("code" = String, Path)), responses((status = 200, body = IndicatorDetail)), tag = "indicators")]
pub(crate) async fn one(
    State(app): State<App>,
    asker: Asker,
    Parted(code): Parted<String>,
) -> Result<Json<IndicatorDetail>, Problem> {
    app.blocking(move |app| {
        Ok(Json(IndicatorDetail::of(app.site.indicator(&asker.actor, &code, app.now())?)))
    })
    .await
}

/// The values of an indicator by unit, with plan, completion, growth, single month and running total.
#[utoipa::path(get, path = "/api/indicators/{code}/values", params(("code" = String, Path), ValuesQuery),
    responses((status = 200, body = ValuesBody)), tag = "indicators")]
pub(crate) async fn values(
    State(app): State<App>,
    asker: Asker,
    Parted(code): Parted<String>,
    Params(query): Params<ValuesQuery>,
) -> Result<Json<ValuesBody>, Problem> {
    let wanted = filled(query.period).map(|text| period("period", &text)).transpose()?;
    let as_of = filled(query.as_of).map(|text| moment("as_of", &text)).transpose()?;
    let kind = filled(query.kind);
    // What becomes known in the course of a day makes answers differ that are otherwise alike: none is kept.
    app.blocking(move |app| {
        let asked = (wanted, kind.as_deref());
        let found = app.site.indicator_values(&asker.actor, &code, asked, as_of, app.now())?;
        Ok(Json(ValuesBody::of(found, asker.lang)))
    })
    .await
}

/// The values of an indicator of a unit over time.
#[utoipa::path(get, path = "/api/indicators/{code}/series", params(("code" = String, Path), SeriesQuery),
    responses((status = 200, body = SeriesBody)), tag = "indicators")]
pub(crate) async fn series(
    State(app): State<App>,
    asker: Asker,
    Parted(code): Parted<String>,
    Params(query): Params<SeriesQuery>,
) -> Result<Json<SeriesBody>, Problem> {
    let as_of = filled(query.as_of).map(|text| moment("as_of", &text)).transpose()?;
    app.blocking(move |app| {
        let found = app.site.indicator_series(&asker.actor, (&code, &query.unit), as_of, app.now())?;
        Ok(Json(SeriesBody::of(found, asker.lang)))
    })
    .await
}
