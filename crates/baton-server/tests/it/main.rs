//! The HTTP interface from outside: a small site, accounts of every role, requests without a network.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should fail loudly")]

mod client;
mod common;
mod harness;
