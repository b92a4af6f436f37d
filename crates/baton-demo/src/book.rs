//! The book in which figures are written down: rounded as the catalogue says, filed by owner, subject and year, as CSV.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::catalogue::{self, Entry};
use crate::stories::{self, Planted};

/// What a figure is: what happened, what was planned, what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scenario {
    Actual,
    Plan,
    Forecast,
}

impl Scenario {
    fn word(self) -> &'static str {
        match self {
            Self::Actual => "实际",
            Self::Plan => "计划",
            Self::Forecast => "预测",
        }
    }
}

/// Header of every file with figures.
pub(crate) const HEADER: &str = "单位代码,单位名称,指标名称,期间,数值,计量单位,数据性质\n";

/// Files with figures, by path.
#[derive(Default)]
pub(crate) struct Book {
    entries: BTreeMap<&'static str, Entry>,
    files: BTreeMap<String, String>,
    /// Sums over the places of a city, with their number.
    sums: BTreeMap<(&'static str, String, Scenario), (f64, u32)>,
}

impl Book {
    /// An empty book.
    pub(crate) fn new() -> Self {
        Self { entries: catalogue::entries(), ..Self::default() }
    }

    /// Writes a figure down and gives it as written; none where the stories leave a gap.
    pub(crate) fn put(
        &mut self,
        unit: (&str, &str),
        indicator: &'static str,
        period: &str,
        value: f64,
        scenario: Scenario,
    ) -> Option<f64> {
        let value = match stories::planted(unit.0, indicator, period, scenario) {
            Some(Planted::Gap) => return None,
            Some(Planted::Value(value)) => value,
            None => value,
        };
        let entry = self.entries.get(indicator)?;
        let text = format!("{value:.*}", entry.decimals);
        let text = if text.trim_start_matches('-').bytes().all(|byte| matches!(byte, b'0' | b'.')) {
            text.trim_start_matches('-')
        } else {
            &text
        };
        let path = path(entry, period, scenario);
        let file = match self.files.get_mut(&path) {
            Some(file) => file,
            None => self.files.entry(path).or_insert_with(|| HEADER.to_owned()),
        };
        let _ = writeln!(
            file,
            "{},{},{},{period},{text},{},{}",
            unit.0,
            unit.1,
            entry.name,
            entry.measure,
            scenario.word()
        );
        text.parse().ok()
    }

    /// Writes a figure of a place down and counts it towards its city's.
    pub(crate) fn count(
        &mut self,
        unit: (&str, &str),
        indicator: &'static str,
        period: &str,
        value: f64,
        scenario: Scenario,
    ) {
        if let Some(value) = self.put(unit, indicator, period, value, scenario) {
            let sum = self.sums.entry((indicator, period.to_owned(), scenario)).or_default();
            sum.0 += value;
            sum.1 += 1;
        }
    }

    /// Writes the city's figures down: sums of amounts, means of rates.
    pub(crate) fn close_city(&mut self, city: (&str, &str)) {
        for ((indicator, period, scenario), (sum, count)) in std::mem::take(&mut self.sums) {
            let is_rate = self.entries.get(indicator).is_some_and(|entry| entry.is_rate);
            let value = if is_rate { sum / f64::from(count) } else { sum };
            self.put(city, indicator, &period, value, scenario);
        }
    }

    /// The files, ordered by path.
    pub(crate) fn into_files(self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.files.into_iter().map(|(path, text)| (path, text.into_bytes()))
    }
}

/// `data/科技局_研发投入2024.csv`. Files of `data/` lie flat, so the owner is part of the name.
fn path(entry: &Entry, period: &str, scenario: Scenario) -> String {
    let subject = match entry.code {
        "rd_expenditure" => "研发投入",
        "gdp" | "gdp_growth" => "地区生产总值",
        _ => &entry.section,
    };
    let kind = match scenario {
        Scenario::Actual => "",
        Scenario::Plan => "目标",
        Scenario::Forecast => "预期",
    };
    let year = period.get(..4).unwrap_or_default();
    format!("data/{}_{subject}{kind}{year}.csv", entry.owner)
}
