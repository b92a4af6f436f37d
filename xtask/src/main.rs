//! Repository chores: `cargo xtask tidy` checks the rules this repository sets itself, `cargo xtask packs` the packs.

mod packs;
mod tidy;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask tidy | packs

tidy    crate edges, module docs, file length, vocabulary, machine paths, packs' files, licences
packs   every pack is clean, gives its reviewed results, shows the rule only it needs
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let found = match words[..] {
        ["tidy"] => tidy(),
        ["packs"] => packs::check_all(&root()),
        _ => {
            say(&mut io::stderr(), USAGE);
            return ExitCode::from(2);
        }
    };
    ExitCode::from(finish(words[0], found))
}

fn tidy() -> Result<Vec<String>, String> {
    let report = tidy::check_repository(&root())?;
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

/// The repository this program was built from.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Writes, and minds no closed pipe.
fn say(to: &mut dyn Write, text: &str) {
    let _closed_pipe = to.write_all(text.as_bytes());
}
