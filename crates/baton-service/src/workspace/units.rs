//! `units.csv`: the units with their versions and attributes (单位表).

use std::collections::BTreeMap;

use baton_model::{AttributeValue, Message, Unit};
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, FileId, Span};
use jiff::civil::Date;

use super::credit_code::wrong_check_digit;
use super::csv_table::{CsvTable, Line};
use crate::messages;

const REQUIRED: [&str; 3] = ["code", "name", "kind"];
const OPTIONAL: [&str; 3] = ["parent", "valid_from", "valid_to"];

/// The units, with the line each stands in.
#[derive(Default)]
pub(super) struct Units {
    pub(super) units: Vec<Unit>,
    pub(super) places: Vec<Span>,
}

struct Columns {
    fixed: [Option<usize>; 6],
    attributes: Vec<(usize, String)>,
}

/// Reads the file.
pub(super) fn read(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Units {
    let mut found = Units::default();
    let Some(mut table) = CsvTable::open(file, text, diagnostics) else { return found };
    table.check_header(
        &REQUIRED,
        &OPTIONAL,
        |name| name.strip_prefix("attr.").is_some_and(|name| !name.is_empty()),
        diagnostics,
    );
    let columns = Columns {
        fixed: ["code", "name", "kind", "parent", "valid_from", "valid_to"].map(|name| table.column(name)),
        attributes: attributes(&table),
    };
    let mut texts: Vec<Vec<Option<String>>> = vec![Vec::new(); columns.attributes.len()];
    while let Some(line) = table.next(diagnostics) {
        let Some(unit) = unit(&table, &line, &columns, diagnostics) else { continue };
        for (column, (index, _)) in texts.iter_mut().zip(&columns.attributes) {
            column.push(line.cell(Some(*index)).map(str::to_owned));
        }
        found.units.push(unit);
        found.places.push(table.line_span(&line));
    }
    for ((_, name), column) in columns.attributes.into_iter().zip(texts) {
        put_attribute(&mut found.units, &name, column);
    }
    check(&found, diagnostics);
    found
}

fn attributes(table: &CsvTable<'_>) -> Vec<(usize, String)> {
    let named = |(index, column): (usize, &str)| {
        let name = column.strip_prefix("attr.").filter(|name| !name.is_empty())?;
        Some((index, name.to_owned()))
    };
    table.header().iter().enumerate().filter_map(named).collect()
}

fn unit(table: &CsvTable<'_>, line: &Line, columns: &Columns, diagnostics: &mut Diagnostics) -> Option<Unit> {
    let [code_at, name_at, kind_at, parent_at, from_at, to_at] = columns.fixed;
    let mut required = |column: Option<usize>, name: &str| {
        let cell = line.cell(column);
        if let (None, Some(at)) = (cell, column) {
            let message = Message::new(&messages::BLANK_CELL).with("column", name);
            diagnostics.push(Diagnostic::error(message, table.span(line, at)));
        }
        cell
    };
    let code = required(code_at, "code");
    let name = required(name_at, "name");
    let kind = required(kind_at, "kind");
    let mut unit = Unit::new(code?, name?, kind?);
    unit.parent = line.cell(parent_at).map(str::to_owned);
    unit.valid_from = date(table, line, from_at, diagnostics);
    unit.valid_to = date(table, line, to_at, diagnostics);
    if let Some(expected) = wrong_check_digit(&unit.code) {
        let message = Message::new(&messages::CHECK_DIGIT)
            .with("code", &unit.code)
            .with("expected", expected.to_string());
        diagnostics.push(Diagnostic::lint(message, table.span(line, code_at.unwrap_or(0))));
    }
    Some(unit)
}

/// A day written `2025-06-30`.
pub(super) fn date(
    table: &CsvTable<'_>,
    line: &Line,
    column: Option<usize>,
    diagnostics: &mut Diagnostics,
) -> Option<Date> {
    let text = line.cell(column)?;
    let day = (text.len() == 10).then(|| text.parse().ok()).flatten();
    if day.is_none() {
        let message = Message::new(&messages::BAD_DATE).with("found", text);
        diagnostics.push(Diagnostic::error(message, table.span(line, column.unwrap_or(0))));
    }
    day
}

/// A column is numbers if every cell is one, yes or no if every cell is `true` or `false`, else texts; so a code
/// such as `06` keeps its zero.
fn put_attribute(units: &mut [Unit], name: &str, column: Vec<Option<String>>) {
    let filled = || column.iter().flatten();
    let kind: fn(String) -> AttributeValue = if filled().all(|text| plain_number(text).is_some()) {
        |text| AttributeValue::Number(plain_number(&text).unwrap_or(f64::NAN))
    } else if filled().all(|text| text == "true" || text == "false") {
        |text| AttributeValue::Bool(text == "true")
    } else {
        AttributeValue::Text
    };
    for (unit, text) in units.iter_mut().zip(column) {
        if let Some(text) = text {
            unit.attributes.insert(name.to_owned(), kind(text));
        }
    }
}

fn plain_number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let leading_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !plain || leading_zero || digits.len() > 17 {
        return None;
    }
    text.parse().ok()
}

fn check(found: &Units, diagnostics: &mut Diagnostics) {
    let mut versions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, unit) in found.units.iter().enumerate() {
        versions.entry(&unit.code).or_default().push(index);
        if let (Some(from), Some(to)) = (unit.valid_from, unit.valid_to)
            && to < from
        {
            let message = Message::new(&messages::EMPTY_RANGE).with("code", &unit.code);
            diagnostics.push(Diagnostic::error(message, found.places[index]));
        }
    }
    for (unit, place) in found.units.iter().zip(&found.places) {
        if let Some(parent) = unit.parent.as_deref().filter(|parent| !versions.contains_key(parent)) {
            let message =
                Message::new(&messages::UNKNOWN_PARENT).with("code", &unit.code).with("parent", parent);
            diagnostics.push(Diagnostic::error(message, *place));
        }
    }
    for indices in versions.values_mut().filter(|indices| indices.len() > 1) {
        indices.sort_by_key(|index| found.units[*index].valid_from);
        for pair in indices.windows(2) {
            complain_of_overlap(found, pair[0], pair[1], diagnostics);
        }
    }
}

fn complain_of_overlap(found: &Units, first: usize, second: usize, diagnostics: &mut Diagnostics) {
    let apart = match (found.units[first].valid_to, found.units[second].valid_from) {
        (Some(to), Some(from)) => to < from,
        _ => false,
    };
    if !apart {
        let message = Message::new(&messages::OVERLAP).with("code", &found.units[first].code);
        let diagnostic = Diagnostic::error(message, found.places[second]);
        diagnostics.push(diagnostic.label(found.places[first], Message::new(&messages::FIRST_HERE)));
    }
}
