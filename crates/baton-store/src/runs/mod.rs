//! Runs (测算): saved with everything needed to replay them, never changed, published in steps; and the rulings that belong to them.

pub(crate) mod audience;
pub(crate) mod publish;
pub(crate) mod rulings;
pub(crate) mod save;

use baton_model::Period;
use baton_model::message::Term;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::figures::Stamp;

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RunState {
    /// 草稿: seen by its makers only.
    Draft,
    /// 公示: open to objections until a day.
    Notice,
    /// 正式
    Final,
    /// 更正: published in place of an earlier one.
    Restated,
}

impl RunState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Notice, Self::Final, Self::Restated];

    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Notice => "notice",
            Self::Final => "final",
            Self::Restated => "restated",
        }
    }

    /// Reads the word in the database.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// The word for people.
    pub fn term(self) -> &'static Term {
        const TERMS: [Term; 4] = [
            Term { zh: "草稿", en: "a draft" },
            Term { zh: "公示", en: "on public notice" },
            Term { zh: "正式", en: "final" },
            Term { zh: "更正", en: "a restatement" },
        ];
        &TERMS[self as usize]
    }

    /// Was it shown to others? Everything but a draft is published.
    pub fn is_published(self) -> bool {
        self != Self::Draft
    }
}

/// A run to be saved, as a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRun {
    /// Its id.
    pub id: String,
    /// Id of the scheme.
    pub scheme: String,
    /// Version of the scheme.
    pub version: String,
    /// Text of the scheme.
    pub scheme_text: String,
    /// The period.
    pub period: Period,
    /// Figures as known at this moment.
    pub as_of: Timestamp,
    /// Date of the tree of units.
    pub tree_date: Date,
    /// The semantics of formulas it was computed under.
    pub semantics: u32,
    /// The frozen inputs, in canonical form.
    pub inputs: Vec<u8>,
    /// The results, in canonical form.
    pub outputs: Vec<u8>,
    /// The published run it restates.
    pub supersedes: Option<String>,
    /// Who saves it, when, from where; not part of any hashed bytes of the run.
    pub stamp: Stamp,
}

/// What a list of runs shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunHead {
    /// Its id.
    pub id: String,
    /// Id of the scheme.
    pub scheme: String,
    /// Version of the scheme.
    pub version: String,
    /// Digest of the scheme's text.
    pub scheme_digest: String,
    /// The period.
    pub period: Period,
    /// Figures as known at this moment.
    pub as_of: Timestamp,
    /// Date of the tree of units.
    pub tree_date: Date,
    /// The semantics of formulas it was computed under.
    pub semantics: u32,
    /// Digest of the frozen inputs.
    pub input_digest: String,
    /// Digest of the results.
    pub output_digest: String,
    /// The published run it restates.
    pub supersedes: Option<String>,
    /// Who saved it, when, from where.
    pub stamp: Stamp,
    /// Where it stands.
    pub state: RunState,
    /// Last day of the public notice.
    pub notice_until: Option<Date>,
    /// Who brought it there, when, from where.
    pub step: Stamp,
}

/// A run with its frozen contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What a list shows.
    pub head: RunHead,
    /// Text of the scheme.
    pub scheme_text: String,
    /// The frozen inputs.
    pub inputs: Vec<u8>,
    /// The results.
    pub outputs: Vec<u8>,
}

/// What a ruling (裁定) does to a node of a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RulingEffect {
    /// The node has these points.
    Points(f64),
    /// The node is left out for the unit.
    Exclusion,
}

/// A ruling (裁定) on an objection. It belongs to a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// Code of the unit.
    pub unit: String,
    /// Id of the node.
    pub node: String,
    /// What it does.
    pub effect: RulingEffect,
    /// The document behind it.
    pub basis: String,
    /// Who approved it.
    pub approver: String,
    /// Who recorded it, when, from where.
    pub stamp: Stamp,
}
