//! For tests only: the demo city, databases, a running server.

#![allow(clippy::panic, reason = "a test that cannot set up should fail loudly")]

pub mod postgres;
