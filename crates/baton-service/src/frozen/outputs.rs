//! The outputs of a run: every value, ratio, point, rank and mark of every unit and node.

use std::collections::BTreeMap;

use baton_model::Snapshot;
use baton_scheme::plan::Plan;
use baton_scheme::run::column::Numbers;
use baton_scheme::run::{NodeResult, RunResult, SEMANTICS};
use serde::{Deserialize, Serialize};

use super::{FORMAT, optional};

/// Everything a run found. Columns have one entry a unit, in the order of `units`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outputs {
    format: u32,
    /// The semantics of formulas it was computed under.
    pub semantics: u32,
    /// Id of the scheme.
    pub scheme: String,
    /// Its version.
    pub version: String,
    /// The period.
    pub period: String,
    /// Date of the tree of units.
    pub tree_date: String,
    /// Names of the groups.
    pub groups: Vec<String>,
    /// Codes of the units scored.
    pub units: Vec<String>,
    /// Their names.
    pub names: Vec<String>,
    /// Their groups, as indices of `groups`.
    pub group_of: Vec<u32>,
    /// Totals after rounding.
    pub total: Values,
    /// Totals before rounding.
    pub total_unrounded: Vec<Option<f64>>,
    /// Total ÷ full mark.
    pub ratio: Values,
    /// Rank in the group.
    pub rank: Values,
    /// Rank among all.
    pub rank_overall: Values,
    /// Places gained on the previous published run.
    pub rank_change: Values,
    /// Units ranked in the group.
    pub count: Values,
    /// Sum of bonus and deductions.
    pub adjustment: Values,
    /// Bonus and deductions by rule.
    pub adjustments: Vec<Adjusted>,
    /// Grades.
    pub grade: Vec<Option<String>>,
    /// Levels, 0 is the lowest.
    pub level: Values,
    /// Levels whose conditions were met, before the limits on how levels move.
    pub level_reached: Values,
    /// The nodes in the order of the plan, the root first.
    pub nodes: Vec<NodeOutput>,
    /// Vetoes that fired: unit and name.
    pub vetoes: Vec<(String, String)>,
    /// Marks: unit and mark.
    pub marks: Vec<(String, String)>,
    /// Units listed but not scored: unit and class.
    pub unscored: Vec<(String, String)>,
    /// Published lists: name and units in order.
    pub lists: Vec<(String, Vec<String>)>,
    /// Alerts: name, unit, node.
    pub alerts: Vec<(String, String, String)>,
    /// Units scored as one: the unit that stands for all, and the members.
    pub joint: Vec<(String, Vec<String>)>,
}

/// Numbers with the reasons of nulls and the marks, where there are any.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Values {
    /// The values.
    pub values: Vec<Option<f64>>,
    /// Position and code of the reason of each null.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<(u32, u8)>,
    /// Position and bits of marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<(u32, u16)>,
}

/// What a bonus or deduction gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Adjusted {
    /// Id of the rule.
    pub id: String,
    /// Points counted.
    pub points: Values,
    /// Points before bounds, exclusion and what earlier runs counted.
    pub raw: Values,
}

/// A node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NodeOutput {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Is it in the tree in this run?
    pub active: bool,
    /// Value of a leaf.
    pub value: Values,
    /// Points ÷ weight.
    pub ratio: Values,
    /// Points after rounding.
    pub points: Values,
    /// Points before rounding, where they were rounded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unrounded: Vec<Option<f64>>,
    /// Rank in the group by points.
    pub rank: Vec<Option<f64>>,
    /// Full points by group.
    pub weight: Vec<Option<f64>>,
}

/// Keeps the entries of the units that are kept.
fn keep<T>(entries: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    entries.retain(|_| kept.next().copied().unwrap_or(false));
}

impl Values {
    fn keep(&mut self, kept: &[bool]) {
        keep(&mut self.values, kept);
        let mut places = Vec::with_capacity(kept.len());
        let mut next = 0_u32;
        for kept in kept {
            places.push(kept.then_some(next));
            next += u32::from(*kept);
        }
        let place = |at: u32| places.get(at as usize).copied().flatten();
        self.why = self.why.iter().filter_map(|(at, code)| Some((place(*at)?, *code))).collect();
        self.flags = self.flags.iter().filter_map(|(at, bits)| Some((place(*at)?, *bits))).collect();
    }

    fn of(numbers: &Numbers, most: usize) -> Self {
        let rows = numbers.len().min(most);
        let at = |row: usize| u32::try_from(row).unwrap_or(u32::MAX);
        Self {
            values: optional(&numbers.values[..rows]),
            why: (0..rows).filter_map(|row| Some((at(row), numbers.reason(row)?.code()))).collect(),
            flags: (0..rows)
                .map(|row| (at(row), numbers.flags_of(row).0))
                .filter(|(_, flags)| *flags != 0)
                .collect(),
        }
    }
}

