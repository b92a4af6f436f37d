//! Integration tests, one module a topic. Oracles lie in `../shared` of the checkout (or `BATON_SHARED`); a test
//! that finds none says SKIP.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail by panicking and say what they saw"
)]
#![expect(clippy::cast_precision_loss, reason = "small counts")]

mod asem;
mod asem_stages;
mod coinr_aggregate;
mod coinr_analysis;
mod coinr_impute;
mod coinr_normalise;
mod coinr_sensitivity;
mod coinr_treat;
mod common;
mod golden;
mod hdi;
mod house_rules;
mod properties;
mod published;
