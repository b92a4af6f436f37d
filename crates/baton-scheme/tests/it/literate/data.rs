//! The tables of a case become indicators and figures.

use std::collections::BTreeMap;

use baton_model::snapshot::{FactColumn, PublishedResult, Roster};
use baton_model::{
    Accumulation, AttributeValue, Catalogue, Direction, Indicator, Measure, NullReason, Period, PeriodKind,
    Scenario, Snapshot, Unit,
};
use baton_scheme::expr::AttributeType;

use super::Case;

impl Case {
    pub(super) fn catalogue(&self, header: &[String]) -> Catalogue {
        let mut catalogue = Catalogue::default();
        let declared: toml::Table = self.block("toml indicators").parse().unwrap();
        for table in declared.get("indicator").and_then(toml::Value::as_array).into_iter().flatten() {
            let text = |key: &str| table.get(key).and_then(toml::Value::as_str);
            let code = text("code").expect("an indicator has a code");
            let measure = Measure::parse(text("unit").unwrap_or("")).unwrap();
            let mut indicator = Indicator::new(code, text("name").unwrap_or(code), measure);
            indicator.direction =
                text("direction").map_or(Direction::Higher, |word| Direction::parse(word).unwrap());
            indicator.accumulation =
                text("accumulation").map_or(Accumulation::Flow, |word| Accumulation::parse(word).unwrap());
            indicator.frequency =
                text("frequency").map_or(PeriodKind::Year, |word| PeriodKind::parse(word).unwrap());
            indicator.absent_is_zero = table.get("absent").is_some();
            indicator.formula = text("formula").map(str::to_owned);
            catalogue.add(indicator).unwrap();
        }
        for column in header.iter().filter(|name| is_indicator(name)) {
            let code = column.split('@').next().unwrap();
            if catalogue.by_code(code).is_none() {
                catalogue.add(Indicator::new(code, code, Measure::number())).unwrap();
            }
        }
        catalogue
    }

    pub(super) fn snapshot(&self, catalogue: Catalogue, header: &[String], data: &[Vec<String>]) -> Snapshot {
        let mut order: Vec<&Vec<String>> = data.iter().collect();
        let code_at = header.iter().position(|name| name == "code").expect("a column code");
        order.sort_by(|a, b| a[code_at].cmp(&b[code_at]));
        let units: Vec<Unit> = order.iter().map(|row| unit(header, row)).collect();
        let earlier: Vec<Unit> = order.iter().map(|row| unit(&before(header), row)).collect();
        let roster = Roster::new(&units, &earlier.iter().map(Some).collect::<Vec<_>>());
        let mut snapshot = Snapshot::new(catalogue, roster, self.period().end());
        let closed = self.block("text closed").trim();
        snapshot.closed_until = (!closed.is_empty()).then(|| closed.parse().unwrap());
        for (at, name) in header.iter().enumerate() {
            let cells = order.iter().map(|row| row[at].as_str());
            if let Some(result) = name.strip_prefix("result.") {
                put_result(&mut snapshot, result, cells);
            } else if let Some(measure) = name.strip_prefix("ledger.") {
                let values = cells.map(|cell| cell.parse().unwrap_or(f64::NAN)).collect();
                snapshot.ledgers.insert((measure.to_owned(), self.period()), values);
            } else if is_indicator(name) {
                let (code, period, scenario) = self.column(name);
                let id = snapshot.catalogue.by_code(code).unwrap();
                let cells: Vec<&str> = cells.collect();
                let values = cells.iter().map(|cell| value(cell)).collect();
                let why = if cells.iter().any(|cell| cell.starts_with('!')) {
                    cells.iter().map(|cell| why(cell)).collect()
                } else {
                    Vec::new()
                };
                let of_series = header.iter().position(|other| *other == format!("series.{name}"));
                let series = of_series.map_or_else(Vec::new, |at| {
                    order.iter().map(|row| row[at].parse().unwrap_or(0)).collect()
                });
                snapshot.put(
                    id,
                    scenario,
                    period,
                    FactColumn { values, why, series, ..FactColumn::default() },
                );
            }
        }
        snapshot
    }

    fn column<'a>(&self, name: &'a str) -> (&'a str, Period, Scenario) {
        let mut parts = name.split('@');
        let code = parts.next().unwrap();
        let (mut period, mut scenario) = (self.period(), Scenario::Actual);
        for part in parts {
            match Scenario::parse(part) {
                Some(found) => scenario = found,
                None => period = part.parse().unwrap_or_else(|_| panic!("{name}: {part} is no period")),
            }
        }
        (code, period, scenario)
    }
}

