//! `baton completions SHELL`

use crate::cli::{CompletionsArgs, help};
use crate::failure::Failure;
use crate::printer::Printer;

/// Prints the completion script of a shell.
pub(super) fn run(args: &CompletionsArgs, printer: &mut Printer) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(printer.lang), "baton", &mut script);
    Ok(printer.raw(&script)?)
}
