//! Files → rows of cells.

pub(crate) mod csv;
mod dates;
pub mod encoding;
mod package;
pub mod records;
mod styles;
pub(crate) mod workbook;
mod xlsx;
mod xml;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use baton_model::Message;

use crate::error::ImportError;
use crate::limits::Limits;
use crate::messages;
use crate::problem::{Place, bytes};

/// The bytes of a file under its name without folders.
#[derive(Clone, Debug)]
pub struct FileBytes {
    /// Name without folders.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

impl FileBytes {
    /// Reads a file no larger than the limit.
    pub fn open(path: &Path, limits: &Limits) -> Result<Self, ImportError> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let most = limits.file_bytes.min(u64::from(u32::MAX));
        let refuse = |error: &std::io::Error| {
            let message = Message::new(&messages::CANNOT_READ_FILE)
                .with("file", path.display().to_string())
                .with("reason", error.to_string());
            ImportError::new(message, Place::file(&name))
        };
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(|error| refuse(&error))?;
        if file.metadata().is_ok_and(|known| known.is_file() && known.len() > most) {
            return Err(too_large(&name, file.metadata().map_or(most, |known| known.len()), most));
        }
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| refuse(&error))?;
        Self::new(name, bytes, limits)
    }

    /// Takes bytes that were read elsewhere, such as an upload.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>, limits: &Limits) -> Result<Self, ImportError> {
        let name = name.into();
        let most = limits.file_bytes.min(u64::from(u32::MAX));
        if bytes.len() as u64 > most {
            return Err(too_large(&name, bytes.len() as u64, most));
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(ImportError::new(Message::new(&messages::FILE_EMPTY), Place::file(name)));
        }
        Ok(Self { name, bytes })
    }

    /// Refuses the file as a whole.
    pub(crate) fn refuse(&self, message: Message) -> ImportError {
        ImportError::new(message, Place::file(&self.name))
    }
}

fn too_large(name: &str, size: u64, most: u64) -> ImportError {
    let message =
        Message::new(&messages::FILE_TOO_LARGE).with("size", bytes(size)).with("limit", bytes(most));
    ImportError::new(message, Place::file(name))
}
