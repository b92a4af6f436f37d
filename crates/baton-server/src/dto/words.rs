//! Words for what the core knows as values.

use baton_service::model::{Lang, NullReason};
use baton_service::score::Change;
use serde::Serialize;
use utoipa::ToSchema;

/// The reason of a null in words.
pub fn reason(reason: Option<NullReason>, lang: Lang) -> Option<String> {
    reason.map(|reason| lang.pick(reason.term().zh, reason.term().en).to_owned())
}

/// How a rank moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChangeBody {
    /// `places`, `new`, `group_changed` or `unknown`.
    pub kind: &'static str,
    /// Places gained, where that is what there is to say; 0 is the same place.
    pub places: Option<i64>,
}

impl From<Change> for ChangeBody {
    fn from(change: Change) -> Self {
        match change {
            Change::Places(places) => Self { kind: "places", places: Some(places) },
            Change::New => Self { kind: "new", places: None },
            Change::GroupChanged => Self { kind: "group_changed", places: None },
            Change::Unknown => Self { kind: "unknown", places: None },
        }
    }
}
