//! The table of all routes. What it lists is what there is: the OpenAPI document is made from it, and a test asks every line of it as
//! every role.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate as _, SizeAbove};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::guard::guard;
use crate::repeated::repeated;
use crate::routes::{
    accounts, audit, explanations, figures, grants, imports, indicators, jobs, objections, oidc, permission,
    rankings, results, runs, schemes, second_factor, session, sessions, system, tokens, units, what_if,
    workspace,
};
use crate::state::App;
use crate::{assets, health, openapi};

/// The routes with their description.
pub fn documented() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(openapi::base())
        .merge(of_access())
        .merge(of_data())
        .routes(routes!(session::begin, session::current, session::end))
        .routes(routes!(session::change_password))
        .routes(routes!(session::set_lang))
        .routes(routes!(workspace::workspace))
        .routes(routes!(workspace::home))
        .routes(routes!(workspace::search))
        .routes(routes!(rankings::ranking))
        .routes(routes!(rankings::compare))
        .routes(routes!(rankings::trend))
        .routes(routes!(rankings::export))
        .routes(routes!(results::result))
        .routes(routes!(explanations::explanation))
        .routes(routes!(runs::list, runs::make))
        .routes(routes!(runs::one))
        .routes(routes!(runs::plan))
        .routes(routes!(runs::publish))
        .routes(routes!(runs::restate))
        .routes(routes!(runs::verify))
        .routes(routes!(schemes::scheme, schemes::save))
        .routes(routes!(schemes::check))
        .routes(routes!(schemes::trial))
        .routes(routes!(schemes::diff))
        .routes(routes!(what_if::suppose))
        .routes(routes!(what_if::reach))
        .routes(routes!(objections::list))
        .routes(routes!(objections::file))
        .routes(routes!(objections::decide))
        .routes(routes!(objections::withdraw))
        .routes(routes!(objections::attachment))
}

/// The routes of figures: imports, batches, entry, indicators, units.
fn of_data() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(imports::start))
        .routes(routes!(imports::read, imports::change, imports::drop))
        .routes(routes!(imports::commit))
        .routes(routes!(imports::marked))
        .routes(routes!(imports::template))
        .routes(routes!(figures::batches))
        .routes(routes!(figures::batch))
        .routes(routes!(figures::withdraw))
        .routes(routes!(figures::lock))
        .routes(routes!(figures::accept))
        .routes(routes!(figures::enter))
        .routes(routes!(figures::versions))
        .routes(routes!(indicators::list))
        .routes(routes!(indicators::one))
        .routes(routes!(indicators::values))
        .routes(routes!(indicators::series))
        .routes(routes!(units::list))
        .routes(routes!(units::one))
        .routes(routes!(units::boundaries, units::keep_boundaries))
}

/// The routes of sessions, tokens, permission and administration.
fn of_access() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(second_factor::start, second_factor::confirm, second_factor::remove))
        .routes(routes!(oidc::list))
        .routes(routes!(oidc::start))
        .routes(routes!(oidc::callback))
        .routes(routes!(sessions::list))
        .routes(routes!(sessions::end))
        .routes(routes!(tokens::list, tokens::create))
        .routes(routes!(tokens::revoke))
        .routes(routes!(permission::reason))
        .routes(routes!(permission::table))
        .routes(routes!(permission::table_file))
        .routes(routes!(accounts::list, accounts::create))
        .routes(routes!(accounts::change))
        .routes(routes!(accounts::reset))
        .routes(routes!(accounts::unlock))
        .routes(routes!(accounts::remove_second_factor))
        .routes(routes!(accounts::linked, accounts::link, accounts::unlink))
        .routes(routes!(grants::list, grants::grant))
        .routes(routes!(grants::revoke))
        .routes(routes!(grants::roles))
        .routes(routes!(audit::page))
        .routes(routes!(audit::file))
        .routes(routes!(audit::end))
        .routes(routes!(jobs::list))
        .routes(routes!(jobs::one))
        .routes(routes!(jobs::events))
        .routes(routes!(jobs::verify))
        .routes(routes!(system::condition))
        .routes(routes!(system::list, system::save))
        .routes(routes!(system::remove))
}

/// Everything that is served.
pub fn router(app: &App) -> Router {
    let (routes, document) = documented().split_for_parts();
    let document = openapi::finished(document);
    routes
        .route("/api/openapi.json", get(move || openapi::sent(document.clone())))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::counts))
        .fallback(assets::page)
        .layer(from_fn_with_state(app.clone(), repeated))
        .layer(DefaultBodyLimit::max(app.config.upload_bytes))
        .layer(
            CompressionLayer::new().gzip(true).compress_when(SizeAbove::new(1024).and(openapi::Compressible)),
        )
        .layer(from_fn_with_state(app.clone(), guard))
        .with_state(app.clone())
}
