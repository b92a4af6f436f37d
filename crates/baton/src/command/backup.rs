//! `baton backup FILE`, `baton restore FILE`

use std::path::Path;

use baton_service::model::Message;
use baton_service::store::{Place, Stamp, Store};

use super::who;
use crate::cli::{BackupArgs, Global, RestoreArgs};
use crate::failure::Failure;
use crate::messages;
use crate::printer::Printer;

/// Where the data are: the address given, or the store of the workspace.
pub(super) fn place(database: Option<&str>, workspace: &Path) -> Result<Place, Failure> {
    match database {
        Some(url) => Ok(Place::parse(url).map_err(refused)?),
        None => Ok(Place::file(&baton_service::records::place(workspace))),
    }
}

/// Writes a backup.
pub(super) fn run(args: &BackupArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    if args.database.is_none() && !baton_service::records::exists(&global.workspace) {
        return Err(Failure::Usage(Message::new(&messages::NO_STORE_HERE)));
    }
    let store = Store::open_place(&place(args.database.as_deref(), &global.workspace)?).map_err(refused)?;
    let working = Message::new(&messages::BACKING_UP);
    let done = printer.busy(&working, || store.backup(&args.file)).map_err(refused)?;
    let message = Message::new(&messages::BACKED_UP)
        .with("file", args.file.display().to_string())
        .with("tables", done.tables.len().to_string())
        .with("bytes", done.bytes.to_string())
        .with("digest", done.digest);
    printer.note(&message);
    Ok(())
}

/// Reads a backup into an empty place.
pub(super) fn restore(args: &RestoreArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let place = place(args.database.as_deref(), &global.workspace)?;
    if args.database.is_none() {
        baton_service::records::make_folder(&global.workspace)?;
    }
    let working = Message::new(&messages::RESTORING);
    let who = who(None);
    let stamp = Stamp::new(who.at, who.name, who.from);
    let (_, verified, told) =
        printer.busy(&working, || Store::take_over(&place, &args.file, &stamp)).map_err(refused)?;
    let message = Message::new(&messages::STORE_WHOLE)
        .with("records", verified.records.to_string())
        .with("batches", verified.batches.to_string())
        .with("runs", verified.runs.to_string());
    printer.note(&message);
    let message = Message::new(&messages::RESTORED_WAYS_IN).with("sessions", told.sessions.to_string());
    printer.note(&message.with("tokens", told.tokens.to_string()));
    Ok(())
}

pub(super) fn refused(error: baton_service::store::Error) -> Failure {
    baton_service::Refused::from(error).into()
}
