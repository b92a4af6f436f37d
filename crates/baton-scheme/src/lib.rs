//! The scheme language (考核办法): text → document (with positions) → scheme (valid) → plan → results, and
//! explanations that lead from a score back to the cell it came from.

pub mod broken_toml;
pub mod compare;
pub mod compile;
pub mod diagnostic;
pub mod document;
pub mod explain;
pub mod expr;
pub mod figures;
pub mod formula_text;
pub mod leaves;
pub mod lint;
pub mod messages;
pub mod method;
pub mod plan;
pub mod run;
pub mod trial;
