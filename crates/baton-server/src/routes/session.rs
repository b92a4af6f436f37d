//! Signing in and out, and what belongs to the own account.

use axum::Extension;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use baton_service::Who;
use baton_service::access::{self, Actor};
use baton_service::model::Lang;
use baton_service::site::Known;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::asker::{Asker, set_cookie};
use crate::dto::UnitHead;
use crate::dto::session::{NewLang, NewPassword, RoleBody, SessionBody, SignIn};
use crate::extract::Body;
use crate::guard::Client;
use crate::lang;
use crate::problem::Problem;
use crate::state::App;

/// Signs in with name and password, and a code where the account has a second factor.
#[utoipa::path(post, path = "/api/session", request_body = SignIn, responses((status = 200, body = SessionBody)), tag = "session", security(()))]
pub(crate) async fn begin(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    Body(attempt): Body<SignIn>,
) -> Result<Response, Problem> {
    let lang = lang::of(&headers);
    let agent =
        headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let (token, body) = app
        .writing(move |app| {
            let (store, now, address) = (app.site.store(), app.now(), client.address());
            let attempt = access::Attempt {
                account: &attempt.account,
                password: &attempt.password,
                totp: attempt.totp.as_deref().filter(|code| !code.is_empty()),
                agent: &agent,
            };
            let who = Who { at: now, name: attempt.account.to_owned(), from: address.clone() };
            let signed = access::sign_in::sign_in(store, &app.passwords, &attempt, &who)?;
            let actor = access::sign_in::resume(store, &signed.token, now, &address)?;
            let body = described(app, &actor, Some(&signed.token), lang)?;
            Ok((signed.token, body))
        })
        .await?;
    Ok(with_cookie(Json(body).into_response(), &set_cookie(&app, &token)))
}

/// Who is signed in; nothing where nobody is, which is a good answer to the question.
#[utoipa::path(get, path = "/api/session", responses((status = 200, body = SessionBody), (status = 204)), tag = "session")]
pub(crate) async fn current(State(app): State<App>, asker: Option<Asker>) -> Result<Response, Problem> {
    let Some(asker) = asker else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    app.blocking(move |app| {
        let body = described(app, &asker.actor, asker.session.as_deref(), asker.lang)?;
        Ok(Json(body).into_response())
    })
    .await
}

/// Signs out.
#[utoipa::path(delete, path = "/api/session", responses((status = 204)), tag = "session")]
pub(crate) async fn end(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    let actor = asker.actor;
    app.writing(move |app| Ok(access::sign_in::sign_out(app.site.store(), &actor, app.now())?)).await?;
    Ok(with_cookie(StatusCode::NO_CONTENT.into_response(), &set_cookie(&app, "")))
}

/// Changes the own password.
#[utoipa::path(post, path = "/api/session/password", request_body = NewPassword, responses((status = 204)), tag = "session")]
pub(crate) async fn change_password(
    State(app): State<App>,
    asker: Asker,
    Body(change): Body<NewPassword>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        let store = app.site.store();
        access::change_password(store, &app.passwords, &asker.actor, (&change.old, &change.new), app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Changes the language of the own account.
#[utoipa::path(put, path = "/api/session/lang", request_body = NewLang, responses((status = 204)), tag = "session")]
pub(crate) async fn set_lang(
    State(app): State<App>,
    asker: Asker,
    Body(wanted): Body<NewLang>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        access::accounts::set_own_lang(app.site.store(), &asker.actor, &wanted.lang, app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

pub(crate) fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

fn described(app: &App, actor: &Actor, session: Option<&str>, lang: Lang) -> Result<SessionBody, Problem> {
    let known = app.site.known(app.now())?;
    let account = access::accounts::own(app.site.store(), actor)?;
    let lasts = access::sessions::lasts(app.site.store(), actor, app.now())?;
    let roles = actor.grants().iter().map(|grant| RoleBody {
        role: grant.role.id(),
        role_name: lang.pick(grant.role.term().zh, grant.role.term().en),
        unit: grant.unit.as_deref().map(|code| head(&known, code)),
        indicators: grant.indicators.as_ref().map(|codes| codes.iter().cloned().collect()),
    });
    Ok(SessionBody {
        account: actor.account().to_owned(),
        name: actor.name().to_owned(),
        lang: lang::tag(actor.lang()),
        must_change_password: actor.must_change(),
        csrf: session.map(access::csrf_of).unwrap_or_default(),
        capabilities: actor.capabilities().into_iter().map(access::Capability::id).collect(),
        roles: roles.collect(),
        scope_badge: badge(&known, actor, lang),
        home_unit: actor.home_unit().map(|code| head(&known, code)),
        totp: account.totp,
        idle_until: lasts.map(|lasts| lasts.idle_until.to_string()),
        ends: lasts.map(|lasts| lasts.ends.to_string()),
    })
}

/// A unit by its newest name.
pub(crate) fn head(known: &Known, code: &str) -> UnitHead {
    let versions = known.workspace.tree.versions().iter().rev();
    let name = versions.into_iter().find(|unit| unit.code == code).map_or(code, |unit| unit.name.as_str());
    UnitHead::new(code, name)
}

/// What the account is shown, in words: «仅显示：临江县及以下».
fn badge(known: &Known, actor: &Actor, lang: Lang) -> String {
    let data = actor.grants().iter().filter(|grant| access::Capability::ViewFigures.of(grant.role));
    let mut units = Vec::new();
    for grant in data {
        match &grant.unit {
            None => return lang.pick("全部", "everything").to_owned(),
            Some(code) => {
                let name = head(known, code).name;
                if !units.contains(&name) {
                    units.push(name);
                }
            }
        }
    }
    if units.is_empty() {
        return lang.pick("无数据权限", "no data").to_owned();
    }
    match lang {
        Lang::ZhCn => format!("仅显示：{}及以下", units.join("、")),
        Lang::En => format!("shown: {} and below", units.join(", ")),
    }
}
