//! Trying a value (试算): what one value of an indicator would score, step by step. Nothing is written anywhere.
//!
//! With a unit, the value takes the place of the unit's own in a full run, so it joins the comparison set and everything
//! after it (imputation of others, treatment, adjustments, total, rank) is what a run with that figure gives. Only the
//! value of the leaf is replaced: other leaves that read the same figure keep theirs.
//!
//! Without a unit, the value is held against each comparison set as it is, without joining it: best, worst, mean and the
//! like are those of the last run. Its rank is that of an equal value in the set, else the place behind all better ones,
//! at most the last; so a unit's own value scores what the unit scored.

mod frozen;
pub mod messages;

use baton_model::{Flags, Measure, Message, NullReason, Period, Snapshot};
use baton_score::stats;

use crate::explain::{ExplainedNode, explain};
use crate::expr::typed::{Kind, Type, Typed, UnitField};
use crate::plan::{Body, Leaf, Plan, Rule};
use crate::run::{Context, Refusal, RunOptions, RunResult, comparison_of, run, values_of_set};

/// What a value would score.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Index of the leaf in the plan.
    pub index: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Unit of measure of the value.
    pub measure: Option<Measure>,
    /// The word of its rule.
    pub rule: &'static str,
    /// The value tried.
    pub value: f64,
    /// One score where a unit is named; else one for each group (and comparison set), in their order.
    pub scores: Vec<Score>,
}

/// The steps of one score, in order.
#[derive(Clone, Debug)]
pub struct Score {
    /// The unit, where one is named.
    pub unit: Option<UnitBefore>,
    /// The group, empty where the scheme has none.
    pub group: String,
    /// Full points.
    pub weight: f64,
    /// The comparison set it was held against: `n`, `best`, `worst`, `mean`, `median`, `stdev`.
    pub statistics: Vec<(&'static str, f64)>,
    /// The numbers the rule compares with: `worst`, `best`, `target`, `rank` …
    pub reference: Vec<(&'static str, f64)>,
    /// The ratio the rule gives, before floor and cap.
    pub ratio: Option<f64>,
    /// The ratio after floor and cap, where they changed it.
    pub clamped: Option<f64>,
    /// An expression of numbers that evaluates to the points before rounding.
    pub formula: String,
    /// Points before rounding.
    pub unrounded: Option<f64>,
    /// Points as printed.
    pub points: Option<f64>,
    /// Places they are rounded to.
    pub places: Option<u8>,
    /// Why there are no points.
    pub reason: Option<NullReason>,
    /// Marks.
    pub flags: Flags,
    /// Total of the unit with this value.
    pub total: Option<f64>,
    /// Its rank in the group with this value.
    pub rank: Option<f64>,
    /// Units ranked in the group.
    pub count: Option<f64>,
}

/// A unit as it stands with its own value.
#[derive(Clone, Debug)]
pub struct UnitBefore {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its own value; none if there is none, or the run was refused without it.
    pub value: Option<f64>,
    /// Points of its own value.
    pub points: Option<f64>,
    /// Its total.
    pub total: Option<f64>,
    /// Its rank in the group.
    pub rank: Option<f64>,
}

/// Why a value cannot be tried.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// What was asked makes no sense.
    Asked(Message),
    /// The run is refused.
    Run(Refusal),
}

/// What one value of a leaf would score in a period, for a unit (by roster row) or against the sets as they are.
///
/// # Errors
/// An id that is no leaf, a unit that is not scored, a rule that needs a unit, or a run that is refused.
pub fn try_value(
    plan: &Plan,
    snapshot: &Snapshot,
    period: Period,
    id: &str,
    value: f64,
    unit: Option<u32>,
) -> Result<Trial, Fault> {
    let asked = Asked { plan, snapshot, period, value, index: find(plan, id)? };
    if !value.is_finite() {
        return Err(Fault::Asked(Message::new(&messages::NOT_A_NUMBER)));
    }
    let scores = match unit {
        Some(row) => vec![asked.of_unit(row)?],
        None => asked.of_sets()?,
    };
    let (node, leaf) = (&plan.nodes[asked.index], asked.leaf()?);
    let measure = leaf.measure.clone().or_else(|| match &leaf.value.ty {
        Type::Number(measure) => measure.clone(),
        _ => None,
    });
    Ok(Trial {
        index: asked.index,
        id: node.id.clone(),
        name: node.name.clone(),
        measure,
        rule: leaf.scoring.rule.word(),
        value,
        scores,
    })
}

fn find(plan: &Plan, id: &str) -> Result<usize, Fault> {
    let leaves: Vec<&str> = plan.leaves().map(|(_, node, _)| node.id.as_str()).collect();
    match plan.node(id) {
        Some(index) if matches!(plan.nodes[index].body, Body::Leaf(_)) => Ok(index),
        Some(_) => {
            let allowed = leaves;
            Err(Fault::Asked(Message::new(&messages::NOT_A_LEAF).with("id", id).with("allowed", allowed)))
        }
        None => {
            let near = |other: &&str| strsim::osa_distance(id, other);
            let nearest = leaves.iter().copied().min_by_key(near).unwrap_or_default();
            Err(Fault::Asked(Message::new(&messages::UNKNOWN).with("id", id).with("nearest", nearest)))
        }
    }
}

/// What is asked.
struct Asked<'a> {
    plan: &'a Plan,
    snapshot: &'a Snapshot,
    period: Period,
    value: f64,
    index: usize,
}

