//! Any text as a period or a unit of measure: what is read is written as it was read, and moves there and back.
#![no_main]

use baton_import::when::{find_when, parse_when};
use baton_model::{Measure, Period, PeriodKind};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = Measure::parse(text);
    let _ = parse_when(text, Some(2024));
    if let Some((_, rest)) = find_when(text, None) {
        assert!(rest.chars().count() < text.chars().count());
    }
    let Ok(period) = text.parse::<Period>() else { return };
    assert_eq!(period.to_string(), text);
    for n in [-37, -1, 1, 37] {
        if let Some(moved) = period.offset(n) {
            assert_eq!(moved.offset(-n), Some(period));
        }
    }
    for kind in PeriodKind::ALL {
        assert!(period.parts(kind).iter().all(|part| period.contains(*part)) || kind == PeriodKind::Week);
    }
});
