//! Units on a day (单位), with attributes, the unit above, and how they came about.

use std::collections::BTreeMap;

use baton_model::unit::ChangeKind;
use baton_model::{AttributeValue, Message, Unit, UnitTree};
use baton_store::Scope;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{is_shown, messages};
use crate::access::{Actor, Capability, Denied};
use crate::messages::list;
use crate::site::{Known, Site};
use crate::snapshot::day_in_china;

/// Which units.
#[derive(Clone, Debug, Default)]
pub struct UnitQuery {
    /// On which day; today if none.
    pub on: Option<Date>,
    /// Of this kind only.
    pub kind: Option<String>,
    /// Directly below this unit only.
    pub parent: Option<String>,
    /// Whose code or name holds this.
    pub search: String,
    /// After this code.
    pub after: Option<String>,
    /// At most so many.
    pub most: usize,
}

/// A unit as it is on a day.
#[derive(Clone, Debug)]
pub struct UnitEntry {
    /// The unit.
    pub unit: Unit,
    /// The name of the unit above.
    pub parent_name: Option<String>,
    /// Its attributes by id.
    pub attributes: Vec<Attribute>,
}

/// An attribute of a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Its id in schemes.
    pub id: String,
    /// What it is called; its id where the workspace does not say.
    pub name: String,
    /// Its value.
    pub value: AttributeValue,
}

/// Units by code.
#[derive(Clone, Debug)]
pub struct UnitPage {
    /// The units.
    pub items: Vec<UnitEntry>,
    /// The code to go on after.
    pub next: Option<String>,
    /// How many units there are of each kind that day, whatever was searched for: the fewest first, as above stands before below.
    pub kinds: Vec<(String, usize)>,
}

/// What happened on a day, of which a unit is part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitChanges {
    /// The first day of the new state.
    pub date: Date,
    /// What happened.
    pub kind: ChangeKind,
    /// Codes before.
    pub from: Vec<String>,
    /// Codes after.
    pub to: Vec<String>,
}

impl UnitEntry {
    fn of(unit: &Unit, known: &Known, day: Date) -> Self {
        let workspace = &known.workspace;
        let above = unit.parent.as_deref().and_then(|parent| workspace.tree.on(parent, day));
        let names = &workspace.settings.attributes;
        let attribute = |(id, value): (&String, &AttributeValue)| Attribute {
            id: id.clone(),
            name: names.get(id).unwrap_or(id).clone(),
            value: value.clone(),
        };
        Self {
            unit: unit.clone(),
            parent_name: above.map(|above| above.name.clone()),
            attributes: unit.attributes.iter().map(attribute).collect(),
        }
    }
}

impl Site {
    /// Units on a day. Their tree is no secret; enterprises are seen only by who may see their figures.
    pub fn units(&self, actor: &Actor, query: &UnitQuery, now: Timestamp) -> Result<UnitPage, Denied> {
        let known = self.known(now)?;
        let tree = &known.workspace.tree;
        let day = query.on.unwrap_or_else(|| day_in_china(now));
        let scope = match actor.may(Capability::ManageGrants) || actor.may(Capability::ManageAccounts) {
            // Who makes accounts and grants names the units they are for, and sees nothing of them but the names.
            true if !actor.may(Capability::ViewScheme) => Scope::units([]),
            _ => seen(actor, &known, day)?,
        };
        if let Some(kind) = &query.kind {
            judge_kind(tree, &scope, kind)?;
        }
        let wanted = baton_model::catalogue::fold(&query.search);
        let holds = |text: &str| baton_model::catalogue::fold(text).contains(&wanted);
        let shown: Vec<&Unit> = tree.all_on(day).into_iter().filter(|unit| is_shown(unit, &scope)).collect();
        let mut found = shown.iter().copied().filter(|unit| {
            query.after.as_ref().is_none_or(|after| unit.code > *after)
                && query.kind.as_ref().is_none_or(|kind| unit.kind == *kind)
                && query.parent.as_ref().is_none_or(|parent| unit.parent.as_ref() == Some(parent))
                && (wanted.is_empty() || holds(&unit.code) || holds(&unit.name))
        });
        let items: Vec<UnitEntry> =
            found.by_ref().take(query.most).map(|unit| UnitEntry::of(unit, &known, day)).collect();
        let next = found.next().and(items.last()).map(|last| last.unit.code.clone());
        Ok(UnitPage { items, next, kinds: kinds(&shown) })
    }

