//! Attachments (附件): files handed in for a unit, such as the evidence of an objection.

use std::borrow::Cow;

use crate::access::stamp_at;
use crate::audit::{self, Entry};
use crate::connection::{Backend, Row, Transaction, values};
use crate::digest::{Fields, digest};
use crate::error::Result;
use crate::figures::Stamp;
use crate::scope::Scope;
use crate::time;

/// An attachment, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The unit it was handed in for.
    pub unit: String,
    /// Digest of its bytes.
    pub digest: String,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// What it is: `application/pdf`.
    pub media_type: String,
    /// Who handed it in, when, from where.
    pub stamp: Stamp,
}

const HEAD: &str = "unit, digest, name, size, media_type, recorded_at, recorded_by, recorded_from";

fn read(row: Row<'_>) -> Result<Attachment> {
    Ok(Attachment {
        unit: row.text(0)?.to_owned(),
        digest: row.text(1)?.to_owned(),
        name: row.text(2)?.to_owned(),
        size: u64::try_from(row.int(3)?).unwrap_or(0),
        media_type: row.text(4)?.to_owned(),
        stamp: stamp_at(row, 5)?,
    })
}

/// Keeps an attachment. The same bytes for the same unit are kept once.
pub(crate) async fn add(
    backend: &dyn Backend,
    unit: &str,
    (name, media_type): (&str, &str),
    content: &[u8],
    stamp: &Stamp,
) -> Result<Attachment> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let digest = digest(content);
    if let Some(found) = find_in(transaction_ref, unit, &digest).await? {
        return Ok(found);
    }
    let size = content.len() as u64;
    let head = Attachment {
        unit: unit.to_owned(),
        digest,
        name: name.to_owned(),
        size,
        media_type: media_type.to_owned(),
        stamp: stamp.clone(),
    };
    let sql = format!("insert into attachment ({HEAD}, content) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    let row = values![
        unit,
        head.digest.as_str(),
        name,
        i64::try_from(size).unwrap_or(i64::MAX),
        media_type,
        time::to_text(stamp.at)?,
        stamp.by.as_str(),
        stamp.from.as_str(),
        content.to_vec(),
    ];
    transaction_ref.execute(Cow::Owned(sql), row).await?;
    let entry = Entry {
        action: "attach",
        subject: subject(&head),
        unit: Some(unit.to_owned()),
        before: None,
        after: Some(seal(&head, &head.digest)?),
        detail: name.to_owned(),
    };
    audit::record(transaction_ref, stamp, entry).await?;
    transaction.commit().await?;
    Ok(head)
}

async fn find_in(transaction: &mut dyn Transaction, unit: &str, digest: &str) -> Result<Option<Attachment>> {
    let sql = format!("select {HEAD} from attachment where unit = $1 and digest = $2");
    transaction.fetch(Cow::Owned(sql), values![unit, digest]).await?.first().map(read).transpose()
}

/// An attachment with its bytes; of a unit outside the scope there is none.
pub(crate) async fn get(
    backend: &dyn Backend,
    scope: &Scope,
    unit: &str,
    digest: &str,
) -> Result<Option<(Attachment, Vec<u8>)>> {
    let sql = format!("select {HEAD}, content from attachment where unit = $1 and digest = $2");
    let rows = backend.read().await?.fetch(Cow::Owned(sql), values![unit, digest]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let found = (read(row)?, row.bytes(8)?.to_vec());
    Ok(Some(found).filter(|_| scope.contains(unit)))
}

fn subject(head: &Attachment) -> String {
    format!("attachment {} of {}", head.digest, head.unit)
}

fn seal(head: &Attachment, content_digest: &str) -> Result<String> {
    let mut fields = Fields::new();
    fields.text(&head.unit).text(content_digest).text(&head.name).text(&head.media_type);
    fields.text(&time::to_text(head.stamp.at)?).text(&head.stamp.by).text(&head.stamp.from);
    Ok(fields.finish())
}

/// What the audit chain calls each attachment, and its digest as it stands in the database.
pub(crate) async fn seals(transaction: &mut dyn Transaction) -> Result<Vec<(&'static str, String, String)>> {
    let sql = "select unit, digest from attachment order by unit, digest";
    let keys = transaction.fetch(Cow::Borrowed(sql), Vec::new()).await?;
    let mut found = Vec::new();
    // One at a time: they may be large.
    for key in keys.iter() {
        let sql = format!("select {HEAD}, content from attachment where unit = $1 and digest = $2");
        let rows = transaction.fetch(Cow::Owned(sql), values![key.text(0)?, key.text(1)?]).await?;
        let Some(row) = rows.first() else { continue };
        let head = read(row)?;
        found.push(("attach", subject(&head), seal(&head, &digest(row.bytes(8)?))?));
    }
    Ok(found)
}

crate::store::operations! {
    /// Keeps an attachment for a unit, given its name and media type. The same bytes for the same unit are kept once.
    fn attach(unit: &str, name: (&str, &str), content: &[u8], stamp: &Stamp) -> Attachment {
        |backend| add(backend, unit, name, content, stamp)
    }

    /// An attachment with its bytes; of a unit outside the scope there is none.
    fn attachment(scope: &Scope, unit: &str, digest: &str) -> Option<(Attachment, Vec<u8>)> {
        |backend| get(backend, scope, unit, digest)
    }
}
