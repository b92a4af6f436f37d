//! The figures of one indicator, period and scenario, with where they came from.

use super::{Flags, Values};
use crate::observation::{Origin, Status};

/// One indicator for one period and scenario. Empty companions mean "nothing special in any row".
#[derive(Clone, Debug, Default)]
pub struct FactColumn {
    /// Values by row; NaN where there is no figure.
    pub values: Values,
    /// Series by row, as an index into [`Snapshot::series`].
    pub series: Vec<u16>,
    /// Provenance by row, as an index into [`Snapshot::provenance`]; `u32::MAX` is none.
    pub provenance: Vec<u32>,
    /// Marks by row.
    pub flags: Vec<Flags>,
    /// Code of the null reason by row where it is not "not reported".
    pub why: Vec<u8>,
}

impl FactColumn {
    /// Takes over a row of another column; from none, the row has no figure.
    pub(super) fn take_row(&mut self, row: usize, from: Option<&Self>) {
        self.values[row] = from.map_or(f64::NAN, |from| from.values[row]);
        take(&mut self.series, row, from.map(|from| &from.series), self.values.len(), 0);
        take(&mut self.provenance, row, from.map(|from| &from.provenance), self.values.len(), u32::MAX);
        take(&mut self.flags, row, from.map(|from| &from.flags), self.values.len(), Flags::NONE);
        take(&mut self.why, row, from.map(|from| &from.why), self.values.len(), 0);
    }
}

/// Takes over one entry of a companion column, which may be empty on either side.
fn take<T: Copy + PartialEq>(to: &mut Vec<T>, row: usize, from: Option<&Vec<T>>, rows: usize, default: T) {
    let value = from.and_then(|from| from.get(row)).copied().unwrap_or(default);
    if to.is_empty() {
        if value == default {
            return;
        }
        to.resize(rows, default);
    }
    to[row] = value;
}

/// Where a figure came from, for explain.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// File, sheet and cell, or a person.
    pub origin: Origin,
    /// How far it had come.
    pub status: Status,
    /// When it was recorded, RFC 3339.
    pub recorded_at: String,
    /// By whom.
    pub recorded_by: String,
    /// Which version of the figure this is, 1 for the first.
    pub version: u32,
}