    /// A unit on a day, or as it was last; with its changes and the units directly below.
    pub fn unit(
        &self,
        actor: &Actor,
        code: &str,
        on: Option<Date>,
        now: Timestamp,
    ) -> Result<(UnitEntry, Vec<UnitChanges>, Vec<Unit>), Denied> {
        let known = self.known(now)?;
        let tree = &known.workspace.tree;
        let today = on.unwrap_or_else(|| day_in_china(now));
        let scope = seen(actor, &known, today)?;
        let newest = || tree.versions().iter().rev().find(|unit| unit.code == code);
        let found = tree.on(code, today).or_else(|| newest().filter(|_| on.is_none()));
        let unit = found.filter(|unit| is_shown(unit, &scope)).ok_or_else(Denied::missing)?;
        let day = if unit.is_valid_on(today) { today } else { unit.valid_to.unwrap_or(today) };
        let below = tree.all_on(day).into_iter();
        let below = below.filter(|other| other.parent.as_deref() == Some(code) && is_shown(other, &scope));
        Ok((UnitEntry::of(unit, &known, day), changes(tree, code, &scope), below.cloned().collect()))
    }
}

/// The scope in which enterprises are shown; the account needs to see schemes at all.
fn seen(actor: &Actor, known: &Known, day: Date) -> Result<Scope, Denied> {
    actor.needs(Capability::ViewScheme)?;
    match actor.may(Capability::ViewFigures) {
        true => known.scope(actor, Capability::ViewFigures, day),
        false => Ok(Scope::units([])),
    }
}

/// The kinds of units, with how many there are of each.
fn kinds(units: &[&Unit]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for unit in units {
        *counts.entry(&unit.kind).or_default() += 1;
    }
    let mut kinds: Vec<(String, usize)> =
        counts.into_iter().map(|(kind, count)| (kind.to_owned(), count)).collect();
    kinds.sort_by_key(|(_, count)| *count);
    kinds
}

fn judge_kind(tree: &UnitTree, scope: &Scope, kind: &str) -> Result<(), Denied> {
    let shown = tree.versions().iter().filter(|unit| is_shown(unit, scope));
    let mut kinds: Vec<&str> = shown.map(|unit| unit.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.contains(&kind) {
        return Ok(());
    }
    let message = Message::new(&messages::BAD_KIND).with("kind", kind).with("allowed", list(kinds));
    Err(Denied::invalid("kind", message))
}

/// The changes a unit was part of, those of one day and kind together.
fn changes(tree: &UnitTree, code: &str, scope: &Scope) -> Vec<UnitChanges> {
    let hidden = |code: &str| tree.versions().iter().any(|unit| unit.code == code && !is_shown(unit, scope));
    let own: Vec<_> =
        tree.changes().iter().filter(|change| change.from == code || change.to == code).collect();
    let mut found: BTreeMap<(Date, &'static str), UnitChanges> = BTreeMap::new();
    for change in tree.changes() {
        // A split of another unit into this one and a third names the third as well.
        let together = own.iter().any(|one| {
            one.date == change.date
                && one.kind == change.kind
                && (one.from == change.from || one.to == change.to)
        });
        if !together || hidden(&change.from) || hidden(&change.to) {
            continue;
        }
        let entry = found.entry((change.date, change.kind.word())).or_insert_with(|| UnitChanges {
            date: change.date,
            kind: change.kind,
            from: Vec::new(),
            to: Vec::new(),
        });
        for (codes, code) in [(&mut entry.from, &change.from), (&mut entry.to, &change.to)] {
            if !codes.contains(code) {
                codes.push(code.clone());
            }
        }
    }
    found.into_values().collect()
}
