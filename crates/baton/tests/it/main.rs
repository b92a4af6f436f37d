//! The built binary, on small workspaces and on packs: what it prints, where, and how it exits.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod basics;
mod broken;
mod earlier;
mod guide;
mod help;
mod history;
mod real;
mod run;
mod runner;
mod scheme;
mod store;
mod straight;
mod uploads;
