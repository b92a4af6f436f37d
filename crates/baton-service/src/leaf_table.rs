//! Leaves of a scheme that stand in a table (指标表): read beside the scheme file, and written back.

use std::path::Path;

use baton_import::{Limits, Table, read_table};
use baton_model::Message;
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, FileId, Sources, Span, Spanned};
use baton_scheme::document::Document;
use baton_scheme::leaves::{self, LeafTable};

use crate::messages;
use crate::prepare::open;
use crate::refused::Refused;

/// Adds the leaves of the table a scheme names, if it names one. The file lies beside the scheme.
pub(crate) fn add(
    document: &mut Document,
    folder: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) {
    let Some(name) = document.scheme.as_ref().and_then(|header| header.leaves.clone()) else { return };
    match read_table(&folder.join(&name.value), &Limits::default()) {
        Ok(table) => leaves::add(document, &cells(&table, sources), diagnostics),
        Err(error) => {
            let message = Message::new(&messages::LEAF_TABLE)
                .with("file", &name.value)
                .with("detail", error.message().clone());
            diagnostics.push(Diagnostic::error(message, name.span));
        }
    }
}

/// Every cell is a source of its own, so that a complaint points into it.
fn cells(table: &Table, sources: &mut Sources) -> LeafTable {
    let mut cell = |origin: String, text: &str| {
        let file = sources.add(origin, text);
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Spanned { value: text.to_owned(), span: Span { file, start: 0, end } }
    };
    let place = |address: &dyn std::fmt::Display| match &table.sheet {
        Some(sheet) => format!("{} · {sheet}!{address}", table.file),
        None => format!("{} · {address}", table.file),
    };
    LeafTable {
        header: table.header.iter().map(|head| cell(place(&head.cell), &head.name)).collect(),
        rows: table
            .rows
            .iter()
            .map(|row| {
                let columns = 0..table.header.len();
                columns.map(|column| cell(place(&table.cell(row, column)), row.get(column))).collect()
            })
            .collect(),
    }
}

/// The leaves of a scheme as a table: a header and rows.
pub fn to_table(root: &Path, scheme: Option<&str>) -> Result<Vec<Vec<String>>, Refused> {
    let mut loaded = open(root)?;
    let scheme = loaded.workspace.scheme(scheme).map_err(Refused::Request)?.clone();
    let mut diagnostics = Diagnostics::default();
    let document = document(&scheme.path, scheme.file, &mut loaded.sources, &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(Refused::Diagnostics { list: diagnostics.into_sorted(), sources: loaded.sources });
    }
    Ok(leaves::write(document.indicator.as_deref().unwrap_or_default()))
}

/// A scheme file with the leaves of its table.
pub(crate) fn document(
    path: &Path,
    file: FileId,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Document {
    let mut document = baton_scheme::document::read(file, sources, diagnostics);
    add(&mut document, path.parent().unwrap_or(Path::new(".")), sources, diagnostics);
    document
}
