//! Workspaces read from folders, and snapshots of their figures.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod access_content;
mod access_roles;
mod access_sign_in;
mod access_world;
mod loader;
mod site_figures;
mod snapshot;
mod workspaces;
