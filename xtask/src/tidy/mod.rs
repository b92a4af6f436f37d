//! The rules of this repository, each with its own test on small strings.
//!
//! A rule takes texts and returns [`Place`]s; only this file reads the disk.

mod code;
mod edges;
mod licences;
mod packs;
mod paths;
mod sources;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::process::Command;

/// Something to mend, or to know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    file: String,
    line: usize,
    message: String,
}

impl Place {
    fn new(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// What a check found.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// To be mended.
    pub(crate) problems: Vec<Place>,
    /// To be known.
    pub(crate) notes: Vec<Place>,
}

impl Report {
    fn problem(&mut self, file: &str, line: usize, message: impl Into<String>) {
        self.problems.push(Place::new(file, line, message));
    }

    fn note(&mut self, file: &str, line: usize, message: impl Into<String>) {
        self.notes.push(Place::new(file, line, message));
    }
}

/// Runs every rule over a repository.
pub(crate) fn check_repository(root: &Path) -> Result<Report, String> {
    let files = tracked(root)?;
    let texts = read_all(root, &files);
    let mut report = Report::default();

    for (file, text) in &texts {
        paths::check(file, text, &mut report);
        if file.ends_with(".rs") {
            sources::check_docs(file, text, &mut report);
            sources::check_length(file, text, &mut report);
        }
    }
    for (file, text) in texts.iter().filter(|(file, _)| is_manifest(file)) {
        edges::check(file, text, &mut report);
    }
    match texts.get("docs/glossary.toml") {
        Some(text) => check_words(text, &texts, &mut report),
        None => report.problem("docs/glossary.toml", 1, "is missing"),
    }
    let names: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    packs::check(&names, &texts, &mut report);
    match texts.get("deny.toml") {
        Some(text) => licences::check(text, &metadata(root)?, &mut report),
        None => report.problem("deny.toml", 1, "is missing: it holds the list of licences allowed"),
    }
    report.problems.sort();
    report.notes.sort();
    Ok(report)
}

fn check_words(glossary: &str, texts: &BTreeMap<String, String>, report: &mut Report) {
    let words = match words::Forbidden::read(glossary) {
        Ok(words) => words,
        Err(message) => return report.problem("docs/glossary.toml", 1, message),
    };
    for (file, text) in texts {
        let is_code = file.ends_with(".rs") || file.ends_with(".ts") || file.ends_with(".vue");
        if is_code && (file.starts_with("crates/") || file.starts_with("web/src/")) {
            words.check(file, text, report);
        }
    }
}

fn is_manifest(file: &str) -> bool {
    file.strip_prefix("crates/")
        .and_then(|rest| rest.split_once('/'))
        .is_some_and(|(_, rest)| rest == "Cargo.toml")
}

/// Files under version control, and those about to be.
fn tracked(root: &Path) -> Result<Vec<String>, String> {
    let listing = run(root, "git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
    Ok(listing.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

fn metadata(root: &Path) -> Result<String, String> {
    run(root, env!("CARGO"), &["metadata", "--format-version", "1", "--locked", "--quiet"])
}

fn run(root: &Path, program: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root)
        .output()
        .map_err(|error| format!("{program} does not start: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "{program} {} fails: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr).trim()
        ));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("{program} prints something that is not UTF-8"))
}

/// Text files only; a file that has just gone is passed over.
fn read_all(root: &Path, files: &[String]) -> BTreeMap<String, String> {
    files
        .iter()
        .filter_map(|file| Some((file.clone(), std::fs::read_to_string(root.join(file)).ok()?)))
        .collect()
}
