//! Any bytes, and good files with something changed: no panic, and every figure reported stands at its cell.

use baton_import::{FileBytes, Limits, Mode, NothingRecorded, Options, Report, error_workbook, import_bytes};
use baton_model::Lang;
use proptest::prelude::*;

use crate::common::*;
use crate::make::*;

/// Imports bytes and writes the workbook to mend, whatever they are.
fn survive(name: &str, bytes: &[u8]) -> Option<Report> {
    let options = Options { mode: Mode::CleanRows, ..options() };
    let file = FileBytes::new(name, bytes.to_vec(), &Limits::default()).ok()?;
    let report = import_bytes(&file, &catalogue(), &units(), &options, &NothingRecorded).ok()?;
    error_workbook(&file, &report, Lang::ZhCn).unwrap();
    Some(report)
}

const BEGINNINGS: [&[u8]; 8] = [
    b"",
    b"PK\x03\x04",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    b"\x09\x08",
    b"<html",
    "地区,指标,期间,数值\n".as_bytes(),
];

const SHEET: &str = r#"<worksheet><cols><col min="1" max="3" width="12"/></cols><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>地区</t></is></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="str"><f>B1</f><v>2022年常住人口</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>郑州市</t></is></c><c r="B2" s="1"><v>1.5</v></c><c r="C2"><f t="shared" ref="C2:C3" si="0">B2*2</f><v>3</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>开封市</t></is></c><c r="B3" t="e"><v>#N/A</v></c><c r="C3"><f t="shared" si="0"/><v>4</v></c></row></sheetData><mergeCells><mergeCell ref="D1:E2"/></mergeCells></worksheet>"#;
const TEXTS: &str = r#"<sst uniqueCount="1"><si><r><t>2022年</t></r><r><t>地区生产总值</t></r></si></sst>"#;
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="2"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;

/// A change of bytes somewhere in a file.
#[derive(Clone, Debug)]
enum Change {
    Set(prop::sample::Index, u8),
    Cut(prop::sample::Index, usize),
    Double(prop::sample::Index, usize),
    Insert(prop::sample::Index, Vec<u8>),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    let telling = prop::sample::select(vec![
        "<",
        ">",
        "\"",
        "&",
        ",",
        "\n",
        "9",
        "</row>",
        "<v>",
        "r=\"ZZZ9\"",
        "\0",
        "\u{FEFF}",
        "é",
    ]);
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (at(), 1..40_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (at(), 1..80_usize).prop_map(|(at, length)| Change::Double(at, length)),
        (at(), telling).prop_map(|(at, text)| Change::Insert(at, text.as_bytes().to_vec())),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        let end = |at: usize, length: usize, all: usize| (at + length).min(all);
        match change {
            Change::Set(at, byte) => {
                let place = at.index(bytes.len());
                bytes[place] = *byte;
            }
            Change::Cut(at, length) => {
                let start = at.index(bytes.len());
                bytes.drain(start..end(start, *length, bytes.len()));
            }
            Change::Double(at, length) => {
                let start = at.index(bytes.len());
                let piece = bytes[start..end(start, *length, bytes.len())].to_vec();
                bytes.splice(start..start, piece);
            }
            Change::Insert(at, piece) => {
                let start = at.index(bytes.len());
                bytes.splice(start..start, piece.iter().copied());
            }
        }
    }
    bytes
}

/// A change of a table.
#[derive(Clone, Debug)]
enum Edit {
    Put(prop::sample::Index, prop::sample::Index, &'static str),
    DropRow(prop::sample::Index),
    BlankRow(prop::sample::Index),
    DoubleRow(prop::sample::Index),
    SwapColumns(prop::sample::Index, prop::sample::Index),
}

const TEXTS_OF_CELLS: &[&str] = &[
    "",
    "7",
    "-7.25",
    "0",
    "2021",
    "2021年",
    "—",
    "…",
    "/",
    "约3",
    "火星市",
    "郑州市",
    "地区生产总值",
    "常住人口",
    "合计",
    "注：x",
    "地区",
    "本月",
    "同比增长",
    "单位：亿元",
    "9.75",
    "1e3",
    "三",
    "#REF!",
    "年末常住人口（万人）",
    "洛阳",
    "朝阳区",
];

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        4 => (at(), at(), prop::sample::select(TEXTS_OF_CELLS.to_vec())).prop_map(|(row, column, text)| Edit::Put(row, column, text)),
        1 => at().prop_map(Edit::DropRow),
        1 => at().prop_map(Edit::BlankRow),
        1 => at().prop_map(Edit::DoubleRow),
        1 => (at(), at()).prop_map(|(a, b)| Edit::SwapColumns(a, b)),
    ]
}

