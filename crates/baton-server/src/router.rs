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
use crate::routes::{explanations, objections, rankings, results, runs, session, workspace};
use crate::state::App;
use crate::{assets, health, openapi};

/// The routes with their description.
pub fn documented() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(openapi::base())
        .routes(routes!(session::begin, session::current, session::end))
        .routes(routes!(session::change_password))
        .routes(routes!(session::set_lang))
        .routes(routes!(workspace::workspace))
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
        .routes(routes!(objections::list))
        .routes(routes!(objections::file))
        .routes(routes!(objections::decide))
        .routes(routes!(objections::withdraw))
        .routes(routes!(objections::attachment))
}

/// Everything that is served.
pub fn router(app: &App) -> Router {
    let (routes, document) = documented().split_for_parts();
    let document = openapi::finished(document);
    routes
        .route("/api/openapi.json", get(move || openapi::sent(document.clone())))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(assets::page)
        .layer(DefaultBodyLimit::max(app.config.upload_bytes))
        .layer(
            CompressionLayer::new().gzip(true).compress_when(SizeAbove::new(1024).and(openapi::Compressible)),
        )
        .layer(from_fn_with_state(app.clone(), guard))
        .with_state(app.clone())
}
