//! A sheet as CSV, for programs: stable column names, numbers exact, missing values empty.

use std::io;

use super::sheet::Sheet;

/// The bytes of the file. A text a spreadsheet would take for a formula is written with a leading apostrophe.
pub(crate) fn write(sheet: &Sheet, bom: bool) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if bom {
        bytes.extend_from_slice(b"\xef\xbb\xbf");
    }
    let mut writer = csv::Writer::from_writer(bytes);
    writer.write_record(sheet.columns.iter().map(|column| column.key.as_str()))?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|cell| match cell {
            super::sheet::Cell::Text(text) => harmless(text),
            other => other.exact(),
        }))?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
