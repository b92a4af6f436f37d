//! Where a store is: a file, or a database of a PostgreSQL server.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;

use sqlx::postgres::PgConnectOptions;

use crate::connection::Backend;
use crate::error::{Error, Result};
use crate::guarded::Guarded;
use crate::messages;
use crate::postgres::PostgresBackend;
use crate::sqlite::SqliteBackend;

/// Where a store is. Shown without its password.
#[derive(Clone)]
pub struct Place(Kind);

#[derive(Clone)]
enum Kind {
    File(PathBuf),
    Memory,
    Server { options: Box<PgConnectOptions>, shown: String },
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

    /// Reads an address: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, with what PostgreSQL's own programs take
    /// after a `?`, such as `sslmode=verify-full`. [`Error::Refused`] says what is understood.
    pub fn parse(url: &str) -> Result<Self> {
        match url.split_once(':') {
            Some(("sqlite", path)) if !path.trim_start_matches('/').is_empty() => {
                Ok(Self::file(Path::new(path.strip_prefix("//").unwrap_or(path))))
            }
            Some(("postgres" | "postgresql", _)) => Self::server(url),
            // What was written may hold a password and is not repeated.
            _ => Err(Error::refused(&messages::UNKNOWN_PLACE)),
        }
    }

    fn server(url: &str) -> Result<Self> {
        let options =
            PgConnectOptions::from_str(url).map_err(|_| Error::refused(&messages::UNKNOWN_PLACE))?;
        let (user, host, port) = (options.get_username(), options.get_host(), options.get_port());
        let database = options.get_database().unwrap_or(user);
        let shown = format!("postgres://{user}@{host}:{port}/{database}");
        Ok(Self(Kind::Server { options: Box::new(options), shown }))
    }

    /// Is it behind a network, so that work is left to the background?
    pub(crate) fn is_remote(&self) -> bool {
        matches!(self.0, Kind::Server { .. })
    }

    /// Connects to what is there.
    pub(crate) async fn connect(&self) -> Result<Arc<dyn Backend>> {
        Ok(match &self.0 {
            Kind::File(path) => Arc::new(Guarded::new(SqliteBackend::open(path).await?)),
            Kind::Memory => Arc::new(Guarded::new(SqliteBackend::in_memory().await?)),
            Kind::Server { options, shown } => {
                Arc::new(Guarded::new(PostgresBackend::open((**options).clone(), shown.clone()).await?))
            }
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::File(path) => write!(f, "{}", path.display()),
            Kind::Memory => f.write_str(":memory:"),
            Kind::Server { shown, .. } => f.write_str(shown),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_shown_without_their_password() {
        let shown = |url: &str| Place::parse(url).map(|place| format!("{place} {place:?}"));
        assert_eq!(shown("sqlite:a/b.sqlite").unwrap(), "a/b.sqlite Place(a/b.sqlite)");
        assert!(
            shown("sqlite:///a/b").unwrap().starts_with("/a/b ")
                && shown("sqlite://b").unwrap().starts_with("b ")
        );
        let expected = "postgres://u@h:5433/d Place(postgres://u@h:5433/d)";
        assert_eq!(shown("postgres://u:secret@h:5433/d?sslmode=require").unwrap(), expected);
        for wrong in
            ["", "sqlite:", "sqlite://", "mysql://u:secret@h/d", "postgres://u:secret@h:port/d", "a.sqlite"]
        {
            let refused = shown(wrong).unwrap_err();
            assert_eq!(refused.code(), "D011", "{wrong}");
            assert!(!refused.to_string().contains("secret"));
        }
    }
}
