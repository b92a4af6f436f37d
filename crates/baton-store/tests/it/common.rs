//! Figures, stamps and places for the tests.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use baton_model::{CellAddress, Observation, Origin, Scenario, Status};
use baton_store::{NewBatch, Query, Scope, Stamp, Store};
use jiff::Timestamp;

/// So many seconds after the epoch.
pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

pub(crate) fn stamp(second: i64) -> Stamp {
    Stamp::new(at(second), "张三", "test")
}

pub(crate) fn all() -> Scope {
    Scope::everything("tests")
}

pub(crate) fn everything() -> Query {
    Query::new(&all())
}

pub(crate) fn batch(second: i64) -> NewBatch {
    NewBatch { reason: Some("复核更正".to_owned()), ..NewBatch::new(stamp(second), "数据.xlsx") }
}

/// An accepted actual figure.
pub(crate) fn figure(
    unit: &str,
    indicator: &str,
    period: &str,
    value: Option<f64>,
    second: i64,
) -> Observation {
    Observation {
        unit: unit.to_owned(),
        indicator: indicator.to_owned(),
        period: period.parse().unwrap(),
        scenario: Scenario::Actual,
        series: String::new(),
        value,
        origin: Origin::Cell {
            file: "数据.xlsx".to_owned(),
            sheet: Some("乡镇".to_owned()),
            cell: CellAddress { row: 16, column: 5 },
        },
        status: Status::Accepted,
        recorded_at: at(second),
        recorded_by: "张三".to_owned(),
        reason: None,
    }
}

/// Units and values that hold at a moment.
pub(crate) fn values(store: &Store, second: i64) -> Vec<(String, f64)> {
    let found = store.as_of(&everything(), at(second)).unwrap();
    found.into_iter().map(|found| (found.observation.unit, found.observation.value.unwrap())).collect()
}

/// A folder of its own, gone when dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("baton-store-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.0.join("store.sqlite")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A store with the database it is in: closed first, then gone.
pub(crate) struct Opened<D> {
    store: Store,
    _database: D,
}

impl<D> Opened<D> {
    pub(crate) fn new(store: Store, database: D) -> Self {
        Self { store, _database: database }
    }
}

impl<D> std::ops::Deref for Opened<D> {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}
