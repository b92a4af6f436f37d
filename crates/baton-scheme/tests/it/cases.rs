//! Runs every literate case, and every case once more with a changed expectation that must be found.

use std::fs;
use std::path::PathBuf;

use baton_scheme::run::{RunOptions, RunResult, run_totals};

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

#[test]
fn totals_alone_are_those_of_the_whole_run_in_every_case() {
    let seen = |result: &RunResult| {
        let (listed, level) = ((&result.lists, &result.vetoes, &result.marks), &result.level);
        format!("{:?} {:?} {:?} {level:?} {listed:?}", result.total, result.rank, result.grade)
    };
    let mut count = 0;
    for (file, text) in files() {
        for case in literate::read(&text) {
            let Outcome::Done(done) = case.run() else { continue };
            // What was ruled is not told by the result as it was asked for.
            if done.result.rulings.is_empty() {
                count += 1;
                let options = RunOptions::new(done.result.period);
                let totals = run_totals(&done.plan, &done.snapshot, &options).unwrap();
                assert_eq!(seen(&totals), seen(&done.result), "{file} · {}", case.title);
            }
        }
    }
    assert!(count > 50, "{count} cases");
}
