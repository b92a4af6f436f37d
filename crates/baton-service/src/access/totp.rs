//! The second factor (动态口令, TOTP): RFC 6238 with SHA-1, 30 seconds, six digits, one step of tolerance; a step can be used once.

use baton_model::Message;
use baton_store::{Credentials, Store};
use jiff::Timestamp;
use totp_rs::{Builder, Secret, Totp};

use super::actor::{Actor, Via};
use super::capability::Capability;
use super::denied::Denied;
use super::passwords::Passwords;
use super::{messages, random};

/// What is called the issuer in an authenticator.
const ISSUER: &str = "Baton";

/// A secret to be put into an authenticator. It is shown once.
#[derive(Clone)]
pub struct Started {
    /// The secret, base32, to be typed.
    pub secret: String,
    /// The same as an `otpauth://` address, for a QR code.
    pub url: String,
}

fn totp(secret: &str, account: &str) -> Result<Totp, Denied> {
    let fault = |detail: String| Denied::fault(detail);
    let secret = Secret::try_from_base32(secret).map_err(|error| fault(error.to_string()))?;
    let builder = Builder::new().with_secret(secret).with_issuer(Some(ISSUER)).with_account_name(account);
    builder.build().map_err(|error| fault(error.to_string()))
}

fn seconds(at: Timestamp) -> u64 {
    u64::try_from(at.as_second()).unwrap_or(0)
}

/// The time step of a right code that was not used before.
pub(crate) fn step_of(known: &Credentials, code: &str, at: Timestamp) -> Result<Option<i64>, Denied> {
    let Some(secret) = &known.totp_secret else { return Ok(None) };
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let step = totp(secret, &known.account.code)?.check(&code, seconds(at));
    let step = step.and_then(|step| i64::try_from(step).ok());
    Ok(step.filter(|step| known.totp_step.is_none_or(|last| *step > last)))
}

fn own(store: &Store, actor: &Actor) -> Result<Credentials, Denied> {
    if !matches!(actor.via(), Via::Session(_)) {
        return Err(Denied::Forbidden(Message::new(&messages::NOT_BY_TOKEN)));
    }
    let found = store.credentials(actor.account())?;
    found.ok_or_else(|| Denied::SignIn(Message::new(&messages::SESSION_OVER)))
}

fn with_password(passwords: &Passwords, known: &Credentials, password: &str) -> Result<(), Denied> {
    if passwords.matches(password, &known.password) {
        return Ok(());
    }
    Err(Denied::invalid("password", Message::new(&messages::PASSWORD_WRONG)))
}

/// Gives the own account a secret, which counts once [`confirm`]ed. The present password is asked for again. Who has a second factor
/// removes it first.
pub fn start(
    store: &Store,
    passwords: &Passwords,
    actor: &Actor,
    password: &str,
    at: Timestamp,
) -> Result<Started, Denied> {
    let known = own(store, actor)?;
    with_password(passwords, &known, password)?;
    if known.account.totp {
        return Err(Denied::Conflict(Message::new(&messages::TOTP_HELD)));
    }
    let secret = Secret::from(random::bytes::<20>()?).to_base32();
    let url = totp(&secret, actor.account())?.to_url().map_err(|error| Denied::fault(error.to_string()))?;
    store.set_totp(actor.account(), Some(&secret), &actor.who(at).stamp())?;
    Ok(Started { secret, url })
}

/// Confirms the secret with a code of the authenticator; from now on sign-in asks for one.
pub fn confirm(store: &Store, actor: &Actor, code: &str, at: Timestamp) -> Result<(), Denied> {
    let known = own(store, actor)?;
    let waiting = known.totp_secret.as_deref().filter(|_| !known.account.totp);
    let Some(secret) = waiting else {
        return Err(Denied::Conflict(Message::new(&messages::TOTP_NOT_STARTED)));
    };
    let wrong = || Denied::invalid("code", Message::new(&messages::TOTP_WRONG));
    let step = step_of(&known, code, at)?.ok_or_else(wrong)?;
    if store.confirm_totp(actor.account(), secret, step, &actor.who(at).stamp())? {
        Ok(())
    } else {
        Err(Denied::Conflict(Message::new(&messages::TOTP_NOT_STARTED)))
    }
}

/// Takes the own second factor away. Password and code are asked for again: who found an open screen has neither.
pub fn remove(
    store: &Store,
    passwords: &Passwords,
    actor: &Actor,
    (password, code): (&str, &str),
    at: Timestamp,
) -> Result<(), Denied> {
    let known = own(store, actor)?;
    with_password(passwords, &known, password)?;
    if known.account.totp && step_of(&known, code, at)?.is_none() {
        return Err(Denied::invalid("code", Message::new(&messages::TOTP_WRONG)));
    }
    store.set_totp(actor.account(), None, &actor.who(at).stamp())?;
    Ok(())
}

/// Takes the second factor of somebody else away, who lost it. Who resets passwords cannot do this: one administrator alone does not
/// get into another's account.
pub fn remove_of(store: &Store, actor: &Actor, account: &str, at: Timestamp) -> Result<(), Denied> {
    actor.needs(Capability::ManageSessions)?;
    if account == actor.account() {
        return Err(Denied::Forbidden(Message::new(&messages::OWN_ACCOUNT)));
    }
    if store.set_totp(account, None, &actor.who(at).stamp())? {
        Ok(())
    } else {
        Err(Denied::Missing(Message::new(&messages::NO_ACCOUNT).with("account", account)))
    }
}
