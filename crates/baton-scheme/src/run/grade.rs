//! Steps 13 and 14: grades filled in file order inside each group, then the vetoes that act on them.

use std::collections::HashSet;

use baton_model::{Message, NullReason};
use baton_score::quota;
use baton_score::rank::last_place;
use baton_score::round::to_significant;
use rayon::prelude::*;

use super::adjust::fire;
use super::blocks::{self, BLOCK};
use super::cohort::{self, Cohort};
use super::column::{Numbers, Texts};
use super::outcome::Outcomes;
use super::result::Fired;
use super::{Context, Scope, eval};
use crate::expr::typed::Typed;
use crate::messages;
use crate::plan::{Condition, Grade, Plan, Quota};

/// Index of the grade in the plan by subject, or [`UNGRADED`].
type Given = Vec<u32>;

/// Without a grade.
const UNGRADED: u32 = u32::MAX;

/// The grades of all subjects.
pub(super) fn grades(
    context: &Context<'_>,
    cohort: &Cohort,
    outcomes: &Outcomes<'_>,
    total: &Numbers,
    fired: &mut Vec<Fired>,
) -> Texts {
    let plan = context.plan;
    let mut given: Given = vec![UNGRADED; cohort.universe.subjects];
    let mut by_rank = outcomes.rank.map(nearer_the_top).unwrap_or_default();
    by_rank.values.share();
    let filler = Filler { context, cohort, outcomes, total, by_rank };
    let wishes: Vec<Wishes> = plan.grades.iter().map(|grade| filler.wishes(grade)).collect();
    let groups: Vec<Group> =
        (0..cohort.groups.len()).into_par_iter().map(|group| filler.group(group, &wishes)).collect();
    for group in groups {
        group.problems.into_iter().for_each(|problem| context.refuse(None, None, problem));
        for (grade, rows) in group.given {
            rows.into_iter().for_each(|row| given[row as usize] = grade);
        }
    }
    veto(context, cohort, outcomes, &mut given, fired);
    texts(plan, &given)
}

/// Ranks as a key, of which more is better.
pub(super) fn nearer_the_top(ranks: &Numbers) -> Numbers {
    blocks::numbers(ranks.len(), |rows| ranks.slice(rows).map(NullReason::Undefined, &|rank| -rank))
}

/// The names of the grades given.
fn texts(plan: &Plan, given: &Given) -> Texts {
    Texts::among(given, plan.grades.iter().map(|grade| grade.name.as_str()))
}

/// What a grade says about every subject; none where it says the same of all.
struct Wishes {
    passes: Option<Vec<bool>>,
    direct: Option<Vec<bool>>,
    barred: Option<Vec<bool>>,
    key: Numbers,
    among: Option<Numbers>,
}

impl Wishes {
    fn passes(&self, row: u32) -> bool {
        self.passes.as_ref().is_none_or(|passes| passes[row as usize])
    }

    fn direct(&self, row: u32) -> bool {
        self.direct.as_ref().is_some_and(|direct| direct[row as usize])
    }

    fn barred(&self, row: u32) -> bool {
        self.barred.as_ref().is_some_and(|barred| barred[row as usize])
    }
}

/// Shares handed out so far, so that they add up place by place.
#[derive(Default)]
struct Running {
    share: f64,
    places: usize,
    given: usize,
}

/// A group as its grades are filled.
struct Group {
    index: usize,
    /// Units that count in its quotas.
    n: usize,
    /// Its rows that are still without a grade, in order.
    open: Vec<u32>,
    /// Grades and the rows they were given to.
    given: Vec<(u32, Vec<u32>)>,
    running: Running,
    problems: Vec<Message>,
}

impl Group {
    /// Gives the open rows that something holds of, by place among them and by row, a grade; says how many.
    fn give(&mut self, grade: u32, holds: impl Fn(usize, u32) -> bool + Sync) -> usize {
        let (taken, open) = blocks::split(&self.open, holds);
        self.open = open;
        let count = taken.len();
        self.given.push((grade, taken));
        count
    }
}

struct Filler<'a> {
    context: &'a Context<'a>,
    cohort: &'a Cohort,
    outcomes: &'a Outcomes<'a>,
    total: &'a Numbers,
    /// The key of grades that name none.
    by_rank: Numbers,
}

