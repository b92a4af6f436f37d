//! Who sends requests in a test: keeps its cookie and the token every write sends, speaks JSON and forms of parts.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::ConnectInfo;
use axum::response::Response;
use http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, HeaderName, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Method, Request};
use serde_json::{Value, json};
use tokio::runtime::Handle;
use tower::ServiceExt as _;

/// The password of every account in the tests.
pub(crate) const PASSWORD: &str = "Baton-test-2025";

/// A part of a form.
pub(crate) enum Part<'a> {
    /// A field.
    Text(&'a str),
    /// A file with its name.
    File(&'a str, &'a [u8]),
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The body as JSON; null if it is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The code of a problem; empty if it is none.
    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The answer, which must have this status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        self
    }
}

/// Somebody who sends requests.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    runtime: Handle,
    address: IpAddr,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) csrf: String,
    pub(crate) headers: HeaderMap,
}

impl Client {
    pub(crate) fn new(router: Router, runtime: Handle) -> Self {
        let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let (cookies, csrf, headers) = (BTreeMap::new(), String::new(), HeaderMap::new());
        Self { router, runtime, address, cookies, csrf, headers }
    }

    /// The same from another address.
    pub(crate) fn at(mut self, address: impl Into<IpAddr>) -> Self {
        self.address = address.into();
        self
    }

    /// The same with a header on every request.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }

    /// The same in English.
    pub(crate) fn in_english(self) -> Self {
        self.with("accept-language", "en")
    }

    /// Tries to sign in; on success the cookie and the token of the session are kept.
    pub(crate) fn try_sign_in(&mut self, account: &str, password: &str, totp: Option<&str>) -> Answer {
        let answer =
            self.post("/api/session", &json!({ "account": account, "password": password, "totp": totp }));
        if answer.status == 200 {
            self.csrf = answer.json()["csrf"].as_str().unwrap().to_owned();
        }
        answer
    }

    /// Signs in with the password every account of the tests has.
    #[track_caller]
    pub(crate) fn sign_in(&mut self, account: &str) {
        self.try_sign_in(account, PASSWORD, None).expect(200);
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None)
    }

    pub(crate) fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, Some(body))
    }

    pub(crate) fn put(&mut self, path: &str, body: &Value) -> Answer {
        self.send(Method::PUT, path, Some(body))
    }

    pub(crate) fn patch(&mut self, path: &str, body: &Value) -> Answer {
        self.send(Method::PATCH, path, Some(body))
    }

    pub(crate) fn delete(&mut self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None)
    }

    /// Sends a form of parts.
    pub(crate) fn form(&mut self, method: Method, path: &str, parts: &[(&str, Part<'_>)]) -> Answer {
        let boundary = "baton-test-boundary";
        let mut body = Vec::new();
        for (name, part) in parts {
            let (name, content) = match part {
                Part::Text(text) => (format!("name=\"{name}\""), text.as_bytes()),
                Part::File(file, bytes) => (
                    format!("name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream"),
                    *bytes,
                ),
            };
            body.extend_from_slice(
                format!("--{boundary}\r\nContent-Disposition: form-data; {name}\r\n\r\n").as_bytes(),
            );
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={boundary}");
        self.bytes(method, path, Some((&kind, body)))
    }

    /// Sends JSON, or nothing.
    pub(crate) fn send(&mut self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let body = body.map(|body| ("application/json", serde_json::to_vec(body).unwrap()));
        self.bytes(method, path, body)
    }

    /// Sends bytes of a type, or nothing.
    pub(crate) fn bytes(&mut self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Answer {
        let response = self.stream(method, path, body);
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = self.runtime.block_on(to_bytes(response.into_body(), usize::MAX)).unwrap();
        Answer { status, headers, body }
    }

    /// Sends and gives the response as it comes, for bodies that go on.
    pub(crate) fn stream(&mut self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Response {
        let request = self.request(method, path, body);
        // On the threads that serve, as in a server, not on this one.
        let answering = self.runtime.spawn(self.router.clone().oneshot(request));
        let response = self.runtime.block_on(answering).unwrap().unwrap();
        for cookie in response.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap();
            match value {
                "" => self.cookies.remove(name),
                _ => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        response
    }

    fn request(&self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Request<Body> {
        let mut request = Request::builder().method(method).uri(path);
        let headers = request.headers_mut().unwrap();
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("zh-CN"));
        for (name, value) in &self.cookies {
            headers.append(COOKIE, HeaderValue::from_str(&format!("{name}={value}")).unwrap());
        }
        if !self.csrf.is_empty() {
            headers.insert("x-baton-csrf", HeaderValue::from_str(&self.csrf).unwrap());
        }
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        let content = body.map(|(kind, content)| {
            headers.insert(CONTENT_TYPE, HeaderValue::from_str(kind).unwrap());
            content
        });
        let mut request = request.body(content.map_or_else(Body::empty, Body::from)).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((self.address, 40_000))));
        request
    }
}
