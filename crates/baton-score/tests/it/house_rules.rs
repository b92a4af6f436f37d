//! What this crate promises of its own text.

use std::path::{Path, PathBuf};

const HEADINGS: [&str; 5] = ["*What it does.*", "*Formula.*", "*Missing values.*", "*Example.*", "*Source.*"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// Public functions (not methods) of a file, each with the comment above it.
fn functions(text: &str) -> Vec<(String, String)> {
    let (mut found, mut docs) = (Vec::new(), String::new());
    for line in text.lines() {
        if let Some(doc) = line.strip_prefix("///") {
            docs.push_str(doc);
            docs.push('\n');
        } else if let Some(name) = line.strip_prefix("pub fn ") {
            found.push((name.to_owned(), std::mem::take(&mut docs)));
        } else if !line.starts_with("#[") {
            docs.clear();
        }
    }
    found
}

fn lacking(docs: &str) -> Vec<&'static str> {
    HEADINGS.into_iter().filter(|heading| !docs.contains(heading)).collect()
}

#[test]
fn every_function_says_what_it_does_and_where_it_is_from() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut seen = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a source");
        assert!(text.lines().count() < 400, "{} is too long", file.display());
        assert!(text.starts_with("//!"), "{} says nothing of itself", file.display());
        for (name, docs) in functions(&text) {
            assert_eq!(lacking(&docs), [""; 0], "{}: {name}", file.display());
            seen += 1;
        }
    }
    assert!(seen > 80, "{seen}");
    assert_eq!(
        lacking("*What it does.* *Formula.* *Example.*"),
        ["*Missing values.*", "*Source.*"],
        "the control"
    );
}
