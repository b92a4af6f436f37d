//! A small loader of packs: units.csv, indicators.toml, data/*.csv as they stand, the newest figure last.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use baton_model::snapshot::{FactColumn, Provenance, Roster};
use baton_model::{
    Accumulation, AttributeValue, Catalogue, CellAddress, Direction, Indicator, Measure, Origin, Period,
    PeriodKind, Scenario, Snapshot, Status, Unit,
};
use baton_scheme::compile::{Workspace, compile};
use baton_scheme::diagnostic::{Diagnostics, Sources};
use baton_scheme::expr::{AttributeType, Ledgers};
use baton_scheme::plan::Plan;
use baton_scheme::run::{RunOptions, RunResult, run};

/// A scheme that ran.
pub(crate) struct Done {
    pub(crate) plan: Plan,
    pub(crate) snapshot: Snapshot,
    pub(crate) result: RunResult,
}

/// Every scheme of every pack whose name contains `only`, run for the last period it runs for.
pub(crate) fn all(only: &str) -> Vec<(String, Result<Done, String>)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let mut folders: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let mut runs = Vec::new();
    for folder in folders.iter().filter(|folder| folder.to_string_lossy().contains(only)) {
        let mut schemes: Vec<PathBuf> =
            fs::read_dir(folder.join("schemes")).unwrap().map(|entry| entry.unwrap().path()).collect();
        schemes.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        schemes.sort();
        for scheme in schemes {
            let name = scheme.file_stem().unwrap().to_string_lossy().into_owned();
            runs.push((name, one(folder, &scheme)));
        }
    }
    runs
}

fn one(folder: &Path, scheme: &Path) -> Result<Done, String> {
    let catalogue = catalogue(folder);
    let rows = figures(folder);
    let mut why = String::new();
    let mut periods: Vec<Period> = rows.iter().map(|row| row.period).collect();
    periods.sort_by_key(|period| period.end());
    periods.dedup();
    let mut kinds = None;
    for period in candidates(folder, &periods) {
        if kinds.is_some_and(|kind| kind != period.kind()) {
            continue;
        }
        let snapshot = snapshot(folder, catalogue.clone(), &rows, period);
        let plan = plan(scheme, &snapshot)?;
        kinds = Some(plan.period);
        if plan.period != period.kind() {
            continue;
        }
        match run(&plan, &snapshot, &RunOptions::new(period)) {
            Ok(result) => return Ok(Done { plan, snapshot, result }),
            Err(refusal) => {
                why = refusal.problems.first().map(|problem| problem.message.to_string()).unwrap_or_default();
            }
        }
    }
    Err(format!("no period runs: {why}"))
}

/// The workspace's default period, then the newest first.
fn candidates(folder: &Path, periods: &[Period]) -> Vec<Period> {
    let settings: toml::Table = fs::read_to_string(folder.join("workspace.toml")).unwrap().parse().unwrap();
    let own = settings["workspace"].get("default_period").and_then(toml::Value::as_str);
    let own = own.and_then(|text| text.parse().ok());
    let mut list: Vec<Period> = own.into_iter().collect();
    for kind in PeriodKind::ALL {
        list.extend(periods.iter().rev().filter(|period| period.kind() == kind));
    }
    list
}

fn plan(scheme: &Path, snapshot: &Snapshot) -> Result<Plan, String> {
    let mut sources = Sources::default();
    let file = sources.add("scheme.toml", fs::read_to_string(scheme).unwrap());
    let mut diagnostics = Diagnostics::default();
    let document = baton_scheme::document::read(file, &sources, &mut diagnostics);
    let mut attributes = BTreeMap::new();
    for name in snapshot.roster.attribute_names() {
        let ty = match snapshot.roster.attribute(name, false) {
            Some(baton_model::snapshot::AttributeColumn::Number(_)) => AttributeType::Number,
            Some(baton_model::snapshot::AttributeColumn::Bool(_)) => AttributeType::Bool,
            _ => AttributeType::Text,
        };
        attributes.insert(name.to_owned(), ty);
    }
    let workspace = Workspace {
        catalogue: &snapshot.catalogue,
        attributes: &attributes,
        open_attributes: false,
        schemes: &BTreeSet::new(),
        ledgers: &Ledgers::new(),
        open_ledgers: true,
    };
    compile(&document, &workspace, &mut sources, &mut diagnostics).ok_or_else(|| {
        diagnostics.into_sorted().first().map(|first| first.message.to_string()).unwrap_or_default()
    })
}

