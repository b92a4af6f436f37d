//! A file → a report of what it would record.

use std::path::Path;

use baton_model::{Catalogue, Message};

use crate::draft::Draft;
use crate::error::ImportError;
use crate::layout::tidy::{Columns, TidyReader};
use crate::layout::wide::read_wide;
use crate::layout::{HEADER_ROWS, read_sheet};
use crate::mend::without_marks;
use crate::messages;
use crate::options::{Current, Options};
use crate::problem::Severity;
use crate::read::csv::sheet_of;
use crate::read::encoding::{Encoding, decode};
use crate::read::records::{Record, Records, detect_separator};
use crate::read::workbook::Xlsx;
use crate::read::{FileBytes, Kind};
use crate::report::{Layout, Report};
use crate::sheet::Sheet;
use crate::units::UnitNames;

/// Reads a file and says what importing it would do. Nothing is recorded.
///
/// # Errors
/// Where the file as a whole cannot be read: `docs/bad_inputs.md` lists what was tried. What is wrong with single cells is in the
/// report.
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
///
/// # Errors
/// As for [`import_file`].
pub fn import_bytes(
    file: &FileBytes,
    catalogue: &Catalogue,
    units: &UnitNames,
    options: &Options,
    current: &dyn Current,
) -> Result<Report, ImportError> {
    let mut draft = Draft::new(&file.name, catalogue, units, options);
    match file.kind() {
        Kind::Text => import_csv(file, &mut draft)?,
        Kind::Xlsx => import_xlsx(file, &mut draft)?,
        Kind::Xls | Kind::Ods => import_legacy(file, &mut draft)?,
        Kind::Protected => return Err(file.refuse(Message::new(&messages::PASSWORD_PROTECTED))),
        Kind::Markup => return Err(file.refuse(Message::new(&messages::MARKUP))),
        Kind::Unknown => return Err(file.refuse(Message::new(&messages::UNKNOWN_KIND))),
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
    let mut sheet = sheet_of(start, limits).map_err(refuse)?;
    if without_marks(&mut sheet) {
        read_wide(&sheet, draft);
    }
    Ok(())
}

fn import_xlsx(file: &FileBytes, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let mut book = Xlsx::open(file, &draft.options.limits)?;
    for place in 0..book.sheets().len() {
        let entry = book.sheets()[place].clone();
        let sheet = if entry.hidden { None } else { Some(book.sheet(place)?) };
        take_sheet(draft, &entry.name, sheet);
    }
    Ok(())
}

fn import_legacy(file: &FileBytes, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let Some(reader) = &draft.options.legacy else {
        return Err(file.refuse(Message::new(&messages::LEGACY_NOT_HERE)));
    };
    for (name, sheet) in reader.read(file, &draft.options.limits)? {
        take_sheet(draft, &name, sheet);
    }
    Ok(())
}

/// Takes a sheet of a workbook; a hidden one is only mentioned.
fn take_sheet(draft: &mut Draft<'_>, name: &str, mut sheet: Option<Sheet>) {
    // The list of a workbook that was given back to be mended says itself that it is not read.
    if sheet.as_mut().is_some_and(|sheet| !without_marks(sheet)) {
        return;
    }
    draft.begin_sheet(Some(name));
    match sheet {
        Some(sheet) => read_sheet(&sheet, draft),
        None => {
            let message = Message::new(&messages::SHEET_HIDDEN).with("sheet", name);
            draft.problem(Severity::Note, message, Vec::new(), None);
        }
    }
}
