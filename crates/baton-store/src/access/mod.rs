//! Who may do what (权限): accounts, what they are granted, their sessions and tokens.
//!
//! The store keeps and audits; which role allows what, which roles exclude each other and how long a session lasts are rules of the
//! service and come in as arguments. Secrets are kept as digests where they can be, and never stand in an audit record or a log.

pub(crate) mod accounts;
pub(crate) mod bootstrap;
pub(crate) mod came_by;
pub(crate) mod grants;
pub(crate) mod identities;
pub(crate) mod passwords;
pub(crate) mod sealed;
pub(crate) mod sessions;
pub(crate) mod sign_in;
pub(crate) mod tokens;

use crate::connection::Row;
use crate::error::{Error, Result};
use crate::figures::Stamp;
use crate::time;

/// The stamp in three columns.
pub(crate) fn stamp_at(row: Row<'_>, first: usize) -> Result<Stamp> {
    Ok(Stamp::new(time::from_text(row.text(first)?)?, row.text(first + 1)?, row.text(first + 2)?))
}

/// The stamp in three columns that may all be empty.
pub(crate) fn maybe_stamp(row: Row<'_>, first: usize) -> Result<Option<Stamp>> {
    if row.maybe_text(first)?.is_none() {
        return Ok(None);
    }
    stamp_at(row, first).map(Some)
}

/// A moment that may be missing.
pub(crate) fn maybe_moment(row: Row<'_>, column: usize) -> Result<Option<jiff::Timestamp>> {
    row.maybe_text(column)?.map(time::from_text).transpose()
}

/// A list of codes in one column, a line each: codes have no line break.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(str::to_owned)
}

/// A yes or no, kept as 1 or 0.
pub(crate) fn flag(row: Row<'_>, column: usize) -> Result<bool> {
    match row.int(column)? {
        0 => Ok(false),
        1 => Ok(true),
        other => Err(Error::Internal(format!("column {column} is neither yes nor no: {other}"))),
    }
}
