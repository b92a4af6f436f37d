//! The results of a run, in columns over the subjects.

use std::sync::Arc;

use baton_model::{Flags, NullReason, Period};
use baton_score::rank::{Ties, rank_descending};
use jiff::civil::Date;

use super::column::{Numbers, Texts};
use super::scope::Universe;

/// Raised only when a formula's result changes; a replay under another number compares and says so.
pub const SEMANTICS: u32 = 1;

/// What a run found for a node.
#[derive(Clone, Debug, Default)]
pub struct NodeResult {
    /// Is it in the tree in this run?
    pub active: bool,
    /// Value of a leaf by position in its universe, subjects first; empty for inner nodes.
    pub value: Numbers,
    /// Points after rounding by subject.
    pub points: Numbers,
    /// Points before rounding by subject; empty where nothing was rounded.
    pub unrounded: Vec<f64>,
    /// Decimal places of the points; none where they are not rounded.
    pub places: Option<u8>,
    /// Full points of the node by group.
    pub weight: Vec<f64>,
    /// Group by position, subjects first.
    pub(crate) group_of: Arc<[u32]>,
    /// Ratios before a factor; none where they are the unrounded points ÷ weight.
    pub(crate) own_ratio: Option<Numbers>,
}

impl NodeResult {
    /// Points ÷ weight by subject, before rounding and before the node's factor.
    pub fn ratio(&self) -> Numbers {
        if let Some(ratio) = &self.own_ratio {
            return ratio.clone();
        }
        let mut ratio = self.points.clone();
        for row in 0..ratio.len() {
            match self.ratio_of(row) {
                Some(value) => ratio.set(row, value),
                None if self.points.get(row).is_some() => ratio.set_null(row, NullReason::NotApplicable),
                None => {}
            }
        }
        ratio
    }

    /// Points ÷ weight of a subject.
    pub fn ratio_of(&self, subject: usize) -> Option<f64> {
        if let Some(ratio) = &self.own_ratio {
            return ratio.get(subject);
        }
        let points = self.points.get(subject)?;
        if self.points.flags_of(subject).has(Flags::VETOED) {
            return Some(0.0);
        }
        let unrounded = self.unrounded.get(subject).copied().unwrap_or(points);
        let weight = self.weight.get(*self.group_of.get(subject)? as usize)?;
        (*weight != 0.0).then(|| unrounded / weight)
    }

    /// Ranks by points inside each group, 1 = best.
    pub fn rank_in(&self, groups: &[u32]) -> Numbers {
        rank_within(&self.points, groups)
    }
}

/// Competition ranks of values inside each group, 1 = largest.
pub fn rank_within(values: &Numbers, groups: &[u32]) -> Numbers {
    let mut ranks = Numbers::null(NullReason::NotApplicable, values.len());
    let count = groups.iter().max().map_or(0, |last| *last as usize + 1);
    for group in 0..count {
        let rows: Vec<usize> = (0..values.len()).filter(|row| groups[*row] as usize == group).collect();
        let members: Vec<f64> = rows.iter().map(|row| values.values[*row]).collect();
        for (row, rank) in rows.into_iter().zip(rank_descending(&members, Ties::Competition)) {
            if !rank.is_nan() {
                ranks.set(row, rank);
            }
        }
    }
    ranks
}

/// What an adjustment gave.
#[derive(Clone, Debug)]
pub struct AdjustmentResult {
    /// Points counted, by subject.
    pub points: Numbers,
    /// Points before bounds, exclusion and what earlier runs counted.
    pub raw: Numbers,
}

/// A veto that fired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fired {
    /// Subject.
    pub subject: u32,
    /// Index of the veto in the plan.
    pub veto: usize,
}

/// A unit that is listed but not scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unscored {
    /// Roster row.
    pub row: u32,
    /// Index in the plan of the rule that exempts it; its name is that of the class (T 类).
    pub exempt: usize,
}

/// A line of the full list of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Roster row.
    pub row: u32,
    /// The subject whose result it has, its own or a shared one; none for units that are not scored.
    pub subject: Option<u32>,
    /// Does it share the result with other units (合并计分)?
    pub shared: bool,
}

/// An entry of a published list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListResult {
    /// Name.
    pub name: String,
    /// Subjects in order.
    pub subjects: Vec<u32>,
}

