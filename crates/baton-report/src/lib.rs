//! Results as documents (报告): an Excel workbook whose scores are live formulas. Nothing is computed here; texts of
//! formulas and numbers come from the plan and the run, this crate places them.

mod error;
pub mod excel;
pub mod messages;
pub mod table;

pub use error::ReportError;
