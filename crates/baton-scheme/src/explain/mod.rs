//! Explain (得分说明): a tree that evaluates to the same number, from the total down to file and cell.

mod bounds;
mod condition;
mod exempt;
mod formula;
mod number;
mod rank_change;
mod reference;
mod shortfall;
mod trace;

use std::sync::Arc;

use baton_model::snapshot::Provenance;
use baton_model::{Flags, Measure, NullReason, Period, Scenario, Snapshot};

pub use exempt::{Exemption, explain_exempt};
use number::Digits;
pub use number::brief;
pub use rank_change::RankChange;
pub use shortfall::{gives_above_weight, shortfalls};

use crate::expr::typed::Type;
use crate::plan::{Body, Leaf, Node, Plan};
use crate::run::column::Numbers;
use crate::run::ruling::{Applied, Ruling};
use crate::run::{Context, NodeResult, RunResult, Scope, Sets, Universe};

/// How a unit's result came about.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Unit code.
    pub code: String,
    /// Unit name.
    pub name: String,
    /// Group, empty where the scheme has none.
    pub group: String,
    /// The tree; its root is the sum before adjustments.
    pub root: ExplainedNode,
    /// Adjustments that gave points.
    pub adjustments: Vec<ExplainedAdjustment>,
    /// Sum of adjustments within its bounds.
    pub adjustment: f64,
    /// Total after rounding.
    pub total: Option<f64>,
    /// Total before rounding.
    pub total_unrounded: Option<f64>,
    /// Why there is no total.
    pub reason: Option<NullReason>,
    /// Full mark.
    pub full_mark: f64,
    /// Rank in the group.
    pub rank: Option<f64>,
    /// Units ranked in the group.
    pub count: Option<f64>,
    /// Places gained on the period before; none where there is no period before.
    pub rank_change: Option<RankChange>,
    /// The units that share the result (合并计分); empty where the unit is scored alone.
    pub members: Vec<Member>,
    /// Name of the joint unit, if it has one.
    pub joint: Option<String>,
    /// Grade.
    pub grade: Option<String>,
    /// Names of vetoes that fired.
    pub vetoes: Vec<String>,
}

/// A unit that shares a result with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Unit code.
    pub code: String,
    /// Unit name.
    pub name: String,
}

/// What there is to say about a unit.
#[derive(Clone, Debug)]
pub enum Answer {
    /// It was scored, alone or with others.
    Scored(Box<Explanation>),
    /// It is listed but not scored.
    Exempt(Box<Exemption>),
    /// It is no subject of the scheme.
    NotASubject,
}

/// An adjustment of a unit.
#[derive(Clone, Debug)]
pub struct ExplainedAdjustment {
    /// Name.
    pub name: String,
    /// The expression with its numbers.
    pub formula: String,
    /// Points counted.
    pub points: f64,
    /// Points before bounds, exclusion and what was counted earlier.
    pub raw: f64,
    /// The figures read.
    pub inputs: Vec<Input>,
}

/// A node of a unit's tree.
#[derive(Clone, Debug)]
pub struct ExplainedNode {
    /// Index in the plan.
    pub index: usize,
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Is it in the tree in this run?
    pub active: bool,
    /// Full points.
    pub weight: f64,
    /// Points, rounded as printed.
    pub points: Option<f64>,
    /// Points before rounding.
    pub unrounded: Option<f64>,
    /// Places the points are rounded to.
    pub places: Option<u8>,
    /// Points ÷ weight.
    pub ratio: Option<f64>,
    /// Points it can give: weight × cap where one is set, else the weight; times its factor.
    pub attainable: f64,
    /// Points that could still be had, in points of the total: max(0, attainable − points) × what a point of the node
    /// is worth there, which differs from 1 below a marking scale (`full`), an own rule, a factor, or where weights of
    /// present children are scaled up.
    pub shortfall: Option<f64>,
    /// Why there are no points.
    pub reason: Option<NullReason>,
    /// Marks.
    pub flags: Flags,
    /// Rank by points in the group.
    pub rank: Option<f64>,
    /// An expression of numbers that evaluates to the unrounded points.
    pub formula: String,
    /// What a leaf was scored by.
    pub rule: Option<ExplainedRule>,
    /// The ruling that gave the points, or left the node out.
    pub ruling: Option<Ruling>,
    /// The nodes below.
    pub children: Vec<ExplainedNode>,
}

