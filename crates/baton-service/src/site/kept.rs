//! Files of a workspace as a store keeps them, and how a folder gets there.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use baton_model::Message;
use baton_store::Store;

use crate::access::Actor;
use crate::prepare::open;
use crate::records;
use crate::refused::Refused;
use crate::who::Who;
use crate::workspace::Files;

/// The newest versions of all files.
pub(super) fn files(store: &Store) -> Result<Files, Refused> {
    let files: BTreeMap<String, Vec<u8>> =
        crate::access::files::newest(store)?.into_iter().map(|file| (file.path, file.text)).collect();
    Ok(Files::Kept(Arc::new(files)))
}

/// Folders and files of a workspace that a store keeps as text; figures come in as figures.
const KEPT: [(&str, &[&str]); 5] = [
    ("", &["toml", "csv", "md"]),
    ("schemes", &["toml", "csv", "xlsx"]),
    ("ledgers", &["toml"]),
    ("bulletins", &["md"]),
    ("boundaries", &["json", "geojson"]),
];

/// Takes a folder into a store that has no files yet: its files become first versions, its figures batches. A folder with errors is
/// refused. Says what was done.
pub fn adopt(store: &Store, root: &Path, actor: &Actor, who: &Who) -> Result<Vec<Message>, Refused> {
    let loaded = open(root)?;
    let folder = &loaded.workspace.files;
    let mut texts = Vec::new();
    for (inside, extensions) in KEPT {
        for name in folder.list(inside, extensions).map_err(Refused::Files)? {
            let name = name.trim_start_matches('/').to_owned();
            if let Some(bytes) = folder.bytes(&name).map_err(Refused::Files)? {
                texts.push((name, bytes));
            }
        }
    }
    crate::access::files::adopt(store, actor, &texts, who)?;
    records::take_in_data(&loaded.workspace, store, who)
}
