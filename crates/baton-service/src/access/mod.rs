//! Who may do what (权限): accounts, roles, grants, sessions and tokens, and the use cases that stand behind them.
//!
//! An [`Actor`] is who asks: it comes from a session, a token or the command line, and is the only way to a
//! [`Scope`](baton_store::Scope). Deny by default: what no grant allows is denied, and what lies outside the scope does not exist:
//! [`Denied::Missing`] is the same for both.
//!
//! Time is an argument everywhere; randomness comes from the operating system.

pub mod accounts;
mod actor;
pub mod attachments;
pub mod audit;
pub mod bootstrap;
mod capability;
mod denied;
pub mod files;
pub mod grants;
pub mod identities;
pub mod matrix;
pub mod messages;
pub mod objections;
mod passwords;
mod random;
mod reach;
mod role;
mod scopes;
pub mod sessions;
pub mod sign_in;
pub mod tokens;
pub mod totp;
pub mod views;
pub(crate) mod whole;
pub mod why;
pub mod work;

pub use actor::{Actor, Grant, Via};
pub use capability::Capability;
pub use denied::{Denied, FieldFault};
pub use passwords::{Passwords, change_password};
pub use random::{csrf_of, first_password, same_secret};
pub use role::Role;
pub use scopes::Scopes;
pub use sign_in::{Attempt, Signed};
