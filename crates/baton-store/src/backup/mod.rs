//! Backup (备份) and restore (恢复): a consistent copy of everything while others write, in a file of our own that either database
//! can be restored from. It is also the way back to an older program: restore what was backed up before the upgrade.

mod format;
mod tables;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use baton_model::{Message, MessageDef};

use crate::backup::format::{Next, Reader, Unreadable, Writer};
use crate::backup::tables::{Kind, Table};
use crate::connection::{Backend, Row, Transaction, Value, placeholders};
use crate::error::{Error, Result};
use crate::messages;
use crate::migrate::{self, Migration};

/// Rows read or loaded at a time; of tables with files or runs in them one, for they may be large.
const PORTION: usize = 5_000;
/// Bytes gathered before they are loaded.
const LOAD: usize = 4 << 20;

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// Number of the structure: an older program cannot restore it.
    pub structure: u64,
    /// How many rows each table has.
    pub tables: Vec<(String, u64)>,
    /// Size of the file.
    pub bytes: u64,
    /// Digest of the contents: the same contents have the same, whichever database they are in.
    pub digest: String,
}

fn about(def: &'static MessageDef, path: &Path) -> Message {
    Message::new(def).with("path", path.display().to_string())
}

fn unusable(path: &Path) -> impl Fn(io::Error) -> Error {
    move |error| {
        let def = match error.kind() {
            io::ErrorKind::NotFound => &messages::BACKUP_NOT_THERE,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => &messages::DISK_FULL,
            _ => &messages::BACKUP_UNUSABLE,
        };
        Error::Database(about(def, path))
    }
}

fn unreadable(path: &Path, part: &str) -> impl Fn(Unreadable) -> Error {
    move |why| match why {
        Unreadable::Io(error) => unusable(path)(error),
        Unreadable::NotOne => Error::Database(about(&messages::NOT_A_BACKUP, path)),
        Unreadable::Damaged => Error::Database(about(&messages::BACKUP_DAMAGED, path).with("part", part)),
    }
}

fn tables_of(backend: &dyn Backend, known: &[Migration]) -> Result<Vec<Table>> {
    let scripts =
        known.iter().flat_map(|migration| [migration.shared, backend.own_statements(migration.number)]);
    tables::tables(scripts)
}

/// Writes everything there is at this moment into a file that is not there yet. Others go on writing meanwhile.
pub(crate) async fn backup(backend: &dyn Backend, to: &Path) -> Result<BackedUp> {
    backup_by(backend, to, migrate::MIGRATIONS).await
}

async fn backup_by(backend: &dyn Backend, to: &Path, known: &[Migration]) -> Result<BackedUp> {
    if to.exists() {
        return Err(Error::Refused(about(&messages::BACKUP_EXISTS, to)));
    }
    let unfinished = Unfinished::beside(to);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&unfinished.0).map_err(unusable(to))?;
    let mut transaction = backend.read().await?;
    let done = write(&mut *transaction, &tables_of(backend, known)?, known, file, to).await?;
    fs::rename(&unfinished.0, to).map_err(unusable(to))?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(unusable(to))?;
    Ok(done)
}

/// The file until it is complete; gone when given up.
struct Unfinished(PathBuf);

impl Unfinished {
    fn beside(to: &Path) -> Self {
        let mut name = to.as_os_str().to_owned();
        name.push(".part");
        Self(PathBuf::from(name))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _renamed_or_gone = fs::remove_file(&self.0);
    }
}

async fn write(
    transaction: &mut dyn Transaction,
    tables: &[Table],
    known: &[Migration],
    file: File,
    to: &Path,
) -> Result<BackedUp> {
    let structure = known.last().map_or(0, |migration| migration.number).cast_unsigned();
    let mut writer = Writer::new(file, structure, &migrate::digest_of(known)).map_err(unusable(to))?;
    let mut counts = Vec::with_capacity(tables.len());
    for table in tables {
        writer.begin(table).map_err(unusable(to))?;
        let mut row = |row: Row<'_>| writer.row(row.values()).map_err(unusable(to));
        rows(transaction, table, &mut row).await?;
        counts.push((table.name.clone(), writer.end().map_err(unusable(to))?));
    }
    let (bytes, digest) = writer.finish().map_err(unusable(to))?;
    Ok(BackedUp { structure, tables: counts, bytes, digest })
}

