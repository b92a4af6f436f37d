//! SQLite: one file, write-ahead log, every commit on the disk before it is acknowledged.

use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

use baton_model::Message;
use sqlx::query::Query;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _, Sqlite, TypeInfo as _, ValueRef as _};

use crate::connection::{Backend, Job, Rows, Transaction, Value};
use crate::error::{Error, Result};
use crate::messages;
use crate::migrate;

/// How long a writer waits for another to finish.
const PATIENCE: Duration = Duration::from_secs(60);
/// Rows in one `insert`, and inserts handed over at once.
const ROWS: usize = 200;
const INSERTS: usize = 10;

/// A database file, or one in memory.
pub(crate) struct SqliteBackend {
    pool: SqlitePool,
    place: String,
}

impl SqliteBackend {
    /// Opens a file, made if it is not there.
    pub(crate) async fn open(path: &Path) -> Result<Self> {
        let place = path.display().to_string();
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        Self::connect(options, SqlitePoolOptions::new().max_connections(4), place).await
    }

    /// A database that lives as long as the store.
    pub(crate) async fn in_memory() -> Result<Self> {
        let options = SqliteConnectOptions::new().in_memory(true).shared_cache(false);
        let pool = SqlitePoolOptions::new().max_connections(1).min_connections(1);
        Self::connect(options, pool, ":memory:".to_owned()).await
    }

    async fn connect(options: SqliteConnectOptions, pool: SqlitePoolOptions, place: String) -> Result<Self> {
        let options = options
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("cache_size", "-65536")
            .disable_statement_logging();
        let pool = pool
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await
            .map_err(|error| translate(&error, &place))?;
        Ok(Self { pool, place })
    }

    async fn begin(&self, statement: &'static str) -> Result<Box<dyn Transaction>> {
        let inner = self.pool.begin_with(statement).await.map_err(|error| translate(&error, &self.place))?;
        Ok(Box::new(SqliteTransaction { inner, place: self.place.clone() }))
    }
}

impl Backend for SqliteBackend {
    fn write(&self) -> Job<'_, Box<dyn Transaction>> {
        Box::pin(self.begin("begin immediate"))
    }

    fn read(&self) -> Job<'_, Box<dyn Transaction>> {
        Box::pin(self.begin("begin"))
    }

    fn own_statements(&self, migration: i64) -> &'static str {
        migrate::sqlite(migration)
    }

    fn place(&self) -> &str {
        &self.place
    }

    fn kind(&self) -> &'static str {
        "SQLite"
    }

    fn size(&self) -> &'static str {
        "select page_count * page_size from pragma_page_count(), pragma_page_size()"
    }

    fn close(&self) -> Job<'_, ()> {
        Box::pin(async {
            self.pool.close().await;
            Ok(())
        })
    }
}

struct SqliteTransaction {
    inner: sqlx::Transaction<'static, Sqlite>,
    place: String,
}

