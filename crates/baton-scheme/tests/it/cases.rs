//! Runs every literate case, and every case once more with a changed expectation that must be found.

use std::fs;
use std::path::PathBuf;

use crate::literate::{self, Outcome};

pub(crate) fn files() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn every_case_gives_what_it_says() {
    let only = std::env::var("CASE").unwrap_or_default();
    let (mut failures, mut count) = (Vec::new(), 0);
    for (file, text) in files() {
        for case in literate::read(&text) {
            let name = format!("{file} · {}", case.title);
            if !name.contains(&only) {
                continue;
            }
            count += 1;
            let outcome = case.run();
            failures
                .extend(case.compare(&outcome).into_iter().map(|difference| format!("{name}: {difference}")));
            if let (Outcome::Done(done), Some(poisoned)) = (&outcome, case.poisoned()) {
                let found = case.compare_results(done, &poisoned);
                if found.is_empty() {
                    failures.push(format!("{name}: a changed expectation was not noticed"));
                }
            }
        }
    }
    assert!(count > 0, "no case was run");
    assert!(
        failures.is_empty(),
        "{} of the expectations of {count} cases fail:\n{}",
        failures.len(),
        failures.join("\n")
    );
}
