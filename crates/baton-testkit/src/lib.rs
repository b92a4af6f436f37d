//! For tests only: the demo city, databases, a running server.

#![allow(clippy::panic, reason = "a test that cannot set up should fail loudly")]

pub mod postgres;
pub use baton_demo as demo;
pub use baton_service as service;
pub use tempfile;
