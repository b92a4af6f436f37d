//! Workbooks: merged headers, number formats, formulas, hidden sheets.

use baton_import::{Limits, read_table};
use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::common::*;
use crate::make::*;

fn import_xlsx(bytes: &[u8]) -> baton_import::Report {
    import_with("测试.xlsx", bytes, &options()).unwrap()
}

#[test]
fn merged_headers_of_two_levels() {
    let plain = Format::new();
    let bytes = workbook(|sheet| {
        sheet.merge_range(0, 0, 0, 4, "各市主要指标（2021—2022年）", &plain).unwrap();
        sheet.merge_range(1, 3, 1, 4, "单位：亿元、万人", &plain).unwrap();
        sheet.merge_range(2, 0, 3, 0, "地区", &plain).unwrap();
        sheet.merge_range(2, 1, 2, 2, "地区生产总值", &plain).unwrap();
        sheet.merge_range(2, 3, 2, 4, "年末常住人口", &plain).unwrap();
        for (column, year) in (1..).zip([2021, 2022, 2021, 2022]) {
            sheet.write(3, column, year).unwrap();
        }
        for (row, name) in (4..).zip(["郑州市", "开封市"]) {
            sheet.write(row, 0, name).unwrap();
            for column in 1..5 {
                sheet.write(row, column, f64::from(row * 10 + u32::from(column))).unwrap();
            }
        }
    });
    let report = import_xlsx(&bytes);
    assert_eq!(problems(&report), [""; 0]);
    assert_eq!(
        figures(&report),
        [
            "410100 gdp 2021 41 B5",
            "410100 gdp 2022 42 C5",
            "410100 pop 2021 43 D5",
            "410100 pop 2022 44 E5",
            "410200 gdp 2021 51 B6",
            "410200 gdp 2022 52 C6",
            "410200 pop 2021 53 D6",
            "410200 pop 2022 54 E6",
        ]
    );
    assert_eq!(report.observations().next().unwrap().origin.to_string(), "测试.xlsx · Sheet1!B5");
}

#[test]
fn percent_against_value() {
    let bytes = workbook(|sheet| {
        rows(sheet, &[&["2022年"], &["地区", "城镇化率", "高质量发展指数", "城镇化率提高", "地区生产总值"]]);
        sheet.write(2, 0, "郑州市").unwrap();
        sheet.write_with_format(2, 1, 0.794, &format("0.0%")).unwrap();
        sheet.write_with_format(2, 2, 0.85, &format("0%")).unwrap();
        sheet.write_with_format(2, 3, 0.012, &format("0.0%")).unwrap();
        sheet.write_with_format(2, 4, 0.5, &format("0.0%")).unwrap();
        rows_at(sheet, 3, &["开封市", "53.6"]);
    });
    let report = import_xlsx(&bytes);
    assert_eq!(
        problems(&report),
        [
            "I323 B3 “城镇化率”有 1 个单元格是百分比格式，存的 0.794 读作 79.4（%）",
            "I325 D3 单元格显示为 1.2%，“城镇化率提高”的计量单位却是百分点",
            "I325 E3 单元格显示为 50%，“地区生产总值”的计量单位却是亿元",
            "I324 B4,B3 “城镇化率”有的单元格是百分比格式（B3），有的不是（B4）",
        ]
    );
    let values: Vec<f64> = report.figures.iter().map(|figure| figure.value).collect();
    assert_eq!(values, [79.4, 0.85, 53.6]);
}

fn rows_at(sheet: &mut rust_xlsxwriter::Worksheet, row: u32, cells: &[&str]) {
    for (column, text) in (0..).zip(cells) {
        match text.parse::<f64>() {
            Ok(number) => sheet.write(row, column, number).unwrap(),
            Err(_) => sheet.write(row, column, *text).unwrap(),
        };
    }
}

#[test]
fn formulas_with_and_without_results() {
    let rows = [
        format!(
            "<row r=\"1\">{}{}</row>",
            text_cell("A1", "地区"),
            text_cell("B1", "地区生产总值（2022年）")
        ),
        format!("<row r=\"2\">{}<c r=\"B2\"><f>1+1</f><v>2</v></c></row>", text_cell("A2", "郑州市")),
        format!("<row r=\"3\">{}<c r=\"B3\"><f>B2*2</f></c></row>", text_cell("A3", "开封市")),
        format!(
            "<row r=\"4\">{}<c r=\"B4\"><f>[1]Sheet1!$A$1</f><v>5</v></c></row>",
            text_cell("A4", "洛阳市")
        ),
        format!(
            "<row r=\"5\">{}<c r=\"B5\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>",
            text_cell("A5", "安阳市")
        ),
        format!(
            "<row r=\"6\">{}<c r=\"B6\"><f t=\"shared\" ref=\"B6:B7\" si=\"0\">[2]表!A1</f><v>5</v></c></row>",
            text_cell("A6", "平顶山市")
        ),
        format!(
            "<row r=\"7\">{}<c r=\"B7\"><f t=\"shared\" si=\"0\"/><v>5</v></c></row>",
            text_cell("A7", "河南省")
        ),
    ];
    let report = import_xlsx(&by_hand(&sheet_xml(&rows.concat()), &[]));
    assert_eq!(
        problems(&report),
        [
            "I310 B3 公式没有保存计算结果",
            "I311 B4 公式引用了别的文件，数值可能已过时",
            "I302 B5 公式结果是错误值 #DIV/0!",
            "I311 B6 公式引用了别的文件，数值可能已过时",
            "I311 B7 公式引用了别的文件，数值可能已过时",
        ]
    );
    assert_eq!((report.counts.rejected, report.figures.len()), (5, 1));
}

