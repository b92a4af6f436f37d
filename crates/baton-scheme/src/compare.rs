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
    pub parts: Parts,
    /// The same for the points on each leaf of the later scheme; only for units that were named.
    pub leaves: Vec<LeafParts>,
    /// The same for the sum of adjustments.
    pub adjustment: Parts,
}

/// Parts of a change in the order of [`Cause::ORDER`].
pub type Parts = [Option<Decimal>; 6];

/// The change of a unit's points on one leaf, in points of the leaf.
#[derive(Clone, Debug, PartialEq)]
pub struct LeafParts {
    /// Id of the leaf.
    pub id: String,
    /// Its parts; none where it was not scored on both sides.
    pub parts: Parts,
}

impl Change {
    /// Change of the total.
    pub fn total(&self) -> Option<Decimal> {
        self.after?.checked_sub(self.before?)
    }
}

/// Places totals are compared at where the scheme does not round them.
const PLACES: u8 = 6;

/// What is read off one step, by pair: see [`Reading`]; none for a step that could not be run.
type Step = Option<Vec<Amounts>>;

/// Splits the change of every unit scored on either side. `only` limits the split, which takes a run a unit, to some
/// codes of the later side, by leaf as well; the others have totals and ranks without parts.
pub fn compare(
    before: &Side<'_>,
    after: &Side<'_>,
    renamed: &Renamed,
    only: Option<&[String]>,
) -> Vec<Change> {
    let pairs = pairs(before, after, renamed);
    let named: Vec<usize> = match only {
        None => Vec::new(),
        Some(only) => (0..pairs.len()).filter(|at| only.contains(&pairs[*at].after)).collect(),
    };
    let leaves: Vec<&str> = after.plan.leaves().map(|(_, node, _)| node.id.as_str()).collect();
    let places = (after.plan.rounding.total.unwrap_or(PLACES), after.plan.rounding.leaf.unwrap_or(PLACES));
    let reading = Reading { pairs: &pairs, named: &named, leaves: &leaves, places };
    let from = reading.of(before.plan, before.result, before.snapshot, Which::Before);
    let to = reading.of(after.plan, after.result, after.snapshot, Which::After);
    let steps = Steps::take(before, after, &reading);
    let of = |(at, pair): (usize, &Pair)| {
        let (from, to) = (&from[at], &to[at]);
        let wanted = only.is_none() || named.contains(&at);
        let mut parts = vec![[None; 6]; from.len()];
        if wanted && from[0].is_some() && to[0].is_some() {
            let peers = steps.peers(after, &reading, at);
            for (nth, parts) in parts.iter_mut().enumerate() {
                let peers = peers.as_ref().and_then(|peers| peers[nth]);
                *parts = steps.parts((at, nth), peers, (from[nth], to[nth]));
            }
        }
        let leaf = |(id, parts): (&&str, &Parts)| LeafParts { id: (*id).to_owned(), parts: *parts };
        let leaves = reading.leaves.iter().zip(&parts[1..]).map(leaf).collect();
        let adjustment = parts.get(1 + reading.leaves.len()).copied().unwrap_or([None; 6]);
        Change { parts: parts[0], leaves, adjustment, ..change(before, after, pair, (from[0], to[0])) }
    };
    pairs.par_iter().enumerate().map(of).collect()
}

/// Codes of which side.
#[derive(Clone, Copy)]
enum Which {
    Before,
    After,
}

/// What is read off a result for one pair: its total; of a named pair then its points on every leaf, and the sum of its
/// adjustments.
type Amounts = Vec<Option<Decimal>>;

/// What is read off a result.
struct Reading<'a> {
    pairs: &'a [Pair],
    named: &'a [usize],
    /// Ids of the leaves.
    leaves: &'a [&'a str],
    /// Places of totals and of points on leaves.
    places: (u8, u8),
}

