//! `cargo xtask packs`: every pack is clean, gives its reviewed results, and shows the rule that only it needs.
//!
//! `packs/NAME/reference/tests.toml` says what is expected:
//!
//! ```toml
//! [[result]]                      # a run gives these rows; the file names the columns that matter
//! scheme = "county_hqd"
//! period = "2024"
//! file = "county_hqd_2024.csv"
//!
//! [[rule]]                        # with this text put for that, one cell changes
//! name = "二产占比线决定分类"
//! scheme = "county_hqd"
//! period = "2024"
//! file = "schemes/county_hqd.toml"
//! find = "secondary_line = 45"
//! put = "secondary_line = 50"
//! unit = "990121"
//! column = "group"
//! before = "A"
//! after = "B"                     # or "refused": the run does not take place
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place;

/// A table as read from CSV, by unit code and column.
type Rows = BTreeMap<String, BTreeMap<String, String>>;

/// Checks all packs with a built binary; returns what is wrong.
pub(crate) fn check_all(root: &Path) -> Result<Vec<String>, String> {
    let baton = binary(root)?;
    let mut problems = Vec::new();
    let mut packs: Vec<PathBuf> = fs::read_dir(root.join("packs"))
        .map_err(|error| format!("packs/: {error}"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("workspace.toml").exists())
        .collect();
    packs.sort();
    for pack in packs {
        let name = pack.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut trial = Trial { baton: &baton, pack: &pack, problems: Vec::new() };
        trial.run();
        problems.extend(trial.problems.into_iter().map(|problem| format!("packs/{name}: {problem}")));
    }
    Ok(problems)
}

/// The binary named by `BATON`, else the debug build.
fn binary(root: &Path) -> Result<PathBuf, String> {
    if let Some(named) = std::env::var_os("BATON") {
        return Ok(root.join(named));
    }
    let path = place::baton(root, "debug");
    if path.exists() {
        Ok(path)
    } else {
        Err("no baton is built yet: cargo build --package baton".to_owned())
    }
}

struct Trial<'a> {
    baton: &'a Path,
    pack: &'a Path,
    problems: Vec<String>,
}

impl Trial<'_> {
    fn run(&mut self) {
        let check =
            Command::new(self.baton).arg("-w").arg(self.pack).args(["check", "--lang", "en"]).output();
        match check {
            Ok(output) if output.status.success() => {}
            Ok(output) => {
                self.problems.push(format!("check: {}", String::from_utf8_lossy(&output.stderr).trim()));
            }
            Err(error) => return self.problems.push(format!("baton does not start: {error}")),
        }
        let Some(tests) = self.tests() else { return };
        for result in tables(&tests, "result") {
            if let Err(problem) = self.result(result) {
                self.problems.push(problem);
            }
        }
        for rule in tables(&tests, "rule") {
            if let Err(problem) = self.rule(rule) {
                self.problems.push(problem);
            }
        }
        if tables(&tests, "result").is_empty() || tables(&tests, "rule").is_empty() {
            self.problems.push("reference/tests.toml has no [[result]] or no [[rule]]".to_owned());
        }
    }

    fn tests(&mut self) -> Option<toml::Table> {
        let path = self.pack.join("reference/tests.toml");
        let parsed = fs::read_to_string(path).map_err(|error| error.to_string());
        match parsed.and_then(|text| text.parse().map_err(|error: toml::de::Error| error.to_string())) {
            Ok(table) => Some(table),
            Err(error) => {
                self.problems.push(format!("reference/tests.toml: {error}"));
                None
            }
        }
    }

    fn result(&mut self, result: &toml::Table) -> Result<(), String> {
        let (scheme, period, file) =
            (text(result, "scheme")?, text(result, "period")?, text(result, "file")?);
        let expected = fs::read_to_string(self.pack.join("reference").join(file))
            .map_err(|error| format!("{file}: {error}"))?;
        let expected = rows(&expected);
        let found = score(self.baton, self.pack, scheme, period)?;
        let differences = differences(&expected, &found);
        for difference in differences.iter().take(5) {
            self.problems.push(format!("{scheme} {period}: {difference}"));
        }
        if differences.len() > 5 {
            self.problems.push(format!("{scheme} {period}: and {} more", differences.len() - 5));
        }
        Ok(())
    }

    fn rule(&mut self, rule: &toml::Table) -> Result<(), String> {
        let (name, scheme, period) = (text(rule, "name")?, text(rule, "scheme")?, text(rule, "period")?);
        let (unit, column) = (text(rule, "unit")?, text(rule, "column")?);
        let cell = |rows: &Rows| rows.get(unit).and_then(|row| row.get(column)).cloned().unwrap_or_default();
        let before = cell(&score(self.baton, self.pack, scheme, period)?);
        if before != text(rule, "before")? {
            return Err(format!("“{name}”: {unit} has {column} “{before}”, not “{}”", text(rule, "before")?));
        }
        let copy = Copy::of(self.pack).map_err(|error| format!("“{name}”: {error}"))?;
        replace(&copy.folder.join(text(rule, "file")?), text(rule, "find")?, text(rule, "put")?)
            .map_err(|error| format!("“{name}”: {error}"))?;
        let after = match score(self.baton, &copy.folder, scheme, period) {
            Ok(rows) => cell(&rows),
            Err(_) => "refused".to_owned(),
        };
        let wanted = text(rule, "after")?;
        if after == wanted {
            Ok(())
        } else {
            Err(format!("“{name}”: changed, {unit} has {column} “{after}”, not “{wanted}”"))
        }
    }
}

