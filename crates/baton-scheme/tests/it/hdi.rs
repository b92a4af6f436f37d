//! The human development index through the whole engine: the pack's scheme and figures against the published numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use baton_model::snapshot::{FactColumn, Roster};
use baton_model::{Catalogue, Indicator, Measure, Period, Scenario, Snapshot, Unit};
use baton_scheme::compile::{Workspace, compile};
use baton_scheme::diagnostic::{Diagnostics, Sources};
use baton_scheme::expr::Ledgers;
use baton_scheme::plan::Plan;
use baton_scheme::run::{RunOptions, run};

fn pack(file: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../packs/hdi").join(file);
    fs::read_to_string(path).unwrap()
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn snapshot() -> Snapshot {
    let mut catalogue = Catalogue::default();
    let declared: toml::Table = pack("indicators.toml").parse().unwrap();
    for table in declared["indicator"].as_array().unwrap() {
        let text = |key: &str| table[key].as_str().unwrap();
        let mut indicator = Indicator::new(text("code"), text("name"), Measure::parse(text("unit")).unwrap());
        indicator.accumulation = baton_model::Accumulation::parse(text("accumulation")).unwrap();
        catalogue.add(indicator).unwrap();
    }
    let mut units: Vec<Unit> = rows(&pack("units.csv"))
        .into_iter()
        .map(|row| Unit::new(row[0].as_str(), row[1].as_str(), row[2].as_str()))
        .collect();
    units.sort_by(|a, b| a.code.cmp(&b.code));
    let roster = Roster::new(&units, &units.iter().map(Some).collect::<Vec<_>>());
    let mut snapshot = Snapshot::new(catalogue, roster, "2025-06-30".parse().unwrap());
    let mut columns: BTreeMap<(String, Period), Vec<f64>> = BTreeMap::new();
    for row in rows(&pack("data/observations.csv")) {
        let unit = snapshot.roster.row(&row[0]).unwrap() as usize;
        let column = columns.entry((row[1].clone(), row[2].parse().unwrap()));
        column.or_insert_with(|| vec![f64::NAN; units.len()])[unit] = row[3].parse().unwrap();
    }
    for ((code, period), values) in columns {
        let id = snapshot.catalogue.by_code(&code).unwrap();
        snapshot.put(
            id,
            Scenario::Actual,
            period,
            FactColumn { values: values.into(), ..FactColumn::default() },
        );
    }
    snapshot
}

fn plan(snapshot: &Snapshot) -> Plan {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add("hdi.toml", pack("schemes/hdi.toml"));
    let document = baton_scheme::document::read(file, &sources, &mut diagnostics);
    let (attributes, schemes) = (BTreeMap::new(), BTreeSet::new());
    let workspace = Workspace {
        catalogue: &snapshot.catalogue,
        attributes: &attributes,
        open_attributes: false,
        schemes: &schemes,
        ledgers: &Ledgers::new(),
        open_ledgers: false,
    };
    compile(&document, &workspace, &mut sources, &mut diagnostics).expect("the pack's scheme compiles")
}

#[test]
fn every_published_index_and_rank_is_found() {
    let snapshot = snapshot();
    let plan = plan(&snapshot);
    let mut published: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for row in rows(&pack("reference/hdi_published.csv")) {
        published.entry(row[1].clone()).or_default().push(row);
    }
    let (mut compared, mut differences) = (0, Vec::new());
    for (period, wanted) in &published {
        let result = run(&plan, &snapshot, &RunOptions::new(period.parse().unwrap())).unwrap();
        for row in wanted {
            let subject = snapshot.roster.row(&row[0]).and_then(|unit| result.subject_of(unit)).unwrap();
            let found = result.total.get(subject).map_or("—".to_owned(), |total| format!("{total:.3}"));
            let rank = result.rank.get(subject).map_or("—".to_owned(), |rank| rank.to_string());
            compared += 1;
            if (found.as_str(), rank.as_str()) != (row[2].as_str(), row[3].as_str()) {
                differences
                    .push(format!("{period} {}: {found} {rank}, published {} {}", row[0], row[2], row[3]));
            }
        }
        let indexed = (0..result.subjects()).filter(|subject| result.total.get(*subject).is_some()).count();
        assert_eq!(indexed, wanted.len(), "{period}: countries with an index");
    }
    assert!(compared > 2000, "{compared} countries and years were compared");
    assert!(
        differences.is_empty(),
        "{} of {compared} differ:\n{}",
        differences.len(),
        differences.join("\n")
    );
}
