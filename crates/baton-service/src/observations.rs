//! Figures with all their versions, as they are held in memory (数据及其各版本).

use std::sync::Arc;

use baton_model::{Observation, Period, Scenario};

/// Figures with all their versions. Those of one indicator, period, scenario and series lie together, so that they can be shared
/// with whoever read them before while others are read anew.
#[derive(Clone, Debug, Default)]
pub struct Observations {
    /// By what they are of; none is empty.
    slots: Vec<Arc<Vec<Observation>>>,
}

/// Where an observation lies. Of two versions of a figure the later one lies behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) slot: u32,
    pub(crate) at: u32,
}

type Key<'a> = (&'a str, Period, Scenario, &'a str);

fn key(of: &Observation) -> Key<'_> {
    (&of.indicator, of.period, of.scenario, &of.series)
}

fn key_of(slot: &Arc<Vec<Observation>>) -> Option<Key<'_>> {
    slot.first().map(key)
}

impl From<Vec<Observation>> for Observations {
    /// Sorts out figures of which later versions come behind earlier ones.
    fn from(mut all: Vec<Observation>) -> Self {
        if !all.is_sorted_by(|a, b| key(a) <= key(b)) {
            all.sort_by(|a, b| key(a).cmp(&key(b)));
        }
        let mut slots: Vec<Vec<Observation>> = Vec::new();
        for one in all {
            match slots.last_mut().filter(|slot| slot.first().map(key) == Some(key(&one))) {
                Some(slot) => slot.push(one),
                None => slots.push(vec![one]),
            }
        }
        let shared = |mut slot: Vec<Observation>| {
            slot.shrink_to_fit();
            Arc::new(slot)
        };
        Self { slots: slots.into_iter().map(shared).collect() }
    }
}

impl Observations {
    /// The figures of one indicator, period, scenario and series, after those of another.
    pub fn slots(&self) -> impl Iterator<Item = &[Observation]> {
        self.slots.iter().map(|slot| &slot[..])
    }

    /// The slots of which something holds that is the same of all their figures: indicator, period, scenario or series.
    pub fn slots_of(&self, wanted: impl Fn(&Observation) -> bool) -> impl Iterator<Item = &[Observation]> {
        self.slots().filter(move |slot| slot.first().is_some_and(&wanted))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Observation> {
        self.slots().flatten()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.slots().map(<[Observation]>::len).sum()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The one at a place.
    pub(crate) fn get(&self, place: Place) -> &Observation {
        &self.slots[place.slot as usize][place.at as usize]
    }

    /// The same, in which these figures stand for all that were of the same indicator, period, scenario and series.
    #[must_use]
    pub(crate) fn with(&self, read: Self) -> Self {
        let mut slots = read.slots;
        slots.extend(self.slots.iter().map(Arc::clone));
        // The sort is stable: what was read stands before what it stands for.
        slots.sort_by(|a, b| key_of(a).cmp(&key_of(b)));
        slots.dedup_by(|later, first| key_of(later) == key_of(first));
        Self { slots }
    }
}

#[cfg(test)]
mod tests {
    use baton_model::{Origin, Status};
    use jiff::Timestamp;

    use super::*;

    fn figure(indicator: &str, year: &str, series: &str, value: f64) -> Observation {
        Observation {
            unit: "A".to_owned(),
            indicator: indicator.to_owned(),
            period: year.parse().unwrap(),
            scenario: Scenario::Actual,
            series: series.to_owned(),
            value: Some(value),
            origin: Origin::Person(String::new()),
            status: Status::Accepted,
            recorded_at: Timestamp::UNIX_EPOCH,
            recorded_by: String::new(),
            reason: None,
        }
    }

    fn values(of: &Observations) -> Vec<f64> {
        of.iter().filter_map(|one| one.value).collect()
    }

    #[test]
    fn what_was_read_anew_stands_for_what_was_there_and_the_rest_is_shared() {
        let before = Observations::from(vec![
            figure("tax", "2022", "", 1.0),
            figure("gdp", "2023", "", 2.0),
            figure("gdp", "2022", "可比", 3.0),
            figure("tax", "2022", "", 4.0),
            figure("gdp", "2022", "", 5.0),
        ]);
        assert_eq!((values(&before), before.len()), (vec![5.0, 3.0, 2.0, 1.0, 4.0], 5));
        let read = vec![
            figure("gdp", "2023", "", 2.0),
            figure("gdp", "2023", "", 6.0),
            figure("rd", "2022", "", 7.0),
        ];
        let after = before.with(read.into());
        assert_eq!(values(&after), [5.0, 3.0, 2.0, 6.0, 7.0, 1.0, 4.0]);
        assert!(Arc::ptr_eq(&before.slots[0], &after.slots[0]));
        assert_eq!(after.get(Place { slot: 2, at: 1 }).value, Some(6.0));
        assert_eq!(values(&before.with(Observations::default())), values(&before));
        assert!(Observations::default().with(Vec::new().into()).is_empty());
    }
}
