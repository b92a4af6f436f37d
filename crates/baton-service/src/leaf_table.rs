//! Leaves of a scheme that stand in a table (指标表): read beside the scheme file, and written back.

use std::path::Path;

use baton_import::{Limits, Table, read_table, table_from};
use baton_model::Message;
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, Sources, Span, Spanned};
use baton_scheme::document::Document;
use baton_scheme::leaves::{self, LeafTable};

use crate::messages;
use crate::prepare::open;
use crate::refused::Refused;
use crate::workspace::{SchemeFile, Workspace};

/// The cells of a table with the places they stand at, header first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cells {
    rows: Vec<Vec<(String, String)>>,
}

impl Cells {
    fn of(table: &Table) -> Self {
        let place = |address: &dyn std::fmt::Display| match &table.sheet {
            Some(sheet) => format!("{} · {sheet}!{address}", table.file),
            None => format!("{} · {address}", table.file),
        };
        let header = table.header.iter().map(|head| (place(&head.cell), head.name.clone())).collect();
        let rows = table.rows.iter().map(|row| {
            let columns = 0..table.header.len();
            columns
                .map(|column| (place(&table.cell(row, column)), row.get(column).to_owned()))
                .collect::<Vec<_>>()
        });
        Self { rows: std::iter::once(header).chain(rows).collect() }
    }

    /// Cells that were frozen with a run.
    pub(crate) fn frozen(rows: &[Vec<String>]) -> Self {
        let cell = |(row, (column, text)): (usize, (usize, &String))| {
            (format!("R{}C{}", row + 1, column + 1), text.clone())
        };
        let row = |(at, row): (usize, &Vec<String>)| {
            row.iter().enumerate().map(|place| cell((at, place))).collect()
        };
        Self { rows: rows.iter().enumerate().map(row).collect() }
    }

    /// The texts alone.
    pub(crate) fn texts(&self) -> Vec<Vec<String>> {
        self.rows.iter().map(|row| row.iter().map(|(_, text)| text.clone()).collect()).collect()
    }

    /// Every cell is a source of its own, so that a complaint points into it.
    pub(crate) fn table(&self, sources: &mut Sources) -> LeafTable {
        let mut rows = self.rows.iter().map(|row| {
            row.iter()
                .map(|(origin, text)| {
                    let file = sources.add(origin.clone(), text.clone());
                    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
                    Spanned { value: text.clone(), span: Span { file, start: 0, end } }
                })
                .collect::<Vec<_>>()
        });
        let header = rows.next().unwrap_or_default();
        LeafTable { header, rows: rows.collect() }
    }
}

/// A scheme file with the leaves of its table, which lies beside it; and the cells of that table.
pub(crate) fn document(
    workspace: &Workspace,
    scheme: &SchemeFile,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> (Document, Option<Cells>) {
    let mut document = baton_scheme::document::read(scheme.file, sources, diagnostics);
    let Some(name) = document.scheme.as_ref().and_then(|header| header.leaves.clone()) else {
        return (document, None);
    };
    let table = workspace.files.table(&leaf_table_name(&scheme.name, &name.value));
    match table.and_then(|file| table_from(&file, &Limits::default())) {
        Ok(table) => {
            let cells = Cells::of(&table);
            leaves::add(&mut document, &cells.table(sources), diagnostics);
            (document, Some(cells))
        }
        Err(error) => {
            let message = Message::new(&messages::LEAF_TABLE)
                .with("file", &name.value)
                .with("detail", error.message().clone());
            diagnostics.push(Diagnostic::error(message, name.span));
            (document, None)
        }
    }
}

/// Where the table of a scheme lies: beside its file, unless its name leads elsewhere.
fn leaf_table_name(scheme: &str, table: &str) -> String {
    match scheme.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{table}"),
        None => table.to_owned(),
    }
}

/// The leaves of a scheme as a table: a header and rows.
pub fn to_table(root: &Path, scheme: Option<&str>) -> Result<Vec<Vec<String>>, Refused> {
    let mut loaded = open(root)?;
    let scheme = loaded.workspace.scheme(scheme).map_err(Refused::Request)?.clone();
    let mut diagnostics = Diagnostics::default();
    let (document, _) = document(&loaded.workspace, &scheme, &mut loaded.sources, &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(Refused::Diagnostics { list: diagnostics.into_sorted(), sources: loaded.sources });
    }
    Ok(leaves::write(document.indicator.as_deref().unwrap_or_default()))
}

/// A table of leaves as the `[[indicator]]` tables of a scheme file. A dimension stays as the table names it.
pub fn from_table(path: &Path) -> Result<String, Refused> {
    let table =
        read_table(path, &Limits::default()).map_err(|error| Refused::Files(error.message().clone()))?;
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let leaves = leaves::read(&Cells::of(&table).table(&mut sources), &[], &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(Refused::Diagnostics { list: diagnostics.into_sorted(), sources });
    }
    Ok(leaves::to_toml(&leaves))
}

/// The JSON Schema of scheme files, for editors.
pub fn json_schema() -> serde_json::Value {
    baton_scheme::document::json_schema().to_value()
}
