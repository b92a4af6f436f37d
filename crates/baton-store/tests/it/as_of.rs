//! Reads as of a moment agree with a model simple enough to be believed.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::{Observation, Scenario, Status};
use baton_store::{BatchId, FigureKey, Query, Recorded};
use proptest::prelude::*;

use super::store;
use crate::common::{all, at, batch, everything, figure, stamp};

/// Every version kept, in order, with nothing clever.
#[derive(Default)]
struct Model(Vec<Observation>);

type Key = (String, String, Scenario, String, String);

fn key(observation: &Observation) -> Key {
    (
        observation.indicator.clone(),
        observation.period.to_string(),
        observation.scenario,
        observation.series.clone(),
        observation.unit.clone(),
    )
}

impl Model {
    fn append(&mut self, observations: &[Observation]) {
        let mut ordered = observations.to_vec();
        ordered.sort_by_key(|observation| observation.recorded_at);
        for observation in ordered {
            let held = self.held(observation.recorded_at, Status::Draft);
            let same = match held.get(&key(&observation)) {
                Some(held) if held.value.is_none() => observation.value.is_none(),
                Some(held) => (held.value, held.status) == (observation.value, observation.status),
                None => observation.value.is_none(),
            };
            if !same {
                self.0.push(observation);
            }
        }
    }

    fn held(&self, moment: jiff::Timestamp, least: Status) -> BTreeMap<Key, &Observation> {
        let mut latest: BTreeMap<Key, &Observation> = BTreeMap::new();
        for observation in &self.0 {
            if observation.recorded_at <= moment && observation.status >= least {
                let held = latest.entry(key(observation)).or_insert(observation);
                if held.recorded_at <= observation.recorded_at {
                    *held = observation;
                }
            }
        }
        latest
    }

    fn as_of(&self, second: i64, least: Status) -> BTreeMap<Key, f64> {
        let held = self.held(at(second), least);
        held.into_iter().filter_map(|(key, observation)| Some((key, observation.value?))).collect()
    }
}

