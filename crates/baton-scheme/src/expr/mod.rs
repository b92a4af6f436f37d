//! Expressions (表达式): SQL in look, a small grammar of our own (SCHEME.md §2).
//!
//! `token` cuts the text, [`parser`] builds the [`ast`], [`check`](mod@check) resolves names, types and units of measure
//! into a [`typed`] tree, which the executor evaluates in columns and the renderers turn into SQL, workbook formulas and
//! sentences. [`print`](mod@print) writes the tree back as text.

pub mod ast;
pub mod check;
pub mod env;
pub mod messages;
pub mod origin;
pub mod parser;
pub mod print;
pub mod typed;
pub mod walk;

mod functions;
mod token;

pub use check::check;
pub use env::{AttributeType, Env, Expect, LedgerMeasure, Ledgers, ParameterType, Phase};
pub use functions::is_reserved;
pub use origin::Origin;
pub use parser::parse;
pub use print::print;
pub use walk::{any, children, indicators_read, walk};
