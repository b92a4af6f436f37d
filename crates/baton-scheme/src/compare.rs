//! Why did we move? The change between two runs, split by replacing one thing after the other (SCHEME.md §5).
//!
//! The order is fixed and printed: corrections, tree, scheme, targets, peers' data, own data. Each part is the
//! difference its replacement makes on the decimal total, so the parts sum exactly to the change.

use std::collections::BTreeMap;

use baton_model::snapshot::Shift;
use baton_model::{Scenario, Snapshot};
use baton_score::round::{Decimal, Mode};
use rayon::prelude::*;

use crate::plan::Plan;
use crate::run::{RunOptions, RunResult, run};

/// What a change of total comes from, in the order of replacement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Figures corrected and rulings made after the earlier run (更正).
    Corrections,
    /// Units, attributes, groups and subjects (区划与对象).
    Tree,
    /// The scheme (办法).
    Scheme,
    /// Plans and parameters (目标).
    Targets,
    /// The other units' figures (其他单位).
    Peers,
    /// The unit's own figures (本单位).
    Own,
}

impl Cause {
    /// The order of replacement.
    pub const ORDER: [Self; 6] =
        [Self::Corrections, Self::Tree, Self::Scheme, Self::Targets, Self::Peers, Self::Own];
}

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The scheme as it was.
    pub plan: &'a Plan,
    /// What is known now, on this side's tree of units.
    pub snapshot: &'a Snapshot,
    /// The run as it was published.
    pub result: &'a RunResult,
}

/// Units that have another code on the later side (改名), later → earlier.
pub type Renamed = BTreeMap<String, String>;

/// A unit on both sides; the same code twice unless it was renamed.
struct Pair {
    before: String,
    after: String,
}

/// The change of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Unit code.
    pub code: String,
    /// Unit name, of the later side if it is there.
    pub name: String,
    /// Code and name before, where the unit was renamed since.
    pub was: Option<(String, String)>,
    /// Total before; none if the unit was not scored.
    pub before: Option<Decimal>,
    /// Total after.
    pub after: Option<Decimal>,
    /// Rank in the group before.
    pub rank_before: Option<f64>,
    /// Rank in the group after.
    pub rank_after: Option<f64>,
    /// Group after, or before where the unit left; empty where there are no groups.
    pub group: String,
    /// Did the group change? Then ranks are not compared.
    pub group_changed: bool,
    /// Parts in the order of [`Cause::ORDER`]; a cause that could not be told from the next (a step in between could
    /// not be run) is none, and its part is in the next one given.
    pub parts: [Option<Decimal>; 6],
}

impl Change {
    /// Change of the total.
    pub fn total(&self) -> Option<Decimal> {
        self.after?.checked_sub(self.before?)
    }
}

/// Places totals are compared at where the scheme does not round them.
const PLACES: u8 = 6;

/// Totals by code of one step; none for a step that could not be run.
type Step = Option<Vec<Option<Decimal>>>;

/// Splits the change of every unit scored on either side. `only` limits the split, which takes a run a unit, to some
/// codes of the later side; the others have totals and ranks without parts.
pub fn compare(
    before: &Side<'_>,
    after: &Side<'_>,
    renamed: &Renamed,
    only: Option<&[String]>,
) -> Vec<Change> {
    let places = after.plan.rounding.total.unwrap_or(PLACES);
    let pairs = pairs(before, after, renamed);
    let from = totals(before.result, before.snapshot, &earlier(&pairs), places);
    let to = totals(after.result, after.snapshot, &later(&pairs), places);
    let steps = Steps::take(before, after, &pairs, places);
    pairs
        .par_iter()
        .enumerate()
        .map(|(at, pair)| {
            let wanted =
                only.is_none_or(|only| only.contains(&pair.after)) && from[at].is_some() && to[at].is_some();
            let code = &pair.after;
            let parts = if wanted { steps.parts(after, code, at, (from[at], to[at])) } else { [None; 6] };
            change(before, after, pair, (from[at], to[at]), parts)
        })
        .collect()
}

/// Every unit scored on either side, by its later code.
fn pairs(before: &Side<'_>, after: &Side<'_>, renamed: &Renamed) -> Vec<Pair> {
    let scored = |side: &Side<'_>| {
        let rows = &side.result.universe.rows[..side.result.subjects()];
        rows.iter().map(|row| side.snapshot.roster.code(*row).to_owned()).collect::<Vec<_>>()
    };
    let now: BTreeMap<&str, &str> =
        renamed.iter().map(|(after, before)| (before.as_str(), after.as_str())).collect();
    let then = scored(before)
        .into_iter()
        .map(|code| now.get(code.as_str()).map_or(code.clone(), |now| (*now).to_owned()));
    let mut codes: Vec<String> = then.chain(scored(after)).collect();
    codes.sort();
    codes.dedup();
    let pair = |after: String| Pair { before: renamed.get(&after).unwrap_or(&after).clone(), after };
    codes.into_iter().map(pair).collect()
}

fn earlier(pairs: &[Pair]) -> Vec<&str> {
    pairs.iter().map(|pair| pair.before.as_str()).collect()
}

fn later(pairs: &[Pair]) -> Vec<&str> {
    pairs.iter().map(|pair| pair.after.as_str()).collect()
}

