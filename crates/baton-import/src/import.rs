//! A file → a report of what it would record.

use std::path::Path;

use baton_model::{Catalogue, Message};

use crate::draft::Draft;
use crate::error::ImportError;
use crate::layout::tidy::{Columns, TidyReader};
use crate::layout::wide::read_wide;
use crate::layout::{HEADER_ROWS, read_sheet};
use crate::messages;
use crate::options::{Current, Options};
use crate::problem::Severity;
use crate::read::FileBytes;
use crate::read::csv::sheet_of;
use crate::read::encoding::{Encoding, decode};
use crate::read::records::{Record, Records, detect_separator};
use crate::read::workbook::Xlsx;
use crate::report::{Layout, Report};
use crate::units::UnitNames;

/// Reads a file and says what importing it would do. Nothing is recorded.
pub fn import_file(
    path: &Path,
    catalogue: &Catalogue,
    units: &UnitNames,
    options: &Options,
    current: &dyn Current,
) -> Result<Report, ImportError> {
    import_bytes(&FileBytes::open(path, &options.limits)?, catalogue, units, options, current)
}

/// The same for a file that is already in memory.
pub fn import_bytes(
    file: &FileBytes,
    catalogue: &Catalogue,
    units: &UnitNames,
    options: &Options,
    current: &dyn Current,
) -> Result<Report, ImportError> {
    let mut draft = Draft::new(&file.name, catalogue, units, options);
    if file.bytes.starts_with(b"PK") {
        import_xlsx(file, &mut draft)?;
    } else {
        import_csv(file, &mut draft)?;
    }
    draft.refuse_if_nothing_was_found();
    Ok(draft.finish(current))
}

fn import_csv(file: &FileBytes, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let refuse = |message| file.refuse(message);
    let (text, encoding) = decode(&file.bytes).map_err(refuse)?;
    draft.begin_sheet(None);
    if encoding == Encoding::Gb18030 {
        draft.problem(Severity::Note, Message::new(&messages::TEXT_IS_GB18030), Vec::new(), None);
    }
    let limits = &draft.options.limits;
    let start = Records::new(&text, detect_separator(&text), limits);
    let mut records = start.clone();
    let mut record = Record::default();
    for _ in 0..HEADER_ROWS {
        if !records.read(&mut record).map_err(refuse)? {
            break;
        }
        // A tidy file is read record by record and never held as cells.
        if let Some(columns) = Columns::of(&record) {
            draft.set_layout(Layout::Tidy);
            let mut reader = TidyReader::new(columns, &record, draft);
            while records.read(&mut record).map_err(refuse)? {
                reader.row(draft, &record);
            }
            return Ok(());
        }
    }
    let sheet = sheet_of(start, limits).map_err(refuse)?;
    read_wide(&sheet, draft);
    Ok(())
}

fn import_xlsx(file: &FileBytes, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let mut book = Xlsx::open(file, &draft.options.limits)?;
    for place in 0..book.sheets().len() {
        let entry = book.sheets()[place].clone();
        draft.begin_sheet(Some(&entry.name));
        if entry.hidden {
            let message = Message::new(&messages::SHEET_HIDDEN).with("sheet", &entry.name);
            draft.problem(Severity::Note, message, Vec::new(), None);
        } else {
            read_sheet(&book.sheet(place)?, draft);
        }
    }
    Ok(())
}
