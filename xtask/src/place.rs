//! Where things are.

use std::path::{Path, PathBuf};

/// The repository this program was built from.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Where cargo builds.
pub(crate) fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

/// The built `baton` of a profile's folder.
pub(crate) fn baton(root: &Path, profile: &str) -> PathBuf {
    target(root).join(profile).join(format!("baton{}", std::env::consts::EXE_SUFFIX))
}

/// Copies a pack without its store.
pub(crate) fn copy_files(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if !entry.file_type()?.is_dir() {
            std::fs::copy(entry.path(), target)?;
        } else if entry.file_name() != ".baton" {
            copy_files(&entry.path(), &target)?;
        }
    }
    Ok(())
}
