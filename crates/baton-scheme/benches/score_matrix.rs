//! 100,000 units × 50 indicators in 3 levels (min-max, weighted means, ranks), in memory, through the same plan executor
//! as the command line, against one single-thread pass over the matrix.

#[path = "../../../xtask/bench/measure.rs"]
mod measure;

use std::hint::black_box;

use baton_model::snapshot::{FactColumn, Roster, Snapshot};
use baton_model::{Catalogue, Indicator, Measure, Period, Scenario, Unit};
use baton_scheme::compile::{Workspace, compile};
use baton_scheme::diagnostic::{Diagnostics, Sources};
use baton_scheme::plan::Plan;
use baton_scheme::run::{RunOptions, run};

const UNITS: usize = 100_000;
const INDICATORS: usize = 50;
const DIMENSIONS: usize = 5;
const REPEATS: usize = 25;
/// What COINr took when it was recorded, the faster time of two: a constant, not measured again here.
const COINR_SECONDS: f64 = 14.7;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let matrix = matrix();
    let (plan, snapshot, period) = prepare(&matrix)?;
    let options = RunOptions::new(period);
    let mut pass = || {
        black_box(matrix.iter().map(|column| lane_sum(column)).sum::<f64>());
    };
    let mut score = || {
        black_box(run(&plan, &snapshot, &options).is_ok());
    };
    let (pass, score) = measure::medians(REPEATS, &mut pass, &mut score);
    let name = "score 100000 units x 50 indicators in 3 levels";
    let against_pass = measure::Entry {
        name,
        value: score * 1e3,
        unit: "ms",
        peer: "one single-thread pass over the matrix",
        peer_value: pass * 1e3,
        goal: measure::Goal::Ratio(12.0),
    };
    let against_coinr = measure::Entry {
        peer: "COINr, recorded (14.7 to 19.8 s, the lower is taken)",
        peer_value: COINR_SECONDS * 1e3,
        goal: measure::Goal::Ratio(1.0),
        ..against_pass
    };
    against_pass.print()?;
    against_coinr.print()?;
    Ok(())
}

/// A sum in eight lanes, so that the pass waits for memory and not for the adder.
fn lane_sum(column: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    for chunk in column.chunks_exact(8) {
        lanes.iter_mut().zip(chunk).for_each(|(lane, value)| *lane += value);
    }
    lanes.iter().sum()
}

/// Seeded numbers, column by column.
fn matrix() -> Vec<Vec<f64>> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    (0..INDICATORS).map(|_| (0..UNITS).map(|_| next() * 100.0).collect()).collect()
}

fn prepare(matrix: &[Vec<f64>]) -> Result<(Plan, Snapshot, Period), Box<dyn std::error::Error>> {
    let period: Period = "2024".parse()?;
    let mut catalogue = Catalogue::default();
    for number in 0..INDICATORS {
        catalogue.add(Indicator::new(format!("i{number:02}"), format!("指标{number}"), Measure::number()))?;
    }
    let units: Vec<Unit> =
        (0..UNITS).map(|row| Unit::new(format!("{row:06}"), format!("单位{row}"), "unit")).collect();
    let now: Vec<Option<&Unit>> = units.iter().map(Some).collect();
    let mut snapshot = Snapshot::new(catalogue, Roster::new(&units, &now), period.end());
    let ids: Vec<_> = snapshot.catalogue.iter().map(|(id, _)| id).collect();
    for (id, column) in ids.into_iter().zip(matrix) {
        snapshot.put(
            id,
            Scenario::Actual,
            period,
            FactColumn { values: column.clone().into(), ..FactColumn::default() },
        );
    }
    let mut sources = Sources::default();
    let file = sources.add("scheme.toml", scheme());
    let mut diagnostics = Diagnostics::default();
    let document = baton_scheme::document::read(file, &sources, &mut diagnostics);
    let (attributes, schemes, ledgers) = Default::default();
    let workspace = Workspace {
        catalogue: &snapshot.catalogue,
        attributes: &attributes,
        open_attributes: false,
        schemes: &schemes,
        ledgers: &ledgers,
        open_ledgers: false,
    };
    let plan = compile(&document, &workspace, &mut sources, &mut diagnostics)
        .ok_or("the scheme does not compile")?;
    Ok((plan, snapshot, period))
}

fn scheme() -> String {
    let mut text = "[scheme]\nid = \"matrix\"\nperiod = \"year\"\nweights = \"relative\"\n".to_owned();
    for dimension in 0..DIMENSIONS {
        text.push_str(&format!("[[dimension]]\nid = \"d{dimension}\"\nweight = {}\n", dimension + 1));
    }
    for number in 0..INDICATORS {
        let (dimension, weight) = (number % DIMENSIONS, number % 7 + 1);
        text.push_str(&format!(
            "[[indicator]]\nin = \"d{dimension}\"\nid = \"leaf{number}\"\nweight = {weight}\nvalue = \"i{number:02}\"\nscore = \"minmax\"\n"
        ));
    }
    text
}
