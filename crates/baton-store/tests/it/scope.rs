//! What lies outside a scope does not exist, also not in counts.

use std::collections::BTreeSet;

use baton_model::{Observation, Scenario};
use baton_store::{FigureKey, Query, Scope};
use proptest::prelude::*;

use super::store;
use crate::common::{all, at, batch, figure};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::CASES))]

    #[test]
    fn nothing_of_another_unit(
        figures in prop::collection::vec((0..8_u8, 0..3_u8, 0..3_i64, 0..5_u8), 0..60),
        granted in prop::collection::btree_set(0..10_u8, 0..6),
    ) {
        let code = |unit: u8| format!("unit{unit}");
        let figures: Vec<Observation> = figures
            .into_iter()
            .map(|(unit, indicator, second, value)| figure(&code(unit), &format!("i{indicator}"), "2024", Some(f64::from(value)), second))
            .collect();
        let Some(store) = store() else { return Ok(()) };
        store.append(&figures, &batch(1)).unwrap();
        let granted: BTreeSet<String> = granted.into_iter().map(code).collect();
        let query = Query::new(&Scope::units(granted.clone()));
        let inside = |found: &baton_store::Recorded| granted.contains(&found.observation.unit);
        let whole = Query::new(&all());
        let mut expected = store.as_of(&whole, at(9)).unwrap();
        expected.retain(inside);
        let found = store.as_of(&query, at(9)).unwrap();
        prop_assert_eq!(store.count(&query, at(9)).unwrap(), expected.len() as u64);
        prop_assert_eq!(found, expected);
        let mut expected = store.history(&whole, at(9)).unwrap();
        expected.retain(inside);
        prop_assert_eq!(store.history(&query, at(9)).unwrap(), expected);
        for figure in &figures {
            let key = FigureKey { unit: &figure.unit, indicator: &figure.indicator, period: figure.period, scenario: Scenario::Actual, series: "" };
            let versions = store.versions(&Scope::units(granted.clone()), &key).unwrap();
            prop_assert_eq!(versions.is_empty(), !granted.contains(&figure.unit));
        }
        for record in store.audit(&Scope::units(granted.clone()), 0, 99).unwrap() {
            prop_assert!(record.unit.is_some_and(|unit| granted.contains(&unit)));
        }
    }
}

#[test]
fn an_empty_scope_sees_nothing_and_a_wide_one_says_why() {
    let Some(store) = store() else { return };
    store.append(&[figure("410000", "gdp", "2024", Some(1.0), 1)], &batch(1)).unwrap();
    let nobody = Query::new(&Scope::units([]));
    assert_eq!((store.count(&nobody, at(9)).unwrap(), store.as_of(&nobody, at(9)).unwrap().len()), (0, 0));
    assert_eq!(all().reason(), Some("tests"));
}

#[test]
fn more_units_than_fit_one_list() {
    let Some(store) = store() else { return };
    let code = |unit: usize| format!("{unit:06}");
    let figures: Vec<Observation> =
        (0..1500).map(|unit| figure(&code(unit), "gdp", "2024", Some(1.0), 1)).collect();
    store.append(&figures, &batch(1)).unwrap();
    let scope = Scope::units((0..1500).step_by(2).map(code));
    let found = store.as_of(&Query::new(&scope), at(2)).unwrap();
    assert_eq!(found.len(), 750);
    assert!(found.is_sorted_by_key(|found| found.observation.unit.clone()));
}
