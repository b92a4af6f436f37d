//! The book in which figures are written down: rounded as the catalogue says, filed by owner, subject and year, as CSV.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::catalogue::{self, Entry};
use crate::corrections;
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
    /// Sums over the places of a city.
    sums: BTreeMap<(&'static str, String, Scenario), Sum>,
    /// What the place at hand weighs in means: its economy, its people.
    weights: (f64, f64),
    /// First versions of figures that are corrected later, in the order they were written.
    first: Vec<First>,
}

/// What the places of a city come to.
#[derive(Clone, Copy, Default)]
struct Sum {
    sum: f64,
    weighted: f64,
    weight: f64,
    count: u32,
}

/// The first version of a figure that is corrected later.
#[derive(Clone, Debug)]
pub(crate) struct First {
    pub(crate) unit: (String, String),
    pub(crate) indicator: &'static str,
    pub(crate) period: String,
    pub(crate) value: f64,
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
        let written = text.parse().ok()?;
        if scenario == Scenario::Actual && corrections::concerns(unit.0, indicator, period) {
            let unit = (unit.0.to_owned(), unit.1.to_owned());
            self.first.push(First { unit, indicator, period: period.to_owned(), value: written });
        }
        Some(written)
    }

    /// First versions of figures that are corrected later.
    pub(crate) fn first_versions(&self) -> &[First] {
        &self.first
    }

    /// A row of a file, as [`HEADER`] says.
    pub(crate) fn row(&self, first: &First, value: f64) -> Option<String> {
        let entry = self.entries.get(first.indicator)?;
        let First { unit, period, .. } = first;
        let (name, measure) = (entry.name, entry.measure);
        Some(format!("{},{},{name},{period},{value:.*},{measure},实际\n", unit.0, unit.1, entry.decimals))
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
            let of_people = self.entries.get(indicator).is_some_and(|entry| entry.measure != "%");
            let weight = if of_people { self.weights.1 } else { self.weights.0 };
            let sum = self.sums.entry((indicator, period.to_owned(), scenario)).or_default();
            sum.sum += value;
            sum.weighted += value * weight;
            sum.weight += weight;
            sum.count += 1;
        }
    }

    /// Says what the next place weighs in means: its economy, its people.
    pub(crate) fn weigh(&mut self, economy: f64, people: f64) {
        self.weights = (economy, people);
    }

    /// Writes the city's figures down: sums of amounts, weighted means of rates and of what is counted by head.
    pub(crate) fn close_city(&mut self, city: (&str, &str)) {
        let sums = std::mem::take(&mut self.sums);
        let mut places: BTreeMap<&str, u32> = BTreeMap::new();
        for ((indicator, ..), sum) in &sums {
            let most = places.entry(indicator).or_default();
            *most = sum.count.max(*most);
        }
        for ((indicator, period, scenario), sum) in sums {
            // Where a place did not report, the city has no figure either.
            if places.get(indicator) != Some(&sum.count) {
                continue;
            }
            let is_mean = self.entries.get(indicator).is_some_and(|entry| entry.is_mean);
            let value = if is_mean { sum.weighted / sum.weight } else { sum.sum };
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
