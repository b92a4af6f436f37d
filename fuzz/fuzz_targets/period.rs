//! See `baton_fuzz::targets::period`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| baton_fuzz::targets::period(bytes));
