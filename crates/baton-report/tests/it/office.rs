//! LibreOffice without a window, with a profile of its own that recalculates everything it loads.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Recalculate always: 0.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// The program, or one clear line and nothing.
pub(crate) fn find() -> Option<PathBuf> {
    let found = ["soffice", "libreoffice"].into_iter().find_map(|name| {
        std::env::split_paths(&std::env::var_os("PATH")?)
            .map(|folder| folder.join(name))
            .find(|path| path.is_file())
    });
    if found.is_none() {
        eprintln!(
            "SKIP: no LibreOffice (soffice) on PATH; the workbook was not recalculated. Install libreoffice-calc."
        );
    }
    found
}

/// A folder of this test, empty.
pub(crate) fn folder(name: &str) -> PathBuf {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("baton-report-{}-{number}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Recalculates workbooks of a folder; they are written to another under the same names.
pub(crate) fn recalculate(program: &Path, from: &Path, format: &str) -> PathBuf {
    let profile = folder("profile");
    fs::create_dir_all(profile.join("user")).unwrap();
    fs::write(profile.join("user/registrymodifications.xcu"), SETTINGS).unwrap();
    let to = folder("recalculated");
    let mut files: Vec<PathBuf> = fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let done = Command::new(program)
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--norestore", "--convert-to", format, "--outdir"])
        .arg(&to)
        .args(&files)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(done.success(), "LibreOffice failed");
    let _ = fs::remove_dir_all(profile);
    to
}