fn catalogue(folder: &Path) -> Catalogue {
    let text = fs::read_to_string(folder.join("indicators.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let mut catalogue = Catalogue::default();
    for table in table["indicator"].as_array().unwrap() {
        let text = |key: &str| table.get(key).and_then(toml::Value::as_str);
        let measure = Measure::parse(text("unit").unwrap_or("")).unwrap();
        let mut indicator = Indicator::new(text("code").unwrap(), text("name").unwrap(), measure);
        indicator.direction =
            text("direction").map_or(Direction::Higher, |word| Direction::parse(word).unwrap());
        indicator.accumulation =
            text("accumulation").map_or(Accumulation::Flow, |word| Accumulation::parse(word).unwrap());
        indicator.frequency =
            text("frequency").map_or(PeriodKind::Year, |word| PeriodKind::parse(word).unwrap());
        indicator.absent_is_zero = table.get("absent").is_some();
        indicator.formula = text("formula").map(str::to_owned);
        indicator.owner = text("owner").map(str::to_owned);
        if let Some(series) = table.get("series").and_then(toml::Value::as_array) {
            indicator.series = series.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect();
        }
        catalogue.add(indicator).unwrap();
    }
    catalogue
}

/// A line of a data file.
struct Figure {
    unit: String,
    code: String,
    period: Period,
    scenario: Scenario,
    series: String,
    value: f64,
    file: String,
    line: u32,
}

fn figures(folder: &Path) -> Vec<Figure> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder.join("data")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "csv"));
    files.sort();
    let mut figures = Vec::new();
    for path in files {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(&path).unwrap();
        let header = reader.headers().unwrap().clone();
        let column = |name: &str| header.iter().position(|other| other == name);
        let (unit, code) = (column("unit_code").unwrap(), column("indicator_code").unwrap());
        let (period, value) = (column("period").unwrap(), column("value").unwrap());
        let (scenario, series) = (column("scenario"), column("series"));
        for (line, row) in (1..).zip(reader.records()) {
            let row = row.unwrap();
            let Ok(number) = row[value].parse() else { continue };
            figures.push(Figure {
                unit: row[unit].to_owned(),
                code: row[code].to_owned(),
                period: row[period].parse().unwrap(),
                scenario: scenario
                    .map_or(Scenario::Actual, |at| Scenario::parse(&row[at]).unwrap_or_default()),
                series: series.map(|at| row[at].to_owned()).unwrap_or_default(),
                value: number,
                file: path.file_name().unwrap().to_string_lossy().into_owned(),
                line,
            });
        }
    }
    figures
}

fn snapshot(folder: &Path, catalogue: Catalogue, figures: &[Figure], period: Period) -> Snapshot {
    let units = units(folder, period);
    let roster = Roster::new(&units, &units.iter().map(Some).collect::<Vec<_>>());
    let mut snapshot = Snapshot::new(catalogue, roster, period.end());
    snapshot.closed_until = Some(period.end());
    let mut names: Vec<String> = Vec::new();
    for figure in figures {
        let (Some(row), Some(id)) =
            (snapshot.roster.row(&figure.unit), snapshot.catalogue.by_code(&figure.code))
        else {
            continue;
        };
        let series = names.iter().position(|name| *name == figure.series).unwrap_or_else(|| {
            names.push(figure.series.clone());
            names.len() - 1
        });
        let wanted = &snapshot.catalogue.get(id).series;
        let preferred = |name: &str| wanted.iter().position(|other| other == name).unwrap_or(usize::MAX);
        let provenance = u32::try_from(snapshot.provenance.len()).unwrap();
        let rows = snapshot.roster.len();
        let (rank, names_now) = (preferred(&figure.series), names.clone());
        let before = snapshot.column(id, figure.scenario, figure.period).and_then(|column: &FactColumn| {
            let at = row as usize;
            (!column.values[at].is_nan()).then(|| preferred(&names_now[usize::from(column.series[at])]))
        });
        if before.is_some_and(|before| before < rank) {
            continue;
        }
        snapshot.provenance.push(Provenance {
            origin: Origin::Cell {
                file: figure.file.clone(),
                sheet: None,
                cell: CellAddress { row: figure.line, column: 3 },
            },
            status: Status::Accepted,
            recorded_at: String::new(),
            recorded_by: String::new(),
            version: 1,
        });
        let column = snapshot.column_mut(id, figure.scenario, figure.period);
        if column.series.is_empty() {
            column.series = vec![0; rows];
            column.provenance = vec![u32::MAX; rows];
        }
        column.values[row as usize] = figure.value;
        column.series[row as usize] = u16::try_from(series).unwrap();
        column.provenance[row as usize] = provenance;
    }
    snapshot.series = names;
    snapshot
}

fn units(folder: &Path, period: Period) -> Vec<Unit> {
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(folder.join("units.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut units = Vec::new();
    for row in &rows {
        let mut unit = Unit::new("", "", "");
        for (at, (name, cell)) in header.iter().zip(row).enumerate() {
            match name {
                "code" => unit.code = cell.to_owned(),
                "name" => unit.name = cell.to_owned(),
                "kind" => unit.kind = cell.to_owned(),
                "parent" => unit.parent = Some(cell.to_owned()).filter(|parent| !parent.is_empty()),
                "valid_from" => unit.valid_from = cell.parse().ok(),
                "valid_to" => unit.valid_to = cell.parse().ok(),
                _ => {
                    let Some(name) = name.strip_prefix("attr.").filter(|_| !cell.is_empty()) else {
                        continue;
                    };
                    let all: Vec<&str> =
                        rows.iter().map(|row| &row[at]).filter(|cell| !cell.is_empty()).collect();
                    let value = if all.iter().all(|cell| cell.parse::<f64>().is_ok()) {
                        AttributeValue::Number(cell.parse().unwrap())
                    } else if all.iter().all(|cell| matches!(*cell, "true" | "false")) {
                        AttributeValue::Bool(cell == "true")
                    } else {
                        AttributeValue::Text(cell.to_owned())
                    };
                    unit.attributes.insert(name.to_owned(), value);
                }
            }
        }
        if unit.is_valid_on(period.end()) {
            units.push(unit);
        }
    }
    units.sort_by(|a, b| a.code.cmp(&b.code));
    units
}
