//! Imports that wait to be committed (待提交的导入): the file as it was dropped, gone when committed, cancelled or after 24 hours. Nothing
//! is recorded of it before it is committed; that it was uploaded is.

use std::borrow::Cow;

use jiff::{SignedDuration, Timestamp};

use crate::access::sign_in::note;
use crate::connection::{Backend, Row, values};
use crate::error::Result;
use crate::figures::Stamp;
use crate::time;

/// How long it waits.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// A file that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportDraft {
    /// Its id.
    pub id: String,
    /// The account that dropped it in.
    pub account: String,
    /// Its name.
    pub file_name: String,
    /// Its bytes.
    pub content: Vec<u8>,
    /// How it is to be read, JSON.
    pub options: String,
    /// When it was dropped.
    pub at: Timestamp,
}

fn read(row: Row<'_>) -> Result<ImportDraft> {
    Ok(ImportDraft {
        id: row.text(0)?.to_owned(),
        account: row.text(1)?.to_owned(),
        file_name: row.text(2)?.to_owned(),
        content: row.bytes(3)?.to_vec(),
        options: row.text(4)?.to_owned(),
        at: time::from_text(row.text(5)?)?,
    })
}

fn oldest(now: Timestamp) -> Result<String> {
    time::to_text(now.checked_sub(KEPT).unwrap_or(now))
}

/// Keeps a file until it is committed; those that waited too long are thrown away.
pub(crate) async fn add(backend: &dyn Backend, draft: &ImportDraft, stamp: &Stamp) -> Result<()> {
    let mut transaction = backend.write().await?;
    let sql = "delete from import_draft where recorded_at < $1";
    transaction.execute(Cow::Borrowed(sql), values![oldest(stamp.at)?]).await?;
    let sql = "insert into import_draft (id, account, file_name, content, options, recorded_at) \
               values ($1, $2, $3, $4, $5, $6)";
    let row = values![
        draft.id.as_str(),
        draft.account.as_str(),
        draft.file_name.as_str(),
        draft.content.clone(),
        draft.options.as_str(),
        time::to_text(draft.at)?,
    ];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    note(&mut *transaction, "upload", &format!("import {}", draft.id), &draft.file_name, stamp).await?;
    transaction.commit().await
}

/// A file of an account that waits.
pub(crate) async fn get(
    backend: &dyn Backend,
    id: &str,
    account: &str,
    now: Timestamp,
) -> Result<Option<ImportDraft>> {
    let sql = "select id, account, file_name, content, options, recorded_at from import_draft \
               where id = $1 and account = $2 and recorded_at >= $3";
    let rows = backend.read().await?.fetch(Cow::Borrowed(sql), values![id, account, oldest(now)?]).await?;
    rows.first().map(read).transpose()
}

/// Changes how it is to be read. Not if there is none.
pub(crate) async fn set_options(
    backend: &dyn Backend,
    id: &str,
    account: &str,
    options: &str,
) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let sql = "update import_draft set options = $3 where id = $1 and account = $2";
    let touched = transaction.execute(Cow::Borrowed(sql), values![id, account, options]).await?;
    transaction.commit().await?;
    Ok(touched > 0)
}

/// Throws it away, committed or cancelled. Not if there is none.
pub(crate) async fn remove(backend: &dyn Backend, id: &str, stamp: &Stamp) -> Result<bool> {
    let mut transaction = backend.write().await?;
    let sql = "delete from import_draft where id = $1 and account = $2";
    if transaction.execute(Cow::Borrowed(sql), values![id, stamp.by.as_str()]).await? == 0 {
        return Ok(false);
    }
    note(&mut *transaction, "drop_upload", &format!("import {id}"), "", stamp).await?;
    transaction.commit().await?;
    Ok(true)
}

crate::store::operations! {
    /// Keeps a file until its import is committed; those that waited 24 hours are thrown away.
    fn add_import_draft(draft: &ImportDraft, stamp: &Stamp) -> () { |backend| add(backend, draft, stamp) }

    /// A file of an account that waits.
    fn import_draft(id: &str, account: &str, now: Timestamp) -> Option<ImportDraft> {
        |backend| get(backend, id, account, now)
    }

    /// Changes how a file that waits is to be read. Not if there is none.
    fn set_import_options(id: &str, account: &str, options: &str) -> bool {
        |backend| set_options(backend, id, account, options)
    }

    /// Throws a file that waits away, committed or cancelled. Not if the account of the stamp has none of that id.
    fn remove_import_draft(id: &str, stamp: &Stamp) -> bool { |backend| remove(backend, id, stamp) }
}
