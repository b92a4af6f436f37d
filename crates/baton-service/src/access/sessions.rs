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
