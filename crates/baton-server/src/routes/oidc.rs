//! Signing in with another service: which there are, the way there, and the way back.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use baton_service::Who;
use baton_service::access::identities;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::session::with_cookie;
use crate::asker::set_cookie;
use crate::extract::{Params, Parted};
use crate::guard::Client;
use crate::lang;
use crate::oidc::{begin, end};
use crate::oidc_exchange::refused;
use crate::problem::{Problem, STALE_SIGN_IN};
use crate::state::App;

/// The cookie that binds a sign-in to the browser. It comes back from another site, so it is not a strict one.
const COOKIE: &str = "baton_oidc";

/// A service that vouches for accounts.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct ProviderBody {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
}

/// Where the browser goes after signing in.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct After {
    /// A path of this server; its beginning if none.
    to: Option<String>,
}

/// What a service sends back with the browser. Services may send more than is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Returned {
    /// The code, where it vouches.
    code: Option<String>,
    /// What we sent along.
    state: Option<String>,
    /// Why it does not.
    error: Option<String>,
    /// Who it is.
    iss: Option<String>,
}

/// The services there are.
#[utoipa::path(get, path = "/api/oidc", responses((status = 200, body = [ProviderBody])), tag = "session", security(()))]
pub(crate) async fn list(State(app): State<App>) -> Json<Vec<ProviderBody>> {
    // Without an address of our own no service could send anybody back.
    let usable = app.providers.list().iter().filter(|_| app.config.origin.is_some());
    Json(usable.map(|one| ProviderBody { id: one.id.clone(), name: one.name.clone() }).collect())
}

/// Sends the browser to a service.
#[utoipa::path(get, path = "/api/oidc/{id}/start", params(("id" = String, Path), After), responses((status = 302)), tag = "session", security(()))]
pub(crate) async fn start(
    State(app): State<App>,
    Parted(id): Parted<String>,
    Params(after): Params<After>,
    headers: HeaderMap,
) -> Response {
    let to = after.to.as_deref().filter(|to| is_own_path(to)).unwrap_or("/");
    match begin(&app, &id, to).await {
        Ok(begun) => with_cookie(moved(&begun.address), &bound(&app, &begun.state)),
        Err(problem) => shown(&headers, problem),
    }
}

/// Where a service sends the browser back to: signs in who is linked to an account.
#[utoipa::path(get, path = "/api/oidc/{id}/callback", params(("id" = String, Path), Returned), responses((status = 302)), tag = "session", security(()))]
pub(crate) async fn callback(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    Parted(id): Parted<String>,
    Params(returned): Params<Returned>,
    headers: HeaderMap,
) -> Response {
    match signed_in(&app, client, &id, returned, &headers).await {
        Ok((token, to)) => {
            let response = with_cookie(moved(&to), &bound(&app, ""));
            with_cookie(response, &set_cookie(&app, &token))
        }
        Err(problem) => with_cookie(shown(&headers, problem), &bound(&app, "")),
    }
}

/// The token of the session, and where to go.
async fn signed_in(
    app: &App,
    client: Client,
    id: &str,
    returned: Returned,
    headers: &HeaderMap,
) -> Result<(String, String), Problem> {
    let provider = app.providers.get(id)?;
    let stale = || Problem::of(StatusCode::UNAUTHORIZED, &STALE_SIGN_IN);
    let state = returned.state.ok_or_else(stale)?;
    let begun = app.providers.take(provider, (&state, bound_to(headers)), app.now())?;
    if returned.iss.is_some_and(|issuer| issuer != provider.issuer) {
        return Err(refused(provider, "iss"));
    }
    let why = |error: String| error.chars().filter(char::is_ascii_graphic).take(40).collect::<String>();
    let code =
        returned.code.ok_or_else(|| refused(provider, &returned.error.map_or("no code".to_owned(), why)))?;
    let to = begun.to.clone();
    let subject = end(app, provider, (code, begun)).await?;
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (issuer, agent) = (provider.issuer.clone(), agent.to_owned());
    let token = app
        .writing(move |app| {
            let who = Who { at: app.now(), name: subject.clone(), from: client.address() };
            Ok(identities::sign_in(app.site.store(), (&issuer, &subject), &agent, &who)?.token)
        })
        .await?;
    Ok((token, to))
}

/// A path of this server, and nothing a browser would take for another's.
fn is_own_path(to: &str) -> bool {
    let mut signs = to.chars();
    signs.next() == Some('/')
        && !matches!(signs.next(), Some('/' | '\\'))
        && to.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

fn moved(to: &str) -> Response {
    let mut response = StatusCode::FOUND.into_response();
    if let Ok(address) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response
}

fn bound(app: &App, state: &str) -> String {
    let age = if state.is_empty() { 0 } else { 600 };
    let secure = if app.config.secure { "; Secure" } else { "" };
    format!("{COOKIE}={state}; Path=/api/oidc; HttpOnly; SameSite=Lax; Max-Age={age}{secure}")
}

fn bound_to(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, state)| state)
}

/// A problem as a browser on its way shows it: a page with the sentence and the way back. Programs get it as everywhere else.
fn shown(headers: &HeaderMap, problem: Problem) -> Response {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !accept.contains("text/html") {
        return problem.into_response();
    }
    let lang = lang::of(headers);
    problem.told(lang);
    let (sentence, hint) = problem.sentences(lang);
    let page = format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{}</title><body style=\"font-family:sans-serif;max-width:36em;margin:4em auto;padding:0 1em;line-height:1.6\">\
         <p>{}</p><p>{}</p><p><a href=\"/sign-in\">{}</a> · {}</p></body></html>",
        lang::tag(lang),
        lang.pick("没有登录", "Not signed in"),
        escaped(&sentence),
        escaped(&hint.unwrap_or_default()),
        lang.pick("回到登录页", "Back to the sign-in page"),
        problem.code(),
    );
    (problem.status(), [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for own in ["/", "/ranking?period=2025", "/unit/990121#loss"] {
            assert!(is_own_path(own), "{own}");
        }
        for foreign in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "evil",
            "/a\r\nb",
            "/甲",
            "/\t/evil",
        ] {
            assert!(!is_own_path(foreign), "{foreign}");
        }
    }
}
