//! What a unit's figures of an earlier day are made of (单位沿革).
//!
//! Changes are undone one date at a time, from the tree date back. For every unit of the roster this gives stretches
//! of time in which its territory was held by other codes: renamed, merged from several, or no longer comparable
//! because a part came or went. Units above are followed too: a county that moves to another city changes both cities.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use baton_model::UnitTree;
use baton_model::snapshot::Roster;
use baton_model::unit::{ChangeKind, UnitChange};
use jiff::ToSpan;
use jiff::civil::Date;

/// A stretch of time that ends the day before a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Epoch {
    /// Periods that end before this day belong to it.
    pub(super) before: Date,
    /// Codes that held the territory then.
    pub(super) codes: BTreeSet<String>,
    /// Did a part of the territory come or go since?
    pub(super) parted: bool,
}

/// The stretches of every unit that changed, the latest first.
#[derive(Debug, Default)]
pub(super) struct Lineage {
    epochs: BTreeMap<u32, Vec<Epoch>>,
}

impl Lineage {
    /// Follows the roster's units back from the date of its tree.
    pub(super) fn new(tree: &UnitTree, roster: &Roster, tree_date: Date) -> Self {
        let mut walk = Walk { tree, roster, moved: HashMap::new(), lineage: Self::default() };
        let changes = tree.changes();
        let mut end = changes.partition_point(|change| change.date <= tree_date);
        while end > 0 {
            let date = changes[end - 1].date;
            let start = changes.partition_point(|change| change.date < date);
            walk.undo(date, &changes[start..end]);
            end = start;
        }
        walk.lineage
    }

    /// Rows of the units that ever changed, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        self.epochs.keys().copied()
    }

    /// The stretch in which a day lies; none when the unit was then what it is on the tree date.
    pub(super) fn on(&self, row: u32, day: Date) -> Option<&Epoch> {
        self.epochs.get(&row)?.iter().take_while(|epoch| day < epoch.before).last()
    }

    /// Codes other than those of the roster that held territory of its units.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> {
        self.epochs.values().flatten().flat_map(|epoch| &epoch.codes).map(String::as_str)
    }
}

struct Walk<'a> {
    tree: &'a UnitTree,
    roster: &'a Roster,
    /// Codes whose territory belongs to another row than that of the same code; none means to no row.
    moved: HashMap<String, Option<u32>>,
    lineage: Lineage,
}

/// Territory passes from one set of codes to another.
struct Transfer {
    losers: Vec<String>,
    gainers: Vec<String>,
}

impl Walk<'_> {
    fn owner(&self, code: &str) -> Option<u32> {
        self.moved.get(code).copied().unwrap_or_else(|| self.roster.row(code))
    }

    /// The owner of a code's territory after all changes of a day, which may pass it on more than once.
    fn holder(&self, code: &str, changes: &[UnitChange], steps: u8) -> Option<u32> {
        self.owner(code).or_else(|| {
            let on = changes.iter().find(|change| change.from == code && passes_whole(change))?;
            if steps == 0 { None } else { self.holder(&on.to, changes, steps - 1) }
        })
    }

    fn owners(&self, codes: &[String]) -> BTreeSet<u32> {
        codes.iter().filter_map(|code| self.owner(code)).collect()
    }

    fn undo(&mut self, date: Date, changes: &[UnitChange]) {
        let day_before = date.saturating_sub(1.day());
        let transfers: Vec<Transfer> =
            changes.iter().filter_map(|change| self.transfer(change, date, day_before)).collect();
        let gained: Vec<BTreeSet<u32>> =
            transfers.iter().map(|transfer| self.owners(&transfer.gainers)).collect();
        let mut touched = self.hand_back(changes, day_before);
        for (transfer, gained) in transfers.iter().zip(&gained) {
            let lost = self.owners(&transfer.losers);
            for row in gained.symmetric_difference(&lost) {
                touched.entry(*row).or_insert_with(|| self.current(*row)).parted = true;
            }
        }
        for (row, mut epoch) in touched {
            epoch.before = date;
            self.lineage.epochs.entry(row).or_default().push(epoch);
        }
    }

    fn current(&self, row: u32) -> Epoch {
        let last = self.lineage.epochs.get(&row).and_then(|epochs| epochs.last());
        last.cloned().unwrap_or_else(|| Epoch {
            before: Date::MAX,
            codes: BTreeSet::from([self.roster.code(row).to_owned()]),
            parted: false,
        })
    }

    /// Undoes renames, whole moves and mergers: territory goes back to the codes it came from.
    fn hand_back(&mut self, changes: &[UnitChange], day_before: Date) -> BTreeMap<u32, Epoch> {
        let mut touched: BTreeMap<u32, Epoch> = BTreeMap::new();
        let whole = |change: &&UnitChange| passes_whole(change) && change.from != change.to;
        let taken: Vec<(&UnitChange, Option<u32>)> = changes
            .iter()
            .filter(whole)
            .map(|change| (change, self.holder(&change.to, changes, 8)))
            .collect();
        for (change, row) in &taken {
            let stays = change.kind == ChangeKind::Merge && self.tree.on(&change.to, day_before).is_some();
            if !stays {
                self.moved.insert(change.to.clone(), None);
            }
            if let Some(row) = row {
                let epoch = touched.entry(*row).or_insert_with(|| self.current(*row));
                if !stays {
                    epoch.codes.remove(&change.to);
                }
            }
        }
        for (change, row) in taken {
            self.moved.insert(change.from.clone(), row);
            if let Some(epoch) = row.and_then(|row| touched.get_mut(&row)) {
                epoch.codes.insert(change.from.clone());
            }
        }
        self.end_new_parts(changes, day_before, &mut touched);
        touched
    }

    /// A unit made by splitting did not exist before.
    fn end_new_parts(
        &mut self,
        changes: &[UnitChange],
        day_before: Date,
        touched: &mut BTreeMap<u32, Epoch>,
    ) {
        for change in changes.iter().filter(|change| !passes_whole(change)) {
            if self.tree.on(&change.to, day_before).is_some() {
                continue;
            }
            if let Some(row) = self.owner(&change.to) {
                let epoch = touched.entry(row).or_insert_with(|| self.current(row));
                epoch.codes.remove(&change.to);
            }
            self.moved.insert(change.to.clone(), None);
        }
    }

    fn transfer(&self, change: &UnitChange, date: Date, day_before: Date) -> Option<Transfer> {
        let part = !passes_whole(change);
        let above = self.tree.on(&change.from, day_before).zip(self.tree.on(&change.to, date));
        let mut transfer = Transfer { losers: Vec::new(), gainers: Vec::new() };
        if part {
            transfer.losers.push(change.from.clone());
            transfer.gainers.push(change.to.clone());
        }
        if above.is_some() {
            transfer.losers.extend(ancestors(self.tree, &change.from, day_before));
            transfer.gainers.extend(ancestors(self.tree, &change.to, date));
        }
        (part || transfer.losers != transfer.gainers).then_some(transfer)
    }
}

/// Does the whole territory of `from` go to `to`?
fn passes_whole(change: &UnitChange) -> bool {
    change.kind != ChangeKind::Split && change.weight >= 1.0
}

fn ancestors(tree: &UnitTree, code: &str, day: Date) -> Vec<String> {
    let mut above = Vec::new();
    let mut parent = tree.on(code, day).and_then(|unit| unit.parent.clone());
    while let Some(code) = parent.filter(|code| !above.contains(code)) {
        parent = tree.on(&code, day).and_then(|unit| unit.parent.clone());
        above.push(code);
    }
    above
}
