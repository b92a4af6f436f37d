//! The HTTP interface from outside: a small site, accounts of every role, requests without a network.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot set up should fail loudly"
)]
#![allow(clippy::print_stderr, reason = "says when a part is skipped")]

mod administration;
mod alive;
mod audit;
mod client;
mod common;
mod data;
mod data_imports;
mod harness;
mod jobs;
mod oidc;
mod openapi;
mod permission;
mod permission_table;
mod permission_whole;
mod rankings;
mod repeated;
mod sign_in;
mod tokens;
mod what_if;
