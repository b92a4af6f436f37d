//! The demo city through the product: its files are sound, its schemes run, its stories are found.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod files;
mod place;
mod seeding;
mod stories;
mod workspace;
