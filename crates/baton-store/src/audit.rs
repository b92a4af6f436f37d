//! The audit chain (审计): every change leaves a record that holds the hash of the record before it.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::connection::{Backend, Row, Transaction, values};
use crate::digest::{Algorithm, Fields};
use crate::error::{Broken, BrokenPart, Error, Result};
use crate::figures::Stamp;
use crate::scope::Scope;
use crate::time;

/// A record of the audit chain (审计记录).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// Its number, from 1 without gaps.
    pub sequence: i64,
    /// Who, when, from where.
    pub stamp: Stamp,
    /// What was done: `import`, `withdrawal`, `lock`, `save_run`, `publish`, `ruling`, `grant`, `sign_in`, `algorithm` and the like.
    pub action: String,
    /// To what: `batch 12`, `run 2024-1`.
    pub subject: String,
    /// For which unit, where it is one.
    pub unit: Option<String>,
    /// Digest of what was there before.
    pub before: Option<String>,
    /// Digest of what is there now.
    pub after: Option<String>,
    /// In words.
    pub detail: String,
    /// Hash of the record before; empty for the first.
    pub previous: String,
    /// Hash over everything above.
    pub hash: String,
}

/// What a change says about itself.
pub(crate) struct Entry {
    pub(crate) action: &'static str,
    pub(crate) subject: String,
    pub(crate) unit: Option<String>,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) detail: String,
}

pub(crate) const COLUMNS: &str = "sequence, recorded_at, recorded_by, recorded_from, action, subject, unit, before_digest, after_digest, \
                       detail, algorithm, previous, hash";

/// Records read at a time.
const PORTION: i64 = 2000;

/// What a record does that changes the hash function of those after it.
pub(crate) const CHANGES_ALGORITHM: &str = "algorithm";

/// Adds a record in the caller's transaction, hashed as the one before it.
pub(crate) async fn record(transaction: &mut dyn Transaction, stamp: &Stamp, entry: Entry) -> Result<()> {
    let head = head_in(transaction).await?;
    add(transaction, head, stamp, entry).await
}

/// From now on records are hashed by this algorithm; those there are stay as they are. Nothing is recorded if they are already.
pub(crate) async fn change_algorithm(
    backend: &dyn Backend,
    algorithm: Algorithm,
    stamp: &Stamp,
) -> Result<()> {
    let mut transaction = backend.write().await?;
    let head = head_in(&mut *transaction).await?;
    if head.algorithm == algorithm {
        return Ok(());
    }
    let entry = Entry {
        action: CHANGES_ALGORITHM,
        subject: "audit".to_owned(),
        unit: None,
        before: None,
        after: None,
        detail: format!("{} -> {}", head.algorithm.word(), algorithm.word()),
    };
    add(&mut *transaction, Head { algorithm, ..head }, stamp, entry).await?;
    transaction.commit().await
}

