//! Why a document could not be written.

use std::fmt;

use baton_model::Message;

use crate::messages;

/// Why a document could not be written.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportError(pub Message);

impl fmt::Display for ReportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for ReportError {}

impl From<rust_xlsxwriter::XlsxError> for ReportError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self(Message::new(&messages::NOT_WRITTEN).with("reason", error.to_string()))
    }
}
