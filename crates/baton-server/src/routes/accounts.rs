//! Accounts, by who makes them; identities of other sign-in services linked to them.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use baton_service::access::accounts::{self, AccountRequest};
use baton_service::access::{identities, totp};
use baton_service::store::AccountState;
use http::StatusCode;

use super::session::head;
use crate::asker::Asker;
use crate::dto::account::{
    AccountBody, AccountChange, Accounts, FirstPassword, Identities, IdentityBody, IdentityKey, MadeAccount,
    NewAccountBody,
};
use crate::extract::{Body, Params, Parted};
use crate::problem::Problem;
use crate::repeated::shown_once;
use crate::state::App;

/// All accounts.
#[utoipa::path(get, path = "/api/accounts", responses((status = 200, body = Accounts)), tag = "administration")]
pub(crate) async fn list(State(app): State<App>, asker: Asker) -> Result<Json<Accounts>, Problem> {
    app.blocking(move |app| {
        let now = app.now();
        let listed = accounts::overview(app.site.store(), &asker.actor)?;
        let known = app.site.known(now)?;
        let body = |one: accounts::Listed| {
            let unit = one.account.home_unit.as_deref().map(|code| head(&known, code));
            let locked = one.account.locked_until.filter(|until| *until > now);
            let moments = (locked.map(|m| m.to_string()), one.last_seen.map(|m| m.to_string()));
            AccountBody::of((one.account, one.roles), unit, moments)
        };
        Ok(Json(Accounts { items: listed.into_iter().map(body).collect() }))
    })
    .await
}

/// Makes an account. Its first password is shown once.
#[utoipa::path(post, path = "/api/accounts", request_body = NewAccountBody, responses((status = 201, body = MadeAccount)), tag = "administration")]
pub(crate) async fn create(
    State(app): State<App>,
    asker: Asker,
    Body(wanted): Body<NewAccountBody>,
) -> Result<Response, Problem> {
    let made = app
        .writing(move |app| {
            let now = app.now();
            asker.actor.needs(baton_service::access::Capability::ManageAccounts)?;
            let home_unit = wanted.unit.filter(|unit| !unit.is_empty());
            accounts::judge_unit(&app.site.known(now)?.workspace.tree, home_unit.as_deref())?;
            let request = AccountRequest {
                code: wanted.account,
                name: wanted.name,
                home_unit,
                lang: crate::lang::tag(asker.lang).to_owned(),
                no_password: wanted.no_password,
            };
            let password = accounts::create(app.site.store(), &app.passwords, &asker.actor, &request, now)?;
            Ok(MadeAccount { account: request.code, password })
        })
        .await?;
    Ok(shown_once((StatusCode::CREATED, Json(made)).into_response()))
}

