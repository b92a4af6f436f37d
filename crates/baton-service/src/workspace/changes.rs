//! `unit_changes.csv`: renames, mergers, splits and moves (区划变更).

use std::collections::HashSet;

use baton_model::unit::{ChangeKind, UnitChange};
use baton_model::{Message, Unit};
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, FileId};

use super::csv_table::{CsvTable, Line};
use super::units::date;
use crate::messages;

const REQUIRED: [&str; 4] = ["date", "kind", "from", "to"];
const OPTIONAL: [&str; 2] = ["weight", "document"];

/// Reads the file.
pub(super) fn read(
    file: FileId,
    text: &str,
    units: &[Unit],
    diagnostics: &mut Diagnostics,
) -> Vec<UnitChange> {
    let mut changes = Vec::new();
    let Some(mut table) = CsvTable::open(file, text, diagnostics) else { return changes };
    table.check_header(&REQUIRED, &OPTIONAL, |_| false, diagnostics);
    let known: HashSet<&str> = units.iter().map(|unit| unit.code.as_str()).collect();
    while let Some(line) = table.next(diagnostics) {
        let Some(change) = change(&table, &line, diagnostics) else { continue };
        if !known.contains(change.from.as_str()) && !known.contains(change.to.as_str()) {
            let message =
                Message::new(&messages::UNKNOWN_CHANGE).with("from", &change.from).with("to", &change.to);
            diagnostics.push(Diagnostic::lint(message, table.line_span(&line)));
        }
        changes.push(change);
    }
    changes
}

fn change(table: &CsvTable<'_>, line: &Line, diagnostics: &mut Diagnostics) -> Option<UnitChange> {
    let mut required = |name: &'static str| {
        let column = table.column(name)?;
        let cell = line.cell(Some(column));
        if cell.is_none() {
            let message = Message::new(&messages::BLANK_CELL).with("column", name);
            diagnostics.push(Diagnostic::error(message, table.span(line, column)));
        }
        cell
    };
    let (kind, from, to) = (required("kind"), required("from"), required("to"));
    required("date");
    let day = date(table, line, table.column("date"), diagnostics);
    let kind = kind.and_then(|word| parse_kind(table, line, word, diagnostics));
    let weight = weight(table, line, diagnostics);
    Some(UnitChange {
        date: day?,
        kind: kind?,
        from: from?.to_owned(),
        to: to?.to_owned(),
        weight: weight?,
        document: line.cell(table.column("document")).map(str::to_owned),
    })
}

fn parse_kind(
    table: &CsvTable<'_>,
    line: &Line,
    word: &str,
    diagnostics: &mut Diagnostics,
) -> Option<ChangeKind> {
    let kind = ChangeKind::parse(word);
    if kind.is_none() {
        let message = Message::new(&messages::WRONG_WORD)
            .with("key", "kind")
            .with("found", word)
            .with("allowed", "rename、merge、split、move");
        let place = table.span(line, table.column("kind").unwrap_or(0));
        diagnostics.push(Diagnostic::error(message, place));
    }
    kind
}

fn weight(table: &CsvTable<'_>, line: &Line, diagnostics: &mut Diagnostics) -> Option<f64> {
    let column = table.column("weight");
    let Some(text) = line.cell(column) else { return Some(1.0) };
    let weight = text.parse().ok().filter(|weight| *weight > 0.0 && *weight <= 1.0);
    if weight.is_none() {
        let message = Message::new(&messages::BAD_WEIGHT).with("found", text);
        diagnostics.push(Diagnostic::error(message, table.span(line, column.unwrap_or(0))));
    }
    weight
}
