//! Workbooks made in the test: ordinary ones by a writer, odd ones by hand.

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A workbook with one sheet.
pub(crate) fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

/// Writes rows of texts and numbers from the top.
pub(crate) fn rows(sheet: &mut Worksheet, rows: &[&[&str]]) {
    rows_from(sheet, 0, rows);
}

/// Writes rows of texts and numbers from a row on; empty texts are not written.
pub(crate) fn rows_from(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) {
    for (row, cells) in (first..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, *text).unwrap(),
            };
        }
    }
}

/// A number format.
pub(crate) fn format(code: &str) -> Format {
    Format::new().set_num_format(code)
}

/// An archive of parts.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        // The type of an .ods stands uncompressed at its beginning.
        let method =
            if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook whose first sheet is the XML given, with parts added or replaced.
pub(crate) fn by_hand(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let root = format!(
        r#"<Relationships><Relationship Id="r1" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let rels = format!(
        r#"<Relationships><Relationship Id="r1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{RELS}/styles" Target="styles.xml"/><Relationship Id="r3" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
    );
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    for (name, content) in more {
        parts.retain(|(other, _)| other != name);
        parts.push((name, content.as_bytes()));
    }
    archive(&parts)
}

/// Sheet XML around rows.
pub(crate) fn sheet_xml(rows: &str) -> String {
    format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#)
}

/// A cell with a text of its own.
pub(crate) fn text_cell(address: &str, text: &str) -> String {
    format!(r#"<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}
