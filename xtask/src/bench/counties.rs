//! 2,086 counties with five indicators from the command line, against the start of the process.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use super::child::spent;
use super::measure::{Entry, Goal, median};
use super::row::Row;
use crate::place;

const COUNTIES: usize = 2_086;
const REPEATS: usize = 15;
const GOAL: f64 = 0.2;
/// Codes of the County Statistical Yearbook with their units of measure.
const INDICATORS: [(&str, &str); 5] = [
    ("gdp", "亿元"),
    ("fiscal_revenue", "亿元"),
    ("household_deposit", "亿元"),
    ("middle_students", "人"),
    ("health_beds", "床"),
];

/// Scores all counties again and again, in turn with `baton --version`.
pub(super) fn measure(root: &Path, folder: &Path) -> Result<Row, String> {
    let yearbook = root.join("../shared/data/county_yearbook_2023.csv");
    let (figures, which) = match fs::read_to_string(&yearbook) {
        Ok(text) => (of_yearbook(&text)?, "the County Statistical Yearbook's figures of 2023"),
        Err(_) => (invented(), "invented figures: ../shared/data/county_yearbook_2023.csv is not there"),
    };
    let workspace = folder.join("counties");
    write(&workspace, &figures).map_err(|error| format!("{}: {error}", workspace.display()))?;
    let binary = place::baton(root, "release");
    let log = folder.join("counties.log");
    let (mut scores, mut starts) = (Vec::new(), Vec::new());
    for _ in 0..REPEATS {
        let mut score = Command::new(&binary);
        score.arg("-w").arg(&workspace).args(["score", "county", "--period", "2023", "--format", "csv"]);
        scores.push(spent(&mut score, &log)?.seconds);
        starts.push(spent(Command::new(&binary).arg("--version"), &log)?.seconds);
    }
    let entry = Entry {
        name: "score 2086 counties x 5 indicators from the command line",
        value: median(scores),
        unit: "s",
        peer: "start of the process (baton --version)",
        peer_value: median(starts),
        goal: Goal::AtMost(GOAL),
    };
    Ok(Row::read(&entry.json())?.with_note(which))
}

/// Unit, indicator, value.
type Figure = (String, String, String);

/// The figures of the five indicators; the columns are named in the first line and nothing in the file is quoted.
fn of_yearbook(text: &str) -> Result<Vec<Figure>, String> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let column = |name: &str| {
        let found = header.iter().position(|cell| *cell == name);
        found.ok_or_else(|| format!("county_yearbook_2023.csv has no column {name}"))
    };
    let columns = [column("unit_code")?, column("indicator_code")?, column("value")?];
    let five: BTreeMap<&str, &str> = INDICATORS.into_iter().collect();
    let figures = lines.filter_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let [unit, indicator, value] = columns.map(|column| cells.get(column).map(|cell| (*cell).to_owned()));
        Some((unit?, indicator?, value?)).filter(|figure| five.contains_key(figure.1.as_str()))
    });
    Ok(figures.collect())
}

/// As many, from a fixed rule.
fn invented() -> Vec<Figure> {
    let value = |county: usize, at: usize| (county * 7919 + at * 104_729) % 100_003 + 1;
    let counties = (0..COUNTIES).flat_map(|county| {
        let code = format!("{:06}", 110_000 + county);
        INDICATORS.iter().enumerate().map(move |(at, (indicator, _))| {
            (code.clone(), (*indicator).to_owned(), value(county, at).to_string())
        })
    });
    counties.collect()
}

fn write(workspace: &Path, figures: &[Figure]) -> std::io::Result<()> {
    fs::create_dir_all(workspace.join("schemes"))?;
    fs::create_dir_all(workspace.join("data"))?;
    fs::write(
        workspace.join("workspace.toml"),
        "[workspace]\nid = \"counties\"\ntitle = \"县（市、区）\"\n",
    )?;
    let mut scheme =
        "[scheme]\nid = \"county\"\nversion = \"1\"\ntitle = \"县域\"\nperiod = \"year\"\nfull_mark = 100\n\
                      subjects = \"kind = 'county'\"\n[missing]\ndefault = \"zero\"\n[rounding]\ntotal = 4\n"
            .to_owned();
    let mut catalogue = String::new();
    for (code, unit) in INDICATORS {
        catalogue.push_str(&format!(
            "[[indicator]]\ncode = \"{code}\"\nname = \"{code}\"\nunit = \"{unit}\"\naccumulation = \"stock\"\n"
        ));
        scheme.push_str(&format!(
            "[[indicator]]\nid = \"{code}\"\nname = \"{code}\"\nvalue = \"{code}\"\nweight = 20\ndirection = \"higher\"\n\
             score = \"minmax\"\n"
        ));
    }
    fs::write(workspace.join("indicators.toml"), catalogue)?;
    fs::write(workspace.join("schemes/county.toml"), scheme)?;
    let units: BTreeSet<&str> = figures.iter().map(|(unit, _, _)| unit.as_str()).collect();
    let units: String = units.into_iter().map(|unit| format!("{unit},{unit},county\n")).collect();
    fs::write(workspace.join("units.csv"), format!("code,name,kind\n{units}"))?;
    let rows: String =
        figures.iter().map(|(unit, code, value)| format!("{unit},{code},2023,{value}\n")).collect();
    fs::write(workspace.join("data/yearbook.csv"), format!("unit_code,indicator_code,period,value\n{rows}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_five_indicators_are_taken() {
        let text = "unit_code,unit_name,indicator_code,value\n1,甲,gdp,5\n1,甲,area_km2,6\n";
        assert_eq!(of_yearbook(text).unwrap(), [("1".to_owned(), "gdp".to_owned(), "5".to_owned())]);
        assert!(of_yearbook("a,b\n").is_err());
        assert_eq!(invented().len(), COUNTIES * 5);
    }
}
