//! A unit's page.

use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, Uri};

use super::address;
use crate::asker::Asker;
use crate::dto::result::{ResultBody, ResultQuery};
use crate::extract::{Params, Parted, asked};
use crate::problem::Problem;
use crate::state::App;

/// What a unit got and lost.
#[utoipa::path(get, path = "/api/results/{scheme}/{unit}", params(("scheme" = String, Path), ("unit" = String, Path), ResultQuery),
    responses((status = 200, body = ResultBody)), tag = "units")]
pub(crate) async fn result(
    State(app): State<App>,
    asker: Asker,
    Parted((scheme, unit)): Parted<(String, String)>,
    Params(query): Params<ResultQuery>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let wanted = asked(Some(&scheme), query.period.as_deref(), query.run.as_deref(), query.as_of.as_deref())?;
    let (actor, lang) = (asker.actor.clone(), asker.lang);
    app.answer(&asker, (address(&uri), &headers), move |app| {
        Ok(ResultBody::of(app.site.unit_result(&actor, &wanted, &unit, app.now())?, lang))
    })
    .await
}
