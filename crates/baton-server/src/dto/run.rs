//! Kept runs on the wire.

use baton_service::store::{Audience, RunHead};
use serde::Serialize;
use utoipa::ToSchema;

/// A kept run.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RunBody {
    /// Its id.
    pub id: String,
    /// Id of the scheme.
    pub scheme: String,
    /// Version of the scheme.
    pub version: String,
    /// The period.
    pub period: String,
    /// `draft`, `notice`, `final` or `restated`.
    pub state: &'static str,
    /// Figures as known at this moment.
    pub as_of: String,
    /// Date of the tree of units.
    pub tree_date: String,
    /// The semantics of formulas it was computed under.
    pub semantics: u32,
    /// Last day of the public notice.
    pub notice_until: Option<String>,
    /// Who sees all its rows: `own` or `everyone`; none before it is published.
    pub audience: Option<&'static str>,
    /// The published run it restates.
    pub supersedes: Option<String>,
    /// When it was made.
    pub made_at: String,
    /// By whom.
    pub made_by: String,
    /// When it came to its state.
    pub step_at: String,
    /// Who brought it there.
    pub step_by: String,
    /// Digest of the frozen inputs.
    pub input_digest: String,
    /// Digest of the results.
    pub output_digest: String,
}

impl RunBody {
    /// A head with its audience.
    pub fn of(head: &RunHead, audience: Option<Audience>) -> Self {
        Self {
            id: head.id.clone(),
            scheme: head.scheme.clone(),
            version: head.version.clone(),
            period: head.period.to_string(),
            state: head.state.word(),
            as_of: head.as_of.to_string(),
            tree_date: head.tree_date.to_string(),
            semantics: head.semantics,
            notice_until: head.notice_until.map(|day| day.to_string()),
            audience: audience.map(Audience::word),
            supersedes: head.supersedes.clone(),
            made_at: head.stamp.at.to_string(),
            made_by: head.stamp.by.clone(),
            step_at: head.step.at.to_string(),
            step_by: head.step.by.clone(),
            input_digest: head.input_digest.clone(),
            output_digest: head.output_digest.clone(),
        }
    }
}
