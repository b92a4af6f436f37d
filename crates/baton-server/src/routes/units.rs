//! Units on a day, and boundaries.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use baton_service::site::data::UnitQuery as Wanted;
use http::{HeaderMap, StatusCode, Uri};

use super::address;
use crate::asker::Asker;
use crate::dto::unit::{BoundariesBody, UnitDetail, UnitList, UnitQuery, UnitsQuery};
use crate::extract::{Body, Params, Parted, day};
use crate::problem::Problem;
use crate::state::App;

const UNITS: usize = 100;
const MOST_UNITS: usize = 1000;

fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Units on a day.
#[utoipa::path(get, path = "/api/units", params(UnitsQuery), responses((status = 200, body = UnitList)), tag = "units")]
pub(crate) async fn list(
    State(app): State<App>,
    asker: Asker,
    Params(query): Params<UnitsQuery>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let wanted = Wanted {
        on: filled(query.on).map(|text| day("on", &text)).transpose()?,
        kind: filled(query.kind),
        parent: filled(query.parent),
        search: filled(query.q).unwrap_or_default(),
        after: filled(query.cursor),
        most: query.limit.unwrap_or(UNITS).clamp(1, MOST_UNITS),
    };
    let actor = asker.actor.clone();
    app.answer(&asker, (address(&uri), &headers), move |app| {
        Ok(UnitList::from(app.site.units(&actor, &wanted, app.now())?))
    })
    .await
}

/// A unit with how it came about and the units below.
#[utoipa::path(get, path = "/api/units/{code}", params(("code" = String, Path), UnitQuery), responses((status = 200, body = UnitDetail)), tag = "units")]
pub(crate) async fn one(
    State(app): State<App>,
    asker: Asker,
    Parted(code): Parted<String>,
    Params(query): Params<UnitQuery>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let on = filled(query.on).map(|text| day("on", &text)).transpose()?;
    let actor = asker.actor.clone();
    app.answer(&asker, (address(&uri), &headers), move |app| {
        Ok(UnitDetail::of(app.site.unit(&actor, &code, on, app.now())?))
    })
    .await
}

/// Boundaries for maps; nothing where nobody supplied them, which is how most sites are.
#[utoipa::path(get, path = "/api/boundaries", responses((status = 200, body = BoundariesBody), (status = 204)), tag = "units")]
pub(crate) async fn boundaries(
    State(app): State<App>,
    asker: Asker,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let actor = asker.actor.clone();
    let answer = app.answer(&asker, (address(&uri), &headers), move |app| {
        Ok(BoundariesBody::from(app.site.boundaries(&actor, app.now())?))
    });
    match answer.await {
        Err(problem) if problem.status() == StatusCode::NOT_FOUND => {
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        answer => answer,
    }
}

/// Keeps boundaries, with title and approval number of their map.
#[utoipa::path(put, path = "/api/boundaries", request_body = BoundariesBody, responses((status = 204)), tag = "units")]
pub(crate) async fn keep_boundaries(
    State(app): State<App>,
    asker: Asker,
    Body(body): Body<BoundariesBody>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        app.site.keep_boundaries(&asker.actor, &body.into(), app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