/// Changes an account: its name, its unit, whether it may be used.
#[utoipa::path(patch, path = "/api/accounts/{code}", params(("code" = String, Path)), request_body = AccountChange, responses((status = 204)), tag = "administration")]
pub(crate) async fn change(
    State(app): State<App>,
    asker: Asker,
    Parted(code): Parted<String>,
    Body(wanted): Body<AccountChange>,
) -> Result<StatusCode, Problem> {
    let state = |word: &String| {
        AccountState::parse(word).ok_or_else(|| Problem::parameter("state", word, "active, disabled"))
    };
    let state = wanted.state.as_ref().map(state).transpose()?;
    app.writing(move |app| {
        let (store, now) = (app.site.store(), app.now());
        let present = accounts::get(store, &asker.actor, &code)?;
        if wanted.name.is_some() || wanted.unit.is_some() {
            let home_unit = wanted.unit.unwrap_or(present.home_unit).filter(|unit| !unit.is_empty());
            accounts::judge_unit(&app.site.known(now)?.workspace.tree, home_unit.as_deref())?;
            let request = AccountRequest {
                code: code.clone(),
                name: wanted.name.unwrap_or(present.name),
                home_unit,
                lang: present.lang,
                no_password: false,
            };
            accounts::change(store, &asker.actor, &request, now)?;
        }
        match state {
            Some(AccountState::Active) => accounts::enable(store, &asker.actor, &code, now)?,
            Some(AccountState::Disabled) => accounts::disable(store, &asker.actor, &code, now)?,
            None => {}
        }
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Gives an account a first password again, shown once.
#[utoipa::path(post, path = "/api/accounts/{code}/reset", params(("code" = String, Path)), responses((status = 200, body = FirstPassword)), tag = "administration")]
pub(crate) async fn reset(
    State(app): State<App>,
    asker: Asker,
    Parted(code): Parted<String>,
) -> Result<Response, Problem> {
    let given = app
        .writing(move |app| {
            let store = app.site.store();
            let password = accounts::reset(store, &app.passwords, &asker.actor, &code, app.now())?;
            Ok(FirstPassword { password })
        })
        .await?;
    Ok(shown_once(Json(given).into_response()))
}

/// Lets a locked account sign in again; for who manages sessions.
#[utoipa::path(post, path = "/api/accounts/{code}/unlock", params(("code" = String, Path)), responses((status = 204)), tag = "administration")]
pub(crate) async fn unlock(
    State(app): State<App>,
    asker: Asker,
    Parted(code): Parted<String>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        accounts::unlock(app.site.store(), &asker.actor, &code, app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Takes the second factor of somebody away who lost it; for who manages sessions.
#[utoipa::path(delete, path = "/api/accounts/{code}/totp", params(("code" = String, Path)), responses((status = 204)), tag = "administration")]
pub(crate) async fn remove_second_factor(
    State(app): State<App>,
    asker: Asker,
    Parted(code): Parted<String>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        totp::remove_of(app.site.store(), &asker.actor, &code, app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// The identities of other services linked to an account.
#[utoipa::path(get, path = "/api/accounts/{code}/identities", params(("code" = String, Path)), responses((status = 200, body = Identities)), tag = "administration")]
pub(crate) async fn linked(
    State(app): State<App>,
    asker: Asker,
    Parted(code): Parted<String>,
) -> Result<Json<Identities>, Problem> {
    app.blocking(move |app| {
        let found = identities::list(app.site.store(), &asker.actor, &code)?;
        let body = |one: baton_service::store::Identity| IdentityBody {
            provider: app.providers.of_issuer(&one.issuer).map(str::to_owned),
            issuer: one.issuer,
            subject: one.subject,
        };
        Ok(Json(Identities { items: found.into_iter().map(body).collect() }))
    })
    .await
}

/// Links an identity of a service that is set up; only who manages accounts, since nothing shows here that it is the own one.
#[utoipa::path(post, path = "/api/accounts/{code}/identities", params(("code" = String, Path)), request_body = IdentityKey, responses((status = 204)), tag = "administration")]
pub(crate) async fn link(
    State(app): State<App>,
    asker: Asker,
    Parted(code): Parted<String>,
    Body(key): Body<IdentityKey>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        asker.actor.needs(baton_service::access::Capability::ManageAccounts)?;
        let issuer = &app.providers.get(&key.provider)?.issuer;
        identities::link(app.site.store(), &asker.actor, &code, (issuer, &key.subject), app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Takes such a link away.
#[utoipa::path(delete, path = "/api/accounts/{code}/identities", params(("code" = String, Path), IdentityKey), responses((status = 204)), tag = "administration")]
pub(crate) async fn unlink(
    State(app): State<App>,
    asker: Asker,
    Parted(code): Parted<String>,
    Params(key): Params<IdentityKey>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        asker.actor.needs(baton_service::access::Capability::ManageAccounts)?;
        let issuer = &app.providers.get(&key.provider)?.issuer;
        identities::unlink(app.site.store(), &asker.actor, &code, (issuer, &key.subject), app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
