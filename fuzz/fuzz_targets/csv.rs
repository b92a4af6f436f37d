//! Any bytes as a CSV file.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| baton_fuzz::import("figures.csv", bytes));
