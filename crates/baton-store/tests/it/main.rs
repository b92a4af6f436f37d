//! The store from outside: what it promises, tried against a file, a model in memory, and the kill signal.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should fail loudly")]
#![allow(clippy::print_stdout, reason = "speeds and kills are printed, not asserted")]

mod as_of;
mod audit;
mod common;
mod concurrency;
mod damage;
mod kill;
mod migration;
mod runs;
mod scope;
mod undo;
