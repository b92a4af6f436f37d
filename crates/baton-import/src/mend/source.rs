//! The sheets of a file as they are to be given back.

use baton_model::Message;

use crate::error::ImportError;
use crate::limits::Limits;
use crate::messages;
use crate::options::Options;
use crate::read::csv::sheet_of;
use crate::read::encoding::decode;
use crate::read::records::{Records, detect_separator};
use crate::read::workbook::Xlsx;
use crate::read::{FileBytes, Kind};
use crate::sheet::Sheet;

/// What is given back of a file.
pub(super) struct Source {
    pub(super) sheets: Vec<Copied>,
    /// The file has more cells than are copied.
    pub(super) too_large: bool,
}

/// A sheet.
pub(super) struct Copied {
    /// Its name; none for CSV.
    pub(super) name: Option<String>,
    pub(super) hidden: bool,
    pub(super) sheet: Sheet,
}

impl Source {
    /// Reads all sheets, hidden ones as well.
    pub(super) fn read(file: &FileBytes, options: &Options) -> Result<Self, ImportError> {
        let limits =
            Limits { cells: options.limits.cells.min(options.limits.copied_cells), ..options.limits };
        let read = match file.kind() {
            Kind::Text => csv(file, &limits),
            Kind::Xlsx => xlsx(file, &limits),
            Kind::Xls | Kind::Ods => legacy(file, options, &limits),
            Kind::Protected => Err(file.refuse(Message::new(&messages::PASSWORD_PROTECTED))),
            Kind::Markup => Err(file.refuse(Message::new(&messages::MARKUP))),
            Kind::Unknown => Err(file.refuse(Message::new(&messages::UNKNOWN_KIND))),
        };
        match read {
            Ok(mut sheets) => {
                // A workbook given back before has marks of its own.
                sheets.retain_mut(|copied| super::without_marks(&mut copied.sheet));
                Ok(Self { sheets, too_large: false })
            }
            Err(error) if error.message().def == &messages::TOO_MANY_CELLS => {
                Ok(Self { sheets: Vec::new(), too_large: true })
            }
            Err(error) => Err(error),
        }
    }
}

fn csv(file: &FileBytes, limits: &Limits) -> Result<Vec<Copied>, ImportError> {
    let refuse = |message| file.refuse(message);
    let (text, _) = decode(&file.bytes).map_err(refuse)?;
    let records = Records::new(&text, detect_separator(&text), limits);
    let sheet = sheet_of(records, limits).map_err(refuse)?;
    Ok(vec![Copied { name: None, hidden: false, sheet }])
}

fn xlsx(file: &FileBytes, limits: &Limits) -> Result<Vec<Copied>, ImportError> {
    let mut book = Xlsx::open(file, limits)?;
    let mut sheets = Vec::new();
    for place in 0..book.sheets().len() {
        let (name, hidden) = (book.sheets()[place].name.clone(), book.sheets()[place].hidden);
        let sheet = match book.sheet(place) {
            Ok(sheet) => sheet,
            // A hidden sheet was not read when the report was made, so it may be as it likes.
            Err(_) if hidden => Sheet::default(),
            Err(error) => return Err(error),
        };
        sheets.push(Copied { name: Some(name), hidden, sheet });
    }
    Ok(sheets)
}

/// Of old workbooks hidden sheets are not read at all; they come back empty.
fn legacy(file: &FileBytes, options: &Options, limits: &Limits) -> Result<Vec<Copied>, ImportError> {
    let Some(reader) = &options.legacy else {
        return Err(file.refuse(Message::new(&messages::LEGACY_NOT_HERE)));
    };
    let sheets = reader.read(file, limits)?.into_iter().map(|(name, sheet)| Copied {
        name: Some(name),
        hidden: sheet.is_none(),
        sheet: sheet.unwrap_or_default(),
    });
    Ok(sheets.collect())
}
