//! The workbook that a file is mended in.

use std::io::Read as _;

use baton_import::{FileBytes, Limits, NothingRecorded, Options, Report, error_workbook, import_bytes};
use baton_model::Lang;
use calamine::Reader as _;
use rust_xlsxwriter::{Formula, Workbook};

use crate::common::*;
use crate::make::*;

/// Imports and gives the workbook to mend.
fn mend(name: &str, bytes: &[u8], options: &Options, lang: Lang) -> (Report, Vec<u8>) {
    let file = FileBytes::new(name, bytes.to_vec(), &Limits::default()).unwrap();
    let report = import_bytes(&file, &catalogue(), &units(), options, &NothingRecorded).unwrap();
    let book = error_workbook(&file, &report, lang).unwrap();
    assert_eq!(book, error_workbook(&file, &report, lang).unwrap(), "the same bytes every time");
    (report, book)
}

/// The cells of a sheet as text, by calamine.
fn cells(book: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(book)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    assert_eq!(range.start(), Some((0, 0)), "{sheet}");
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn sheet_names(book: &[u8]) -> Vec<String> {
    calamine::Xlsx::new(std::io::Cursor::new(book)).unwrap().sheet_names()
}

/// A part of the archive as text.
fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Two sheets with a title, widths, formats, a merged title, text that looks like a formula, and four things to mend.
fn faulty() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("2022年").unwrap();
    sheet.merge_range(0, 0, 0, 3, "各市主要指标", &format("General")).unwrap();
    rows_from(sheet, 1, &[&["地区", "地区生产总值", "城镇化率", "备注"]]);
    rows_from(
        sheet,
        2,
        &[&["郑州市", "12934.7", "", "=HYPERLINK(\"x\")"], &["火星市", "1"], &["开封市", "约2657"]],
    );
    sheet.write_with_format(2, 2, 0.794, &format("0.0%")).unwrap();
    sheet.write_formula(4, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_with_format(5, 3, 45_292.0, &format("yyyy\"年\"m\"月\"")).unwrap();
    sheet.write_formula(5, 1, Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write(5, 0, "洛阳市").unwrap();
    sheet.set_column_width(0, 20).unwrap();
    sheet.set_column_width(3, 33.5).unwrap();
    let second = book.add_worksheet();
    second.set_name("2021年").unwrap();
    rows_from(second, 0, &[&["地区", "地区生产总值"], &["郑州市", "12003"]]);
    let hidden = book.add_worksheet();
    hidden.set_name("字典").unwrap().set_hidden(true);
    hidden.write(0, 0, "藏").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn the_same_sheets_with_what_to_mend() {
    let (report, book) = mend("年报.xlsx", &faulty(), &options(), Lang::ZhCn);
    assert_eq!(codes(&report), ["I323", "I201", "I305", "I302", "I031"]);
    assert_eq!(sheet_names(&book), ["2022年", "2021年", "字典", "需修改"]);
    let first = cells(&book, "2022年");
    assert_eq!(first[1][..4], ["地区", "地区生产总值", "城镇化率", "备注"]);
    assert_eq!(first[2], ["郑州市", "12934.7", "0.794", "=HYPERLINK(\"x\")", ""]);
    assert_eq!(first[0][4], "需修改（本列不导入）");
    assert_eq!(
        first[4][4],
        "B5：错误 I305：“约2657”不是一个确切的数 → 填确切的数；说明写在备注里\nC5：错误 I302：公式结果是错误值 #DIV/0! → 改正公式，或改填数值"
    );
    assert!(first[3][4].starts_with("A4：错误 I201：没有名为“火星市”的单位"), "{}", first[3][4]);
    // Formulas are values, dates dates.
    assert_eq!((first[5][1].as_str(), first[5][4].as_str()), ("2", ""));
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "no formula is written");
    assert!(sheet.contains(r#"<mergeCell ref="A1:D1"/>"#));
    for width in [r#"min="1" max="1" width="20.7109375""#, r#"min="4" max="4" width="34.28515625""#] {
        assert!(sheet.contains(width), "{sheet}");
    }
    let styles = part(&book, "xl/styles.xml");
    assert!(styles.contains("yyyy") && styles.contains("0.0%") && styles.contains("FFFFC7CE"));
    // Notes stand on the bad cells.
    let notes = part(&book, "xl/comments1.xml");
    for cell in [r#"ref="A4""#, r#"ref="B5""#, r#"ref="C5""#] {
        assert!(notes.contains(cell), "{notes}");
    }
    assert_eq!(notes.matches("<comment ").count(), 3);
    assert!(notes.contains("“约2657”不是一个确切的数") && notes.contains("→ 填确切的数"));
    let core = part(&book, "docProps/core.xml");
    assert!(core.contains("2000-01-01T00:00:00Z"));
}

#[test]
fn the_list_groups_by_what_to_mend() {
    let (_, book) = mend("年报.xlsx", &faulty(), &options(), Lang::ZhCn);
    let list = cells(&book, "需修改");
    assert_eq!(list[0][0], "需修改（本表不导入）");
    assert!(list[1][0].starts_with("年报.xlsx：错误 3 处，提醒 0 处，说明 2 处"), "{}", list[1][0]);
    assert!(list[2][0].starts_with("文件里有错误，一个数也没有导入"));
    let head = list.iter().position(|row| row[0] == "级别").unwrap();
    assert_eq!(list[head], ["级别", "要改什么", "处数", "位置", "怎么改"]);
    assert_eq!(list.len(), head + 6, "three errors and two notes");
    assert_eq!(
        list[head + 3][..5],
        ["错误", "I305：“约2657”不是一个确切的数", "1", "2022年!B5", "填确切的数；说明写在备注里"]
    );
    let (_, book) = mend("年报.xlsx", &faulty(), &options(), Lang::En);
    assert_eq!(sheet_names(&book)[3], "To mend");
    let list = cells(&book, "To mend");
    assert!(list[2][0].starts_with("the file has errors: nothing was imported"));
    let first = cells(&book, "2022年");
    assert!(first[4][4].starts_with("B5: error I305: “约2657” is not an exact number"), "{}", first[4][4]);
}

#[test]
fn a_mended_workbook_is_imported_as_if_nothing_had_been_added() {
    let text = "2022年,,\n地区,地区生产总值,常住人口\n郑州市,1.50,1282.8\n开封市,=2,0012\n";
    let (report, book) = mend("数据.csv", text.as_bytes(), &options(), Lang::ZhCn);
    assert_eq!(codes(&report), ["I301"]);
    let sheet = cells(&book, "数据");
    assert_eq!(sheet[2][..3], ["郑州市", "1.50", "1282.8"]);
    assert_eq!(sheet[3][..3], ["开封市", "=2", "0012"]);
    let again = import_with("数据.xlsx", &book, &options()).unwrap();
    assert_eq!(problems(&again), problems(&report));
    assert_eq!(again.counts, report.counts);
    let values = |report: &Report| report.figures.iter().map(|f| (f.cell, f.value)).collect::<Vec<_>>();
    assert_eq!(values(&again), values(&report));
    // Given back a second time it has one column and one list, not two.
    let (_, second) = mend("数据.xlsx", &book, &options(), Lang::ZhCn);
    assert_eq!(sheet_names(&second), ["数据", "需修改"]);
    assert_eq!(cells(&second, "数据"), sheet);
}

#[test]
fn problems_of_the_first_row_leave_the_mark_recognisable() {
    let text = "地区,2022年规上工业企业数（户）\n郑州市,3\n";
    let (report, book) = mend("a.csv", text.as_bytes(), &options(), Lang::En);
    assert_eq!(codes(&report), ["I221"]);
    let head = &cells(&book, "Data")[0][2];
    assert!(head.starts_with("To mend (this column is not imported)\nB1: error I221"), "{head}");
    assert_eq!(codes(&import_with("a.xlsx", &book, &options()).unwrap()), ["I221"]);
}

#[test]
fn many_problems_are_bounded_and_said() {
    let mut text = "unit,indicator_code,period,value\n".to_owned();
    for row in 0..300 {
        text.push_str(&format!("410100,gdp,{},约{row}\n", 1950 + row % 70));
    }
    let limits = Limits { notes: 10, problems: 200, ..Limits::default() };
    let (report, book) = mend("a.csv", text.as_bytes(), &Options { limits, ..options() }, Lang::ZhCn);
    assert_eq!((report.counts.errors, report.problems.len()), (300, 200));
    assert_eq!(part(&book, "xl/comments1.xml").matches("<comment ").count(), 10);
    let list = cells(&book, "需修改");
    assert!(list.iter().any(|row| row[0].starts_with("批注只加到前 10 个单元格，另有 190 个只标了颜色")));
    assert!(list.iter().any(|row| row[0].starts_with("另有 100 处没有列出")));
}

#[test]
fn a_file_too_large_to_copy_gives_the_list_alone() {
    let text = "unit,indicator_code,period,value\n410100,gdp,2022,约1\n";
    let limits = Limits { copied_cells: 5, ..Limits::default() };
    let (_, book) = mend("a.csv", text.as_bytes(), &Options { limits, ..options() }, Lang::ZhCn);
    assert_eq!(sheet_names(&book), ["需修改"]);
    assert!(cells(&book, "需修改").iter().any(|row| row[0].starts_with("文件有 5 个以上的单元格")));
}

#[test]
fn formulas_without_values_and_of_other_files() {
    let rows = [
        format!(
            "<row r=\"1\">{}{}</row>",
            text_cell("A1", "地区"),
            text_cell("B1", "地区生产总值（2022年）")
        ),
        format!("<row r=\"2\">{}<c r=\"B2\"><f>1+1</f></c></row>", text_cell("A2", "郑州市")),
        format!(
            "<row r=\"3\">{}<c r=\"B3\"><f>[1]Sheet1!$A$1</f><v>5</v></c></row>",
            text_cell("A3", "开封市")
        ),
    ];
    let (report, book) = mend("a.xlsx", &by_hand(&sheet_xml(&rows.concat()), &[]), &options(), Lang::ZhCn);
    assert_eq!(codes(&report), ["I310", "I311"]);
    let sheet = cells(&book, "Sheet1");
    assert_eq!((sheet[1][1].as_str(), sheet[2][1].as_str()), ("", "5"));
    assert!(sheet[1][2].contains("I310") && sheet[2][2].contains("I311"));
}

#[test]
fn hostile_merges_and_names_end_well() {
    let merges = r#"<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:C3"/><mergeCell ref="C3:D4"/></mergeCells>"#;
    let sheet = format!(
        r#"<worksheet><cols><col min="1" max="16384" width="9"/></cols><sheetData><row r="1">{}{}</row><row r="2">{}<c r="B2" t="str"><v>@SUM(1)</v></c></row></sheetData>{merges}</worksheet>"#,
        text_cell("A1", "地区"),
        text_cell("B1", "地区生产总值（2022年）"),
        text_cell("A2", "郑州市")
    );
    let (report, book) = mend("a.xlsx", &by_hand(&sheet, &[]), &options(), Lang::ZhCn);
    assert_eq!(codes(&report), ["I101"], "a sheet merged as a whole has no table");
    assert_eq!(cells(&book, "Sheet1")[1][1], "@SUM(1)");
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<mergeCell ref="B2:C3"/>"#) && !sheet.contains("XFD"), "{sheet}");
}

#[test]
fn old_workbooks_come_back_as_new_ones() {
    let options = Options { legacy: Some(crate::legacy::reader()), ..options() };
    let (report, book) = mend("年鉴.xls", crate::legacy::YEARBOOK, &options, Lang::ZhCn);
    assert_eq!(codes(&report), ["I310", "I306", "I301", "I031"]);
    let names = sheet_names(&book);
    assert_eq!(names.last().map(String::as_str), Some("需修改"));
    assert_eq!(names.len(), 3, "{names:?}");
    let notes = part(&book, "xl/comments1.xml");
    for cell in [r#"ref="B6""#, r#"ref="C6""#, r#"ref="D6""#] {
        assert!(notes.contains(cell), "{notes}");
    }
    let again = import_with("年鉴.xlsx", &book, &options).unwrap();
    assert_eq!(again.figures.len(), report.figures.len());
    // Without a reader for old files there is nothing to copy.
    let file = FileBytes::new("年鉴.xls", crate::legacy::YEARBOOK.to_vec(), &Limits::default()).unwrap();
    let nowhere = import_with("a.csv", "地区\n".as_bytes(), &crate::common::options()).unwrap();
    assert_eq!(error_workbook(&file, &nowhere, Lang::En).unwrap_err().message().code(), "I043");
}
