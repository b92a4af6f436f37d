//! Attachments (附件): the evidence of an objection, handed in for a unit of the own scope.

use baton_model::{Message, UnitTree};
use baton_store::{Attachment, Store};
use jiff::Timestamp;

use super::actor::Actor;
use super::capability::Capability;
use super::denied::Denied;
use super::{accounts, messages};
use crate::snapshot::day_in_china;

/// The largest attachment, in MB.
const MOST_MB: usize = 20;

/// A file to be handed in.
#[derive(Clone, Copy, Debug)]
pub struct Upload<'a> {
    /// The unit it is for.
    pub unit: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What it is: `application/pdf`.
    pub media_type: &'a str,
    /// Its bytes.
    pub content: &'a [u8],
}

/// Hands a file in for a unit the actor may object for.
pub fn add(
    store: &Store,
    actor: &Actor,
    upload: &Upload<'_>,
    tree: &UnitTree,
    at: Timestamp,
) -> Result<Attachment, Denied> {
    actor.needs(Capability::Object)?;
    if !actor.sees_unit(Capability::Object, upload.unit, tree, day_in_china(at)) {
        return Err(Denied::Missing(Message::new(&messages::NO_SUCH_UNIT).with("unit", upload.unit)));
    }
    accounts::text("name", upload.name, 200)?;
    accounts::text("media_type", upload.media_type, 100)?;
    if upload.content.is_empty() {
        return Err(Denied::invalid("content", Message::new(&messages::ATTACHMENT_EMPTY)));
    }
    if upload.content.len() > MOST_MB << 20 {
        let message = Message::new(&messages::ATTACHMENT_TOO_LARGE).with("most", MOST_MB);
        return Err(Denied::invalid("content", message));
    }
    let name = (upload.name, upload.media_type);
    Ok(store.attach(upload.unit, name, upload.content, &actor.who(at).stamp())?)
}

/// An attachment of an objection with its bytes, for who may read the objection.
pub fn get(
    store: &Store,
    actor: &Actor,
    objection: i64,
    tree: &UnitTree,
    at: Timestamp,
) -> Result<(Attachment, Vec<u8>), Denied> {
    let scope = actor.scope(Capability::ViewFigures, tree, day_in_china(at))?;
    let missing = || Denied::Missing(Message::new(&messages::NO_ATTACHMENT));
    let found = store.objection(&scope, objection)?.ok_or_else(missing)?;
    let digest = found.filed.attachment.ok_or_else(missing)?;
    store.attachment(&scope, &found.filed.unit, &digest)?.ok_or_else(missing)
}
