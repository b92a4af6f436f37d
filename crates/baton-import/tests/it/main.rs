//! Files in, reports out.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up should fail loudly")]

mod bad_inputs;
mod columns;
mod common;
mod hostile;
mod legacy;
mod make;
mod mend;
mod mutations;
mod scope;
mod template;
mod tidy;
mod wide;
mod xlsx;
