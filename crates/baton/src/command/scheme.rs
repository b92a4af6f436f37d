//! `baton scheme to-table|from-table|schema`

use std::path::Path;

use baton_service::leaf_table::{from_table, json_schema, to_table};
use baton_service::model::Message;

use super::{show, write_file};
use crate::cli::{Format, Global, SchemeCommand, ToTableArgs};
use crate::failure::Failure;
use crate::messages;
use crate::output::sheet::{Cell, Column, Sheet};
use crate::printer::Printer;

/// Turns leaves into a table and back.
pub(super) fn run(command: &SchemeCommand, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    match command {
        SchemeCommand::ToTable(args) => to(args, global, printer),
        SchemeCommand::FromTable(args) => {
            let text = from_table(&args.table)?;
            put(text.as_bytes(), args.out.as_deref(), printer)
        }
        SchemeCommand::Schema(args) => {
            let mut text = serde_json::to_string_pretty(&json_schema()).map_err(std::io::Error::other)?;
            text.push('\n');
            put(text.as_bytes(), args.out.as_deref(), printer)
        }
    }
}

/// To a file, or to stdout.
fn put(bytes: &[u8], out: Option<&Path>, printer: &mut Printer) -> Result<(), Failure> {
    let Some(path) = out else { return Ok(printer.raw(bytes)?) };
    write_file(path, bytes)?;
    printer.note(&Message::new(&messages::WROTE).with("file", path.display().to_string()));
    Ok(())
}

/// On the terminal the table is CSV too: it is made for a file.
fn to(args: &ToTableArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let mut rows = to_table(&global.workspace, args.scheme.as_deref())?.into_iter();
    let header = rows.next().unwrap_or_default();
    let sheet = Sheet {
        columns: header.into_iter().map(|name| Column::text(name.clone(), name)).collect(),
        rows: rows.map(|row| row.into_iter().map(Cell::Raw).collect()).collect(),
        rules: Vec::new(),
    };
    let json = || {
        let objects = sheet.rows.iter().map(|row| {
            let pairs =
                sheet.columns.iter().zip(row).map(|(column, cell)| (column.key.clone(), cell.exact().into()));
            serde_json::Value::Object(pairs.collect())
        });
        serde_json::Value::Array(objects.collect())
    };
    let format = match show::format(global, args.out.as_deref())? {
        Format::Table => Format::Csv,
        other => other,
    };
    let global = Global { format, ..global.clone() };
    show::result(&sheet, &json, &global, args.out.as_deref(), printer)
}
