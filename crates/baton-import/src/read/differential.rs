//! The `.xlsx` reader against calamine's on the same workbooks, and why it is not calamine's that is used.

use std::io::{Cursor, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use baton_model::CellAddress;
use calamine::{DataRef, Reader as _};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::FileBytes;
use super::workbook::Xlsx;
use crate::limits::Limits;
use crate::sheet::{CellValue, Row as _};

/// A cell in a form both readers can be brought into.
type Plain = (CellAddress, String);

fn ours(bytes: &[u8]) -> Vec<Vec<Plain>> {
    let file = FileBytes::new("a.xlsx", bytes.to_vec(), &Limits::default()).unwrap();
    let mut book = Xlsx::open(&file, &Limits::default()).unwrap();
    let sheets = (0..book.sheets().len()).map(|place| {
        let sheet = book.sheet(place).unwrap();
        let cells = sheet.rows().flat_map(|row| {
            row.cells().map(move |(column, value)| (row.address(column), plain(value))).collect::<Vec<_>>()
        });
        cells.collect()
    });
    sheets.collect()
}

fn plain(value: CellValue<'_>) -> String {
    match value {
        CellValue::Number { value, .. } => format!("number {value:?}"),
        CellValue::Text(text) => format!("text {text}"),
        CellValue::Bool(truth) => format!("bool {truth}"),
        CellValue::Date(text) => format!("date {text}"),
        CellValue::Error(text) => format!("error {text}"),
        CellValue::NoResult => "formula without value".to_owned(),
        CellValue::External => "formula of another file".to_owned(),
        CellValue::Blank => String::new(),
    }
}

fn theirs(bytes: &[u8]) -> Vec<Vec<Plain>> {
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    let sheets = names.iter().map(|name| {
        let mut reader = book.worksheet_cells_reader(name).unwrap();
        let mut cells = Vec::new();
        while let Some(cell) = reader.next_cell_with_formula().unwrap() {
            let external = cell.formula.as_deref().is_some_and(|formula| formula.contains("[1]"));
            let value = match (&cell.value, &cell.formula) {
                (_, Some(_)) if external => "formula of another file".to_owned(),
                (DataRef::Empty, Some(_)) => "formula without value".to_owned(),
                (DataRef::Empty, None) => continue,
                (value, _) => calamine_plain(value),
            };
            cells.push((CellAddress { row: cell.pos.0, column: cell.pos.1 }, value));
        }
        cells
    });
    sheets.collect()
}

fn calamine_plain(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => format!("number {:?}", *number as f64),
        DataRef::Float(number) => format!("number {number:?}"),
        DataRef::String(text) => format!("text {text}"),
        DataRef::SharedString(text) => format!("text {text}"),
        DataRef::Bool(truth) => format!("bool {truth}"),
        DataRef::Error(error) => format!("error {error}"),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => format!("date {text}"),
        DataRef::DateTime(date) => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let time = (hour, minute, second) != (0, 0, 0);
            let time = if time { format!("T{hour:02}:{minute:02}:{second:02}") } else { String::new() };
            format!("date {year:04}-{month:02}-{day:02}{time}")
        }
        DataRef::Empty => String::new(),
    }
}

/// Cells of every type, on three sheets.
fn every_type() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let texts =
        ["郑州市", " 前后空格 ", "a&b<c>\"d'", "两\n行", "😀", "_x000D_", "=1+1", "郑州市", "2023年1—6月"];
    for (row, text) in (0..).zip(texts) {
        sheet.write(row, 0, text).unwrap();
    }
    let numbers = [0.0, -1.5, 12934.7, 1e-9, 1e300, 123456789.123, 0.1 + 0.2, f64::MIN_POSITIVE, -0.0625];
    for (row, number) in (0..).zip(numbers) {
        sheet.write(row, 2, number).unwrap();
        sheet.write_with_format(row, 16_000 % 300, number, &Format::new().set_num_format("0.0%")).unwrap();
    }
    sheet.write(20, 1, true).unwrap();
    sheet.write(21, 1, false).unwrap();
    sheet.write_blank(22, 1, &Format::new().set_bold()).unwrap();
    let date = ExcelDateTime::from_ymd(2023, 6, 30).unwrap();
    sheet.write_with_format(23, 1, &date, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    let moment = ExcelDateTime::from_ymd(2023, 6, 30).unwrap().and_hms(12, 34, 56).unwrap();
    sheet.write_with_format(24, 1, &moment, &Format::new().set_num_format("yyyy/m/d h:mm:ss")).unwrap();
    sheet.merge_range(30, 0, 31, 3, "合并", &Format::new()).unwrap();
    let formulas = book.add_worksheet();
    for (row, (formula, result)) in (0..).zip([
        ("=1+1", "2"),
        ("=A1/3", "0.6666666666666666"),
        ("=\"甲\"&\"乙\"", "甲乙"),
        ("=1/0", "#DIV/0!"),
        ("=NA()", "#N/A"),
        ("=1=1", "TRUE"),
    ]) {
        formulas.write_formula(row, 3, Formula::new(formula).set_result(result)).unwrap();
    }
    book.add_worksheet().write(1_000, 200, "远处").unwrap();
    book.save_to_buffer().unwrap()
}

