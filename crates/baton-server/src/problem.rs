//! What went wrong, as RFC 9457 `application/problem+json`: a status, a stable code, a sentence with a hint. Details of our own
//! faults go to the log only.

use axum::Json;
use axum::response::{IntoResponse, Response};
use baton_service::Refused;
use baton_service::access::Denied;
use baton_service::model::{Lang, Message, MessageDef};
use baton_service::scheme::diagnostic::{Diagnostic, Sources};
use baton_service::store;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use utoipa::ToSchema;

baton_service::model::messages! {
    NOT_SIGNED_IN = "H101" {
        zh: "尚未登录，或登录已失效", en: "not signed in, or the session has ended",
        hint_zh: "请登录后再试", hint_en: "sign in and try again",
    }
    FORGED = "H102" {
        zh: "请求缺少本会话的校验值（X-Baton-Csrf），或来自其他网站", en: "the request lacks the token of its session (X-Baton-Csrf), or comes from another site",
        hint_zh: "请刷新页面后重试", hint_en: "reload the page and try again",
    }
    TOO_FAST = "H103" {
        zh: "请求过于频繁", en: "too many requests",
        hint_zh: "请稍候再试", hint_en: "wait a little and try again",
    }
    NO_ROUTE = "H104" {
        zh: "没有这个地址", en: "there is no such address",
    }
    NO_METHOD = "H105" {
        zh: "这个地址不接受该请求方法", en: "this address does not take that method",
    }
    BAD_PARAMETER = "H106" {
        zh: "参数“{name}”无法读取：{found}", en: "parameter “{name}” cannot be read: {found}",
        hint_zh: "应为{expected}", hint_en: "expected {expected}",
    }
    BAD_BODY = "H107" {
        zh: "请求内容无法读取：{detail}", en: "the request's content cannot be read: {detail}",
    }
    TOO_LARGE = "H108" {
        zh: "内容超过 {most} 字节的上限", en: "the content is larger than {most} bytes",
    }
    FAULT = "H109" {
        zh: "服务器内部错误，已记入日志", en: "a fault of the server; it was logged",
        hint_zh: "请把请求编号告知系统管理员", hint_en: "tell the system administrator the request's number",
    }
    KEY_REUSED = "H110" {
        zh: "幂等键（Idempotency-Key）已用于另一个请求", en: "the idempotency key was used for another request",
    }
    TIMED_OUT = "H111" {
        zh: "请求超时", en: "the request took too long",
    }
    BAD_SETTINGS = "H114" {
        zh: "设置文件 {file} 不能用：{detail}", en: "the settings file {file} cannot be used: {detail}",
    }
    HAS_ERRORS = "H112" {
        zh: "内容有 {count} 处错误", en: "the content has {count} errors",
    }
    SHOWN_ONCE = "H130" {
        zh: "这个请求已经办完；它的回答含只显示一次的内容，不再显示", en: "this request was done already; its answer holds what is shown only once, and is not repeated",
        hint_zh: "没有看到时，撤销后重新办理", hint_en: "if it was not seen, revoke it and begin anew",
    }
    NO_ORIGIN = "H131" {
        zh: "服务没有设置对外地址，不能用统一身份登录", en: "the server does not know the address people use for it, so other services cannot sign anybody in",
        hint_zh: "请系统管理员用 --origin 设置", hint_en: "the system administrator sets it by --origin",
    }
    STALE_SIGN_IN = "H132" {
        zh: "这次登录已过期，或不是从这个浏览器开始的", en: "this sign-in has expired, or was not begun in this browser",
        hint_zh: "请回到登录页重新开始", hint_en: "go back to the sign-in page and begin anew",
    }
    PROVIDER_REFUSED = "H133" {
        zh: "统一身份服务“{name}”没有确认身份：{detail}", en: "the service “{name}” did not vouch for you: {detail}",
        hint_zh: "请重新登录；仍不行时找系统管理员", hint_en: "sign in again; if it stays so, tell the system administrator",
    }
    PROVIDER_DOWN = "H134" {
        zh: "现在连不上统一身份服务“{name}”", en: "the service “{name}” cannot be reached now",
        hint_zh: "请稍候再试，或用账号和密码登录", hint_en: "try again in a while, or sign in with account and password",
    }
    BAD_TYPE = "H113" {
        zh: "不接受这种内容类型：{found}", en: "this type of content is not taken here: {found}",
    }
}

/// A place in a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Fault {
    /// The field of the request it is about; empty if none.
    pub field: String,
    /// Its code.
    pub code: String,
    /// The sentence.
    pub detail: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// A problem on the wire.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProblemBody {
    /// Always `about:blank`: the status says what kind it is.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words.
    pub title: String,
    /// The status.
    pub status: u16,
    /// A stable code to branch on.
    pub code: String,
    /// The sentence for people.
    pub detail: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The number of the request, as in the log.
    pub request_id: String,
    /// Everything that is wrong, where it is more than the sentence says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Fault>,
}

/// What went wrong. The language and the number of the request are put in by [`crate::guard`].
#[derive(Clone, Debug)]
pub struct Problem {
    status: StatusCode,
    message: Message,
    errors: Vec<Wrong>,
    logged: Option<String>,
    retry_after: Option<u64>,
}

#[derive(Clone, Debug)]
struct Wrong {
    field: String,
    message: Message,
    place: Option<Place>,
}

impl Problem {
    /// A problem with a sentence of its own.
    pub fn new(status: StatusCode, message: Message) -> Self {
        Self { status, message, errors: Vec::new(), logged: None, retry_after: None }
    }

