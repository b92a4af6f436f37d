//! Personal tokens (访问令牌) for programs: an account's own, with a name, an end and a part of its capabilities; never more than the
//! account may do at the moment they are used.

use std::collections::BTreeSet;

use baton_model::Message;
use baton_store::{AccountState, ApiToken, NewToken, Store};
use jiff::{SignedDuration, Timestamp};

use super::actor::{Actor, Via};
use super::capability::Capability;
use super::denied::Denied;
use super::sessions::Whose;
use super::sign_in::TOUCH;
use super::{accounts, messages, random};

/// How long a token lasts at most.
const LONGEST: SignedDuration = SignedDuration::from_hours(366 * 24);
/// What stands before a token, so that people and scanners know what leaked.
const PREFIX: &str = "baton_";

/// A token to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRequest {
    /// What it is for, in words.
    pub name: String,
    /// Ids of what it may do at most.
    pub capabilities: Vec<String>,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A token that was made. It is shown once and kept nowhere.
#[derive(Clone)]
pub struct Made {
    /// The token.
    pub token: String,
    /// Its short name in lists.
    pub id: String,
}

fn capabilities(actor: &Actor, ids: &[String]) -> Result<BTreeSet<Capability>, Denied> {
    let mut found = BTreeSet::new();
    for id in ids {
        let Some(capability) = Capability::parse(id) else {
            let message = Message::new(&messages::UNKNOWN_CAPABILITY).with("found", id);
            return Err(Denied::invalid("capabilities", message));
        };
        if !actor.may(capability) {
            let message = Message::new(&messages::TOKEN_WIDER).with("what", capability.term());
            return Err(Denied::invalid("capabilities", message));
        }
        found.insert(capability);
    }
    if found.is_empty() {
        return Err(Denied::invalid("capabilities", Message::new(&messages::TOKEN_EMPTY)));
    }
    Ok(found)
}

/// Makes a token for the own account; only in a session, so that a token cannot outlive itself.
pub fn create(store: &Store, actor: &Actor, request: &TokenRequest, at: Timestamp) -> Result<Made, Denied> {
    if !matches!(actor.via(), Via::Session(_)) {
        return Err(Denied::Forbidden(Message::new(&messages::NOT_BY_TOKEN)));
    }
    if actor.must_change() {
        return Err(Denied::Forbidden(Message::new(&messages::CHANGE_PASSWORD_FIRST)));
    }
    accounts::text("name", &request.name, 100)?;
    let lasts = request.expires_at.duration_since(at);
    if lasts <= SignedDuration::ZERO || lasts > LONGEST {
        return Err(Denied::invalid("expires", Message::new(&messages::TOKEN_END)));
    }
    let allowed = capabilities(actor, &request.capabilities)?;
    let secret = random::secret(PREFIX)?;
    let new = NewToken {
        id: secret.id.clone(),
        account: actor.account().to_owned(),
        name: request.name.clone(),
        digest: secret.digest,
        capabilities: allowed.into_iter().map(|capability| capability.id().to_owned()).collect(),
        expires_at: request.expires_at,
    };
    store.create_token(&new, &actor.who(at).stamp())?;
    Ok(Made { token: secret.text, id: secret.id })
}

/// Tokens, revoked and expired ones too.
pub fn list(store: &Store, actor: &Actor, whose: Whose) -> Result<Vec<ApiToken>, Denied> {
    Ok(store.tokens(whose.account(actor)?)?)
}

/// Tokens of an account. Where none is named: everybody's for who manages sessions, the own ones for all others.
pub fn list_of(store: &Store, actor: &Actor, account: Option<&str>) -> Result<Vec<ApiToken>, Denied> {
    Whose::of(actor, account, |whose| list(store, actor, whose), |token| &token.account)
}

/// Revokes a token at once. One of somebody else is, for who may not revoke it, one that does not exist.
pub fn revoke(store: &Store, actor: &Actor, token: &str, at: Timestamp) -> Result<(), Denied> {
    if matches!(actor.via(), Via::Token { .. }) {
        return Err(Denied::Forbidden(Message::new(&messages::NOT_BY_TOKEN)));
    }
    let account = (!actor.may(Capability::ManageSessions)).then(|| actor.account());
    if store.revoke_token(token, account, &actor.who(at).stamp())? {
        return Ok(());
    }
    Err(Denied::Missing(Message::new(&messages::NO_TOKEN).with("token", token)))
}

/// Who comes with a token (`Authorization: Bearer`).
pub fn resume(store: &Store, bearer: &str, now: Timestamp, address: &str) -> Result<Actor, Denied> {
    let invalid = || Denied::SignIn(Message::new(&messages::TOKEN_INVALID));
    let known = store.token(&baton_store::digest(bearer.as_bytes()))?.ok_or_else(invalid)?;
    let token = &known.by;
    let lives =
        token.revoked.is_none() && now < token.expires_at && known.account.state == AccountState::Active;
    if !lives {
        return Err(invalid());
    }
    if token.used_at.is_none_or(|used| now.duration_since(used) >= TOUCH) {
        store.touch_token(&token.id, now)?;
    }
    let capabilities = token.capabilities.iter().filter_map(|id| Capability::parse(id)).collect();
    let via = Via::Token { id: token.id.clone(), capabilities };
    Ok(Actor::known(&known.account, &known.grants, address, via))
}
