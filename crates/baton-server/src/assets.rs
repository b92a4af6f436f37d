//! The pages: files of the web client out of the binary. Every address that is no file gets the entry page, whose router reads the
//! address.

use axum::response::{IntoResponse, Response};
use baton_web_assets::asset;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};

/// A file of the client, or its entry page.
pub(crate) async fn page(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path.starts_with("api/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let is_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    match asset(path)
        .map(|bytes| (path, bytes))
        .or_else(|| asset("index.html").map(|bytes| ("index.html", bytes)))
    {
        Some((name, bytes)) if name == path || !is_file => file(name, bytes, &headers),
        Some(_) => StatusCode::NOT_FOUND.into_response(),
        None => (StatusCode::OK, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], WITHOUT_PAGES)
            .into_response(),
    }
}

const WITHOUT_PAGES: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>Baton 指挥棒</title>\
<p>这个程序编译时没有 Node.js，因此没有网页界面；接口照常可用：<a href=\"/api/openapi.json\">/api/openapi.json</a>。\
安装 Node.js 20 后重新执行 make demo。</p>\
<p lang=\"en\">This program was built without Node.js and has no pages; the API works: <a href=\"/api/openapi.json\">/api/openapi.json</a>. \
Install Node.js 20 and run make demo again.</p></html>";

fn file(name: &str, bytes: std::borrow::Cow<'static, [u8]>, headers: &HeaderMap) -> Response {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let kind = if kind.type_() == "text" { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    // Names of built files have the hash of their content in them; the entry page must be asked for again.
    let caching =
        if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let zipped = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let zipped =
        zipped.is_some_and(|value| value.contains("gzip")).then(|| asset(&format!("{name}.gz"))).flatten();
    let mut response = match zipped {
        Some(zipped) => ([(header::CONTENT_ENCODING, "gzip")], zipped.into_owned()).into_response(),
        None => bytes.into_owned().into_response(),
    };
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    response
}