/// An alert that fired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertResult {
    /// Index of the alert in the plan.
    pub alert: usize,
    /// Subject.
    pub subject: u32,
    /// The watched node.
    pub node: usize,
}

/// Everything a run found.
#[derive(Clone, Debug)]
pub struct RunResult {
    /// Scheme id.
    pub scheme: String,
    /// Scheme version.
    pub version: String,
    /// Period.
    pub period: Period,
    /// Date of the tree of units.
    pub tree_date: Date,
    /// Subjects (first) and the other units of the comparison sets.
    pub universe: Arc<Universe>,
    /// Names of the groups.
    pub groups: Vec<String>,
    /// Group by subject.
    pub group_of: Arc<[u32]>,
    /// By node of the plan; 0 is the root before adjustments.
    pub nodes: Vec<NodeResult>,
    /// By adjustment of the plan.
    pub adjustments: Vec<AdjustmentResult>,
    /// Sum of adjustments within its bounds, by subject.
    pub adjustment: Numbers,
    /// Total after rounding, by subject.
    pub total: Numbers,
    /// Total before rounding.
    pub total_unrounded: Vec<f64>,
    /// Total ÷ full mark.
    pub total_ratio: Numbers,
    /// Rank in the group.
    pub rank: Numbers,
    /// Rank among all, by total ÷ full mark.
    pub rank_overall: Numbers,
    /// Places gained on the previous published run; null where there is none or the group changed.
    pub rank_change: Numbers,
    /// Units ranked in the group.
    pub count: Numbers,
    /// Grade; null is ungraded.
    pub grade: Texts,
    /// Level, 0 is the lowest; null where the scheme has none.
    pub level: Numbers,
    /// Level whose conditions were met, before the limits on how levels move.
    pub level_reached: Numbers,
    /// Vetoes that fired.
    pub vetoes: Vec<Fired>,
    /// Marks vetoes gave, by subject.
    pub marks: Vec<(u32, String)>,
    /// Units listed but not scored.
    pub unscored: Vec<Unscored>,
    /// Published lists.
    pub lists: Vec<ListResult>,
    /// Alerts.
    pub alerts: Vec<AlertResult>,
    /// Rulings on the run.
    pub rulings: Vec<super::ruling::Applied>,
    /// Units scored as one: subject and the roster rows that share its result.
    pub joint: Vec<(u32, Vec<u32>)>,
}

impl RunResult {
    /// How many units were scored.
    pub fn subjects(&self) -> usize {
        self.universe.subjects
    }

    /// Subjects in the order of their rank: group by group, unranked last, then by code.
    pub fn ranking(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..u32::try_from(self.subjects()).unwrap_or(u32::MAX)).collect();
        order.sort_by(|a, b| {
            let (a, b) = (*a as usize, *b as usize);
            let rank = |subject: usize| self.rank.get(subject).unwrap_or(f64::INFINITY);
            self.group_of[a].cmp(&self.group_of[b]).then(rank(a).total_cmp(&rank(b))).then(a.cmp(&b))
        });
        order
    }

    /// The roster rows that share a subject's result: its own, or all members of a joint unit.
    pub fn rows_of(&self, subject: usize) -> &[u32] {
        let shared = self.joint.iter().find(|(first, _)| *first as usize == subject);
        shared.map_or(&self.universe.rows[subject..=subject], |(_, rows)| rows)
    }

    /// Every unit of the run: by rank as in [`Self::ranking`], each member of a joint unit with the shared result, then
    /// the units that are not scored.
    pub fn listed(&self) -> Vec<Listed> {
        let mut list = Vec::new();
        for subject in self.ranking() {
            let rows = self.rows_of(subject as usize);
            let shared = rows.len() > 1;
            list.extend(rows.iter().map(|row| Listed { row: *row, subject: Some(subject), shared }));
        }
        list.extend(self.unscored.iter().map(|one| Listed { row: one.row, subject: None, shared: false }));
        list
    }

    /// The subject of a roster row, directly or through a joint unit.
    pub fn subject_of(&self, row: u32) -> Option<usize> {
        let direct = self.universe.position(row).filter(|position| *position < self.subjects());
        direct.or_else(|| {
            let shared = self.joint.iter().find(|(_, rows)| rows.contains(&row))?;
            Some(shared.0 as usize)
        })
    }
}
