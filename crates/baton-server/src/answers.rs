//! Answers that are kept: what a reading route says depends on what is recorded and known by now, the address asked, the language, and what the asker
//! may see. While none of these changes the same bytes are sent again.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use baton_service::model::Lang;
use baton_service::site::Edition;
use baton_service::store::digest;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;

use crate::asker::Asker;
use crate::problem::Problem;
use crate::state::App;

/// What an answer depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    edition: Edition,
    sight: Arc<str>,
    lang: bool,
    address: String,
}

/// An answer as sent.
#[derive(Clone, Debug)]
struct Answer {
    body: Bytes,
    tag: HeaderValue,
}

/// The answers kept.
#[derive(Debug, Default)]
pub struct Answers {
    held: Mutex<Held>,
    hits: AtomicU64,
    misses: AtomicU64,
}

#[derive(Debug, Default)]
struct Held {
    answers: HashMap<Key, Answer>,
    bytes: usize,
}

/// Most bytes kept; then everything goes and is made anew.
const MOST: usize = 64 << 20;

impl Answers {
    /// Answers kept, times one was sent again, times one was made.
    pub fn counts(&self) -> (usize, u64, u64) {
        let kept = self.held.lock().unwrap_or_else(PoisonError::into_inner).answers.len();
        (kept, self.hits.load(Ordering::Relaxed), self.misses.load(Ordering::Relaxed))
    }

    fn get(&self, key: &Key) -> Option<Answer> {
        let found = self.held.lock().unwrap_or_else(PoisonError::into_inner).answers.get(key).cloned();
        let counter = if found.is_some() { &self.hits } else { &self.misses };
        counter.fetch_add(1, Ordering::Relaxed);
        found
    }

    fn put(&self, key: Key, answer: &Answer) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.bytes + answer.body.len() > MOST {
            *held = Held::default();
        }
        held.bytes += answer.body.len();
        held.answers.insert(key, answer.clone());
    }
}

impl App {
    /// Answers a reading request from what is kept, or makes the answer and keeps it. `address` is the path with its query.
    pub async fn answer<T: Serialize + Send + 'static>(
        &self,
        asker: &Asker,
        (address, headers): (&str, &HeaderMap),
        make: impl FnOnce(&Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let now = self.now();
        let key = |edition| Key {
            edition,
            sight: Arc::clone(&asker.sight),
            lang: asker.lang == Lang::En,
            address: address.to_owned(),
        };
        if let Some(answer) = self.site.at_hand(now).and_then(|edition| self.answers.get(&key(edition))) {
            return Ok(sent(&answer, headers));
        }
        let (edition, answer) = self
            .blocking(move |app| {
                let edition = app.site.known(now)?.edition(now);
                let body =
                    serde_json::to_vec(&make(app)?).map_err(|error| Problem::fault(error.to_string()))?;
                let tag = format!("\"{}\"", &digest(&body)[..32]);
                let tag = HeaderValue::from_str(&tag).map_err(|error| Problem::fault(error.to_string()))?;
                Ok((edition, Answer { body: Bytes::from(body), tag }))
            })
            .await?;
        self.answers.put(key(edition), &answer);
        Ok(sent(&answer, headers))
    }
}

fn sent(answer: &Answer, headers: &HeaderMap) -> Response {
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| {
        known
            .to_str()
            .is_ok_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == answer.tag))
    });
    let caching = [
        (header::ETAG, answer.tag.clone()),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (header::VARY, HeaderValue::from_static("Accept-Language, Cookie, Authorization")),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    (StatusCode::OK, caching, kind, answer.body.clone()).into_response()
}
