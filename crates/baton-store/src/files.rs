//! Files of a workspace (工作区文件) as versioned text: what a server has instead of a folder.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::access::{flag, stamp_at};
use crate::audit::{self, Entry};
use crate::connection::{Backend, Row, Transaction, values};
use crate::digest::{Fields, digest};
use crate::error::Result;
use crate::figures::Stamp;
use crate::time;

/// A version of a file, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileVersion {
    /// Where it lies in the workspace: `schemes/county_hqd.toml`.
    pub path: String,
    /// Which version it is, from 1.
    pub version: u32,
    /// Digest of the text.
    pub digest: String,
    /// Was the file removed with it?
    pub gone: bool,
    /// What its author says about it.
    pub note: String,
    /// Who saved it, when, from where.
    pub stamp: Stamp,
}

/// A version of a file with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileText {
    /// The version.
    pub head: FileVersion,
    /// The bytes, as they were handed in.
    pub content: Vec<u8>,
}

/// A version to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Where it lies in the workspace.
    pub path: String,
    /// The bytes; none removes the file.
    pub content: Option<Vec<u8>>,
    /// The version it was made from; none for a file that was not there.
    pub expected: Option<u32>,
}

/// What became of files to be saved: all of them or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SavedFiles {
    /// These versions were added; what is the same as before adds nothing.
    Done(Vec<FileVersion>),
    /// Somebody saved this version meanwhile.
    Conflict(Box<FileVersion>),
    /// A file that is not there cannot be removed, or was expected: its path.
    Missing(String),
}

const HEAD: &str =
    "f.path, f.version, f.digest, f.gone, f.note, f.recorded_at, f.recorded_by, f.recorded_from";

fn read(row: Row<'_>) -> Result<FileVersion> {
    Ok(FileVersion {
        path: row.text(0)?.to_owned(),
        version: u32::try_from(row.int(1)?).unwrap_or(u32::MAX),
        digest: row.text(2)?.to_owned(),
        gone: flag(row, 3)?,
        note: row.text(4)?.to_owned(),
        stamp: stamp_at(row, 5)?,
    })
}

fn read_text(row: Row<'_>) -> Result<FileText> {
    Ok(FileText { head: read(row)?, content: row.bytes(8)?.to_vec() })
}

/// The newest version of every file by a moment, ordered by path; removed ones are left out.
pub(crate) async fn newest(backend: &dyn Backend, moment: Timestamp) -> Result<Vec<FileText>> {
    let sql = format!(
        "select {HEAD}, f.content from workspace_file f where f.gone = 0 and f.version = \
         (select max(l.version) from workspace_file l where l.path = f.path and l.recorded_at <= $1) order by f.path"
    );
    let rows = backend.read().await?.fetch(Cow::Owned(sql), values![time::to_text(moment)?]).await?;
    rows.iter().map(read_text).collect()
}

/// The newest version of every path that ever was, removed ones too, ordered by path.
pub(crate) async fn paths(backend: &dyn Backend) -> Result<Vec<FileVersion>> {
    let sql = format!(
        "select {HEAD} from workspace_file f where f.version = \
         (select max(l.version) from workspace_file l where l.path = f.path) order by f.path"
    );
    backend.read().await?.fetch(Cow::Owned(sql), Vec::new()).await?.iter().map(read).collect()
}

/// The versions of a file, the newest first.
pub(crate) async fn versions(backend: &dyn Backend, path: &str) -> Result<Vec<FileVersion>> {
    let sql = format!("select {HEAD} from workspace_file f where f.path = $1 order by f.version desc");
    backend.read().await?.fetch(Cow::Owned(sql), values![path]).await?.iter().map(read).collect()
}

/// A version with its text.
pub(crate) async fn numbered(backend: &dyn Backend, path: &str, version: u32) -> Result<Option<FileText>> {
    let sql = format!("select {HEAD}, f.content from workspace_file f where f.path = $1 and f.version = $2");
    let rows = backend.read().await?.fetch(Cow::Owned(sql), values![path, i64::from(version)]).await?;
    rows.first().map(read_text).transpose()
}

async fn last(transaction: &mut dyn Transaction, path: &str) -> Result<Option<FileVersion>> {
    let sql =
        format!("select {HEAD} from workspace_file f where f.path = $1 order by f.version desc limit 1");
    transaction.fetch(Cow::Owned(sql), values![path]).await?.first().map(read).transpose()
}

