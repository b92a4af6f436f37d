//! PostgreSQL and its family: writers one after another under one lock, readers in one consistent state, loading by text COPY.

mod codec;
mod dialect;
mod fault;

use std::borrow::Cow;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Postgres};

use crate::connection::{Backend, Job, Rows, Transaction, Value};
use crate::error::{Error, Result};
use crate::{messages, migrate};

/// How long a writer waits for another to finish, and anyone for a connection.
const PATIENCE: Duration = Duration::from_secs(60);
/// Connections at most. They are opened when needed.
const CONNECTIONS: u32 = 16;
/// The lock of whoever writes: `baton` in ASCII. Locks are apart in each database.
const WRITER: i64 = 0x62_61_74_6f_6e;
/// Bytes of COPY sent at a time.
const PORTION: usize = 1 << 20;
/// Fewer rows than this are inserted by statements: a COPY over a network ends with a small packet that waits some 40 ms for an
/// answer to the one before it.
const COPIED: usize = 2_000;
/// Rows of one such statement: few sizes, so that few statements are prepared.
const INSERTED: [usize; 4] = [200, 20, 4, 1];

/// A database of a server.
pub(crate) struct PostgresBackend {
    pool: PgPool,
    place: String,
}

impl PostgresBackend {
    /// Connects to a database, which must be there and hold text as UTF-8. `place` is what people are told, without the password.
    pub(crate) async fn open(options: PgConnectOptions, place: String) -> Result<Self> {
        let options = options.application_name("baton").disable_statement_logging();
        // Each connection is tried before it is used: the server may have been restarted meanwhile.
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .after_connect(|connection, _| {
                Box::pin(async move {
                    // Not all of the family know this setting; without it a writer waits as long as it takes.
                    let patience = format!("set lock_timeout = {}", PATIENCE.as_millis());
                    let _ = sqlx::raw_sql(AssertSqlSafe(patience)).execute(&mut *connection).await;
                    Ok(())
                })
            })
            .connect_lazy_with(options);
        let backend = Self { pool, place };
        backend.must_be_utf8().await?;
        Ok(backend)
    }

    async fn must_be_utf8(&self) -> Result<()> {
        // Asked for once without the pool's patience: a wrong address should be told at once.
        let mut connection =
            self.pool.connect_options().as_ref().clone().connect().await.map_err(|e| self.told(&e))?;
        let sql = "select cast(pg_encoding_to_char(encoding) as text) from pg_database where datname = current_database()";
        let found: std::result::Result<String, _> = sqlx::query_scalar(sql).fetch_one(&mut connection).await;
        let encoding = found.map_err(|error| self.told(&error))?;
        let _ = connection.close().await;
        if encoding == "UTF8" {
            return Ok(());
        }
        let message =
            baton_model::Message::new(&messages::NOT_UTF8).with("path", &self.place).with("found", encoding);
        Err(Error::Database(message))
    }

    fn told(&self, error: &sqlx::Error) -> Error {
        fault::translate(error, &self.place)
    }

    async fn begin(&self, statement: &'static str) -> Result<PostgresTransaction> {
        let inner = self.pool.begin_with(statement).await.map_err(|error| self.told(&error))?;
        Ok(PostgresTransaction { inner, place: self.place.clone() })
    }
}

impl Backend for PostgresBackend {
    fn write(&self) -> Job<'_, Box<dyn Transaction>> {
        Box::pin(async {
            // Each statement sees what was committed before it; while the lock is held nobody else commits.
            let mut transaction = self.begin("begin transaction isolation level read committed").await?;
            let lock = "select pg_advisory_xact_lock($1)";
            transaction.execute(Cow::Borrowed(lock), vec![Value::Int(WRITER)]).await?;
            Ok(Box::new(transaction) as Box<dyn Transaction>)
        })
    }

    fn read(&self) -> Job<'_, Box<dyn Transaction>> {
        Box::pin(async {
            let transaction =
                self.begin("begin transaction isolation level repeatable read read only").await?;
            Ok(Box::new(transaction) as Box<dyn Transaction>)
        })
    }

    fn own_statements(&self, migration: i64) -> &'static str {
        migrate::postgres(migration)
    }

    fn place(&self) -> &str {
        &self.place
    }

    fn kind(&self) -> &'static str {
        "PostgreSQL"
    }

    fn size(&self) -> &'static str {
        "select pg_database_size(current_database())"
    }

    fn close(&self) -> Job<'_, ()> {
        Box::pin(async {
            self.pool.close().await;
            Ok(())
        })
    }
}

