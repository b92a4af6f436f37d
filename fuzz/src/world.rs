//! A small world for the targets: a catalogue, figures of three years, an import of bytes, a workbook around a sheet.

use std::io::{Cursor, Write as _};

use baton_import::{FileBytes, Limits, NothingRecorded, Options, UnitNames, error_workbook, import_bytes};
use baton_model::snapshot::{FactColumn, Roster};
use baton_model::{Catalogue, Indicator, Lang, Measure, Period, Scenario, Snapshot, Unit, UnitTree};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Indicators of every kind of unit of measure; `v`, `w` and `x` are those of the literate cases.
pub fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (code, name, unit) in [
        ("gdp", "地区生产总值", "亿元"),
        ("tax", "税收收入", "万元"),
        ("growth", "增速", "%"),
        ("gap", "差距", "百分点"),
        ("firms", "规上企业数", "家"),
        ("v", "v", ""),
        ("w", "w", ""),
        ("x", "x", ""),
    ] {
        let measure = if unit.is_empty() { Ok(Measure::number()) } else { Measure::parse(unit) };
        if let Ok(measure) = measure {
            let _ = catalogue.add(Indicator::new(code, name, measure));
        }
    }
    catalogue
}

/// Six units with figures of three years: ordinary, missing, none, less than none, immense; and the year to score.
pub fn snapshot() -> Option<(Snapshot, Period)> {
    let names = ["甲", "乙", "丙", "丁", "戊", "己"];
    let units: Vec<Unit> =
        (1..).zip(names).map(|(code, name)| Unit::new(code.to_string(), name, "county")).collect();
    let now: Vec<Option<&Unit>> = units.iter().map(Some).collect();
    let year = "2024".parse::<Period>().ok()?;
    let mut snapshot = Snapshot::new(catalogue(), Roster::new(&units, &now), year.end());
    let ids: Vec<_> = snapshot.catalogue.iter().map(|(id, _)| id).collect();
    for (number, id) in ids.into_iter().enumerate() {
        for back in 0..3_i32 {
            let mut values = vec![10.0, f64::NAN, 0.0, -3.5, 1e300, f64::from(back) + 1.25];
            values.rotate_left(number % 6);
            let column = FactColumn { values: values.into(), ..FactColumn::default() };
            snapshot.put(id, Scenario::Actual, year.offset(-back)?, column);
        }
    }
    Some((snapshot, year))
}

/// Imports bytes as a file of that name and writes the workbook to mend.
pub fn import(name: &str, bytes: &[u8]) {
    let limits = Limits::default();
    let Ok(file) = FileBytes::new(name, bytes.to_vec(), &limits) else { return };
    let units = vec![Unit::new("411700", "驻马店市", "city"), Unit::new("411721", "西平县", "county")];
    let Ok(tree) = UnitTree::new(units, Vec::new()) else { return };
    let options = Options::new(jiff::Timestamp::UNIX_EPOCH, "fuzz");
    let report = import_bytes(&file, &catalogue(), &UnitNames::new(&tree), &options, &NothingRecorded);
    if let Ok(report) = report {
        let _ = error_workbook(&file, &report, Lang::ZhCn);
    }
}

const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const PARTS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="2"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;
const TEXTS: &str = r#"<sst uniqueCount="3"><si><t>地区</t></si><si><r><t>2023年</t></r><r><t>地区生产总值（亿元）</t></r></si><si><t>西平县</t></si></sst>"#;

/// A workbook whose only sheet is this XML.
pub fn workbook_around(sheet: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in [
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", PARTS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", TEXTS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        archive.start_file(name, stored).ok()?;
        archive.write_all(content).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}
