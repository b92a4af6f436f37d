//! Saved views (保存的视图): a page's query under a name, the account's own.

use baton_model::Message;
use baton_store::Store;
use jiff::Timestamp;

use super::accounts::text;
use super::actor::Actor;
use super::denied::Denied;
use super::messages;
use super::work::{self, Memory};

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The page it belongs to.
    pub page: String,
    /// Its name.
    pub name: String,
    /// The page's query.
    pub query: String,
}

/// Pages have plain names, so that a page and a name can be told apart.
fn judge_page(page: &str) -> Result<(), Denied> {
    text("page", page, 40)?;
    if page.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c)) {
        return Ok(());
    }
    Err(Denied::invalid("page", Message::new(&messages::BAD_PAGE).with("page", page)))
}

fn key(page: &str, name: &str) -> String {
    format!("{page}/{name}")
}

/// The own views of a page, by name.
pub fn list(store: &Store, actor: &Actor, page: &str) -> Result<Vec<View>, Denied> {
    judge_page(page)?;
    let prefix = key(page, "");
    let mut found = Vec::new();
    for one in work::remembered(store, actor, Memory::SavedView)? {
        let Some(name) = one.name.strip_prefix(&prefix) else { continue };
        let query = serde_json::from_str(&one.content).map_err(|error| Denied::fault(error.to_string()))?;
        found.push(View { page: page.to_owned(), name: name.to_owned(), query });
    }
    Ok(found)
}

/// Saves a view, in place of what had its name on its page.
pub fn save(store: &Store, actor: &Actor, view: &View, at: Timestamp) -> Result<(), Denied> {
    judge_page(&view.page)?;
    text("name", &view.name, 100)?;
    let query = serde_json::to_string(&view.query).map_err(|error| Denied::fault(error.to_string()))?;
    work::remember(store, actor, Memory::SavedView, (&key(&view.page, &view.name), &query), at)
}

/// Removes a view.
pub fn remove(store: &Store, actor: &Actor, (page, name): (&str, &str), at: Timestamp) -> Result<(), Denied> {
    judge_page(page)?;
    if work::forget(store, actor, Memory::SavedView, &key(page, name), at)? {
        return Ok(());
    }
    Err(Denied::Missing(Message::new(&messages::NO_VIEW).with("name", name)))
}
