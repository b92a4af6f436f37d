//! `baton export`

use std::path::Path;

use baton_service::Prepared;
use baton_service::export::{Exported, workbook};
use baton_service::model::{Message, Period};
use jiff::Timestamp;

use super::{moment, named_for, period, prepared, write_file};
use crate::cli::{ExportArgs, Format, Global};
use crate::failure::Failure;
use crate::messages;
use crate::printer::Printer;

/// Writes the workbook of a run.
pub(super) fn run(args: &ExportArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let period = args.run.period.as_deref().map(period).transpose()?;
    let as_of = moment(args.run.as_of.as_deref())?;
    let mut prepared = prepared(global, args.run.scheme.as_deref(), None, printer)?;
    named_for(&mut prepared.plan, Format::Xlsx, printer.lang);
    write(&prepared, (period, as_of), &args.out, printer)
}

/// Runs the scheme and writes its workbook to a file; what stands in it as a value is said.
pub(super) fn write(
    prepared: &Prepared,
    (period, as_of): (Option<Period>, Timestamp),
    out: &Path,
    printer: &mut Printer,
) -> Result<(), Failure> {
    let lang = printer.lang;
    let writing = Message::new(&messages::WRITING);
    let exported = printer.busy(&writing, || workbook(prepared, period, as_of, lang))?;
    put(&exported, out, printer)
}

/// Writes a workbook to a file; what stands in it as a value is said.
pub(super) fn put(exported: &Exported, out: &Path, printer: &mut Printer) -> Result<(), Failure> {
    write_file(out, &exported.bytes)?;
    for message in &exported.not_live {
        printer.note(message);
    }
    printer.note(&Message::new(&messages::WROTE).with("file", out.display().to_string()));
    Ok(())
}
