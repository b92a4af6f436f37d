//! `cargo xtask fuzz`: every fuzz target for some seconds, starting from `fuzz/seeds/TARGET/`.
//!
//! Where cargo-fuzz and a nightly toolchain are installed libFuzzer drives the targets; elsewhere the program `stable` of the
//! fuzz package tries the same functions on changed seeds. Which of the two it was is said, and nothing is left out silently.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use crate::{place, say};

const SECONDS: u64 = 20;
/// The same dice for every run, so that what is found is found again.
const SEED: u64 = 1;

/// What drives the targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// libFuzzer, through cargo-fuzz on a nightly toolchain.
    Libfuzzer,
    /// The small engine of the fuzz package, on any toolchain.
    Stable,
}

impl Engine {
    /// As it is said.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Libfuzzer => "libFuzzer",
            Self::Stable => "stable engine",
        }
    }
}

/// How long, with which dice, driven by what, which targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) seconds: u64,
    pub(crate) seed: u64,
    pub(crate) engine: Option<Engine>,
    pub(crate) targets: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { seconds: SECONDS, seed: SEED, engine: None, targets: Vec::new() }
    }
}

impl Options {
    fn read(words: &[&str]) -> Result<Self, String> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().copied().ok_or_else(|| format!("{word} needs a value"));
            match *word {
                "--seconds" => options.seconds = number(value()?)?,
                "--seed" => options.seed = number(value()?)?,
                "--engine" => options.engine = Some(engine(value()?)?),
                other if other.starts_with('-') => return Err(format!("there is no option {other}")),
                target => options.targets.push(target.to_owned()),
            }
        }
        Ok(options)
    }
}

/// A whole number of the command line.
pub(crate) fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("“{text}” is no whole number"))
}

fn engine(text: &str) -> Result<Engine, String> {
    match text {
        "libfuzzer" => Ok(Engine::Libfuzzer),
        "stable" => Ok(Engine::Stable),
        other => Err(format!("there is no engine “{other}”: libfuzzer or stable")),
    }
}

/// How a target fared.
#[derive(Clone, Debug)]
pub(crate) struct Tried {
    pub(crate) target: String,
    pub(crate) engine: Engine,
    /// Inputs tried; none if the process died.
    pub(crate) inputs: Option<u64>,
    pub(crate) seconds: f64,
    pub(crate) findings: Vec<String>,
}

/// Runs as the words of the command line say; returns what was found.
pub(crate) fn run(root: &Path, words: &[&str]) -> Result<Vec<String>, String> {
    let tried = run_with(root, &Options::read(words)?)?;
    Ok(tried.into_iter().flat_map(|tried| tried.findings).collect())
}

/// Runs the targets, one after the other.
pub(crate) fn run_with(root: &Path, options: &Options) -> Result<Vec<Tried>, String> {
    let ground = Ground { fuzz: root.join("fuzz"), target: place::target(root).join("fuzz") };
    let targets = ground.targets(&options.targets)?;
    let engine = ground.built(options.engine, &targets)?;
    let mut all = Vec::new();
    for target in targets {
        let tried = ground.try_target(&target, engine, options)?;
        let inputs = tried.inputs.map_or("died".to_owned(), |inputs| format!("{inputs} inputs"));
        say(
            &mut io::stderr(),
            &format!(
                "{target}: {inputs} in {:.0} s, {}, {} found\n",
                tried.seconds,
                engine.name(),
                tried.findings.len()
            ),
        );
        all.push(tried);
    }
    Ok(all)
}

/// Where fuzzing takes place.
struct Ground {
    /// The fuzz package.
    fuzz: PathBuf,
    /// What is built, and what is found.
    target: PathBuf,
}

