//! Results as tables, CSV and JSON.

pub(crate) mod csv;
pub(crate) mod ranking;
pub(crate) mod sheet;
pub(crate) mod table;
pub(crate) mod text;
