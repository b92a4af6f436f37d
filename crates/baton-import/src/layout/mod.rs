//! Where the figures of a sheet are, and what each is about.

mod columns;
mod combine;
mod context;
mod facet;
mod grid;
mod header;
mod kind;
mod leftover;
mod recognise;
pub(crate) mod resolve;
pub(crate) mod role;
pub(crate) mod tidy;
pub(crate) mod wide;
mod words;

use tidy::{Columns, TidyReader};

use crate::draft::Draft;
use crate::report::Layout;
use crate::sheet::Sheet;

/// Rows looked at in search of a header.
pub(crate) const HEADER_ROWS: usize = 30;

/// Reads the figures of a sheet, however it is laid out.
pub(crate) fn read_sheet(sheet: &Sheet, draft: &mut Draft<'_>) {
    let mut rows = sheet.rows();
    for header in rows.by_ref().take(HEADER_ROWS) {
        if let Some(columns) = Columns::of(&header) {
            draft.set_layout(Layout::Tidy);
            let mut reader = TidyReader::new(columns, &header, draft);
            for row in rows {
                reader.row(draft, &row);
            }
            return;
        }
    }
    wide::read_wide(sheet, draft);
}
