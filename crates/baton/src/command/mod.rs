//! One file a command.

use std::path::Path;

use baton_service::model::{Message, Period};
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};

use crate::cli::{Cli, Command};
use crate::failure::Failure;
use crate::messages;
use crate::printer::Printer;

mod attempt;
mod check;
mod compare;
mod completions;
mod demo;
mod explain;
mod export;
mod init;
mod scheme;
mod score;
mod show;

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
        Command::Demo(args) => demo::run(&args, printer),
        Command::Completions(args) => completions::run(&args, printer),
        _ => Err(Failure::Usage(Message::new(&messages::NOT_YET).with("command", "…"))),
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

/// A period as the user wrote it.
pub(crate) fn period(text: &str) -> Result<Period, Failure> {
    text.parse().map_err(|_| Failure::Usage(Message::new(&messages::BAD_PERIOD).with("found", text)))
}

/// A moment as the user wrote it: a day means its end, and without an offset it is China's time.
pub(crate) fn moment(text: Option<&str>) -> Result<Timestamp, Failure> {
    let Some(text) = text else { return Ok(now()) };
    let in_china = |time: DateTime| Offset::constant(8).to_timestamp(time).ok();
    let day = || text.parse::<Date>().ok().filter(|_| text.len() == 10);
    let end_of_day =
        |day: Date| in_china(day.at(0, 0, 0, 0).checked_add(1.day()).ok()?.checked_sub(1.nanosecond()).ok()?);
    let local = || text.replace(' ', "T").parse::<DateTime>().ok();
    day()
        .and_then(end_of_day)
        .or_else(|| text.parse().ok())
        .or_else(|| local().and_then(in_china))
        .ok_or_else(|| Failure::Usage(Message::new(&messages::BAD_MOMENT).with("found", text)))
}

/// Writes a file whole.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| cannot_write(path, &error))
}

/// The message for a file that cannot be written.
pub(crate) fn cannot_write(path: &Path, error: &std::io::Error) -> Failure {
    let message = Message::new(&messages::CANNOT_WRITE).with("file", path.display().to_string());
    Failure::Files(message.with("detail", error.to_string()))
}
