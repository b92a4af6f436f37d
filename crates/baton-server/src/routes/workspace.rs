//! The workspace: which schemes and periods can be shown; the first page; search.

use axum::extract::State;
use axum::response::Response;
use baton_service::site::SchemeSummary;
use http::{HeaderMap, Uri};

use super::address;
use crate::asker::Asker;
use crate::dto::finite;
use crate::dto::home::{HitList, HomeBody, SearchQuery};
use crate::dto::workspace::{SchemeHead, WorkspaceBody};
use crate::extract::Params;
use crate::problem::Problem;
use crate::state::App;

/// Title, schemes and periods.
#[utoipa::path(get, path = "/api/workspace", responses((status = 200, body = WorkspaceBody)), tag = "workspace")]
pub(crate) async fn workspace(
    State(app): State<App>,
    asker: Asker,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (actor, lang) = (asker.actor.clone(), asker.lang);
    app.answer(&asker, (address(&uri), &headers), move |app| {
        let now = app.now();
        let summary = app.site.summary(&actor, now)?;
        let settings = &summary.known.workspace.settings;
        let title = lang.pick(&settings.title, settings.title_en.as_deref().unwrap_or(&settings.title));
        Ok(WorkspaceBody {
            title: title.to_owned(),
            synthetic: settings.synthetic,
            note: settings.description.clone(),
            default_scheme: summary.default_scheme.clone(),
            schemes: summary.schemes.into_iter().map(head).collect(),
            today: baton_service::snapshot::day_in_china(now).to_string(),
            version: app.config.version,
        })
    })
    .await
}

fn head(scheme: SchemeSummary) -> SchemeHead {
    SchemeHead {
        id: scheme.id,
        title: scheme.title,
        version: scheme.version,
        period_kind: scheme.kind.word(),
        full_mark: scheme.full_mark.and_then(finite),
        default_period: scheme.periods.first().map(ToString::to_string),
        periods: scheme.periods.iter().map(ToString::to_string).collect(),
    }
}

/// Where do we stand, what moved, what waits.
#[utoipa::path(get, path = "/api/home", responses((status = 200, body = HomeBody)), tag = "workspace")]
pub(crate) async fn home(
    State(app): State<App>,
    asker: Asker,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let actor = asker.actor.clone();
    // The own unit comes first, so accounts that may see the same are told the same only where they belong to the same unit.
    let address = format!("{}#{}", address(&uri), actor.home_unit().unwrap_or_default());
    app.answer(&asker, (&address, &headers), move |app| {
        let known = app.site.known(app.now())?;
        let mut home = app.site.home(&actor, app.now())?;
        let objections = std::mem::take(&mut home.objections);
        Ok(HomeBody::of(home, super::objections::bodies(&app.site, &known, objections)?))
    })
    .await
}

/// Units, indicators, schemes and nodes by name or code.
#[utoipa::path(get, path = "/api/search", params(SearchQuery), responses((status = 200, body = HitList)), tag = "workspace")]
pub(crate) async fn search(
    State(app): State<App>,
    asker: Asker,
    Params(query): Params<SearchQuery>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let actor = asker.actor.clone();
    app.answer(&asker, (address(&uri), &headers), move |app| {
        let most = query.limit.unwrap_or(20).clamp(1, 100);
        Ok(HitList::from(app.site.search(&actor, &query.q, most, app.now())?))
    })
    .await
}
