//! Kept runs on the wire.

use baton_service::model::Lang;
use baton_service::runs::UnitChange;
use baton_service::site::{PublicationPlan, RunEntry};
use baton_service::store::{Audience, Decision, Objection, Ruling, RulingEffect, RunHead};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{UnitHead, whole};

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

/// Which runs are listed.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RunsQuery {
    /// Of this scheme only.
    pub scheme: Option<String>,
    /// Of this period only.
    pub period: Option<String>,
}

/// A kept run in a list.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RunItem {
    /// The run.
    #[serde(flatten)]
    pub run: RunBody,
    /// The published run that took its place.
    pub superseded_by: Option<String>,
}

impl From<&RunEntry> for RunItem {
    fn from(entry: &RunEntry) -> Self {
        Self { run: RunBody::of(&entry.head, entry.audience), superseded_by: entry.superseded_by.clone() }
    }
}

/// Kept runs.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RunList {
    /// The newest first.
    pub items: Vec<RunItem>,
}

/// A ruling on a run.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = RunRuling)]
pub struct RulingItem {
    /// Code of the unit.
    pub unit: String,
    /// Id of the node.
    pub node: String,
    /// Points; none where the node is left out.
    pub points: Option<f64>,
    /// The document behind it.
    pub basis: String,
    /// Who approved it.
    pub approver: String,
    /// When it was recorded.
    pub at: String,
    /// By whom.
    pub by: String,
}

impl From<&Ruling> for RulingItem {
    fn from(ruling: &Ruling) -> Self {
        Self {
            unit: ruling.unit.clone(),
            node: ruling.node.clone(),
            points: match ruling.effect {
                RulingEffect::Points(points) => Some(points),
                RulingEffect::Exclusion => None,
            },
            basis: ruling.basis.clone(),
            approver: ruling.approver.clone(),
            at: ruling.stamp.at.to_string(),
            by: ruling.stamp.by.clone(),
        }
    }
}

/// A kept run with its rulings.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RunPage {
    /// The run.
    #[serde(flatten)]
    pub item: RunItem,
    /// Rulings on units in scope.
    pub rulings: Vec<RulingItem>,
}

/// A run to be made.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRunBody {
    /// Id of the scheme; the workspace's default if left out.
    pub scheme: Option<String>,
    /// The period; the newest if left out.
    pub period: Option<String>,
    /// Figures as known at a moment; now if left out.
    pub as_of: Option<String>,
}

/// A run that was made.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MadeRun {
    /// The run.
    #[serde(flatten)]
    pub run: RunBody,
    /// Was the same run there before? Then it was not kept twice.
    pub was_there: bool,
}

/// What step is planned.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PlanQuery {
    /// `notice`, `final` or `restated`.
    pub to: String,
    /// Last day of the notice.
    pub notice_until: Option<String>,
    /// `own` or `everyone`.
    pub audience: Option<String>,
}

/// A step of publication.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishBody {
    /// `notice`, `final` or `restated`.
    pub state: String,
    /// Last day of the notice.
    pub notice_until: Option<String>,
    /// `own` or `everyone`; as it was if left out.
    pub audience: Option<String>,
}

/// A restatement to be made.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestateBody {
    /// Figures as known at a moment; now if left out.
    pub as_of: Option<String>,
}

/// What changed for a unit: before, after.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct UnitChangeBody {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Total.
    pub total: [Option<f64>; 2],
    /// Rank in the group.
    pub rank: [Option<u32>; 2],
    /// Grade.
    pub grade: [Option<String>; 2],
    /// Names of the nodes whose points changed.
    pub nodes: Vec<String>,
}

impl From<UnitChange> for UnitChangeBody {
    fn from(change: UnitChange) -> Self {
        Self {
            code: change.code,
            name: change.name,
            total: change.total,
            rank: change.rank.map(whole),
            grade: change.grade,
            nodes: change.nodes,
        }
    }
}

