//! `baton scheme to-table|from-table`

use baton_service::leaf_table::to_table;
use baton_service::model::Message;

use super::show;
use crate::cli::{Format, Global, SchemeCommand, ToTableArgs};
use crate::failure::Failure;
use crate::messages;
use crate::output::sheet::{Cell, Column, Sheet};
use crate::printer::Printer;

/// Turns leaves into a table and back.
pub(super) fn run(command: &SchemeCommand, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    match command {
        SchemeCommand::ToTable(args) => to(args, global, printer),
        SchemeCommand::FromTable(_) => {
            Err(Failure::Usage(Message::new(&messages::NOT_YET).with("command", "scheme from-table")))
        }
    }
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
    let format = if global.format == Format::Table { Format::Csv } else { global.format };
    let global = Global { format, ..global.clone() };
    show::result(&sheet, &json, &global, args.out.as_deref(), printer)
}
