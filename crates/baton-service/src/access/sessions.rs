//! Sessions (会话): the own ones for everybody, those of others for the security administrator.

use baton_model::Message;
use baton_store::{Session, Store};
use jiff::Timestamp;

use super::actor::{Actor, Via};
use super::capability::Capability;
use super::denied::Denied;
use super::messages;
use super::sign_in::{ABSOLUTE, IDLE};

/// Whose sessions or tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The actor's own.
    Own,
    /// Everybody's.
    All,
}

impl Whose {
    /// The account they are limited to, if the actor may see them at all.
    pub(crate) fn account(self, actor: &Actor) -> Result<Option<&str>, Denied> {
        match self {
            Self::Own => Ok(Some(actor.account())),
            Self::All => actor.needs(Capability::ManageSessions).map(|()| None),
        }
    }
}

impl Whose {
    /// Whose are listed where an account is named, or none is: who manages sessions then sees everybody's.
    fn named(actor: &Actor, account: Option<&str>) -> Self {
        match account {
            Some(account) if account == actor.account() => Self::Own,
            None if !actor.may(Capability::ManageSessions) => Self::Own,
            _ => Self::All,
        }
    }

    /// Keeps what belongs to the account that is named.
    pub(crate) fn of<T>(
        actor: &Actor,
        account: Option<&str>,
        list: impl FnOnce(Self) -> Result<Vec<T>, Denied>,
        owner: impl Fn(&T) -> &str,
    ) -> Result<Vec<T>, Denied> {
        let mut found = list(Self::named(actor, account))?;
        found.retain(|one| account.is_none_or(|account| owner(one) == account));
        Ok(found)
    }
}

/// Sessions of an account. Where none is named: everybody's for who manages sessions, the own ones for all others.
pub fn list_of(
    store: &Store,
    actor: &Actor,
    account: Option<&str>,
    now: Timestamp,
) -> Result<Vec<Session>, Denied> {
    Whose::of(actor, account, |whose| list(store, actor, whose, now), |session| &session.account)
}

/// Until when the session the actor came with lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasts {
    /// Where it is not used again, to the minute.
    pub idle_until: Timestamp,
    /// However much it is used.
    pub ends: Timestamp,
}

/// Until when the session the actor came with lasts; none for a token.
pub fn lasts(store: &Store, actor: &Actor, now: Timestamp) -> Result<Option<Lasts>, Denied> {
    let Via::Session(id) = actor.via() else { return Ok(None) };
    let after = |moment: Timestamp, duration| moment.checked_add(duration).unwrap_or(Timestamp::MAX);
    let own = list(store, actor, Whose::Own, now)?.into_iter().find(|session| session.id == *id);
    Ok(own.map(|session| {
        let ends = after(session.started_at, ABSOLUTE);
        Lasts { idle_until: after(session.seen_at, IDLE).min(ends), ends }
    }))
}

/// Sessions that go on, the one used last first.
pub fn list(store: &Store, actor: &Actor, whose: Whose, now: Timestamp) -> Result<Vec<Session>, Denied> {
    let account = whose.account(actor)?;
    let since = now.checked_sub(IDLE).unwrap_or(Timestamp::MIN);
    let mut sessions = store.sessions(account, since)?;
    sessions.retain(|session| now.duration_since(session.started_at) <= ABSOLUTE);
    Ok(sessions)
}

/// Ends a session at once. One of somebody else is, for who may not end it, one that does not exist.
pub fn end(store: &Store, actor: &Actor, session: &str, at: Timestamp) -> Result<(), Denied> {
    if matches!(actor.via(), Via::Token { .. }) {
        return Err(Denied::Forbidden(Message::new(&messages::NOT_BY_TOKEN)));
    }
    let account = (!actor.may(Capability::ManageSessions)).then(|| actor.account());
    if store.end_session(session, account, &actor.who(at).stamp())? {
        return Ok(());
    }
    Err(Denied::Missing(Message::new(&messages::NO_SESSION).with("session", session)))
}
