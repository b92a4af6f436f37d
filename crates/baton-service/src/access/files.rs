//! Files of a workspace (工作区文件) kept in a database: saved as versions with author and note, compared by lines.

use std::collections::BTreeSet;

use baton_model::Message;
use baton_store::{FileText, FileVersion, NewFile, SavedFiles, Store};
use jiff::Timestamp;
use similar::TextDiff;

use super::actor::Actor;
use super::capability::Capability;
use super::denied::Denied;
use super::messages;

/// The largest file.
const MOST: usize = 4 << 20;
/// Files a workspace has at its top.
pub(crate) const TOP: &[&str] = &[
    "workspace.toml",
    "indicators.toml",
    "units.csv",
    "unit_changes.csv",
    "tests.toml",
    "README.md",
    "README.zh-CN.md",
];

/// Its folders with the kinds of files in them. Figures are no files: they come in as figures.
pub(crate) const FOLDERS: &[(&str, &[&str])] = &[
    ("schemes", &["toml", "csv", "xlsx"]),
    ("ledgers", &["toml"]),
    ("bulletins", &["md"]),
    ("boundaries", &["geojson"]),
];

/// The newest files by a moment: what a server loads its workspace from. It asks for nobody, so what comes of it is for the engine.
pub fn load(store: &Store, moment: Timestamp) -> Result<Vec<FileText>, Denied> {
    Ok(store.files(moment)?)
}

/// The first files of a workspace, where there are none yet. Says whether they were taken.
pub fn seed(
    store: &Store,
    actor: &Actor,
    files: Vec<(String, Vec<u8>)>,
    note: &str,
    at: Timestamp,
) -> Result<bool, Denied> {
    actor.needs(Capability::EditScheme)?;
    if !store.file_paths()?.is_empty() {
        return Ok(false);
    }
    let files: Vec<NewFile> = files
        .into_iter()
        .map(|(path, content)| NewFile { path, content: Some(content), expected: None })
        .collect();
    save(store, actor, &files, note, at).map(|_| true)
}

/// The newest version of every path, removed ones too.
pub fn paths(store: &Store, actor: &Actor) -> Result<Vec<FileVersion>, Denied> {
    actor.needs(Capability::ViewScheme)?;
    Ok(store.file_paths()?)
}

/// The versions of a file, the newest first.
pub fn versions(store: &Store, actor: &Actor, path: &str) -> Result<Vec<FileVersion>, Denied> {
    actor.needs(Capability::ViewScheme)?;
    let found = store.file_versions(path)?;
    if found.is_empty() { Err(missing(path, 1)) } else { Ok(found) }
}

/// A version with its text.
pub fn version(store: &Store, actor: &Actor, path: &str, version: u32) -> Result<FileText, Denied> {
    actor.needs(Capability::ViewScheme)?;
    store.file_version(path, version)?.ok_or_else(|| missing(path, version))
}

/// The newest version that is not removed.
pub fn newest(store: &Store, actor: &Actor, path: &str) -> Result<FileText, Denied> {
    let newest = versions(store, actor, path)?.into_iter().next().filter(|newest| !newest.gone);
    let newest = newest.ok_or_else(|| missing(path, 1))?;
    version(store, actor, path, newest.version)
}

fn missing(path: &str, version: u32) -> Denied {
    let message = Message::new(&messages::NO_FILE).with("path", path);
    Denied::Missing(message.with("version", version.to_string()))
}

/// Does a path name a file a workspace may have?
fn is_path(path: &str) -> bool {
    let plain = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.chars().all(|c| c.is_alphanumeric() || "._-".contains(c))
    };
    match path.split_once('/') {
        None => TOP.contains(&path),
        Some((folder, name)) => {
            let extension = name.rsplit('.').next().unwrap_or_default();
            plain(name) && FOLDERS.iter().any(|(known, kinds)| *known == folder && kinds.contains(&extension))
        }
    }
}

fn judge(files: &[NewFile]) -> Result<(), Denied> {
    let mut paths = BTreeSet::new();
    for file in files {
        if !is_path(&file.path) {
            return Err(Denied::invalid("path", Message::new(&messages::BAD_PATH).with("path", &file.path)));
        }
        if !paths.insert(&file.path) {
            return Err(Denied::invalid(
                "path",
                Message::new(&messages::FILE_TWICE).with("path", &file.path),
            ));
        }
        if file.content.as_ref().is_some_and(|content| content.len() > MOST) {
            return Err(Denied::invalid("text", Message::new(&messages::FILE_TOO_LARGE).with("most", MOST)));
        }
    }
    if files.is_empty() {
        return Err(Denied::invalid("files", Message::new(&messages::NO_FILES_NAMED)));
    }
    Ok(())
}

/// Saves files, all or none, each made from the version it names; whether they are any good is checked before. What is the same as
/// before adds no version. A conflict says who saved in between.
pub fn save(
    store: &Store,
    actor: &Actor,
    files: &[NewFile],
    note: &str,
    at: Timestamp,
) -> Result<Vec<FileVersion>, Denied> {
    actor.needs(Capability::EditScheme)?;
    judge(files)?;
    if note.chars().count() > 1000 {
        return Err(Denied::invalid("note", Message::new(&messages::TEXT_LENGTH).with("most", 1000_usize)));
    }
    match store.save_files(files, note, &actor.who(at).stamp())? {
        SavedFiles::Done(saved) => Ok(saved),
        SavedFiles::Missing(path) => Err(missing(&path, 1)),
        SavedFiles::Conflict(newer) => {
            let message = Message::new(&messages::FILE_CONFLICT)
                .with("path", &newer.path)
                .with("by", &newer.stamp.by)
                .with("at", newer.stamp.at.strftime("%Y-%m-%d %H:%M:%SZ").to_string())
                .with("version", newer.version.to_string());
            Err(Denied::Conflict(message))
        }
    }
}

/// Two versions of a file compared by lines, as a unified diff; version 0 is the empty file.
pub fn diff(store: &Store, actor: &Actor, path: &str, (from, to): (u32, u32)) -> Result<String, Denied> {
    let text = |number: u32| -> Result<String, Denied> {
        if number == 0 {
            actor.needs(Capability::ViewScheme)?;
            return Ok(String::new());
        }
        let found = version(store, actor, path, number)?;
        Ok(String::from_utf8_lossy(&found.content).into_owned())
    };
    Ok(diff_texts(path, (&text(from)?, from), (&text(to)?, to)))
}

/// Two texts compared by lines, as a unified diff with three lines of context.
pub fn diff_texts(path: &str, (before, from): (&str, u32), (after, to): (&str, u32)) -> String {
    let diff = TextDiff::from_lines(before, after);
    let names = (format!("{path}@{from}"), format!("{path}@{to}"));
    diff.unified_diff().context_radius(3).header(&names.0, &names.1).to_string()
}
