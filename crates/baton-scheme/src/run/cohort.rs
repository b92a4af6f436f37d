//! Step 1: subjects on the tree date, exempt units out, groups fixed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use baton_model::Message;

use super::column::{Texts, Truth};
use super::result::Unscored;
use super::scope::{Sets, Universe};
use super::{Context, Scope, blocks, eval};
use crate::messages;
use crate::plan::{ComparisonSet, Condition, Grouping, Unknown};

/// Who is scored and with whom.
#[derive(Clone, Debug)]
pub(crate) struct Cohort {
    pub(crate) universe: Arc<Universe>,
    pub(crate) groups: Vec<String>,
    /// Group by position in the universe.
    pub(crate) group_of: Arc<[u32]>,
    /// Sets by group, members by position.
    pub(crate) by_group: Arc<Sets>,
    /// Sets that are worked out once they are asked for.
    others: OtherSets,
    pub(crate) unscored: Vec<Unscored>,
    /// Units besides the subjects that count in n of quotas, by group.
    pub(crate) extra_n: Vec<usize>,
    pub(crate) joint: Vec<(u32, Vec<u32>)>,
}

/// The sets besides the groups.
#[derive(Clone, Debug, Default)]
struct OtherSets {
    all: OnceLock<Arc<Sets>>,
    siblings: OnceLock<Arc<Sets>>,
}

impl Cohort {
    /// The subject of a roster row, directly or through a joint unit.
    pub(crate) fn subject_of(&self, row: u32) -> Option<u32> {
        let direct = self.universe.position(row).filter(|position| *position < self.universe.subjects);
        let shared = || Some(self.joint.iter().find(|(_, rows)| rows.contains(&row))?.0);
        direct.and_then(|position| u32::try_from(position).ok()).or_else(shared)
    }

    /// The cohort of a finished run, for looking at it again.
    pub(crate) fn of_result(result: &super::RunResult) -> Self {
        Self {
            universe: Arc::clone(&result.universe),
            groups: result.groups.clone(),
            by_group: Arc::new(Sets::by(Arc::clone(&result.group_of), result.groups.len())),
            others: OtherSets::default(),
            group_of: Arc::clone(&result.group_of),
            unscored: Vec::new(),
            extra_n: Vec::new(),
            joint: Vec::new(),
        }
    }
}

/// Evaluates a condition for the scope's rows, with what an unknown means; a problem is noted where it means an error.
pub(super) fn holds(context: &Context<'_>, scope: Scope<'_>, condition: &Condition, rule: &str) -> Vec<bool> {
    let mut holds = vec![false; scope.rows.len()];
    blocks::each_of(eval::rows_at_once(scope, &condition.when), &mut holds, |start, holds| {
        let rows = &scope.rows[start..start + holds.len()];
        let truths = eval::truths(scope.over(rows), &condition.when);
        decide(context, condition, rule, rows, truths, holds);
    });
    holds
}

fn decide(
    context: &Context<'_>,
    condition: &Condition,
    rule: &str,
    rows: &[u32],
    truths: Vec<Truth>,
    holds: &mut [bool],
) {
    let decide = |(row, truth): (&u32, Truth)| match (truth, condition.unknown) {
        (Truth::Yes, _) | (Truth::Unknown(_), Unknown::Yes) => true,
        (Truth::No, _) | (Truth::Unknown(_), Unknown::No) => false,
        (Truth::Unknown(why), Unknown::Error) => {
            let message = Message::new(&messages::UNKNOWN_CONDITION)
                .with("rule", rule)
                .with("unit", context.unit_name(*row))
                .with("reason", why.term());
            context.refuse(None, Some(*row), message);
            false
        }
    };
    holds.iter_mut().zip(rows.iter().zip(truths)).for_each(|(holds, row)| *holds = decide(row));
}

