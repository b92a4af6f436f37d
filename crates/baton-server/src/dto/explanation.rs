//! Explanations on the wire: the tree that evaluates to the score, down to file and cell.

use baton_service::explain::{Exempted, Explained};
use baton_service::model::{Lang, Origin};
use baton_service::scheme::explain::{ExplainedNode, ExplainedRule, Input};
use baton_service::scheme::run::{Ruling, RulingEffect};
use baton_service::words::{flag_list, readable, reference_word, rule_word};
use serde::Serialize;
use utoipa::ToSchema;

use super::words::reason;
use super::{UnitHead, finite, whole};

/// Where a figure came from.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SourceBody {
    /// `cell`, `person` or `derived`.
    pub kind: &'static str,
    /// In words: file, sheet and cell, or who, or how.
    pub text: String,
    /// The file.
    pub file: Option<String>,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell.
    pub cell: Option<String>,
    /// How far it had come: `draft`, `submitted`, `accepted` or `locked`.
    pub status: &'static str,
    /// When it was recorded.
    pub recorded_at: String,
    /// By whom.
    pub recorded_by: String,
    /// Which version of the figure it is, 1 for the first.
    pub version: u32,
}

/// A figure that was read.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Input)]
pub struct InputBody {
    /// Code of the indicator.
    pub indicator: String,
    /// Its name.
    pub name: String,
    /// The unit it belongs to, where it is another one.
    pub unit: Option<String>,
    /// The period.
    pub period: String,
    /// `actual`, `plan` or `forecast`.
    pub scenario: &'static str,
    /// The series.
    pub series: Option<String>,
    /// The value.
    pub value: Option<f64>,
    /// Why there is none.
    pub reason: Option<String>,
    /// Unit of measure.
    pub measure: String,
    /// Marks in words.
    pub flags: Vec<&'static str>,
    /// Where it came from.
    pub source: Option<SourceBody>,
}

/// A number the rule compares with.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReferenceBody {
    /// `worst`, `best`, `mean`, `target` …
    pub id: &'static str,
    /// In words.
    pub name: &'static str,
    /// The number.
    pub value: Option<f64>,
}

/// The values of the unit's group.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GroupBody {
    /// The best value.
    pub best: f64,
    /// A unit that has it, where its line may be seen.
    pub best_unit: Option<String>,
    /// The middle value.
    pub median: f64,
    /// The worst value.
    pub worst: f64,
    /// A unit that has it, where its line may be seen.
    pub worst_unit: Option<String>,
    /// Units with a value.
    pub n: usize,
}

/// How an indicator was scored.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RuleBody {
    /// The word of the rule in scheme files.
    pub by: &'static str,
    /// In words.
    pub name: &'static str,
    /// The value.
    pub value: Option<f64>,
    /// Unit of measure.
    pub measure: String,
    /// The value as written in the scheme.
    pub written: Option<String>,
    /// The same with its numbers.
    pub value_formula: String,
    /// The numbers the rule compares with.
    pub reference: Vec<ReferenceBody>,
    /// The values of the group.
    pub group: Option<GroupBody>,
    /// The figures read.
    pub inputs: Vec<InputBody>,
}

/// A ruling.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RulingBody {
    /// Points; none where the node is left out.
    pub points: Option<f64>,
    /// The document behind it.
    pub basis: String,
    /// Who approved it.
    pub approver: String,
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = ExplainedNode)]
pub struct NodeBody {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Is it in the tree in this run?
    pub active: bool,
    /// Full points.
    pub weight: Option<f64>,
    /// Points.
    pub points: Option<f64>,
    /// Points before rounding.
    pub unrounded: Option<f64>,
    /// Decimals of the points.
    pub places: Option<u8>,
    /// Points ÷ full points.
    pub ratio: Option<f64>,
    /// Rank in the group.
    pub rank: Option<u32>,
    /// Points of the total that could still be had.
    pub shortfall: Option<f64>,
    /// Why there are no points.
    pub reason: Option<String>,
    /// Marks in words.
    pub flags: Vec<&'static str>,
    /// The formula with the numbers in it; it evaluates to the unrounded points.
    pub formula: String,
    /// The same, cut to what the eye takes in.
    pub formula_shown: String,
    /// How it was scored, for an indicator.
    pub rule: Option<RuleBody>,
    /// The ruling that holds.
    pub ruling: Option<RulingBody>,
    /// The nodes below.
    #[schema(no_recursion)]
    pub children: Vec<NodeBody>,
}

/// Bonus or deduction.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AdjustmentBody {
    /// Name.
    pub name: String,
    /// The formula with its numbers.
    pub formula: String,
    /// Points counted.
    pub points: f64,
    /// Points before bounds and what was counted earlier.
    pub raw: f64,
    /// The figures read.
    pub inputs: Vec<InputBody>,
}

/// Why a unit is listed but not scored.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ExemptBody {
    /// The class.
    pub class: String,
    /// The condition as written.
    pub written: String,
    /// The condition with what it read.
    pub condition: String,
    /// The figures read.
    pub inputs: Vec<InputBody>,
}

/// An explanation.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Explanation)]
pub struct ExplanationBody {
    /// Id of the scheme.
    pub scheme: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The period.
    pub period: String,
    /// Figures as known at this moment.
    pub as_of: Option<String>,
    /// Date of the tree of units.
    pub tree_date: Option<String>,
    /// The unit.
    pub unit: UnitHead,
    /// Its group.
    pub group: String,
    /// Total.
    pub total: Option<f64>,
    /// Total before rounding.
    pub total_unrounded: Option<f64>,
    /// Full mark.
    pub full_mark: Option<f64>,
    /// Rank in the group.
    pub rank: Option<u32>,
    /// Units ranked in the group.
    pub of: Option<u32>,
    /// Places gained on the period before.
    pub places: Option<f64>,
    /// Grade.
    pub grade: Option<String>,
    /// Why there is no total.
    pub reason: Option<String>,
    /// Vetoes that fired.
    pub vetoes: Vec<String>,
    /// Sum of bonus and deductions.
    pub adjustment: f64,
    /// Bonus and deductions.
    pub adjustments: Vec<AdjustmentBody>,
    /// The units that share the result.
    pub members: Vec<UnitHead>,
    /// The tree, or the node asked for with what lies below it; none for an exempt unit.
    pub root: Option<NodeBody>,
    /// Why the unit is not scored, where it is not.
    pub exempt: Option<ExemptBody>,
}

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

/// A node of the tree by its index in the plan.
fn find(node: &ExplainedNode, index: usize) -> Option<&ExplainedNode> {
    if node.index == index {
        return Some(node);
    }
    node.children.iter().find_map(|child| find(child, index))
}
