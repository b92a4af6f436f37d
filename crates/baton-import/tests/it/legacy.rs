//! `.xls` and `.ods` through the child process.

use std::path::PathBuf;

use baton_import::{ImportError, LegacyReader, Limits, Options, Report};

use crate::common::*;
use crate::make::archive;

/// The example `read_legacy` is the child; it lies beside the test's own folder.
pub(crate) fn reader() -> LegacyReader {
    let test = std::env::current_exe().unwrap();
    let program: PathBuf = test.parent().unwrap().parent().unwrap().join("examples/read_legacy");
    assert!(program.exists(), "build the example read_legacy first");
    LegacyReader { program }
}

fn import(name: &str, bytes: &[u8], limits: Limits) -> Result<Report, ImportError> {
    let options = Options { legacy: Some(reader()), limits, ..options() };
    import_with(name, bytes, &options)
}

pub(crate) fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="表1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = r#"<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="/"/></manifest:manifest>"#;
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}

pub(crate) fn ods_row(cells: &[&str], attributes: &str) -> String {
    let cell = |text: &&str| match text.parse::<f64>() {
        Ok(number) => format!(
            r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
        ),
        Err(_) => format!(
            r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        ),
    };
    let cells: String = cells.iter().map(cell).collect();
    format!("<table:table-row {attributes}>{cells}</table:table-row>")
}

pub(crate) const YEARBOOK: &[u8] = include_bytes!("../fixtures/yearbook.xls");

#[test]
fn an_xls_of_the_old_days() {
    let report = import("年鉴.xls", YEARBOOK, Limits::default()).unwrap();
    assert_eq!(
        problems(&report),
        [
            "I310 B6 公式没有保存计算结果",
            "I306 C6 “2023-01-05”是日期，这里要填数",
            "I301 D6 “TRUE”不是数",
            "I031  隐藏的工作表“字典”没有读取",
        ]
    );
    let values: Vec<f64> = report.figures.iter().map(|figure| figure.value).collect();
    assert_eq!(values, [12934.7, 1282.8, 79.4, 2657.1, 53.6]);
    assert_eq!(report.counts.missing, 1);
}

#[test]
fn an_ods() {
    let rows = [
        ods_row(&["2022年"], ""),
        ods_row(&["地区", "地区生产总值"], ""),
        ods_row(&["郑州市", "1.5"], ""),
        r#"<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#.to_owned(),
    ];
    let report = import("a.ods", &ods(&rows.concat()), Limits::default()).unwrap();
    assert_eq!(figures(&report), ["410100 gdp 2022 1.5 B3"]);
}

#[test]
fn repeated_rows_do_not_fill_the_memory() {
    let rows = [
        ods_row(&["2022年", "x", "x", "x", "x", "x", "x", "x"], ""),
        ods_row(&["郑州市", "1.5", "1", "2", "3", "4", "5", "6"], r#"table:number-rows-repeated="1048575""#),
    ];
    let limits = Limits { child_memory: 256 << 20, ..Limits::default() };
    let error = import("a.ods", &ods(&rows.concat()), limits).unwrap_err();
    assert_eq!(error.message().code(), "I042");
}

#[test]
fn a_child_that_takes_too_long_is_stopped() {
    let sleeper = std::env::temp_dir().join(format!("baton-sleeper-{}.sh", std::process::id()));
    std::fs::write(&sleeper, "#!/bin/sh\nexec /bin/sleep 60\n").unwrap();
    #[cfg(unix)]
    std::fs::set_permissions(&sleeper, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let options = Options {
        legacy: Some(LegacyReader { program: sleeper.clone() }),
        limits: Limits { child_seconds: 1, ..Limits::default() },
        ..options()
    };
    let error = import_with("a.xls", YEARBOOK, &options).unwrap_err();
    std::fs::remove_file(&sleeper).unwrap();
    assert_eq!(error.message().code(), "I041");
}

#[test]
fn what_cannot_be_read_is_said() {
    let damaged: Vec<u8> = YEARBOOK[..3000].to_vec();
    assert_eq!(import("a.xls", &damaged, Limits::default()).unwrap_err().message().code(), "I020");
    assert_eq!(import_with("a.xls", YEARBOOK, &options()).unwrap_err().message().code(), "I043");
    let nobody = Options { legacy: Some(LegacyReader { program: "/nowhere/baton".into() }), ..options() };
    assert_eq!(import_with("a.xls", YEARBOOK, &nobody).unwrap_err().message().code(), "I020");
}
