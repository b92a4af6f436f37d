//! One file a command.

use std::path::Path;

use baton_service::model::{Lang, Message, Period};
use baton_service::scheme::plan::Plan;
use baton_service::{Prepared, Who, written};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::cli::{Cli, Command, Format, Global};
use crate::failure::Failure;
use crate::messages;
use crate::printer::Printer;

mod attempt;
mod backup;
mod check;
mod compare;
mod completions;
mod demo;
mod demo_city;
mod explain;
mod export;
mod history;
mod import;
mod init;
mod runs;
mod scheme;
mod score;
mod serve;
mod show;
mod template;
mod verify;

/// Does what was asked.
pub(crate) fn run(cli: Cli, printer: &mut Printer) -> Result<(), Failure> {
    let global = &cli.global;
    match cli.command {
        Command::Init(args) => init::run(&args, printer),
        Command::Check(args) => check::run(&args, global, printer),
        Command::Score(args) => score::run(&args, global, printer),
        Command::Explain(args) => explain::run(&args, global, printer),
        Command::Try(args) => attempt::run(&args, global, printer),
        Command::Compare(args) => compare::run(&args, global, printer),
        Command::Scheme(args) => scheme::run(&args.command, global, printer),
        Command::Export(args) => export::run(&args, global, printer),
        Command::Demo(args) => match &args.dir {
            Some(folder) => demo_city::run(&args, folder, global, printer),
            None => demo::run(&args, printer),
        },
        Command::Serve(args) => serve::run(&args, global, printer),
        Command::Backup(args) => backup::run(&args, global, printer),
        Command::Restore(args) => backup::restore(&args, global, printer),
        Command::Import(args) => import::run(&args, global, printer),
        Command::Template(args) => template::run(&args, global, printer),
        Command::Run(args) => runs::run(&args.command, global, printer),
        Command::History(args) => history::run(&args, global, printer),
        Command::Verify(args) => verify::run(&args, global, printer),
        Command::Completions(args) => completions::run(&args, printer),
    }
}

/// The moment it is: the only place that reads the clock.
pub(crate) fn now() -> Timestamp {
    #[expect(
        clippy::disallowed_methods,
        reason = "the binary is where the clock is read; below, time is an argument"
    )]
    Timestamp::now()
}

/// Who gives the command: the name given, or that of the system's user.
pub(crate) fn who(by: Option<&str>) -> Who {
    let user = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    let name = by.map(str::to_owned).or_else(user).filter(|name| !name.trim().is_empty());
    Who { at: now(), name: name.unwrap_or_else(|| "baton".to_owned()), from: "command line".to_owned() }
}

/// A scheme with its figures, ready to run; what was done on the way is said.
pub(crate) fn prepared(
    global: &Global,
    scheme: Option<&str>,
    by: Option<&str>,
    printer: &mut Printer,
) -> Result<Prepared, Failure> {
    let who = who(by);
    let reading = Message::new(&messages::READING);
    let prepared = printer.busy(&reading, || baton_service::prepare(&global.workspace, scheme, &who))?;
    for note in &prepared.notes {
        printer.note(note);
    }
    if prepared.workspace.settings.synthetic {
        printer.note(&Message::new(&messages::SYNTHETIC));
    }
    Ok(prepared)
}

/// What people look at has English names in English, where the scheme gives them; CSV and JSON keep the scheme's own.
pub(crate) fn named_for(plan: &mut Plan, format: Format, lang: Lang) {
    if lang == Lang::En && matches!(format, Format::Table | Format::Xlsx) {
        plan.name_in_english();
    }
}

/// A day as the user wrote it.
pub(crate) fn day(text: &str) -> Result<Date, Failure> {
    written::day(text).ok_or_else(|| Failure::Usage(Message::new(&messages::BAD_DAY).with("found", text)))
}

/// A period as the user wrote it.
pub(crate) fn period(text: &str) -> Result<Period, Failure> {
    written::period(text)
        .ok_or_else(|| Failure::Usage(Message::new(&messages::BAD_PERIOD).with("found", text)))
}

/// A moment as the user wrote it, now where nothing was written.
pub(crate) fn moment(text: Option<&str>) -> Result<Timestamp, Failure> {
    let Some(text) = text else { return Ok(now()) };
    written::moment(text)
        .ok_or_else(|| Failure::Usage(Message::new(&messages::BAD_MOMENT).with("found", text)))
}

/// Writes a file whole.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| cannot_write(path, &error))
}

/// The message for a file that cannot be written.
pub(crate) fn cannot_write(path: &Path, error: &std::io::Error) -> Failure {
    let message = Message::new(&messages::CANNOT_WRITE).with("file", path.display().to_string());
    Failure::Files(message.with("detail", error))
}
