//! The workspace on the wire.

use serde::Serialize;
use utoipa::ToSchema;

/// A scheme in a list.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SchemeHead {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Version.
    pub version: String,
    /// Kind of period it runs by: `year`, `quarter`, `month` …
    pub period_kind: &'static str,
    /// Full mark, where it is a single one.
    pub full_mark: Option<f64>,
    /// Periods that can be shown, the newest first.
    pub periods: Vec<String>,
    /// The one to begin with.
    pub default_period: Option<String>,
}

/// The workspace.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WorkspaceBody {
    /// Title.
    pub title: String,
    /// Are its figures invented?
    pub synthetic: bool,
    /// What it is for.
    pub note: Option<String>,
    /// The scheme to begin with.
    pub default_scheme: Option<String>,
    /// The schemes the asker can be shown something of.
    pub schemes: Vec<SchemeHead>,
    /// The day it is in China.
    pub today: String,
    /// Version of the program.
    pub version: &'static str,
}
