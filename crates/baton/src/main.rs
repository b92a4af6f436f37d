//! The `baton` command.
//!
//! Results go to stdout, talk to stderr. Exit codes: 0 done, 1 problems in the user's files, 2 wrong use, 3 a fault
//! of ours.

mod cli;
mod command;
mod failure;
mod messages;
mod output;
mod pack;
mod printer;

use std::ffi::OsString;
use std::panic;
use std::process::ExitCode;

use baton_service::model::{Lang, Message};
use baton_service::records;
use clap::FromArgMatches as _;
use clap::error::ErrorKind;

use cli::{Cli, Color};
use failure::{DONE, FAULT, Failure, WRONG_USE};
use printer::Printer;

/// Asks the system for memory in large pieces: a table of a million rows would otherwise wait for a hundred thousand small ones.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    if records::is_legacy_child(args.get(1).map(OsString::as_os_str)) {
        return baton_service::import::child_main(args.into_iter().skip(2));
    }
    let lang = cli::usage::language(&args, std::env::var("LANG").ok().as_deref());
    panic::set_hook(Box::new(move |info| say_fault(info, lang)));
    let code = panic::catch_unwind(|| run(args, lang)).unwrap_or(FAULT);
    ExitCode::from(code)
}

fn run(args: Vec<OsString>, lang: Lang) -> u8 {
    let parsed = cli::help::command(lang)
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return not_parsed(&error, lang),
    };
    let mut printer = Printer::new(lang, cli.global.color);
    let result = command::run(cli, &mut printer).and_then(|()| Ok(printer.flush()?));
    match result {
        Ok(()) => DONE,
        Err(failure) => failure.report(&mut printer),
    }
}

fn not_parsed(error: &clap::Error, lang: Lang) -> u8 {
    let mut printer = Printer::new(lang, Color::Auto);
    let text = error.render();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = if printer.color { text.ansi().to_string() } else { text.to_string() };
            let shown = printer.raw(text.as_bytes()).and_then(|()| printer.flush());
            shown.map_or_else(|error| Failure::Output(error).report(&mut printer), |()| DONE)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            printer.say(text.to_string().trim_end());
            WRONG_USE
        }
        _ => Failure::Usage(cli::usage::explain(error)).report(&mut printer),
    }
}

/// A panic is ours: one sentence with the place, nothing else.
fn say_fault(info: &panic::PanicHookInfo<'_>, lang: Lang) {
    let place =
        info.location().map_or_else(String::new, |place| format!("{}:{} ", place.file(), place.line()));
    let detail = format!("{place}{}", info.payload_as_str().unwrap_or_default());
    let mut printer = Printer::new(lang, Color::Auto);
    printer.error(&Message::new(&messages::FAULT).with("detail", detail));
}