/// Fixes subjects, exempt units, groups and the sets by group.
pub(super) fn gather(context: &Context<'_>) -> Cohort {
    let (plan, roster) = (context.plan, &context.snapshot.roster);
    let all: Vec<u32> = (0..u32::try_from(roster.len()).unwrap_or(u32::MAX)).collect();
    let nobody = Universe::default();
    let mut subjects = match &plan.subjects {
        Some(condition) => {
            let chosen = holds(context, context.scope(&nobody, &all), condition, "subjects");
            blocks::split(&all, |at, _| chosen[at]).0
        }
        None => all,
    };
    let joint = joint_units(context, &mut subjects);
    let (mut unscored, mut statistics, mut in_n) = (Vec::new(), Vec::new(), Vec::new());
    for (index, exempt) in plan.exempts.iter().enumerate() {
        let chosen = holds(context, context.scope(&nobody, &subjects), &exempt.when, &exempt.name);
        let (taken, others) = blocks::split(&subjects, |at, _| chosen[at]);
        unscored.extend(taken.iter().map(|row| Unscored { row: *row, exempt: index }));
        if exempt.in_statistics {
            statistics.extend_from_slice(&taken);
        }
        if exempt.in_n {
            in_n.extend_from_slice(&taken);
        }
        subjects = others;
    }
    if subjects.is_empty() {
        context.refuse(None, None, Message::new(&messages::NO_SUBJECTS));
    }
    let mut universe = Universe::new(subjects, &statistics, roster.len());
    universe.joint = joint.clone();
    // Units that count in n alone stand behind those of the universe.
    let alone: Vec<u32> = in_n.iter().copied().filter(|row| universe.position(*row).is_none()).collect();
    let grouped = match alone.is_empty() {
        true => Cow::Borrowed(&universe.rows[..]),
        false => Cow::Owned([&universe.rows[..], &alone].concat()),
    };
    let (groups, mut group_of) = group_units(context, &universe, &grouped);
    let mut extra_n = vec![0; groups.len()];
    let mut behind = universe.rows.len()..;
    for row in &in_n {
        let at = universe.position(*row).or_else(|| behind.next());
        if let Some(count) = at.and_then(|at| extra_n.get_mut(*group_of.get(at)? as usize)) {
            *count += 1;
        }
    }
    group_of.truncate(universe.rows.len());
    let group_of: Arc<[u32]> = group_of.into();
    let by_group = Arc::new(Sets::by(Arc::clone(&group_of), groups.len()));
    let shared = joint
        .into_iter()
        .filter_map(|(first, rows)| Some((u32::try_from(universe.position(first)?).ok()?, rows)))
        .collect();
    let (universe, others) = (Arc::new(universe), OtherSets::default());
    Cohort { universe, groups, group_of, by_group, others, unscored, extra_n, joint: shared }
}

/// Joint units: the first stands for all; the others leave the list of subjects.
fn joint_units(context: &Context<'_>, subjects: &mut Vec<u32>) -> Vec<(u32, Vec<u32>)> {
    let mut joint = Vec::new();
    for declared in &context.plan.joints {
        let mut rows: Vec<u32> = Vec::new();
        for code in &declared.units {
            match context.snapshot.roster.find(code) {
                Some(row) => rows.push(row),
                None => context.refuse(None, None, Message::new(&messages::UNKNOWN_UNIT).with("code", code)),
            }
        }
        let Some(first) = rows.iter().copied().find(|row| subjects.contains(row)) else { continue };
        subjects.retain(|row| *row == first || !rows.contains(row));
        joint.push((first, rows));
    }
    joint
}

fn group_units(context: &Context<'_>, universe: &Universe, rows: &[u32]) -> (Vec<String>, Vec<u32>) {
    match &context.plan.grouping {
        Grouping::None => (vec![String::new()], vec![0; rows.len()]),
        Grouping::Rules(rules) => {
            let mut names: Vec<String> = Vec::new();
            let mut group_of = vec![u32::MAX; rows.len()];
            for (name, condition) in rules {
                let known = names.iter().position(|other| other == name);
                let group = u32::try_from(known.unwrap_or(names.len())).unwrap_or(u32::MAX);
                if known.is_none() {
                    names.push(name.clone());
                }
                let open: Vec<u32> = rows
                    .iter()
                    .zip(&group_of)
                    .filter(|(_, group)| **group == u32::MAX)
                    .map(|(row, _)| *row)
                    .collect();
                let chosen = holds(context, context.scope(universe, &open), condition, name);
                let chosen: BTreeSet<u32> =
                    open.into_iter().zip(chosen).filter(|(_, chosen)| *chosen).map(|(row, _)| row).collect();
                for (at, row) in rows.iter().enumerate() {
                    if chosen.contains(row) {
                        group_of[at] = group;
                    }
                }
            }
            refuse_ungrouped(context, rows, &group_of);
            (names, group_of)
        }
        Grouping::Expression(expression) => {
            let scope = context.scope(universe, rows);
            let at_once = eval::rows_at_once(scope, expression);
            let mut group_of = vec![u32::MAX; rows.len()];
            let texts = blocks::each_of(at_once, &mut group_of, |start, block| {
                eval::texts(scope.over(&rows[start..start + block.len()]), expression)
            });
            let names: BTreeSet<&str> = texts.iter().flat_map(Texts::words_used).collect();
            let index: BTreeMap<&str, u32> = names.iter().copied().zip(0..).collect();
            let group = |name: &str| index.get(name).copied().unwrap_or(u32::MAX);
            blocks::each_of(at_once, &mut group_of, |start, block| {
                block.copy_from_slice(&texts[start / at_once].by_word(u32::MAX, group));
            });
            refuse_ungrouped(context, rows, &group_of);
            (names.into_iter().map(str::to_owned).collect(), group_of)
        }
    }
}

