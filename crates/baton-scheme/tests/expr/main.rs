//! The front end of the expression language: reading, printing, checking.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test helper fails by panicking, like the test that calls it"
)]

mod bad;
mod bad_syntax;
mod good;
mod messages;
mod robust;
mod rules;
mod syntax;
mod world;
