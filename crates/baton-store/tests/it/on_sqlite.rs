//! The suite on SQLite.

use baton_store::{Place, Result, Store};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::common::{Folder, Opened};

crate::suite!();

/// Cases of a property.
pub(crate) const CASES: u32 = 40;

/// A database of its own, gone when dropped.
pub(crate) struct Database(Folder);

impl Database {
    pub(crate) fn new() -> Option<Self> {
        Some(Self(Folder::new()))
    }

    pub(crate) fn address(&self) -> String {
        format!("sqlite:{}", self.0.file().display())
    }

    pub(crate) fn place(&self) -> Place {
        Place::file(&self.0.file())
    }

    pub(crate) fn try_open(&self) -> Result<Store> {
        Store::open(self.0.file())
    }

    pub(crate) fn open(&self) -> Store {
        self.try_open().unwrap()
    }

    /// Runs SQL past the store, as someone with the file could.
    pub(crate) fn raw(&self, statements: &[&str]) -> std::result::Result<(), String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let done: std::result::Result<(), sqlx::Error> = runtime.block_on(async {
            let options = SqliteConnectOptions::new().filename(self.0.file()).create_if_missing(true);
            let mut connection: SqliteConnection = options.foreign_keys(false).connect().await?;
            for statement in statements {
                sqlx::raw_sql(AssertSqlSafe((*statement).to_owned())).execute(&mut connection).await?;
            }
            connection.close().await
        });
        done.map_err(|error| error.to_string())
    }

    /// Drops the triggers of a table, so that it can be altered.
    pub(crate) fn unguard(&self, table: &str) {
        let drop = |what: &str| format!("drop trigger {table}_is_never_{what}");
        self.raw(&[&drop("changed"), &drop("removed")]).unwrap();
    }

    /// The statements of a migration that only this database understands.
    pub(crate) const OWN_FIGURES: &str = include_str!("../../migrations/sqlite/0001_figures.sql");

    /// What survives a crash of the database itself; SQLite is part of the process that is killed anyway.
    pub(crate) fn durable() -> Option<Self> {
        Self::new()
    }

    /// A copy of it, while nobody has it open.
    pub(crate) fn copy(&self) -> Self {
        let copy = Folder::new();
        std::fs::copy(self.0.file(), copy.file()).unwrap();
        Self(copy)
    }

    pub(crate) fn renew(&mut self) {
        self.0 = Folder::new();
    }

    pub(crate) fn crash(&self) {}
}

/// A store gone when dropped.
pub(crate) fn store() -> Option<Opened<()>> {
    Some(Opened::new(Store::open_in_memory().unwrap(), ()))
}
