//! Signing in and out (登录), and coming back with a session.
//!
//! A refusal never tells whether the account exists, is locked or disabled: the same sentence, after the same work.

use baton_model::Message;
use baton_store::{Account, AccountState, Credentials, NewSession, Store};
use jiff::{SignedDuration, Timestamp};

use super::actor::{Actor, Via};
use super::denied::Denied;
use super::passwords::Passwords;
use super::random::{self, csrf_of};
use super::{messages, totp};
use crate::who::Who;

/// Failures in a row that lock an account.
const FAILURES: u32 = 5;
/// How long it stays locked.
const LOCKED: SignedDuration = SignedDuration::from_mins(15);
/// How long a session lasts without being used.
pub(crate) const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// How long it lasts at all.
pub(crate) const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// How long sessions that are over are remembered: six months. What the audit records say of them stays.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(183 * 24);
/// How exactly the last use is noted.
pub(crate) const TOUCH: SignedDuration = SignedDuration::from_mins(1);

/// An attempt to sign in.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    /// The name of the account.
    pub account: &'a str,
    /// The password.
    pub password: &'a str,
    /// The code of the second factor.
    pub totp: Option<&'a str>,
    /// The program that asks, as it calls itself.
    pub agent: &'a str,
}

/// A session that began. Its tokens are shown once and kept nowhere.
#[derive(Clone)]
pub struct Signed {
    /// The token of the session, for a cookie scripts cannot read.
    pub token: String,
    /// What every change sends back; [`csrf_of`] the token.
    pub csrf: String,
    /// The session's short name.
    pub session: String,
    /// The account.
    pub account: Account,
}

/// Signs in with a password and, where the account has one, a second factor. `who` says when and from where.
///
/// Errors: [`Denied::SignIn`] with `A002` where the password is right and only the code is missing, else always `A001`.
pub fn sign_in(
    store: &Store,
    passwords: &Passwords,
    attempt: &Attempt<'_>,
    who: &Who,
) -> Result<Signed, Denied> {
    let found = store.credentials(attempt.account)?;
    let known = found.as_ref().filter(|found| !found.password.is_empty());
    let right = match known {
        Some(known) => passwords.matches(attempt.password, &known.password),
        None => {
            passwords.pretend(attempt.password);
            false
        }
    };
    let refuse = || -> Result<Signed, Denied> {
        let stamp = baton_store::Stamp::new(who.at, named(found.as_ref()), &who.from);
        let until = who.at.checked_add(LOCKED).unwrap_or(Timestamp::MAX);
        store.sign_in_failed(known.map(|known| known.account.code.as_str()), FAILURES, until, &stamp)?;
        Err(refused())
    };
    let Some(known) = known.filter(|known| right && is_open(&known.account, who.at)) else {
        return refuse();
    };
    let (step, how) = if known.account.totp {
        let Some(code) = attempt.totp else {
            return Err(Denied::SignIn(Message::new(&messages::CODE_NEEDED)));
        };
        let Some(step) = totp::step_of(known, code, who.at)? else { return refuse() };
        (Some(step), "password+totp")
    } else {
        (None, "password")
    };
    begin(store, known, attempt.agent, how, step, who)?.map_or_else(refuse, Ok)
}

/// Who is written beside a refused attempt: the account if there is one.
fn named(found: Option<&Credentials>) -> &str {
    found.map_or("-", |found| found.account.code.as_str())
}

fn refused() -> Denied {
    Denied::SignIn(Message::new(&messages::SIGN_IN_REFUSED))
}

fn is_open(account: &Account, now: Timestamp) -> bool {
    account.state == AccountState::Active && account.locked_until.is_none_or(|until| until <= now)
}

fn begin(
    store: &Store,
    known: &Credentials,
    agent: &str,
    how: &'static str,
    totp_step: Option<i64>,
    who: &Who,
) -> Result<Option<Signed>, Denied> {
    let secret = random::secret("")?;
    let session = NewSession {
        digest: secret.digest,
        id: secret.id.clone(),
        account: known.account.code.clone(),
        agent: agent.chars().take(200).collect(),
        how,
        password: (how != "oidc").then(|| known.password.clone()),
        totp_step,
        forget_before: who.at.checked_sub(REMEMBERED).unwrap_or(Timestamp::MIN),
        stamp: baton_store::Stamp::new(who.at, &known.account.code, &who.from),
    };
    if !store.start_session(&session)? {
        return Ok(None);
    }
    let csrf = csrf_of(&secret.text);
    Ok(Some(Signed { token: secret.text, csrf, session: secret.id, account: known.account.clone() }))
}

/// Signs in an account another service vouches for. Its second factor is that service's business.
pub(crate) fn vouched(store: &Store, account: &str, agent: &str, who: &Who) -> Result<Signed, Denied> {
    let Some(known) = store.credentials(account)? else { return Err(refused()) };
    begin(store, &known, agent, "oidc", None, who)?.ok_or_else(refused)
}

/// Ends the session the actor came with.
pub fn sign_out(store: &Store, actor: &Actor, at: Timestamp) -> Result<(), Denied> {
    let Via::Session(session) = actor.via() else {
        return Err(Denied::Forbidden(Message::new(&messages::NOT_BY_TOKEN)));
    };
    store.end_session(session, Some(actor.account()), &actor.who(at).stamp())?;
    Ok(())
}

/// Who comes back with the token of a session. The use is noted once a minute.
pub fn resume(store: &Store, token: &str, now: Timestamp, address: &str) -> Result<Actor, Denied> {
    let over = || Denied::SignIn(Message::new(&messages::SESSION_OVER));
    let digest = baton_store::digest(token.as_bytes());
    let known = store.session(&digest)?.ok_or_else(over)?;
    let session = &known.by;
    let since = |moment: Timestamp| now.duration_since(moment);
    let lives = session.ended_at.is_none()
        && since(session.seen_at) <= IDLE
        && since(session.started_at) <= ABSOLUTE
        && known.account.state == AccountState::Active;
    if !lives {
        return Err(over());
    }
    if since(session.seen_at) >= TOUCH {
        store.touch_session(&digest, now)?;
    }
    Ok(Actor::known(&known.account, &known.grants, address, Via::Session(session.id.clone())))
}