impl Filler<'_> {
    fn rows(&self) -> &[u32] {
        &self.cohort.universe.rows[..self.cohort.universe.subjects]
    }

    fn scope(&self) -> Scope<'_> {
        Scope {
            outcomes: Some(self.outcomes),
            sets: Some(&self.cohort.by_group),
            ..self.context.scope(&self.cohort.universe, self.rows())
        }
    }

    fn holds(&self, condition: Option<&Condition>, name: &str) -> Option<Vec<bool>> {
        condition.map(|condition| cohort::holds(self.context, self.scope(), condition, name))
    }

    /// Larger is nearer the top.
    fn key(&self, by: Option<&Typed>) -> Numbers {
        match by {
            Some(by) => eval::long_numbers(self.scope(), by),
            None => self.by_rank.clone(),
        }
    }

    fn wishes(&self, grade: &Grade) -> Wishes {
        let mut passes = self.holds(grade.when.as_ref(), &grade.name);
        if grade.at_least.is_some() || grade.at_least_ratio.is_some() {
            let passes = passes.get_or_insert_with(|| vec![true; self.rows().len()]);
            for (row, passes) in passes.iter_mut().enumerate() {
                *passes &= reaches(grade.at_least, Some(self.total), row)
                    && reaches(grade.at_least_ratio, self.outcomes.ratio, row);
            }
        }
        Wishes {
            passes,
            direct: self.holds(grade.direct.as_ref(), &grade.name),
            barred: self.holds(grade.barred.as_ref(), &grade.name),
            key: self.key(grade.by.as_ref()),
            among: grade.among.as_ref().map(|among| self.key(among.by.as_ref())),
        }
    }

    /// Tells of a row whether it is ranked.
    fn ranked(&self) -> impl Fn(u32) -> bool + use<'_> {
        let ranks = self.outcomes.rank.map_or(&[][..], |ranks| &ranks.values);
        move |row| ranks.get(row as usize).is_some_and(|rank| !rank.is_nan())
    }

    /// Fills the grades of a group in their order.
    fn group(&self, index: usize, wishes: &[Wishes]) -> Group {
        let subjects = self.cohort.universe.subjects;
        let members = &self.cohort.by_group.members[index];
        let all = &members[..members.partition_point(|row| (*row as usize) < subjects)];
        let open = all.to_vec();
        let is_ranked = self.ranked();
        let ranked = open.iter().filter(|row| is_ranked(**row)).count();
        let mut group = Group {
            index,
            n: ranked + self.cohort.extra_n[index],
            given: Vec::new(),
            open,
            running: Running::default(),
            problems: Vec::new(),
        };
        for (index, (grade, wishes)) in (0..).zip(self.context.plan.grades.iter().zip(wishes)) {
            self.fill(index, grade, wishes, all, &mut group);
        }
        group
    }

    /// Fills a grade of a group that has these rows.
    fn fill(&self, index: u32, grade: &Grade, wishes: &Wishes, rows: &[u32], group: &mut Group) {
        if wishes.direct.is_some() {
            group.give(index, |_, row| wishes.direct(row) && !wishes.barred(row));
        }
        let chosen = self.among(grade, wishes, rows, group.n);
        let places = self.places(grade, group);
        let must_pass = grade.refill || places.is_none();
        let is_ranked = self.ranked();
        let keys = &wishes.key.values[..];
        let key = |row: &u32| {
            let may_be_taken = is_ranked(*row)
                && !wishes.barred(*row)
                && chosen.as_ref().is_none_or(|chosen| chosen.contains(row))
                && (!must_pass || wishes.passes(*row));
            let key = if may_be_taken { keys[*row as usize] } else { f64::NAN };
            if grade.from_bottom { -key } else { key }
        };
        // By open row; of a row that cannot be taken it is no number.
        let keys: Vec<f64> = group.open.par_iter().with_min_len(BLOCK).map(key).collect();
        let least = least_taken(&keys, places, grade.ties_in);
        group.running.given += group.give(index, |at, row| least.reached_by(keys[at]) && wishes.passes(row));
    }

    /// How many a grade may take; none is no limit.
    fn places(&self, grade: &Grade, group: &mut Group) -> Option<usize> {
        if grade.rest {
            return None;
        }
        let (n, running) = (group.n, &mut group.running);
        if let Some(upto) = grade.upto {
            return Some(quota::quota_up_to(upto, n, running.given, grade.rounding));
        }
        let name = &self.cohort.groups[group.index];
        let Some(quota) = grade.quota.as_ref()?.of(name) else {
            let message = Message::new(&messages::NO_QUOTA).with("grade", &grade.name).with("group", name);
            group.problems.push(message);
            return Some(0);
        };
        match quota {
            Quota::Count(count) => Some(*count as usize),
            Quota::Share(share) if grade.from_bottom => Some(quota::quota(*share, n, grade.rounding)),
            Quota::Share(share) => {
                running.share += share;
                let sofar = quota::quota(running.share, n, grade.rounding);
                let places = sofar.saturating_sub(running.places);
                running.places = sofar.max(running.places);
                Some(places)
            }
        }
    }

    /// The part of the group a grade takes from.
    fn among(&self, grade: &Grade, wishes: &Wishes, rows: &[u32], n: usize) -> Option<HashSet<u32>> {
        let (among, key) = (grade.among.as_ref()?, wishes.among.as_ref()?);
        let is_ranked = self.ranked();
        let mut order: Vec<u32> = rows
            .iter()
            .copied()
            .filter(|row| key.get(*row as usize).is_some())
            .filter(|row| is_ranked(*row))
            .collect();
        order.sort_by(|a, b| {
            let order = key.values[*b as usize].total_cmp(&key.values[*a as usize]);
            if among.from_bottom { order.reverse() } else { order }
        });
        order.truncate(quota::quota(among.share, n, grade.rounding));
        Some(order.into_iter().collect())
    }
}