fn score(baton: &Path, pack: &Path, scheme: &str, period: &str) -> Result<Rows, String> {
    let output = Command::new(baton)
        .arg("-w")
        .arg(pack)
        .args(["score", scheme, "--period", period, "--format", "csv", "--lang", "en"])
        .output()
        .map_err(|error| format!("baton does not start: {error}"))?;
    if output.status.success() {
        Ok(rows(&String::from_utf8_lossy(&output.stdout)))
    } else {
        Err(format!("{scheme} {period}: {}", String::from_utf8_lossy(&output.stderr).trim()))
    }
}

/// What the expected rows say and the found ones do not; the expected header says which columns matter.
fn differences(expected: &Rows, found: &Rows) -> Vec<String> {
    let mut all = Vec::new();
    for (code, row) in expected {
        let Some(other) = found.get(code) else {
            all.push(format!("{code} is not in the result"));
            continue;
        };
        for (column, value) in row {
            let given = other.get(column).map_or("", String::as_str);
            if given != value {
                all.push(format!("{code} has {column} “{given}”, expected “{value}”"));
            }
        }
    }
    for code in found.keys().filter(|code| !expected.contains_key(*code)) {
        all.push(format!("{code} is in the result, but not expected"));
    }
    all
}

/// Reads CSV with a `code` column.
fn rows(csv: &str) -> Rows {
    let mut lines = csv.trim_start_matches('\u{feff}').lines().map(cells);
    let header = lines.next().unwrap_or_default();
    lines
        .filter_map(|line| {
            let row: BTreeMap<String, String> = header.iter().cloned().zip(line).collect();
            Some((row.get("code")?.clone(), row))
        })
        .collect()
}

/// The cells of one line; `"a, b"` is one cell.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(c);
                }
            }
        }
    }
    cells
}

fn replace(file: &Path, find: &str, put: &str) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    if !text.contains(find) {
        return Err(format!("“{find}” is not in the file any more"));
    }
    fs::write(file, text.replace(find, put)).map_err(|error| error.to_string())
}

fn tables<'a>(table: &'a toml::Table, key: &str) -> Vec<&'a toml::Table> {
    let list = table.get(key).and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(toml::Value::as_table).collect()
}

fn text<'a>(table: &'a toml::Table, key: &str) -> Result<&'a str, String> {
    table
        .get(key)
        .and_then(toml::Value::as_str)
        .ok_or_else(|| format!("reference/tests.toml: “{key}” is missing"))
}

/// A copy of a pack that is removed again.
struct Copy {
    folder: PathBuf,
}

impl Copy {
    fn of(pack: &Path) -> Result<Self, String> {
        let name = pack.file_name().unwrap_or_default().to_string_lossy();
        let copy = Self { folder: std::env::temp_dir().join(format!("baton-{name}-{}", std::process::id())) };
        place::copy_files(pack, &copy.folder)
            .map_err(|error| format!("{}: {error}", copy.folder.display()))?;
        Ok(copy)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _left_behind = fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_expected_columns_are_compared() {
        let expected = rows("code,total\na,1\nb,2\nc,3\n");
        let found = rows("rank,code,unit,total\n1,a,\"A, of B\",1\n2,b,B,2.5\n3,d,D,3\n");
        assert_eq!(
            differences(&expected, &found),
            [
                "b has total “2.5”, expected “2”",
                "c is not in the result",
                "d is in the result, but not expected"
            ]
        );
        assert_eq!(differences(&expected, &expected), [""; 0]);
    }

    #[test]
    fn a_replacement_must_find_its_text() {
        let file = std::env::temp_dir().join(format!("baton-replace-{}", std::process::id()));
        fs::write(&file, "hold = 1").unwrap();
        assert!(replace(&file, "hold = 2", "hold = 0").is_err());
        replace(&file, "hold = 1", "hold = 0").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "hold = 0");
        fs::remove_file(&file).unwrap();
    }
}
