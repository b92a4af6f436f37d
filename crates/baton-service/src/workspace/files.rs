//! Where the files of a workspace lie: in a folder, or in memory as a server keeps their versions.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use baton_import::read::encoding::decode;
use baton_import::{FileBytes, ImportError, Limits, Place};
use baton_model::Message;

use super::unreadable;
use crate::messages;

/// The files of a workspace (工作区文件). Names are relative and use `/`: `schemes/county_hqd.toml`.
#[derive(Clone, Debug)]
pub enum Files {
    /// A folder.
    Folder(PathBuf),
    /// Kept texts by name.
    Kept(Arc<BTreeMap<String, Vec<u8>>>),
}

impl Default for Files {
    fn default() -> Self {
        Self::Kept(Arc::default())
    }
}

impl Files {
    /// How people know the place.
    pub fn place(&self) -> String {
        match self {
            Self::Folder(root) => root.display().to_string(),
            Self::Kept(_) => String::new(),
        }
    }

    /// A file as text; none if it is not there.
    pub fn text(&self, name: &str) -> Result<Option<String>, Message> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        match decode(&bytes) {
            Ok((text, _)) => Ok(Some(text.into_owned())),
            Err(message) => {
                Err(Message::new(&messages::UNREADABLE).with("file", name).with("detail", message))
            }
        }
    }

    /// A file as it is; none if it is not there.
    pub fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>, Message> {
        match self {
            Self::Folder(root) => match fs::read(root.join(name)) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(error) => Err(unreadable(name, &error)),
            },
            Self::Kept(files) => Ok(files.get(name).cloned()),
        }
    }

    /// A file to be read as a table, within the limits of files from outside.
    pub(crate) fn table(&self, name: &str) -> Result<FileBytes, ImportError> {
        let limits = Limits::default();
        match self {
            Self::Folder(root) => FileBytes::open(&root.join(name), &limits),
            Self::Kept(files) => match files.get(name) {
                Some(bytes) => FileBytes::new(file_name(name), bytes.clone(), &limits),
                // Never from the disk of a server: what was not kept is not there.
                None => {
                    let message = Message::new(&messages::MISSING_FILE).with("folder", self.place());
                    Err(ImportError::new(message.with("file", name), Place::file(file_name(name))))
                }
            },
        }
    }

    /// Names of the files in a folder that end in one of the extensions, in order; hidden and lock files are left out.
    pub fn list(&self, folder: &str, extensions: &[&str]) -> Result<Vec<String>, Message> {
        let mut names: Vec<String> = match self {
            Self::Folder(root) => in_folder(&root.join(folder))?,
            Self::Kept(files) => {
                let inside = |name: &String| name.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned);
                files.keys().filter_map(inside).filter(|name| !name.contains('/')).collect()
            }
        };
        names.retain(|name| {
            let extension = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
            !name.starts_with(['.', '~']) && extensions.contains(&extension.as_str())
        });
        names.sort();
        Ok(names.into_iter().map(|name| format!("{folder}/{name}")).collect())
    }
}

/// The last part of a name.
pub(crate) fn file_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn in_folder(folder: &Path) -> Result<Vec<String>, Message> {
    let wrong = |error: &std::io::Error| unreadable(&folder.display().to_string(), error);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(wrong(&error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| wrong(&error))?;
        if entry.path().is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}
