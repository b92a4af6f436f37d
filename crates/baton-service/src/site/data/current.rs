//! What is recorded within the scope of who imports, read indicator by indicator when a file first speaks of it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use baton_import::FigureKey;
use baton_import::options::Current;
use baton_model::{Observation, Status};
use baton_store::{Query, Store};
use jiff::Timestamp;

use super::Reach;
use crate::access::Denied;
use crate::intake::Recorded;

/// What is recorded, as far as who imports may record it.
pub(super) struct Scoped<'a> {
    store: &'a Store,
    reach: &'a Reach,
    moment: Timestamp,
    held: RefCell<BTreeMap<String, Rc<Recorded>>>,
    fault: RefCell<Option<baton_store::Error>>,
}

impl<'a> Scoped<'a> {
    pub(super) fn new(store: &'a Store, reach: &'a Reach, moment: Timestamp) -> Self {
        Self { store, reach, moment, held: RefCell::default(), fault: RefCell::default() }
    }

    /// What went wrong while it was read, if anything did: then nothing that was compared counts.
    pub(super) fn settle(self) -> Result<(), Denied> {
        self.fault.into_inner().map_or(Ok(()), |error| Err(error.into()))
    }

    /// Is there a figure to be taken back, of those that may be recorded?
    pub(super) fn holds(&self, one: &Observation) -> bool {
        let key = FigureKey {
            unit: &one.unit,
            indicator: &one.indicator,
            period: one.period,
            scenario: one.scenario,
            series: &one.series,
        };
        self.of(&one.indicator).figure(key).is_some()
    }

    fn of(&self, indicator: &str) -> Rc<Recorded> {
        if let Some(known) = self.held.borrow().get(indicator) {
            return Rc::clone(known);
        }
        let query = Query::new(&self.reach.may).indicators([indicator]);
        let read = Recorded::within(self.store, &query, self.moment).unwrap_or_else(|error| {
            *self.fault.borrow_mut() = Some(error);
            Recorded::of(std::iter::empty())
        });
        let read = Rc::new(read);
        self.held.borrow_mut().insert(indicator.to_owned(), Rc::clone(&read));
        read
    }
}

impl Current for Scoped<'_> {
    fn value(&self, key: FigureKey<'_>) -> Option<f64> {
        self.of(key.indicator).value(key)
    }

    fn series(&self, indicator: &str) -> Vec<String> {
        self.of(indicator).series(indicator)
    }

    fn may_record(&self, key: FigureKey<'_>) -> bool {
        self.reach.may.contains_figure(key.unit, key.indicator)
    }

    fn is_confirmed(&self, key: FigureKey<'_>) -> bool {
        let accepts = self.reach.accepted.contains_figure(key.unit, key.indicator);
        !accepts || self.of(key.indicator).figure(key).is_none_or(|figure| figure.status >= Status::Accepted)
    }
}
