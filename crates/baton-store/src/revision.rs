//! How far a store has come: what is worked out from it is worked out anew when one of these numbers has changed.

use std::borrow::Cow;

use crate::connection::Backend;
use crate::error::{Error, Result};

/// How many records of each kind there are, or which is the last. Records are only ever added, so equal numbers mean equal contents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision {
    /// Versions of files.
    pub files: i64,
    /// The last batch of figures, withdrawals among them.
    pub figures: i64,
    /// Runs, their steps, rulings and audiences.
    pub runs: i64,
    /// Locked batches, objections and their decisions: shown, but nothing is computed from them.
    pub rest: i64,
}

const SQL: &str = "select (select count(*) from workspace_file), (select coalesce(max(id), 0) from batch), \
                   (select count(*) from run) + (select count(*) from run_step) + (select count(*) from ruling) \
                   + (select count(*) from run_audience), \
                   (select count(*) from batch_mark) + (select count(*) from objection) + (select count(*) from objection_decision)";

/// How far the store has come.
pub(crate) async fn read(backend: &dyn Backend) -> Result<Revision> {
    let rows = backend.read().await?.fetch(Cow::Borrowed(SQL), Vec::new()).await?;
    let row = rows.first().ok_or_else(|| Error::Internal("no revision".to_owned()))?;
    Ok(Revision { files: row.int(0)?, figures: row.int(1)?, runs: row.int(2)?, rest: row.int(3)? })
}