async fn add(transaction: &mut dyn Transaction, head: Head, stamp: &Stamp, entry: Entry) -> Result<()> {
    let mut record = AuditRecord {
        sequence: head.sequence + 1,
        stamp: stamp.clone(),
        action: entry.action.to_owned(),
        subject: entry.subject,
        unit: entry.unit,
        before: entry.before,
        after: entry.after,
        detail: entry.detail,
        previous: head.hash,
        hash: String::new(),
    };
    let at = time::to_text(stamp.at)?;
    record.hash = hash(&record, &at, head.algorithm);
    let sql = format!(
        "insert into audit ({COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    );
    let row = values![
        record.sequence,
        at,
        stamp.by.as_str(),
        stamp.from.as_str(),
        record.action,
        record.subject,
        record.unit,
        record.before,
        record.after,
        record.detail,
        head.algorithm.word(),
        record.previous,
        record.hash,
    ];
    transaction.execute(Cow::Owned(sql), row).await?;
    Ok(())
}

fn hash(record: &AuditRecord, at: &str, algorithm: Algorithm) -> String {
    let mut fields = Fields::by(algorithm);
    fields.text(&record.previous).int(record.sequence).text(at);
    fields.text(&record.stamp.by).text(&record.stamp.from).text(&record.action).text(&record.subject);
    fields.maybe(record.unit.as_deref()).maybe(record.before.as_deref()).maybe(record.after.as_deref());
    fields.text(&record.detail);
    fields.finish()
}

fn broken(sequence: i64, what: BrokenPart) -> Error {
    Error::Broken(Broken { sequence, what })
}

/// The end of the chain.
#[derive(Default)]
struct Head {
    sequence: i64,
    hash: String,
    algorithm: Algorithm,
}

async fn head_in(transaction: &mut dyn Transaction) -> Result<Head> {
    let sql =
        "select sequence, hash, algorithm from audit where sequence = (select max(sequence) from audit)";
    let rows = transaction.fetch(Cow::Borrowed(sql), Vec::new()).await?;
    let Some(row) = rows.first() else { return Ok(Head::default()) };
    let sequence = row.int(0)?;
    let algorithm = Algorithm::parse(row.text(2)?).ok_or_else(|| broken(sequence, BrokenPart::Record))?;
    Ok(Head { sequence, hash: row.text(1)?.to_owned(), algorithm })
}

/// Number and hash of the last record.
pub(crate) async fn head(backend: &dyn Backend) -> Result<(i64, String)> {
    let head = head_in(&mut *backend.read().await?).await?;
    Ok((head.sequence, head.hash))
}

/// A record with its moment as written and its algorithm.
pub(crate) type Stored = (AuditRecord, String, String);

pub(crate) fn read(row: Row<'_>) -> Result<Stored> {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let at = row.text(1)?.to_owned();
    let moment = at.parse().unwrap_or(Timestamp::UNIX_EPOCH);
    let record = AuditRecord {
        sequence: row.int(0)?,
        stamp: Stamp::new(moment, row.text(2)?, row.text(3)?),
        action: row.text(4)?.to_owned(),
        subject: row.text(5)?.to_owned(),
        unit: owned(row.maybe_text(6)?),
        before: owned(row.maybe_text(7)?),
        after: owned(row.maybe_text(8)?),
        detail: row.text(9)?.to_owned(),
        previous: row.text(11)?.to_owned(),
        hash: row.text(12)?.to_owned(),
    };
    Ok((record, at, row.text(10)?.to_owned()))
}

async fn portion(transaction: &mut dyn Transaction, after: i64) -> Result<Vec<Result<Stored>>> {
    let sql = format!("select {COLUMNS} from audit where sequence > $1 order by sequence limit {PORTION}");
    let rows = transaction.fetch(Cow::Owned(sql), values![after]).await?;
    Ok(rows.iter().map(read).collect())
}

/// Follows the chain from its first record; every record that is sound is handed on.
pub(crate) async fn verify(
    transaction: &mut dyn Transaction,
    take: &mut (dyn FnMut(AuditRecord) + Send),
) -> Result<()> {
    let (mut last, mut previous, mut by) = (0, String::new(), Algorithm::default());
    loop {
        let found = portion(transaction, last).await?;
        if found.is_empty() {
            return Ok(());
        }
        for stored in found {
            // A value of the wrong type is an altered byte like any other.
            let Ok((record, at, algorithm)) = stored else {
                return Err(broken(last + 1, BrokenPart::Record));
            };
            let known =
                Algorithm::parse(&algorithm).filter(|known| hash(&record, &at, *known) == record.hash);
            let Some(algorithm) = known else {
                return Err(broken(record.sequence, BrokenPart::Record));
            };
            let changed = algorithm != std::mem::replace(&mut by, algorithm);
            let out_of_turn = changed && record.action != CHANGES_ALGORITHM;
            if record.sequence != last + 1 || record.previous != previous || out_of_turn {
                return Err(broken(record.sequence, BrokenPart::Chain));
            }
            last = record.sequence;
            previous.clone_from(&record.hash);
            take(record);
        }
    }
}

/// Records after a number, in order; those of other units than the scope's do not exist, nor those of no single unit.
pub(crate) async fn list(
    backend: &dyn Backend,
    scope: &Scope,
    after: i64,
    most: usize,
) -> Result<Vec<AuditRecord>> {
    let mut transaction = backend.read().await?;
    let (mut last, mut records) = (after, Vec::new());
    while records.len() < most {
        let found = portion(&mut *transaction, last).await?;
        if found.is_empty() {
            break;
        }
        for stored in found {
            let (record, ..) = stored?;
            last = record.sequence;
            let visible = scope.is_everything()
                || record.unit.as_deref().is_some_and(|unit| scope.contains_whole(unit));
            if visible && records.len() < most {
                records.push(record);
            }
        }
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::AsyncStore;

    #[test]
    fn the_algorithm_changes_only_where_a_record_says_so() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = AsyncStore::open_in_memory().await.unwrap();
            let stamp = Stamp::new(Timestamp::UNIX_EPOCH, "a", "b");
            store.hash_by(Algorithm::Sm3, &stamp).await.unwrap();
            let mut transaction = store.backend().write().await.unwrap();
            let head = head_in(&mut *transaction).await.unwrap();
            let entry = Entry {
                action: "import",
                subject: "batch 1".to_owned(),
                unit: None,
                before: None,
                after: None,
                detail: String::new(),
            };
            let weaker = Head { algorithm: Algorithm::Sha256, ..head };
            add(&mut *transaction, weaker, &stamp, entry).await.unwrap();
            transaction.commit().await.unwrap();
            assert_eq!(store.verify_audit().await.unwrap_err(), broken(2, BrokenPart::Chain));
        });
    }
}
