//! `cargo xtask soak`: the slow tests and long fuzzing, with a line for each in `docs/measurements.md`.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::bench::cores;
use crate::{fuzz, say};

const FUZZ_SECONDS: u64 = 600;
const FILE: &str = "docs/measurements.md";
/// New lines go in front of this one.
const END: &str = "<!-- soak: new lines above -->";

/// What ran.
#[derive(Debug)]
struct Line {
    what: String,
    count: String,
    seconds: f64,
    findings: usize,
}

/// Runs everything, writes it down, returns what was found.
pub(crate) fn run(root: &Path, words: &[&str]) -> Result<Vec<String>, String> {
    let seconds = match words {
        [] => FUZZ_SECONDS,
        ["--fuzz-seconds", number] => fuzz::number(number)?,
        _ => return Err("usage: cargo xtask soak [--fuzz-seconds N]".to_owned()),
    };
    let mut problems = Vec::new();
    let mut lines = vec![slow_tests(root, &mut problems)?];
    let seed = std::time::UNIX_EPOCH.elapsed().map_or(1, |since| since.as_secs());
    let options = fuzz::Options { seconds, seed, ..fuzz::Options::default() };
    for tried in fuzz::run_with(root, &options)? {
        lines.push(Line {
            what: format!("fuzz {} ({}, seed {seed})", tried.target, tried.engine.name()),
            count: tried.inputs.map_or("the process died".to_owned(), |inputs| format!("{inputs} inputs")),
            seconds: tried.seconds,
            findings: tried.findings.len(),
        });
        problems.extend(tried.findings);
    }
    write(root, &lines)?;
    Ok(problems)
}

/// All tests of the workspace, optimised, with `BATON_SOAK` telling the slow ones to take their time.
fn slow_tests(root: &Path, problems: &mut Vec<String>) -> Result<Line, String> {
    let start = Instant::now();
    let mut test = Command::new(env!("CARGO"));
    test.args([
        "test",
        "--workspace",
        "--profile",
        "soak",
        "--locked",
        "--no-fail-fast",
        "--",
        "--include-ignored",
    ]);
    let output = test
        .current_dir(root)
        .env("BATON_SOAK", "1")
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo does not start: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    say(&mut io::stdout(), &said);
    let (passed, failed) = outcome(&said);
    if !output.status.success() {
        problems.push(format!("slow tests: {failed} failed ({})", output.status));
    }
    let what = "tests with BATON_SOAK=1 (200 kills of the store's writer among them)".to_owned();
    let findings = failed.max(usize::from(!output.status.success()));
    Ok(Line { what, count: format!("{passed} tests"), seconds: start.elapsed().as_secs_f64(), findings })
}

/// Tests passed and failed, over all test programs.
fn outcome(said: &str) -> (usize, usize) {
    let sum = |word: &str| {
        let results = said.lines().filter(|line| line.starts_with("test result:"));
        let counts = results.filter_map(|line| {
            let before = line.split(&format!(" {word};")).next().filter(|before| *before != line)?;
            before.rsplit(' ').next()?.parse::<usize>().ok()
        });
        counts.sum()
    };
    (sum("passed"), sum("failed"))
}

fn write(root: &Path, lines: &[Line]) -> Result<(), String> {
    let file = root.join(FILE);
    let text = fs::read_to_string(&file).map_err(|error| format!("{FILE}: {error}"))?;
    let (date, commit) = (printed(root, "date", &["-u", "+%F"])?, commit(root)?);
    let rows: String = lines.iter().map(|line| row(line, &date, &commit)).collect();
    fs::write(&file, with_rows(&text, &rows)?).map_err(|error| format!("{FILE}: {error}"))
}

fn row(line: &Line, date: &str, commit: &str) -> String {
    let Line { what, count, seconds, findings } = line;
    format!("| {date} | {commit} | {} | {what} | {count} | {seconds:.0} | {findings} |\n", cores())
}

fn with_rows(text: &str, rows: &str) -> Result<String, String> {
    let (before, after) = text.split_once(END).ok_or_else(|| format!("{FILE} has no line “{END}”"))?;
    Ok(format!("{}\n{rows}\n{END}{after}", before.trim_end()))
}

/// The commit, with a plus if files differ from it.
fn commit(root: &Path) -> Result<String, String> {
    let short = printed(root, "git", &["rev-parse", "--short", "HEAD"])?;
    let changed = !printed(root, "git", &["status", "--porcelain", "--untracked-files=no"])?.is_empty();
    Ok(if changed { format!("{short}+") } else { short })
}

fn printed(root: &Path, program: &str, words: &[&str]) -> Result<String, String> {
    let mut command = Command::new(program);
    let text = crate::bench::child::printed(command.args(words).current_dir(root))?;
    Ok(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_all_test_programs_are_added_up() {
        let said = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored\n\
                    test result: FAILED. 3 passed; 1 failed; 0 ignored\n";
        assert_eq!(outcome(said), (5, 1));
    }

    #[test]
    fn new_rows_follow_the_old_ones() {
        let text = format!("| a |\n\n{END}\nrest");
        assert_eq!(with_rows(&text, "| b |\n").unwrap(), format!("| a |\n| b |\n\n{END}\nrest"));
        assert!(with_rows("", "").is_err());
    }
}
