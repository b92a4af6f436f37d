//! A run (测算): a plan over a snapshot, in the order of SCHEME.md §4. Nothing later changes anything earlier.

mod adjust;
mod aggregate;
mod arithmetic;
mod blocks;
mod clamp;
mod cohort;
pub mod column;
mod combine;
mod eval;
mod grade;
mod group;
mod impute;
mod leaf;
mod level;
mod lists;
pub(crate) mod outcome;
mod rank;
mod read;
pub mod result;
mod rule;
pub mod ruling;
mod scope;
mod task;
mod time;
mod values;
mod weight;

use std::sync::{Arc, Mutex};

use baton_model::{Direction, Message, Period, Scenario, Snapshot};
use rayon::prelude::*;

use crate::messages;
use crate::plan::{Body, Plan};
use column::Numbers;
use outcome::Outcomes;
pub use result::{NodeResult, RunResult, SEMANTICS};
pub use ruling::{Ruling, RulingEffect};
pub(crate) use scope::Scope;
pub use scope::{Problem, Sets, Universe};

/// What a run is asked for.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// The period.
    pub period: Period,
    /// Rulings on the run.
    pub rulings: Vec<Ruling>,
}

impl RunOptions {
    /// A run of a period without rulings.
    pub fn new(period: Period) -> Self {
        Self { period, rulings: Vec::new() }
    }
}

/// Why a run was refused: every problem, in the order of nodes and units.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The problems.
    pub problems: Vec<Problem>,
}

/// What all steps share.
pub(crate) struct Context<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) period: Period,
    pub(crate) problems: Mutex<Vec<Problem>>,
    /// Is what the nodes found kept once nothing more reads it?
    keeps_nodes: bool,
    /// Are ranks among all asked for, besides those in the groups?
    ranks_overall: bool,
    /// Is it asked for how a unit stands besides total and rank: share of the full mark, places gained, units ranked?
    keeps_standing: bool,
}

impl<'a> Context<'a> {
    pub(crate) fn new(plan: &'a Plan, snapshot: &'a Snapshot, period: Period) -> Self {
        Self {
            plan,
            snapshot,
            period,
            problems: Mutex::new(Vec::new()),
            keeps_nodes: true,
            ranks_overall: true,
            keeps_standing: true,
        }
    }

    /// The scope of an expression over some rows, before there are results.
    pub(crate) fn scope<'b>(&'b self, universe: &'b Universe, rows: &'b [u32]) -> Scope<'b> {
        Scope {
            plan: self.plan,
            snapshot: self.snapshot,
            universe,
            rows,
            period: self.period,
            scenario: Scenario::Actual,
            run_period: self.period,
            a_year_before: false,
            carry: false,
            sets: None,
            value: None,
            direction: Direction::Higher,
            outcomes: None,
            problems: &self.problems,
        }
    }

    /// Notes a problem of a node and a unit.
    pub(crate) fn refuse(&self, node: Option<usize>, row: Option<u32>, message: Message) {
        if let Ok(mut problems) = self.problems.lock() {
            problems.push(Problem { node, row, message });
        }
    }

    /// The results of this scheme for the period before, as the snapshot has them: published, or a draft where nothing is.
    pub(crate) fn result_before(&self) -> Option<&'a baton_model::snapshot::PublishedResult> {
        self.snapshot.results.get(&(self.plan.id.clone(), self.period.offset(-1)?))
    }

    pub(crate) fn unit_name(&self, row: u32) -> String {
        self.snapshot.roster.name(row).to_owned()
    }

    /// Stops here if there are problems.
    fn settle(&self) -> Result<(), Refusal> {
        let mut problems = self.problems.lock().map(|list| list.clone()).unwrap_or_default();
        if problems.is_empty() {
            return Ok(());
        }
        problems.sort_by_key(|problem| (problem.node, problem.row));
        problems.dedup();
        Err(Refusal { problems })
    }
}

/// Runs a plan over a snapshot.
///
/// # Errors
/// Lists every cell, condition and parameter that stops the run.
pub fn run(plan: &Plan, snapshot: &Snapshot, options: &RunOptions) -> Result<RunResult, Refusal> {
    run_in(&Context::new(plan, snapshot, options.period), &options.rulings)
}

