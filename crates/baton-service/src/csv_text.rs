//! Tables as CSV for people: with the mark by which spreadsheets read UTF-8, and no text they could take for a formula.

use crate::refused::Refused;

/// Beginnings a spreadsheet may take for a formula; full-width signs are, in Chinese and Japanese editions.
const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text that a spreadsheet cannot take for a formula.
pub fn safe(text: &str) -> String {
    if text.starts_with(SIGNS) { format!("'{text}") } else { text.to_owned() }
}

/// Writes a table of texts; each is made [`safe`].
///
/// # Errors
/// [`Refused::Fault`] when the rows are not of one width.
pub fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, Refused> {
    let fault = |error: csv::Error| Refused::Fault(error.to_string());
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(head).map_err(fault)?;
    for row in rows {
        writer.write_record(row.iter().map(|text| safe(text))).map_err(fault)?;
    }
    writer.into_inner().map_err(|error| Refused::Fault(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        let cells = ["=1+1", "＝1", "+86", "-3", "@sum", "\tx", "\r=1", "甲县", "a,\"b\"", ""];
        let bytes = table(&["值"], cells.map(|cell| vec![cell.to_owned()])).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let read: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
        assert_eq!(read[0], "'=1+1");
        assert_eq!(read[1], "'＝1");
        assert!(read.iter().all(|text| !text.starts_with(SIGNS)), "{read:?}");
        assert_eq!(&read[7..9], ["甲县", "a,\"b\""]);
    }
}