impl Outputs {
    /// Takes down what a run found.
    pub fn of(plan: &Plan, snapshot: &Snapshot, result: &RunResult) -> Self {
        let count = result.subjects();
        let roster = &snapshot.roster;
        let code = |row: &u32| roster.code(*row).to_owned();
        let subject = |subject: &u32| code(&result.universe.rows[*subject as usize]);
        let rows = &result.universe.rows[..count];
        let values = |numbers: &Numbers| Values::of(numbers, count);
        let alert = |alert: &baton_scheme::run::result::AlertResult| {
            let name = plan.alerts[alert.alert].name.clone();
            (name, subject(&alert.subject), plan.nodes[alert.node].id.clone())
        };
        Self {
            format: FORMAT,
            semantics: SEMANTICS,
            scheme: result.scheme.clone(),
            version: result.version.clone(),
            period: result.period.to_string(),
            tree_date: result.tree_date.to_string(),
            groups: result.groups.clone(),
            units: rows.iter().map(code).collect(),
            names: rows.iter().map(|row| roster.name(*row).to_owned()).collect(),
            group_of: result.group_of[..count].to_vec(),
            total: values(&result.total),
            total_unrounded: optional(&result.total_unrounded),
            ratio: values(&result.total_ratio),
            rank: values(&result.rank),
            rank_overall: values(&result.rank_overall),
            rank_change: values(&result.rank_change),
            count: values(&result.count),
            adjustment: values(&result.adjustment),
            adjustments: plan
                .adjustments
                .iter()
                .zip(&result.adjustments)
                .map(|(rule, found)| Adjusted {
                    id: rule.id.clone(),
                    points: values(&found.points),
                    raw: values(&found.raw),
                })
                .collect(),
            grade: (0..count.min(result.grade.codes.len()))
                .map(|row| result.grade.get(row).map(str::to_owned))
                .collect(),
            level: values(&result.level),
            level_reached: values(&result.level_reached),
            nodes: plan
                .nodes
                .iter()
                .zip(&result.nodes)
                .map(|(node, found)| NodeOutput::of(&node.id, &node.name, found, result))
                .collect(),
            vetoes: result
                .vetoes
                .iter()
                .map(|fired| (subject(&fired.subject), plan.vetoes[fired.veto].name.clone()))
                .collect(),
            marks: result.marks.iter().map(|(unit, mark)| (subject(unit), mark.clone())).collect(),
            unscored: result
                .unscored
                .iter()
                .map(|unit| (code(&unit.row), plan.exempts[unit.exempt].name.clone()))
                .collect(),
            lists: result
                .lists
                .iter()
                .map(|list| (list.name.clone(), list.subjects.iter().map(subject).collect()))
                .collect(),
            alerts: result.alerts.iter().map(alert).collect(),
            joint: result
                .joint
                .iter()
                .map(|(first, rows)| (subject(first), rows.iter().map(code).collect()))
                .collect(),
        }
    }

    /// Every unit the run is about: scored, scored as part of another, listed and not scored.
    pub fn everybody(&self) -> impl Iterator<Item = &str> {
        let members = self.joint.iter().flat_map(|(_, members)| members);
        let others = members.chain(self.unscored.iter().map(|(unit, _)| unit));
        self.units.iter().chain(others).map(String::as_str)
    }

    /// The same without the units that are not to be shown: no row, no name, and nothing that tells how many there were.
    #[must_use]
    pub fn only(mut self, shown: impl Fn(&str) -> bool) -> Self {
        let kept: Vec<bool> = self.units.iter().map(|unit| shown(unit)).collect();
        for values in [
            &mut self.total,
            &mut self.ratio,
            &mut self.rank,
            &mut self.rank_overall,
            &mut self.rank_change,
            &mut self.count,
            &mut self.adjustment,
            &mut self.level,
            &mut self.level_reached,
        ] {
            values.keep(&kept);
        }
        for adjusted in &mut self.adjustments {
            adjusted.points.keep(&kept);
            adjusted.raw.keep(&kept);
        }
        for node in &mut self.nodes {
            for values in [&mut node.value, &mut node.ratio, &mut node.points] {
                values.keep(&kept);
            }
            keep(&mut node.unrounded, &kept);
            keep(&mut node.rank, &kept);
        }
        keep(&mut self.units, &kept);
        keep(&mut self.names, &kept);
        keep(&mut self.group_of, &kept);
        keep(&mut self.total_unrounded, &kept);
        keep(&mut self.grade, &kept);
        self.vetoes.retain(|(unit, _)| shown(unit));
        self.marks.retain(|(unit, _)| shown(unit));
        self.unscored.retain(|(unit, _)| shown(unit));
        self.alerts.retain(|(_, unit, _)| shown(unit));
        for units in
            self.lists.iter_mut().map(|(_, units)| units).chain(self.joint.iter_mut().map(|(_, units)| units))
        {
            units.retain(|unit| shown(unit));
        }
        self.joint.retain(|(first, _)| shown(first));
        self
    }

    /// Positions of the units by code.
    pub fn positions(&self) -> BTreeMap<&str, usize> {
        let own = self.units.iter().map(String::as_str).zip(0..);
        let mut positions: BTreeMap<&str, usize> = own.collect();
        for (first, members) in &self.joint {
            if let Some(at) = positions.get(first.as_str()).copied() {
                for member in members {
                    positions.entry(member).or_insert(at);
                }
            }
        }
        positions
    }
}

impl NodeOutput {
    fn of(id: &str, name: &str, found: &NodeResult, result: &RunResult) -> Self {
        let count = result.subjects();
        let ranks = if found.points.len() < count {
            Vec::new()
        } else {
            optional(&found.rank_in(&result.group_of[..count]).values)
        };
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            active: found.active,
            value: Values::of(&found.value, count),
            ratio: Values::of(&found.ratio(), count),
            points: Values::of(&found.points, count),
            unrounded: optional(&found.unrounded),
            rank: ranks,
            weight: optional(&found.weight),
        }
    }
}
