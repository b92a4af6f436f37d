//! Why a use case of this module did not go through, told apart as far as the one who asks may know.

use baton_model::Message;

use super::capability::Capability;
use super::messages;
use super::role::Role;
use crate::refused::Refused;

/// Why it did not go through.
#[derive(Clone, Debug)]
pub enum Denied {
    /// Nobody is signed in, or no longer. HTTP: 401.
    SignIn(Message),
    /// The account may not do this. HTTP: 403.
    Forbidden(Message),
    /// There is no such thing, or it lies outside of what the account may see: the same in every respect. HTTP: 404.
    Missing(Message),
    /// Somebody else was first, or the thing is in another state by now. HTTP: 409.
    Conflict(Message),
    /// A field makes no sense. HTTP: 422.
    Invalid {
        /// Which, as the request names it.
        field: &'static str,
        /// Why.
        message: Message,
    },
    /// Several fields make no sense. HTTP: 422.
    Fields(Vec<FieldFault>),
    /// Something else stands in the way.
    Refused(Refused),
}

/// A field that makes no sense.
#[derive(Clone, Debug)]
pub struct FieldFault {
    /// Which, as the request names it: `rows[3].value`.
    pub field: String,
    /// Why.
    pub message: Message,
}

impl Denied {
    /// A capability is missing.
    pub(crate) fn lacks(capability: Capability) -> Self {
        Self::Forbidden(Message::new(&messages::NOT_ALLOWED).with("what", capability.term()))
    }

    /// The capability is there, and does not reach all units; these people can grant that.
    pub(crate) fn lacks_units(capability: Capability, role: Role, ask: Vec<String>) -> Self {
        let message = Message::new(&messages::NOT_ALL_OF_IT).with("what", capability.term());
        Self::Forbidden(message.with("role", role.term()).with("ask", ask))
    }

    /// What went wrong, for who may not read of all units: refusals of a run, and what was found altered, may name any of them.
    pub(crate) fn veiled(self) -> Self {
        match self {
            Self::Refused(
                Refused::Diagnostics { .. }
                | Refused::Figures(_)
                | Refused::Run(_)
                | Refused::Table(_)
                | Refused::Files(_)
                | Refused::Altered(..),
            ) => Self::Refused(Refused::Files(Message::new(&messages::HIDDEN_PART))),
            other => other,
        }
    }

    /// A workbook with the figures of all units is asked for by somebody who may not see them all.
    pub(crate) fn lacks_scope() -> Self {
        Self::Forbidden(Message::new(&messages::NOT_ALL_UNITS))
    }

    /// There is no such thing, or it lies outside of what the account may see.
    pub fn missing() -> Self {
        Self::Missing(Message::new(&messages::NOT_THERE))
    }

    /// A field makes no sense.
    pub(crate) fn invalid(field: &'static str, message: Message) -> Self {
        Self::Invalid { field, message }
    }

    /// A fault of ours; the detail is for the log.
    pub(crate) fn fault(detail: impl Into<String>) -> Self {
        Self::Refused(Refused::Fault(detail.into()))
    }

    /// The sentence, where it is a single one.
    pub fn message(&self) -> Option<&Message> {
        match self {
            Self::SignIn(message)
            | Self::Forbidden(message)
            | Self::Missing(message)
            | Self::Conflict(message)
            | Self::Invalid { message, .. }
            | Self::Refused(Refused::Request(message) | Refused::Files(message)) => Some(message),
            Self::Fields(faults) => faults.first().map(|fault| &fault.message),
            Self::Refused(_) => None,
        }
    }
}

impl From<Refused> for Denied {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<baton_store::Error> for Denied {
    fn from(error: baton_store::Error) -> Self {
        Self::Refused(error.into())
    }
}

impl From<Denied> for Refused {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::SignIn(message)
            | Denied::Forbidden(message)
            | Denied::Missing(message)
            | Denied::Conflict(message)
            | Denied::Invalid { message, .. } => Self::Request(message),
            Denied::Fields(faults) => Self::Table(faults.into_iter().map(|fault| fault.message).collect()),
            Denied::Refused(refused) => refused,
        }
    }
}