/// Does a unit reach the least a grade asks for, if it asks for any?
fn reaches(least: Option<f64>, column: Option<&Numbers>, row: usize) -> bool {
    let value = || column.and_then(|column| column.get(row));
    least.is_none_or(|least| value().is_some_and(|value| to_significant(value) >= to_significant(least)))
}

/// From which key on rows are taken.
#[derive(Clone, Copy)]
enum Least {
    Nobody,
    Any,
    From(f64),
    Above(f64),
}

impl Least {
    #[inline]
    fn reached_by(self, key: f64) -> bool {
        match self {
            Self::Nobody => false,
            Self::Any => !key.is_nan(),
            Self::From(least) => key >= least,
            Self::Above(least) => key > least,
        }
    }
}

/// The first by their key, as many as there are places. A place whose unit does not pass stays empty unless `refill`; ties at the last
/// place are all in or all out.
fn least_taken(keys: &[f64], places: Option<usize>, ties_in: bool) -> Least {
    match places {
        None => Least::Any,
        Some(0) => Least::Nobody,
        Some(places) => match last_place(keys, places) {
            None => Least::Any,
            Some(last) if ties_in || !last.shared => Least::From(last.value),
            Some(last) => Least::Above(last.value),
        },
    }
}

/// Vetoes on grades: all that fire are recorded, the worst holds, in any order.
fn veto(
    context: &Context<'_>,
    cohort: &Cohort,
    outcomes: &Outcomes<'_>,
    given: &mut Given,
    fired: &mut Vec<Fired>,
) {
    let plan = context.plan;
    let on_grade = |effect: &crate::plan::Effect| {
        effect.best_grade.is_some()
            || effect.grade.is_some()
            || effect.down.is_some()
            || effect.flag.is_some()
    };
    let texts = texts(plan, given);
    let seen = Outcomes {
        nodes: outcomes.nodes,
        groups: outcomes.groups,
        total: outcomes.total,
        ratio: outcomes.ratio,
        rank: outcomes.rank,
        rank_change: outcomes.rank_change,
        count: outcomes.count,
        grade: Some(&texts),
        level: None,
        watched: None,
    };
    let hits = fire(context, cohort, &seen, &on_grade);
    let graded = |grade: u32| (grade != UNGRADED).then_some(grade as usize);
    let before: Vec<Option<usize>> = hits.iter().map(|hit| graded(given[hit.subject as usize])).collect();
    for (hit, own) in hits.iter().zip(before) {
        let (subject, effect) = (hit.subject as usize, &plan.vetoes[hit.veto].effect);
        let group = &cohort.groups[cohort.group_of[subject] as usize];
        let best = effect.best_grade.as_ref().and_then(|grade| grade.of(group)).copied();
        let fixed = effect.grade.as_ref().and_then(|grade| grade.of(group)).copied();
        let down = effect.down.as_ref().and_then(|down| down.of(group));
        let lower = own.zip(down).map(|(own, down)| below(&plan.grades, own, *down));
        // What a veto limits must have been given; a grade it gives is given to an ungraded unit too.
        let limits = [best.filter(|_| own.is_some()), fixed, lower];
        let level = |grade: &usize| plan.grades[*grade].level;
        for limit in limits.into_iter().flatten() {
            if graded(given[subject]).is_none_or(|now| level(&limit) > level(&now)) {
                given[subject] = u32::try_from(limit).unwrap_or(UNGRADED);
            }
        }
    }
    fired.extend(hits);
    fired.sort_by_key(|hit| (hit.veto, hit.subject));
    fired.dedup();
}

/// The grade so many levels below another, or the lowest there is.
fn below(grades: &[Grade], own: usize, down: u32) -> usize {
    let mut levels: Vec<u32> =
        grades.iter().map(|grade| grade.level).filter(|l| *l >= grades[own].level).collect();
    levels.sort_unstable();
    levels.dedup();
    let level = levels.get(down as usize).or(levels.last()).copied().unwrap_or(grades[own].level);
    if level == grades[own].level {
        return own;
    }
    grades.iter().position(|grade| grade.level == level).unwrap_or(own)
}