type Table = Vec<Vec<&'static str>>;

fn edited(edits: &[Edit]) -> Table {
    let mut table: Table = vec![
        vec!["2022年各市主要指标", "", "", ""],
        vec!["地区", "地区生产总值", "常住人口", "城镇化率"],
        vec!["郑州市", "12934.7", "1282.8", "79.4"],
        vec!["开封市", "2657.1", "469.4", "53.6"],
        vec!["洛阳市", "5675.2", "707.9", "66.4"],
    ];
    for edit in edits {
        let rows = table.len();
        match edit {
            Edit::Put(row, column, text) => table[row.index(rows)][column.index(4)] = text,
            Edit::DropRow(row) if rows > 1 => drop(table.remove(row.index(rows))),
            Edit::DropRow(_) => {}
            Edit::BlankRow(row) => table.insert(row.index(rows), vec![""; 4]),
            Edit::DoubleRow(row) => {
                let copy = table[row.index(rows)].clone();
                table.insert(row.index(rows), copy);
            }
            Edit::SwapColumns(a, b) => {
                let (a, b) = (a.index(4), b.index(4));
                table.iter_mut().for_each(|row| row.swap(a, b));
            }
        }
    }
    table
}

/// The number that stands in a cell of the table.
fn standing(table: &Table, row: u32, column: u32) -> Option<f64> {
    table.get(row as usize)?.get(column as usize)?.parse().ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(beginning in prop::sample::select(BEGINNINGS.to_vec()), rest in prop::collection::vec(any::<u8>(), 0..400)) {
        survive("数据.csv", &[beginning, &rest].concat());
    }

    #[test]
    fn any_text(text in "[地区指标期间数值郑州市gdp0-9.,;\"\n\t %—（）年月-]{0,200}") {
        survive("数据.csv", text.as_bytes());
    }

    #[test]
    fn a_workbook_with_changed_parts(part in 0..3_usize, changes in prop::collection::vec(change(), 1..6)) {
        let mut parts = [SHEET, TEXTS, STYLES].map(|part| part.as_bytes().to_vec());
        parts[part] = changed(std::mem::take(&mut parts[part]), &changes);
        let [sheet, texts, styles] = parts.map(|part| String::from_utf8_lossy(&part).into_owned());
        survive("数据.xlsx", &by_hand(&sheet, &[("xl/sharedStrings.xml", &texts), ("xl/styles.xml", &styles)]));
    }

    #[test]
    fn a_workbook_with_changed_bytes(changes in prop::collection::vec(change(), 1..4)) {
        let good = by_hand(SHEET, &[("xl/sharedStrings.xml", TEXTS), ("xl/styles.xml", STYLES)]);
        survive("数据.xlsx", &changed(good, &changes));
    }

    #[test]
    fn every_figure_stands_at_its_cell(edits in prop::collection::vec(edit(), 0..8)) {
        let table = edited(&edits);
        let csv: String = table.iter().map(|row| row.join(",") + "\n").collect();
        let book = workbook(|sheet| {
            for (row, cells) in (0..).zip(&table) {
                for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
                    match text.parse::<f64>() {
                        Ok(number) => sheet.write(row, column, number).unwrap(),
                        Err(_) => sheet.write(row, column, *text).unwrap(),
                    };
                }
            }
        });
        for (name, bytes) in [("数据.csv", csv.as_bytes()), ("数据.xlsx", &book)] {
            let Some(report) = survive(name, bytes) else { continue };
            for figure in &report.figures {
                let there = standing(&table, figure.cell.row, figure.cell.column);
                prop_assert_eq!(there, Some(figure.value), "{} {}\n{}", name, figure.cell, csv);
            }
        }
    }
}

/// The control: the unchanged files do give figures, so the properties above are not about nothing.
#[test]
fn the_unchanged_files_give_figures() {
    let good = by_hand(SHEET, &[("xl/sharedStrings.xml", TEXTS), ("xl/styles.xml", STYLES)]);
    let report = survive("数据.xlsx", &good).unwrap();
    assert_eq!(report.figures.iter().map(|figure| figure.value).collect::<Vec<_>>(), [1.5, 3.0, 4.0]);
    let csv: String = edited(&[]).iter().map(|row| row.join(",") + "\n").collect();
    assert_eq!(survive("数据.csv", csv.as_bytes()).unwrap().figures.len(), 9);
}
