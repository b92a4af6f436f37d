//! Files → rows of cells.

mod address;
mod child;
pub(crate) mod csv;
mod dates;
#[cfg(test)]
mod differential;
pub mod encoding;
mod formula;
pub mod legacy;
pub(crate) mod package;
mod protocol;
mod quick;
pub mod records;
mod styles;
pub(crate) mod workbook;
mod xlsx;
mod xml;

pub use child::{READ_LEGACY, child_main};

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use baton_model::{CellAddress, Message};

use crate::error::ImportError;
use crate::limits::Limits;
use crate::messages;
use crate::problem::{Place, bytes};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// CSV.
    Text,
    /// `.xlsx` and its relatives.
    Xlsx,
    /// `.xls`.
    Xls,
    /// `.ods`.
    Ods,
    /// A workbook with a password to open it.
    Protected,
    /// A web page or bare XML, which many systems export under the name of a workbook.
    Markup,
    /// Pictures, documents, other archives.
    Unknown,
}

impl Kind {
    fn of(bytes: &[u8]) -> Self {
        const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
        const ODS: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
        const OTHERS: &[&[u8]] =
            &[b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"Rar!", b"7z\xBC\xAF", b"\x1F\x8B", b"{\\rtf"];
        let within = |wanted: &[u8], most: usize| {
            bytes[..bytes.len().min(most)].windows(wanted.len()).any(|window| window == wanted)
        };
        if bytes.starts_with(COMPOUND) {
            let utf16: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            return if within(&utf16, 1 << 20) { Self::Protected } else { Self::Xls };
        }
        if bytes.starts_with(b"PK") {
            return if within(ODS, 256) { Self::Ods } else { Self::Xlsx };
        }
        // The oldest `.xls` have no container around the stream.
        if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, ..]) {
            return Self::Xls;
        }
        match OTHERS.iter().any(|magic| bytes.starts_with(magic)) {
            true => Self::Unknown,
            false if is_markup(bytes) => Self::Markup,
            false => Self::Text,
        }
    }
}

/// Does a text begin as a web page or an XML document does?
fn is_markup(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 8] =
        [b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta", b"<head", b"<body", b"<!--"];
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    BEGINNINGS.iter().any(|beginning| {
        text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
    })
}

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
                .with("reason", error);
            ImportError::new(message, Place::file(&name))
        };
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(|error| refuse(&error))?;
        if file.metadata().is_ok_and(|known| known.is_dir()) {
            return Err(refuse(&std::io::ErrorKind::IsADirectory.into()));
        }
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

    /// What kind of file it is, by its first bytes and not by its name.
    pub fn kind(&self) -> Kind {
        Kind::of(&self.bytes)
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

/// A cell with content beyond the rows and columns that are read.
fn too_far(cell: CellAddress, limits: &Limits) -> Message {
    Message::new(&messages::CELL_TOO_FAR)
        .with("cell", cell.to_string())
        .with("rows", limits.rows.to_string())
        .with("columns", limits.columns.to_string())
}

/// More cells than are read.
fn too_many_cells(limits: &Limits) -> Message {
    let limit = limits.cells.to_string();
    Message::new(&messages::TOO_MANY_CELLS).with("limit", limit)
}