/// As [`run`], for those who want totals, ranks in the groups, grades, levels and lists only: what the nodes and the adjustments
/// found is let go of as soon as nothing reads it, nobody is ranked among all, and `total_ratio`, `rank_change` and `count` are empty
/// unless the plan reads one of them, so that a table of a million rows takes half the memory.
///
/// # Errors
/// As [`run`].
pub fn run_totals(plan: &Plan, snapshot: &Snapshot, options: &RunOptions) -> Result<RunResult, Refusal> {
    let context = Context::new(plan, snapshot, options.period);
    let keeps_standing = plan.reads_standing();
    let context =
        Context { keeps_nodes: plan.reads_nodes(), ranks_overall: false, keeps_standing, ..context };
    run_in(&context, &options.rulings)
}

fn run_in(context: &Context<'_>, rulings: &[Ruling]) -> Result<RunResult, Refusal> {
    let plan = context.plan;
    if context.period.kind() != plan.period {
        let message = Message::new(&messages::WRONG_PERIOD_KIND)
            .with("expected", plan.period.word())
            .with("found", context.period.to_string());
        context.refuse(None, None, message);
        context.settle()?;
    }
    let cohort = cohort::gather(context);
    context.settle()?;
    let leaves: Vec<Option<leaf::LeafColumn>> = plan
        .nodes
        .par_iter()
        .enumerate()
        .map(|(index, node)| match &node.body {
            Body::Leaf(leaf) => Some(leaf::values(context, &cohort, index, leaf)),
            Body::Inner(_) => None,
        })
        .collect();
    context.settle()?;
    let weights = weight::effective(context, &cohort, &leaves);
    context.settle()?;
    let zeroed = adjust::zero_vetoes(context, &cohort);
    let ruled = ruling::place(context, &cohort, rulings);
    context.settle()?;
    let nodes = aggregate::tree(context, &cohort, leaves, &weights, (&zeroed, &ruled));
    context.settle()?;
    let mut result = finish(context, cohort, nodes, &weights, zeroed);
    result.rulings = ruled;
    context.settle()?;
    Ok(result)
}

/// The roster rows a plan assesses in a period, each member of a joint unit included, exempt ones left out: what a form asks
/// figures of. Conditions that cannot be decided yet leave a unit out.
pub fn subjects(plan: &Plan, snapshot: &Snapshot, period: Period) -> Vec<u32> {
    let cohort = cohort::gather(&Context::new(plan, snapshot, period));
    let mut rows = cohort.universe.rows[..cohort.universe.subjects].to_vec();
    rows.extend(cohort.joint.iter().flat_map(|(_, members)| members));
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Adjustments, total, ranks, grades, levels, lists and alerts.
fn finish(
    context: &Context<'_>,
    cohort: cohort::Cohort,
    nodes: Vec<NodeResult>,
    weights: &weight::Weights,
    zeroed: Vec<result::Fired>,
) -> RunResult {
    let adjusted = adjust::total(context, &cohort, &nodes, weights, zeroed);
    let ranks = rank::ranks(context, &cohort, &nodes, &adjusted);
    let mut outcomes = Outcomes {
        nodes: &nodes,
        groups: &cohort.group_of,
        total: Some(&adjusted.total),
        ratio: Some(&adjusted.ratio),
        rank: Some(&ranks.in_group),
        rank_change: Some(&ranks.change),
        count: Some(&ranks.count),
        ..Outcomes::default()
    };
    let mut fired = adjusted.fired.clone();
    let grades = grade::grades(context, &cohort, &outcomes, &adjusted.total, &mut fired);
    outcomes.grade = Some(&grades);
    let level = level::levels(context, &cohort, &outcomes);
    outcomes.level = Some(&level.held);
    let lists = lists::lists(context, &cohort, &outcomes);
    let alerts = lists::alerts(context, &cohort, &outcomes);
    let marks = adjust::marks(context, &fired);
    RunResult {
        scheme: context.plan.id.clone(),
        version: context.plan.version.clone(),
        period: context.period,
        tree_date: context.snapshot.tree_date,
        groups: cohort.groups,
        group_of: cohort.group_of,
        universe: cohort.universe,
        adjustments: adjusted.rules,
        adjustment: adjusted.sum,
        total: adjusted.total,
        total_unrounded: adjusted.unrounded,
        total_ratio: adjusted.ratio,
        rank: ranks.in_group,
        rank_overall: ranks.overall,
        rank_change: ranks.change,
        count: ranks.count,
        grade: grades,
        level: level.held,
        level_reached: level.reached,
        vetoes: fired,
        marks,
        unscored: cohort.unscored,
        lists,
        alerts,
        rulings: Vec::new(),
        joint: cohort.joint,
        nodes,
    }
}

/// The comparison set of a leaf as a finished run had it.
pub(crate) fn comparison_of(
    context: &Context<'_>,
    result: &RunResult,
    leaf: &crate::plan::Leaf,
) -> (Arc<Universe>, Arc<Sets>) {
    let cohort = cohort::Cohort::of_result(result);
    cohort::comparison(context, &cohort, &leaf.set)
}

/// The results of a finished run, as expressions read them.
pub(crate) fn outcomes_of(result: &RunResult) -> Outcomes<'_> {
    Outcomes {
        nodes: &result.nodes,
        groups: &result.group_of,
        total: Some(&result.total),
        ratio: Some(&result.total_ratio),
        rank: Some(&result.rank),
        rank_change: Some(&result.rank_change),
        count: Some(&result.count),
        grade: Some(&result.grade),
        level: Some(&result.level),
        watched: None,
    }
}

