//! The workbook against the engine: an office program recalculates every formula and must find the same numbers.

#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "tests may")]

mod book;
mod office;
mod packs;
mod recalculation;
mod ties;

#[path = "../../../baton-scheme/tests/it/literate.rs"]
#[allow(dead_code, clippy::expect_used, reason = "the comparison with expectations is not used here")]
mod literate;
