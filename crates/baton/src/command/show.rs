//! Shows a result in the format asked for, on stdout or in a file.

use std::path::Path;

use baton_service::model::Message;

use super::write_file;
use crate::cli::{Format, Global};
use crate::failure::Failure;
use crate::messages;
use crate::output::sheet::Sheet;
use crate::output::{csv, table, workbook};
use crate::printer::Printer;

/// Writes a sheet; `json` gives the same result with its structure.
pub(super) fn result(
    sheet: &Sheet,
    json: &dyn Fn() -> serde_json::Value,
    global: &Global,
    out: Option<&Path>,
    printer: &mut Printer,
) -> Result<(), Failure> {
    let bytes = match format(global, out)? {
        Format::Table if out.is_none() => return terminal(sheet, printer),
        Format::Table => text(sheet),
        Format::Csv => csv::write(sheet, global.bom)?,
        Format::Json => json_bytes(&json())?,
        Format::Xlsx => workbook::write(sheet)?,
    };
    match out {
        Some(path) => {
            write_file(path, &bytes)?;
            printer.note(&Message::new(&messages::WROTE).with("file", path.display().to_string()));
            Ok(())
        }
        None => Ok(printer.raw(&bytes)?),
    }
}

/// Writes JSON to stdout.
pub(super) fn json(value: &serde_json::Value, printer: &mut Printer) -> Result<(), Failure> {
    Ok(printer.raw(&json_bytes(value)?)?)
}

fn json_bytes(value: &serde_json::Value) -> Result<Vec<u8>, Failure> {
    let mut text = serde_json::to_string_pretty(value).map_err(std::io::Error::other)?;
    text.push('\n');
    Ok(text.into_bytes())
}

/// The format asked for; where none is, that of the file's extension.
pub(super) fn format(global: &Global, out: Option<&Path>) -> Result<Format, Failure> {
    let extension = out.and_then(Path::extension).map(|extension| extension.to_string_lossy().to_lowercase());
    match (global.format, extension.as_deref()) {
        (Format::Table, Some("csv")) => Ok(Format::Csv),
        (Format::Table, Some("json")) => Ok(Format::Json),
        (Format::Table, Some("xlsx")) => Ok(Format::Xlsx),
        (Format::Xlsx, None) => Err(Failure::Usage(Message::new(&messages::FORMAT_NEEDS_OUT))),
        (format, _) => Ok(format),
    }
}

fn terminal(sheet: &Sheet, printer: &mut Printer) -> Result<(), Failure> {
    let drawn = table::draw(sheet, printer.width, printer.color);
    for line in &drawn.lines {
        printer.line(line)?;
    }
    if !drawn.dropped.is_empty() {
        let columns = table::listed(&drawn.dropped, printer.lang);
        printer.note(&Message::new(&messages::COLUMNS_DROPPED).with("columns", columns));
    }
    Ok(())
}

fn text(sheet: &Sheet) -> Vec<u8> {
    let mut text = table::draw(sheet, usize::MAX, false).lines.join("\n");
    text.push('\n');
    text.into_bytes()
}
