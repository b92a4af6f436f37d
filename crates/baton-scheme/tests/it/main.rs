//! The scheme language by its promises: literate cases (`tests/cases/*.md`), diagnostics, properties of a run.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod cases;
mod compare;
mod diagnostics;
mod explain;
mod hdi;
mod leaves;
mod lint;
mod literate;
mod many;
mod properties;
mod ruling;
mod trial;
