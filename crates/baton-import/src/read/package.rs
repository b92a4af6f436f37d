//! The parts of a workbook (a zip file), with a bound on everything that an archive can lie about.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, BufReader, Cursor, Read};

use baton_model::Message;
use zip::ZipArchive;
use zip::read::ZipFile;

use super::FileBytes;
use crate::error::ImportError;
use crate::limits::Limits;
use crate::messages;
use crate::problem::bytes;

/// An opened archive.
pub(crate) struct Package<'f> {
    file: &'f FileBytes,
    archive: ZipArchive<Cursor<&'f [u8]>>,
    places: HashMap<String, usize>,
    unpacked: Cell<u64>,
    limits: Limits,
}

/// A part being unpacked.
pub(crate) type Part<'p, 'f> = BufReader<Guard<'p, ZipFile<'p, Cursor<&'f [u8]>>>>;

impl<'f> Package<'f> {
    /// Opens an archive without unpacking anything.
    pub(crate) fn open(file: &'f FileBytes, limits: &Limits) -> Result<Self, ImportError> {
        let refuse = |message| Err(file.refuse(message));
        if count_entries(&file.bytes, limits.entries) > limits.entries {
            let message = Message::new(&messages::TOO_MANY_PARTS).with("limit", limits.entries);
            return refuse(message);
        }
        let Ok(archive) = ZipArchive::new(Cursor::new(file.bytes.as_slice())) else {
            return refuse(Message::new(&messages::ARCHIVE_DAMAGED));
        };
        let mut package =
            Self { file, archive, places: HashMap::new(), unpacked: Cell::new(0), limits: *limits };
        for place in 0..package.archive.len() {
            let name = match package.archive.name_for_index(place) {
                Some(Ok(name)) => normal(&name),
                _ => return refuse(Message::new(&messages::ARCHIVE_DAMAGED)),
            };
            // Two parts of one name: which of them is shown depends on the program.
            if package.places.insert(name, place).is_some() {
                return refuse(Message::new(&messages::ARCHIVE_DAMAGED));
            }
        }
        Ok(package)
    }

    /// Is there a part of this name?
    pub(crate) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&normal(name))
    }

    /// Opens a part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'f>>, ImportError> {
        let Some(place) = self.places.get(&normal(name)) else { return Ok(None) };
        let damaged = || self.file.refuse(Message::new(&messages::PART_DAMAGED).with("part", name));
        let Ok(part) = self.archive.by_index(*place) else { return Err(damaged()) };
        let entry = part.entry();
        if entry.encrypted() {
            return Err(self.file.refuse(Message::new(&messages::PASSWORD_PROTECTED)));
        }
        let packed = entry.compressed_size();
        let guard = Guard {
            inner: part,
            name: name.to_owned(),
            packed,
            read: 0,
            unpacked: &self.unpacked,
            limits: self.limits,
        };
        Ok(Some(BufReader::with_capacity(1 << 16, guard)))
    }
}

/// Part names are compared without case and with one kind of slash.
fn normal(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_ascii_lowercase()
}

/// Counts directory entries before they are read, up to one more than the limit.
fn count_entries(file: &[u8], most: usize) -> usize {
    const SIGNATURE: &[u8] = b"PK\x01\x02";
    file.windows(SIGNATURE.len()).filter(|window| *window == SIGNATURE).take(most + 1).count()
}

/// Counts what comes out of a part and stops it at the limits. The stop is an I/O error that carries the message.
pub(crate) struct Guard<'p, R> {
    inner: R,
    name: String,
    packed: u64,
    read: u64,
    unpacked: &'p Cell<u64>,
    limits: Limits,
}

impl<R: Read> Read for Guard<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        /// Small parts compress well without being bombs.
        const HARMLESS: u64 = 1 << 20;
        let count = self.inner.read(buffer)?;
        self.read += count as u64;
        self.unpacked.set(self.unpacked.get() + count as u64);
        if self.unpacked.get() > self.limits.unpacked_bytes {
            let message =
                Message::new(&messages::UNPACKS_TOO_LARGE).with("limit", bytes(self.limits.unpacked_bytes));
            return Err(io::Error::other(message));
        }
        if self.read > HARMLESS && self.read / self.packed.max(1) > self.limits.ratio {
            let message = Message::new(&messages::UNPACKS_SUSPICIOUSLY)
                .with("part", &self.name)
                .with("packed", bytes(self.packed))
                .with("limit", self.limits.ratio.to_string());
            return Err(io::Error::other(message));
        }
        Ok(count)
    }
}

/// The message inside an I/O error of a guarded part, or that the part is damaged.
pub(crate) fn io_message(error: &io::Error, part: &str) -> Message {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Message>());
    inner.cloned().unwrap_or_else(|| Message::new(&messages::PART_DAMAGED).with("part", part))
}
