//! What is recorded, to compare a file with.

use std::collections::{BTreeMap, BTreeSet};

use baton_import::FigureKey;
use baton_import::options::Current;
use baton_model::{Observation, Period, Scenario};
use baton_store::{Query, Store};
use jiff::Timestamp;

use crate::records::owner;
use crate::refused::Refused;

type Slot<'a> = (&'a str, Period, Scenario, &'a str);

/// What is recorded at a moment, to compare a file with.
pub(crate) struct Recorded {
    recorded: Vec<Observation>,
    by_unit: BTreeMap<String, Vec<u32>>,
    /// The series by indicator.
    pub(crate) series: BTreeMap<String, BTreeSet<String>>,
}

impl Recorded {
    pub(crate) fn read(store: &Store, moment: Timestamp) -> Result<Self, Refused> {
        Ok(Self::within(store, &Query::new(&owner()), moment)?)
    }

    /// What of it a query reads.
    pub(crate) fn within(
        store: &Store,
        query: &Query,
        moment: Timestamp,
    ) -> Result<Self, baton_store::Error> {
        let recorded = store.as_of(query, moment)?;
        Ok(Self::of(recorded.into_iter().map(|recorded| recorded.observation)))
    }

    /// The figure that holds.
    pub(crate) fn figure(&self, key: FigureKey<'_>) -> Option<&Observation> {
        let places = self.by_unit.get(key.unit)?;
        let wanted: Slot<'_> = (key.indicator, key.period, key.scenario, key.series);
        let at = places.binary_search_by(|at| slot(&self.recorded, *at).cmp(&wanted)).ok()?;
        Some(&self.recorded[places[at] as usize])
    }

    /// Of several versions of a figure the last one counts.
    pub(crate) fn of(recorded: impl Iterator<Item = Observation>) -> Self {
        let recorded: Vec<Observation> = recorded.collect();
        let mut by_unit: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (at, figure) in (0..).zip(&recorded) {
            by_unit.entry(figure.unit.clone()).or_default().push(at);
        }
        let mut series: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for figure in &recorded {
            match series.get_mut(&figure.indicator) {
                Some(names) if names.contains(&figure.series) => {}
                Some(names) => {
                    names.insert(figure.series.clone());
                }
                None => {
                    series.insert(figure.indicator.clone(), BTreeSet::from([figure.series.clone()]));
                }
            }
        }
        let mut found = Self { recorded, by_unit, series };
        for places in found.by_unit.values_mut() {
            places.sort_by(|a, b| slot(&found.recorded, *a).cmp(&slot(&found.recorded, *b)).then(b.cmp(a)));
            places.dedup_by(|a, b| slot(&found.recorded, *a) == slot(&found.recorded, *b));
        }
        found
    }
}

fn slot(recorded: &[Observation], at: u32) -> Slot<'_> {
    let figure = &recorded[at as usize];
    (&figure.indicator, figure.period, figure.scenario, &figure.series)
}

impl Current for Recorded {
    fn value(&self, key: FigureKey<'_>) -> Option<f64> {
        self.figure(key)?.value
    }

    fn series(&self, indicator: &str) -> Vec<String> {
        self.series.get(indicator).map(|names| names.iter().cloned().collect()).unwrap_or_default()
    }

    fn is_empty(&self) -> bool {
        self.recorded.is_empty()
    }
}
