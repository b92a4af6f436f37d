//! An earlier result as another run reads it: by the rows of that run's units, which may have been renamed since.

use std::collections::BTreeMap;

use baton_model::snapshot::{PublishedResult, Roster};
use baton_model::unit::UnitTree;
use baton_model::{IndicatorId, Message, Period, Scenario, Snapshot};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::outputs::{Outputs, Values};
use super::{optional, plain, read};
use crate::successors::earlier_code;

/// An earlier result as it is frozen among the inputs of a run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Earlier {
    scheme: String,
    period: String,
    draft: bool,
    total: Vec<Option<f64>>,
    ratio: Vec<Option<f64>>,
    rank: Vec<Option<f64>>,
    n: Vec<Option<f64>>,
    groups: Vec<Option<String>>,
    grade: Vec<Option<String>>,
    level: Vec<Option<f64>>,
    level_reached: Vec<Option<f64>>,
    nodes: BTreeMap<String, [Vec<Option<f64>>; 3]>,
    inputs: BTreeMap<String, Vec<Option<f64>>>,
    adjustments: BTreeMap<String, Vec<Option<f64>>>,
}

impl Earlier {
    /// Freezes one.
    pub fn of(scheme: &str, period: Period, result: &PublishedResult) -> Self {
        let named = |columns: &BTreeMap<String, Vec<f64>>| {
            columns.iter().map(|(name, values)| (name.clone(), optional(values))).collect()
        };
        Self {
            scheme: scheme.to_owned(),
            period: period.to_string(),
            draft: result.draft,
            total: optional(&result.total),
            ratio: optional(&result.ratio),
            rank: optional(&result.rank),
            n: optional(&result.n),
            groups: result.groups.clone(),
            grade: result.grade.clone(),
            level: optional(&result.level),
            level_reached: optional(&result.level_reached),
            nodes: result
                .nodes
                .iter()
                .map(|(id, columns)| (id.clone(), columns.each_ref().map(|values| optional(values))))
                .collect(),
            inputs: named(&result.inputs),
            adjustments: named(&result.adjustments),
        }
    }

    /// The result with its key.
    pub fn result(self) -> Result<((String, Period), PublishedResult), Message> {
        let named = |columns: BTreeMap<String, Vec<Option<f64>>>| {
            columns.into_iter().map(|(name, values)| (name, plain(&values))).collect()
        };
        let result = PublishedResult {
            total: plain(&self.total),
            ratio: plain(&self.ratio),
            rank: plain(&self.rank),
            n: plain(&self.n),
            groups: self.groups,
            grade: self.grade,
            level: plain(&self.level),
            level_reached: plain(&self.level_reached),
            nodes: self
                .nodes
                .into_iter()
                .map(|(id, columns)| (id, columns.map(|values| plain(&values))))
                .collect(),
            inputs: named(self.inputs),
            adjustments: named(self.adjustments),
            draft: self.draft,
        };
        Ok(((self.scheme, read(&self.period)?), result))
    }
}

/// The units of a run, among which the units of an earlier one are looked up.
#[derive(Clone, Copy, Debug)]
pub struct Now<'a> {
    /// All versions of all units.
    pub tree: &'a UnitTree,
    /// The units.
    pub roster: &'a Roster,
    /// The date of the tree.
    pub tree_date: Date,
}

impl Now<'_> {
    /// For every unit its position in the earlier result: under its code, or under the code it had before a rename.
    fn positions(&self, outputs: &Outputs) -> Vec<Option<usize>> {
        let then: Date = outputs.tree_date.parse().unwrap_or(self.tree_date);
        let by_code = outputs.positions();
        let rows = u32::try_from(self.roster.len()).unwrap_or(u32::MAX);
        let find = |row| {
            let code = self.roster.code(row);
            let renamed = || {
                let days = (then, self.tree_date);
                let earlier = earlier_code(self.tree, code, days, |code| by_code.contains_key(code))?;
                by_code.get(earlier).copied()
            };
            by_code.get(code).copied().or_else(renamed)
        };
        (0..rows).map(find).collect()
    }

    /// What an earlier run found, by the rows of these units.
    pub fn result(&self, outputs: &Outputs, draft: bool) -> PublishedResult {
        let positions = self.positions(outputs);
        let pick = |values: &[Option<f64>]| -> Vec<f64> {
            let value = |at: &Option<usize>| values.get((*at)?).copied().flatten();
            positions.iter().map(|at| value(at).unwrap_or(f64::NAN)).collect()
        };
        let column = |values: &Values| pick(&values.values);
        let text = |texts: &dyn Fn(usize) -> Option<String>| -> Vec<Option<String>> {
            positions.iter().map(|at| texts((*at)?)).collect()
        };
        let group = |at: usize| outputs.groups.get(*outputs.group_of.get(at)? as usize).cloned();
        PublishedResult {
            total: column(&outputs.total),
            ratio: column(&outputs.ratio),
            rank: column(&outputs.rank),
            n: column(&outputs.count),
            groups: text(&group),
            grade: text(&|at| outputs.grade.get(at).cloned().flatten()),
            level: column(&outputs.level),
            level_reached: column(&outputs.level_reached),
            nodes: outputs
                .nodes
                .iter()
                .map(|node| (node.id.clone(), [column(&node.points), column(&node.ratio), pick(&node.rank)]))
                .collect(),
            inputs: BTreeMap::new(),
            adjustments: outputs
                .adjustments
                .iter()
                .map(|rule| (rule.id.clone(), column(&rule.points)))
                .collect(),
            draft,
        }
    }

    /// The figures an earlier run froze for its own period, by the rows of these units.
    pub fn inputs(&self, frozen: &Snapshot, period: Period) -> BTreeMap<String, Vec<f64>> {
        let rows = u32::try_from(self.roster.len()).unwrap_or(u32::MAX);
        let then: Vec<Option<u32>> = (0..rows).map(|row| frozen.roster.row(self.roster.code(row))).collect();
        let code = |id: IndicatorId| frozen.catalogue.get(id).code.clone();
        frozen
            .columns()
            .filter(|(_, scenario, of, _)| *scenario == Scenario::Actual && *of == period)
            .map(|(id, _, _, column)| {
                let value = |row: &Option<u32>| row.map_or(f64::NAN, |row| column.values[row as usize]);
                (code(id), then.iter().map(value).collect())
            })
            .collect()
    }
}
