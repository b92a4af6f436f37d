//! Expressions (表达式): SQL in look, a small grammar of our own (SCHEME.md §2).
//!
//! `token` cuts the text, `parser` builds the [`ast`], `check` resolves names and types into a [`typed`] tree,
//! which the executor evaluates in columns and the renderers turn into SQL, workbook formulas and sentences.

pub mod ast;
pub mod messages;
pub mod origin;
pub mod parser;
pub mod typed;

mod token;

pub use origin::Origin;
pub use parser::parse;
