//! Identities of other sign-in services (统一身份, OIDC): issuer and subject stand for an account. The exchange of tokens with the
//! service is the caller's; what comes in here must be verified.

use baton_model::Message;
use baton_store::{Identity, Linked, Store};
use jiff::Timestamp;

use super::accounts::needs_account;
use super::actor::{Actor, Via};
use super::capability::Capability;
use super::denied::Denied;
use super::messages;
use super::sign_in::{self, Signed};
use crate::who::Who;

/// Signs in with a verified identity. `who` says when and from where.
pub fn sign_in(
    store: &Store,
    (issuer, subject): (&str, &str),
    agent: &str,
    who: &Who,
) -> Result<Signed, Denied> {
    let Some(identity) = store.identity(issuer, subject)? else {
        return Err(Denied::SignIn(Message::new(&messages::NO_SUCH_IDENTITY)));
    };
    sign_in::vouched(store, &identity.account, agent, who)
}

/// May the actor link identities of this account? Its owner in a session, and who manages accounts.
fn judge(actor: &Actor, account: &str) -> Result<(), Denied> {
    if account == actor.account() && matches!(actor.via(), Via::Session(_)) && !actor.must_change() {
        return Ok(());
    }
    actor.needs(Capability::ManageAccounts)
}

/// Links a verified identity to an account.
pub fn link(
    store: &Store,
    actor: &Actor,
    account: &str,
    (issuer, subject): (&str, &str),
    at: Timestamp,
) -> Result<(), Denied> {
    judge(actor, account)?;
    for (field, text) in [("issuer", issuer), ("subject", subject)] {
        super::accounts::text(field, text, 400)?;
    }
    match store.link_identity(issuer, subject, account, &actor.who(at).stamp())? {
        Linked::Done => Ok(()),
        Linked::Taken(_) => Err(Denied::Conflict(Message::new(&messages::IDENTITY_TAKEN))),
        Linked::NoAccount => {
            Err(Denied::Missing(Message::new(&messages::NO_ACCOUNT).with("account", account)))
        }
    }
}

/// Takes a link away.
pub fn unlink(
    store: &Store,
    actor: &Actor,
    account: &str,
    (issuer, subject): (&str, &str),
    at: Timestamp,
) -> Result<(), Denied> {
    judge(actor, account)?;
    if store.unlink_identity(issuer, subject, account, &actor.who(at).stamp())? {
        Ok(())
    } else {
        Err(Denied::Missing(Message::new(&messages::NO_IDENTITY)))
    }
}

/// The identities of an account.
pub fn list(store: &Store, actor: &Actor, account: &str) -> Result<Vec<Identity>, Denied> {
    judge(actor, account)?;
    needs_account(store, account)?;
    Ok(store.identities(account)?)
}
