//! Repository chores: the rules this repository sets itself, the packs, measurements, fuzzing, the slow tests.

mod bench;
mod fuzz;
mod packs;
mod place;
mod soak;
mod tidy;

use std::io::{self, Write};
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask tidy | packs | bench [NAME…] | fuzz [--seconds N] [--engine libfuzzer|stable] [TARGET…] | soak [--fuzz-seconds N]

tidy    crate edges, module docs, file length, vocabulary, machine paths, packs' files, licences
packs   every pack is clean, gives its reviewed results, shows the rule only it needs
bench   every measurement as a ratio to a named peer: a table, and bench/results.json below the cargo target folder
fuzz    every fuzz target for so many seconds (20), with libFuzzer where it is installed, else with a small engine of our own
soak    the slow tests, and every fuzz target for ten minutes; adds a line to docs/measurements.md
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let found = match words[..] {
        ["tidy"] => tidy(),
        ["packs"] => packs::check_all(&place::root()),
        ["bench", ref only @ ..] => bench::run(&place::root(), only),
        ["fuzz", ref rest @ ..] => fuzz::run(&place::root(), rest),
        ["soak", ref rest @ ..] => soak::run(&place::root(), rest),
        _ => {
            say(&mut io::stderr(), USAGE);
            return ExitCode::from(2);
        }
    };
    ExitCode::from(finish(words[0], found))
}

fn tidy() -> Result<Vec<String>, String> {
    let report = tidy::check_repository(&place::root())?;
    for note in &report.notes {
        say(&mut io::stderr(), &format!("note: {note}\n"));
    }
    Ok(report.problems.iter().map(ToString::to_string).collect())
}

fn finish(chore: &str, found: Result<Vec<String>, String>) -> u8 {
    let (code, summary) = match found {
        Ok(problems) => {
            for problem in &problems {
                say(&mut io::stdout(), &format!("{problem}\n"));
            }
            let count = problems.len();
            (u8::from(count > 0), if count == 0 { "clean".to_owned() } else { format!("{count} to mend") })
        }
        Err(fault) => (3, format!("could not run: {fault}")),
    };
    say(&mut io::stderr(), &format!("{chore}: {summary}\n"));
    code
}

/// Writes, and minds no closed pipe.
fn say(to: &mut dyn Write, text: &str) {
    let _closed_pipe = to.write_all(text.as_bytes());
}
