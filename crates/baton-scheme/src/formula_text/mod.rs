//! The text of formulas rendered from the plan. Whoever places them (a sheet, a database) adds nothing of its own.

pub(crate) mod words;
pub mod workbook;