fn observation() -> impl Strategy<Value = Observation> {
    let status = prop_oneof![1 => Just(Status::Draft), 3 => Just(Status::Accepted)];
    let value = prop_oneof![1 => Just(None), 5 => (0..4_i32).prop_map(|n| Some(f64::from(n)))];
    (0..4_u8, 0..3_u8, 0..3_u8, any::<bool>(), any::<bool>(), value, 0..12_i64, status).prop_map(
        |(unit, indicator, month, plan, second_series, value, second, status)| Observation {
            scenario: if plan { Scenario::Plan } else { Scenario::Actual },
            series: if second_series { "可比口径".to_owned() } else { String::new() },
            status,
            ..figure(
                &format!("4100{unit}"),
                &format!("指标{indicator}"),
                &format!("2025-0{}", month + 1),
                value,
                second,
            )
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::CASES))]

    #[test]
    fn agrees_with_the_model(batches in prop::collection::vec(prop::collection::vec(observation(), 0..40), 1..6)) {
        let Some(store) = store() else { return Ok(()) };
        let mut model = Model::default();
        for observations in &batches {
            let receipt = store.append(observations, &batch(20)).unwrap();
            prop_assert_eq!(receipt.new + receipt.same + receipt.changed, observations.len() as u64);
            model.append(observations);
        }
        for least in [Status::Draft, Status::Accepted] {
            let query = everything().least_status(least);
            for second in -1..13 {
                let found = store.as_of(&query, at(second)).unwrap();
                let read: Vec<(Key, f64)> =
                    found.iter().map(|found| (key(&found.observation), found.observation.value.unwrap())).collect();
                let expected: Vec<(Key, f64)> = model.as_of(second, least).into_iter().collect();
                prop_assert_eq!(store.count(&query, at(second)).unwrap(), read.len() as u64);
                prop_assert_eq!(read, expected);
            }
        }
        let everything_again: Vec<Observation> = store
            .history(&everything(), at(1000))
            .unwrap()
            .into_iter()
            .map(|found| found.observation)
            .collect();
        let receipt = store.append(&everything_again, &batch(30)).unwrap();
        let before = model.as_of(1000, Status::Draft);
        let after: BTreeMap<Key, f64> = store
            .as_of(&everything(), at(1000))
            .unwrap()
            .iter()
            .map(|found| (key(&found.observation), found.observation.value.unwrap()))
            .collect();
        prop_assert_eq!(receipt.new + receipt.changed + receipt.same, everything_again.len() as u64);
        prop_assert_eq!(before, after);
        store.verify().unwrap();
    }

    #[test]
    fn what_later_batches_touched_completes_what_was_known(
        batches in prop::collection::vec((prop::collection::vec(observation(), 0..20), any::<bool>()), 1..6),
    ) {
        let Some(store) = store() else { return Ok(()) };
        let slot = |found: &Recorded| {
            let Observation { indicator, period, scenario, series, .. } = found.observation.clone();
            (indicator, period, scenario, series)
        };
        let mut known = Vec::new();
        let mut last = BatchId(0);
        for (second, (observations, undone)) in (20..).zip(&batches) {
            let receipt = store.append(observations, &batch(second)).unwrap();
            if *undone {
                store.withdraw(receipt.batch, &stamp(second), "撤回").unwrap();
            }
            let touched = store.history(&everything().touched_after(last), at(99)).unwrap();
            let slots: BTreeSet<_> = touched.iter().map(slot).collect();
            known.retain(|found| !slots.contains(&slot(found)));
            known.extend(touched);
            known.sort_by_key(slot);
            prop_assert_eq!(&known, &store.history(&everything(), at(99)).unwrap());
            last = BatchId(store.revision().unwrap().figures);
        }
        prop_assert_eq!(store.history(&everything().touched_after(last), at(99)).unwrap(), []);
    }

    #[test]
    fn importing_again_adds_nothing(mut observations in prop::collection::vec(observation(), 0..60)) {
        // One figure at one moment has one value.
        let mut seen = BTreeSet::new();
        observations.retain(|observation| seen.insert((key(observation), observation.recorded_at)));
        let Some(store) = store() else { return Ok(()) };
        store.append(&observations, &batch(20)).unwrap();
        let again = store.append(&observations, &batch(21)).unwrap();
        prop_assert_eq!((again.new, again.changed, again.same), (0, 0, observations.len() as u64));
        prop_assert_eq!(store.history(&everything(), at(99)).unwrap().iter().filter(|found| found.batch == again.batch).count(), 0);
    }
}

#[test]
fn a_correction_is_a_new_version_with_a_reason() {
    let Some(store) = store() else { return };
    store.append(&[figure("410000", "gdp", "2024", Some(1.0), 10)], &batch(10)).unwrap();
    let without = baton_store::NewBatch { reason: None, ..batch(20) };
    let refused = store.append(&[figure("410000", "gdp", "2024", Some(2.0), 20)], &without).unwrap_err();
    assert_eq!(refused.code(), "D102");
    let receipt = store.append(&[figure("410000", "gdp", "2024", Some(2.0), 20)], &batch(20)).unwrap();
    assert_eq!((receipt.new, receipt.same, receipt.changed), (0, 0, 1));
    let key = FigureKey {
        unit: "410000",
        indicator: "gdp",
        period: "2024".parse().unwrap(),
        scenario: Scenario::Actual,
        series: "",
    };
    let versions = store.versions(&all(), &key).unwrap();
    let told: Vec<_> = versions
        .iter()
        .map(|found| {
            (found.version, found.supersedes, found.observation.value, found.observation.reason.as_deref())
        })
        .collect();
    assert_eq!(told, [(1, None, Some(1.0), None), (2, Some(1), Some(2.0), Some("复核更正"))]);
    assert_eq!(versions[0].observation, figure("410000", "gdp", "2024", Some(1.0), 10));
}

#[test]
fn vintages_may_come_in_any_order() {
    let Some(store) = store() else { return };
    for second in [30, 10, 20] {
        let value = f64::from(i32::try_from(second).unwrap());
        store.append(&[figure("410000", "gdp", "2020", Some(value), second)], &batch(100)).unwrap();
    }
    for (second, expected) in [(9, None), (10, Some(10.0)), (25, Some(20.0)), (31, Some(30.0))] {
        let found = store.as_of(&everything(), at(second)).unwrap();
        assert_eq!(found.first().and_then(|found| found.observation.value), expected, "{second}");
    }
}

