//! A file → a report of what it would record.

use std::path::Path;

use baton_model::{Catalogue, Message};

use crate::draft::Draft;
use crate::error::ImportError;
use crate::layout::tidy::{Columns, TidyReader};
use crate::messages;
use crate::options::{Current, Options};
use crate::problem::Severity;
use crate::read::FileBytes;
use crate::read::encoding::{Encoding, decode};
use crate::read::records::{Record, Records, detect_separator};
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
    import_csv(file, &mut draft)?;
    Ok(draft.finish(current))
}

/// Rows looked at in search of a header.
const HEAD: usize = 30;

fn import_csv(file: &FileBytes, draft: &mut Draft<'_>) -> Result<(), ImportError> {
    let (text, encoding) = decode(&file.bytes).map_err(|message| file.refuse(message))?;
    draft.begin_sheet(None);
    if encoding == Encoding::Gb18030 {
        draft.problem(Severity::Note, Message::new(&messages::TEXT_IS_GB18030), Vec::new(), None);
    }
    let mut records = Records::new(&text, detect_separator(&text), &draft.options.limits);
    let mut record = Record::default();
    for _ in 0..HEAD {
        if !records.read(&mut record).map_err(|message| file.refuse(message))? {
            break;
        }
        if let Some(columns) = Columns::of(&record) {
            draft.set_layout(Layout::Tidy);
            let mut reader = TidyReader::new(columns, &record, draft);
            while records.read(&mut record).map_err(|message| file.refuse(message))? {
                reader.row(draft, &record);
            }
            return Ok(());
        }
    }
    draft.problem(Severity::Error, Message::new(&messages::NO_FIGURES), Vec::new(), None);
    Ok(())
}
