//! Files of a workspace as a store keeps them, and how a folder gets there.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use baton_model::Message;
use baton_store::Store;
use jiff::Timestamp;

use crate::access::files::{FOLDERS, TOP};
use crate::access::{self, Actor, Denied};
use crate::prepare::open;
use crate::records;
use crate::refused::Refused;
use crate::who::Who;
use crate::workspace::Files;

/// The newest versions of all files.
pub(super) fn files(store: &Store) -> Result<Files, Refused> {
    let texts = store.files(Timestamp::MAX)?.into_iter().map(|file| (file.head.path, file.content));
    Ok(Files::Kept(Arc::new(texts.collect::<BTreeMap<_, _>>())))
}

/// Takes a folder into a store that has no files yet: its files become first versions, its figures batches. A folder with errors is
/// refused. Says what was done.
pub fn adopt(store: &Store, root: &Path, actor: &Actor, who: &Who) -> Result<Vec<Message>, Denied> {
    let loaded = open(root)?;
    let folder = &loaded.workspace.files;
    let mut names: Vec<String> = TOP.iter().map(|name| (*name).to_owned()).collect();
    for (inside, kinds) in FOLDERS {
        names.extend(folder.list(inside, kinds).map_err(Refused::Files)?);
    }
    let mut texts = Vec::new();
    for name in names {
        if let Some(bytes) = folder.bytes(&name).map_err(Refused::Files)? {
            texts.push((name, bytes));
        }
    }
    access::files::seed(store, actor, texts, "first version", who.at)?;
    Ok(records::take_in_data(&loaded.workspace, store, who)?)
}
