//! Workspaces read from folders, and snapshots of their figures.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod loader;
mod snapshot;
mod workspaces;
