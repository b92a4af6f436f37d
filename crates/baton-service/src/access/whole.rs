//! What concerns a whole run (整次测算): who makes, publishes or restates one, or rules on a cell of it, changes the ranks of everybody
//! in it. So every unit of the run must lie in the scope, with all its indicators.

use baton_model::UnitTree;
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
