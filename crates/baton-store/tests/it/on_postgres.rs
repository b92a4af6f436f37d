//! The suite on PostgreSQL, where it is installed.

use baton_store::{Place, Result, Store};

use crate::common::Opened;
use crate::testkit::{self, Cluster};

crate::suite!();

/// Cases of a property: a database takes a quarter of a second.
pub(crate) const CASES: u32 = 10;

/// A database of its own, gone when dropped.
pub(crate) struct Database {
    database: testkit::Database,
    /// Where it is its own; else all share one.
    cluster: Option<Cluster>,
}

impl Database {
    pub(crate) fn new() -> Option<Self> {
        Some(Self { database: Cluster::shared()?.database(), cluster: None })
    }

    pub(crate) fn address(&self) -> String {
        self.database.url()
    }

    pub(crate) fn place(&self) -> Place {
        Place::parse(&self.address()).unwrap()
    }

    pub(crate) fn try_open(&self) -> Result<Store> {
        Store::open_url(&self.address())
    }

    pub(crate) fn open(&self) -> Store {
        self.try_open().unwrap()
    }

    /// Runs SQL past the store, as the owner of the database could.
    pub(crate) fn raw(&self, statements: &[&str]) -> std::result::Result<(), String> {
        for statement in statements {
            self.database.sql(statement).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// Drops the triggers of a table, so that it can be altered.
    pub(crate) fn unguard(&self, table: &str) {
        let drop = |what: &str| format!("drop trigger {table}_is_never_{what} on {table}");
        self.raw(&[&drop("changed"), &drop("removed")]).unwrap();
    }

    /// The statements of a migration that only this database understands.
    pub(crate) const OWN_FIGURES: &str = include_str!("../../migrations/postgres/0001_figures.sql");

    /// On a server that is told to lose nothing, with nobody else on it.
    pub(crate) fn durable() -> Option<Self> {
        let cluster = Cluster::durable()?;
        Some(Self { database: cluster.database(), cluster: Some(cluster) })
    }

    /// A copy of it, while nobody has it open.
    pub(crate) fn copy(&self) -> Self {
        Self { database: self.database.copy(), cluster: None }
    }

    pub(crate) fn renew(&mut self) {
        self.database = self.cluster.as_ref().unwrap().database();
    }

    /// Kills the server and starts it again.
    pub(crate) fn crash(&self) {
        self.cluster.as_ref().unwrap().crash().unwrap();
    }
}

/// A store gone when dropped.
pub(crate) fn store() -> Option<Opened<Database>> {
    let database = Database::new()?;
    Some(Opened::new(database.open(), database))
}
