//! What lies outside a scope does not exist, also not in counts.

use std::collections::BTreeSet;

use baton_model::{Observation, Scenario};
use baton_store::{FigureKey, Patch, Query, Recorded, Scope};
use proptest::prelude::*;

use super::store;
use crate::common::{all, at, batch, figure};

fn figures() -> impl Strategy<Value = Vec<Observation>> {
    let figure = |(unit, indicator, second, value): (u8, u8, i64, u8)| {
        figure(&format!("unit{unit}"), &format!("i{indicator}"), "2024", Some(f64::from(value)), second)
    };
    prop::collection::vec((0..8_u8, 0..4_u8, 0..3_i64, 0..5_u8).prop_map(figure), 0..60)
}

fn codes(word: &'static str, most: u8, few: usize) -> impl Strategy<Value = BTreeSet<String>> {
    prop::collection::btree_set((0..most).prop_map(move |number| format!("{word}{number}")), 0..few)
}

fn patches() -> impl Strategy<Value = Vec<Patch>> {
    let patch = (codes("unit", 10, 6), prop::option::of(codes("i", 5, 4)));
    prop::collection::vec(patch.prop_map(|(units, indicators)| Patch { units, indicators }), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::CASES))]

    #[test]
    fn nothing_outside(figures in figures(), patches in patches(), asked in prop::option::of(codes("unit", 10, 4))) {
        let Some(store) = store() else { return Ok(()) };
        store.append(&figures, &batch(1)).unwrap();
        let granted = |unit: &str, indicator: &str| {
            patches.iter().any(|patch| {
                patch.units.contains(unit)
                    && patch.indicators.as_ref().is_none_or(|indicators| indicators.contains(indicator))
            })
        };
        let scope = Scope::patches(patches.clone());
        let mut query = Query::new(&scope);
        let mut whole = Query::new(&all());
        if let Some(asked) = &asked {
            query = query.units(asked.iter().cloned());
            whole = whole.units(asked.iter().cloned());
        }
        let inside = |found: &Recorded| granted(&found.observation.unit, &found.observation.indicator);
        let mut expected = store.as_of(&whole, at(9)).unwrap();
        expected.retain(inside);
        let found = store.as_of(&query, at(9)).unwrap();
        prop_assert_eq!(store.count(&query, at(9)).unwrap(), expected.len() as u64);
        prop_assert_eq!(found, expected);
        let mut expected = store.history(&whole, at(9)).unwrap();
        expected.retain(inside);
        prop_assert_eq!(store.history(&query, at(9)).unwrap(), expected);
        for figure in &figures {
            let versions = store.versions(&scope, &key(&figure.unit, &figure.indicator)).unwrap();
            prop_assert_eq!(versions.is_empty(), !granted(&figure.unit, &figure.indicator));
            prop_assert_eq!(
                scope.contains_figure(&figure.unit, &figure.indicator),
                granted(&figure.unit, &figure.indicator)
            );
        }
        for record in store.audit(&scope, 0, 99).unwrap() {
            let whole = |unit: &String| patches.iter().any(|p| p.units.contains(unit) && p.indicators.is_none());
            prop_assert!(record.unit.is_some_and(|unit| whole(&unit)));
        }
    }

    #[test]
    fn hidden_takes_as_many_statements_as_missing(figures in figures(), patches in patches()) {
        let Some(store) = store() else { return Ok(()) };
        store.append(&figures, &batch(1)).unwrap();
        let scope = Scope::patches(patches);
        let taken = |unit: &str, indicator: &str| {
            let before = store.statements();
            let query = Query::new(&scope).units([unit]).indicators([indicator]);
            let found = [
                store.versions(&scope, &key(unit, indicator)).unwrap().len() as u64,
                store.as_of(&query, at(9)).unwrap().len() as u64,
                store.history(&query, at(9)).unwrap().len() as u64,
                store.count(&query, at(9)).unwrap(),
            ];
            (found == [0; 4]).then(|| store.statements() - before)
        };
        let missing = taken("no unit", "no indicator");
        prop_assert!(missing.is_some());
        for unit in 0..10 {
            for indicator in 0..5 {
                let (unit, indicator) = (format!("unit{unit}"), format!("i{indicator}"));
                if !scope.contains_figure(&unit, &indicator) {
                    prop_assert_eq!(taken(&unit, &indicator), missing, "{} {}", unit, indicator);
                }
            }
        }
    }
}

fn key<'k>(unit: &'k str, indicator: &'k str) -> FigureKey<'k> {
    FigureKey { unit, indicator, period: "2024".parse().unwrap(), scenario: Scenario::Actual, series: "" }
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
    let every_third = (0..9000).step_by(3).map(code);
    assert_eq!(store.count(&Query::new(&Scope::units(every_third)), at(2)).unwrap(), 500);
    assert!(found.is_sorted_by_key(|found| found.observation.unit.clone()));
}