/// How a leaf was scored.
#[derive(Clone, Debug)]
pub struct ExplainedRule {
    /// The word of the rule in scheme files.
    pub rule: &'static str,
    /// Its value.
    pub value: Option<f64>,
    /// Unit of measure of the value.
    pub measure: Option<Measure>,
    /// The expression of the value with its numbers.
    pub value_formula: String,
    /// What the unit is compared with: `group`, `all`, `siblings` or `where`; none where others have no part in the rule.
    pub set: Option<&'static str>,
    /// Numbers the rule compares with, by name: `worst`, `best`, `mean`, `n`, `rank`, `target` …
    pub reference: Vec<(&'static str, f64)>,
    /// The figures read.
    pub inputs: Vec<Input>,
}

/// A figure that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Indicator code.
    pub code: String,
    /// Indicator name.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// Unit it belongs to, if it is another one.
    pub unit: Option<String>,
    /// Period.
    pub period: Period,
    /// Scenario.
    pub scenario: Scenario,
    /// The value.
    pub value: Option<f64>,
    /// Why there is none.
    pub reason: Option<NullReason>,
    /// Marks.
    pub flags: Flags,
    /// Where it came from.
    pub source: Option<Provenance>,
    /// Its series (口径); none for the one without a name.
    pub series: Option<String>,
}

/// Explains a unit by its roster row, whatever became of it: every member of a joint unit gets the shared result, an
/// exempt unit the rule that took it out.
pub fn explain_unit(plan: &Plan, snapshot: &Snapshot, result: &RunResult, row: u32) -> Answer {
    if let Some(subject) = result.subject_of(row) {
        return Answer::Scored(Box::new(explain(plan, snapshot, result, subject)));
    }
    let exemption = explain_exempt(plan, snapshot, result, row);
    exemption.map_or(Answer::NotASubject, |exemption| Answer::Exempt(Box::new(exemption)))
}

/// Explains the result of one subject.
pub fn explain(plan: &Plan, snapshot: &Snapshot, result: &RunResult, subject: usize) -> Explanation {
    let context = Context::new(plan, snapshot, result.period);
    let row = result.universe.rows[subject];
    let explainer = Explainer { plan, result, context: &context, subject };
    let root = explainer.node(0, 1.0);
    let vetoes = result.vetoes.iter().filter(|fired| fired.subject as usize == subject);
    Explanation {
        code: snapshot.roster.code(row).to_owned(),
        name: snapshot.roster.name(row).to_owned(),
        group: result.groups[result.group_of[subject] as usize].clone(),
        full_mark: root.weight,
        root,
        adjustments: explainer.adjustments(),
        adjustment: result.adjustment.get(subject).unwrap_or(0.0),
        total: result.total.get(subject),
        total_unrounded: result.total_unrounded.get(subject).copied().or(result.total.get(subject)),
        reason: result.total.reason(subject),
        rank: result.rank.get(subject),
        count: result.count.get(subject),
        rank_change: explainer.rank_change(),
        members: explainer.members(),
        joint: explainer.joint_name(),
        grade: result.grade.get(subject).map(str::to_owned),
        vetoes: vetoes.map(|fired| plan.vetoes[fired.veto].name.clone()).collect(),
    }
}

/// What explaining needs at hand.
pub(crate) struct Explainer<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) result: &'a RunResult,
    pub(crate) context: &'a Context<'a>,
    pub(crate) subject: usize,
}

/// The comparison sets of a leaf, with everything a rule's parameters may look at.
pub(crate) struct Surroundings {
    pub(crate) universe: Arc<Universe>,
    pub(crate) sets: Arc<Sets>,
}

