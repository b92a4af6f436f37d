//! The packs the binary carries (模板包).

use std::io;
use std::path::Path;

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The names of all packs.
pub(crate) fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = FILES.iter().map(|(pack, ..)| *pack).collect();
    names.dedup();
    names
}

/// Writes the files of a pack into a folder.
pub(crate) fn unpack(name: &str, folder: &Path) -> io::Result<()> {
    for (_, inside, bytes) in FILES.iter().filter(|(pack, ..)| *pack == name) {
        let path = folder.join(inside);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
