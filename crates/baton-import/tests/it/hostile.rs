//! Files made to do harm: each ends with a clear error, in bounded memory, with nothing taken.

use std::io::Cursor;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::common::*;
use crate::make::*;

/// One cell at the far end of a sheet.
pub(crate) fn far_cell() -> Vec<u8> {
    by_hand(&sheet_xml(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#), &[])
}

/// Sixteen megabytes of nothing that pack to sixteen kilobytes.
pub(crate) fn repeated_rows() -> Vec<u8> {
    by_hand(&sheet_xml(&" ".repeat(16 << 20)), &[])
}

/// A figure in each of the first rows and in the very last one.
pub(crate) fn tall(height: u32) -> Vec<u8> {
    let mut rows = String::new();
    let mut seed = 1_u64;
    for row in (1..=height).chain([1_048_576]) {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        rows.push_str(&format!("<row r=\"{row}\"><c r=\"A{row}\"><v>{}</v></c></row>", seed >> 40));
    }
    by_hand(&sheet_xml(&rows), &[])
}

pub(crate) fn many_parts() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in 0..100_000 {
        zip.start_file(format!("xl/{part}"), options).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn many_sheets(count: usize) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for _ in 0..count {
        book.add_worksheet();
    }
    book.save_to_buffer().unwrap()
}

pub(crate) fn many_merges() -> Vec<u8> {
    let merges: String = (1..70_000).map(|row| format!(r#"<mergeCell ref="A{row}:B{row}"/>"#)).collect();
    by_hand(&format!("<worksheet><sheetData/><mergeCells>{merges}</mergeCells></worksheet>"), &[])
}

pub(crate) fn many_styles() -> Vec<u8> {
    let styles: String = (0..200_000).map(|style| format!(r#"<xf numFmtId="{}"/>"#, style % 50)).collect();
    let styles = format!("<styleSheet><cellXfs>{styles}</cellXfs></styleSheet>");
    by_hand(&sheet_xml(""), &[("xl/styles.xml", &styles)])
}

/// Texts that claim to be four thousand million, one of them sixteen megabytes long.
pub(crate) fn huge_texts() -> Vec<u8> {
    let texts = format!(r#"<sst uniqueCount="4000000000"><si><t>{}</t></si></sst>"#, "x".repeat(16 << 20));
    by_hand(&sheet_xml(""), &[("xl/sharedStrings.xml", &texts)])
}

pub(crate) fn deep_nesting() -> Vec<u8> {
    // Names that differ keep it from packing like a bomb.
    let tags: String =
        (0..100_000_u32).map(|depth| format!("<n{:x}>", depth.wrapping_mul(2_654_435_761))).collect();
    by_hand(&format!("<worksheet>{tags}"), &[])
}

/// Entities that would unfold to three gigabytes.
pub(crate) fn laughs() -> String {
    let mut entities = String::from("<!ENTITY a0 \"lol\">");
    for level in 1..10 {
        entities.push_str(&format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10)));
    }
    format!(
        "<!DOCTYPE worksheet [{entities}]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&a9;</v></c></row></sheetData></worksheet>"
    )
}

/// Parts named to be unpacked elsewhere.
pub(crate) fn path_traversal() -> Vec<u8> {
    archive(&[("../../etc/passwd", b"x".as_slice()), ("/xl/../../workbook.xml", b"<workbook/>")])
}

/// Two parts of one name; which one counts would depend on the program.
pub(crate) fn twin_parts() -> Vec<u8> {
    let mut book =
        by_hand(&sheet_xml(""), &[("xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>")]);
    let (from, to) = (b"xl/worksheets/sheet2.xml", b"xl/worksheets/SHEET1.xml");
    for place in 0..book.len() - from.len() {
        if &book[place..place + from.len()] == from {
            book[place..place + to.len()].copy_from_slice(to);
        }
    }
    book
}

/// The container of an encrypted workbook, as far as anybody looks without the password.
pub(crate) fn password_protected() -> Vec<u8> {
    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.resize(1024, 0);
    file.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    file.resize(4096, 0);
    file
}

#[test]
fn the_smallest_bomb_is_small() {
    assert!(far_cell().len() < 1_500, "{}", far_cell().len());
}

/// References to entities that nobody defined are damage: `1&boom;2` is not 12.
#[test]
fn undefined_entities_are_damage() {
    let sheet = sheet_xml(&format!(
        r#"<row r="1">{}{}</row><row r="2">{}<c r="B2"><v>1&boom;2</v></c></row>"#,
        text_cell("A1", "地区"),
        text_cell("B1", "2022年地区生产总值"),
        text_cell("A2", "郑州市")
    ));
    let error = import_with("a.xlsx", &by_hand(&sheet, &[]), &options()).unwrap_err();
    assert_eq!(error.message().code(), "I021");
}

/// Nothing of a hostile archive is written anywhere: the folder it is imported in stays as it is.
#[test]
fn nothing_is_written() {
    let folder = std::env::temp_dir().join(format!("baton-hostile-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("坏.xlsx");
    for bytes in [path_traversal(), far_cell(), twin_parts()] {
        std::fs::write(&path, bytes).unwrap();
        let result = baton_import::import_file(
            &path,
            &catalogue(),
            &units(),
            &options(),
            &baton_import::NothingRecorded,
        );
        assert!(result.is_err());
        let names: Vec<_> =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["坏.xlsx"]);
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A figure in every row a sheet has.
fn full_height() -> Vec<u8> {
    tall(1_048_575)
}

/// The reader alone in a process that may use no more than 512 MB, with the file, ends by itself and says why.
#[test]
#[cfg(unix)]
fn hostile_files_end_well_in_little_memory() {
    let test = std::env::current_exe().unwrap();
    let program = test.parent().unwrap().parent().unwrap().join("examples/import_once");
    assert!(program.exists(), "build the example import_once first");
    let mut files = vec![
        (far_cell(), "I030"),
        (repeated_rows(), "I025"),
        (tall(2_000), "I030"),
        (huge_texts(), "I025"),
        (
            by_hand(
                &sheet_xml(""),
                &[("xl/sharedStrings.xml", r#"<sst uniqueCount="9223372036854775807"/>"#)],
            ),
            "I101",
        ),
        (deep_nesting(), "I021"),
        (by_hand(&laughs(), &[]), "I021"),
        (many_parts(), "I023"),
        (many_styles(), "I028"),
        (many_merges(), "I029"),
        (path_traversal(), "I026"),
        (full_text(), "I017"),
    ];
    // Slow where nothing is optimised.
    if std::env::var_os("BATON_SOAK").is_some() {
        files.push((full_height(), "I030"));
    }
    let path = std::env::temp_dir().join(format!("baton-bounded-{}.xlsx", std::process::id()));
    for (bytes, code) in files {
        std::fs::write(&path, bytes).unwrap();
        let out = limited(&program, &path, 512 << 10);
        assert_eq!(out, (true, code.to_owned()), "{code}");
    }
    // The control: the limit does bite.
    assert_ne!(limited(&program, &path, 16 << 10).1, "I017");
    std::fs::remove_file(&path).unwrap();
}

/// Forty megabytes of one text.
fn full_text() -> Vec<u8> {
    vec![b'x'; 40 << 20]
}

/// Runs the program on a file with an address space of so many kilobytes: did it end by itself, and the first word it said.
#[cfg(unix)]
fn limited(program: &std::path::Path, file: &std::path::Path, kilobytes: u64) -> (bool, String) {
    let mut command = std::process::Command::new("/bin/sh");
    command.args([
        "-c",
        r#"ulimit -c 0; ulimit -v "$1" && shift && exec "$@""#,
        "sh",
        &kilobytes.to_string(),
    ]);
    let out = command.arg(program).arg(file).output().unwrap();
    let said = String::from_utf8(out.stdout).unwrap();
    (out.status.success(), said.split_whitespace().next().unwrap_or_default().to_owned())
}
