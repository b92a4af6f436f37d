//! What the fuzz targets share: a small world, and an import of bytes.

use baton_import::{FileBytes, Limits, NothingRecorded, Options, UnitNames, error_workbook, import_bytes};
use baton_model::{Catalogue, Indicator, Lang, Measure, Unit, UnitTree};

/// A few indicators of every kind of unit of measure.
pub fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (code, name, unit) in [
        ("gdp", "地区生产总值", "亿元"),
        ("tax", "税收收入", "万元"),
        ("growth", "增速", "%"),
        ("gap", "差距", "百分点"),
        ("firms", "规上企业数", "家"),
    ] {
        if let Ok(measure) = Measure::parse(unit) {
            let _ = catalogue.add(Indicator::new(code, name, measure));
        }
    }
    catalogue
}

/// Imports bytes as a file of that name and writes the workbook to mend. Whatever they are, it must end, within bounds, without a
/// panic.
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
