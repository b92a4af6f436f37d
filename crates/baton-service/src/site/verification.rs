//! Everything verified (核验): the audit chain, what it vouches for, and every run by replay.

use baton_store::RunQuery;

use super::Site;
use crate::access::{Actor, Capability, Denied};
use crate::records::owner;
use crate::runs::verify_in;

/// What was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeVerified {
    /// What the audit chain vouches for.
    pub store: baton_store::Verified,
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
        mut step: impl FnMut(u64, u64, &str) -> Result<(), E>,
    ) -> Result<WholeVerified, E> {
        actor.needs(Capability::Verify)?;
        let store = self.store().verify().map_err(Denied::from)?;
        let heads = self.store().runs(&RunQuery::new(&owner())).map_err(Denied::from)?;
        let of = heads.len() as u64 + 1;
        let mut differing = Vec::new();
        for (done, head) in (1..).zip(heads) {
            step(done, of, &head.id)?;
            if !verify_in(self.store(), &head.id).map_err(Denied::from)?.same {
                differing.push(head.id);
            }
        }
        Ok(WholeVerified { store, differing })
    }
}
