//! The store from outside: what it promises, tried on both databases, against a model in memory, and with the kill signal.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should fail loudly")]
#![allow(clippy::print_stdout, reason = "speeds and kills are printed, not asserted")]

/// Every test that both databases must pass. The module it stands in has `Database` and `store` for its database.
macro_rules! suite {
    () => {
        #[path = "access.rs"]
        mod access;
        #[path = "as_of.rs"]
        mod as_of;
        #[path = "audit.rs"]
        mod audit;
        #[path = "backup.rs"]
        mod backup;
        #[path = "concurrency.rs"]
        mod concurrency;
        #[path = "content.rs"]
        mod content;
        #[path = "kill.rs"]
        mod kill;
        #[path = "migration.rs"]
        mod migration;
        #[path = "runs.rs"]
        mod runs;
        #[path = "scope.rs"]
        mod scope;
        #[path = "undo.rs"]
        mod undo;
    };
}
pub(crate) use suite;

mod common;
mod damage;
#[expect(clippy::duplicate_mod, reason = "the same tests on each database")]
mod on_postgres;
mod on_sqlite;
mod server;

// Not the crate itself, which depends on this one: a change here would build half the workspace before its tests.
#[allow(dead_code, unreachable_pub, reason = "made for other crates, too")]
#[path = "../../../baton-testkit/src/postgres.rs"]
mod testkit;
