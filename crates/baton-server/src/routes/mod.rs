//! The handlers, a file a subject. Each reads what is asked, calls one use case and puts the answer into words of the wire.

pub(crate) mod explanations;
pub(crate) mod objections;
pub(crate) mod rankings;
pub(crate) mod results;
pub(crate) mod runs;
pub(crate) mod session;
pub(crate) mod workspace;

use http::Uri;

/// The path with its query: what an answer that is kept depends on.
pub(crate) fn address(uri: &Uri) -> &str {
    uri.path_and_query().map_or("", http::uri::PathAndQuery::as_str)
}
