//! Results as tables, CSV and JSON.

pub(crate) mod comparison;
pub(crate) mod csv;
pub(crate) mod explanation;
pub(crate) mod explanation_json;
pub(crate) mod kept;
pub(crate) mod ranking;
pub(crate) mod sheet;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod trial;
pub(crate) mod versions;
pub(crate) mod workbook;