fn totals(result: &RunResult, snapshot: &Snapshot, codes: &[&str], places: u8) -> Vec<Option<Decimal>> {
    let total = |code: &&str| {
        let subject = result.subject_of(snapshot.roster.row(code)?)?;
        Decimal::round(result.total.get(subject)?, places, Mode::HalfUp)
    };
    codes.iter().map(total).collect()
}

fn change(
    before: &Side<'_>,
    after: &Side<'_>,
    pair: &Pair,
    (from, to): (Option<Decimal>, Option<Decimal>),
    parts: [Option<Decimal>; 6],
) -> Change {
    let place = |side: &Side<'_>, code: &str| {
        let row = side.snapshot.roster.row(code)?;
        let subject = side.result.subject_of(row)?;
        let group = side.result.groups[side.result.group_of[subject] as usize].clone();
        Some((side.snapshot.roster.name(row).to_owned(), side.result.rank.get(subject), group))
    };
    let (was, is) = (place(before, &pair.before), place(after, &pair.after));
    let group_changed = matches!((&was, &is), (Some((_, _, a)), Some((_, _, b))) if a != b);
    let group = is.as_ref().or(was.as_ref()).map(|(_, _, group)| group.clone()).unwrap_or_default();
    let name = is.as_ref().or(was.as_ref()).map(|(name, ..)| name.clone()).unwrap_or_default();
    let renamed = pair.before != pair.after;
    Change {
        code: pair.after.clone(),
        name,
        was: was.as_ref().filter(|_| renamed).map(|(name, ..)| (pair.before.clone(), name.clone())),
        before: from,
        after: to,
        rank_before: was.and_then(|(_, rank, _)| rank),
        rank_after: is.and_then(|(_, rank, _)| rank),
        group,
        group_changed,
        parts,
    }
}

/// The totals after each replacement that is the same for every unit.
struct Steps {
    corrections: Step,
    tree: Step,
    scheme: Step,
    targets: Step,
    /// The later totals without the rulings on the later run.
    unruled: Step,
    shift: Option<Shift>,
    places: u8,
}

impl Steps {
    fn take(before: &Side<'_>, after: &Side<'_>, pairs: &[Pair], places: u8) -> Self {
        let (then_codes, codes) = (earlier(pairs), later(pairs));
        let (then, now) = (RunOptions::new(before.result.period), RunOptions::new(after.result.period));
        let of = |codes: &[&str], plan: &Plan, snapshot: &Snapshot, options: &RunOptions| {
            let result = run(plan, snapshot, options).ok()?;
            Some(totals(&result, snapshot, codes, places))
        };
        let step =
            |plan: &Plan, snapshot: &Snapshot, options: &RunOptions| of(&codes, plan, snapshot, options);
        let shift = Shift::between(before.result.period, after.result.period);
        let everyone: Vec<u32> =
            (0..u32::try_from(after.snapshot.roster.len()).unwrap_or(u32::MAX)).collect();
        let old_figures = shift.map(|shift| after.snapshot.with_earlier(Scenario::Actual, shift, &everyone));
        Self {
            corrections: of(&then_codes, before.plan, before.snapshot, &then),
            tree: step(before.plan, after.snapshot, &then),
            scheme: step(after.plan, after.snapshot, &then),
            unruled: if after.result.rulings.is_empty() {
                Some(totals(after.result, after.snapshot, &codes, places))
            } else {
                step(after.plan, after.snapshot, &now)
            },
            targets: old_figures.and_then(|snapshot| step(after.plan, &snapshot, &now)),
            shift,
            places,
        }
    }

    /// The parts of one unit.
    fn parts(
        &self,
        after: &Side<'_>,
        code: &str,
        at: usize,
        (from, to): (Option<Decimal>, Option<Decimal>),
    ) -> [Option<Decimal>; 6] {
        let of = |step: &Step| step.as_ref().and_then(|totals| totals[at]);
        let stations = [
            of(&self.corrections),
            of(&self.tree),
            of(&self.scheme),
            of(&self.targets),
            self.peers(after, code),
            of(&self.unruled).or(to),
        ];
        let mut parts = [None; 6];
        let mut last = from;
        for (part, station) in parts.iter_mut().zip(stations) {
            if let (Some(here), Some(before)) = (station, last) {
                *part = here.checked_sub(before);
                last = Some(here);
            }
        }
        // Rulings on the later run are corrections too.
        let ruled = to.zip(last).and_then(|(to, last)| to.checked_sub(last));
        if let Some(ruled) = ruled.filter(|ruled| ruled.to_f64() != 0.0) {
            parts[0] = parts[0].map_or(Some(ruled), |first| first.checked_add(ruled));
        }
        parts
    }

    /// The unit's total with everyone's new figures but its own.
    fn peers(&self, after: &Side<'_>, code: &str) -> Option<Decimal> {
        let row = after.snapshot.roster.row(code)?;
        let snapshot = after.snapshot.with_earlier(Scenario::Actual, self.shift?, &[row]);
        let result = run(after.plan, &snapshot, &RunOptions::new(after.result.period)).ok()?;
        Decimal::round(result.total.get(result.subject_of(row)?)?, self.places, Mode::HalfUp)
    }
}
