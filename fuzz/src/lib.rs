//! Fuzzing: what is tried ([`targets`]) in which world ([`world`]), and how inputs are made up where there is no libFuzzer
//! ([`mutate`]).
//!
//! `cargo xtask fuzz` runs the targets: under libFuzzer where cargo-fuzz and a nightly toolchain are installed, else with the
//! program `stable`. Both start from `seeds/TARGET/`.

pub mod mutate;
pub mod targets;
pub mod world;