impl Reading<'_> {
    fn of(&self, plan: &Plan, result: &RunResult, snapshot: &Snapshot, which: Which) -> Vec<Amounts> {
        (0..self.pairs.len()).map(|at| self.of_pair(at, plan, result, snapshot, which)).collect()
    }

    fn of_pair(
        &self,
        at: usize,
        plan: &Plan,
        result: &RunResult,
        snapshot: &Snapshot,
        which: Which,
    ) -> Amounts {
        let code = match which {
            Which::Before => &self.pairs[at].before,
            Which::After => &self.pairs[at].after,
        };
        let subject = snapshot.roster.row(code).and_then(|row| result.subject_of(row));
        let rounded = |value: Option<f64>, places: u8| Decimal::round(value?, places, Mode::HalfUp);
        let points = |leaf: &&str| {
            let found = result.nodes.get(plan.node(leaf)?).filter(|found| found.active)?;
            rounded(found.points.get(subject?), self.places.1)
        };
        let mut read = vec![subject.and_then(|subject| rounded(result.total.get(subject), self.places.0))];
        if self.named.contains(&at) {
            read.extend(self.leaves.iter().map(points));
            read.push(subject.and_then(|subject| rounded(result.adjustment.get(subject), self.places.1)));
        }
        read
    }
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

fn change(
    before: &Side<'_>,
    after: &Side<'_>,
    pair: &Pair,
    (from, to): (Option<Decimal>, Option<Decimal>),
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
        parts: [None; 6],
        leaves: Vec::new(),
        adjustment: [None; 6],
    }
}

/// What is read after each replacement that is the same for every unit.
struct Steps {
    corrections: Step,
    tree: Step,
    scheme: Step,
    targets: Step,
    /// The later side without the rulings on the later run.
    unruled: Step,
    shift: Option<Shift>,
}

impl Steps {
    fn take(before: &Side<'_>, after: &Side<'_>, reading: &Reading<'_>) -> Self {
        let (then, now) = (RunOptions::new(before.result.period), RunOptions::new(after.result.period));
        let of = |plan: &Plan, snapshot: &Snapshot, options: &RunOptions, which: Which| {
            let result = run(plan, snapshot, options).ok()?;
            Some(reading.of(plan, &result, snapshot, which))
        };
        let step = |plan: &Plan, snapshot: &Snapshot, options: &RunOptions| {
            of(plan, snapshot, options, Which::After)
        };
        let shift = Shift::between(before.result.period, after.result.period);
        let everyone: Vec<u32> =
            (0..u32::try_from(after.snapshot.roster.len()).unwrap_or(u32::MAX)).collect();
        let old_figures = shift.map(|shift| after.snapshot.with_earlier(Scenario::Actual, shift, &everyone));
        Self {
            corrections: of(before.plan, before.snapshot, &then, Which::Before),
            tree: step(before.plan, after.snapshot, &then),
            scheme: step(after.plan, after.snapshot, &then),
            unruled: if after.result.rulings.is_empty() {
                Some(reading.of(after.plan, after.result, after.snapshot, Which::After))
            } else {
                step(after.plan, after.snapshot, &now)
            },
            targets: old_figures.and_then(|snapshot| step(after.plan, &snapshot, &now)),
            shift,
        }
    }

    /// The parts of one amount of a pair; `peers` is what it is with everyone's new figures but the unit's own.
    fn parts(
        &self,
        (pair, nth): (usize, usize),
        peers: Option<Decimal>,
        (from, to): (Option<Decimal>, Option<Decimal>),
    ) -> Parts {
        let of = |step: &Step| step.as_ref().and_then(|read| read[pair][nth]);
        let stations = [
            of(&self.corrections),
            of(&self.tree),
            of(&self.scheme),
            of(&self.targets),
            peers,
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

    /// What is read of a pair with everyone's new figures but its own.
    fn peers(&self, after: &Side<'_>, reading: &Reading<'_>, pair: usize) -> Option<Amounts> {
        let row = after.snapshot.roster.row(&reading.pairs[pair].after)?;
        let snapshot = after.snapshot.with_earlier(Scenario::Actual, self.shift?, &[row]);
        let result = run(after.plan, &snapshot, &RunOptions::new(after.result.period)).ok()?;
        Some(reading.of_pair(pair, after.plan, &result, &snapshot, Which::After))
    }
}
