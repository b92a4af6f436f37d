//! What concerns everybody: who makes, publishes or restates a whole run (整次测算), or rules on a cell of it, changes the ranks of all
//! units in it, and who changes the method or the map those of all there are. So every such unit must lie in the scope, with all its
//! indicators.

use baton_model::{Unit, UnitTree};
use baton_store::{RunHead, Store};
use jiff::civil::Date;

use super::actor::Actor;
use super::capability::Capability;
use super::denied::Denied;
use super::role::Role;
use super::why::security_administrators;
use crate::frozen::from_bytes;
use crate::frozen::outputs::Outputs;
use crate::records::owner;
use crate::refused::Refused;

/// Refuses who does not reach all of some units, whole. The refusal names none of them: it says which grant is missing, and whom to
/// ask for it.
pub(crate) fn needs_all<'u>(
    store: &Store,
    actor: &Actor,
    capability: Capability,
    (tree, on): (&UnitTree, Date),
    mut units: impl Iterator<Item = &'u str>,
) -> Result<(), Denied> {
    let scope = actor.scope(capability, tree, on)?;
    if units.all(|unit| scope.contains_whole(unit)) {
        return Ok(());
    }
    let held = actor.grants().iter().map(|grant| grant.role).find(|role| capability.of(*role));
    let role = held.or_else(|| capability.roles().into_iter().next()).unwrap_or(Role::AssessmentOffice);
    Err(Denied::lacks_units(capability, role, security_administrators(store)?))
}

/// The same for the units of a kept run, on the day of its tree.
pub(crate) fn needs_run(
    store: &Store,
    actor: &Actor,
    capability: Capability,
    tree: &UnitTree,
    run: &RunHead,
) -> Result<(), Denied> {
    if actor.scope(capability, tree, run.tree_date)?.is_everything() {
        return Ok(());
    }
    let outputs = store.run(&owner(), &run.id)?.outputs;
    let outputs: Outputs = from_bytes(&outputs).map_err(Refused::Files)?;
    needs_all(store, actor, capability, (tree, run.tree_date), outputs.everybody())
}

/// Everybody whom an office that reaches a whole tree may assess: all units on a day but those that hold all the others, such as the
/// province of a city's workspace.
pub(crate) fn everybody(tree: &UnitTree, on: Date) -> Vec<&Unit> {
    let units = tree.all_on(on);
    let below = |above: Option<&str>| -> Vec<&Unit> {
        units.iter().copied().filter(|unit| unit.parent.as_deref() == above).collect()
    };
    let mut trunk: Vec<&str> = Vec::new();
    let mut level = below(None);
    while let [only] = level.as_slice() {
        let next = below(Some(&only.code));
        if next.is_empty() {
            break;
        }
        trunk.push(&only.code);
        level = next;
    }
    units.iter().copied().filter(|unit| !trunk.contains(&unit.code.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(units: &[(&str, Option<&str>)]) -> UnitTree {
        let unit = |(code, parent): &(&str, Option<&str>)| {
            let mut unit = Unit::new(*code, *code, "county");
            unit.parent = parent.map(str::to_owned);
            unit
        };
        UnitTree::new(units.iter().map(unit).collect(), Vec::new()).unwrap()
    }

    fn codes(units: &[(&str, Option<&str>)]) -> Vec<String> {
        everybody(&tree(units), Date::constant(2025, 1, 1)).iter().map(|unit| unit.code.clone()).collect()
    }

    #[test]
    fn who_holds_all_others_is_not_among_them() {
        let city = [("1", None), ("11", Some("1")), ("111", Some("11")), ("112", Some("11"))];
        assert_eq!(codes(&city), ["111", "112"]);
        assert_eq!(codes(&[("1", None), ("2", None), ("21", Some("2"))]), ["1", "2", "21"]);
        assert_eq!(codes(&[("1", None), ("11", Some("1"))]), ["11"]);
        assert_eq!(codes(&[("1", None)]), ["1"]);
    }
}
