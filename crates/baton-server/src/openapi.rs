//! The OpenAPI document: generated from the handlers, with the problems every route may answer put in once.

use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, header};
use tower_http::compression::predicate::Predicate;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, ResponseBuilder};
use utoipa::{Modify, OpenApi as _};

use crate::problem::ProblemBody;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Baton 指挥棒",
        description = "Assessment methods of local governments: rankings, explanations, runs, figures. Codes are stable; numbers are full doubles; a \
                       missing number is null and never 0. Writes of a session send its token in `X-Baton-Csrf`.",
        license(name = "Apache-2.0")
    ),
    components(schemas(ProblemBody)),
    modifiers(&Doors)
)]
struct Base;

struct Doors;

impl Modify for Doors {
    fn modify(&self, document: &mut OpenApi) {
        let components = document.components.get_or_insert_default();
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("baton")));
        let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        components.add_security_scheme("session", cookie);
        components.add_security_scheme("token", bearer);
        let either =
            ["session", "token"].map(|name| SecurityRequirement::new::<_, [&str; 0], &str>(name, []));
        document.security = Some(either.into());
    }
}

/// What is said about the whole.
pub(crate) fn base() -> OpenApi {
    Base::openapi()
}

/// Problems any route may answer.
const PROBLEMS: [(&str, &str); 12] = [
    ("400", "the request cannot be read"),
    ("401", "not signed in"),
    ("403", "the account may not do this"),
    ("404", "not there, or outside of what the account may see"),
    ("405", "the method is not taken here"),
    ("409", "somebody else was first"),
    ("413", "too large"),
    ("415", "this type of content is not taken"),
    ("422", "the content is refused; `errors` names every field"),
    ("429", "too many requests"),
    ("500", "a fault of the server"),
    ("503", "too slow, or being shut down"),
];

/// The document with the problems declared on every operation.
pub(crate) fn finished(mut document: OpenApi) -> OpenApi {
    document.info.version = env!("CARGO_PKG_VERSION").to_owned();
    let components = document.components.get_or_insert_default();
    for (status, description) in PROBLEMS {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemBody"))).build();
        let problem =
            ResponseBuilder::new().description(description).content("application/problem+json", content);
        components.responses.insert(format!("Problem{status}"), RefOr::T(problem.build()));
    }
    for (path, item) in &mut document.paths.paths {
        let operations = [
            ("get", &mut item.get),
            ("put", &mut item.put),
            ("post", &mut item.post),
            ("patch", &mut item.patch),
            ("delete", &mut item.delete),
        ];
        for (method, operation) in operations {
            let Some(operation) = operation else { continue };
            // Names of handlers repeat from file to file; addresses do not.
            let words = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            operation.operation_id = Some(std::iter::once(method).chain(words).collect::<Vec<_>>().join("_"));
            declare(operation);
        }
    }
    document
}

fn declare(operation: &mut Operation) {
    for (status, _) in PROBLEMS {
        let problem = RefOr::Ref(Ref::from_response_name(format!("Problem{status}")));
        operation.responses.responses.entry(status.to_owned()).or_insert(problem);
    }
}

/// The document as text.
pub fn text() -> String {
    let document = finished(crate::router::documented().split_for_parts().1);
    document.to_pretty_json().unwrap_or_default()
}

pub(crate) async fn sent(document: OpenApi) -> Response {
    let body = document.to_json().unwrap_or_default();
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// Answers worth compressing: text, and not a stream of events, which must not wait.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Compressible;

impl Predicate for Compressible {
    fn should_compress<B: http_body::Body>(&self, response: &http::Response<B>) -> bool {
        kind(response.headers()).is_some_and(|kind| {
            kind.contains("json") || (kind.starts_with("text/") && !kind.contains("event-stream"))
        })
    }
}

fn kind(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::CONTENT_TYPE)?.to_str().ok()
}
