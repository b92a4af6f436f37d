//! Writes that are sent twice under one `Idempotency-Key`: done once, answered alike. Only answers of success are kept: a refusal
//! did nothing, so the same request is simply tried again. What is shown once is not kept at all; its repetition says so.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts as _, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use baton_service::access::{Denied, messages, work};
use baton_service::store::digest;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use crate::asker::Asker;
use crate::problem::{KEY_REUSED, Problem, SHOWN_ONCE};
use crate::state::App;

const KEY: &str = "idempotency-key";
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// Stands in place of a type of content where the answer was shown once.
const ONCE: &str = "shown once";

/// Marks an answer that holds a secret: it is sent and kept nowhere.
#[derive(Clone, Copy, Debug)]
struct ShownOnce;

/// Marks an answer that holds a secret: it is sent and kept nowhere.
pub(crate) fn shown_once(mut response: Response) -> Response {
    response.extensions_mut().insert(ShownOnce);
    response
}

/// Stands before the handlers of writes. What changes the own session is left alone: digests of passwords are not to be kept.
pub(crate) async fn repeated(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let path = request.uri().path();
    let own = path == "/api/session" || path.starts_with("/api/session/");
    let key = request.headers().get(KEY).map(|key| key.to_str().unwrap_or_default().to_owned());
    match key {
        Some(key) if !reads && !own => match once(&app, key, request, next).await {
            Ok(response) => response,
            Err(problem) => problem.into_response(),
        },
        _ => next.run(request).await,
    }
}

async fn once(app: &App, key: String, request: Request, next: Next) -> Result<Response, Problem> {
    let (mut parts, body) = request.into_parts();
    let asker = Asker::from_request_parts(&mut parts, app).await?;
    let Ok(body) = to_bytes(body, app.config.upload_bytes).await else {
        return Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    };
    let request_digest = digest_of(&parts, &body);
    let (actor, named) = (asker.actor.clone(), key.clone());
    let before = app
        .blocking(move |app| {
            work::claim(app.site.store(), &actor, &named, &request_digest, app.now()).map_err(told)
        })
        .await?;
    if let Some((status, kept)) = before {
        return again(status, &kept);
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    keep(app, asker, key, response).await
}

/// The digest of a request: method, address, content. The boundary of a form's parts, which differs each time, is left out.
fn digest_of(parts: &Parts, body: &Bytes) -> String {
    let address = parts.uri.path_and_query().map_or("", http::uri::PathAndQuery::as_str);
    let mut text = format!("{}\0{address}\0", parts.method).into_bytes();
    match boundary(&parts.headers) {
        Some(boundary) => {
            let mut rest = &body[..];
            while let Some(at) = rest.windows(boundary.len()).position(|found| found == boundary) {
                text.extend_from_slice(&rest[..at]);
                rest = &rest[at + boundary.len()..];
            }
            text.extend_from_slice(rest);
        }
        None => text.extend_from_slice(body),
    }
    digest(&text)
}

fn boundary(headers: &HeaderMap) -> Option<&[u8]> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let boundary = kind.strip_prefix("multipart/form-data")?.split_once("boundary=")?.1;
    let boundary = boundary.split(';').next()?.trim().trim_matches('"');
    (!boundary.is_empty()).then_some(boundary.as_bytes())
}

/// A key used for another request has the code of this interface.
fn told(denied: Denied) -> Problem {
    if denied.message().is_some_and(|message| message.code() == messages::KEY_REUSED.code) {
        return Problem::of(StatusCode::UNPROCESSABLE_ENTITY, &KEY_REUSED);
    }
    denied.into()
}

/// The answer that was kept: type of content, a line break, content.
fn again(status: u16, kept: &[u8]) -> Result<Response, Problem> {
    let at = kept.iter().position(|byte| *byte == b'\n').unwrap_or(kept.len());
    let kind = std::str::from_utf8(&kept[..at]).unwrap_or_default();
    if kind == ONCE {
        return Err(Problem::of(StatusCode::CONFLICT, &SHOWN_ONCE));
    }
    let content = kept.get(at + 1..).unwrap_or_default().to_vec();
    let status = StatusCode::from_u16(status).map_err(|error| Problem::fault(error.to_string()))?;
    let mut response = (status, content).into_response();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    if let Some(kind) = HeaderValue::from_str(kind).ok().filter(|kind| !kind.is_empty()) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    Ok(response)
}

async fn keep(app: &App, asker: Asker, key: String, response: Response) -> Result<Response, Problem> {
    let (parts, body) = response.into_parts();
    let done = parts.status.is_success();
    let body = to_bytes(body, usize::MAX).await.map_err(|error| Problem::fault(error.to_string()))?;
    let once = parts.extensions.get::<ShownOnce>().is_some();
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = if once { ONCE } else { kind.unwrap_or_default() };
    let content: &[u8] = if once { &[] } else { &body };
    let kept = done.then(|| (parts.status.as_u16(), [kind.as_bytes(), b"\n", content].concat()));
    app.blocking(move |app| {
        let kept = kept.as_ref().map(|(status, bytes)| (*status, bytes.as_slice()));
        Ok(work::answer(app.site.store(), &asker.actor, &key, kept)?)
    })
    .await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}
