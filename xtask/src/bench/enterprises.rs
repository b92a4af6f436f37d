//! Enterprise yield on a million enterprises, against the same job in Polars.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::child::{Spent, spent};
use super::measure::{Entry, Goal, median};
use super::row::Row;
use crate::place;

const ROWS: usize = 1_000_000;
const REPEATS: usize = 15;
/// The version Baton is measured against; a newer one is a change of the peer and belongs in a commit of its own.
const POLARS: &str = "2.1.0";
const PEER: &str = "Polars 2.1.0";
const SECONDS: &str = "enterprise-yield on 1000000 enterprises, time";
const MEMORY: &str = "enterprise-yield on 1000000 enterprises, peak memory";
const SECONDS_GOAL: f64 = 0.5;
const MEMORY_GOAL: f64 = 1.0;
/// The share of units both must give the same total and grade.
const AGREEMENT: f64 = 0.999;
/// Totals have two decimals; nearer than this they differ in the last only.
const LAST_DECIMAL: f64 = 0.01 + 1e-9;

/// Both jobs, or why they are not measured.
pub(super) fn measure(root: &Path, folder: &Path) -> Result<Vec<Row>, String> {
    let python = match polars(folder) {
        Ok(python) => python,
        Err(why) => {
            let row = |name: &str, unit: &str, goal| Row::missing(name, unit, PEER, goal, &why);
            return Ok(vec![
                row(SECONDS, "s", Goal::Ratio(SECONDS_GOAL)),
                row(MEMORY, "MiB", Goal::Ratio(MEMORY_GOAL)),
            ]);
        }
    };
    let job = Job::prepare(root, folder, python)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..REPEATS {
        ours.push(job.baton()?);
        theirs.push(job.peer()?);
    }
    let agreement = agreement(&job.ours, &job.theirs)?;
    let middle = |all: &[Spent], of: fn(&Spent) -> f64| median(all.iter().map(of).collect());
    let time = Entry {
        name: SECONDS,
        value: middle(&ours, |spent| spent.seconds),
        unit: "s",
        peer: PEER,
        peer_value: middle(&theirs, |spent| spent.seconds),
        goal: Goal::Ratio(SECONDS_GOAL),
    };
    let memory = Entry {
        name: MEMORY,
        value: middle(&ours, |spent| spent.peak_mib),
        unit: "MiB",
        peer_value: middle(&theirs, |spent| spent.peak_mib),
        goal: Goal::Ratio(MEMORY_GOAL),
        ..time
    };
    let note = agreement.judge()?;
    Ok(vec![Row::read(&time.json())?.with_note(&note), Row::read(&memory.json())?.with_note(&note)])
}

/// A Python that has Polars in the pinned version.
fn polars(folder: &Path) -> Result<PathBuf, String> {
    let venv = folder.join("venv");
    let python = venv.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let log = folder.join("pip.log");
    let check = format!("import polars; assert polars.__version__ == '{POLARS}'");
    if spent(Command::new(&python).args(["-c", &check]), &log).is_ok() {
        return Ok(python);
    }
    let made =
        spent(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv), &log).and_then(|_| {
            let pip = ["-m", "pip", "install", "--quiet", &format!("polars=={POLARS}")];
            spent(Command::new(&python).args(pip), &log)
        });
    made.map(|_| python).map_err(|error| {
        let last = error.lines().next_back().unwrap_or_default();
        format!("Polars {POLARS} cannot be installed with pip: {last}")
    })
}

/// The two commands with their files.
struct Job {
    binary: PathBuf,
    workspace: PathBuf,
    python: PathBuf,
    script: PathBuf,
    table: PathBuf,
    ours: PathBuf,
    theirs: PathBuf,
    log: PathBuf,
}

impl Job {
    fn prepare(root: &Path, folder: &Path, python: PathBuf) -> Result<Self, String> {
        let job = Self {
            binary: place::baton(root, "release"),
            workspace: folder.join("enterprise-yield"),
            python,
            script: root.join("xtask/bench/enterprises.py"),
            table: folder.join("enterprises.csv"),
            ours: folder.join("enterprises-baton.csv"),
            theirs: folder.join("enterprises-polars.csv"),
            log: folder.join("enterprises.log"),
        };
        let fault = |error: std::io::Error| format!("{}: {error}", job.workspace.display());
        place::copy_files(&root.join("packs/enterprise-yield"), &job.workspace).map_err(fault)?;
        let scheme = job.workspace.join("schemes/enterprise_yield.toml");
        let text = fs::read_to_string(&scheme).map_err(fault)?;
        fs::write(&scheme, without_joint(&text)?).map_err(fault)?;
        let mut make = Command::new(&job.python);
        spent(make.arg(&job.script).args(["make", &ROWS.to_string()]).arg(&job.table), &job.log)?;
        Ok(job)
    }

    fn baton(&self) -> Result<Spent, String> {
        let mut command = Command::new(&self.binary);
        command.arg("-w").arg(&self.workspace).args(["score", "enterprise_yield", "--period", "2022"]);
        spent(command.arg("--data").arg(&self.table).arg("--out").arg(&self.ours), &self.log)
    }