/// What a step of publication will do.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PlanBody {
    /// What changes.
    pub will: Vec<String>,
    /// What stays as it is.
    pub will_not: Vec<String>,
    /// What stands in the way.
    pub blocked: Vec<String>,
    /// The units whose result differs from the published one it takes the place of.
    pub changes: Vec<UnitChangeBody>,
}

/// What stands in the way, and the way out.
fn with_hint(message: &baton_service::model::Message, lang: Lang) -> String {
    let hint = message.hint(lang).map(|hint| format!("{}{hint}", lang.pick("；", "; ")));
    message.text(lang) + &hint.unwrap_or_default()
}

impl PlanBody {
    /// A plan in words of a language.
    pub fn of(plan: PublicationPlan, lang: Lang) -> Self {
        let texts = |messages: Vec<baton_service::model::Message>| {
            messages.iter().map(|message| message.text(lang)).collect()
        };
        Self {
            will: texts(plan.will),
            will_not: texts(plan.will_not),
            blocked: plan.blocked.iter().map(|message| with_hint(message, lang)).collect(),
            changes: plan.changes.into_iter().map(UnitChangeBody::from).collect(),
        }
    }
}

/// A restatement in the making.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RestatedBody {
    /// The draft that is to take the place of the published run.
    pub run: RunBody,
    /// What it changes.
    pub changes: Vec<UnitChangeBody>,
}

/// What a replay showed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct VerifiedBody {
    /// Are the outputs the same, byte for byte?
    pub ok: bool,
    /// The first values that are not: place, then, now.
    pub differences: Vec<String>,
}

/// The decision on an objection.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DecisionBody {
    /// When.
    pub at: String,
    /// By whom.
    pub by: String,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// Number of the ruling in the run, where it was upheld.
    pub ruling: Option<u32>,
}

/// An objection.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Objection)]
pub struct ObjectionBody {
    /// Its number.
    pub id: i64,
    /// The run.
    pub run: String,
    /// The unit.
    pub unit: UnitHead,
    /// Id of the node.
    pub node: String,
    /// Its name.
    pub node_name: String,
    /// Why.
    pub reason: String,
    /// Is a file attached?
    pub attachment: bool,
    /// When it was filed.
    pub at: String,
    /// By whom.
    pub by: String,
    /// `open`, `upheld`, `rejected` or `withdrawn`.
    pub state: &'static str,
    /// The decision.
    pub decision: Option<DecisionBody>,
}

impl ObjectionBody {
    /// An objection with the names of its unit and node.
    pub fn of(unit: UnitHead, node_name: String, found: Objection) -> Self {
        let state = found.decided.as_ref().map_or("open", |(decision, _)| decision.word());
        let decision = found.decided.map(|(decision, stamp)| DecisionBody {
            at: stamp.at.to_string(),
            by: stamp.by,
            reason: match &decision {
                Decision::Rejected(reason) => Some(reason.clone()),
                _ => None,
            },
            ruling: match &decision {
                Decision::Upheld(number) => Some(*number),
                _ => None,
            },
        });
        Self {
            id: found.id,
            run: found.filed.run,
            unit,
            node: found.filed.node,
            node_name,
            reason: found.filed.reason,
            attachment: found.filed.attachment.is_some(),
            at: found.filed.stamp.at.to_string(),
            by: found.filed.stamp.by,
            state,
            decision,
        }
    }
}

/// Objections.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ObjectionList {
    /// The newest first.
    pub items: Vec<ObjectionBody>,
}

/// A decision to be recorded.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideBody {
    /// Is the objection right?
    pub uphold: bool,
    /// Where it is: the points the node is to have.
    pub points: Option<f64>,
    /// Where it is: is the node left out for the unit?
    #[serde(default)]
    pub exclude: bool,
    /// Where it is: the document behind the ruling.
    #[serde(default)]
    pub basis: String,
    /// Where it is: who approved it.
    #[serde(default)]
    pub approver: String,
    /// Where it is not: why.
    #[serde(default)]
    pub reason: String,
}
