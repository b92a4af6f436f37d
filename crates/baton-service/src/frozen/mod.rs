//! What a run freezes (冻结): everything it read, in one canonical form, so that it can be replayed to the same bytes; and
//! what it found.
//!
//! The form is JSON with keys in declared order, columns in the order of indicator, scenario and period, units in the order
//! of their codes, and numbers in the shortest form that reads back as the same number. No clock and no machine is in it.

pub mod inputs;
pub mod outputs;
pub mod published;
mod tables;

use baton_model::Message;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::messages;

/// The number of the form; one that is not known is refused.
pub const FORMAT: u32 = 1;

/// The canonical bytes.
pub fn to_bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, Message> {
    serde_json::to_vec(value).map_err(|error| damaged(error.to_string()))
}

/// Reads canonical bytes.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Message> {
    serde_json::from_slice(bytes).map_err(|error| damaged(error.to_string()))
}

fn damaged(detail: String) -> Message {
    Message::new(&messages::FROZEN_DAMAGED).with("detail", detail)
}

/// Numbers as JSON has them: NaN is null.
fn optional(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().map(|value| Some(*value).filter(|value| !value.is_nan())).collect()
}

fn plain(values: &[Option<f64>]) -> Vec<f64> {
    values.iter().map(|value| value.unwrap_or(f64::NAN)).collect()
}

/// Reads a word kept as text, such as a date.
fn read<T: std::str::FromStr>(text: &str) -> Result<T, Message> {
    text.parse().map_err(|_| damaged(text.to_owned()))
}
