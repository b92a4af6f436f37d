//! Who asks: a session by its cookie, or a token by `Authorization: Bearer`. A handler that names [`Asker`] cannot be reached without.
//!
//! What the store says of a session is believed for a few seconds, and not at all after any write through this server.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use baton_service::access::{self, Actor};
use baton_service::model::Lang;
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode, header};
use jiff::{SignedDuration, Timestamp};

use crate::guard::Client;
use crate::lang;
use crate::problem::{FORGED, NOT_SIGNED_IN, Problem};
use crate::state::App;

/// Name of the session's cookie. With TLS it has the prefix that binds it to this host.
const COOKIE: &str = "baton";
const SECURE_COOKIE: &str = "__Host-baton";
/// The header every write of a session sends.
pub const CSRF: &str = "x-baton-csrf";

/// How long the store is believed.
const BELIEVED: SignedDuration = SignedDuration::from_secs(5);
/// Most askers remembered.
const MOST: usize = 10_000;

/// Who asks.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The account with its grants.
    pub actor: Arc<Actor>,
    /// The language of the answer.
    pub lang: Lang,
    /// The token of the session, if it is one.
    pub session: Option<String>,
    /// A text that is the same for askers who may see the same.
    pub sight: Arc<str>,
}

/// Askers the store was asked about a moment ago.
#[derive(Debug, Default)]
pub(crate) struct Known(Mutex<HashMap<String, Believed>>);

/// Since when, who, and what they may see.
type Believed = (Timestamp, Arc<Actor>, Arc<str>);

impl Known {
    fn get(&self, token: &str, now: Timestamp) -> Option<(Arc<Actor>, Arc<str>)> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, actor, sight) = held.get(token)?;
        (now.duration_since(*at).abs() < BELIEVED).then(|| (Arc::clone(actor), Arc::clone(sight)))
    }

    fn put(&self, token: &str, now: Timestamp, actor: &Arc<Actor>, sight: &Arc<str>) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= MOST {
            held.clear();
        }
        held.insert(token.to_owned(), (now, Arc::clone(actor), Arc::clone(sight)));
    }

    pub(crate) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// By what a request says who it is.
enum Proof {
    Session(String),
    Bearer(String),
}

fn proof(headers: &HeaderMap) -> Option<Proof> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let token = value.to_str().ok()?.strip_prefix("Bearer ")?;
        return Some(Proof::Bearer(token.trim().to_owned()));
    }
    cookie(headers).map(Proof::Session)
}

/// The token of the session's cookie.
pub fn cookie(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let named =
        |(name, value): (&str, &str)| (name == COOKIE || name == SECURE_COOKIE).then(|| value.to_owned());
    pairs.find_map(named).filter(|token| !token.is_empty())
}

/// The `Set-Cookie` of a session; an empty token ends it.
pub fn set_cookie(app: &App, token: &str) -> String {
    let age = if token.is_empty() { "; Max-Age=0" } else { "" };
    match app.config.secure {
        true => format!("{SECURE_COOKIE}={token}; Path=/; HttpOnly; Secure; SameSite=Strict{age}"),
        false => format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict{age}"),
    }
}

impl FromRequestParts<App> for Asker {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let unknown = || Problem::of(StatusCode::UNAUTHORIZED, &NOT_SIGNED_IN);
        let proof = proof(&parts.headers).ok_or_else(unknown)?;
        let (token, session) = match proof {
            Proof::Session(token) => (token.clone(), Some(token)),
            Proof::Bearer(token) => (token, None),
        };
        if let Some(session) = &session {
            refuse_forged(parts, session)?;
        }
        let now = app.now();
        let (actor, sight) = match app.known.get(&token, now) {
            Some(found) => found,
            None => {
                let address = parts.extensions.get::<Client>().map(Client::address).unwrap_or_default();
                let bearer = session.is_none();
                let asked = token.clone();
                let actor = app
                    .blocking(move |app| {
                        let store = app.site.store();
                        Ok(if bearer {
                            access::tokens::resume(store, &asked, now, &address)?
                        } else {
                            access::sign_in::resume(store, &asked, now, &address)?
                        })
                    })
                    .await?;
                let actor = Arc::new(actor);
                let sight = sight_of(&actor);
                app.known.put(&token, now, &actor, &sight);
                (actor, sight)
            }
        };
        if actor.must_change() && !is_own_session(parts.uri.path()) {
            return Err(Problem::of(StatusCode::FORBIDDEN, &access::messages::CHANGE_PASSWORD_FIRST));
        }
        let lang = match parts.headers.contains_key(header::ACCEPT_LANGUAGE) {
            true => lang::of(&parts.headers),
            false => actor.lang(),
        };
        Ok(Self { actor, lang, session, sight })
    }
}

/// Where who must change the password may still go: to change it, or to leave.
fn is_own_session(path: &str) -> bool {
    path == "/api/session" || path.starts_with("/api/session/")
}

/// For the few routes that answer both.
impl OptionalFromRequestParts<App> for Asker {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Problem> {
        // A session that has ended is not nobody: the page must say so.
        if proof(&parts.headers).is_none() {
            return Ok(None);
        }
        <Self as FromRequestParts<App>>::from_request_parts(parts, app).await.map(Some)
    }
}

/// What the grants say, as a key: two accounts with equal grants see the same.
fn sight_of(actor: &Actor) -> Arc<str> {
    format!("{:?}{:?}{}", actor.grants(), actor.capabilities(), actor.must_change()).into()
}

/// A write of a session shows that it was made by a page of ours: the token of the session stands in a header that other sites
/// cannot set, and the origin, where the browser names it, is this one.
fn refuse_forged(parts: &Parts, session: &str) -> Result<(), Problem> {
    if matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let sent = parts.headers.get(CSRF).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if access::same_secret(sent, &access::csrf_of(session)) {
        return Ok(());
    }
    Err(Problem::of(StatusCode::FORBIDDEN, &FORGED))
}