#[test]
fn a_program_that_does_not_calculate_saves_zeros() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    rows(sheet, &[&["2022年"], &["地区", "地区生产总值"], &["郑州市"], &["开封市"]]);
    sheet.write_formula(2, 1, Formula::new("=1+1")).unwrap();
    sheet.write_formula(3, 1, Formula::new("=1+1").set_result("2")).unwrap();
    let report = import_xlsx(&book.save_to_buffer().unwrap());
    assert_eq!(codes(&report), ["I310"]);
}

#[test]
fn sheets_name_periods_and_may_be_hidden() {
    let mut book = Workbook::new();
    for (name, value) in [("2021年", 1.0), ("2022年", 2.0)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        rows(sheet, &[&["地区", "地区生产总值"], &["郑州市"]]);
        sheet.write(1, 1, value).unwrap();
    }
    let hidden = book.add_worksheet();
    hidden.set_name("字典").unwrap().set_hidden(true);
    rows(hidden, &[&["地区", "地区生产总值"], &["郑州市", "7"]]);
    let report = import_xlsx(&book.save_to_buffer().unwrap());
    assert_eq!(figures(&report), ["410100 gdp 2021 1 B2", "410100 gdp 2022 2 B2"]);
    assert_eq!(problems(&report), ["I031  隐藏的工作表“字典”没有读取"]);
    let origins: Vec<_> = report.observations().map(|observation| observation.origin.to_string()).collect();
    assert_eq!(origins, ["测试.xlsx · 2021年!B2", "测试.xlsx · 2022年!B2"]);
}

#[test]
fn dates_as_headers_are_months() {
    let bytes = workbook(|sheet| {
        rows(sheet, &[&["一般公共预算收入（亿元）"], &["地区"], &["河南省", "400.1", "823.5"]]);
        for (column, serial) in [(1, 45_292.0), (2, 45_323.0)] {
            sheet.write_with_format(1, column, serial, &format("yyyy\"年\"m\"月\"")).unwrap();
        }
    });
    let report = import_xlsx(&bytes);
    assert_eq!(figures(&report), ["410000 budget 2024-01 400.1 B3", "410000 budget 2024-02 823.5 C3"]);
}

#[test]
fn a_date_in_a_cell_for_a_number() {
    let bytes = workbook(|sheet| {
        rows(sheet, &[&["2022年"], &["地区", "地区生产总值"], &["郑州市"]]);
        sheet.write_with_format(2, 1, 45_292.0, &format("yyyy-mm-dd")).unwrap();
    });
    assert_eq!(problems(&import_xlsx(&bytes)), ["I306 B3 “2024-01-01”是日期，这里要填数"]);
}

#[test]
fn tidy_workbooks_have_codes_as_numbers() {
    let bytes = workbook(|sheet| {
        rows(
            sheet,
            &[&["unit_code", "indicator_code", "period", "value"], &["410100", "gdp", "2022", "1.5"]],
        );
    });
    assert_eq!(figures(&import_xlsx(&bytes)), ["410100 gdp 2022 1.5 D2"]);
}

#[test]
fn tables_of_workbooks() {
    let bytes = workbook(|sheet| rows(sheet, &[&["code", "name"], &["410000", "河南省"]]));
    let path = std::env::temp_dir().join(format!("baton-import-{}.xlsx", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let table = read_table(&path, &Limits::default()).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!((table.sheet.as_deref(), table.rows[0].get(0)), (Some("Sheet1"), "410000"));
    assert!(table.origin(&table.rows[0], 1).to_string().ends_with(".xlsx · Sheet1!B2"));
}

#[test]
fn codes_of_units_as_numbers_label_rows() {
    let bytes = workbook(|sheet| {
        rows(
            sheet,
            &[&["2022年"], &["行政区划代码", "地区生产总值"], &["410100", "1.5"], &["410200", "2.5"]],
        );
    });
    let report = import_xlsx(&bytes);
    assert_eq!(problems(&report), [""; 0]);
    assert_eq!(figures(&report), ["410100 gdp 2022 1.5 B3", "410200 gdp 2022 2.5 B4"]);
}
