//! Step 14: levels (星级), with the limits on how they may move.

use baton_model::NullReason;

use super::cohort::{self, Cohort};
use super::column::Numbers;
use super::outcome::Outcomes;
use super::{Context, Scope, eval};

/// Stands below the lowest level, for units that reach none.
const NO_LEVEL: f64 = -1.0;

/// The levels of all subjects: as held, and as their conditions gave them.
pub(super) struct Levels {
    pub(super) held: Numbers,
    pub(super) reached: Numbers,
}

/// The level of every subject, 0 is the lowest; null where the scheme has no levels, or none whose conditions hold.
pub(super) fn levels(context: &Context<'_>, cohort: &Cohort, outcomes: &Outcomes<'_>) -> Levels {
    let (plan, subjects) = (context.plan, cohort.universe.subjects);
    let mut nothing = Numbers::null(NullReason::NotApplicable, subjects);
    nothing.values.share();
    if plan.levels.is_empty() {
        return Levels { held: nothing.clone(), reached: nothing };
    }
    let rows = &cohort.universe.rows[..subjects];
    let scope = Scope {
        outcomes: Some(outcomes),
        sets: Some(&cohort.by_group),
        ..context.scope(&cohort.universe, rows)
    };
    let highest = plan.levels.len() - 1;
    let mut reached = nothing.clone();
    for (index, declared) in plan.levels.iter().enumerate() {
        let mut holds = vec![true; subjects];
        for condition in &declared.when {
            let part = cohort::holds(context, scope, condition, &declared.name);
            holds.iter_mut().zip(part).for_each(|(all, part)| *all &= part);
        }
        for (row, holds) in holds.into_iter().enumerate() {
            if holds && reached.get(row).is_none() {
                reached.set(row, (highest - index) as f64);
            }
        }
    }
    let mut held = nothing;
    let previous = plan.level_move.previous.as_ref().map(|previous| eval::numbers(scope, previous));
    for (row, unit) in rows.iter().enumerate() {
        let before = previous.as_ref().and_then(|previous| previous.get(row));
        let level = moved(context, reached.get(row).unwrap_or(NO_LEVEL), before, *unit);
        if level > NO_LEVEL {
            held.set(row, level);
        }
    }
    Levels { held, reached }
}

/// A level after `hold`, `up_at_most` and `down_at_most`.
fn moved(context: &Context<'_>, reached: f64, before: Option<f64>, row: u32) -> f64 {
    let rules = &context.plan.level_move;
    let Some(before) = before else { return reached };
    if reached < before && rules.hold > 0 && held(context, before, row) < rules.hold {
        return before;
    }
    let up = rules.up_at_most.map_or(f64::INFINITY, f64::from);
    let down = rules.down_at_most.map_or(f64::INFINITY, f64::from);
    reached.clamp(before - down, before + up)
}

/// For how many published periods running the level was kept though its conditions were missed.
fn held(context: &Context<'_>, level: f64, row: u32) -> u32 {
    let mut count = 0;
    let mut period = context.period.offset(-1);
    while let Some(now) = period {
        let Some(result) = context.snapshot.results.get(&(context.plan.id.clone(), now)) else { break };
        let kept = result.level.get(row as usize) == Some(&level);
        let missed = result
            .level_reached
            .get(row as usize)
            .is_some_and(|reached| reached.is_nan() || *reached < level);
        if !(kept && missed) {
            break;
        }
        count += 1;
        period = now.offset(-1);
    }
    count
}
