//! `workspace.toml`: what the workspace is called and what it takes for granted.

use std::collections::BTreeMap;

use baton_model::{Message, Period};
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, FileId, Span};
use toml::de::DeTable;

use super::toml_table;
use crate::messages;
use crate::nearest::nearest;

/// `[workspace]`.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Identifier.
    pub id: String,
    /// Title (名称).
    pub title: String,
    /// Title in English.
    pub title_en: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Scheme taken when none is named.
    pub default_scheme: Option<String>,
    /// Period taken when none is named.
    pub default_period: Option<Period>,
    /// Are the figures invented?
    pub synthetic: bool,
    /// Where the figures come from.
    pub sources: Vec<String>,
    /// What attributes of units are called (`[attributes]`), by their id.
    pub attributes: BTreeMap<String, String>,
    /// Place of `default_scheme`, for the check that it exists.
    pub(crate) default_scheme_at: Span,
}

const KEYS: [&str; 8] =
    ["id", "title", "title_en", "description", "default_scheme", "default_period", "synthetic", "sources"];

const TABLES: [&str; 2] = ["workspace", "attributes"];

/// Reads the file.
pub(super) fn read(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Settings {
    let root = toml_table::parse(file, text, diagnostics);
    for key in root.keys().filter(|key| !TABLES.contains(&key.get_ref().as_ref())) {
        let message = Message::new(&messages::UNKNOWN_KEY)
            .with("table", "workspace.toml")
            .with("key", key.get_ref().as_ref())
            .with("nearest", nearest(key.get_ref(), TABLES))
            .with("allowed", messages::list(TABLES));
        diagnostics.push(Diagnostic::error(message, toml_table::span(file, key.span())));
    }
    let attributes = attributes(file, &root, diagnostics);
    let Some(mut table) = toml_table::table(file, &root, "workspace", diagnostics) else {
        return Settings { attributes, ..Settings::default() };
    };
    table.refuse_unknown(&KEYS);
    let id = table.required_text("id").unwrap_or_default();
    let title = table.required_text("title").unwrap_or_default();
    let default_period = table.text("default_period").and_then(|text| {
        let period = text.parse().ok();
        if period.is_none() {
            table.error("default_period", Message::new(&messages::BAD_PERIOD).with("found", text));
        }
        period
    });
    Settings {
        id,
        title,
        title_en: table.text("title_en"),
        description: table.text("description"),
        default_scheme: table.text("default_scheme"),
        default_period,
        synthetic: table.boolean("synthetic"),
        sources: table.texts("sources"),
        attributes,
        default_scheme_at: table.place("default_scheme"),
    }
}

/// `[attributes]`: what attributes are called; there need not be any.
fn attributes(file: FileId, root: &DeTable<'_>, diagnostics: &mut Diagnostics) -> BTreeMap<String, String> {
    if !root.contains_key("attributes") {
        return BTreeMap::new();
    }
    let Some(mut table) = toml_table::table(file, root, "attributes", diagnostics) else {
        return BTreeMap::new();
    };
    let ids: Vec<String> = table.entries.keys().map(|id| id.get_ref().to_string()).collect();
    ids.into_iter().filter_map(|id| table.text(&id).map(|name| (id, name))).collect()
}
