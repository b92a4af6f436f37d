//! Puts an explanation into the words of the wire.

use baton_service::explain::{Exempted, Explained, find};
use baton_service::model::{Lang, Origin};
use baton_service::scheme::explain::{ExplainedNode, ExplainedRule, Input};
use baton_service::scheme::run::{Ruling, RulingEffect};
use baton_service::words::{compared_with, flag_list, readable, reference_word, rule_word};

use super::explanation::{
    AdjustmentBody, ExemptBody, ExplanationBody, GroupBody, InputBody, NodeBody, ReferenceBody, RuleBody,
    RulingBody, SourceBody,
};
use super::words::reason;
use super::{UnitHead, finite, whole};

/// Puts an explanation into words. Names of other units are said only where `shows` allows it.
pub struct Teller<'a> {
    /// The language.
    pub lang: Lang,
    /// May the figures of a unit of this name be seen?
    pub opens: &'a dyn Fn(&str) -> bool,
}

impl Teller<'_> {
    /// A scored unit.
    pub fn scored(&self, explained: &Explained) -> ExplanationBody {
        let found = &explained.explanation;
        let whole_tree = explained.node.is_none_or(|node| node == 0);
        let shown = explained.node.and_then(|node| find(&found.root, node)).unwrap_or(&found.root);
        let adjustments = found.adjustments.iter().filter(|_| whole_tree);
        ExplanationBody {
            scheme: explained.scheme.clone(),
            version: explained.version.clone(),
            title: explained.title.clone(),
            period: explained.period.to_string(),
            as_of: Some(explained.as_of.to_string()),
            tree_date: Some(explained.tree_date.to_string()),
            unit: UnitHead::new(&found.code, &found.name),
            group: found.group.clone(),
            total: found.total,
            total_unrounded: found.total_unrounded,
            full_mark: finite(found.full_mark),
            rank: whole(found.rank),
            of: whole(found.count),
            places: found.rank_change.as_ref().and_then(|change| change.places),
            grade: found.grade.clone(),
            reason: reason(found.reason, self.lang),
            vetoes: found.vetoes.clone(),
            adjustment: found.adjustment,
            adjustments: adjustments
                .map(|one| AdjustmentBody {
                    name: one.name.clone(),
                    formula: one.formula.clone(),
                    points: one.points,
                    raw: one.raw,
                    inputs: self.inputs(&one.inputs),
                })
                .collect(),
            members: found.members.iter().map(|one| UnitHead::new(&one.code, &one.name)).collect(),
            root: Some(self.node(explained, shown)),
            exempt: None,
        }
    }

    /// A unit that is listed but not scored.
    pub fn exempt(&self, exempted: &Exempted) -> ExplanationBody {
        let found = &exempted.exemption;
        ExplanationBody {
            scheme: String::new(),
            version: String::new(),
            title: exempted.title.clone(),
            period: exempted.period.to_string(),
            as_of: None,
            tree_date: None,
            unit: UnitHead::new(&found.code, &found.name),
            group: String::new(),
            total: None,
            total_unrounded: None,
            full_mark: None,
            rank: None,
            of: None,
            places: None,
            grade: None,
            reason: None,
            vetoes: Vec::new(),
            adjustment: 0.0,
            adjustments: Vec::new(),
            members: Vec::new(),
            root: None,
            exempt: Some(ExemptBody {
                class: found.class.clone(),
                written: exempted.written.clone(),
                condition: found.condition.clone(),
                inputs: self.inputs(&found.inputs),
            }),
        }
    }

    fn node(&self, explained: &Explained, found: &ExplainedNode) -> NodeBody {
        NodeBody {
            id: found.id.clone(),
            name: found.name.clone(),
            active: found.active,
            weight: finite(found.weight),
            points: found.points,
            unrounded: found.unrounded,
            places: found.places,
            ratio: found.ratio.and_then(finite),
            rank: whole(found.rank),
            shortfall: found.shortfall.and_then(finite),
            reason: reason(found.reason, self.lang),
            flags: flag_list(found.flags, self.lang),
            formula: found.formula.clone(),
            formula_shown: readable(&found.formula),
            rule: found.rule.as_ref().map(|rule| self.rule(explained, found.index, rule)),
            ruling: found.ruling.as_ref().map(ruling),
            children: found.children.iter().map(|child| self.node(explained, child)).collect(),
        }
    }

    fn rule(&self, explained: &Explained, index: usize, found: &ExplainedRule) -> RuleBody {
        let reference = found.reference.iter().map(|(name, value)| ReferenceBody {
            id: name,
            name: reference_word(name, self.lang),
            value: finite(*value),
        });
        let named = |unit: &String| Some(unit.clone()).filter(|unit| (self.opens)(unit));
        let group = explained.group.get(&index).map(|group| GroupBody {
            best: group.best.0,
            best_unit: named(&group.best.1),
            median: group.median,
            worst: group.worst.0,
            worst_unit: named(&group.worst.1),
            n: group.n,
        });
        RuleBody {
            by: found.rule,
            name: rule_word(found.rule, self.lang),
            value: found.value,
            measure: found.measure.as_ref().map(ToString::to_string).unwrap_or_default(),
            written: explained.written.get(&index).cloned(),
            value_formula: readable(&found.value_formula),
            compared: compared_with(explained, index, found, self.lang),
            reference: reference.collect(),
            group,
            inputs: self.inputs(&found.inputs),
        }
    }

    fn inputs(&self, inputs: &[Input]) -> Vec<InputBody> {
        inputs.iter().map(|input| self.input(input)).collect()
    }

    /// A figure. What another unit's figure was is in the formula, and the points follow from it; whose it is, and where it was
    /// read, is told to who may see that unit.
    fn input(&self, found: &Input) -> InputBody {
        let hidden = found.unit.as_ref().is_some_and(|unit| !(self.opens)(unit));
        let source = found.source.as_ref().filter(|_| !hidden);
        let outside = || Some(self.lang.pick("范围以外的单位", "a unit outside of your scope").to_owned());
        InputBody {
            indicator: found.code.clone(),
            name: found.name.clone(),
            unit: if hidden { outside() } else { found.unit.clone() },
            period: found.period.to_string(),
            scenario: found.scenario.word(),
            series: found.series.clone(),
            value: found.value,
            reason: reason(found.reason, self.lang),
            measure: found.measure.clone(),
            flags: flag_list(found.flags, self.lang),
            source: source.map(|source| source_body(&source.origin, source)),
        }
    }
}

fn source_body(origin: &Origin, source: &baton_service::model::snapshot::Provenance) -> SourceBody {
    let (kind, file, sheet, cell) = match origin {
        Origin::Cell { file, sheet, cell } => {
            ("cell", Some(file.clone()), sheet.clone(), Some(cell.to_string()))
        }
        Origin::Person(_) => ("person", None, None, None),
        Origin::Computed(_) => ("derived", None, None, None),
    };
    SourceBody {
        kind,
        text: origin.to_string(),
        file,
        sheet,
        cell,
        status: source.status.word(),
        recorded_at: source.recorded_at.clone(),
        recorded_by: source.recorded_by.clone(),
        version: source.version,
    }
}

fn ruling(ruling: &Ruling) -> RulingBody {
    let points = match ruling.effect {
        RulingEffect::Points(points) => Some(points),
        RulingEffect::Exclusion => None,
    };
    RulingBody { points, basis: ruling.basis.clone(), approver: ruling.approver.clone() }
}