impl Asked<'_> {
    fn leaf(&self) -> Result<&Leaf, Fault> {
        leaf_of(self.plan, self.index).ok_or_else(|| self.fault(&messages::NOT_ACTIVE, None))
    }

    fn fault(&self, def: &'static baton_model::MessageDef, row: Option<u32>) -> Fault {
        let unit = row.map_or("", |row| self.snapshot.roster.name(row));
        let message = Message::new(def)
            .with("node", &self.plan.nodes[self.index].name)
            .with("unit", unit)
            .with("period", self.period.to_string());
        Fault::Asked(message)
    }

    fn run(&self, plan: &Plan) -> Result<RunResult, Fault> {
        run(plan, self.snapshot, &RunOptions::new(self.period)).map_err(Fault::Run)
    }

    /// In the place of a unit's own value.
    fn of_unit(&self, row: u32) -> Result<Score, Fault> {
        let plan = self.with_value(self.plan, row);
        let result = self.run(&plan)?;
        let subject = result.subject_of(row).ok_or_else(|| self.fault(&messages::NOT_SCORED, Some(row)))?;
        let mut score = self.score(&plan, &result, subject, row)?;
        let around = comparison_of(&Context::new(&plan, self.snapshot, self.period), &result, self.leaf()?);
        let set = around.1.of(subject);
        let values = set.map(|set| values_of_set(&result.nodes[self.index].value, &around.1, set));
        score.statistics = statistics(&values.unwrap_or_default(), self.leaf()?);
        score.unit = Some(self.before(row));
        score.total = result.total.get(subject);
        score.rank = result.rank.get(subject);
        score.count = result.count.get(subject);
        Ok(score)
    }

    /// The unit with its own value.
    fn before(&self, row: u32) -> UnitBefore {
        let result = self.run(self.plan).ok();
        let at = result.as_ref().and_then(|result| Some((result, result.subject_of(row)?)));
        let node = at.map(|(result, subject)| (&result.nodes[self.index], subject));
        let roster = &self.snapshot.roster;
        UnitBefore {
            code: roster.code(row).to_owned(),
            name: roster.name(row).to_owned(),
            value: node.filter(|(node, _)| node.active).and_then(|(node, subject)| node.value.get(subject)),
            points: node.and_then(|(node, subject)| node.points.get(subject)),
            total: at.and_then(|(result, subject)| result.total.get(subject)),
            rank: at.and_then(|(result, subject)| result.rank.get(subject)),
        }
    }

    /// Against every comparison set as it is.
    fn of_sets(&self) -> Result<Vec<Score>, Fault> {
        let result = self.run(self.plan)?;
        let leaf = self.leaf()?;
        let found = &result.nodes[self.index];
        if !found.active {
            return Err(self.fault(&messages::NOT_ACTIVE, None));
        }
        let context = Context::new(self.plan, self.snapshot, self.period);
        let (universe, sets) = comparison_of(&context, &result, leaf);
        let (mut seen, mut scores) = (Vec::new(), Vec::new());
        let mut subjects: Vec<usize> = (0..result.subjects()).collect();
        subjects.sort_by_key(|subject| result.group_of[*subject]);
        for subject in subjects {
            let key = (result.group_of[subject], sets.of(subject));
            let applies = !found.value.flags_of(subject).has(Flags::NOT_APPLICABLE);
            if !applies || seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let row = result.universe.rows[subject];
            let set = key.1.map(|set| values_of_set(&found.value, &sets, set)).unwrap_or_default();
            let stand =
                frozen::Stand { asked: self, context: &context, universe: &universe, sets: &sets, row };
            let frozen =
                stand.plan(&set, &found.value).ok_or_else(|| self.fault(&messages::NEEDS_UNIT, None))?;
            let plan = self.with_value(&frozen.plan, row);
            let mut score = self.score(&plan, &self.run(&plan)?, subject, row)?;
            score.reference.retain(|(name, _)| *name != "n");
            score.reference.extend(frozen.reference);
            score.statistics = statistics(&set, leaf);
            scores.push(score);
        }
        Ok(scores)
    }

    /// The plan in which the leaf of a unit (and of those scored with it) has the value.
    fn with_value(&self, plan: &Plan, row: u32) -> Plan {
        let roster = &self.snapshot.roster;
        let together =
            |joint: &&crate::plan::Joint| joint.units.iter().any(|unit| roster.find(unit) == Some(row));
        let mut rows: Vec<u32> = vec![row];
        let others = plan.joints.iter().filter(together).flat_map(|joint| &joint.units);
        rows.extend(others.filter_map(|unit| roster.find(unit)).filter(|other| *other != row));
        let mut plan = plan.clone();
        if let Body::Leaf(leaf) = &mut plan.nodes[self.index].body {
            let span = leaf.value.span;
            let typed = |kind: Kind, ty: Type| Typed { kind, ty, span };
            let text = |row: &u32| typed(Kind::Text(roster.code(*row).to_owned()), Type::Text);
            let code = typed(Kind::UnitField(UnitField::Code), Type::Text);
            let here = typed(Kind::In(Box::new(code), rows.iter().map(text).collect()), Type::Bool);
            let ty = leaf.value.ty.clone();
            let tried = typed(Kind::Number(self.value), ty.clone());
            let own = Box::new(leaf.value.clone());
            leaf.value = typed(Kind::Case(vec![(here, tried)], Some(own)), ty);
        }
        plan
    }

    /// The steps of a subject's score in a run of a plan that holds the value.
    fn score(&self, plan: &Plan, result: &RunResult, subject: usize, row: u32) -> Result<Score, Fault> {
        let found = &result.nodes[self.index];
        if !found.active {
            return Err(self.fault(&messages::NOT_ACTIVE, None));
        }
        if found.value.flags_of(subject).has(Flags::NOT_APPLICABLE) {
            return Err(self.fault(&messages::NOT_APPLICABLE, Some(row)));
        }
        let explanation = explain(plan, self.snapshot, result, subject);
        let node = part(&explanation.root, self.index);
        let flags = found.points.flags_of(subject);
        let after = found.ratio_of(subject);
        let clamped = flags.has(Flags::CLAMPED);
        let ratio = if clamped { self.unclamped(plan, subject) } else { after };
        Ok(Score {
            unit: None,
            group: result.groups[result.group_of[subject] as usize].clone(),
            weight: found.weight[result.group_of[subject] as usize],
            statistics: Vec::new(),
            reference: node.and_then(|node| Some(node.rule.as_ref()?.reference.clone())).unwrap_or_default(),
            ratio,
            clamped: after.filter(|_| clamped),
            formula: node.map(|node| node.formula.clone()).unwrap_or_default(),
            unrounded: node.and_then(|node| node.unrounded),
            points: found.points.get(subject),
            places: found.places,
            reason: found.points.reason(subject),
            flags,
            total: None,
            rank: None,
            count: None,
        })
    }

    /// The ratio without floor, cap, min and max; none where the rule has none without them.
    fn unclamped(&self, plan: &Plan, subject: usize) -> Option<f64> {
        let mut plan = plan.clone();
        if let Body::Leaf(leaf) = &mut plan.nodes[self.index].body {
            let span = leaf.value.span;
            let deep = Typed { kind: Kind::Number(f64::MIN), ty: Type::Number(None), span };
            // Some rules have a floor of 0 unless another is written; points and zero weights take no such number.
            let nought = matches!(
                leaf.scoring.rule,
                Rule::Target { .. } | Rule::Baseline { .. } | Rule::BestRatio { .. }
            );
            leaf.scoring.floor = nought.then_some(deep);
            (leaf.scoring.cap, leaf.scoring.min, leaf.scoring.max) = (None, None, None);
        }
        self.run(&plan).ok()?.nodes[self.index].ratio_of(subject)
    }
}

fn leaf_of(plan: &Plan, index: usize) -> Option<&Leaf> {
    match &plan.nodes[index].body {
        Body::Leaf(leaf) => Some(leaf),
        Body::Inner(_) => None,
    }
}

/// A node of an explained tree.
fn part(node: &ExplainedNode, index: usize) -> Option<&ExplainedNode> {
    if node.index == index {
        return Some(node);
    }
    node.children.iter().find_map(|child| part(child, index))
}

fn statistics(set: &[f64], leaf: &Leaf) -> Vec<(&'static str, f64)> {
    let (mut best, mut worst) = (stats::max(set), stats::min(set));
    if leaf.direction == baton_model::Direction::Lower {
        (best, worst) = (worst, best);
    }
    let all = [
        ("n", Some(stats::count(set) as f64)),
        ("best", best),
        ("worst", worst),
        ("mean", stats::mean(set)),
        ("median", stats::median(set)),
        ("stdev", stats::stdev(set)),
    ];
    all.into_iter().filter_map(|(name, number)| Some((name, number?))).collect()
}
