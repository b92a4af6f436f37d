//! Everything verified (核验): the audit chain, what it vouches for, and every run by replay.

use baton_store::RunQuery;

use jiff::Timestamp;

use super::Site;
use crate::access::{Actor, Capability, Denied};
use crate::records::owner;
use crate::runs::verify_in;
use crate::snapshot::day_in_china;

/// What was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeVerified {
    /// What the audit chain vouches for, counted; not for who sees some units only.
    pub store: Option<baton_store::Verified>,
    /// Hash of the last audit record.
    pub head: String,
    /// Ids of runs that come out otherwise today.
    pub differing: Vec<String>,
}

impl Site {
    /// Verifies everything. `step` is told how much is done, of how much, and what comes next.
    ///
    /// # Errors
    /// What was altered, named; or what `step` answers.
    pub fn verify_everything<E: From<Denied>>(
        &self,
        actor: &Actor,
        now: Timestamp,
        mut step: impl FnMut(u64, u64, &str) -> Result<(), E>,
    ) -> Result<WholeVerified, E> {
        let known = self.known(now).map_err(Denied::from)?;
        let whole = known.scope(actor, Capability::Verify, day_in_china(now))?.is_everything();
        let veiled = |denied: Denied| if whole { denied } else { denied.veiled() };
        let store = self.store().verify().map_err(|error| veiled(error.into()))?;
        let heads = self.store().runs(&RunQuery::new(&owner())).map_err(Denied::from)?;
        let of = heads.len() as u64 + 1;
        let mut differing = Vec::new();
        for (done, head) in (1..).zip(heads) {
            step(done, of, &head.id)?;
            let verified = verify_in(self.store(), &head.id);
            if !verified.map_err(|refused| veiled(refused.into()))?.same {
                differing.push(head.id);
            }
        }
        Ok(WholeVerified { head: store.head.clone(), store: whole.then_some(store), differing })
    }
}