fn refuse_ungrouped(context: &Context<'_>, rows: &[u32], group_of: &[u32]) {
    for (row, _) in rows.iter().zip(group_of).filter(|(_, group)| **group == u32::MAX) {
        let message = Message::new(&messages::NO_GROUP).with("unit", context.unit_name(*row));
        context.refuse(None, Some(*row), message);
    }
}

/// The universe and sets a leaf is compared in; those of groups, of all and of siblings are shared.
pub(super) fn comparison(
    context: &Context<'_>,
    cohort: &Cohort,
    set: &ComparisonSet,
) -> (Arc<Universe>, Arc<Sets>) {
    let universe = &cohort.universe;
    let sets = match set {
        ComparisonSet::Group => &cohort.by_group,
        ComparisonSet::All => {
            cohort.others.all.get_or_init(|| Arc::new(Sets::by(vec![0; universe.rows.len()].into(), 1)))
        }
        ComparisonSet::Siblings => {
            cohort.others.siblings.get_or_init(|| Arc::new(siblings(context, universe)))
        }
        ComparisonSet::Where(condition) => {
            let (universe, sets) = chosen_set(context, cohort, condition);
            return (Arc::new(universe), Arc::new(sets));
        }
    };
    (Arc::clone(universe), Arc::clone(sets))
}

fn siblings(context: &Context<'_>, universe: &Universe) -> Sets {
    let parents: Vec<Option<u32>> =
        universe.rows.iter().map(|row| context.snapshot.roster.parent(*row)).collect();
    let distinct: BTreeSet<Option<u32>> = parents.iter().copied().collect();
    let index: BTreeMap<Option<u32>, u32> = distinct.into_iter().zip(0..).collect();
    let set_of: Vec<u32> = parents.iter().map(|parent| index[parent]).collect();
    Sets::by(set_of.into(), index.len())
}

fn chosen_set(
    context: &Context<'_>,
    cohort: &Cohort,
    condition: &crate::expr::typed::Typed,
) -> (Universe, Sets) {
    let roster = u32::try_from(context.snapshot.roster.len()).unwrap_or(u32::MAX);
    let shares = |row: &u32| {
        cohort.universe.joint.iter().any(|(first, members)| first != row && members.contains(row))
    };
    // Of units scored as one only the first stands in the set, with the figures of all.
    let all: Vec<u32> = (0..roster).filter(|row| !shares(row)).collect();
    let must_hold = Condition { when: condition.clone(), unknown: Unknown::Error };
    let chosen = holds(context, context.scope(&cohort.universe, &all), &must_hold, "of");
    let members: Vec<u32> =
        all.into_iter().zip(chosen).filter(|(_, chosen)| *chosen).map(|(row, _)| row).collect();
    let subjects = cohort.universe.rows[..cohort.universe.subjects].to_vec();
    let others: Vec<u32> = members
        .iter()
        .copied()
        .filter(|row| cohort.universe.position(*row).is_none_or(|at| at >= cohort.universe.subjects))
        .collect();
    let mut universe = Universe::new(subjects, &others, context.snapshot.roster.len());
    universe.joint = cohort.universe.joint.clone();
    let positions =
        members.iter().filter_map(|row| u32::try_from(universe.position(*row)?).ok()).collect::<Vec<_>>();
    let set_of = vec![0; universe.rows.len()];
    (universe, Sets::new(vec![positions], set_of.into()))
}
