//! Long work (作业): done away from the request that asked for it, with progress that can be watched.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

/// How far a job has come, as it is sent to who watches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How much is done.
    pub done: u64,
    /// Of how much, where that is known.
    pub of: Option<u64>,
    /// Is it over?
    pub over: bool,
}

/// The jobs under way in this process.
#[derive(Debug, Default)]
pub struct Jobs(Mutex<BTreeMap<String, watch::Sender<Progress>>>);

impl Jobs {
    /// A job begins.
    pub fn begin(&self, id: &str) -> watch::Sender<Progress> {
        let sender = watch::Sender::new(Progress::default());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), sender.clone());
        sender
    }

    /// Watches a job that is under way here.
    pub fn watch(&self, id: &str) -> Option<watch::Receiver<Progress>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).map(watch::Sender::subscribe)
    }

    /// A job is over.
    pub fn end(&self, id: &str) {
        if let Some(sender) = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(id) {
            sender.send_modify(|progress| progress.over = true);
        }
    }
}
