//! Forward migrations: numbered files, each applied once, checked whenever a store is opened.
//!
//! A file never changes after a release: a store remembers the digest of what built it. To change the structure, add the
//! next number here, a file with the statements all databases share, and one per database for what only it understands. Tables are
//! made plainly (see `backup::tables`), which is how a backup knows them.

use std::borrow::Cow;

use baton_model::Message;

use crate::connection::{Backend, Transaction, Value, values};
use crate::digest::digest;
use crate::error::{Error, Result};
use crate::messages;

/// A numbered step.
pub(crate) struct Migration {
    pub(crate) number: i64,
    name: &'static str,
    pub(crate) shared: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migrations {
    ($($number:literal $name:literal $file:literal),* $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            shared: include_str!(concat!("../migrations/", $file)),
            sqlite: include_str!(concat!("../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../migrations/postgres/", $file)),
        }),*]
    };
}

/// All there are, in their order.
pub(crate) const MIGRATIONS: &[Migration] = migrations![
    1 "figures" "0001_figures.sql",
    2 "runs" "0002_runs.sql",
    3 "access" "0003_access.sql",
    4 "files" "0004_files.sql",
    5 "objections" "0005_objections.sql",
    6 "work" "0006_work.sql",
];

const TABLE: &str = "store_migration";

/// The newest structure this program knows.
pub const NEWEST: i64 = MIGRATIONS[MIGRATIONS.len() - 1].number;

/// What SQLite alone understands of a migration.
pub(crate) fn sqlite(number: i64) -> &'static str {
    MIGRATIONS.iter().find(|migration| migration.number == number).map_or("", |migration| migration.sqlite)
}

/// What PostgreSQL alone understands of a migration.
pub(crate) fn postgres(number: i64) -> &'static str {
    MIGRATIONS.iter().find(|migration| migration.number == number).map_or("", |migration| migration.postgres)
}

/// Brings a database to the newest structure, in one transaction. One that is newer, or no store, is left untouched.
pub(crate) async fn migrate(backend: &dyn Backend) -> Result<()> {
    migrate_by(backend, MIGRATIONS).await
}

/// The same for a program that knows only these.
pub(crate) async fn migrate_by(backend: &dyn Backend, known: &[Migration]) -> Result<()> {
    if applied(&mut *backend.read().await?, backend, known).await? == Some(newest(known)) {
        return Ok(());
    }
    // Between reading and writing another process may have done it.
    let mut transaction = backend.write().await?;
    let done = match applied(&mut *transaction, backend, known).await? {
        Some(number) => known.iter().take_while(|migration| migration.number <= number).count(),
        None => {
            begin(&mut *transaction).await?;
            0
        }
    };
    apply(&mut *transaction, backend, &known[done..]).await?;
    transaction.commit().await
}

fn newest(known: &[Migration]) -> i64 {
    known.last().map_or(0, |migration| migration.number)
}

/// Makes the table that remembers what was applied.
pub(crate) async fn begin(transaction: &mut dyn Transaction) -> Result<()> {
    let sql = "create table store_migration (number bigint primary key not null, name text not null, digest text not null)";
    transaction.script(sql).await
}

/// Applies migrations in the caller's transaction.
pub(crate) async fn apply(
    transaction: &mut dyn Transaction,
    backend: &dyn Backend,
    migrations: &[Migration],
) -> Result<()> {
    for migration in migrations {
        let own = backend.own_statements(migration.number);
        transaction.script(migration.shared).await?;
        transaction.script(own).await?;
        let row = values![migration.number, migration.name, fingerprint(migration, own)];
        transaction.execute(Cow::Borrowed("insert into store_migration values ($1, $2, $3)"), row).await?;
    }
    Ok(())
}

/// The digest of what databases share of some migrations.
pub(crate) fn digest_of(migrations: &[Migration]) -> String {
    let shared: Vec<&str> = migrations.iter().map(|migration| migration.shared).collect();
    digest(shared.join("\0").as_bytes())
}

fn fingerprint(migration: &Migration, own: &str) -> String {
    digest(format!("{}\0{own}", migration.shared).as_bytes())
}

/// The structure a database has; none if it is empty.
async fn applied(
    transaction: &mut dyn Transaction,
    backend: &dyn Backend,
    known: &[Migration],
) -> Result<Option<i64>> {
    let tables = transaction.tables().await?;
    if tables.is_empty() {
        return Ok(None);
    }
    if !tables.iter().any(|table| table == TABLE) {
        let message = Message::new(&messages::NOT_A_STORE).with("path", backend.place());
        return Err(Error::Database(message));
    }
    let sql = "select number, digest from store_migration order by number";
    let rows = transaction.fetch(Cow::Borrowed(sql), Vec::<Value>::new()).await?;
    let mut last = 0;
    for row in rows.iter() {
        last = row.int(0)?;
    }
    if last > newest(known) {
        let message = Message::new(&messages::NEWER_SCHEMA)
            .with("found", last.to_string())
            .with("known", newest(known).to_string());
        return Err(Error::Database(message));
    }
    for (row, migration) in rows.iter().zip(known) {
        let own = backend.own_statements(migration.number);
        if row.int(0)? != migration.number || row.text(1)? != fingerprint(migration, own) {
            let number = row.int(0)?.to_string();
            return Err(Error::Database(Message::new(&messages::SCHEMA_ALTERED).with("number", number)));
        }
    }
    Ok(Some(last))
}
