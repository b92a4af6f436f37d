//! Steps 13 and 14: grades filled in file order inside each group, then the vetoes that act on them.

use std::collections::HashSet;

use baton_model::{Message, NullReason};
use baton_score::quota;
use baton_score::round::to_significant;

use super::adjust::fire;
use super::cohort::{self, Cohort};
use super::column::{Numbers, Texts};
use super::outcome::Outcomes;
use super::result::Fired;
use super::{Context, Scope, eval};
use crate::expr::typed::Typed;
use crate::messages;
use crate::plan::{Condition, Grade, Plan, Quota};

/// Index of the grade in the plan by subject; none is ungraded.
type Given = Vec<Option<usize>>;

/// The grades of all subjects.
pub(super) fn grades(
    context: &Context<'_>,
    cohort: &Cohort,
    outcomes: &Outcomes<'_>,
    total: &Numbers,
    fired: &mut Vec<Fired>,
) -> Texts {
    let plan = context.plan;
    let mut given: Given = vec![None; cohort.universe.subjects];
    let mut by_rank = outcomes.rank.cloned().unwrap_or_default().map(NullReason::Undefined, &|rank| -rank);
    by_rank.values.share();
    let filler = Filler { context, cohort, outcomes, total, by_rank };
    let wishes: Vec<Wishes> = plan.grades.iter().map(|grade| filler.wishes(grade)).collect();
    for group in 0..cohort.groups.len() {
        let rows: Vec<usize> =
            (0..cohort.universe.subjects).filter(|row| cohort.group_of[*row] as usize == group).collect();
        let mut shares = Running::default();
        for (index, grade) in plan.grades.iter().enumerate() {
            filler.fill(index, grade, &wishes[index], group, &rows, &mut given, &mut shares);
        }
    }
    veto(context, cohort, outcomes, &mut given, fired);
    texts(plan, &given)
}

/// The names of the grades given.
fn texts(plan: &Plan, given: &Given) -> Texts {
    Texts::among(given.iter().copied(), plan.grades.iter().map(|grade| grade.name.as_str()))
}

/// What a grade says about every subject.
struct Wishes {
    passes: Vec<bool>,
    direct: Vec<bool>,
    barred: Vec<bool>,
    key: Numbers,
    among: Option<Numbers>,
}

/// Shares handed out so far, so that they add up place by place.
#[derive(Default)]
struct Running {
    share: f64,
    places: usize,
    given: usize,
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

    fn holds(&self, condition: Option<&Condition>, name: &str, otherwise: bool) -> Vec<bool> {
        match condition {
            Some(condition) => {
                let truths = eval::truths(self.scope(), &condition.when);
                cohort::decide(self.context, condition, name, self.rows(), truths)
            }
            None => vec![otherwise; self.rows().len()],
        }
    }

    /// Larger is nearer the top.
    fn key(&self, by: Option<&Typed>) -> Numbers {
        match by {
            Some(by) => eval::numbers(self.scope(), by),
            None => self.by_rank.clone(),
        }
    }

    fn wishes(&self, grade: &Grade) -> Wishes {
        let mut passes = self.holds(grade.when.as_ref(), &grade.name, true);
        let least = grade.at_least.is_some() || grade.at_least_ratio.is_some();
        for (row, passes) in passes.iter_mut().enumerate().filter(|_| least) {
            let enough = |least: Option<f64>, column: Option<&Numbers>| {
                least.is_none_or(|least| {
                    column
                        .and_then(|column| column.get(row))
                        .is_some_and(|value| to_significant(value) >= to_significant(least))
                })
            };
            *passes &=
                enough(grade.at_least, Some(self.total)) && enough(grade.at_least_ratio, self.outcomes.ratio);
        }
        Wishes {
            passes,
            direct: self.holds(grade.direct.as_ref(), &grade.name, false),
            barred: self.holds(grade.barred.as_ref(), &grade.name, false),
            key: self.key(grade.by.as_ref()),
            among: grade.among.as_ref().map(|among| self.key(among.by.as_ref())),
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one grade against one group; the parts have nothing else in common"
    )]
    fn fill(
        &self,
        index: usize,
        grade: &Grade,
        wishes: &Wishes,
        group: usize,
        rows: &[usize],
        given: &mut Given,
        running: &mut Running,
    ) {
        let ranked = |row: &usize| self.outcomes.rank.is_some_and(|rank| rank.get(*row).is_some());
        let n = rows.iter().filter(|row| ranked(row)).count() + self.cohort.extra_n[group];
        for row in rows {
            if given[*row].is_none() && wishes.direct[*row] && !wishes.barred[*row] {
                given[*row] = Some(index);
            }
        }
        let chosen = self.among(grade, wishes, rows, n);
        let mut open: Vec<usize> = rows
            .iter()
            .copied()
            .filter(|row| given[*row].is_none() && ranked(row) && !wishes.barred[*row])
            .filter(|row| chosen.as_ref().is_none_or(|chosen| chosen.contains(row)))
            .filter(|row| wishes.key.get(*row).is_some())
            .collect();
        let places = self.places(grade, group, n, running);
        if grade.refill || places.is_none() {
            open.retain(|row| wishes.passes[*row]);
        }
        let taken = take(grade, wishes, open, places);
        for row in &taken {
            given[*row] = Some(index);
        }
        running.given += taken.len();
    }

