//! A form to be filled in and imported, with what is recorded of it already.

use baton_model::{Lang, Period};
use baton_store::Query;
use jiff::Timestamp;

use super::Reach;
use crate::access::{Actor, Denied};
use crate::intake::{Recorded, form_of};
use crate::site::{ExportedFile, Site};

impl Site {
    /// The form of a scheme for a period: the units and indicators that may be reported, with what is recorded of them.
    pub fn template(
        &self,
        actor: &Actor,
        scheme: Option<&str>,
        period: Option<Period>,
        lang: Lang,
        now: Timestamp,
    ) -> Result<ExportedFile, Denied> {
        let known = self.known(now)?;
        let reach = Reach::of(actor, &known, now)?;
        let prepared = known.prepared(scheme)?;
        let period = self.period(&known, &prepared.plan.id, period, now)?;
        let recorded = Recorded::within(self.store(), &Query::new(&reach.may), now)?;
        let bytes = form_of(&prepared, period, (&recorded, &reach.may), lang, now)?;
        Ok(ExportedFile { name: format!("{}-{period}.xlsx", prepared.plan.id), bytes })
    }
}
