//! A file that cannot be read at all.

use std::fmt;

use baton_model::Message;

use crate::problem::{Place, Problem, Severity};

/// Why a file was refused as a whole; nothing of it was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportError {
    /// What is wrong, boxed to keep results small.
    pub problem: Box<Problem>,
}

impl ImportError {
    /// Refuses a place.
    pub fn new(message: Message, place: Place) -> Self {
        Self { problem: Box::new(Problem::new(Severity::Error, message, place)) }
    }

    /// The message.
    pub fn message(&self) -> &Message {
        &self.problem.message
    }

    /// The place.
    pub fn place(&self) -> &Place {
        &self.problem.place
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.problem.place, self.problem.message)
    }
}

impl std::error::Error for ImportError {}
