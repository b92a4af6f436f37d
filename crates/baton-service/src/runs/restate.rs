//! Rulings and restatements (裁定与更正).

use std::path::Path;

use baton_model::Message;
use baton_scheme::run::{Ruling, RulingEffect, RunOptions};
use baton_store::{RunHead, Store};
use jiff::Timestamp;

use super::{Kept, Replayed, keep_in, replayed};
use crate::explain::find_node;
use crate::frozen::from_bytes;
use crate::frozen::outputs::Outputs;
use crate::messages;
use crate::prepare::Prepared;
use crate::records::{self, owner};
use crate::refused::Refused;
use crate::who::Who;

/// A restatement in the making (更正).
#[derive(Clone, Debug)]
pub struct Restated {
    /// The run that is to take the place of the earlier one, as a draft.
    pub kept: Kept,
    /// The units whose total, rank, grade or points of a node are not the same.
    pub changes: Vec<UnitChange>,
}

/// What a restatement changes for a unit: before, and after.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitChange {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Total.
    pub total: [Option<f64>; 2],
    /// Rank in the group.
    pub rank: [Option<f64>; 2],
    /// Grade.
    pub grade: [Option<String>; 2],
    /// Names of the nodes whose points changed.
    pub nodes: Vec<String>,
}

/// Runs the scheme of a published run again, on the figures of a moment, and keeps the result as the draft of a restatement.
pub fn restate(root: &Path, run: &str, as_of: Timestamp, who: &Who) -> Result<Restated, Refused> {
    let head = records::open(root)?.run_head(&owner(), run)?;
    let prepared = crate::prepare::prepare(root, Some(&head.scheme), who)?;
    restate_in(&prepared, run, as_of, who)
}

/// The same for a scheme made ready, of a workspace that has a store.
pub(crate) fn restate_in(
    prepared: &Prepared,
    run: &str,
    as_of: Timestamp,
    who: &Who,
) -> Result<Restated, Refused> {
    let Some(store) = &prepared.store else {
        return Err(Refused::Request(Message::new(&messages::NO_STORE)));
    };
    let earlier = store.run(&owner(), run)?;
    if !earlier.head.state.is_published() {
        return Err(Refused::Request(Message::new(&messages::NOT_PUBLISHED).with("run", run)));
    }
    let rulings = rulings_up_to(store, &earlier.head)?;
    let options = RunOptions { rulings, ..RunOptions::new(earlier.head.period) };
    let kept = keep_in(prepared, &options, as_of, Some(run), who)?;
    let before: Outputs = from_bytes(&earlier.outputs).map_err(Refused::Files)?;
    let after = store.run(&owner(), &kept.head.id)?.outputs;
    let after: Outputs = from_bytes(&after).map_err(Refused::Files)?;
    Ok(Restated { kept, changes: changes(&before, &after) })
}

/// The rulings on a run and on the runs it took the place of, the oldest first.
fn rulings_up_to(store: &Store, head: &RunHead) -> Result<Vec<Ruling>, Refused> {
    let mut rulings = Vec::new();
    let mut next = Some(head.clone());
    while let Some(head) = next {
        let own = store.rulings(&owner(), &head.id)?;
        rulings.splice(0..0, own.into_iter().map(of_store));
        next = head.supersedes.map(|id| store.run_head(&owner(), &id)).transpose()?;
    }
    Ok(rulings)
}

fn of_store(ruling: baton_store::Ruling) -> Ruling {
    let effect = match ruling.effect {
        baton_store::RulingEffect::Points(points) => RulingEffect::Points(points),
        baton_store::RulingEffect::Exclusion => RulingEffect::Exclusion,
    };
    Ruling { unit: ruling.unit, node: ruling.node, effect, basis: ruling.basis, approver: ruling.approver }
}