/// Hands on every row in the order of its key; a row that refers to a later one comes after it.
async fn rows(
    transaction: &mut dyn Transaction,
    table: &Table,
    take: &mut (dyn FnMut(Row<'_>) -> Result<()> + Send),
) -> Result<()> {
    let late = late(transaction, table).await?;
    let skipped: BTreeSet<&[u8]> = late.iter().map(|(mark, _)| mark.as_slice()).collect();
    let (select, places) =
        (format!("select {} from {}", table.names().join(", "), table.name), table.key_places());
    let (key, count) = (table.key.join(", "), places.len());
    let most = if table.columns.iter().any(|(_, kind)| *kind == Kind::Bytes) { 1 } else { PORTION };
    let mut last: Vec<Value> = Vec::new();
    loop {
        let after = if last.is_empty() {
            String::new()
        } else {
            format!("where ({key}) > ({})", placeholders(1, count))
        };
        let sql = format!("{select} {after} order by {key} limit {most}");
        let found = transaction.fetch(Cow::Owned(sql), last.clone()).await?;
        for row in found.iter() {
            last = places.iter().map(|place| row.values()[*place].clone()).collect();
            if skipped.is_empty() || !skipped.contains(mark(&last).as_slice()) {
                take(row)?;
            }
        }
        if found.len() < most {
            break;
        }
    }
    for (_, of) in late {
        let sql = format!("{select} where ({key}) = ({})", placeholders(1, count));
        for row in transaction.fetch(Cow::Owned(sql), of).await?.iter() {
            take(row)?;
        }
    }
    Ok(())
}

/// A key as something that can be looked up.
fn mark(key: &[Value]) -> Vec<u8> {
    format!("{key:?}").into_bytes()
}

/// The keys of rows that refer to rows of the same table with a greater key, in an order in which all can be loaded.
async fn late(transaction: &mut dyn Transaction, table: &Table) -> Result<Vec<(Vec<u8>, Vec<Value>)>> {
    let (Some(column), [key]) = (&table.refers_to_itself, table.key.as_slice()) else {
        return Ok(Vec::new());
    };
    let sql = format!("select {key}, {column} from {} where {column} is not null order by {key}", table.name);
    let found = transaction.fetch(Cow::Owned(sql), Vec::new()).await?;
    let mut pending: Vec<(Vec<u8>, Vec<Value>, Vec<u8>)> = Vec::new();
    let mut waiting: BTreeSet<Vec<u8>> = BTreeSet::new();
    for row in found.iter() {
        let [own, of] = row.values() else { continue };
        let target = mark(std::slice::from_ref(of));
        // Later in the order, or itself late.
        if later(of, own) || waiting.contains(&target) {
            waiting.insert(mark(std::slice::from_ref(own)));
            pending.push((mark(std::slice::from_ref(own)), vec![own.clone()], target));
        }
    }
    let mut late = Vec::with_capacity(pending.len());
    while !pending.is_empty() {
        let before = pending.len();
        let (ready, rest): (Vec<_>, Vec<_>) =
            pending.into_iter().partition(|(.., target)| !waiting.contains(target));
        for (own, key, _) in ready {
            waiting.remove(&own);
            late.push((own, key));
        }
        if rest.len() == before {
            return Err(Error::Internal(format!("rows of {} refer to each other in a circle", table.name)));
        }
        pending = rest;
    }
    Ok(late)
}

fn later(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a > b,
        (Value::Text(a), Value::Text(b)) => a.as_bytes() > b.as_bytes(),
        _ => false,
    }
}

/// Reads a backup from beginning to end and checks its digests.
///
/// # Errors
/// [`Error::Database`] names the file and, if it is damaged, the table in which it is.
pub fn check_backup(from: &Path) -> Result<BackedUp> {
    let mut part = "header".to_owned();
    let mut reader = Reader::open(from).map_err(unreadable(from, &part))?;
    let mut tables = Vec::new();
    loop {
        match reader.next().map_err(unreadable(from, &part))? {
            Next::Table(table) => part = table.name,
            Next::Row(_) => {}
            Next::EndOfTable(rows) => tables.push((std::mem::replace(&mut part, "table".to_owned()), rows)),
            Next::End { digest } => {
                return Ok(BackedUp { structure: reader.structure, tables, bytes: reader.bytes, digest });
            }
        }
    }
}

/// Restores a backup into an empty database and brings it to the newest structure, in the caller's transaction.
pub(crate) async fn restore(
    transaction: &mut dyn Transaction,
    backend: &dyn Backend,
    from: &Path,
) -> Result<()> {
    restore_by(transaction, backend, from, migrate::MIGRATIONS).await
}

async fn restore_by(
    transaction: &mut dyn Transaction,
    backend: &dyn Backend,
    from: &Path,
    known: &[Migration],
) -> Result<()> {
    // The whole file first: a damaged one never touches the database.
    let found = check_backup(from)?;
    let newest = known.last().map_or(0, |migration| migration.number).cast_unsigned();
    if found.structure > newest {
        let message = about(&messages::BACKUP_NEWER, from).with("found", found.structure.to_string());
        return Err(Error::Database(message.with("known", newest.to_string())));
    }
    if !transaction.tables().await?.is_empty() {
        return Err(Error::Refused(Message::new(&messages::RESTORE_NOT_EMPTY).with("path", backend.place())));
    }
    let of_backup = |migration: &&Migration| migration.number.cast_unsigned() <= found.structure;
    let (before, after) = known.split_at(known.iter().take_while(of_backup).count());
    let mut reader = Reader::open(from).map_err(unreadable(from, "header"))?;
    let tables = tables_of(backend, before)?;
    let same = tables.iter().map(|table| &table.name).eq(found.tables.iter().map(|(name, _)| name));
    if reader.digest != migrate::digest_of(before) || !same {
        return Err(Error::Database(about(&messages::BACKUP_OF_OTHER, from)));
    }
    migrate::begin(transaction).await?;
    migrate::apply(transaction, backend, before).await?;
    load(transaction, &mut reader, &tables, from).await?;
    migrate::apply(transaction, backend, after).await
}

async fn load(
    transaction: &mut dyn Transaction,
    reader: &mut Reader,
    tables: &[Table],
    from: &Path,
) -> Result<()> {
    let mut tables = tables.iter();
    let mut current: Option<&Table> = None;
    let mut gathered: Vec<Value> = Vec::new();
    let mut begun = reader.bytes;
    loop {
        let next = reader.next().map_err(unreadable(from, current.map_or("table", |table| &table.name)))?;
        match (next, current) {
            (Next::Table(found), _) => {
                let table = tables.next().filter(|table| table.columns == found.columns);
                current =
                    Some(table.ok_or_else(|| Error::Database(about(&messages::BACKUP_OF_OTHER, from)))?);
            }
            (Next::Row(row), Some(table)) => {
                gathered.extend(row);
                if reader.bytes - begun > LOAD as u64 || gathered.len() >= PORTION * table.columns.len() {
                    transaction.load(&table.name, &table.names(), std::mem::take(&mut gathered)).await?;
                    begun = reader.bytes;
                }
            }
            (Next::EndOfTable(_), Some(table)) => {
                transaction.load(&table.name, &table.names(), std::mem::take(&mut gathered)).await?;
                begun = reader.bytes;
            }
            (Next::End { .. }, _) => return Ok(()),
            (_, None) => {
                return Err(Error::Database(about(&messages::BACKUP_DAMAGED, from).with("part", "table")));
            }
        }
    }
}