impl Explainer<'_> {
    pub(crate) fn row(&self) -> u32 {
        self.result.universe.rows[self.subject]
    }

    /// A node and what lies below it; `scale` is what a point of it is worth in points of the total.
    fn node(&self, index: usize, scale: f64) -> ExplainedNode {
        let (node, found) = (&self.plan.nodes[index], &self.result.nodes[index]);
        let subject = self.subject;
        let weight = found.weight.get(self.result.group_of[subject] as usize).copied().unwrap_or(0.0);
        let below = scale * self.worth_of_children(node, found, weight);
        let children: Vec<ExplainedNode> =
            node.children.iter().map(|child| self.node(*child, below)).collect();
        let points = found.points.get(subject);
        let unrounded = found.unrounded.get(subject).copied().filter(|value| !value.is_nan()).or(points);
        let (formula, rule) = match &node.body {
            Body::Leaf(leaf) if found.active => self.leaf(node, leaf, found, unrounded),
            Body::Leaf(_) => (String::new(), None),
            Body::Inner(_) => {
                let of = |digits| formula::of_children((self, digits), node, found, weight);
                (self.brief_formula(unrounded, &of), None)
            }
        };
        let ruling = self.ruling(index);
        let formula = match (&ruling, points) {
            (None, _) => formula,
            (Some(_), Some(points)) => points.to_string(),
            (Some(_), None) => String::new(),
        };
        ExplainedNode {
            index,
            id: node.id.clone(),
            name: node.name.clone(),
            active: found.active,
            weight,
            points,
            unrounded,
            places: found.places,
            ratio: found.ratio_of(subject),
            attainable: self.attainable(node, found, weight),
            shortfall: self.shortfall(node, found, weight, scale),
            reason: found.points.reason(subject),
            flags: found.points.flags_of(subject),
            rank: if found.active { found.rank_in(&self.result.group_of).get(subject) } else { None },
            formula,
            rule,
            ruling,
            children,
        }
    }

    fn ruling(&self, node: usize) -> Option<Ruling> {
        let here = |one: &&Applied| one.node == node && one.subject as usize == self.subject;
        self.result.rulings.iter().find(here).map(|one| one.ruling.clone())
    }

    /// The formula with few digits, or with all where few do not give the points again.
    fn brief_formula(&self, points: Option<f64>, of: &dyn Fn(Digits) -> String) -> String {
        let text = of(Digits::Brief);
        let Some(points) = points.filter(|_| !text.is_empty()) else { return text };
        let found = crate::run::evaluate_text(self.plan, self.context.snapshot, &text);
        let near = |found: f64| (found - points).abs() <= 1e-10 * points.abs().max(1.0);
        if found.is_some_and(near) { text } else { of(Digits::Exact) }
    }

    /// The units that share the result.
    fn members(&self) -> Vec<Member> {
        let roster = &self.context.snapshot.roster;
        let rows = self.result.rows_of(self.subject);
        let member =
            |row: &u32| Member { code: roster.code(*row).to_owned(), name: roster.name(*row).to_owned() };
        if rows.len() < 2 { Vec::new() } else { rows.iter().map(member).collect() }
    }

    fn joint_name(&self) -> Option<String> {
        let roster = &self.context.snapshot.roster;
        let own = Some(self.row());
        let joint =
            self.plan.joints.iter().find(|joint| joint.units.iter().any(|unit| roster.find(unit) == own));
        joint?.name.clone()
    }

    fn leaf(
        &self,
        node: &Node,
        leaf: &Leaf,
        found: &NodeResult,
        points: Option<f64>,
    ) -> (String, Option<ExplainedRule>) {
        let around = self.surroundings(leaf);
        let rows = [self.row()];
        let scope = self.leaf_scope(leaf, &around, &rows, &found.value);
        let value = found.value.get(self.subject);
        let reference = reference::numbers(self, leaf, scope, &around, &found.value);
        let rule = ExplainedRule {
            rule: leaf.scoring.rule.word(),
            set: leaf.scoring.rule.compares().then(|| leaf.set.word()),
            value,
            measure: leaf.measure.clone().or_else(|| match &leaf.value.ty {
                Type::Number(measure) => measure.clone(),
                _ => None,
            }),
            value_formula: formula::with_numbers(Digits::Brief, Scope { value: None, ..scope }, &leaf.value),
            inputs: trace::inputs(scope, [&leaf.value].into_iter().chain(leaf.scoring.parameters())),
            reference,
        };
        let of = |digits| formula::of_leaf((self, digits), (node, leaf), scope, &rule, found);
        let formula = self.brief_formula(points, &of);
        (formula, Some(rule))
    }

    pub(crate) fn surroundings(&self, leaf: &Leaf) -> Surroundings {
        let (universe, sets) = crate::run::comparison_of(self.context, self.result, leaf);
        Surroundings { universe, sets }
    }

    fn leaf_scope<'b>(
        &'b self,
        leaf: &Leaf,
        around: &'b Surroundings,
        rows: &'b [u32],
        value: &'b Numbers,
    ) -> Scope<'b> {
        Scope {
            sets: Some(&around.sets),
            value: Some(value),
            direction: leaf.direction,
            carry: leaf.carry_latest,
            ..self.context.scope(&around.universe, rows)
        }
    }

    fn adjustments(&self) -> Vec<ExplainedAdjustment> {
        let rows = [self.row()];
        let scope = self.context.scope(&self.result.universe, &rows);
        let outcomes = crate::run::outcomes_of(self.result);
        let scope = Scope { outcomes: Some(&outcomes), ..scope };
        let mut list = Vec::new();
        for (rule, found) in self.plan.adjustments.iter().zip(&self.result.adjustments) {
            let points = found.points.get(self.subject).unwrap_or(0.0);
            let raw = found.raw.get(self.subject).unwrap_or(0.0);
            if points != 0.0 || raw != 0.0 {
                list.push(ExplainedAdjustment {
                    name: rule.name.clone(),
                    formula: formula::with_numbers(Digits::Brief, scope, &rule.points),
                    points,
                    raw,
                    inputs: trace::inputs(
                        scope,
                        [&rule.points].into_iter().chain(rule.when.as_ref().map(|when| &when.when)),
                    ),
                });
            }
        }
        list
    }
}
