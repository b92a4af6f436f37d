//! Explanations.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::Response;
use baton_service::explain::Answered;
use http::{HeaderMap, Uri};

use super::address;
use crate::asker::Asker;
use crate::dto::explanation::{ExplanationBody, Teller};
use crate::dto::result::ResultQuery;
use crate::extract::{Params, Parted, asked};
use crate::problem::Problem;
use crate::state::App;

/// A score taken apart, down to file and cell.
#[utoipa::path(get, path = "/api/explanations/{scheme}/{unit}", params(("scheme" = String, Path), ("unit" = String, Path), ResultQuery),
    responses((status = 200, body = ExplanationBody)), tag = "units")]
pub(crate) async fn explanation(
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
        let node = query.node.as_deref().filter(|node| !node.is_empty());
        let (seen, answered) = app.site.explanation(&actor, &wanted, &unit, node, app.now())?;
        // Names of units whose figures may be seen; asked for only where another unit stands in the explanation.
        let open = LazyCell::new(|| {
            let versions = seen.known.workspace.tree.versions().iter();
            let open = versions.filter(|unit| seen.opens(&unit.code));
            open.map(|unit| unit.name.as_str()).collect::<BTreeSet<_>>()
        });
        let opens = |name: &str| seen.scope().is_everything() || open.contains(name);
        let teller = Teller { lang, opens: &opens };
        Ok(match &answered {
            Answered::Scored(explained) => teller.scored(explained),
            Answered::Exempt(exempted) => teller.exempt(exempted),
        })
    })
    .await
}