    fn peer(&self) -> Result<Spent, String> {
        let mut command = Command::new(&self.python);
        spent(command.arg(&self.script).arg("score").arg(&self.table).arg(&self.theirs), &self.log)
    }
}

/// The scheme without `[[joint]]`: it names three enterprises of the pack that share a plot, and the table has others.
fn without_joint(scheme: &str) -> Result<String, String> {
    let missing = "enterprise_yield.toml has no [[joint]] any more: xtask/src/bench/enterprises.rs";
    let (before, rest) = scheme.split_once("[[joint]]\n").ok_or(missing)?;
    let (_, after) = rest.split_once("\n\n").ok_or(missing)?;
    Ok(format!("{before}{after}"))
}

/// How far two results agree.
#[derive(Debug, Default, PartialEq)]
struct Agreement {
    units: usize,
    same: usize,
    widest: f64,
}

impl Agreement {
    fn add(&mut self, ours: &Scored, theirs: &Scored) {
        let apart = (ours.total - theirs.total).abs();
        self.units += 1;
        self.same += usize::from(apart < 0.005 && ours.grade == theirs.grade);
        self.widest = self.widest.max(apart);
    }

    /// In words; a measurement of two different jobs is none.
    fn judge(&self) -> Result<String, String> {
        let Self { units, same, widest } = self;
        let share = *same as f64 / *units as f64;
        let words = format!(
            "same total and grade for {same} of {units} units ({:.4} %), totals at most {widest:.2} apart",
            share * 100.0
        );
        if share >= AGREEMENT && *widest <= LAST_DECIMAL {
            Ok(words)
        } else {
            Err(format!("Baton and {PEER} do not do the same: {words}"))
        }
    }
}

/// A unit's result.
struct Scored {
    code: String,
    total: f64,
    grade: String,
}

/// Compares the result files, both in the order of the table; only Baton's also has the units that are not scored.
fn agreement(ours: &Path, theirs: &Path) -> Result<Agreement, String> {
    let (mut ours, mut theirs) = (scored(ours)?, scored(theirs)?);
    let mut agreement = Agreement::default();
    loop {
        match (ours.next().transpose()?, theirs.next().transpose()?) {
            (None, None) => return Ok(agreement),
            (Some(a), Some(b)) if a.code == b.code => agreement.add(&a, &b),
            (a, b) => {
                let code = |side: Option<Scored>| side.map_or("the end".to_owned(), |scored| scored.code);
                return Err(format!("Baton scores {} where {PEER} scores {}", code(a), code(b)));
            }
        }
    }
}

/// The units of a result file that have a total.
fn scored(path: &Path) -> Result<impl Iterator<Item = Result<Scored, String>> + use<>, String> {
    let place = path.display().to_string();
    let file = File::open(path).map_err(|error| format!("{place}: {error}"))?;
    let mut lines = BufReader::new(file).lines();
    let header = lines.next().transpose().map_err(|error| format!("{place}: {error}"))?.unwrap_or_default();
    let column = |name: &str| {
        let found = header.split(',').position(|cell| cell == name);
        found.ok_or_else(|| format!("{place} has no column {name}"))
    };
    let columns = [column("code")?, column("total")?, column("grade")?];
    Ok(lines.filter_map(move |line| match line {
        Ok(line) => one(&line, columns).transpose(),
        Err(error) => Some(Err(format!("{place}: {error}"))),
    }))
}

fn one(line: &str, columns: [usize; 3]) -> Result<Option<Scored>, String> {
    let cells: Vec<&str> = line.split(',').collect();
    let [code, total, grade] = columns.map(|column| cells.get(column).copied().unwrap_or_default());
    if total.is_empty() {
        return Ok(None);
    }
    let total = total.parse().map_err(|_| format!("“{line}” has no number as its total"))?;
    Ok(Some(Scored { code: code.to_owned(), total, grade: grade.to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_joint_block_is_left_out_and_nothing_else() {
        let scheme = "[a]\n\n# why\n[[joint]]\nunits = []\n\n[[b]]\n";
        assert_eq!(without_joint(scheme).unwrap(), "[a]\n\n# why\n[[b]]\n");
        assert!(without_joint("[a]\n").is_err());
        let pack = include_str!("../../../packs/enterprise-yield/schemes/enterprise_yield.toml");
        assert!(!without_joint(pack).unwrap().contains("Q0061"));
    }

    #[test]
    fn results_that_differ_are_not_compared_for_speed() {
        let scored = |total, grade: &str| Scored { code: "Q1".to_owned(), total, grade: grade.to_owned() };
        let mut agreement = Agreement::default();
        for _ in 0..1999 {
            agreement.add(&scored(1.0, "A"), &scored(1.0, "A"));
        }
        agreement.add(&scored(1.0, "A"), &scored(1.01, "B"));
        assert!(agreement.judge().unwrap().contains("1999 of 2000"));
        agreement.add(&scored(1.0, "A"), &scored(1.02, "A"));
        assert!(agreement.judge().unwrap_err().contains("0.02"));
        assert!(Agreement::default().judge().is_err());
    }
}
