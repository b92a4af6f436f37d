//! `stable TARGET SECONDS SEED SEEDS FINDINGS`: tries the files of the folder SEEDS, then inputs made from them.
//!
//! An input that makes the target panic goes to the folder FINDINGS, the first of each place in the code. `TARGET-current`
//! there is the input being tried, should the process die of it. The last line on standard output is the count of inputs.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use baton_fuzz::mutate::{Dice, Pool};
use baton_fuzz::targets;

/// An input that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(20);

thread_local! {
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

fn main() -> ExitCode {
    match arguments().and_then(|trial| trial.run()) {
        Ok(tried) => {
            let _closed_pipe = writeln!(std::io::stdout(), "{tried}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            let _closed_pipe = writeln!(std::io::stderr(), "{fault}");
            ExitCode::from(2)
        }
    }
}

struct Trial {
    name: String,
    target: fn(&[u8]),
    time: Duration,
    dice: Dice,
    seeds: Vec<Vec<u8>>,
    findings: PathBuf,
}

fn arguments() -> Result<Trial, String> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [name, seconds, seed, seeds, findings] = &words[..] else {
        return Err("usage: stable TARGET SECONDS SEED SEEDS FINDINGS".to_owned());
    };
    let known = targets::ALL.iter().find(|(known, _)| known == name);
    let number = |text: &str| text.parse::<u64>().map_err(|_| format!("“{text}” is no whole number"));
    Ok(Trial {
        name: name.clone(),
        target: known.ok_or_else(|| format!("there is no target “{name}”"))?.1,
        time: Duration::from_secs(number(seconds)?),
        dice: Dice::new(number(seed)?),
        seeds: files(Path::new(seeds)).map_err(|error| format!("{seeds}: {error}"))?,
        findings: PathBuf::from(findings),
    })
}

/// The files of a folder by name, so that every run takes them in the same order.
fn files(folder: &Path) -> std::io::Result<Vec<Vec<u8>>> {
    let entries: std::io::Result<Vec<_>> = std::fs::read_dir(folder)?.collect();
    let mut paths: Vec<PathBuf> = entries?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().map(std::fs::read).collect()
}

impl Trial {
    fn run(mut self) -> Result<u64, String> {
        std::fs::create_dir_all(&self.findings).map_err(|error| error.to_string())?;
        std::panic::set_hook(Box::new(|panic| PANIC.set(Some(panic.to_string()))));
        let started = Arc::new(AtomicU64::new(0));
        watch(&self.name, &started);
        let pool = Pool::new(self.seeds.clone());
        let mut seeds = std::mem::take(&mut self.seeds).into_iter();
        let (start, mut places, mut tried) = (Instant::now(), BTreeSet::new(), 0);
        while start.elapsed() < self.time {
            let input = seeds.next().unwrap_or_else(|| pool.input(&mut self.dice));
            tried += 1;
            started.store(tried, Ordering::Relaxed);
            if let Some(panic) = self.try_one(&input)? {
                let place = panic.lines().next().unwrap_or_default().to_owned();
                if places.insert(place) {
                    self.keep(&input, places.len(), &panic)?;
                }
            }
        }
        std::fs::remove_file(self.current()).map_err(|error| error.to_string())?;
        Ok(tried)
    }

    /// The message of the panic, if there was one.
    fn try_one(&self, input: &[u8]) -> Result<Option<String>, String> {
        std::fs::write(self.current(), input).map_err(|error| error.to_string())?;
        let target = self.target;
        let outcome = std::panic::catch_unwind(|| target(input));
        Ok(outcome.err().map(|_| PANIC.take().unwrap_or_default()))
    }

    fn current(&self) -> PathBuf {
        self.findings.join(format!("{}-current", self.name))
    }

    fn keep(&self, input: &[u8], number: usize, panic: &str) -> Result<(), String> {
        let path = self.findings.join(format!("{}-{number}", self.name));
        std::fs::write(&path, input).map_err(|error| error.to_string())?;
        let said = format!("finding: {} {}: {}\n", self.name, path.display(), panic.replace('\n', " "));
        let _closed_pipe = std::io::stdout().write_all(said.as_bytes());
        Ok(())
    }
}

/// Ends the process if one input takes too long; the input is the one in `TARGET-current`.
fn watch(name: &str, started: &Arc<AtomicU64>) {
    let (name, started) = (name.to_owned(), Arc::clone(started));
    std::thread::spawn(move || {
        loop {
            let before = started.load(Ordering::Relaxed);
            std::thread::sleep(PATIENCE);
            if before > 0 && started.load(Ordering::Relaxed) == before {
                let _closed_pipe =
                    writeln!(std::io::stderr(), "{name}: one input takes more than {PATIENCE:?}");
                std::process::exit(3);
            }
        }
    });
}
