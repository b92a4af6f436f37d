//! Why a use case did not go through.

use baton_import::Problem;
use baton_model::Message;
use baton_scheme::diagnostic::{Diagnostic, Sources};

/// Why a use case did not go through. Everything that stands in the way is listed, not the first thing only.
#[derive(Clone, Debug)]
pub enum Refused {
    /// What was asked for does not exist or makes no sense.
    Request(Message),
    /// A file cannot be used at all.
    Files(Message),
    /// Files of the workspace have errors.
    Diagnostics {
        /// The complaints, ordered by place.
        list: Vec<Diagnostic>,
        /// The texts they point into.
        sources: Sources,
    },
    /// Files with figures have errors.
    Figures(Vec<Problem>),
    /// The run stopped: every cell and condition that stands in the way.
    Run(Vec<Message>),
    /// A table has errors: each with its line.
    Table(Vec<Message>),
    /// The store was altered past this program: what was found, then the figures that are concerned, a line each.
    Altered(Message, Vec<Message>),
    /// A fault of ours; the detail is for the log.
    Fault(String),
}

impl From<baton_store::Error> for Refused {
    fn from(error: baton_store::Error) -> Self {
        match error {
            baton_store::Error::Refused(message) => Self::Request(message),
            baton_store::Error::Internal(detail) => Self::Fault(detail),
            other => Self::Files(other.message()),
        }
    }
}
