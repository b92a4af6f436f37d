//! The first page and search results on the wire.

use baton_service::site::{Hit, Home, Moved, Standing};
use baton_service::store::Batch;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::run::{ObjectionBody, RunBody};
use super::words::ChangeBody;

/// Where a unit stands in a scheme.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StandingBody {
    /// Id of the scheme.
    pub scheme: String,
    /// Its title.
    pub title: String,
    /// The period.
    pub period: String,
    /// Code of the unit.
    pub unit: String,
    /// Its name.
    pub name: String,
    /// Rank in the group.
    pub rank: Option<u32>,
    /// Units of the group shown.
    pub of: usize,
    /// Total.
    pub total: Option<f64>,
    /// How the rank moved.
    pub change: ChangeBody,
}

impl From<Standing> for StandingBody {
    fn from(found: Standing) -> Self {
        Self {
            scheme: found.scheme,
            title: found.title,
            period: found.period,
            unit: found.unit,
            name: found.name,
            rank: found.rank,
            of: found.of,
            total: found.total,
            change: found.change.into(),
        }
    }
}

/// A rank that moved.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MovedBody {
    /// Where the unit stands now.
    #[serde(flatten)]
    pub standing: StandingBody,
    /// May the explanation be opened?
    pub open: bool,
}

impl From<Moved> for MovedBody {
    fn from(moved: Moved) -> Self {
        Self { open: moved.open, standing: moved.standing.into() }
    }
}

/// A notice that runs.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NoticeBody {
    /// Title of the scheme.
    pub title: String,
    /// The run.
    pub run: RunBody,
}

/// A batch that waits to be accepted.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WaitingBatch {
    /// Its number.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Who brought it.
    pub by: String,
    /// When it came.
    pub at: String,
}

impl From<Batch> for WaitingBatch {
    fn from(batch: Batch) -> Self {
        let (by, at) = (batch.stamp.by, batch.stamp.at.to_string());
        Self { id: batch.receipt.batch.0.to_string(), title: batch.title, by, at }
    }
}

/// The first page.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Home)]
pub struct HomeBody {
    /// Where the own unit stands, or who stands first.
    pub standing: Vec<StandingBody>,
    /// Ranks that moved most.
    pub moved: Vec<MovedBody>,
    /// Notices that run.
    pub notices: Vec<NoticeBody>,
    /// Objections that wait.
    pub objections: Vec<ObjectionBody>,
    /// Batches that wait for who asks to accept them.
    pub batches: Vec<WaitingBatch>,
}

impl HomeBody {
    /// The page with objections already named.
    pub fn of(home: Home, objections: Vec<ObjectionBody>) -> Self {
        let notices = home.notices.into_iter();
        Self {
            standing: home.standings.into_iter().map(StandingBody::from).collect(),
            moved: home.moved.into_iter().map(MovedBody::from).collect(),
            notices: notices
                .map(|(head, title)| NoticeBody { title, run: RunBody::of(&head, None) })
                .collect(),
            objections,
            batches: home.batches.into_iter().map(WaitingBatch::from).collect(),
        }
    }
}

/// What is searched for.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// Part of a name or code.
    pub q: String,
    /// Most hits, 20 if left out.
    pub limit: Option<usize>,
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct HitBody {
    /// `unit`, `indicator`, `scheme` or `node`.
    pub kind: &'static str,
    /// Its code or id; of a node `scheme/node`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it belongs to.
    pub detail: String,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct HitList {
    /// The hits.
    pub items: Vec<HitBody>,
}

impl From<Vec<Hit>> for HitList {
    fn from(hits: Vec<Hit>) -> Self {
        let hit = |hit: Hit| HitBody { kind: hit.kind, code: hit.code, name: hit.name, detail: hit.detail };
        Self { items: hits.into_iter().map(hit).collect() }
    }
}
