//! Where a store is: a file, or a database of a PostgreSQL server.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::connection::Backend;
use crate::error::{Error, Result};
use crate::messages;
use crate::sqlite::SqliteBackend;

/// Where a store is. Shown without its password.
#[derive(Clone, PartialEq, Eq)]
pub struct Place(Kind);

#[derive(Clone, PartialEq, Eq)]
enum Kind {
    File(PathBuf),
    Memory,
}

impl Place {
    /// A SQLite file.
    pub fn file(path: &Path) -> Self {
        Self(Kind::File(path.to_owned()))
    }

    /// Nowhere: gone when the store is dropped.
    pub fn memory() -> Self {
        Self(Kind::Memory)
    }

    /// Reads an address: `sqlite:PATH`. [`Error::Refused`] says what is understood.
    pub fn parse(url: &str) -> Result<Self> {
        match url.split_once(':') {
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::file(Path::new(path))),
            // What was written may hold a password and is not repeated.
            _ => Err(Error::refused(&messages::UNKNOWN_PLACE)),
        }
    }

    /// Connects to what is there.
    pub(crate) async fn connect(&self) -> Result<Arc<dyn Backend>> {
        Ok(match &self.0 {
            Kind::File(path) => Arc::new(SqliteBackend::open(path).await?),
            Kind::Memory => Arc::new(SqliteBackend::in_memory().await?),
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::File(path) => write!(f, "{}", path.display()),
            Kind::Memory => f.write_str(":memory:"),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}
