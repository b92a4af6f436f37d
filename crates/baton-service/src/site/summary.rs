//! What a workspace has to show: schemes with the periods the asker can see something of.

use std::collections::BTreeSet;
use std::sync::Arc;

use baton_model::{Period, PeriodKind};
use baton_scheme::plan::{ByGroup, FullMark};
use baton_store::RunQuery;
use jiff::Timestamp;

use super::{Known, Site};
use crate::access::{Actor, Capability, Denied};
use crate::records::owner;

/// A scheme in a list.
#[derive(Clone, Debug)]
pub struct SchemeSummary {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Version.
    pub version: String,
    /// Kind of period.
    pub kind: PeriodKind,
    /// Full mark, where it is a single number.
    pub full_mark: Option<f64>,
    /// Periods that can be shown, the newest first.
    pub periods: Vec<Period>,
}

/// A workspace in a word.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The workspace.
    pub known: Arc<Known>,
    /// The schemes.
    pub schemes: Vec<SchemeSummary>,
    /// The scheme to begin with.
    pub default_scheme: Option<String>,
}

impl Site {
    /// The schemes with something to show. Administrators, who see no data, see none.
    pub fn summary(&self, actor: &Actor, now: Timestamp) -> Result<Summary, Denied> {
        let known = self.known(now)?;
        let mut schemes = Vec::new();
        if actor.may(Capability::ViewPublished) {
            for file in &known.workspace.schemes {
                let Ok(prepared) = known.prepared(Some(&file.id)) else { continue };
                let periods = self.periods_shown(actor, &known, &file.id, now)?;
                let full_mark = match &prepared.plan.full_mark {
                    FullMark::Fixed(ByGroup::All(mark)) => Some(*mark),
                    _ => None,
                };
                schemes.push(SchemeSummary {
                    id: file.id.clone(),
                    title: prepared.plan.title.clone(),
                    version: prepared.plan.version.clone(),
                    kind: prepared.plan.period,
                    full_mark,
                    periods,
                });
            }
        }
        let wanted = known.workspace.settings.default_scheme.clone();
        let shown = |id: &String| schemes.iter().any(|scheme| scheme.id == *id && !scheme.periods.is_empty());
        let first =
            || schemes.iter().find(|scheme| !scheme.periods.is_empty()).map(|scheme| scheme.id.clone());
        let default_scheme = wanted.filter(shown).or_else(first);
        Ok(Summary { schemes, default_scheme, known })
    }

    fn periods_shown(
        &self,
        actor: &Actor,
        known: &Known,
        scheme: &str,
        now: Timestamp,
    ) -> Result<Vec<Period>, Denied> {
        if actor.may(Capability::ViewDrafts) {
            return Ok(known.periods(scheme, now)?);
        }
        let heads = self.store().runs(&RunQuery::new(&owner()).scheme(scheme))?;
        let published = heads.into_iter().filter(|head| head.state.is_published()).map(|head| head.period);
        let periods: BTreeSet<Period> = published.collect();
        Ok(periods.into_iter().rev().collect())
    }
}