struct PostgresTransaction {
    inner: sqlx::Transaction<'static, Postgres>,
    place: String,
}

impl PostgresTransaction {
    fn told(&self, error: &sqlx::Error) -> Error {
        fault::translate(error, &self.place)
    }

    async fn insert(&mut self, table: &str, columns: &[&str], values: Vec<Value>) -> Result<()> {
        let mut rest = values.into_iter();
        for rows in INSERTED {
            while rest.len() >= rows * columns.len() {
                let sql = codec::insert(table, columns, rows);
                self.execute(Cow::Owned(sql), rest.by_ref().take(rows * columns.len()).collect()).await?;
            }
        }
        Ok(())
    }

    async fn copy(&mut self, statement: &str, width: usize, values: &[Value]) -> sqlx::Result<()> {
        let mut copy = self.inner.copy_in_raw(statement).await?;
        let mut lines = Vec::with_capacity(PORTION + (PORTION >> 3));
        for row in values.chunks(width.max(1)) {
            codec::line(&mut lines, row);
            if lines.len() >= PORTION {
                copy.send(lines.as_slice()).await?;
                lines.clear();
            }
        }
        copy.send(lines.as_slice()).await?;
        copy.finish().await.map(drop)
    }
}

impl Transaction for PostgresTransaction {
    fn execute<'t>(&'t mut self, sql: Cow<'static, str>, values: Vec<Value>) -> Job<'t, u64> {
        Box::pin(async move {
            let done = codec::bound(sql, values).execute(&mut *self.inner).await;
            done.map(|done| done.rows_affected()).map_err(|error| self.told(&error))
        })
    }

    fn fetch<'t>(&'t mut self, sql: Cow<'static, str>, values: Vec<Value>) -> Job<'t, Rows> {
        Box::pin(async move {
            let found = codec::bound(sql, values).fetch_all(&mut *self.inner).await;
            codec::decode(&found.map_err(|error| self.told(&error))?)
        })
    }

    fn script<'t>(&'t mut self, sql: &'static str) -> Job<'t, ()> {
        Box::pin(async move {
            let mut script = dialect::by_bytes(sql);
            if dialect::needs_plpgsql(&script) {
                let sql = "select count(*) from pg_language where lanname = 'plpgsql'";
                let found = self.fetch(Cow::Borrowed(sql), Vec::new()).await?;
                if found.first().map_or(Ok(0), |row| row.int(0))? == 0 {
                    script = dialect::without_plpgsql(&script);
                }
            }
            let done = sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut *self.inner).await;
            done.map(drop).map_err(|error| self.told(&error))
        })
    }

    fn load<'t>(&'t mut self, table: &'t str, columns: &'t [&'t str], values: Vec<Value>) -> Job<'t, ()> {
        Box::pin(async move {
            if values.len() < COPIED * columns.len() {
                return self.insert(table, columns, values).await;
            }
            let statement = format!("copy {table} ({}) from stdin", columns.join(", "));
            let done = self.copy(&statement, columns.len(), &values).await;
            done.map_err(|error| self.told(&error))
        })
    }

    fn tables(&mut self) -> Job<'_, Vec<String>> {
        Box::pin(async {
            let sql = "select cast(table_name as text) from information_schema.tables \
                       where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1";
            let rows = self.fetch(Cow::Borrowed(sql), Vec::new()).await?;
            rows.iter().map(|row| row.text(0).map(str::to_owned)).collect()
        })
    }

    fn check(&mut self) -> Job<'_, ()> {
        // The server checks pages as it reads them, and verification reads every row.
        Box::pin(async { Ok(()) })
    }

    fn commit(self: Box<Self>) -> Job<'static, ()> {
        Box::pin(async move {
            let Self { inner, place } = *self;
            inner.commit().await.map_err(|error| fault::translate(&error, &place))
        })
    }
}
