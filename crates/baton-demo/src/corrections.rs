//! Corrections: figures that were published first and became known otherwise later, each in a file with the moment and the reason.
//!
//! A file of `data/` cannot say when it became known, so they lie in `imports/` and are imported in order when the city is seeded.

use std::fmt::Write as _;

use crate::DemoImport;
use crate::book::{Book, First, HEADER};
use crate::dice::Dice;

/// A correction: indicator and period it concerns, units (empty: every place of the first city), and what it does.
struct Correction {
    /// File name without extension.
    name: &'static str,
    recorded_at: &'static str,
    account: &'static str,
    reason: &'static str,
    indicators: &'static [&'static str],
    periods: &'static [&'static str],
    units: &'static [&'static str],
    change: Change,
}

/// What a correction does to a figure.
#[derive(Clone, Copy)]
enum Change {
    /// So much is taken off; off the city's, too.
    Less(f64),
    /// Verified accounts: the secondary and tertiary sector move by up to so many percent, GDP with them.
    Verified(f64),
}

const ACCOUNTS: &[&str] = &["gdp", "secondary_added", "tertiary_added"];
const CITY: &str = "990100";

const CORRECTIONS: &[Correction] = &[
    Correction {
        name: "2024-11-06_统计局_社会消费品零售总额更正",
        recorded_at: "2024-11-06T09:20:00+08:00",
        account: "statistics",
        reason: "宣河县一家限上单位 9 月数据重复填报，核减",
        indicators: &["retail_sales", "large_retail_sales"],
        periods: &["2024-09"],
        units: &["990122", CITY],
        change: Change::Less(1.26),
    },
    Correction {
        name: "2024-12-20_统计局_2023年地区生产总值最终核实",
        recorded_at: "2024-12-20T10:00:00+08:00",
        account: "statistics",
        reason: "2023 年地区生产总值最终核实数，替换初步核算数",
        indicators: ACCOUNTS,
        periods: &["2023Q4"],
        units: &[],
        change: Change::Verified(0.6),
    },
    Correction {
        name: "2025-04-18_商务局_实际利用外资更正",
        recorded_at: "2025-04-18T15:40:00+08:00",
        account: "office",
        reason: "禺阳市一笔 470 万美元到资在两个项目下重复登记，商务局来函核减",
        indicators: &["fdi"],
        periods: &["2024-11", "2024-12"],
        units: &["990182", CITY],
        change: Change::Less(470.0),
    },
    Correction {
        name: "2025-06-27_发展改革委_固定资产投资核减",
        recorded_at: "2025-06-27T17:05:00+08:00",
        account: "office",
        reason: "安屏市两个项目未达入库条件，5 月累计数核减",
        indicators: &["investment"],
        periods: &["2025-05"],
        units: &["990181", CITY],
        change: Change::Less(2.35),
    },
    Correction {
        name: "2025-12-19_统计局_2024年地区生产总值最终核实",
        recorded_at: "2025-12-19T10:00:00+08:00",
        account: "statistics",
        reason: "2024 年地区生产总值最终核实数，替换初步核算数",
        indicators: ACCOUNTS,
        periods: &["2024Q4"],
        units: &[],
        change: Change::Verified(0.5),
    },
];

impl Correction {
    fn concerns(&self, unit: &str, indicator: &str, period: &str) -> bool {
        self.indicators.contains(&indicator)
            && self.periods.contains(&period)
            && (self.units.is_empty() || self.units.contains(&unit))
    }
}

/// Is a figure corrected later? Only those of the first city are.
pub(crate) fn concerns(unit: &str, indicator: &str, period: &str) -> bool {
    unit.starts_with("9901")
        && CORRECTIONS.iter().any(|correction| correction.concerns(unit, indicator, period))
}

/// The files with corrections, and how they are to be imported, in order.
pub(crate) fn imports(book: &Book) -> (Vec<(String, Vec<u8>)>, Vec<DemoImport>) {
    let mut files = Vec::new();
    let mut imports = Vec::new();
    for correction in CORRECTIONS {
        let concerned: Vec<&First> = book
            .first_versions()
            .iter()
            .filter(|first| correction.concerns(&first.unit.0, first.indicator, &first.period))
            .collect();
        let mut text = HEADER.to_owned();
        for (first, value) in corrected(correction, &concerned) {
            let _ = write!(text, "{}", book.row(first, value).unwrap_or_default());
        }
        let path = format!("imports/{}.csv", correction.name);
        files.push((path.clone(), text.into_bytes()));
        imports.push(DemoImport {
            path,
            recorded_at: correction.recorded_at,
            account: correction.account,
            reason: correction.reason,
        });
    }
    (files, imports)
}

fn corrected<'f>(correction: &Correction, concerned: &[&'f First]) -> Vec<(&'f First, f64)> {
    match correction.change {
        Change::Less(amount) => concerned.iter().map(|first| (*first, first.value - amount)).collect(),
        Change::Verified(percent) => verified(correction, percent, concerned),
    }
}

/// The parts move, each place's GDP is the sum again, and the city's figures are the sums over its places.
fn verified<'f>(correction: &Correction, percent: f64, concerned: &[&'f First]) -> Vec<(&'f First, f64)> {
    let cents = |value: f64| (value * 100.0).round() / 100.0;
    let shift = |first: &First| {
        let mut dice = Dice::of(&["verified", correction.name, &first.unit.0, first.indicator]);
        cents(first.value * dice.uniform(-percent, percent) / 100.0)
    };
    let shifts_of = |unit: &str, indicator: &str| -> f64 {
        let parts = concerned.iter().filter(|first| {
            let wanted = indicator == "gdp" || first.indicator == indicator;
            first.indicator != "gdp"
                && wanted
                && first.unit.0 != CITY
                && (unit == CITY || first.unit.0 == unit)
        });
        parts.map(|first| shift(first)).sum()
    };
    let value = |first: &First| cents(first.value + shifts_of(&first.unit.0, first.indicator));
    concerned.iter().map(|first| (*first, value(first))).collect()
}
