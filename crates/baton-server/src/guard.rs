//! What stands around every request: its number, its client, limits, same origin, the headers of safety, the language of problems,
//! a line in the log.

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use crate::lang;
use crate::limit::is_sign_in;
use crate::problem::{FORGED, NO_METHOD, NO_ROUTE, Problem, TIMED_OUT, TOO_LARGE};
use crate::state::App;

/// Where a request comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Client(IpAddr);

impl Client {
    /// Its address as text.
    pub(crate) fn address(&self) -> String {
        self.0.to_string()
    }

    /// Is it this machine itself?
    pub(crate) fn is_here(self) -> bool {
        self.0.is_loopback()
    }
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What a page of ours may load: its own files, and nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
                      connect-src 'self'; manifest-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Stands around every request.
pub(crate) async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let client = client(&app, &request);
    let id = request_id();
    let lang = lang::of(request.headers());
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    request.extensions_mut().insert(client);
    let refused = app.limits.refuses(client.0, is_sign_in(&method, &path)).map(Problem::too_fast);
    let refused = refused.or_else(|| from_elsewhere(&app, &request));
    let answer = match refused {
        Some(problem) => problem.answer(lang, &id),
        None => match tokio::time::timeout(app.config.patience, next.run(request)).await {
            Ok(response) => said(&app, response, lang, &id),
            Err(_) => Problem::of(StatusCode::SERVICE_UNAVAILABLE, &TIMED_OUT).answer(lang, &id),
        },
    };
    let answer = with_headers(answer, &app, &path, &id);
    let (status, took) = (answer.status().as_u16(), began.elapsed());
    app.counts.request(&method, &route, status, took);
    let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    tracing::info!(request_id = id, %method, route, status, took_us, "request");
    answer
}

static NUMBER: AtomicU64 = AtomicU64::new(1);

/// Numbers that differ between starts as well: the low bits count, the rest is drawn once.
fn request_id() -> String {
    static START: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    let start = START.get_or_init(|| getrandom::u32().unwrap_or_default());
    format!("{start:08x}-{:x}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

fn client(app: &App, request: &Request) -> Client {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let peer = peer.unwrap_or(IpAddr::from([127, 0, 0, 1])).to_canonical();
    let forwarded = || {
        let line = request.headers().get("x-forwarded-for")?.to_str().ok()?;
        // The last address is the one our own proxy saw.
        line.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
    };
    Client(if app.config.behind_proxy { forwarded().unwrap_or(peer) } else { peer })
}

/// A write that a browser sends from another site.
fn from_elsewhere(app: &App, request: &Request) -> Option<Problem> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return None;
    }
    let headers = request.headers();
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let foreign_site = site.is_some_and(|site| site != "same-origin" && site != "none");
    let foreign_origin = text(header::ORIGIN).is_some_and(|origin| {
        let host = origin.split_once("://").map_or(origin, |(_, host)| host);
        app.config.origin.as_deref() != Some(origin) && text(header::HOST) != Some(host)
    });
    (foreign_site || foreign_origin).then(|| Problem::of(StatusCode::FORBIDDEN, &FORGED))
}

/// Problems of handlers, and what axum itself refuses, in words.
fn said(app: &App, mut response: Response, lang: baton_service::model::Lang, id: &str) -> Response {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return problem.answer(lang, id);
    }
    let plain = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let most = app.config.upload_bytes;
    let problem = match response.status() {
        StatusCode::NOT_FOUND if plain => Problem::of(StatusCode::NOT_FOUND, &NO_ROUTE),
        StatusCode::METHOD_NOT_ALLOWED => Problem::of(StatusCode::METHOD_NOT_ALLOWED, &NO_METHOD),
        StatusCode::PAYLOAD_TOO_LARGE => {
            let message = baton_service::model::Message::new(&TOO_LARGE).with("most", most.to_string());
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, message)
        }
        _ => return response,
    };
    let mut answer = problem.answer(lang, id);
    if let Some(allow) = response.headers_mut().remove(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow);
    }
    answer
}

fn with_headers(mut answer: Response, app: &App, path: &str, id: &str) -> Response {
    let headers: &mut HeaderMap = answer.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "same-origin");
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    if path.starts_with("/api/") {
        set(header::CACHE_CONTROL, "no-store");
    }
    if app.config.secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
    answer
}
