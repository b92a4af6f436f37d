//! What each column was taken for, and what was said about names the catalogue does not have.

use baton_import::{Mapping, Meaning, Options, Report};

use crate::common::*;

fn mapped(csv: &str, pairs: &[(&str, &str)]) -> Report {
    let mapping = Mapping::new(pairs.iter().map(|(name, code)| (*name, (*code).to_owned())));
    import_with("表.csv", csv.as_bytes(), &Options { mapping, ..options() }).unwrap()
}

const WIDE: &str = "2022年各市情况,,,,\n序号,地区,地区生产总值,科研投入（亿元）,备注\n1,郑州市,12934.7,3.5,\n2,开封市,2657.1,0.8,快报\n";

#[test]
fn a_name_that_is_not_known_can_be_said_to_stand_for_an_indicator() {
    let unknown = mapped(WIDE, &[]);
    assert_eq!(figures(&unknown), ["410100 gdp 2022 12934.7 C3", "410200 gdp 2022 2657.1 C4"]);
    // By the whole header or by what is left of it; its unit of measure counts either way.
    for name in ["科研投入（亿元）", "科研投入", "科研 投入"] {
        let report = mapped(WIDE, &[(name, "rd")]);
        assert_eq!(
            figures(&report),
            [
                "410100 gdp 2022 12934.7 C3",
                "410100 rd 2022 35000 D3",
                "410200 gdp 2022 2657.1 C4",
                "410200 rd 2022 8000 D4",
            ],
            "{name}"
        );
    }
}

#[test]
fn a_header_as_it_stands_is_taken_as_said_and_an_unknown_code_says_nothing() {
    let report = mapped(WIDE, &[("地区生产总值", "index"), ("科研投入", "nothing")]);
    assert_eq!(figures(&report), ["410100 index 2022 12934.7 C3", "410200 index 2022 2657.1 C4"]);
    let report = mapped(WIDE, &[("地区生产总值", ""), ("科研投入", "rd")]);
    assert_eq!(figures(&report), ["410100 rd 2022 35000 D3", "410200 rd 2022 8000 D4"]);
}

#[test]
fn names_in_a_column_of_indicators_are_mapped_too() {
    let csv = "单位代码,指标名称,期间,数值\n410100,科研投入,2022,35000\n";
    assert_eq!(mapped(csv, &[]).counts.errors, 1);
    assert_eq!(figures(&mapped(csv, &[("科研投入", "rd")])), ["410100 rd 2022 35000 D2"]);
}

fn columns(report: &Report) -> Vec<(String, String, Option<Meaning>)> {
    let columns = report.sheets.iter().flat_map(|sheet| &sheet.columns);
    columns.map(|column| (column.cell.to_string(), column.header.clone(), column.meaning)).collect()
}

fn column(
    cell: &str,
    header: &str,
    meaning: impl Into<Option<Meaning>>,
) -> (String, String, Option<Meaning>) {
    (cell.to_owned(), header.to_owned(), meaning.into())
}

#[test]
fn wide_columns_say_what_they_were_taken_for() {
    let report = mapped(WIDE, &[]);
    let indicator = |code| catalogue().by_code(code).map(Meaning::Indicator);
    assert_eq!(report.sheets[0].header_row, Some(1));
    assert_eq!(
        columns(&report),
        [
            column("A2", "序号", None),
            column("B2", "地区", Meaning::Units),
            column("C2", "地区生产总值", indicator("gdp")),
            column("D2", "科研投入（亿元）", None),
        ]
    );
    let years = import_csv("地区生产总值,,\n地区,2021年,2022年\n郑州市,1,2\n开封市,3,4\n");
    let year = |text: &str| text.parse().ok().map(Meaning::Period);
    assert_eq!(
        columns(&years)[1..],
        [column("B2", "2021年", year("2021")), column("C2", "2022年", year("2022"))]
    );
}

#[test]
fn tidy_columns_say_what_they_were_taken_for() {
    let report = import_csv("单位,指标名称,年份,数值,口径,看法\n郑州市,GDP,2022,1,,好\n");
    assert_eq!(report.sheets[0].header_row, Some(0));
    assert_eq!(
        columns(&report),
        [
            column("A1", "单位", Meaning::Units),
            column("B1", "指标名称", Meaning::Indicators),
            column("C1", "年份", Meaning::Periods),
            column("D1", "数值", Meaning::Values),
            column("E1", "口径", Meaning::Series),
            column("F1", "看法", None),
        ]
    );
}
