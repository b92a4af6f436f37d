//! What a request says, read strictly: a parameter or a field that cannot be read is a problem that names it.

use axum::Json;
use axum::extract::multipart::MultipartError;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Multipart, Path, Query, Request};
use baton_service::model::{Message, Period};
use baton_service::site::{Asked, Choice};
use baton_service::written;
use http::request::Parts;
use http::{StatusCode, header};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use crate::problem::{BAD_BODY, BAD_TYPE, Problem, TOO_LARGE};
use crate::state::App;

/// The query of an address.
#[derive(Debug)]
pub struct Params<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let refuse =
            |rejection: QueryRejection| unreadable(StatusCode::UNPROCESSABLE_ENTITY, rejection.body_text());
        Query::<T>::from_request_parts(parts, app).await.map(|Query(found)| Self(found)).map_err(refuse)
    }
}

/// Parts of the path.
#[derive(Debug)]
pub struct Parted<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Parted<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let refuse =
            |rejection: PathRejection| unreadable(StatusCode::UNPROCESSABLE_ENTITY, rejection.body_text());
        Path::<T>::from_request_parts(parts, app).await.map(|Path(found)| Self(found)).map_err(refuse)
    }
}

/// A JSON body.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let refuse = |rejection: JsonRejection| match rejection {
            JsonRejection::MissingJsonContentType(_) => {
                let message = Message::new(&BAD_TYPE).with("found", "application/json");
                Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message)
            }
            other if other.status() == StatusCode::BAD_REQUEST => {
                unreadable(StatusCode::BAD_REQUEST, other.body_text())
            }
            other => unreadable(other.status(), other.body_text()),
        };
        Json::<T>::from_request(request, app).await.map(|Json(found)| Self(found)).map_err(refuse)
    }
}

/// A form of parts with files. What is not one is refused by its type, and what says that it is too large before it is read.
#[derive(Debug)]
pub(crate) struct Form {
    parts: Multipart,
    most: usize,
}

impl FromRequest<App> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let most = app.config.upload_bytes;
        let headers = request.headers();
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if text(header::CONTENT_LENGTH).parse::<u64>().is_ok_and(|length| length > most as u64) {
            return Err(too_large(most));
        }
        let kind = text(header::CONTENT_TYPE).to_owned();
        let parts = Multipart::from_request(request, app).await.map_err(|_| {
            let message = Message::new(&BAD_TYPE).with("found", kind);
            Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message)
        })?;
        Ok(Self { parts, most })
    }
}

/// A part of a form.
#[derive(Debug)]
pub(crate) struct Part {
    /// Its name.
    pub(crate) name: String,
    /// The name of its file, if it is one.
    pub(crate) file: Option<String>,
    /// The type of its content, if that is said.
    pub(crate) media_type: Option<String>,
    /// What is in it.
    pub(crate) content: Vec<u8>,
}

impl Form {
    /// The next part.
    pub(crate) async fn next(&mut self) -> Result<Option<Part>, Problem> {
        let most = self.most;
        let bad = |error: MultipartError| broken(&error, most);
        let Some(field) = self.parts.next_field().await.map_err(bad)? else { return Ok(None) };
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let media_type = field.content_type().map(str::to_owned);
        let content = field.bytes().await.map_err(bad)?.to_vec();
        Ok(Some(Part { name, file, media_type, content }))
    }
}

impl Part {
    /// The content as text.
    pub(crate) fn text(self) -> Result<String, Problem> {
        let bad = |_| Problem::parameter("form", &self.name, "UTF-8");
        String::from_utf8(self.content).map_err(bad)
    }
}

fn broken(error: &MultipartError, most: usize) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(most),
        status => unreadable(status, error.body_text()),
    }
}

fn too_large(most: usize) -> Problem {
    let message = Message::new(&TOO_LARGE).with("most", most.to_string());
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, message)
}

pub(crate) fn unreadable(status: StatusCode, detail: String) -> Problem {
    Problem::new(status, Message::new(&BAD_BODY).with("detail", detail))
}

/// A period as written.
pub fn period(name: &'static str, text: &str) -> Result<Period, Problem> {
    written::period(text).ok_or_else(|| Problem::parameter(name, text, written::PERIODS))
}

/// A day as written.
pub fn day(name: &'static str, text: &str) -> Result<Date, Problem> {
    written::day(text).ok_or_else(|| Problem::parameter(name, text, written::DAYS))
}

/// A moment as written: RFC 3339; a day means its end, and without an offset it is China's time.
pub fn moment(name: &'static str, text: &str) -> Result<Timestamp, Problem> {
    written::moment(text).ok_or_else(|| Problem::parameter(name, text, written::MOMENTS))
}

/// The run asked for: `run` is an id, or `live` for one computed now.
pub fn asked(
    scheme: Option<&str>,
    period_text: Option<&str>,
    run: Option<&str>,
    as_of: Option<&str>,
) -> Result<Asked, Problem> {
    let filled = |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    Ok(Asked {
        scheme: filled(scheme),
        period: filled(period_text).map(|text| period("period", &text)).transpose()?,
        choice: match filled(run).as_deref() {
            None => Choice::Default,
            Some("live") => Choice::Live,
            Some(id) => Choice::Kept(id.to_owned()),
        },
        as_of: filled(as_of).map(|text| moment("as_of", &text)).transpose()?,
    })
}