/// Refuses points a node cannot give, and a ruling without a document or an approver.
fn judge(replayed: &Replayed, ruling: &Ruling, (row, node): (u32, usize)) -> Result<(), Refused> {
    let said = |text: &str| text.chars().any(char::is_alphanumeric);
    if !said(&ruling.basis) || !said(&ruling.approver) {
        return Err(Refused::Request(Message::new(&messages::RULING_WITHOUT_BASIS)));
    }
    let RulingEffect::Points(points) = ruling.effect else { return Ok(()) };
    let result = &replayed.result;
    let group = result.subject_of(row).map_or(0, |subject| result.group_of[subject] as usize);
    let weight = result.nodes[node].weight.get(group).copied().unwrap_or(0.0);
    // A cap above 1 lets a node give more than its weight: as much as somebody got.
    let most = result.nodes[node].points.values.iter().copied().fold(weight.max(0.0), f64::max);
    let least = weight.min(0.0);
    if (least..=most).contains(&points) {
        return Ok(());
    }
    let message = Message::new(&messages::RULING_OUT_OF_BOUNDS)
        .with("node", &replayed.plan.nodes[node].name)
        .with("points", points)
        .with("least", least)
        .with("most", most);
    Err(Refused::Request(message))
}

/// Records a ruling on a published run. It takes effect with the restatement of the run. The unit and the node may be given by
/// name.
pub fn rule(root: &Path, run: &str, ruling: Ruling, who: &Who) -> Result<u32, Refused> {
    let store = records::open(root)?;
    Ok(store.add_ruling(run, &judged(&store, run, ruling, who)?)?)
}

/// A ruling that may be recorded on a published run, with the codes of its unit and node.
pub(crate) fn judged(
    store: &Store,
    run: &str,
    ruling: Ruling,
    who: &Who,
) -> Result<baton_store::Ruling, Refused> {
    let replayed = replayed(store.run(&owner(), run)?)?;
    if !replayed.head.state.is_published() {
        return Err(Refused::Request(Message::new(&messages::NOT_PUBLISHED).with("run", run)));
    }
    let roster = &replayed.snapshot.roster;
    let subject = roster.find(&ruling.unit).filter(|row| replayed.result.subject_of(*row).is_some());
    let Some(row) = subject else {
        return Err(Refused::Request(Message::new(&messages::NOT_A_SUBJECT).with("unit", &ruling.unit)));
    };
    let node = find_node(&replayed.plan, &ruling.node)?;
    judge(&replayed, &ruling, (row, node))?;
    Ok(baton_store::Ruling {
        unit: roster.code(row).to_owned(),
        node: replayed.plan.nodes[node].id.clone(),
        effect: match ruling.effect {
            RulingEffect::Points(points) => baton_store::RulingEffect::Points(points),
            RulingEffect::Exclusion => baton_store::RulingEffect::Exclusion,
        },
        basis: ruling.basis,
        approver: ruling.approver,
        stamp: who.stamp(),
    })
}

/// The units that two results do not agree on, in the order of the later one; those that left it last.
pub(crate) fn changes(before: &Outputs, after: &Outputs) -> Vec<UnitChange> {
    let (then, now) = (before.positions(), after.positions());
    let left = before.units.iter().filter(|code| !now.contains_key(code.as_str()));
    let change = |code: &String| {
        let places = [then.get(code.as_str()).copied(), now.get(code.as_str()).copied()];
        let sides = [before, after];
        let number = |pick: &dyn Fn(&Outputs, usize) -> Option<f64>| {
            [0, 1].map(|side| places[side].and_then(|at| pick(sides[side], at)))
        };
        let grade = [0, 1].map(|side| sides[side].grade.get(places[side]?).cloned().flatten());
        // The root is the total.
        let nodes = after.nodes.iter().skip(1).filter(|node| {
            let points = [0, 1].map(|side| {
                let own = sides[side].nodes.iter().find(|other| other.id == node.id)?;
                own.points.values.get(places[side]?).copied().flatten()
            });
            points[0] != points[1]
        });
        let found = UnitChange {
            code: code.clone(),
            name: [1, 0]
                .iter()
                .find_map(|side| sides[*side].names.get(places[*side]?).cloned())
                .unwrap_or_default(),
            total: number(&|side, at| side.total.values.get(at).copied().flatten()),
            rank: number(&|side, at| side.rank.values.get(at).copied().flatten()),
            grade,
            nodes: nodes.map(|node| node.name.clone()).collect(),
        };
        let same = found.total[0] == found.total[1]
            && found.rank[0] == found.rank[1]
            && found.grade[0] == found.grade[1]
            && found.nodes.is_empty();
        (!same).then_some(found)
    };
    after.units.iter().chain(left).filter_map(change).collect()
}
