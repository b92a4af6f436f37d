//! The language of an answer: what the client asks for by `Accept-Language`, Chinese if it says nothing we speak.

use baton_service::model::Lang;
use http::HeaderMap;
use http::header::ACCEPT_LANGUAGE;

/// The first language of the header that we speak; preferences by `q` are given in order by every browser.
pub fn of(headers: &HeaderMap) -> Lang {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    asked
        .split(',')
        .filter_map(|part| Lang::parse(part.split(';').next().unwrap_or_default().trim()))
        .next()
        .unwrap_or_default()
}

/// The tag of a language.
pub fn tag(lang: Lang) -> &'static str {
    lang.pick("zh-CN", "en")
}
