//! Repository chores: `cargo xtask tidy` checks the rules this repository sets itself.

mod tidy;

use std::io::{self, Write};
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask tidy\n";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let code = match arguments.first().map(String::as_str) {
        Some("tidy") if arguments.len() == 1 => run_tidy(),
        _ => {
            say(&mut io::stderr(), USAGE);
            2
        }
    };
    ExitCode::from(code)
}

fn run_tidy() -> u8 {
    let report = match tidy::check_repository() {
        Ok(report) => report,
        Err(fault) => {
            say(&mut io::stderr(), &format!("tidy could not run: {fault}\n"));
            return 3;
        }
    };
    for note in &report.notes {
        say(&mut io::stderr(), &format!("note: {note}\n"));
    }
    for problem in &report.problems {
        say(&mut io::stdout(), &format!("{problem}\n"));
    }
    let count = report.problems.len();
    let summary = if count == 0 { "tidy: clean".to_owned() } else { format!("tidy: {count} to mend") };
    say(&mut io::stderr(), &format!("{summary}\n"));
    u8::from(count > 0)
}

/// Writes, and minds no closed pipe.
fn say(to: &mut dyn Write, text: &str) {
    let _closed_pipe = to.write_all(text.as_bytes());
}
