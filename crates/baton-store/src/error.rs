//! What can go wrong, typed; [`Error::message`] has the sentence for people and never anything internal.

use std::fmt;

use baton_model::Message;
use baton_model::message::MessageDef;

use crate::figures::BatchId;
use crate::messages;

/// Why the store did not do what was asked. Whatever it was, nothing was half written.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// The request cannot be fulfilled: an unknown batch, a published run, a figure that is no number.
    Refused(Message),
    /// The database cannot be used: damaged, newer, busy, not writable.
    Database(Message),
    /// The audit chain, or something it vouches for, was altered.
    Broken(Broken),
    /// A fault of ours, or of the database in a way we did not foresee. The detail is for the log only.
    Internal(String),
}

/// Shorthand for results of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What was found altered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The audit record that is altered, or that vouches for what is altered; 0 when there is none.
    pub sequence: i64,
    /// What is altered.
    pub what: BrokenPart,
}

/// The kinds of alteration that are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BrokenPart {
    /// The record itself does not have the hash it states.
    Record,
    /// The record does not follow the one before it.
    Chain,
    /// The content the record vouches for, such as `batch 12` or `run 2024-1`.
    Content(String),
    /// So many rows of a kind that no record vouches for.
    NotAudited {
        /// The kind.
        what: String,
        /// How many.
        count: u64,
    },
}

impl Broken {
    /// The batch whose figures, files or heading were altered, where it is one.
    pub fn batch(&self) -> Option<BatchId> {
        let BrokenPart::Content(subject) = &self.what else { return None };
        subject.strip_prefix("batch ")?.parse().ok().map(BatchId)
    }

    /// The sentence.
    pub fn message(&self) -> Message {
        let sequence = self.sequence.to_string();
        match &self.what {
            BrokenPart::Record => Message::new(&messages::AUDIT_RECORD_ALTERED).with("sequence", sequence),
            BrokenPart::Chain => Message::new(&messages::AUDIT_CHAIN_CUT).with("sequence", sequence),
            BrokenPart::Content(subject) => {
                Message::new(&messages::CONTENT_ALTERED).with("sequence", sequence).with("subject", subject)
            }
            BrokenPart::NotAudited { what, count } => {
                Message::new(&messages::NOT_AUDITED).with("what", what).with("count", count.to_string())
            }
        }
    }
}

impl Error {
    /// The sentence for people.
    pub fn message(&self) -> Message {
        match self {
            Self::Refused(message) | Self::Database(message) => message.clone(),
            Self::Broken(broken) => broken.message(),
            Self::Internal(_) => Message::new(&messages::INTERNAL),
        }
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(message) | Self::Database(message) => message.code(),
            Self::Broken(broken) => broken.message().code(),
            Self::Internal(_) => messages::INTERNAL.code,
        }
    }

    /// What only the log may hold.
    pub fn internal(&self) -> Option<&str> {
        match self {
            Self::Internal(detail) => Some(detail),
            _ => None,
        }
    }

    pub(crate) fn refused(def: &'static MessageDef) -> Self {
        Self::Refused(Message::new(def))
    }

    pub(crate) fn batch(def: &'static MessageDef, batch: i64) -> Self {
        Self::Refused(Message::new(def).with("batch", batch.to_string()))
    }

    pub(crate) fn run(def: &'static MessageDef, run: &str) -> Self {
        Self::Refused(Message::new(def).with("run", run))
    }
}

impl From<Broken> for Error {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl From<Error> for Message {
    fn from(error: Error) -> Self {
        error.message()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for Error {}