    pub(crate) fn of(status: StatusCode, def: &'static MessageDef) -> Self {
        Self::new(status, Message::new(def))
    }

    /// A fault of ours; the detail is for the log.
    pub fn fault(detail: impl Into<String>) -> Self {
        let logged = Some(detail.into());
        Self { logged, ..Self::of(StatusCode::INTERNAL_SERVER_ERROR, &FAULT) }
    }

    /// A parameter that cannot be read.
    pub fn parameter(name: &'static str, found: &str, expected: &str) -> Self {
        let message = Message::new(&BAD_PARAMETER).with("name", name).with("found", found);
        let message = message.with("expected", expected);
        let wrong = Wrong { field: name.to_owned(), message: message.clone(), place: None };
        Self { errors: vec![wrong], ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, message) }
    }

    /// Too many requests; the next is taken after so many seconds.
    pub(crate) fn too_fast(seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..Self::of(StatusCode::TOO_MANY_REQUESTS, &TOO_FAST) }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// A fault elsewhere that a sentence tells; the detail is for the log.
    pub(crate) fn logged(self, detail: impl Into<String>) -> Self {
        Self { logged: Some(detail.into()), ..self }
    }

    /// What it says in words, and what to do.
    pub(crate) fn sentences(&self, lang: Lang) -> (String, Option<String>) {
        (self.message.text(lang), self.message.hint(lang))
    }

    /// The same in one line; a fault goes to the log.
    pub(crate) fn told(&self, lang: Lang) -> String {
        if let Some(detail) = &self.logged {
            tracing::error!(detail, "fault");
        }
        let (sentence, hint) = self.sentences(lang);
        hint.map_or_else(|| sentence.clone(), |hint| format!("{sentence}（{hint}）"))
    }

    /// The stable code.
    pub(crate) fn code(&self) -> &'static str {
        self.message.code()
    }

    fn many(errors: Vec<Wrong>) -> Self {
        let message = match errors.as_slice() {
            [only] => only.message.clone(),
            _ => Message::new(&HAS_ERRORS).with("count", errors.len()),
        };
        Self { errors, ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, message) }
    }

    /// The answer.
    pub(crate) fn answer(&self, lang: Lang, request_id: &str) -> Response {
        if let Some(detail) = &self.logged {
            tracing::error!(request_id, detail, "fault");
        }
        let hint = |message: &Message| message.hint(lang);
        let fault = |wrong: &Wrong| Fault {
            field: wrong.field.clone(),
            code: wrong.message.code().to_owned(),
            detail: wrong.message.text(lang),
            hint: hint(&wrong.message),
            place: wrong.place.clone(),
        };
        let body = ProblemBody {
            kind: "about:blank".to_owned(),
            title: self.status.canonical_reason().unwrap_or_default().to_owned(),
            status: self.status.as_u16(),
            code: self.message.code().to_owned(),
            detail: self.message.text(lang),
            hint: hint(&self.message),
            request_id: request_id.to_owned(),
            errors: self.errors.iter().map(fault).collect(),
        };
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Handlers return it; [`crate::guard`] writes it out in the language of the request.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let wrong = |message: Message| Wrong { field: String::new(), message, place: None };
        match refused {
            Refused::Request(message) => Self::new(StatusCode::UNPROCESSABLE_ENTITY, message),
            // Which figures differ is for who keeps the store, not for whoever asks.
            Refused::Files(message) | Refused::Altered(message, _) => Self::many(vec![wrong(message)]),
            Refused::Diagnostics { list, sources } => {
                Self::many(list.iter().map(|one| of_diagnostic(one, &sources)).collect())
            }
            Refused::Figures(problems) => {
                let place = |problem: &baton_service::import::Problem| Place {
                    file: problem.place.file.clone(),
                    sheet: problem.place.sheet.clone(),
                    cell: problem.cell().map(|cell| cell.to_string()),
                    ..Place::default()
                };
                let wrong = |problem: baton_service::import::Problem| {
                    let place = Some(place(&problem));
                    Wrong { field: String::new(), message: problem.message, place }
                };
                Self::many(problems.into_iter().map(wrong).collect())
            }
            Refused::Run(messages) | Refused::Table(messages) => {
                Self::many(messages.into_iter().map(wrong).collect())
            }
            Refused::Fault(detail) => Self::fault(detail),
        }
    }
}

fn of_diagnostic(diagnostic: &Diagnostic, sources: &Sources) -> Wrong {
    let place = diagnostic.span.map(|span| {
        let (line, column) = sources.line_column(span);
        let file = sources.name(span.file).to_owned();
        Place { file, line: Some(line), column: Some(column), ..Place::default() }
    });
    Wrong { field: String::new(), message: diagnostic.message.clone(), place }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::SignIn(message) => Self::new(StatusCode::UNAUTHORIZED, message),
            Denied::Forbidden(message) => Self::new(StatusCode::FORBIDDEN, message),
            Denied::Missing(message) => Self::new(StatusCode::NOT_FOUND, message),
            Denied::Conflict(message) => Self::new(StatusCode::CONFLICT, message),
            Denied::Invalid { field, message } => {
                let wrong = Wrong { field: field.to_owned(), message: message.clone(), place: None };
                Self { errors: vec![wrong], ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, message) }
            }
            Denied::Fields(faults) => Self::many(
                faults
                    .into_iter()
                    .map(|fault| Wrong { field: fault.field, message: fault.message, place: None })
                    .collect(),
            ),
            Denied::Refused(refused) => refused.into(),
        }
    }
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Self {
        Refused::from(error).into()
    }
}
