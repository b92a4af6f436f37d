//! How far a grant reaches (数据范围): subtrees of the tree of units on a day, and indicators. Everything that turns grants into a
//! [`Scope`] stands in this file.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::UnitTree;
use baton_store::{Patch, Scope};
use jiff::civil::Date;

use super::actor::{Actor, Grant};
use super::capability::Capability;
use super::denied::Denied;

impl Actor {
    /// The scope of a capability: the subtrees, on a day, of the grants that allow it, each with its indicators. It goes through
    /// the whole tree; where it is asked again and again, [`Scopes`](super::scopes::Scopes) keeps it.
    pub fn scope(&self, capability: Capability, tree: &UnitTree, on: Date) -> Result<Scope, Denied> {
        self.scope_by(capability, |grants| of_grants(grants, tree, on))
    }

    /// The same with another way from grants to what they reach together.
    pub(super) fn scope_by(
        &self,
        capability: Capability,
        of_grants: impl FnOnce(&[&Grant]) -> Scope,
    ) -> Result<Scope, Denied> {
        self.needs(capability)?;
        if self.is_owner() {
            return Ok(Scope::everything("the owner of the workspace's files"));
        }
        let grants: Vec<&Grant> = self.grants_for(capability).collect();
        if grants.iter().any(|grant| grant.unit.is_none() && grant.indicators.is_none()) {
            return Ok(Scope::everything(format!("granted {} everywhere", capability.id())));
        }
        Ok(of_grants(&grants))
    }

    /// The indicators a capability reaches in some unit or other; none: all.
    pub fn indicators(&self, capability: Capability) -> Option<BTreeSet<String>> {
        if self.is_owner() {
            return None;
        }
        let mut all = BTreeSet::new();
        for grant in self.grants_for(capability) {
            all.extend(grant.indicators.as_ref()?.iter().cloned());
        }
        Some(all)
    }

    /// Does a capability reach this unit, and this indicator of it if one is named? No unit: something that holds all units.
    pub fn reaches(
        &self,
        capability: Capability,
        unit: Option<&str>,
        indicator: Option<&str>,
        (tree, on): (&UnitTree, Date),
    ) -> bool {
        self.is_owner()
            || self.grants_for(capability).any(|grant| {
                let units = match (&grant.unit, unit) {
                    (None, _) => true,
                    (Some(_), None) => false,
                    (Some(root), Some(unit)) => lies_under(tree, on, unit, root),
                };
                // What holds all units and names no indicator is seen by who sees all of them.
                let indicators = match (&grant.indicators, indicator) {
                    (None, _) => true,
                    (Some(codes), Some(code)) => codes.contains(code),
                    (Some(_), None) => unit.is_some(),
                };
                units && indicators
            })
    }

    /// Does a capability reach this unit, whatever the indicator?
    pub fn sees_unit(&self, capability: Capability, unit: &str, tree: &UnitTree, on: Date) -> bool {
        self.reaches(capability, Some(unit), None, (tree, on))
    }
}

/// What grants reach together on a day.
pub(super) fn of_grants(grants: &[&Grant], tree: &UnitTree, on: Date) -> Scope {
    let roots: BTreeSet<Option<&str>> = grants.iter().map(|grant| grant.unit.as_deref()).collect();
    let subtrees = subtrees(tree, on, &roots);
    Scope::patches(grants.iter().map(|grant| Patch {
        units: subtrees.get(&grant.unit.as_deref()).cloned().unwrap_or_default(),
        indicators: grant.indicators.clone(),
    }))
}

/// Is a unit the root itself, or below it, on a day?
pub(crate) fn lies_under(tree: &UnitTree, on: Date, unit: &str, root: &str) -> bool {
    let mut at = unit;
    // The tree has no cycles, but its days are checked one version at a time: never climb for ever.
    for _ in 0..=64 {
        let Some(found) = tree.on(at, on) else { return false };
        if at == root {
            return true;
        }
        let Some(parent) = found.parent.as_deref() else { return false };
        at = parent;
    }
    false
}

/// The subtrees of some units on a day; of one that is not in force then, nothing. No unit: all that ever were.
fn subtrees<'r>(
    tree: &UnitTree,
    on: Date,
    roots: &BTreeSet<Option<&'r str>>,
) -> BTreeMap<Option<&'r str>, BTreeSet<String>> {
    let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut there: BTreeSet<&str> = BTreeSet::new();
    for unit in tree.versions().iter().filter(|unit| unit.is_valid_on(on)) {
        there.insert(&unit.code);
        if let Some(parent) = &unit.parent {
            children.entry(parent).or_default().push(&unit.code);
        }
    }
    let subtree = |root: &Option<&'r str>| {
        let Some(root) = root else {
            return tree.versions().iter().map(|unit| unit.code.clone()).collect();
        };
        let mut found = BTreeSet::new();
        let mut next: Vec<&str> = there.get(root).copied().into_iter().collect();
        while let Some(code) = next.pop() {
            if found.insert(code.to_owned()) {
                next.extend(children.get(code).into_iter().flatten());
            }
        }
        found
    };
    roots.iter().map(|root| (*root, subtree(root))).collect()
}