    /// How many a grade may take; none is no limit.
    fn places(&self, grade: &Grade, group: usize, n: usize, running: &mut Running) -> Option<usize> {
        if grade.rest {
            return None;
        }
        if let Some(upto) = grade.upto {
            return Some(quota::quota_up_to(upto, n, running.given, grade.rounding));
        }
        let name = &self.cohort.groups[group];
        let Some(quota) = grade.quota.as_ref()?.of(name) else {
            let message = Message::new(&messages::NO_QUOTA).with("grade", &grade.name).with("group", name);
            self.context.refuse(None, None, message);
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
    fn among(&self, grade: &Grade, wishes: &Wishes, rows: &[usize], n: usize) -> Option<HashSet<usize>> {
        let (among, key) = (grade.among.as_ref()?, wishes.among.as_ref()?);
        let mut order: Vec<usize> = rows
            .iter()
            .copied()
            .filter(|row| key.get(*row).is_some())
            .filter(|row| self.outcomes.rank.is_some_and(|rank| rank.get(*row).is_some()))
            .collect();
        order.sort_by(|a, b| {
            let order = key.values[*b].total_cmp(&key.values[*a]);
            if among.from_bottom { order.reverse() } else { order }
        });
        order.truncate(quota::quota(among.share, n, grade.rounding));
        Some(order.into_iter().collect())
    }
}

/// The first of the rows by their key, as many as there are places. A place whose unit does not pass stays empty unless
/// `refill`; ties at the last place are all in or all out.
fn take(grade: &Grade, wishes: &Wishes, mut open: Vec<usize>, places: Option<usize>) -> Vec<usize> {
    let passes = |row: &usize| wishes.passes[*row];
    let Some(places) = places.filter(|places| *places < open.len()) else {
        return open.into_iter().filter(passes).collect();
    };
    if places == 0 {
        return Vec::new();
    }
    let key = |row: usize| {
        let key = wishes.key.values[row];
        if grade.from_bottom { -key } else { key }
    };
    // Who is in shows by the key of the last place alone, so the rows need not be sorted.
    let mut keys: Vec<f64> = open.iter().map(|row| key(*row)).collect();
    let last = *keys.select_nth_unstable_by(places - 1, |a, b| b.total_cmp(a)).1;
    let up_to_last = open.iter().filter(|row| key(**row) >= last).count();
    let all_in = up_to_last == places || grade.ties_in;
    open.retain(|row| if all_in { key(*row) >= last } else { key(*row) > last });
    open.into_iter().filter(passes).collect()
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
    let before = given.clone();
    for hit in &hits {
        let (subject, effect) = (hit.subject as usize, &plan.vetoes[hit.veto].effect);
        let group = &cohort.groups[cohort.group_of[subject] as usize];
        let own = before[subject];
        let best = effect.best_grade.as_ref().and_then(|grade| grade.of(group)).copied();
        let fixed = effect.grade.as_ref().and_then(|grade| grade.of(group)).copied();
        let down = effect.down.as_ref().and_then(|down| down.of(group));
        let lower = own.zip(down).map(|(own, down)| below(&plan.grades, own, *down));
        // What a veto limits must have been given; a grade it gives is given to an ungraded unit too.
        let limits = [best.filter(|_| own.is_some()), fixed, lower];
        let level = |grade: &usize| plan.grades[*grade].level;
        for limit in limits.into_iter().flatten() {
            if given[subject].is_none_or(|now| level(&limit) > level(&now)) {
                given[subject] = Some(limit);
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
