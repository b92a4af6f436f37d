//! CSV as a sheet, for layouts that have to be seen as a whole.

use std::sync::Arc;

use baton_model::{CellAddress, Message};

use super::records::{Record, Records};
use crate::limits::Limits;
use crate::sheet::{Raw, SharedTexts, Sheet};

/// Reads all records into a sheet.
pub(crate) fn sheet_of(mut records: Records<'_>, limits: &Limits) -> Result<Sheet, Message> {
    let mut sheet = Sheet::new(None, Arc::new(SharedTexts::default()));
    let mut record = Record::default();
    while records.read(&mut record)? {
        for (column, text) in (0..).zip(record.iter()) {
            if text.is_empty() {
                continue;
            }
            if sheet.len() as u64 >= limits.cells {
                return Err(super::too_many_cells(limits));
            }
            let span = sheet.text(text);
            sheet.push(CellAddress { row: record.row(), column }, Raw::Text(span));
        }
    }
    Ok(sheet)
}
