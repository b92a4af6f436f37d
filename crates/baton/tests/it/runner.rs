//! Runs the binary.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use unicode_width::UnicodeWidthStr as _;

/// What a command did.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) talk: String,
}

impl Ran {
    /// Both streams under their names, for a snapshot.
    pub(crate) fn all(&self) -> String {
        format!("exit {}\n--- stdout\n{}--- stderr\n{}", self.code, self.out, self.talk)
    }
}

/// Runs `baton` in a folder with these arguments; a blank separates them.
pub(crate) fn baton(folder: &Path, line: &str) -> Ran {
    with_env(folder, line, &[])
}

/// The same with variables of the environment.
pub(crate) fn with_env(folder: &Path, line: &str, variables: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baton"));
    command.current_dir(folder).args(line.split_whitespace());
    command.env_remove("LANG").env_remove("NO_COLOR").env("COLUMNS", "100");
    for (name, value) in variables {
        command.env(name, value);
    }
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: status.code().unwrap_or(-1), out: text(stdout), talk: text(stderr) }
}

/// The packs of the repository.
pub(crate) fn packs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs")
}

/// A new workspace made by `baton init`, with some files replaced.
pub(crate) fn skeleton(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    assert_eq!(baton(folder.path(), "init .").code, 0);
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Replaces a text in a file, which must be there.
pub(crate) fn replace(folder: &Path, name: &str, from: &str, to: &str) {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{name} does not contain {from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

/// Asserts that all lines of a table are equally wide, and says how wide.
pub(crate) fn table_width(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let width = lines[0].width();
    for line in &lines {
        assert_eq!(line.width(), width, "{line:?} among\n{text}");
    }
    width
}
