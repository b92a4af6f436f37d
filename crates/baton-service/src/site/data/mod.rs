//! Figures as people bring, correct and look at them: imports with a preview, batches, entry by hand, indicators with their values,
//! units on a day, boundaries, revisions.
//!
//! Figures outside the scope of who asks do not exist here. Whose figures count as accepted at once: who may also lock them (the
//! assessment office, the statistics bureau for its own indicators); what others report is `submitted` until it is accepted, and no
//! run reads it before.

mod batches;
mod boundaries;
mod choices;
mod current;
mod entry;
mod importing;
mod indicators;
pub mod messages;
mod template;
mod units;
mod values;
mod versions;

use std::collections::BTreeSet;

use baton_model::{Unit, UnitTree};
use baton_store::Scope;
use jiff::Timestamp;

use super::Known;
use crate::access::{Actor, Capability, Denied};
use crate::snapshot::day_in_china;

pub use batches::{BatchEntry, BatchFigures, BatchPage};
pub use boundaries::Boundaries;
pub use choices::{ImportChoices, MappedColumn};
pub use entry::{EntryReceipt, EntryRow};
pub use importing::{ImportPreview, ImportReceipt};
pub use indicators::{IndicatorEntry, NodeUse};
pub use units::{Attribute, UnitChanges, UnitEntry, UnitPage, UnitQuery};
pub use values::{IndicatorSeries, IndicatorValue, IndicatorValues, SeriesPoint};
pub use versions::{FigureVersion, VersionQuery};

/// The kind of unit whose names are data: an enterprise is seen only by who may see its figures.
pub const ENTERPRISE: &str = "enterprise";

/// Where an actor may record figures, and where they count as accepted at once.
struct Reach {
    /// What may be recorded.
    may: Scope,
    /// What is accepted when recorded.
    accepted: Scope,
}

impl Reach {
    fn of(actor: &Actor, known: &Known, now: Timestamp) -> Result<Self, Denied> {
        let day = day_in_china(now);
        let may = known.scope(actor, Capability::ImportFigures, day)?;
        let accepted = match actor.may(Capability::LockFigures) {
            true => known.scope(actor, Capability::LockFigures, day)?,
            false => Scope::units([]),
        };
        Ok(Self { may, accepted })
    }
}

/// Is a unit shown to somebody? Enterprises only inside a scope of figures; the tree of all others is no secret.
fn is_shown(unit: &Unit, scope: &Scope) -> bool {
    unit.kind != ENTERPRISE || scope.contains(&unit.code)
}

/// The units somebody is shown.
fn shown_tree(tree: &UnitTree, scope: &Scope) -> Result<UnitTree, Denied> {
    let shown: Vec<Unit> = tree.versions().iter().filter(|unit| is_shown(unit, scope)).cloned().collect();
    if shown.len() == tree.versions().len() {
        return Ok(tree.clone());
    }
    let codes: BTreeSet<&str> = shown.iter().map(|unit| unit.code.as_str()).collect();
    let hidden: BTreeSet<&str> =
        tree.versions().iter().map(|unit| unit.code.as_str()).filter(|code| !codes.contains(code)).collect();
    let changes = tree.changes().iter();
    let changes = changes
        .filter(|change| !hidden.contains(change.from.as_str()) && !hidden.contains(change.to.as_str()));
    let changes = changes.cloned().collect();
    UnitTree::new(shown, changes).map_err(|error| Denied::fault(error.to_string()))
}