#[test]
fn vintages_of_one_batch_are_taken_in_the_order_of_their_moments() {
    let Some(store) = store() else { return };
    // Back to 5 after a revision to 6: had the third come before the second, it would have looked like the first.
    let vintages = [(10, 5.0), (30, 5.0), (20, 6.0)]
        .map(|(second, value)| figure("410000", "gdp", "2020", Some(value), second));
    store.append(&vintages, &batch(100)).unwrap();
    let known =
        [10, 20, 30].map(|second| store.as_of(&everything(), at(second)).unwrap()[0].observation.value);
    assert_eq!(known, [Some(5.0), Some(6.0), Some(5.0)]);
}

#[test]
fn only_what_is_asked_for_is_read() {
    let Some(store) = store() else { return };
    let figures: Vec<Observation> = ["2023", "2024"]
        .iter()
        .flat_map(|period| ["gdp", "tax"].map(|code| figure("410000", code, period, Some(1.0), 1)))
        .collect();
    store.append(&figures, &batch(1)).unwrap();
    let query = Query::new(&all()).indicators(["gdp"]).periods(["2024".parse().unwrap()]);
    let found = store.as_of(&query, at(2)).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].observation.indicator.as_str(), found[0].observation.period.to_string().as_str()),
        ("gdp", "2024")
    );
    assert!(store.as_of(&Query::new(&all()).indicators(["nothing"]), at(2)).unwrap().is_empty());
}

#[test]
fn what_makes_no_sense_is_refused_whole() {
    let Some(store) = store() else { return };
    let good = figure("410000", "gdp", "2024", Some(1.0), 1);
    for (bad, code) in [
        (figure("410000", "gdp", "2023", Some(f64::NAN), 1), "D101"),
        (figure("", "gdp", "2023", Some(1.0), 1), "D103"),
        (figure("41\u{0}000", "gdp", "2023", Some(1.0), 1), "D016"),
        (figure("410000", "gdp", "2023", Some(f64::NEG_INFINITY), 1), "D101"),
        (Observation { recorded_at: jiff::Timestamp::MIN, ..good.clone() }, "D108"),
    ] {
        assert_eq!(store.append(&[good.clone(), bad], &batch(1)).unwrap_err().code(), code);
        assert!(store.is_empty().unwrap());
    }
    store.append(&[good], &baton_store::NewBatch::new(stamp(1), "")).unwrap();
}

#[test]
fn many_figures_at_once_come_back_as_they_were() {
    let Some(store) = store() else { return };
    let odd = ["\\N", "a\tb", "一\n二\r", "\\.", "\"'", " ", "é", "\u{1F600}"];
    let figures: Vec<Observation> = (0..5000_i32)
        .map(|number| {
            let text = format!("{}{number}", odd[usize::try_from(number).unwrap() % odd.len()]);
            let value = f64::from(number) / 7.0 * if number % 2 == 0 { 1e-280 } else { 1e280 };
            let origin = match number % 3 {
                0 => figure("", "", "2024", None, 1).origin,
                1 => baton_model::Origin::Person(text.clone()),
                _ => baton_model::Origin::Computed(text.clone()),
            };
            let reason = (number % 5 == 0).then(|| text.clone());
            Observation { origin, reason, ..figure(&text, "gdp", "2024", Some(value), 1) }
        })
        .collect();
    store.append(&figures, &batch(1)).unwrap();
    let mut expected = figures.clone();
    expected.sort_by(|a, b| a.unit.cmp(&b.unit));
    let found: Vec<Observation> =
        store.as_of(&everything(), at(9)).unwrap().into_iter().map(|found| found.observation).collect();
    assert_eq!(found, expected);
    store.verify().unwrap();
    let again = store.append(&figures, &batch(2)).unwrap();
    assert_eq!((again.new, again.changed), (0, 0));
}