/// The number an expression gives in a scope of one row.
pub(crate) fn number_of(scope: Scope<'_>, expr: &crate::expr::typed::Typed) -> Option<f64> {
    eval::numbers(scope, expr).get(0)
}

/// The numbers an expression gives for the scope's rows.
pub(crate) fn numbers_of(scope: Scope<'_>, expr: &crate::expr::typed::Typed) -> Numbers {
    eval::numbers(scope, expr)
}

/// The truths a condition gives for the scope's rows.
pub(crate) fn truths_of(scope: Scope<'_>, expr: &crate::expr::typed::Typed) -> Vec<column::Truth> {
    eval::truths(scope, expr)
}

/// The texts an expression gives for the scope's rows.
pub(crate) fn texts_of(scope: Scope<'_>, expr: &crate::expr::typed::Typed) -> column::Texts {
    eval::texts(scope, expr)
}

/// The figure of each member where the scope's row stands for several units; none where it stands for itself.
pub(crate) fn figures_of_members(
    scope: Scope<'_>,
    id: baton_model::IndicatorId,
) -> Option<Vec<(u32, Result<f64, baton_model::NullReason>)>> {
    read::figures_of_members(scope, id)
}

/// The value of an indicator in a scope of one row.
pub(crate) fn value_of_indicator(scope: Scope<'_>, id: baton_model::IndicatorId) -> Numbers {
    read::indicator(scope, id)
}

/// Ranks by position inside each comparison set.
pub(crate) fn ranks_in_sets(
    value: &Numbers,
    sets: &Sets,
    direction: Direction,
    ties: baton_score::rank::Ties,
) -> Numbers {
    group::ranks(value, sets, direction, ties)
}

/// The values of a set's members.
pub(crate) fn values_of_set(value: &Numbers, sets: &Sets, set: usize) -> Vec<f64> {
    sets.gather(&value.values, set).into_owned()
}

/// The value of an expression of constants, evaluated as the executor does: for checking explanations.
pub fn evaluate_constant(plan: &Plan, snapshot: &Snapshot, expr: &crate::expr::typed::Typed) -> Option<f64> {
    let period = Period::containing(plan.period, snapshot.tree_date);
    let context = Context::new(plan, snapshot, period);
    let nobody = Universe::default();
    eval::numbers(context.scope(&nobody, &[0]), expr).get(0)
}

/// The numbers of an expression for every row of the roster.
pub(crate) fn evaluate_for_all(
    plan: &Plan,
    snapshot: &Snapshot,
    period: Period,
    expr: &crate::expr::typed::Typed,
) -> Numbers {
    let rows = u32::try_from(snapshot.roster.len()).unwrap_or(u32::MAX);
    let everybody = Universe::new((0..rows).collect(), &[], snapshot.roster.len());
    let context = Context::new(plan, snapshot, period);
    eval::numbers(context.scope(&everybody, &everybody.rows), expr)
}

/// The value of a formula of numbers, as explanations print them.
pub(crate) fn evaluate_text(plan: &Plan, snapshot: &Snapshot, text: &str) -> Option<f64> {
    let mut diagnostics = crate::diagnostic::Diagnostics::default();
    let mut sources = crate::diagnostic::Sources::default();
    let file = sources.add("formula", text);
    let ast = crate::expr::parse(&crate::expr::Origin::whole_file(file, text), text, &mut diagnostics)?;
    let catalogue = baton_model::Catalogue::default();
    let env = crate::expr::Env::new(&catalogue);
    let typed = crate::expr::check(&ast, &env, crate::expr::Expect::Number(None), &mut diagnostics)?;
    evaluate_constant(plan, snapshot, &typed)
}
