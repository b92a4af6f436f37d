//! Scopes that are kept: finding out what a grant reaches goes through the whole tree of units, and a served workspace is asked the
//! same by the same accounts all day long.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use baton_model::UnitTree;
use baton_store::Scope;
use jiff::civil::Date;

use super::actor::{Actor, Grant};
use super::capability::Capability;
use super::denied::Denied;
use super::reach::of_grants;

/// What scopes depend on besides the tree: the day, and what each grant names. Grants are part of it, so one that is made or revoked
/// is asked for under another key.
type Key = (Date, Vec<(Option<String>, Option<BTreeSet<String>>)>);

/// Scopes over one version of the tree of units; with another tree they begin anew.
#[derive(Debug, Default)]
pub struct Scopes(Mutex<BTreeMap<Key, Scope>>);

/// Most units in all scopes that are kept, some 30 MB; then everything goes and is made anew.
const MOST_UNITS: usize = 500_000;

impl Scopes {
    /// The scope of a capability on a day, kept or made.
    pub fn of(
        &self,
        actor: &Actor,
        capability: Capability,
        (tree, on): (&UnitTree, Date),
    ) -> Result<Scope, Denied> {
        actor.scope_by(capability, |grants| self.kept(grants, tree, on))
    }

    fn kept(&self, grants: &[&Grant], tree: &UnitTree, on: Date) -> Scope {
        let named = grants.iter().map(|grant| (grant.unit.clone(), grant.indicators.clone()));
        let key: Key = (on, named.collect());
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(scope) = held.get(&key) {
            return scope.clone();
        }
        let scope = of_grants(grants, tree, on);
        let units: usize = held.values().map(Scope::units_named).sum();
        if units + scope.units_named() > MOST_UNITS {
            held.clear();
        }
        held.insert(key, scope.clone());
        scope
    }
}