/// Enough cells to be cut by the ends of buffers in every way.
fn long() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new().set_num_format("0.00");
    for row in 0..1_500_u32 {
        sheet.write(row, 0, format!("第{}行", row % 700)).unwrap();
        for column in 1..9 {
            let value = f64::from(row.wrapping_mul(2_654_435_761) >> 9) / f64::from(7 * column + 1);
            sheet.write_with_format(row, column, value, &plain).unwrap();
        }
        sheet
            .write_formula(row, 9, Formula::new("=SUM(B1:I1)").set_result((row % 13 + 1).to_string()))
            .unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// A workbook around sheet XML and shared texts.
fn by_hand(sheet: &str, texts: &str) -> Vec<u8> {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{kinds}/{kind}" Target="{target}"/>"#)
    };
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "_rels/.rels",
            format!("<Relationships>{}</Relationships>", relation("r1", "officeDocument", "xl/workbook.xml")),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns:r="{kinds}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships>{}{}</Relationships>",
                relation("r1", "worksheet", "worksheets/sheet1.xml"),
                relation("r2", "sharedStrings", "sharedStrings.xml")
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
        ("xl/sharedStrings.xml", texts.to_owned()),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TEXTS: &str = r#"<sst uniqueCount="2"><si><t>一</t></si><si><r><t>二</t></r><r><t xml:space="preserve"> 三</t></r></si></sst>"#;
const CELLS: &str = r#"<worksheet><sheetData>
    <row r="1"><c r="A1" t="s"><v>1</v></c><c><v>5</v></c><c t="inlineStr"><is><t>内</t></is></c></row>
    <row><c><f>[1]表!A1</f><v>7</v></c><c><f>A1</f></c><c t="str"><f>A1</f><v>文</v></c></row>
    <row r="9"><c r="C9" t="e"><v>#REF!</v></c><c r="D9" t="b"><v>1</v></c><c r="E9"/></row>
</sheetData></worksheet>"#;

/// Where two readings first differ.
fn first_difference(ours: &[Vec<Plain>], theirs: &[Vec<Plain>]) -> Option<String> {
    let show =
        |cell: Option<&Plain>| cell.map_or("nothing".to_owned(), |(at, value)| format!("{at} {value}"));
    if ours.len() != theirs.len() {
        return Some(format!("{} sheets against {}", ours.len(), theirs.len()));
    }
    ours.iter().zip(theirs).enumerate().find_map(|(sheet, (ours, theirs))| {
        let place = (0..ours.len().max(theirs.len())).find(|place| ours.get(*place) != theirs.get(*place))?;
        Some(format!("sheet {sheet}: {} against {}", show(ours.get(place)), show(theirs.get(place))))
    })
}

#[test]
fn both_readers_agree() {
    for (name, bytes) in [("every type", every_type()), ("long", long()), ("by hand", by_hand(CELLS, TEXTS))]
    {
        let (ours, theirs) = (ours(&bytes), theirs(&bytes));
        assert!(ours.iter().map(Vec::len).sum::<usize>() >= 8, "{name}");
        assert_eq!(first_difference(&ours, &theirs), None, "{name}");
    }
}

/// The control: one digit changed in the file that one of them reads is noticed.
#[test]
fn a_difference_is_noticed() {
    let other = by_hand(&CELLS.replace("<v>5</v>", "<v>6</v>"), TEXTS);
    let found = first_difference(&ours(&by_hand(CELLS, TEXTS)), &theirs(&other));
    assert_eq!(found.as_deref(), Some("sheet 0: B1 number 5.0 against B1 number 6.0"));
}

/// What keeps calamine's reader from being used on files from outside. When this fails after an update, look again.
#[test]
#[cfg(debug_assertions)]
fn calamine_on_hostile_files() {
    let panics = |bytes: &[u8]| catch_unwind(AssertUnwindSafe(|| drop(theirs(bytes)))).is_err();
    let far = by_hand(&sheet(r#"<row r="1"><c r="A4294967298"><v>1</v></c></row>"#), TEXTS);
    assert!(panics(&far), "an address overflows");
    let claimed = by_hand(&sheet(""), r#"<sst uniqueCount="9223372036854775807"></sst>"#);
    assert!(panics(&claimed), "texts are reserved as claimed");
    let turned = by_hand(r#"<worksheet><dimension ref="B2:A1"/><sheetData/></worksheet>"#, TEXTS);
    assert!(panics(&turned), "a dimension is subtracted");
    // This reader refuses the first and needs not what the others claim.
    let read = |bytes: &[u8]| {
        let file = FileBytes::new("a.xlsx", bytes.to_vec(), &Limits::default()).unwrap();
        let mut book = Xlsx::open(&file, &Limits::default()).unwrap();
        book.sheet(0).map(|sheet| sheet.len()).map_err(|error| error.message().code())
    };
    assert_eq!((read(&far), read(&claimed), read(&turned)), (Err("I021"), Ok(0), Ok(0)));
}

fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}