impl Ground {
    /// The targets asked for, or all: each has a folder of seeds.
    fn targets(&self, only: &[String]) -> Result<Vec<String>, String> {
        let seeds = self.fuzz.join("seeds");
        let entries = fs::read_dir(&seeds).map_err(|error| format!("{}: {error}", seeds.display()))?;
        let mut all: Vec<String> = entries
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .collect();
        all.sort();
        if let Some(other) = only.iter().find(|name| !all.contains(name)) {
            return Err(format!("there is no target “{other}”; there are {}", all.join(", ")));
        }
        all.retain(|name| only.is_empty() || only.contains(name));
        Ok(all)
    }

    /// Builds for the engine asked for, or for the better one that is possible.
    fn built(&self, wanted: Option<Engine>, targets: &[String]) -> Result<Engine, String> {
        if wanted != Some(Engine::Stable) {
            match self.build_libfuzzer(targets) {
                Ok(()) => return Ok(Engine::Libfuzzer),
                Err(why) if wanted.is_some() => return Err(why),
                Err(why) => say(
                    &mut io::stderr(),
                    &format!(
                        "{why}: the targets are run on stable Rust with inputs made from fuzz/seeds instead\n"
                    ),
                ),
            }
        }
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--release", "--locked", "--quiet", "--no-default-features", "--bin", "stable"]);
        let output = ended(self.place(&mut build))?;
        if output.status.success() {
            Ok(Engine::Stable)
        } else {
            Err(format!("fuzz/ does not build: {}", heard(&output)))
        }
    }

    fn build_libfuzzer(&self, targets: &[String]) -> Result<(), String> {
        let there = ended(&mut self.nightly("--version", &[])).is_ok_and(|output| output.status.success());
        if !there {
            return Err(
                "libFuzzer needs a nightly toolchain and cargo-fuzz (cargo install cargo-fuzz --locked)"
                    .to_owned(),
            );
        }
        // One by one: `stable` has a main of its own and cannot be linked with libFuzzer's.
        targets.iter().try_for_each(|target| self.build_one(target))
    }

    fn build_one(&self, target: &str) -> Result<(), String> {
        let output = ended(&mut self.nightly("build", &[target]))?;
        if output.status.success() {
            Ok(())
        } else {
            let said = heard(&output);
            let error = said.lines().find(|line| line.starts_with("error")).unwrap_or("no reason given");
            Err(format!("{target} does not build for libFuzzer ({error})"))
        }
    }

    /// `cargo fuzz` on the nightly toolchain, through rustup. Rust looks after memory itself: no sanitizer.
    fn nightly(&self, what: &str, words: &[&str]) -> Command {
        let mut command = Command::new("rustup");
        command.args(["run", "nightly", "cargo", "fuzz", what]).env_remove("CARGO").env_remove("RUSTC");
        if what != "--version" {
            command.args(["--sanitizer", "none", "--fuzz-dir"]).arg(&self.fuzz);
            command.arg("--target-dir").arg(self.target.join("nightly")).args(words);
        }
        self.place(&mut command);
        command
    }

