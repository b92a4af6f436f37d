//! The bytes of a file in blocks that end at line ends, read by whoever is next.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// Bytes of a block: few enough to stay near the core with all that is read from them. Not a matter of how many threads there
/// are: the result is the same anyway.
pub(super) const BLOCK: usize = 1 << 18;

/// A file read block by block.
pub(super) struct Blocks {
    file: File,
    /// The beginning of the line that the last block ended in.
    rest: Vec<u8>,
    next: usize,
    ended: bool,
}

impl Blocks {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { file: File::open(path)?, rest: Vec::new(), next: 0, ended: false })
    }

    /// Bytes of the file, as far as that can be told.
    pub(super) fn bytes(&self) -> u64 {
        self.file.metadata().map_or(0, |metadata| metadata.len())
    }

    /// Reads the next block; gives its number, or nothing at the end of the file.
    pub(super) fn read(&mut self, block: &mut Vec<u8>) -> io::Result<Option<usize>> {
        block.clear();
        if self.ended {
            return Ok(None);
        }
        block.append(&mut self.rest);
        loop {
            let before = block.len();
            let read = (&self.file).take(BLOCK as u64).read_to_end(block)?;
            if read == 0 {
                self.ended = true;
                break;
            }
            if let Some(end) = block[before..].iter().rposition(|byte| *byte == b'\n') {
                self.rest.extend_from_slice(&block[before + end + 1..]);
                block.truncate(before + end + 1);
                break;
            }
        }
        self.next += 1;
        Ok(Some(self.next - 1))
    }
}
