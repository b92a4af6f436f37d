//! A server goes on answering: no thread that serves waits for one that asks the store, whose answers may come by the threads that serve.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use baton_service::store::Audience;

use crate::common::stores;

/// Far more than all of it takes; a server that hangs never ends.
const PATIENCE: Duration = Duration::from_secs(120);
/// So many at once, on two threads that serve.
const READERS: usize = 6;
const ROUNDS: usize = 60;

#[test]
fn kept_answers_are_given_while_the_store_is_looked_at() {
    for site in stores() {
        site.published("2024", Audience::Everyone);
        let name = site.database;
        let (told, heard) = mpsc::channel();
        let ended = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let ended = &ended;
            for reader in 0..READERS {
                let (mut client, told) = (site.client("leader"), told.clone());
                scope.spawn(move || {
                    for round in 0..ROUNDS {
                        // Each address twice: made, and kept.
                        let path = format!("/api/rankings?period=2024&limit={}", 1 + (reader + round) % 9);
                        client.get(&path).expect(200);
                    }
                    let _ = told.send(());
                });
            }
            let app = site.app.clone();
            scope.spawn(move || {
                // As after a write: the next question looks at the store.
                while !ended.load(Ordering::Relaxed) {
                    app.site.changed();
                    std::thread::yield_now();
                }
            });
            for _ in 0..READERS {
                if heard.recv_timeout(PATIENCE).is_err() {
                    // The threads that hang cannot be waited for.
                    eprintln!("{name}: no answer any more");
                    std::process::abort();
                }
            }
            ended.store(true, Ordering::Relaxed);
        });
    }
}
