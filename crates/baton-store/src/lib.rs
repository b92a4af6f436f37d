//! The store (存储): figures with all their versions, runs, rulings and the audit chain. All SQL of Baton lives here, no business
//! rule does.
//!
//! - Nothing is overwritten. A correction is a new version with a reason, a withdrawal another; reads are *as of* a moment.
//! - Every write is one transaction with its audit record: all of it lasts, or nothing of it happened.
//! - Nothing is read without a [`Scope`]; what lies outside it does not exist.
//! - [`Store::verify`] finds and names one altered byte.
//!
//! [`Store`] blocks; [`AsyncStore`] is the same for asynchronous callers. The database is chosen once, when opened: SQLite in a
//! file or in memory, or a PostgreSQL server.

mod access;
mod attachments;
mod audit;
mod audit_search;
mod backup;
mod condition;
mod connection;
mod digest;
mod drafts;
mod error;
mod figures;
mod files;
mod guarded;
mod idempotency;
mod jobs;
mod memory;
pub mod messages;
mod migrate;
mod objections;
mod place;
mod postgres;
mod revision;
mod runs;
mod scope;
mod sqlite;
mod store;
mod time;
mod verify;

pub use access::accounts::{Account, AccountState, NewAccount};
pub use access::came_by::Known;
pub use access::grants::{AccessGrant, Granted, NewGrant};
pub use access::identities::{Identity, Linked};
pub use access::passwords::{Credentials, PasswordChange};
pub use access::sessions::Session;
pub use access::sign_in::NewSession;
pub use access::tokens::{ApiToken, NewToken};
pub use attachments::Attachment;
pub use audit::AuditRecord;
pub use audit_search::AuditQuery;
pub use backup::{BackedUp, check_backup};
pub use condition::Condition;
pub use digest::{Algorithm, digest};
pub use drafts::ImportDraft;
pub use error::{Broken, BrokenPart, Error, Result};
pub use figures::of_batch::BatchPlace;
pub use figures::{Batch, BatchId, FigureKey, FileDigest, ImportedFile, NewBatch, Receipt, Recorded, Stamp};
pub use files::{FileText, FileVersion, NewFile, SavedFiles};
pub use idempotency::Claim;
pub use jobs::{JobRecord, JobState};
pub use memory::Remembered;
pub use migrate::NEWEST as NEWEST_STRUCTURE;
pub use objections::{Decision, Filed, NewObjection, Objection, ObjectionQuery, Verdict};
pub use place::Place;
pub use revision::Revision;
pub use runs::audience::Audience;
pub use runs::save::RunQuery;
pub use runs::{NewRun, Ruling, RulingEffect, Run, RunHead, RunState};
pub use scope::{Patch, Query, Scope};
pub use store::{AsyncStore, Store, TakenOver};
pub use verify::Verified;
