//! The handlers, a file a subject. Each reads what is asked, calls one use case and puts the answer into words of the wire.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod explanations;
pub(crate) mod figures;
pub(crate) mod grants;
pub(crate) mod imports;
pub(crate) mod indicators;
pub(crate) mod jobs;
pub(crate) mod objections;
pub(crate) mod oidc;
pub(crate) mod permission;
pub(crate) mod rankings;
pub(crate) mod results;
pub(crate) mod runs;
pub(crate) mod schemes;
pub(crate) mod second_factor;
pub(crate) mod session;
pub(crate) mod sessions;
pub(crate) mod system;
pub(crate) mod tokens;
pub(crate) mod units;
pub(crate) mod what_if;
pub(crate) mod workspace;

use axum::response::{IntoResponse as _, Response};
use http::{HeaderName, Uri, header};

/// The path with its query: what an answer that is kept depends on.
pub(crate) fn address(uri: &Uri) -> &str {
    uri.path_and_query().map_or("", http::uri::PathAndQuery::as_str)
}

/// A table as a file to be saved.
pub(crate) fn csv_file(name: &str, bytes: Vec<u8>) -> Response {
    let headers: [(HeaderName, String); 2] = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
    ];
    (headers, bytes).into_response()
}