fn bound(sql: Cow<'static, str>, values: Vec<Value>) -> Query<'static, Sqlite, SqliteArguments> {
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in values {
        query = match value {
            Value::Null => query.bind(None::<i64>),
            Value::Int(number) => query.bind(number),
            Value::Real(number) => query.bind(number),
            Value::Text(text) => query.bind(text),
            Value::Bytes(bytes) => query.bind(bytes),
        };
    }
    query
}

impl Transaction for SqliteTransaction {
    fn execute<'t>(&'t mut self, sql: Cow<'static, str>, values: Vec<Value>) -> Job<'t, u64> {
        Box::pin(async move {
            let done = bound(sql, values).execute(&mut *self.inner).await;
            done.map(|done| done.rows_affected()).map_err(|error| translate(&error, &self.place))
        })
    }

    fn fetch<'t>(&'t mut self, sql: Cow<'static, str>, values: Vec<Value>) -> Job<'t, Rows> {
        Box::pin(async move {
            let found = bound(sql, values).fetch_all(&mut *self.inner).await;
            decode(&found.map_err(|error| translate(&error, &self.place))?)
        })
    }

    fn script<'t>(&'t mut self, sql: &'static str) -> Job<'t, ()> {
        Box::pin(async move {
            let done = sqlx::raw_sql(sql).execute(&mut *self.inner).await;
            done.map(drop).map_err(|error| translate(&error, &self.place))
        })
    }

    fn load<'t>(&'t mut self, table: &'t str, columns: &'t [&'t str], values: Vec<Value>) -> Job<'t, ()> {
        Box::pin(async move {
            let row = columns.len();
            let full = insert(table, columns, ROWS);
            let many = [full.as_str(); INSERTS].join(";");
            let mut rest = values.into_iter();
            for (size, sql) in [(ROWS * INSERTS, many), (ROWS, full)] {
                while rest.len() >= size * row {
                    let next = rest.by_ref().take(size * row).collect();
                    self.execute(Cow::Owned(sql.clone()), next).await?;
                }
            }
            if rest.len() > 0 {
                let sql = insert(table, columns, rest.len() / row);
                self.execute(Cow::Owned(sql), rest.collect()).await?;
            }
            Ok(())
        })
    }

    fn tables(&mut self) -> Job<'_, Vec<String>> {
        Box::pin(async {
            let sql = "select name from sqlite_master where type = 'table' order by name";
            let rows = self.fetch(Cow::Borrowed(sql), Vec::new()).await?;
            rows.iter().map(|row| row.text(0).map(str::to_owned)).collect()
        })
    }

    fn check(&mut self) -> Job<'_, ()> {
        Box::pin(async {
            let rows = self.fetch(Cow::Borrowed("pragma integrity_check(1)"), Vec::new()).await?;
            match rows.first().map(|row| row.text(0)) {
                Some(Ok("ok")) => Ok(()),
                _ => Err(at(&messages::DAMAGED, &self.place)),
            }
        })
    }

    fn commit(self: Box<Self>) -> Job<'static, ()> {
        Box::pin(async move {
            let Self { inner, place } = *self;
            inner.commit().await.map_err(|error| translate(&error, &place))
        })
    }
}

/// Placeholders without numbers: SQLite looks numbered ones up one by one, which is quadratic in a long list.
fn insert(table: &str, columns: &[&str], rows: usize) -> String {
    let row = format!("({})", vec!["?"; columns.len()].join(", "));
    format!("insert into {table} ({}) values {}", columns.join(", "), vec![row.as_str(); rows].join(", "))
}

fn decode(found: &[SqliteRow]) -> Result<Rows> {
    let width = found.first().map_or(0, sqlx::Row::len);
    let mut values = Vec::with_capacity(width * found.len());
    for row in found {
        for column in 0..width {
            values.push(value(row, column).map_err(|error| Error::Internal(error.to_string()))?);
        }
    }
    Ok(Rows { width, values })
}

fn value(row: &SqliteRow, column: usize) -> sqlx::Result<Value> {
    let raw = row.try_get_raw(column)?;
    if raw.is_null() {
        return Ok(Value::Null);
    }
    let kind = raw.type_info();
    Ok(match kind.name() {
        "INTEGER" => Value::Int(row.try_get_unchecked(column)?),
        "REAL" => Value::Real(row.try_get_unchecked(column)?),
        "BLOB" => Value::Bytes(row.try_get_unchecked(column)?),
        _ => Value::Text(row.try_get_unchecked(column)?),
    })
}

fn at(def: &'static baton_model::MessageDef, place: &str) -> Error {
    Error::Database(Message::new(def).with("path", place))
}

/// From SQLite's result codes (<https://www.sqlite.org/rescode.html>) to ours.
fn translate(error: &sqlx::Error, place: &str) -> Error {
    let code = match error {
        sqlx::Error::Database(database) => database.code().and_then(|code| code.parse::<u32>().ok()),
        sqlx::Error::PoolTimedOut => Some(5),
        sqlx::Error::Io(_) => Some(10),
        _ => None,
    };
    match code.map(|code| (code & 0xff, code)) {
        Some((5 | 6, _)) => Error::Database(Message::new(&messages::BUSY)),
        Some((8, _)) => at(&messages::READ_ONLY, place),
        Some((10, _)) => at(&messages::DISK_FAULT, place),
        Some((11, _)) => at(&messages::DAMAGED, place),
        Some((13, _)) => at(&messages::DISK_FULL, place),
        Some((14, _)) => at(&messages::CANNOT_OPEN, place),
        Some((26, _)) => at(&messages::NOT_A_STORE, place),
        // SQLITE_CONSTRAINT_TRIGGER
        Some((_, 1811)) => Error::Database(Message::new(&messages::APPEND_ONLY)),
        _ => Error::Internal(error.to_string()),
    }
}
