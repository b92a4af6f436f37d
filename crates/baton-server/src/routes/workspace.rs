//! The workspace: which schemes and periods can be shown.

use axum::extract::State;
use axum::response::Response;
use baton_service::site::SchemeSummary;
use http::{HeaderMap, Uri};

use super::address;
use crate::asker::Asker;
use crate::dto::finite;
use crate::dto::workspace::{SchemeHead, WorkspaceBody};
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
