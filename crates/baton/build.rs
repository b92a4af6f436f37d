//! Lists the files of `packs/`, so that the binary carries them and `baton demo` works from any folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Folders of a pack that are for its makers only.
const LEFT_OUT: [&str; 2] = ["tools", "reference"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let packs = root.join("../../packs").canonicalize()?;
    let mut files = Vec::new();
    collect(&packs, &mut files)?;
    files.sort();
    let mut list = String::from("pub(crate) static FILES: &[(&str, &str, &[u8])] = &[\n");
    for file in &files {
        let name = file.strip_prefix(&packs).map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        let Some((pack, inside)) = name.split_once('/') else { continue };
        let path = file.display().to_string();
        let _ = writeln!(list, "    ({pack:?}, {inside:?}, include_bytes!({path:?})),");
    }
    list.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("packs.rs"), list)?;
    println!("cargo::rerun-if-changed={}", packs.display());
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') || LEFT_OUT.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
