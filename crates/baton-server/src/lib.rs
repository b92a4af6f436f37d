//! The HTTP interface (接口服务): routes, wire formats, sessions, OpenAPI, jobs. It holds no rule: every route asks a use case of
//! `baton-service` and puts the answer into words of the wire.
//!
//! - [`router`] is the table of all routes.
//! - [`asker`] says who asks; a route that names no [`asker::Asker`] is one of the few that need none.
//! - [`problem`] turns what a use case refuses into a status and a sentence.
//! - [`answers`] keeps answers that depend on nothing but what is recorded and what the asker may see.

#![allow(unused_qualifications, reason = "the attribute macro of routes writes names out in full")]

pub mod answers;
pub mod asker;
mod assets;
mod counts;
pub mod dto;
pub mod extract;
mod guard;
pub mod health;
pub mod jobs;
pub mod lang;
mod limit;
pub mod oidc;
mod oidc_exchange;
pub mod openapi;
pub mod problem;
mod repeated;
pub mod router;
mod routes;
pub mod serve;
pub mod state;

pub use baton_web_assets::is_there as has_pages;
pub use serve::{Options, Serving, serve};
pub use state::{App, Config};