    fn place<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command.current_dir(&self.fuzz).env("CARGO_TARGET_DIR", &self.target)
    }

    fn try_target(&self, target: &str, engine: Engine, options: &Options) -> Result<Tried, String> {
        let findings = self.target.join("findings");
        let corpus = self.target.join("corpus").join(target);
        for folder in [&findings, &corpus] {
            fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        let mut command = match engine {
            Engine::Libfuzzer => self.libfuzzer(target, options, &corpus, &findings),
            Engine::Stable => self.stable(target, options, &findings),
        };
        let start = Instant::now();
        let output = ended(&mut command)?;
        let seconds = start.elapsed().as_secs_f64();
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &heard(&output);
        let mut found: Vec<String> = said.lines().filter_map(|line| finding(target, line)).collect();
        if !output.status.success() && found.is_empty() {
            let last: Vec<&str> = said.lines().rev().take(3).collect();
            let current = findings.join(format!("{target}-current"));
            found.push(format!(
                "{target}: ended with {}, see {}: {}",
                output.status,
                current.display(),
                last.join(" | ")
            ));
        }
        Ok(Tried { target: target.to_owned(), engine, inputs: inputs(&said), seconds, findings: found })
    }

    /// What is new to libFuzzer goes to the first folder, which stays with what is built.
    fn libfuzzer(&self, target: &str, options: &Options, corpus: &Path, findings: &Path) -> Command {
        let mut command = self.nightly("run", &[target]);
        command.arg(corpus).arg(self.fuzz.join("seeds").join(target)).arg("--");
        command.arg(format!("-max_total_time={}", options.seconds)).arg(format!("-seed={}", options.seed));
        command.args(["-timeout=20", "-max_len=65536", "-print_final_stats=1", "-verbosity=0"]);
        command.arg(format!("-artifact_prefix={}", findings.join(format!("{target}-")).display()));
        command
    }

    fn stable(&self, target: &str, options: &Options, findings: &Path) -> Command {
        let mut command =
            Command::new(self.target.join("release").join(format!("stable{}", std::env::consts::EXE_SUFFIX)));
        command.args([target, &options.seconds.to_string(), &options.seed.to_string()]);
        command.arg(self.fuzz.join("seeds").join(target)).arg(findings);
        command
    }
}

/// A line that tells of a finding: one of the stable engine, a panic, or where libFuzzer put the input.
fn finding(target: &str, line: &str) -> Option<String> {
    if let Some(rest) = line.strip_prefix("finding: ") {
        return Some(rest.to_owned());
    }
    let telling = line.contains("panicked at")
        || line.starts_with("==") && line.contains("ERROR")
        || line.contains("Test unit written to");
    telling.then(|| format!("{target}: {line}"))
}

/// How many inputs either engine says it tried.
fn inputs(said: &str) -> Option<u64> {
    let counted =
        said.lines().filter_map(|line| line.strip_prefix("stat::number_of_executed_units:").or(Some(line)));
    counted.filter_map(|number| number.trim().parse().ok()).next_back()
}

fn ended(command: &mut Command) -> Result<Output, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.output().map_err(|error| format!("{program} does not start: {error}"))
}

fn heard(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let read = Options::read(&["--seconds", "5", "csv", "--engine", "stable", "--seed", "7"]).unwrap();
        let expected =
            Options { seconds: 5, seed: 7, engine: Some(Engine::Stable), targets: vec!["csv".to_owned()] };
        assert_eq!(read, expected);
        assert_eq!(Options::read(&[]).unwrap(), Options::default());
        for wrong in [&["--seconds"][..], &["--seconds", "x"], &["--engine", "afl"], &["--fast"]] {
            assert!(Options::read(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn what_engines_say_is_understood() {
        assert_eq!(inputs("finding: x\n12345\n"), Some(12345));
        assert_eq!(inputs("Done\nstat::number_of_executed_units: 99\nstat::new_units_added: x\n"), Some(99));
        assert_eq!(inputs("killed"), None);
        assert_eq!(finding("csv", "finding: csv f: why"), Some("csv f: why".to_owned()));
        assert!(finding("csv", "thread 'main' panicked at src/a.rs:1").is_some());
        assert!(finding("csv", "INFO: seed corpus").is_none());
    }

    #[test]
    fn every_target_of_the_package_has_seeds() {
        let ground = Ground { fuzz: place::root().join("fuzz"), target: PathBuf::new() };
        let manifest: toml::Table =
            fs::read_to_string(ground.fuzz.join("Cargo.toml")).unwrap().parse().unwrap();
        let mut names: Vec<String> = manifest["bin"]
            .as_array()
            .unwrap()
            .iter()
            .map(|bin| bin["name"].as_str().unwrap().to_owned())
            .filter(|name| name != "stable")
            .collect();
        names.sort();
        assert_eq!(ground.targets(&[]).unwrap(), names);
        assert!(ground.targets(&["none".to_owned()]).is_err());
    }
}
