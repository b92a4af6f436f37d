//! Files in, reports out.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up should fail loudly")]

mod common;
mod legacy;
mod make;
mod mend;
mod template;
mod tidy;
mod wide;
mod xlsx;
