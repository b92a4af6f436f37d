//! Wire formats: what goes over the wire, made from what use cases answer. Keys are snake_case, codes are texts, a missing number is
//! null with its reason beside it.

pub mod access;
pub mod account;
pub mod audit;
mod audit_words;
pub mod comparison;
pub mod explanation;
pub mod figures;
pub mod home;
pub mod import_options;
pub mod imports;
pub mod indicator;
pub mod ranking;
pub mod result;
pub mod run;
pub mod scheme;
pub mod session;
pub mod system;
mod teller;
pub mod unit;
pub mod what_if;
pub mod words;
pub mod workspace;

pub(crate) use baton_service::number::whole;
use serde::Serialize;
use utoipa::ToSchema;

/// A unit by code and name.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct UnitHead {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

impl UnitHead {
    /// From both.
    pub fn new(code: impl Into<String>, name: impl Into<String>) -> Self {
        Self { code: code.into(), name: name.into() }
    }
}

/// A number that can be sent: weights may be infinite inside.
pub(crate) fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}
