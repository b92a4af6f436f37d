//! `cargo xtask bench`: every measurement, each as a ratio to a named peer of the same run on the same machine.
//!
//! Prints a table and writes `bench/results.json` below the cargo target folder.

mod binary;
pub(crate) mod child;
mod counties;
mod enterprises;
#[path = "../../bench/measure.rs"]
mod measure;
pub(crate) mod row;
mod server;

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use row::Row;

use crate::{place, say};

/// The measurements by name, in the order they are taken.
const ALL: [&str; 9] =
    ["matrix", "enterprises", "workbook", "store", "counties", "ranking", "writers", "view", "binary"];

/// Takes the named measurements, or all; returns the goals missed.
pub(crate) fn run(root: &Path, only: &[&str]) -> Result<Vec<String>, String> {
    if let Some(other) = only.iter().find(|name| !ALL.contains(name)) {
        return Err(format!("there is no measurement “{other}”; there are {}", ALL.join(", ")));
    }
    let folder = place::target(root).join("bench");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    child::printed(cargo(root).args(["build", "--release", "--locked", "--package", "baton"]))?;
    let before = load();
    let mut rows = Vec::new();
    for name in ALL.into_iter().filter(|name| only.is_empty() || only.contains(name)) {
        say(&mut io::stderr(), &format!("measuring {name}\n"));
        rows.extend(measured(name, root, &folder)?);
    }
    say(&mut io::stdout(), &format!("{}\n{}", machine(&before), row::table(&rows)));
    if only.is_empty() {
        write(&rows, &folder.join("results.json"))?;
    }
    Ok(rows.iter().filter_map(Row::missed).collect())
}

fn measured(name: &str, root: &Path, folder: &Path) -> Result<Vec<Row>, String> {
    match name {
        "matrix" => benched(root, "baton-scheme", "score_matrix"),
        "workbook" => benched(root, "baton-import", "read_workbook"),
        "store" => benched(root, "baton-store", "append"),
        "enterprises" => enterprises::measure(root, folder),
        "ranking" => server::ranking(root, folder),
        "writers" => server::writers(root, folder),
        "view" => server::view(root, folder),
        "counties" => Ok(vec![counties::measure(root, folder)?]),
        _ => {
            let mut rows = vec![binary::size(root)?];
            if std::env::var_os("BATON_BENCH_COLD").is_some_and(|value| value == "1") {
                rows.push(binary::cold(root, folder)?);
            }
            Ok(rows)
        }
    }
}

/// Runs a bench of a crate and reads the lines it prints.
fn benched(root: &Path, package: &str, bench: &str) -> Result<Vec<Row>, String> {
    let mut command = cargo(root);
    command.args(["bench", "--quiet", "--locked", "--package", package, "--bench", bench]);
    let printed = child::printed(&mut command)?;
    let rows: Vec<Row> =
        printed.lines().filter(|line| line.starts_with('{')).map(Row::read).collect::<Result<_, _>>()?;
    if rows.is_empty() { Err(format!("{package}'s bench {bench} prints no measurement")) } else { Ok(rows) }
}

fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root);
    command
}

fn write(rows: &[Row], file: &Path) -> Result<(), String> {
    let list = serde_json::Value::Array(rows.iter().map(Row::value).collect());
    let text = serde_json::to_string_pretty(&list).map_err(|error| error.to_string())?;
    fs::write(file, text + "\n").map_err(|error| format!("{}: {error}", file.display()))?;
    say(&mut io::stderr(), &format!("written: {}\n", file.display()));
    Ok(())
}

/// Cores and load: numbers of a busy machine are to be read as such.
fn machine(load_before: &str) -> String {
    format!("{} cores; load before {load_before}, after {}\n", cores(), load())
}

/// How many cores the machine lends us.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// How many processes wanted to run in the last minute.
fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().filter(|first| !first.is_empty()).unwrap_or("unknown").to_owned()
}