/// Saves files, all or none.
pub(crate) async fn save(
    backend: &dyn Backend,
    files: &[NewFile],
    note: &str,
    stamp: &Stamp,
) -> Result<SavedFiles> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let mut saved = Vec::new();
    for file in files {
        let last = last(transaction_ref, &file.path).await?;
        let there = last.as_ref().filter(|last| !last.gone);
        match (there, file.expected) {
            (Some(there), expected) if expected != Some(there.version) => {
                return Ok(SavedFiles::Conflict(Box::new(there.clone())));
            }
            (None, Some(_)) => {
                // It was removed since; what removed it is the conflict.
                return Ok(match last {
                    Some(gone) => SavedFiles::Conflict(Box::new(gone)),
                    None => SavedFiles::Missing(file.path.clone()),
                });
            }
            (None, None) if file.content.is_none() => return Ok(SavedFiles::Missing(file.path.clone())),
            _ => {}
        }
        let same = file
            .content
            .as_ref()
            .is_some_and(|content| there.is_some_and(|there| there.digest == digest(content)));
        if !same {
            saved.push(add(transaction_ref, file, last.as_ref(), note, stamp).await?);
        }
    }
    transaction.commit().await?;
    Ok(SavedFiles::Done(saved))
}

async fn add(
    transaction: &mut dyn Transaction,
    file: &NewFile,
    last: Option<&FileVersion>,
    note: &str,
    stamp: &Stamp,
) -> Result<FileVersion> {
    let content = file.content.clone().unwrap_or_default();
    // Versions are in the order of time, so that the newest by a moment is one of them.
    let at = last.map_or(stamp.at, |last| last.stamp.at.max(stamp.at));
    let head = FileVersion {
        path: file.path.clone(),
        version: last.map_or(0, |last| last.version) + 1,
        digest: digest(&content),
        gone: file.content.is_none(),
        note: note.to_owned(),
        stamp: Stamp { at, ..stamp.clone() },
    };
    let sql = "insert into workspace_file (path, version, content, digest, gone, note, recorded_at, recorded_by, recorded_from) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let row = values![
        head.path.as_str(),
        i64::from(head.version),
        content,
        head.digest.as_str(),
        i64::from(head.gone),
        note,
        time::to_text(at)?,
        stamp.by.as_str(),
        stamp.from.as_str(),
    ];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    let entry = Entry {
        action: if head.gone { "remove_file" } else { "save_file" },
        subject: subject(&head),
        unit: None,
        before: last.map(|last| last.digest.clone()),
        after: Some(seal(&head, &head.digest)?),
        detail: note.to_owned(),
    };
    audit::record(transaction, stamp, entry).await?;
    Ok(head)
}

fn subject(head: &FileVersion) -> String {
    format!("file {} version {}", head.path, head.version)
}

/// The digest the audit chain keeps of a version.
fn seal(head: &FileVersion, content_digest: &str) -> Result<String> {
    let mut fields = Fields::new();
    fields.text(&head.path).int(i64::from(head.version)).text(content_digest).text(&head.digest);
    fields.int(i64::from(head.gone)).text(&head.note).text(&time::to_text(head.stamp.at)?);
    fields.text(&head.stamp.by).text(&head.stamp.from);
    Ok(fields.finish())
}

/// What the audit chain calls each version, and its digest as it stands in the database.
pub(crate) async fn seals(transaction: &mut dyn Transaction) -> Result<Vec<(&'static str, String, String)>> {
    let sql = "select path, version from workspace_file order by path, version";
    let keys = transaction.fetch(Cow::Borrowed(sql), Vec::new()).await?;
    let mut found = Vec::new();
    // One at a time: all texts of all years need not fit in memory.
    for key in keys.iter() {
        let sql =
            format!("select {HEAD}, f.content from workspace_file f where f.path = $1 and f.version = $2");
        let rows = transaction.fetch(Cow::Owned(sql), values![key.text(0)?, key.int(1)?]).await?;
        let Some(file) = rows.first().map(read_text).transpose()? else { continue };
        let action = if file.head.gone { "remove_file" } else { "save_file" };
        found.push((action, subject(&file.head), seal(&file.head, &digest(&file.content))?));
    }
    Ok(found)
}

crate::store::operations! {
    /// The newest version of every workspace file by a moment, ordered by path; removed ones are left out.
    fn files(moment: Timestamp) -> Vec<FileText> { |backend| newest(backend, moment) }

    /// The newest version of every path that ever was, removed ones too, ordered by path.
    fn file_paths() -> Vec<FileVersion> { |backend| paths(backend) }

    /// The versions of a file, the newest first.
    fn file_versions(path: &str) -> Vec<FileVersion> { |backend| versions(backend, path) }

    /// A version of a file with its text.
    fn file_version(path: &str, version: u32) -> Option<FileText> {
        |backend| numbered(backend, path, version)
    }

    /// Saves files, all or none; what is the same as before adds nothing.
    fn save_files(files: &[NewFile], note: &str, stamp: &Stamp) -> SavedFiles {
        |backend| save(backend, files, note, stamp)
    }
}