fn is_indicator(name: &str) -> bool {
    let others = ["attr.", "result.", "series.", "ledger."];
    !matches!(name, "code" | "name" | "kind" | "parent")
        && !others.iter().any(|other| name.starts_with(other))
}

fn value(cell: &str) -> f64 {
    if cell.is_empty() || cell.starts_with('!') { f64::NAN } else { cell.parse().unwrap() }
}

/// The code of the reason written after `!`.
fn why(cell: &str) -> u8 {
    let Some(word) = cell.strip_prefix('!') else { return 0 };
    let found = NullReason::ALL.into_iter().find(|reason| reason.term().zh == word);
    found.unwrap_or_else(|| panic!("no reason {word}")).code()
}

/// The header as a year earlier: `attr.class@before` stands for `attr.class`.
fn before(header: &[String]) -> Vec<String> {
    let renamed = |name: &String| match name.strip_suffix("@before") {
        Some(name) => name.to_owned(),
        None if header.contains(&format!("{name}@before")) => String::new(),
        None => name.clone(),
    };
    header.iter().map(renamed).collect()
}

fn unit(header: &[String], row: &[String]) -> Unit {
    let cell = |name: &str| header.iter().position(|other| other == name).map_or("", |at| row[at].as_str());
    let or = |text: &str, default: &str| if text.is_empty() { default.to_owned() } else { text.to_owned() };
    let code = cell("code");
    let mut unit = Unit::new(code, or(cell("name"), code), or(cell("kind"), "county"));
    unit.parent = Some(cell("parent").to_owned()).filter(|parent| !parent.is_empty());
    for (name, value) in header.iter().zip(row) {
        let attribute = name.strip_prefix("attr.").filter(|name| !name.ends_with("@before"));
        if let Some(attribute) = attribute.filter(|_| !value.is_empty()) {
            let value = match value.as_str() {
                "true" => AttributeValue::Bool(true),
                "false" => AttributeValue::Bool(false),
                text => text
                    .parse()
                    .map_or_else(|_| AttributeValue::Text(text.to_owned()), AttributeValue::Number),
            };
            unit.attributes.insert(attribute.to_owned(), value);
        }
    }
    unit
}

/// `result.zone.total@2023`: what an earlier published run found.
fn put_result<'a>(snapshot: &mut Snapshot, name: &str, cells: impl Iterator<Item = &'a str>) {
    let (path, period) = name.split_once('@').expect("result.scheme.what@period");
    let (scheme, what) = path.split_once('.').expect("result.scheme.what@period");
    let key = (scheme.to_owned(), period.parse().unwrap());
    let result: &mut PublishedResult = snapshot.results.entry(key).or_default();
    let texts: Vec<&str> = cells.collect();
    let numbers = || texts.iter().map(|cell| cell.parse().unwrap_or(f64::NAN)).collect::<Vec<f64>>();
    let nodes = texts.len();
    match what.split_once('.') {
        None => match what {
            "total" => result.total = numbers(),
            "ratio" => result.ratio = numbers(),
            "rank" => result.rank = numbers(),
            "n" => result.n = numbers(),
            "level" => result.level = numbers(),
            "level_reached" => result.level_reached = numbers(),
            "group" => result.groups = texts.iter().map(|text| Some((*text).to_owned())).collect(),
            "grade" => result.grade = texts.iter().map(|text| Some((*text).to_owned())).collect(),
            other => panic!("no result {other}"),
        },
        Some(("adjustment", id)) => {
            result.adjustments.insert(id.to_owned(), numbers());
        }
        Some((part, id)) => {
            let columns = result
                .nodes
                .entry(id.to_owned())
                .or_insert_with(|| [vec![f64::NAN; nodes], vec![f64::NAN; nodes], vec![f64::NAN; nodes]]);
            let at = ["points", "ratio", "rank"]
                .iter()
                .position(|name| *name == part)
                .expect("points, ratio or rank");
            columns[at] = numbers();
        }
    }
}

pub(super) fn attribute_types(snapshot: &Snapshot) -> BTreeMap<String, AttributeType> {
    use baton_model::snapshot::AttributeColumn;
    let kind = |name: &str| match snapshot.roster.attribute(name, false) {
        Some(AttributeColumn::Number(_)) => AttributeType::Number,
        Some(AttributeColumn::Bool(_)) => AttributeType::Bool,
        _ => AttributeType::Text,
    };
    snapshot.roster.attribute_names().map(|name| (name.to_owned(), kind(name))).collect()
}
